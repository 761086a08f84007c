//! One field of all records, typed.
//!
//! A column borrows the records and copies values out of them: a field of a packed record lies at any
//! address, and a reference to it could not. Strides are in bytes.

mod columns;
mod iter;

use std::fmt;
use std::ops::{Bound, RangeBounds};

pub use columns::{Columns, FieldSet, OverlapError};
pub use iter::Iter;

use crate::array::{ArrayView, ArrayViewMut};
use crate::error::{Error, Result};
use crate::record::Element;
use crate::strided::{Grid, GridMut, Strided, StridedMut};

/// One field of all records: a view, without a copy.
///
/// From records of a known type with [`Columns::column`], from others with
/// [`RecordView::column`](crate::RecordView::column).
///
/// ```
/// use dtype_core::{Columns, Record};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C, packed)]
/// struct Trade { venue: u8, price: f64 }
///
/// let trades = [Trade { venue: 1, price: 99.5 }, Trade { venue: 2, price: 100.5 }];
/// let price = trades.column(Trade::FIELDS.price);
/// assert_eq!((price.len(), price.stride(), price.offset()), (2, 9, 1));
/// assert_eq!(price.get(1), Some(100.5));
/// assert_eq!(price.iter().sum::<f64>(), 200.0);
/// ```
pub struct Column<'a, T> {
    values: Strided<'a, T>,
    offset: usize,
}

impl<'a, T: Element> Column<'a, T> {
    pub(crate) fn new(values: Strided<'a, T>, offset: usize) -> Self {
        Column { values, offset }
    }

    pub(crate) fn values(&self) -> &Strided<'a, T> {
        &self.values
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Distance of the field from the start of its record, in bytes.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Distance between two values, in bytes. Negative if the column runs backwards.
    pub fn stride(&self) -> isize {
        self.values.stride()
    }

    /// A copy of one value, if it exists.
    #[inline]
    pub fn get(&self, index: usize) -> Option<T> {
        self.values.get(index)
    }

    /// Copies of the values, from the first to the last.
    pub fn iter(&self) -> Iter<'a, T> {
        Iter::new(self.values)
    }

    /// The values as a slice, if one lies right behind the other at an address where a `T` may lie.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Point { x: f32, y: f32 }
    ///
    /// let points = [Point { x: 1.0, y: 2.0 }; 3];
    /// assert_eq!(points.column(Point::FIELDS.x).as_slice(), None);
    /// assert_eq!(points[..1].column(Point::FIELDS.x).as_slice(), Some(&[1.0][..]));
    /// ```
    pub fn as_slice(&self) -> Option<&'a [T]> {
        self.values.as_slice()
    }

    /// The column as an array of one axis, for windows, strides and arithmetic. Of a column of arrays,
    /// [`ArrayView::spread`] makes one of two.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Star { id: u32, pos: [f32; 3] }
    ///
    /// let stars = [Star { id: 1, pos: [1.0, 2.0, 3.0] }, Star { id: 2, pos: [4.0, 5.0, 6.0] }];
    /// let pos = stars.column(Star::FIELDS.pos).as_array().spread()?;
    /// assert_eq!((pos.shape(), pos.strides()), ([2, 3].into(), [16, 4].into()));
    /// assert_eq!(pos.t().slice((1,))?.to_vec(), [2.0, 5.0]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    pub fn as_array(&self) -> ArrayView<'a, T> {
        ArrayView::of_grid(Grid::of_strided(&self.values))
    }

    /// The values, copied.
    pub fn to_vec(&self) -> Vec<T> {
        self.iter().collect()
    }

    /// The values from the last to the first.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    /// # #[derive(Clone, Copy, Record)]
    /// # #[repr(C)]
    /// # struct Point { x: i32 }
    /// let points = [Point { x: 1 }, Point { x: 2 }];
    /// assert_eq!(points.column(Point::FIELDS.x).rev().to_vec(), [2, 1]);
    /// ```
    pub fn rev(&self) -> Self {
        Column { values: self.values.rev(), ..*self }
    }

    /// Every `step`-th value, from the first.
    ///
    /// # Panics
    /// If `step` is zero.
    pub fn step_by(&self, step: usize) -> Self {
        assert!(step > 0, "a step of at least one");
        Column { values: self.values.select(0..self.len(), step), ..*self }
    }

    /// The values in a range of positions.
    ///
    /// # Panics
    /// If the range is not within the column, as for a slice.
    pub fn slice(&self, range: impl RangeBounds<usize>) -> Self {
        let start = match range.start_bound() {
            Bound::Included(&start) => start,
            Bound::Excluded(&start) => start.saturating_add(1),
            Bound::Unbounded => 0,
        };
        let end = match range.end_bound() {
            Bound::Included(&end) => end.saturating_add(1),
            Bound::Excluded(&end) => end,
            Bound::Unbounded => self.len(),
        };
        Column { values: self.values.select(start..end, 1), ..*self }
    }
}

