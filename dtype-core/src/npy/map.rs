//! Files as memory: nothing is read before it is touched.
//!
//! M1. The mapped bytes stay as they are and as many as they are while the map exists: the caller of `open` promises it.
#![allow(unsafe_code, reason = "a mapped file changes when somebody writes to it")]

use std::fmt;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use memmap2::{Mmap, MmapOptions};

use super::at::At;
use super::contents::Contents;
use super::file::open_regular;
use super::header::{Header, is_c_contiguous};
use super::options::LoadOptions;
use super::raw::Layout;
use super::source::Source;
use super::typed::not_rows;
use crate::convert::same_layout;
use crate::dtype::DType;
use crate::dtype::descr::Shape;
use crate::error::{Error, Result};
use crate::record::{CastError, Element, cast, check_rows};
use crate::view::RecordView;
use crate::{Limits, int};

/// A file as memory, which the system reads when it is touched and may forget again: no copy, whatever its size.
///
/// [`npy::Map`](super::Map) has a header, [`raw::Map`](super::raw::Map) has none and knows what it was told.
///
/// ```
/// use dtype_core::{Record, npy};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Tick { time: i64, price: f64 }
///
/// let path = std::env::temp_dir().join(format!("mapped-{}.npy", std::process::id()));
/// npy::save(&path, &[Tick { time: 1, price: 2.0 }, Tick { time: 2, price: 4.0 }])?;
///
/// // SAFETY: nobody else knows the file.
/// let map = unsafe { npy::Map::open(&path) }?;
/// let ticks: &[Tick] = map.records()?;
/// assert_eq!(ticks[1].price, 4.0);
/// assert_eq!(map.view().column::<i64>("time")?.to_vec(), [1, 2]); // without the type
/// # drop(map);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct MappedFile<H> {
    head: H,
    map: Mmap,
    path: PathBuf,
    /// Where in the file it is, if that is an archive.
    member: Option<String>,
    offset: usize,
    dtype: DType,
    shape: Vec<usize>,
    fortran: bool,
}

impl MappedFile<Header> {
    /// Maps a file and reads its header.
    ///
    /// # Safety
    /// While the map exists, nobody writes to the file or makes it shorter. Writing would change values that are borrowed
    /// as constant; a page behind a new end would end the process when it is touched. Making it longer is fine.
    ///
    /// # Errors
    /// As [`RowFile::open`](super::RowFile::open); [`Io`](crate::ErrorKind::Io) if the file cannot be mapped.
    pub unsafe fn open(path: impl AsRef<Path>) -> Result<Self> {
        // SAFETY: the caller promises the same.
        unsafe { Self::open_with(path, LoadOptions::new()) }
    }

    /// The same with other limits, or from another byte on. Nothing is converted here, so the other options do not matter.
    ///
    /// # Safety
    /// As [`open`](MappedFile::open).
    ///
    /// # Errors
    /// As [`open`](MappedFile::open).
    pub unsafe fn open_with(path: impl AsRef<Path>, options: impl Into<LoadOptions>) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_regular(path)?;
            let options = options.into();
            let start = options.start_in(len)?;
            // SAFETY: M1, as the caller promises.
            unsafe { Self::in_range(&file, start..len, path, None, &options.limits) }
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// Maps some bytes of a file, which hold what a `.npy` file does.
    ///
    /// # Safety
    /// As [`open`](MappedFile::open).
    pub(crate) unsafe fn in_range(
        file: &fs::File,
        range: Range<u64>,
        path: &Path,
        member: Option<&str>,
        limits: &Limits,
    ) -> Result<Self> {
        let mut source = Source::within(At { file, position: range.start }, 0, range.end - range.start);
        let header = source.header(limits)?;
        source.check_len(&header.contents())?;
        // SAFETY: M1, as the caller promises.
        let map = unsafe { map(file, Some(to_usize(range.end)?)) }?;
        let (dtype, shape) = (header.dtype().clone(), header.shape().to_vec());
        let offset = to_usize(range.start.saturating_add(header.data_offset()))?;
        let (path, member, fortran) = (path.to_owned(), member.map(str::to_owned), header.is_fortran());
        MappedFile { head: header, map, path, member, offset, dtype, shape, fortran }.checked()
    }

    /// What the header says.
    pub fn header(&self) -> &Header {
        &self.head
    }
}

impl MappedFile<Layout> {
    /// Maps a file of records that lie as is said.
    ///
    /// # Safety
    /// As [`npy::Map::open`](MappedFile::open).
    ///
    /// # Errors
    /// As [`raw::File::open`](super::raw::File); [`Io`](crate::ErrorKind::Io) if the file cannot be mapped.
    pub unsafe fn open(path: impl AsRef<Path>, layout: Layout) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_regular(path)?;
            let (dtype, shape) = layout.contents_of(Some(len))?;
            // SAFETY: M1, as the caller promises.
            let map = unsafe { map(&file, None) }?;
            let (path, offset) = (path.to_owned(), to_usize(layout.offset)?);
            Ok(MappedFile { head: layout, map, path, member: None, offset, dtype, shape, fortran: false })
        };
        open().and_then(MappedFile::checked).map_err(|error: Error| error.in_file(path))
    }

    /// What it was opened with.
    pub fn layout(&self) -> &Layout {
        &self.head
    }
}

