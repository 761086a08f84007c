//! Several arrays in one stream, one after the other.

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::header::Header;
use super::nd::NdArray;
use super::options::LoadOptions;
use super::row_reader::RowReader;
use super::source::Source;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::view::RecordArray;

/// The arrays of a stream, one after the other: what several calls of `np.save` leave in one file.
///
/// A stream that ends where an array would begin has no more arrays; one that ends within an array is damaged. As an
/// iterator it gives arrays of whatever dtype.
///
/// ```
/// use dtype_core::npy;
///
/// let mut stream = Vec::new();
/// npy::write_to(&mut stream, &[1u8, 2])?;
/// npy::write_to(&mut stream, &[0.5f64])?;
/// npy::write_to(&mut stream, &[7u8])?;
///
/// let mut reader = npy::Reader::new(&stream[..]);
/// assert_eq!(reader.read::<u8>()?, Some(vec![1, 2]));
/// assert_eq!(reader.peek()?.unwrap().dtype().to_string(), "'<f8'");
/// assert!(reader.read::<u8>().is_err()); // it is still there
/// assert_eq!(reader.read::<f64>()?, Some(vec![0.5]));
/// assert_eq!(reader.read_array()?.unwrap().as_bytes(), [7]);
/// assert_eq!(reader.read::<u8>()?, None);
///
/// let mut cut = npy::Reader::new(&stream[..stream.len() - 1]);
/// let lens = cut.by_ref().take(2).map(|array| array.map(|array| array.len()));
/// assert_eq!(lens.collect::<Result<Vec<_>, _>>()?, [2, 1]);
/// assert!(cut.next().unwrap().is_err());
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct Reader<R> {
    source: Source<R>,
    options: LoadOptions,
    /// The header of the next array, if it has been read.
    next: Option<Header>,
    /// How many arrays have been begun.
    arrays: usize,
    /// Where the array that comes next starts, its header included.
    start: u64,
    /// Where it cannot be said what comes next.
    broken: bool,
    path: Option<PathBuf>,
}

impl Reader<fs::File> {
    /// The arrays of a file.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the file cannot be opened.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path, LoadOptions::new())
    }

    /// The same with other limits, from another byte on, or for records whose fields are not just those of the arrays.
    ///
    /// # Errors
    /// As [`open`](Reader::open).
    pub fn open_with(path: impl AsRef<Path>, options: impl Into<LoadOptions>) -> Result<Self> {
        let (path, options) = (path.as_ref(), options.into());
        let source = Source::open(path).map_err(|error| error.in_file(path))?;
        Ok(Reader { path: Some(path.to_owned()), ..Reader::of(source, options) })
    }
}

impl<R: Read> Reader<R> {
    /// The arrays of a stream. Reads are large, so a `BufReader` is of no use.
    pub fn new(stream: R) -> Self {
        Self::with_options(stream, LoadOptions::new())
    }

    /// The same with other limits, from another byte on, or for records whose fields are not just those of the arrays.
    pub fn with_options(stream: R, options: impl Into<LoadOptions>) -> Self {
        Self::of(Source::new(stream), options.into())
    }

    fn of(source: Source<R>, options: LoadOptions) -> Self {
        let start = options.offset;
        Reader { source, options, next: None, arrays: 0, start, broken: false, path: None }
    }

    /// The header of the array that comes next, which stays the next one; `None` if there are no more.
    ///
    /// # Errors
    /// As [`read_array`](Reader::read_array).
    pub fn peek(&mut self) -> Result<Option<&Header>> {
        if self.next.is_none() {
            self.next = self.read_header()?;
        }
        Ok(self.next.as_ref())
    }

    /// The records of the next array, converted as [`load`](super::load) does; `None` if there are no more arrays.
    ///
    /// # Errors
    /// As [`read_array`](Reader::read_array) and [`load`](super::load). An array that cannot be converted because of its
    /// dtype or shape stays the next one; [`skip_array`](Reader::skip_array) passes it.
    pub fn read<T: Element>(&mut self) -> Result<Option<Vec<T>>> {
        self.take(|options, header, source| options.records_behind(header, source))
    }

