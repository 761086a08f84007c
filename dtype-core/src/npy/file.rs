//! Files larger than memory, read row by row or block by block.

use std::fmt;
use std::fs;
use std::ops::Range;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use super::at::{At, Watch};
use super::contents::Contents;
use super::flat::BLOCK;
use super::header::{Header, is_c_contiguous};
use super::options::LoadOptions;
use super::raw::Layout;
use super::source::Source;
use super::typed::Plan;
use crate::buffer::Buffer;
use crate::convert::ConvertOptions;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;
use crate::record::Element;
use crate::view::RecordArray;

/// Columns of fewer bytes are cheaper to read whole than to ask for parts of.
const SHORT: usize = 16 << 10;

/// An open file that is read in parts: as large as it likes, and safely, since every part is a copy.
///
/// Its rows are what the first axis counts: the records of an array of one axis, the matrices of one of three.
/// [`npy::File`](super::File) has a header, [`raw::File`](super::raw::File) has none and knows what it was told.
///
/// ```
/// use dtype_core::{Record, npy};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Tick { time: i64, price: f64 }
///
/// let path = std::env::temp_dir().join(format!("ticks-{}.npy", std::process::id()));
/// npy::save(&path, &[Tick { time: 1, price: 2.0 }, Tick { time: 2, price: 4.0 }])?;
///
/// let file = npy::File::open(&path)?;
/// assert_eq!((file.len(), file.trailing_len()), (2, 0));
/// assert_eq!(file.rows(1..2)?.view().column::<f64>("price")?.to_vec(), [4.0]);
/// assert_eq!(file.read::<Tick>(0..2)?[1].time, 2);
/// assert_eq!(file.summary()?.columns()[1].mean().unwrap().to_string(), "3.0");
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct RowFile<H> {
    pub(super) head: H,
    file: fs::File,
    path: PathBuf,
    len: u64,
    offset: u64,
    dtype: DType,
    shape: Vec<usize>,
    fortran: bool,
    convert: ConvertOptions,
    watch: Option<Watch>,
}

