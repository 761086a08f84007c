//! Records in files without a header: what `tofile` and C programs write.
//!
//! Nothing in such a file says what it holds, so the caller does: a type, or a [`Layout`] with a dtype, the byte where
//! the records start, and their number.
//!
//! ```
//! use dtype_core::npy::raw;
//! use dtype_core::Record;
//!
//! #[derive(Clone, Copy, Debug, PartialEq, Record)]
//! #[repr(C)]
//! struct Tick { time: i64, price: f64 }
//!
//! let path = std::env::temp_dir().join(format!("ticks-{}.bin", std::process::id()));
//! let ticks = [Tick { time: 1, price: 2.0 }, Tick { time: 2, price: 4.0 }];
//! raw::save(&path, &ticks)?;
//! assert_eq!(raw::load::<Tick>(&path)?, ticks);
//!
//! // The second record only, and its fields by their place.
//! let layout = raw::Layout::new(&"[('time', '<i8'), ('bits', '<u8')]".parse()?).offset(16).count(1);
//! let array = layout.load_array(&path)?;
//! assert_eq!(array.view().record(0).unwrap().to_string(), "(2, 4616189618054758400)");
//! # std::fs::remove_file(&path).unwrap();
//! # Ok::<(), dtype_core::Error>(())
//! ```

use std::fs;
use std::path::Path;

use super::contents::Contents;
use super::file::{RowFile, open_regular};
use super::header::refuse_objects;
use super::replace::replace;
use super::source::Source;
use super::typed::Plan;
use super::write;
use crate::convert::ConvertOptions;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;
use crate::record::Element;
use crate::view::RecordArray;

/// A file without a header that is read in parts. See [`RowFile`].
pub type File = RowFile<Layout>;

/// A file without a header as memory. See [`MappedFile`](super::MappedFile).
#[cfg(feature = "mmap")]
pub type Map = super::MappedFile<Layout>;

/// What lies in a file without a header: records of a dtype, from a byte on, so many or as many as there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    dtype: DType,
    pub(super) offset: u64,
    count: Option<usize>,
}

impl Layout {
    /// Records of a dtype, from the first byte to the last.
    pub fn new(dtype: &DType) -> Layout {
        Layout { dtype: dtype.clone(), offset: 0, count: None }
    }

    /// Records that lie as a type does.
    pub fn of<R: Element>() -> Layout {
        Layout::new(R::DTYPE)
    }

    /// They start so many bytes behind the start of the file.
    pub fn offset(mut self, bytes: u64) -> Layout {
        self.offset = bytes;
        self
    }

    /// There are so many, and what follows them is something else.
    pub fn count(mut self, records: usize) -> Layout {
        self.count = Some(records);
        self
    }

    /// What a record is.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The records of a file as those of a type, converted as [`npy::load`](super::load) does.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the file cannot be read; [`Format`](crate::ErrorKind::Format) if it does not hold
    /// so many records, or without a number, no whole ones; [`Mismatch`](crate::ErrorKind::Mismatch) and
    /// [`Cast`](crate::ErrorKind::Cast) as [`npy::load`](super::load).
    pub fn load<R: Element>(&self, path: impl AsRef<Path>) -> Result<Vec<R>> {
        self.read(path.as_ref(), |source, contents| {
            Plan::of_rows::<R>(contents, &ConvertOptions::new())?.read(source, contents)
        })
    }

    /// The records of a file.
    ///
    /// # Errors
    /// As [`load`](Layout::load), but any bytes will do.
    pub fn load_array(&self, path: impl AsRef<Path>) -> Result<RecordArray> {
        self.read(path.as_ref(), |source, contents| {
            let data = source.data(contents)?;
            RecordArray::from_buffer(data, contents.dtype.clone(), contents.shape.to_vec(), false)
        })
    }

    fn read<T>(
        &self,
        path: &Path,
        read: impl FnOnce(&mut Source<fs::File>, &Contents<'_>) -> Result<T>,
    ) -> Result<T> {
        let open = || {
            // Without a number the length decides; with one, a pipe will do.
            let mut source = match self.count {
                Some(_) => Source::open(path)?,
                None => open_regular(path).map(|(file, len)| Source::within(file, 0, len))?,
            };
            let (dtype, shape) = self.contents_of(source.len())?;
            source.pass(self.offset)?;
            read(&mut source, &Contents { dtype: &dtype, shape: &shape, fortran: false })
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// Dtype and shape of what is in a file of so many bytes. Records that are arrays are further axes, as in a header.
    pub(super) fn contents_of(&self, len: Option<u64>) -> Result<(DType, Vec<usize>)> {
        refuse_objects(&self.dtype)?;
        let count = match (self.count, len) {
            (Some(count), _) => count,
            (None, len) => self.count_in(len.unwrap_or(0))?,
        };
        let (base, inner) = self.dtype.flattened();
        let shape = [&[count], &inner[..]].concat();
        let contents = Contents { dtype: base, shape: &shape, fortran: false };
        let needed = int::to_u64(contents.size()?);
        let room = len.map(|len| len.saturating_sub(self.offset));
        match room.filter(|&room| room < needed) {
            Some(room) => Err(contents.cut(room).at(self.offset.saturating_add(room))),
            None => Ok((base.clone(), shape)),
        }
    }

    /// How many whole records there are in a file of so many bytes.
    fn count_in(&self, len: u64) -> Result<usize> {
        let (itemsize, offset) = (int::to_u64(self.dtype.itemsize()), self.offset);
        let Some(room) = len.checked_sub(offset) else {
            let message = format!("expected records from byte {offset} on, found {len} bytes");
            return Err(Error::format(message).at(len));
        };
        let whole = room.checked_div(itemsize).filter(|_| room % itemsize == 0).and_then(int::to_usize);
        whole.ok_or_else(|| {
            Error::format(format!(
                "expected a multiple of {itemsize} bytes, the size of a record, from byte {offset} on, found {room}; \
                 say `count` if something else follows them"
            ))
        })
    }
}

impl RowFile<Layout> {
    /// Opens a file of records that lie as is said.
    ///
    /// # Errors
    /// As [`Layout::load_array`]; [`Io`](crate::ErrorKind::Io) if it is no regular file, such as a pipe.
    pub fn open(path: impl AsRef<Path>, layout: Layout) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_regular(path)?;
            let (dtype, shape) = layout.contents_of(Some(len))?;
            Ok(RowFile::of_rows(layout.offset, layout, (file, len), path, dtype, shape))
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// What it was opened with.
    pub fn layout(&self) -> &Layout {
        &self.head
    }
}

/// The records of a file that holds nothing else, which lie as the type does.
///
/// # Errors
/// As [`Layout::load`].
pub fn load<R: Element>(path: impl AsRef<Path>) -> Result<Vec<R>> {
    Layout::of::<R>().load(path)
}

/// Writes records and nothing else, with zeros in their padding.
///
/// # Errors
/// [`Io`](crate::ErrorKind::Io) if the file cannot be written; a file that was there is then what it was.
pub fn save<R: Element>(path: impl AsRef<Path>, records: &[R]) -> Result<()> {
    let path = path.as_ref();
    replace(path, |file| write::values(file, records)).map_err(|error| error.in_file(path))
}
