//! Some of the records, copied: by a mask, by their positions, in an order.
//!
//! Run-time records become a [`RecordArray`] of the same dtype, a slice of records becomes a `Vec`. Every record is
//! copied once, on threads where there are some, and the result never depends on their number.

mod filter;
pub(super) mod mover;
mod rows;
mod take;

pub(super) use mover::{Mover, with_mover};
pub(super) use rows::Rows;
pub use take::TakeMode;

use crate::buffer::{Buffer, filled};
use crate::column::Column;
use crate::convert::SortKeys;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::view::{RecordArray, RecordView};

impl RecordView<'_> {
    /// Copies the records for which `mask` is true: NumPy's `a[mask]`. The mask of a column comes from
    /// [`Column::mask`].
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[1, 9, 2, 3], &"[('id', '|u1'), ('x', '|u1')]".parse()?)?;
    /// let mask = view.column::<u8>("x")?.mask(|x| x > 5);
    /// assert_eq!(view.to_filtered(&mask)?.as_bytes(), [1, 9]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the mask is not as long as there are records;
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_filtered(&self, mask: &[bool]) -> Result<RecordArray> {
        let rows = Rows::new(self);
        let count = filter::count(&rows, mask)?;
        array(self, count, |out| filter::fill(&rows, mask, out))
    }

    /// Copies the records at `positions`, in their order and as often as they are named: NumPy's `a[positions]`. Of a
    /// view with several axes, positions count in C order.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[10, 20, 30]);
    /// assert_eq!(view.to_taken(&[2, 0, 2])?.view().records::<i32>()?, [30, 10, 30]);
    /// assert!(view.to_taken(&[3]).is_err());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no record of a position;
    /// [`Limit`](crate::ErrorKind::Limit) or [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_taken(&self, positions: &[usize]) -> Result<RecordArray> {
        let rows = Rows::new(self);
        take::check(positions, rows.count())?;
        array(self, positions.len(), |out| take::fill(&rows, positions, out))
    }

    /// Copies the records at `positions`, which may lie outside: NumPy's `a.take(positions, mode=...)`.
    ///
    /// ```
    /// use dtype_core::{RecordView, TakeMode};
    ///
    /// let view = RecordView::of(&[10, 20, 30]);
    /// let taken = |mode| view.to_taken_with(&[-1, 5], mode)?.view().records::<i32>().map(<[i32]>::to_vec);
    /// assert_eq!(taken(TakeMode::Wrap)?, [30, 30]);
    /// assert_eq!(taken(TakeMode::Clip)?, [10, 30]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::to_taken`]; in modes other than [`TakeMode::Raise`] only if there are no records at all.
    pub fn to_taken_with(&self, positions: &[isize], mode: TakeMode) -> Result<RecordArray> {
        self.to_taken(&take::resolve(positions, self.len(), mode)?)
    }

    /// Copies the records in ascending order of some fields: NumPy's `np.sort(a, order=..., kind="stable")`.
    ///
    /// ```
    /// use dtype_core::{RecordView, SortKey};
    ///
    /// let view = RecordView::of(&[2, 3, 1]);
    /// assert_eq!(view.to_sorted(())?.view().records::<i32>()?, [1, 2, 3]);
    /// assert_eq!(view.to_sorted(SortKey::new(&[]).descending())?.view().records::<i32>()?, [3, 2, 1]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`].
    pub fn to_sorted<'p>(&self, by: impl SortKeys<'p>) -> Result<RecordArray> {
        self.to_taken(&self.argsort(by)?)
    }

    /// Copies the records one right behind the other, in C order. Gaps that may not be read become zero.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::with_layout(&[1, 0, 2, 0], &"|u1".parse()?, 0, 2, 2)?;
    /// assert_eq!(view.to_array()?.as_bytes(), [1, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Limit`](crate::ErrorKind::Limit) or [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_array(&self) -> Result<RecordArray> {
        let mut buffer = room(self.dtype().itemsize(), self.len())?;
        Rows::new(self).copy_all(&mut buffer);
        RecordArray::from_buffer(buffer, self.dtype().clone(), self.shape(), false)
    }
}