    /// The elements of the next array, of any shape; `None` if there are no more arrays.
    ///
    /// # Errors
    /// As [`read`](Reader::read), but for any number of dimensions.
    pub fn read_nd<T: Element>(&mut self) -> Result<Option<NdArray<T>>> {
        self.take(|options, header, source| options.nd_behind(header, source))
    }

    /// The next array, of any dtype and shape; `None` if there are no more.
    ///
    /// # Errors
    /// As [`npy::read_array`](super::read_array). Behind a damaged header, nothing more can be read.
    pub fn read_array(&mut self) -> Result<Option<RecordArray>> {
        self.take(|_, header, source| LoadOptions::array_behind(header, source))
    }

    /// Passes the next array, and tells its header; `None` if there are no more arrays.
    ///
    /// # Errors
    /// As [`read_array`](Reader::read_array).
    pub fn skip_array(&mut self) -> Result<Option<Header>> {
        let Some(header) = self.peek()?.cloned() else { return Ok(None) };
        self.begin(&header);
        self.pass()?;
        Ok(Some(header))
    }

    /// The rows of the next array, to be read in parts; `None` if there are no more arrays. Those that are not read are
    /// passed when the array behind it is asked for.
    ///
    /// # Errors
    /// As [`read_array`](Reader::read_array).
    pub fn rows(&mut self) -> Result<Option<RowReader<impl Read + '_>>> {
        let Some(header) = self.peek()?.cloned() else { return Ok(None) };
        self.source.check_len(&header.contents()).map_err(|error| self.place(error))?;
        self.begin(&header);
        Ok(Some(RowReader::behind(header, self.source.lend(), &self.options, false)))
    }

    /// How many bytes of the stream have been read.
    pub fn position(&self) -> u64 {
        self.source.position()
    }

    /// What it reads from. If the header of the next array was [looked at](Reader::peek), it is gone.
    pub fn into_inner(self) -> R {
        self.source.into_inner()
    }

    fn take<T>(
        &mut self,
        read: impl FnOnce(&LoadOptions, &Header, &mut Source<R>) -> Result<T>,
    ) -> Result<Option<T>> {
        let Some(header) = self.peek()?.cloned() else { return Ok(None) };
        let behind = self.source.position();
        let result = read(&self.options, &header, &mut self.source).map_err(|error| self.place(error));
        if result.is_ok() || self.source.position() > behind {
            self.begin(&header);
        }
        result.map(Some)
    }

    /// The array of this header is not the next one any more.
    fn begin(&mut self, header: &Header) {
        self.next = None;
        self.arrays += 1;
        self.start = self.start.saturating_add(header.data_offset()).saturating_add(header.data_len());
    }

    /// Passes what has not been read of the last array.
    fn pass(&mut self) -> Result<()> {
        let left = self.start.saturating_sub(self.source.position());
        let passed = self.source.skip(left).map_err(|error| self.in_file(error))?;
        if passed == left {
            return Ok(());
        }
        self.broken = true;
        let (found, end) = (self.source.position(), self.start);
        let error = Error::format(match self.arrays {
            0 => format!("expected an array from byte {end} on, found {found} bytes"),
            arrays => format!("expected array {} to end at byte {end}, found {found} bytes", arrays - 1),
        });
        Err(self.in_file(error.at(found)))
    }

    fn read_header(&mut self) -> Result<Option<Header>> {
        if self.broken {
            let error = Error::format("behind a damaged array, it is unknown where the next one starts");
            return Err(self.in_file(error));
        }
        self.pass()?;
        let header = self.source.next_header(&self.options.limits);
        header.map_err(|error| {
            self.broken = true;
            self.place(error)
        })
    }

    /// Says which array it is, and where it starts.
    fn place(&self, error: Error) -> Error {
        let error = match self.arrays {
            0 => error,
            i => error.within(&format!("array {i}, from byte {} on", self.start)),
        };
        self.in_file(error)
    }

    fn in_file(&self, error: Error) -> Error {
        match &self.path {
            Some(path) => error.in_file(path),
            None => error,
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<RecordArray>;

    /// The next array. Nothing comes behind an error.
    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        self.read_array().inspect_err(|_| self.broken = true).transpose()
    }
}

impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.as_deref().map(Path::display);
        let path = path.map(|path| path.to_string());
        f.debug_struct("Reader").field("path", &path).field("arrays", &self.arrays).finish_non_exhaustive()
    }
}