impl RowFile<Header> {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// As [`header`](super::header()); [`Format`](crate::ErrorKind::Format) if data is missing;
    /// [`Io`](crate::ErrorKind::Io) if it is no regular file, such as a pipe.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path, LoadOptions::new())
    }

    /// The same with other limits, from another byte on, or for records whose fields are not just those of the file.
    ///
    /// # Errors
    /// As [`open`](RowFile::open).
    pub fn open_with(path: impl AsRef<Path>, options: impl Into<LoadOptions>) -> Result<Self> {
        let path = path.as_ref();
        let options = options.into();
        let open = || {
            let (file, len) = open_regular(path)?;
            let position = options.start_in(len)?;
            let mut source = Source::within(At::new(&file, position), position, len);
            let header = options.header_of(&mut source)?;
            // A file that grows may have got longer before its header was read.
            let (position, len) = (source.position(), file_len(&file)?);
            Source::within(At::new(&file, position), position, len).check_len(&header.contents())?;
            let (dtype, shape) = (header.dtype().clone(), header.shape().to_vec());
            let (offset, fortran) = (position, header.is_fortran());
            let (path, convert) = (path.to_owned(), options.convert);
            let watch = None;
            Ok(RowFile { head: header, file, path, len, offset, dtype, shape, fortran, convert, watch })
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// What the header says.
    pub fn header(&self) -> &Header {
        &self.head
    }
}

impl RowFile<Layout> {
    /// Items of a dtype and a shape where a layout says, which are known to be there, in a file of known length.
    pub(super) fn of_layout(
        layout: Layout,
        (file, len): (fs::File, u64),
        path: &Path,
        dtype: DType,
        shape: Vec<usize>,
    ) -> Self {
        let (path, offset, fortran, convert) =
            (path.to_owned(), layout.offset, layout.fortran, ConvertOptions::new());
        RowFile { head: layout, file, path, len, offset, dtype, shape, fortran, convert, watch: None }
    }
}

impl<H> RowFile<H> {
    /// What one item is.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The lengths of the axes; none for a single item.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Whether the first axis varies fastest in the file, not the last.
    pub fn is_fortran(&self) -> bool {
        self.fortran
    }

    /// How many rows there are: the length of the first axis, or one if there is none.
    pub fn len(&self) -> usize {
        self.shape.first().copied().unwrap_or(1)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Has `read` called with a number of bytes whenever so many more have been read, by the thread that read them: to show
    /// how far long work has come. It takes the place of another one.
    ///
    /// ```
    /// use dtype_core::npy;
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU64, Ordering};
    ///
    /// let path = std::env::temp_dir().join(format!("watched-{}.npy", std::process::id()));
    /// npy::save(&path, &[4.0, 1.0, 3.0])?;
    /// let bytes = Arc::new(AtomicU64::new(0));
    /// let seen = bytes.clone();
    /// let file = npy::File::open(&path)?.watch(move |more| {
    ///     seen.fetch_add(more, Ordering::Relaxed);
    /// });
    /// file.summary()?;
    /// assert_eq!(bytes.load(Ordering::Relaxed), 24);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn watch(self, read: impl Fn(u64) + Send + Sync + 'static) -> Self {
        RowFile { watch: Some(AssertUnwindSafe(Box::new(read))), ..self }
    }

    /// How many bytes there were behind the data when the file was opened.
    pub fn trailing_len(&self) -> u64 {
        let size = self.contents(&self.shape).size().map_or(u64::MAX, int::to_u64);
        self.len.saturating_sub(self.offset).saturating_sub(size)
    }

    /// Some rows, whatever they hold. The array has the shape of the file but for the first axis, and its order.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the file cannot be read; [`Format`](crate::ErrorKind::Format) if it got shorter
    /// since it was opened.
    ///
    /// # Panics
    /// If the range is not within the rows.
    pub fn rows(&self, range: Range<usize>) -> Result<RecordArray> {
        let shape = self.shape_of(&range);
        let buffer = if self.is_scattered() {
            self.scattered(&range)
        } else {
            self.source(range.start).data(&self.contents(&shape))
        };
        let array = buffer
            .and_then(|buffer| RecordArray::from_buffer(buffer, self.dtype.clone(), shape, self.fortran));
        array.map_err(|error| error.in_file(&self.path))
    }

    /// Some records of a type, converted as [`load`](super::load) does.
    ///
    /// # Errors
    /// As [`load`](super::load).
    ///
    /// # Panics
    /// If the range is not within the rows.
    pub fn read<R: Element>(&self, range: Range<usize>) -> Result<Vec<R>> {
        let mut records = Vec::new();
        self.read_into(range, &mut records)?;
        Ok(records)
    }

    /// The same into a vector whose memory is used again. What was in it goes, also after an error.
    ///
    /// # Errors
    /// As [`load`](super::load).
    ///
    /// # Panics
    /// If the range is not within the rows.
    pub fn read_into<R: Element>(&self, range: Range<usize>, records: &mut Vec<R>) -> Result<()> {
        let shape = self.shape_of(&range);
        let contents = self.contents(&shape);
        Plan::of_rows::<R>(&contents, &self.convert)
            .and_then(|plan| {
                plan.behind(range.start).read_into(&mut self.source(range.start), &contents, records)
            })
            .map_err(|error| error.in_file(&self.path))
    }

    /// All rows, so many at a time; the last block may have fewer.
    ///
    /// # Panics
    /// If `rows` is zero.
    pub fn blocks(&self, rows: usize) -> impl Iterator<Item = Result<RecordArray>> + '_ {
        let len = self.len();
        (0..len).step_by(rows).map(move |start| self.rows(start..len.min(start.saturating_add(rows))))
    }

    /// An error about this file.
    pub(super) fn in_this(&self, error: Error) -> Error {
        error.in_file(&self.path)
    }

    /// Whether the items of a row lie apart.
    pub(super) fn is_scattered(&self) -> bool {
        self.fortran && !is_c_contiguous(&self.shape)
    }

    /// Rows of an array in Fortran order: of every column a run. Short columns are read several at a time.
    fn scattered(&self, range: &Range<usize>) -> Result<Buffer> {
        let itemsize = self.dtype.itemsize();
        let mut buffer = Buffer::zeroed(self.contents(&self.shape_of(range)).size()?)?;
        if buffer.is_empty() {
            return Ok(buffer);
        }
        let (run, column) = (range.len() * itemsize, self.len() * itemsize);
        let step = if column < SHORT { BLOCK / column } else { 1 };
        let mut window = Buffer::zeroed(if step > 1 { (step - 1) * column + run } else { 0 })?;
        let mut position = self.offset + int::to_u64(range.start * itemsize);
        for runs in buffer.chunks_mut(step * run) {
            if step == 1 {
                self.fill_at(position, runs)?;
            } else {
                let read = &mut window[..(runs.len() / run - 1) * column + run];
                self.fill_at(position, read)?;
                for (run, column) in runs.chunks_exact_mut(run).zip(read.chunks(column)) {
                    run.copy_from_slice(&column[..run.len()]);
                }
            }
            position += int::to_u64(step * column);
        }
        Ok(buffer)
    }

    /// How many items there are.
    pub(super) fn count(&self) -> usize {
        self.contents(&self.shape).len()
    }

    /// Fills `out` with the bytes of the items from one on, counted in the order of the file.
    pub(super) fn fill_from_item(&self, item: usize, out: &mut [u8]) -> Result<()> {
        self.fill_at(self.offset + int::to_u64(item * self.dtype.itemsize()), out)
    }

    fn fill_at(&self, position: u64, out: &mut [u8]) -> Result<()> {
        let mut source = self.source_at(position);
        if source.fill(out)? < out.len() {
            let found = source.position() - self.offset;
            return Err(self.contents(&self.shape).cut(found).at(source.position()));
        }
        Ok(())
    }

    fn shape_of(&self, range: &Range<usize>) -> Vec<usize> {
        let len = self.len();
        assert!(range.start <= range.end && range.end <= len, "rows {range:?} of {len}");
        let mut shape = self.shape.clone();
        match shape.first_mut() {
            Some(first) => *first = range.len(),
            // A single item is one row, and no row of it is an array without any.
            None if range.is_empty() => shape.push(0),
            None => {}
        }
        shape
    }

    fn contents<'c>(&'c self, shape: &'c [usize]) -> Contents<'c> {
        Contents { dtype: &self.dtype, shape, fortran: self.fortran }
    }

    /// The data from a row on.
    fn source(&self, row: usize) -> Source<At<'_>> {
        let size = self.contents(&self.shape).size().unwrap_or(0) / self.len().max(1);
        // The row is within the file, as the size of all of them was checked to be.
        self.source_at(self.offset + int::to_u64(row * size))
    }

    fn source_at(&self, position: u64) -> Source<At<'_>> {
        Source::within(At::new(&self.file, position).watched(self.watch.as_ref()), position, self.len)
    }
}

