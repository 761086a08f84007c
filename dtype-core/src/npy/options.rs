//! What may be asked of a load beyond the defaults.

use std::io::Read;
use std::path::Path;

use super::header::Header;
use super::nd::NdArray;
use super::source::Source;
use super::typed::Plan;
use crate::Limits;
use crate::convert::ConvertOptions;
use crate::error::Result;
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

    /// As [`load`](super::load).
    ///
    /// # Errors
    /// As there.
    pub fn load<R: Element>(&self, path: impl AsRef<Path>) -> Result<Vec<R>> {
        in_file(path.as_ref(), |source| self.records(source))
    }

    /// As [`load_into`](super::load_into).
    ///
    /// # Errors
    /// As there.
    pub fn load_into<R: Element>(&self, path: impl AsRef<Path>, records: &mut Vec<R>) -> Result<()> {
        in_file(path.as_ref(), |mut source| {
            let header = source.header(&self.limits)?;
            let plan = Plan::of_rows::<R>(&header.contents(), &self.convert)?;
            plan.read_into(&mut source, &header.contents(), records)
        })
    }

    /// As [`load_nd`](super::load_nd).
    ///
    /// # Errors
    /// As there.
    pub fn load_nd<T: Element>(&self, path: impl AsRef<Path>) -> Result<NdArray<T>> {
        in_file(path.as_ref(), |source| self.nd(source))
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
        in_file(path.as_ref(), |mut source| source.header(&self.limits))
    }

    /// As [`load_array`](super::load_array).
    ///
    /// # Errors
    /// As there.
    pub fn load_array(&self, path: impl AsRef<Path>) -> Result<RecordArray> {
        in_file(path.as_ref(), |source| self.array(source))
    }

    /// As [`read_array`](super::read_array).
    ///
    /// # Errors
    /// As there.
    pub fn read_array(&self, stream: impl Read) -> Result<RecordArray> {
        self.array(Source::new(stream))
    }

    pub(crate) fn records<R: Element>(&self, mut source: Source<impl Read>) -> Result<Vec<R>> {
        let header = source.header(&self.limits)?;
        let plan = Plan::of_rows::<R>(&header.contents(), &self.convert)?;
        plan.read(&mut source, &header.contents())
    }

    pub(crate) fn nd<T: Element>(&self, mut source: Source<impl Read>) -> Result<NdArray<T>> {
        let header = source.header(&self.limits)?;
        let plan = Plan::new::<T>(&header.contents(), &self.convert)?;
        let data = plan.read(&mut source, &header.contents())?;
        NdArray::new(data, &plan.shape, header.is_fortran())
    }

    pub(crate) fn array(&self, mut source: Source<impl Read>) -> Result<RecordArray> {
        let header = source.header(&self.limits)?;
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

impl From<Limits> for LoadOptions {
    fn from(limits: Limits) -> Self {
        Self::new().limits(limits)
    }
}

/// Reads a file from its start, and names it in errors.
fn in_file<T>(path: &Path, read: impl FnOnce(Source<std::fs::File>) -> Result<T>) -> Result<T> {
    Source::open(path).and_then(read).map_err(|error| error.in_file(path))
}