impl<H> MappedFile<H> {
    /// Refuses a file that has got shorter since its length was asked.
    fn checked(self) -> Result<Self> {
        let contents = self.contents();
        match self.map.len().checked_sub(self.offset) {
            Some(found) if found >= contents.size()? => Ok(self),
            found => Err(contents.cut(int::to_u64(found.unwrap_or(0))).at(int::to_u64(self.map.len()))),
        }
    }

    /// What one item is.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The lengths of the axes; none for a single item.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Whether the first axis varies fastest, not the last.
    pub fn is_fortran(&self) -> bool {
        self.fortran
    }

    /// How many bytes there were behind the data when the file was mapped.
    pub fn trailing_len(&self) -> u64 {
        int::to_u64(self.map.len() - self.offset - self.as_bytes().len())
    }

    /// The bytes of the data, in the order of the file.
    pub fn as_bytes(&self) -> &[u8] {
        let size = self.contents().size().unwrap_or(0);
        &self.map[self.offset..][..size]
    }

    /// The array, whatever it holds.
    pub fn view(&self) -> RecordView<'_> {
        RecordView::with_shape(self.as_bytes(), &self.dtype, 0, &self.shape, self.fortran)
            .expect("the size was checked when the file was mapped")
    }

    /// The records of an array of one axis, if they lie just as the type does. Looks at every record first unless all
    /// bytes are values of the type.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) with what differs, if the layout is another one (then
    /// [`load`](super::load) converts), or the array has other axes; [`Cast`](crate::ErrorKind::Cast) if the data
    /// starts at an address where no record may, or a record is no value of the type.
    pub fn records<R: Element>(&self) -> Result<&[R]> {
        let inner = R::DTYPE.flattened().1;
        if self.shape.len() != 1 + inner.len() {
            return Err(self.named(not_rows(&self.shape, &inner, "elements")));
        }
        self.elements()
    }

    /// The elements of an array of any shape, in the order of the file, if they lie just as the type does.
    ///
    /// # Errors
    /// As [`records`](MappedFile::records), but for the axes.
    pub fn elements<T: Element>(&self) -> Result<&[T]> {
        let bytes = self.as_bytes();
        let elements =
            self.check_layout::<T>().and_then(|()| cast(bytes).map_err(|error| in_words::<T>(error, bytes)));
        elements.map_err(|error| self.named(error))
    }

    fn check_layout<T: Element>(&self) -> Result<()> {
        let inner = T::DTYPE.flattened().1;
        let is_c = !self.fortran || is_c_contiguous(&self.shape);
        if !self.shape.ends_with(&inner) || !(is_c || inner.is_empty()) {
            let (found, inner) = (Shape(&self.shape), Shape(&inner));
            let message = format!("expected a shape that ends in {inner}, in C order, found shape {found}");
            return Err(Error::mismatch(message));
        }
        if size_of::<T>() == 0 {
            return Err(Error::cast("records without bytes lie nowhere; use `view`"));
        }
        same_layout(&DType::subarray(self.dtype.clone(), &inner)?, T::DTYPE)
    }

    /// Adds to an error what was mapped.
    fn named(&self, error: Error) -> Error {
        match &self.member {
            Some(member) => error.in_member(member).in_file(&self.path),
            None => error.in_file(&self.path),
        }
    }

    fn contents(&self) -> Contents<'_> {
        Contents { dtype: &self.dtype, shape: &self.shape, fortran: self.fortran }
    }
}

/// Maps a file from its start, all of it or so many bytes.
///
/// # Safety
/// M1.
unsafe fn map(file: &fs::File, len: Option<usize>) -> Result<Mmap> {
    let mut options = MmapOptions::new();
    if let Some(len) = len {
        options.len(len);
    }
    // SAFETY: as the caller says.
    unsafe { options.map(file) }.map_err(|error| Error::io("cannot map", error))
}

fn in_words<T: Element>(error: CastError, bytes: &[u8]) -> Error {
    match error {
        CastError::Value { .. } => {
            let rows = bytes.chunks_exact(size_of::<T>().max(1));
            check_rows::<T>(rows).err().unwrap_or_else(|| error.into())
        }
        CastError::Alignment { .. } => {
            Error::cast(format!("{error}; the columns of `view` need no alignment, and `npy::load` copies"))
        }
        _ => error.into(),
    }
}

fn to_usize(offset: u64) -> Result<usize> {
    int::to_usize(offset)
        .ok_or_else(|| Error::format(format!("byte {offset} is beyond what memory can hold")))
}

impl<H> fmt::Debug for MappedFile<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: shape {:?}, dtype {}", self.path.display(), self.shape, self.dtype)
    }
}
