//! Files as memory: nothing is read before it is touched.

mod create;
mod open;
mod pages;
mod write;

use std::fmt;
use std::fs;
use std::ops::{Deref, Range};
use std::path::{Path, PathBuf};

pub use pages::{ReadOnly, Writable};

use super::at::At;
use super::contents::Contents;
use super::header::{Header, is_c_contiguous};
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
/// [`npy::Map`](super::Map) has a header, [`raw::Map`](super::raw::Map) has none and knows what it was told. Both are to
/// be read; [`npy::MapMut`](super::MapMut) and [`raw::MapMut`](super::raw::MapMut) are to be written too:
///
/// | mode of `np.memmap` | here | needs of the file |
/// |---|---|---|
/// | `r` | `Map::open` | may be read |
/// | `c` | `MapMut::copy_on_write`: what is written stays in this process | may be read |
/// | `r+` | `MapMut::open` | may be written, and is long enough |
/// | `w+` | `MapMut::create`: a new file of zeros | its folder may be written |
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
pub struct MappedFile<H, P = ReadOnly> {
    head: H,
    pages: P,
    path: PathBuf,
    /// Where in the file it is, if that is an archive.
    member: Option<String>,
    offset: usize,
    dtype: DType,
    shape: Vec<usize>,
    fortran: bool,
}

impl<P: Deref<Target = [u8]>> MappedFile<Header, P> {
    /// Some bytes of a file, which hold what a `.npy` file does. `map` makes the first so many bytes of it memory.
    fn of_npy(
        file: &fs::File,
        range: Range<u64>,
        path: &Path,
        limits: &Limits,
        map: impl FnOnce(&fs::File, usize) -> Result<P>,
    ) -> Result<Self> {
        let mut source = Source::within(At::new(file, range.start), 0, range.end - range.start);
        let header = source.header(limits)?;
        source.check_len(&header.contents())?;
        Self::of_header(header, file, range, path, map)
    }

    /// The same for bytes whose header is known.
    fn of_header(
        header: Header,
        file: &fs::File,
        range: Range<u64>,
        path: &Path,
        map: impl FnOnce(&fs::File, usize) -> Result<P>,
    ) -> Result<Self> {
        let pages = map(file, to_usize(range.end)?)?;
        let (dtype, shape) = (header.dtype().clone(), header.shape().to_vec());
        let offset = to_usize(range.start.saturating_add(header.data_offset()))?;
        let (path, fortran) = (path.to_owned(), header.is_fortran());
        MappedFile { head: header, pages, path, member: None, offset, dtype, shape, fortran }.checked(file)
    }

    /// What the header says.
    pub fn header(&self) -> &Header {
        &self.head
    }
}

impl<P: Deref<Target = [u8]>> MappedFile<Layout, P> {
    /// A file of known length without a header.
    fn of_raw(
        (file, len): (&fs::File, u64),
        path: &Path,
        layout: Layout,
        map: impl FnOnce(&fs::File, usize) -> Result<P>,
    ) -> Result<Self> {
        let (dtype, shape) = layout.contents_of(Some(len))?;
        // Of no records too: memory has no place behind its end.
        layout.room_in(len)?;
        let pages = map(file, to_usize(len)?)?;
        let (path, offset, fortran) = (path.to_owned(), to_usize(layout.offset)?, layout.fortran);
        MappedFile { head: layout, pages, path, member: None, offset, dtype, shape, fortran }.checked(file)
    }

    /// What it was opened with.
    pub fn layout(&self) -> &Layout {
        &self.head
    }
}

impl<H, P: Deref<Target = [u8]>> MappedFile<H, P> {
    /// Refuses a file that got shorter between the question for its length and the mapping.
    fn checked(self, file: &fs::File) -> Result<Self> {
        let now = file.metadata().map_err(|error| Error::io("cannot ask for the length", error))?.len();
        let found = now.min(int::to_u64(self.pages.len())).saturating_sub(int::to_u64(self.offset));
        if found < int::to_u64(self.contents().size()?) {
            return Err(self.contents().cut(found).at(now));
        }
        Ok(self)
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
        int::to_u64(self.pages.len() - self.offset - self.as_bytes().len())
    }

    /// The bytes of the data, in the order of the file.
    pub fn as_bytes(&self) -> &[u8] {
        &self.pages[self.data_range()]
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
        self.expect_rows::<R>()?;
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

    fn expect_rows<R: Element>(&self) -> Result<()> {
        let inner = R::DTYPE.flattened().1;
        if self.shape.len() != 1 + inner.len() {
            return Err(self.named(not_rows(&self.shape, &inner, "elements")));
        }
        Ok(())
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
        named(error, &self.path, self.member.as_deref())
    }

    /// Where the data is among the pages.
    fn data_range(&self) -> Range<usize> {
        // Both were checked when the file was mapped.
        self.offset..self.offset + self.contents().size().unwrap_or(0)
    }

    fn contents(&self) -> Contents<'_> {
        Contents { dtype: &self.dtype, shape: &self.shape, fortran: self.fortran }
    }
}

fn named(error: Error, path: &Path, member: Option<&str>) -> Error {
    match member {
        Some(member) => error.in_member(member).in_file(path),
        None => error.in_file(path),
    }
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

impl<H, P> fmt::Debug for MappedFile<H, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: shape {:?}, dtype {}", self.path.display(), self.shape, self.dtype)
    }
}