fn file_len(file: &fs::File) -> Result<u64> {
    file.metadata()
        .map(|metadata| metadata.len())
        .map_err(|error| Error::io("cannot ask for the length", error))
}

/// Opens a file whose length is known, and that can be read anywhere.
pub(super) fn open_regular(path: &Path) -> Result<(fs::File, u64)> {
    open(path, fs::OpenOptions::new().read(true), "cannot open")
}

/// The same for a file that is written to as well.
#[cfg(feature = "mmap")]
pub(super) fn open_to_write(path: &Path) -> Result<(fs::File, u64)> {
    open(path, fs::OpenOptions::new().read(true).write(true), "cannot open it to write")
}

fn open(path: &Path, options: &fs::OpenOptions, doing: &str) -> Result<(fs::File, u64)> {
    // Asked first: to open a pipe waits for the other end of it.
    expect_regular(&fs::metadata(path).map_err(|error| Error::io(doing, error))?)?;
    let file = options.open(path).map_err(|error| Error::io(doing, error))?;
    let metadata = file.metadata().map_err(|error| Error::io("cannot ask for the length", error))?;
    expect_regular(&metadata)?;
    Ok((file, metadata.len()))
}

pub(super) fn expect_regular(metadata: &fs::Metadata) -> Result<()> {
    if metadata.is_dir() {
        return Err(Error::io("cannot read", std::io::ErrorKind::IsADirectory.into()));
    }
    if !metadata.is_file() {
        let kind = std::io::ErrorKind::NotSeekable;
        return Err(Error::io("expected a regular file; read streams with `npy::read_from`", kind.into()));
    }
    Ok(())
}

impl<H> fmt::Debug for RowFile<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: shape {:?}, dtype {}", self.path.display(), self.shape, self.dtype)
    }
}
