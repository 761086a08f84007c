//! N-D views of values, to be written.

use std::fmt;

use super::memory::inspection_methods;
use super::{ArrayView, Inspected, Memory, ViewsMut, memory_sealed};
use crate::error::Result;
use crate::record::Element;
use crate::shape::{ArrayLayout, Op, Order, ShapeError, axis_of, layout_methods};
use crate::strided::{self, GridMut};

/// Values of one type along any axes, borrowed to be written. No two of its elements share a byte.
///
/// What changes the header takes the view and gives another; [`reborrow`](ArrayViewMut::reborrow) keeps the first.
///
/// ```
/// use dtype_core::{ArrayView, ArrayViewMut};
/// use dtype_core::shape::Order;
///
/// let mut numbers = [0; 6];
/// let mut a = ArrayViewMut::with_shape(&mut numbers, &[2, 3], Order::C)?;
/// a.reborrow().slice((.., 1))?.fill(7);
/// a.set(&[1, 2], 9);
/// a.t().slice((0,))?.assign(&ArrayView::new(&[1, 2]))?;
/// assert_eq!(numbers, [1, 7, 0, 2, 7, 9]);
/// # Ok::<(), dtype_core::shape::ShapeError>(())
/// ```
pub struct ArrayViewMut<'a, T> {
    grid: GridMut<'a, T>,
    span: (usize, usize),
}

impl<'a, T: Element> ArrayViewMut<'a, T> {
    /// The values of a slice, along one axis.
    pub fn new(values: &'a mut [T]) -> Self {
        let len = values.len();
        Self::with_shape(values, &[len], Order::C).expect("a slice fits memory")
    }

    /// The values of a slice in a shape, in C order or Fortran order.
    ///
    /// # Errors
    /// As [`ArrayView::with_shape`].
    pub fn with_shape(values: &'a mut [T], shape: &[usize], order: Order) -> Result<Self, ShapeError> {
        GridMut::of_slice(values, shape, order).map(Self::of_grid)
    }

    /// Values in bytes, where a layout says.
    ///
    /// ```
    /// use dtype_core::ArrayViewMut;
    /// use dtype_core::shape::ArrayLayout;
    ///
    /// let mut bytes = [0; 7];
    /// let every_third = ArrayLayout::strided(&[2], &[3], 1, 2)?;
    /// ArrayViewMut::<u16>::from_bytes(&mut bytes, &every_third)?.fill(u16::MAX);
    /// assert_eq!(bytes, [0, 255, 255, 0, 255, 255, 0]);
    /// let overlapping = ArrayLayout::strided(&[2], &[1], 0, 2)?;
    /// assert!(ArrayViewMut::<u16>::from_bytes(&mut bytes, &overlapping).is_err());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`ArrayView::from_bytes`]; [`Mismatch`](crate::ErrorKind::Mismatch) if two values would share bytes, or whether
    /// they do cannot be told within [`MAX_WORK`](crate::shape::MAX_WORK) steps.
    pub fn from_bytes(bytes: &'a mut [u8], layout: &ArrayLayout) -> Result<Self> {
        GridMut::over(bytes, layout.clone()).map(Self::of_grid)
    }

    pub(crate) fn of_grid(grid: GridMut<'a, T>) -> Self {
        let span = grid.as_grid().base().span();
        ArrayViewMut { grid, span: (span.start, span.len()) }
    }