impl<T> Clone for Column<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Column<'_, T> {}

impl<'a, T: Element> IntoIterator for Column<'a, T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// Columns are equal if their values are, whatever lies between them.
impl<T: Element + PartialEq> PartialEq for Column<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T: Element + fmt::Debug> fmt::Debug for Column<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// One field of all records, to be written.
///
/// ```
/// use dtype_core::{Columns, Record};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Trade { price: f64, size: u32 }
///
/// let mut trades = [Trade { price: 2.0, size: 1 }; 3];
/// let mut price = trades.column_mut(Trade::FIELDS.price);
/// price.update(|price| price * 1.5);
/// price.set(0, 1.0);
/// assert_eq!(price.as_column().to_vec(), [1.0, 3.0, 3.0]);
/// ```
pub struct ColumnMut<'a, T> {
    values: StridedMut<'a, T>,
    offset: usize,
}

impl<'a, T: Element> ColumnMut<'a, T> {
    pub(crate) fn new(values: StridedMut<'a, T>, offset: usize) -> Self {
        ColumnMut { values, offset }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.as_column().len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same values, to be read.
    pub fn as_column(&self) -> Column<'_, T> {
        Column { values: self.values.as_strided(), offset: self.offset }
    }

    /// The column as an array of one axis, to be written.
    pub fn into_array(self) -> ArrayViewMut<'a, T> {
        ArrayViewMut::of_grid(GridMut::of_strided(self.values))
    }

    /// The same values for a shorter time.
    pub fn reborrow(&mut self) -> ColumnMut<'_, T> {
        ColumnMut { values: self.values.reborrow(), offset: self.offset }
    }

    /// A copy of one value, if it exists.
    #[inline]
    pub fn get(&self, index: usize) -> Option<T> {
        self.as_column().get(index)
    }

    /// Writes one value.
    ///
    /// # Panics
    /// If there is no value of that position.
    pub fn set(&mut self, index: usize, value: T) {
        let len = self.len();
        assert!(self.values.set(index, value), "index {index} in a column of {len} values");
    }

    /// Replaces every value by what `f` makes of it.
    pub fn update(&mut self, mut f: impl FnMut(T) -> T) {
        self.values.update(|_, value| f(value));
    }

    /// Writes one value everywhere.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    /// # #[derive(Clone, Copy, Record)]
    /// # #[repr(C)]
    /// # struct Point { x: i32 }
    /// let mut points = [Point { x: 1 }, Point { x: 2 }];
    /// points.column_mut(Point::FIELDS.x).fill(7);
    /// assert_eq!(points.column(Point::FIELDS.x).to_vec(), [7, 7]);
    /// ```
    pub fn fill(&mut self, value: T) {
        self.values.update(|_, _| value);
    }

    /// Writes the values of another column of the same length.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the lengths differ; nothing is written then.
    pub fn copy_from(&mut self, from: Column<'_, T>) -> Result<()> {
        if from.len() != self.len() {
            let (expected, found) = (self.len(), from.len());
            return Err(Error::mismatch(format!("expected a column of {expected} values, found {found}")));
        }
        self.values.update(|i, value| from.get(i).unwrap_or(value));
        Ok(())
    }
}

impl<T: Element + fmt::Debug> fmt::Debug for ColumnMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_column().fmt(f)
    }
}

/// A view of one axis is a column.
impl<'a, T: Element> ArrayView<'a, T> {
    /// The view as a column, if it has one axis.
    pub fn as_column(&self) -> Option<Column<'a, T>> {
        Some(Column::new(self.grid().strided()?, 0))
    }
}

impl<'a, T: Element> ArrayViewMut<'a, T> {
    /// The view as a column to be written, if it has one axis.
    pub fn into_column(self) -> Option<ColumnMut<'a, T>> {
        Some(ColumnMut::new(self.into_grid().into_strided()?, 0))
    }
}
