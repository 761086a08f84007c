//! Borrowed records of a dtype known at run time, to be written.

use std::fmt;

use super::{RecordView, check_type};
use crate::column::ColumnMut;
use crate::dtype::{DType, Path};
use crate::error::{Error, Result};
use crate::int;
use crate::record::Element;
use crate::shape::{ArrayLayout, ShapeError};
use crate::strided::StridedMut;

/// Records whose dtype is known at run time, to be written.
///
/// ```
/// use dtype_core::RecordViewMut;
///
/// let mut bytes = [0; 6];
/// let mut view = RecordViewMut::new(&mut bytes, &"[('id', '|u1'), ('x', '<u2')]".parse()?)?;
/// view.column_mut::<u16>("x")?.fill(0x0101);
/// assert_eq!(bytes, [0, 1, 1, 0, 1, 1]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct RecordViewMut<'a> {
    bytes: &'a mut [u8],
    dtype: DType,
    offset: usize,
    stride: isize,
    len: usize,
}

impl<'a> RecordViewMut<'a> {
    /// Records that lie one right behind the other and fill `bytes`.
    ///
    /// # Errors
    /// As [`RecordView::new`].
    pub fn new(bytes: &'a mut [u8], dtype: &DType) -> Result<Self> {
        let len = RecordView::new(bytes, dtype)?.len();
        Ok(RecordViewMut { bytes, dtype: dtype.clone(), offset: 0, stride: dtype.itemsize() as isize, len })
    }

    /// `count` records, the first one `offset` bytes behind the start, each `stride` bytes behind the one
    /// before it.
    ///
    /// # Errors
    /// [`Cast`](crate::ErrorKind::Cast) if a record would not lie inside of `bytes`, or two would overlap.
    pub fn with_layout(
        bytes: &'a mut [u8],
        dtype: &DType,
        offset: usize,
        stride: isize,
        count: usize,
    ) -> Result<Self> {
        RecordView::with_layout(bytes, dtype, offset, stride, count)?;
        if count > 1 && stride.unsigned_abs() < dtype.itemsize() {
            let needed = dtype.itemsize();
            let message =
                format!("expected a stride of at least {needed} bytes, the size of a record, found {stride}");
            return Err(Error::cast(message));
        }
        Ok(RecordViewMut { bytes, dtype: dtype.clone(), offset, stride, len: count })
    }

    /// The same records, to be read.
    pub fn as_view(&self) -> RecordView<'_> {
        RecordView::with_layout(self.bytes, &self.dtype, self.offset, self.stride, self.len)
            .expect("the layout was checked when this view was made")
    }

    /// Where in [`bytes_mut`](RecordViewMut::bytes_mut) the records are.
    pub(super) fn layout(&self) -> Result<ArrayLayout> {
        let offset = int::to_isize(self.offset).ok_or(ShapeError::Overflow)?;
        Ok(ArrayLayout::strided(&[self.len], &[self.stride], offset, self.dtype.itemsize())?)
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        self.bytes
    }

    /// The same bytes as records of another dtype of the same size.
    pub(super) fn set_dtype(&mut self, dtype: DType) {
        debug_assert_eq!(dtype.itemsize(), self.dtype.itemsize());
        self.dtype = dtype;
    }

    /// The first record.
    pub(crate) fn as_mut_ptr(&mut self) -> *mut u8 {
        self.bytes.as_mut_ptr().wrapping_add(self.offset)
    }

    /// All bytes of all records, if they lie one right behind the other.
    pub(crate) fn dense_mut(&mut self) -> Option<&mut [u8]> {
        let size = self.dtype.itemsize();
        let dense = self.len <= 1 || self.stride == size as isize;
        dense.then(|| if self.len == 0 { &mut [] } else { &mut self.bytes[self.offset..][..self.len * size] })
    }

    /// The bytes of one record.
    ///
    /// # Panics
    /// If there is no record of that position.
    pub(crate) fn record_mut(&mut self, position: usize) -> &mut [u8] {
        assert!(position < self.len, "record {position} of {}", self.len);
        // The layout was checked when this view was made: every record lies inside of the bytes.
        let at = self.offset as isize + position as isize * self.stride;
        &mut self.bytes[at as usize..][..self.dtype.itemsize()]
    }

    /// What the records are.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One field of all records, to be written, if it holds values of `T`.
    ///
    /// # Errors
    /// As [`RecordView::column`].
    pub fn column_mut<T: Element>(&mut self, path: impl Path) -> Result<ColumnMut<'_, T>> {
        self.reborrow().into_column(path)
    }

    /// The same records for a shorter time.
    fn reborrow(&mut self) -> RecordViewMut<'_> {
        let (dtype, offset, stride, len) = (self.dtype.clone(), self.offset, self.stride, self.len);
        RecordViewMut { bytes: self.bytes, dtype, offset, stride, len }
    }

    /// The same as [`column_mut`](RecordViewMut::column_mut), for as long as the records are borrowed.
    pub(crate) fn into_column<T: Element>(self, path: impl Path) -> Result<ColumnMut<'a, T>> {
        let place = path.locate(&self.dtype)?;
        let in_field = |error: Error| match path.shown() {
            name if name.is_empty() => error,
            name => error.in_field(&name),
        };
        check_type::<T>(&place).map_err(in_field)?;
        let offset = self.offset.saturating_add(place.offset());
        let values = StridedMut::over(self.bytes, offset, self.len, self.stride).map_err(in_field)?;
        Ok(ColumnMut::new(values, place.offset()))
    }
}

impl fmt::Debug for RecordViewMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordViewMut of {} records, dtype {}", self.len, self.dtype)
    }
}