    pub(crate) fn into_grid(self) -> GridMut<'a, T> {
        self.grid
    }

    fn apply(self, op: Op<'_>) -> Result<Self, ShapeError> {
        self.grid.apply(op).map(Self::of_grid)
    }

    layout_methods!(self: self);

    inspection_methods!();

    fn inspected(&self) -> Inspected<'_> {
        let (address, base) = self.span;
        Inspected { layout: self.grid.layout(), dtype: T::DTYPE, address, base, writeable: true }
    }

    /// Any shape and strides, from the first element on, as [`ArrayView::as_strided`].
    ///
    /// # Errors
    /// As there; if two elements would share bytes, or whether they do cannot be told.
    pub fn as_strided(self, shape: &[usize], strides: &[isize]) -> Result<Self> {
        self.grid.restrided(shape, strides).map(Self::of_grid)
    }

    /// The same values, to be read.
    pub fn as_view(&self) -> ArrayView<'_, T> {
        ArrayView::of_grid(self.grid.as_grid())
    }

    /// The same values, to be read for as long as they were borrowed to be written.
    pub fn into_view(self) -> ArrayView<'a, T> {
        ArrayView::of_grid(self.grid.into_grid())
    }

    /// The same values for a shorter time.
    pub fn reborrow(&mut self) -> ArrayViewMut<'_, T> {
        ArrayViewMut { grid: self.grid.reborrow(), span: self.span }
    }

    /// A copy of the value at an index, if there is one.
    #[inline]
    pub fn get(&self, index: &[usize]) -> Option<T> {
        self.grid.as_grid().get(index)
    }

    /// Writes the value at an index, a number for each axis.
    ///
    /// # Panics
    /// If there is no such element.
    #[inline]
    pub fn set(&mut self, index: &[usize], value: T) {
        let there = self.grid.set(index, value);
        assert!(there, "index {index:?} in an array of shape {:?}", self.shape());
    }

    /// Writes one value everywhere.
    pub fn fill(&mut self, value: T) {
        match self.as_mut_slice() {
            Some(slice) => slice.fill(value),
            None => self.grid.fill_with(|| value),
        }
    }

    /// Replaces every value, in C order, by what `f` makes of it.
    ///
    /// ```
    /// use dtype_core::ArrayViewMut;
    ///
    /// let mut numbers = [1, 2, 3, 4];
    /// ArrayViewMut::new(&mut numbers).flip(None)?.slice((..2,))?.update(|n| n * 10);
    /// assert_eq!(numbers, [1, 2, 30, 40]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    pub fn update(&mut self, f: impl FnMut(T) -> T) {
        self.grid.update(f);
    }

    /// Writes the values of another view, which is broadcast to the shape of this one.
    ///
    /// # Errors
    /// [`ShapeError::Broadcast`] or [`ShapeError::BroadcastRank`] if it cannot be; nothing is written then.
    pub fn assign(&mut self, from: &ArrayView<'_, T>) -> Result<(), ShapeError> {
        let from = from.broadcast_to(&self.shape())?;
        if let (Some(to), Some(from)) = (self.as_mut_slice(), from.as_slice()) {
            to.copy_from_slice(from);
            return Ok(());
        }
        strided::map1((from.grid(),), self.reborrow().grid, |value| value);
        Ok(())
    }

    /// The values as a slice, if they lie in C order one right behind the other at an address where a `T` may lie, and a
    /// `T` has no gaps, through which bytes that are none of its fields would be written.
    pub fn as_mut_slice(&mut self) -> Option<&mut [T]> {
        self.grid.as_mut_slice()
    }

    /// The positions before one along an axis, and those from it on: to be written at the same time.
    ///
    /// ```
    /// use dtype_core::ArrayViewMut;
    ///
    /// let mut numbers = [1, 2, 3, 4];
    /// let (mut left, right) = ArrayViewMut::new(&mut numbers).split_at(0, 2)?;
    /// left.assign(&right.as_view())?;
    /// assert_eq!(numbers, [3, 4, 3, 4]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Axis`] if there is no such axis, [`ShapeError::Index`] if it is shorter.
    pub fn split_at(self, axis: isize, at: usize) -> Result<(Self, Self), ShapeError> {
        let axis = axis_of(axis, self.ndim())?;
        let (before, behind) = self.grid.split_at(axis, at)?;
        Ok((Self::of_grid(before), Self::of_grid(behind)))
    }

    /// The views along an axis, one for each position of the others, in C order.
    ///
    /// # Errors
    /// [`ShapeError::Axis`] if there is no such axis.
    pub fn lanes_mut(self, axis: isize) -> Result<ViewsMut<'a, T>, ShapeError> {
        let keep = self.ndim().saturating_sub(1);
        Ok(ViewsMut::new(self.moveaxis(&[axis], &[-1])?.grid.outer(keep)))
    }

    /// The views at each position of an axis, with one axis less.
    ///
    /// # Errors
    /// [`ShapeError::Axis`] if there is no such axis.
    pub fn axis_iter_mut(self, axis: isize) -> Result<ViewsMut<'a, T>, ShapeError> {
        Ok(ViewsMut::new(self.moveaxis(&[axis], &[0])?.grid.outer(1)))
    }
}

impl<'a, T: Element, const N: usize> ArrayViewMut<'a, [T; N]> {
    /// The elements of the arrays as one axis more. See [`ArrayView::spread`].
    ///
    /// # Errors
    /// [`ShapeError::TooManyAxes`].
    pub fn spread(self) -> Result<ArrayViewMut<'a, T>, ShapeError> {
        self.grid.spread().map(ArrayViewMut::of_grid)
    }
}

impl<T: Element> memory_sealed::Sealed for ArrayViewMut<'_, T> {}

impl<T: Element> Memory for ArrayViewMut<'_, T> {
    fn place(&self) -> (usize, &ArrayLayout) {
        (self.span.0, self.grid.layout())
    }
}

impl<'a, T: Element> From<&'a mut [T]> for ArrayViewMut<'a, T> {
    fn from(values: &'a mut [T]) -> Self {
        ArrayViewMut::new(values)
    }
}

impl<T: Element + fmt::Debug> fmt::Debug for ArrayViewMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_view().fmt(f)
    }
}
