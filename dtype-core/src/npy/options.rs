//! What may be asked of a load beyond the defaults.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::frame;
use super::header::Header;
use super::nd::NdArray;
use super::source::Source;
use super::typed::Plan;
use crate::Limits;
use crate::convert::{Casting, ConvertOptions};
use crate::error::{Error, Result};
use crate::record::Element;
use crate::view::RecordArray;

/// How a file is read. The functions of this module that read do so with the defaults.
///
/// ```
/// use dtype_core::{Limits, npy};
///
/// let header = npy::Header::new(&"<f8".parse()?, &[2], false)?;
/// let file = [header.to_bytes(), vec![0; 16]].concat();
///
/// let mut limits = Limits::default();
/// limits.elements = 1;
/// let error = npy::LoadOptions::new().limits(limits).read_array(&file[..]).unwrap_err();
/// assert_eq!(error.kind(), dtype_core::ErrorKind::Limit);
/// assert_eq!(npy::read_array(&file[..])?.len(), 2);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    pub(crate) limits: Limits,
    pub(super) convert: ConvertOptions,
    pub(super) offset: u64,
}

impl LoadOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the file may ask for.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How fields become those of the type that is asked for: which are dropped, renamed, filled in.
    pub fn convert(mut self, options: ConvertOptions) -> Self {
        self.convert = options;
        self
    }

    /// The array starts so many bytes behind the start of the file, the stream, or the member of an archive: it lies
    /// inside of something else.
    ///
    /// ```
    /// use dtype_core::npy;
    ///
    /// let path = std::env::temp_dir().join(format!("inside-{}.bin", std::process::id()));
    /// let mut file = b"something else".to_vec();
    /// npy::write_to(&mut file, &[0.5, 1.5])?;
    /// std::fs::write(&path, &file).unwrap();
    ///
    /// let options = npy::LoadOptions::new().offset(14);
    /// assert_eq!(options.load::<f64>(&path)?, [0.5, 1.5]);
    /// assert_eq!(npy::File::open_with(&path, options)?.read::<f64>(1..2)?, [1.5]);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn offset(mut self, bytes: u64) -> Self {
        self.offset = bytes;
        self
    }

    /// As [`load`](super::load).
    ///
    /// # Errors
    /// As there.
    pub fn load<R: Element>(&self, path: impl AsRef<Path>) -> Result<Vec<R>> {
        self.in_file(path.as_ref(), |source| self.records(source))
    }

    /// As [`load_into`](super::load_into).
    ///
    /// # Errors
    /// As there.
    pub fn load_into<R: Element>(&self, path: impl AsRef<Path>, records: &mut Vec<R>) -> Result<()> {
        self.in_file(path.as_ref(), |mut source| {
            let header = self.header_of(&mut source)?;
            let plan = Plan::of_rows::<R>(&header.contents(), &self.convert)?;
            plan.read_into(&mut source, &header.contents(), records)
        })
    }

    /// As [`load_nd`](super::load_nd).
    ///
    /// # Errors
    /// As there.
    pub fn load_nd<T: Element>(&self, path: impl AsRef<Path>) -> Result<NdArray<T>> {
        self.in_file(path.as_ref(), |source| self.nd(source))
    }

    /// As [`read_from`](super::read_from).
    ///
    /// # Errors
    /// As there.
    pub fn read_from<R: Element>(&self, stream: impl Read) -> Result<Vec<R>> {
        self.records(Source::new(stream))
    }

    /// As [`header`](super::header()).
    ///
    /// # Errors
    /// As there.
    pub fn header(&self, path: impl AsRef<Path>) -> Result<Header> {
        self.in_file(path.as_ref(), |mut source| self.header_of(&mut source))
    }

    /// As [`load_array`](super::load_array).
    ///
    /// # Errors
    /// As there.
    pub fn load_array(&self, path: impl AsRef<Path>) -> Result<RecordArray> {
        self.in_file(path.as_ref(), |source| self.array(source))
    }

    /// As [`read_array`](super::read_array).
    ///
    /// # Errors
    /// As there.
    pub fn read_array(&self, stream: impl Read) -> Result<RecordArray> {
        self.array(Source::new(stream))
    }

    pub(crate) fn records<R: Element>(&self, mut source: Source<impl Read>) -> Result<Vec<R>> {
        let header = self.header_of(&mut source)?;
        self.records_behind(&header, &mut source)
    }

    pub(crate) fn nd<T: Element>(&self, mut source: Source<impl Read>) -> Result<NdArray<T>> {
        let header = self.header_of(&mut source)?;
        self.nd_behind(&header, &mut source)
    }

    pub(crate) fn array(&self, mut source: Source<impl Read>) -> Result<RecordArray> {
        let header = self.header_of(&mut source)?;
        Self::array_behind(&header, &mut source)
    }

    /// Reads a file from where the options say, and names it in errors.
    pub(super) fn in_file<T>(
        &self,
        path: &Path,
        read: impl FnOnce(Source<fs::File>) -> Result<T>,
    ) -> Result<T> {
        let open = || {
            let mut source = Source::open(path)?;
            if let Some(len) = source.len() {
                source.pass(self.start_in(len)?)?;
            }
            read(source)
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// The header, which is where the options say.
    pub(crate) fn header_of(&self, source: &mut Source<impl Read>) -> Result<Header> {
        source.skip(self.offset.saturating_sub(source.position()))?;
        if self.offset > 0 {
            self.start_in(source.position())?;
        }
        let header = source.next_header(&self.limits)?;
        header.ok_or_else(|| if self.offset > 0 { self.missing(source.position()) } else { frame::empty() })
    }

    /// Where the array starts in a file of so many bytes.
    pub(crate) fn start_in(&self, len: u64) -> Result<u64> {
        if self.offset > len { Err(self.missing(len)) } else { Ok(self.offset) }
    }

    fn missing(&self, len: u64) -> Error {
        Error::format(format!("expected an array from byte {} on, found {len} bytes", self.offset)).at(len)
    }

    pub(super) fn records_behind<R: Element>(
        &self,
        header: &Header,
        source: &mut Source<impl Read>,
    ) -> Result<Vec<R>> {
        let plan = Plan::of_rows::<R>(&header.contents(), &self.convert)?;
        plan.read(source, &header.contents())
    }

    pub(super) fn nd_behind<T: Element>(
        &self,
        header: &Header,
        source: &mut Source<impl Read>,
    ) -> Result<NdArray<T>> {
        let plan = Plan::new::<T>(&header.contents(), &self.convert)?;
        let data = plan.read(source, &header.contents())?;
        NdArray::new(data, &plan.shape, header.is_fortran())
    }

    pub(super) fn array_behind(header: &Header, source: &mut Source<impl Read>) -> Result<RecordArray> {
        let data = source.data(&header.contents())?;
        let (dtype, shape) = (header.dtype().clone(), header.shape().to_vec());
        RecordArray::from_buffer(data, dtype, shape, header.is_fortran())
    }
}

impl From<ConvertOptions> for LoadOptions {
    fn from(options: ConvertOptions) -> Self {
        Self::new().convert(options)
    }
}

impl From<Casting> for LoadOptions {
    fn from(casting: Casting) -> Self {
        ConvertOptions::from(casting).into()
    }
}

impl From<Limits> for LoadOptions {
    fn from(limits: Limits) -> Self {
        Self::new().limits(limits)
    }
}