/// Some of a slice of records, and its order: what [`RecordView`] has, with a `Vec` of the records for a result.
///
/// ```
/// use dtype_core::{Columns, Record, Records};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Record)]
/// #[repr(C)]
/// struct Trade { price: f64, size: u32 }
///
/// let trades = [(2.0, 5), (1.0, 7), (3.0, 5)].map(|(price, size)| Trade { price, size });
/// let sorted = trades.to_sorted((Trade::FIELDS.size, Trade::FIELDS.price))?;
/// assert_eq!(sorted, [trades[0], trades[2], trades[1]]);
/// let large = trades.to_filtered(&trades.column(Trade::FIELDS.size).mask(|size| size > 5))?;
/// assert_eq!(large, [trades[1]]);
/// assert_eq!(trades.to_taken(&[2, 2])?, [trades[2], trades[2]]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub trait Records: sealed::Sealed {
    /// What the records are.
    type Record: Element;

    /// As [`RecordView::to_filtered`].
    ///
    /// # Errors
    /// As there.
    fn to_filtered(&self, mask: &[bool]) -> Result<Vec<Self::Record>>;

    /// As [`RecordView::to_taken`].
    ///
    /// # Errors
    /// As there.
    fn to_taken(&self, positions: &[usize]) -> Result<Vec<Self::Record>>;

    /// As [`RecordView::to_taken_with`].
    ///
    /// # Errors
    /// As there.
    fn to_taken_with(&self, positions: &[isize], mode: TakeMode) -> Result<Vec<Self::Record>>;

    /// As [`RecordView::argsort`], by names or by handles.
    ///
    /// # Errors
    /// As there.
    fn argsort<'p>(&self, by: impl SortKeys<'p>) -> Result<Vec<usize>>;

    /// As [`RecordView::to_sorted`], by names or by handles.
    ///
    /// # Errors
    /// As there.
    fn to_sorted<'p>(&self, by: impl SortKeys<'p>) -> Result<Vec<Self::Record>>;
}

mod sealed {
    pub trait Sealed {}
    impl<R: crate::Element> Sealed for [R] {}
}

impl<R: Element> Records for [R] {
    type Record = R;

    fn to_filtered(&self, mask: &[bool]) -> Result<Vec<R>> {
        let rows = Rows::new(&RecordView::of(self));
        filled(filter::count(&rows, mask)?, |out| {
            filter::fill(&rows, mask, out);
            Ok(())
        })
    }

    fn to_taken(&self, positions: &[usize]) -> Result<Vec<R>> {
        let rows = Rows::new(&RecordView::of(self));
        take::check(positions, rows.count())?;
        filled(positions.len(), |out| {
            take::fill(&rows, positions, out);
            Ok(())
        })
    }

    fn to_taken_with(&self, positions: &[isize], mode: TakeMode) -> Result<Vec<R>> {
        self.to_taken(&take::resolve(positions, self.len(), mode)?)
    }

    fn argsort<'p>(&self, by: impl SortKeys<'p>) -> Result<Vec<usize>> {
        RecordView::of(self).argsort(by)
    }

    fn to_sorted<'p>(&self, by: impl SortKeys<'p>) -> Result<Vec<R>> {
        self.to_taken(&self.argsort(by)?)
    }
}

impl<T: Element> Column<'_, T> {
    /// For which values a condition holds: a mask for [`RecordView::to_filtered`] and [`Records::to_filtered`].
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[1.0, f64::NAN, 3.0]);
    /// assert_eq!(view.column::<f64>(&[])?.mask(|x| x > 0.0), [true, false, true]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn mask(&self, condition: impl FnMut(T) -> bool) -> Vec<bool> {
        self.iter().map(condition).collect()
    }
}

/// An array of so many records of the view's dtype, which `fill` writes; they are zero at first.
fn array(view: &RecordView<'_>, count: usize, fill: impl FnOnce(&mut [u8])) -> Result<RecordArray> {
    let mut buffer = room(view.dtype().itemsize(), count)?;
    fill(&mut buffer);
    RecordArray::from_buffer(buffer, view.dtype().clone(), vec![count], false)
}

/// Room for records of so many bytes.
pub(super) fn room(itemsize: usize, count: usize) -> Result<Buffer> {
    let size = itemsize.checked_mul(count).ok_or_else(|| {
        Error::limit(format!("{count} records of {itemsize} bytes are larger than memory can be"))
    })?;
    Buffer::zeroed(size)
}

#[cfg(test)]
mod tests;
