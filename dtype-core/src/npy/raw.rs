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
use super::header::{check_size, is_c_contiguous, refuse_objects};
use super::nd::NdArray;
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

/// A file without a header as memory that is written to. See [`MappedFile`](super::MappedFile).
#[cfg(feature = "mmap")]
pub type MapMut = super::MappedFile<Layout, super::Writable>;

/// What lies in a file without a header: records of a dtype, from a byte on, so many or as many as there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    dtype: DType,
    pub(super) offset: u64,
    shape: Option<Vec<usize>>,
    pub(super) fortran: bool,
}

impl Layout {
    /// Records of a dtype, from the first byte to the last.
    pub fn new(dtype: &DType) -> Layout {
        Layout { dtype: dtype.clone(), offset: 0, shape: None, fortran: false }
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
    pub fn count(self, records: usize) -> Layout {
        self.shape(&[records])
    }

    /// They are an array of this shape, and what follows it is something else.
    ///
    /// ```
    /// use dtype_core::npy::raw;
    ///
    /// let path = std::env::temp_dir().join(format!("shaped-{}.bin", std::process::id()));
    /// raw::save(&path, &[0, 1, 2, 3, 4, 5])?;
    /// let layout = raw::Layout::of::<i32>().shape(&[2, 3]);
    /// assert_eq!(layout.load_nd::<i32>(&path)?.get(&[1, 0]), Some(3));
    /// assert_eq!(layout.fortran(true).load_nd::<i32>(&path)?.get(&[1, 0]), Some(1));
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn shape(mut self, shape: &[usize]) -> Layout {
        self.shape = Some(shape.to_vec());
        self
    }

    /// Whether the first axis varies fastest (Fortran order), not the last (C order, which it is unless said).
    pub fn fortran(mut self, fortran: bool) -> Layout {
        self.fortran = fortran;
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

    /// The elements of a file, in its order, converted as [`load`](Layout::load) does.
    ///
    /// # Errors
    /// As [`load`](Layout::load), but for any number of dimensions.
    pub fn load_nd<T: Element>(&self, path: impl AsRef<Path>) -> Result<NdArray<T>> {
        self.read(path.as_ref(), |source, contents| {
            let plan = Plan::new::<T>(contents, &ConvertOptions::new())?;
            NdArray::new(plan.read(source, contents)?, &plan.shape, contents.fortran)
        })
    }

    /// The records of a file.
    ///
    /// # Errors
    /// As [`load`](Layout::load), but any bytes and any number of dimensions will do.
    pub fn load_array(&self, path: impl AsRef<Path>) -> Result<RecordArray> {
        self.read(path.as_ref(), |source, contents| {
            let (dtype, shape) = (contents.dtype.clone(), contents.shape.to_vec());
            RecordArray::from_buffer(source.data(contents)?, dtype, shape, contents.fortran)
        })
    }

    fn read<T>(
        &self,
        path: &Path,
        read: impl FnOnce(&mut Source<fs::File>, &Contents<'_>) -> Result<T>,
    ) -> Result<T> {
        let open = || {
            // Without a number the length decides; with one, a pipe will do.
            let mut source = match self.shape {
                Some(_) => Source::open(path)?,
                None => open_regular(path).map(|(file, len)| Source::within(file, 0, len))?,
            };
            let (dtype, shape) = self.contents_of(source.len())?;
            source.pass(self.offset)?;
            read(&mut source, &Contents { dtype: &dtype, shape: &shape, fortran: self.fortran })
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// Dtype and shape of what is in a file of so many bytes. Records that are arrays are further axes, as in a header.
    pub(super) fn contents_of(&self, len: Option<u64>) -> Result<(DType, Vec<usize>)> {
        refuse_objects(&self.dtype)?;
        let outer = match &self.shape {
            Some(shape) => shape.clone(),
            None => vec![self.count_in(len.unwrap_or(0))?],
        };
        let (base, inner) = self.dtype.flattened();
        if self.fortran && !is_c_contiguous(&outer) && !inner.is_empty() {
            return Err(Error::unsupported("sub-arrays have no Fortran order; use C order"));
        }
        let shape = [outer, inner].concat();
        check_size(base, &shape)?;
        let contents = Contents { dtype: base, shape: &shape, fortran: self.fortran };
        let needed = int::to_u64(contents.size()?);
        let room = len.map(|len| len.saturating_sub(self.offset));
        match room.filter(|&room| room < needed) {
            Some(room) => Err(contents.cut(room).at(self.offset.saturating_add(room))),
            None => Ok((base.clone(), shape)),
        }
    }

    /// How long a file is that ends with what is said, in bytes.
    #[cfg(feature = "mmap")]
    pub(super) fn file_len(&self) -> Result<u64> {
        if self.shape.is_none() {
            return Err(Error::mismatch(
                "expected a number of records or a shape for a new file, found neither",
            ));
        }
        let (dtype, shape) = self.contents_of(None)?;
        let size = Contents { dtype: &dtype, shape: &shape, fortran: self.fortran }.size()?;
        let len = self.offset.checked_add(int::to_u64(size));
        len.ok_or_else(|| {
            Error::format(format!("{size} bytes behind byte {} are more than a file can have", self.offset))
        })
    }

    /// How many bytes there are behind the offset in a file of so many.
    pub(super) fn room_in(&self, len: u64) -> Result<u64> {
        len.checked_sub(self.offset).ok_or_else(|| {
            let message = format!("expected records from byte {} on, found {len} bytes", self.offset);
            Error::format(message).at(len)
        })
    }

    /// How many whole records there are in a file of so many bytes.
    fn count_in(&self, len: u64) -> Result<usize> {
        let (itemsize, offset) = (int::to_u64(self.dtype.itemsize()), self.offset);
        let room = self.room_in(len)?;
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
            Ok(RowFile::of_layout(layout, (file, len), path, dtype, shape))
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
