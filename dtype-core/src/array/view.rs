//! N-D views of values, to be read.

use std::fmt;

use super::memory::inspection_methods;
use super::{ArrayIter, ArrayViewMut, Chunks, Inspected, Memory, Views, memory_sealed, print};
use crate::buffer;
use crate::error::Result;
use crate::record::{Element, is_solid};
use crate::shape::{ArrayLayout, Index, Op, Order, ShapeError, axis_of, layout_methods};
use crate::strided::Grid;

/// Values of one type along any axes, borrowed to be read: NumPy's `ndarray` over memory of somebody else.
///
/// Values are copied out, at any address; strides are in bytes. What only changes the header costs nothing:
/// [`slice`](ArrayView::slice), [`transpose`](ArrayView::transpose), [`reshape`](ArrayView::reshape),
/// [`broadcast_to`](ArrayView::broadcast_to), [`sliding_window_view`](ArrayView::sliding_window_view).
///
/// ```
/// use dtype_core::ArrayView;
/// use dtype_core::shape::{Order, Step};
///
/// let numbers: Vec<i32> = (0..12).collect();
/// let a = ArrayView::with_shape(&numbers, &[3, 4], Order::C)?;
/// assert_eq!(a.slice((1, (..).step(-1)))?.to_vec(), [7, 6, 5, 4]);
/// assert_eq!(a.t().get(&[3, 0]), Some(3));
/// assert_eq!(a.iter().sum::<i32>(), 66);
/// assert_eq!(format!("{a:?}"), "[[ 0,  1,  2,  3],\n [ 4,  5,  6,  7],\n [ 8,  9, 10, 11]]");
/// # Ok::<(), dtype_core::shape::ShapeError>(())
/// ```
pub struct ArrayView<'a, T> {
    grid: Grid<'a, T>,
}

impl<'a, T: Element> ArrayView<'a, T> {
    /// The values of a slice, along one axis.
    ///
    /// ```
    /// assert_eq!(dtype_core::ArrayView::new(&[1, 2, 3]).shape(), [3]);
    /// ```
    pub fn new(values: &'a [T]) -> Self {
        Self::with_shape(values, &[values.len()], Order::C).expect("a slice fits memory")
    }

    /// The values of a slice in a shape, in C order (the last axis varies fastest) or Fortran order (the first one does).
    ///
    /// # Errors
    /// [`ShapeError::Size`] if the shape has more or fewer elements; [`ShapeError::TooManyAxes`],
    /// [`ShapeError::Overflow`].
    pub fn with_shape(values: &'a [T], shape: &[usize], order: Order) -> Result<Self, ShapeError> {
        Grid::of_slice(values, shape, order).map(Self::of_grid)
    }

    /// Values in bytes, where a layout says: at any address, any distance apart, and as often as one likes.
    ///
    /// Looks at every value first unless all bytes are values of the type: O(n).
    ///
    /// ```
    /// use dtype_core::ArrayView;
    /// use dtype_core::shape::ArrayLayout;
    ///
    /// let bytes = [9, 1, 0, 2, 0, 3, 0];
    /// let pairs = ArrayLayout::strided(&[2, 2], &[2, 2], 1, 2)?;
    /// let view = ArrayView::<u16>::from_bytes(&bytes, &pairs)?;
    /// assert_eq!(view.iter().map(u16::from_le).collect::<Vec<_>>(), [1, 2, 2, 3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a value would not lie inside of the bytes, or the layout's items have
    /// another size; [`Cast`](crate::ErrorKind::Cast) if bytes are no value (a bool of 2).
    pub fn from_bytes(bytes: &'a [u8], layout: &ArrayLayout) -> Result<Self> {
        Grid::over(bytes, layout.clone()).map(Self::of_grid)
    }

    pub(crate) fn of_grid(grid: Grid<'a, T>) -> Self {
        ArrayView { grid }
    }

    pub(crate) fn grid(&self) -> &Grid<'a, T> {
        &self.grid
    }

    fn apply(&self, op: Op<'_>) -> Result<Self, ShapeError> {
        self.grid.apply(op).map(Self::of_grid)
    }

    layout_methods!(self: &self);

    inspection_methods!();

    fn inspected(&self) -> Inspected<'_> {
        let base = self.grid.base();
        let (address, len) = (base.span().start, base.len());
        Inspected { layout: self.grid.layout(), dtype: T::DTYPE, address, base: len, writeable: false }
    }

    /// Any shape and strides, from the first element on: `np.lib.stride_tricks.as_strided`, without its dangers.
    ///
    /// Over bytes, every position inside of them is fine, and is looked at unless all bytes are values. Over typed values,
    /// the strides must lead from element to element of this view.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    ///
    /// let a = ArrayView::new(&[1u16, 2, 3, 4]);
    /// assert_eq!(a.as_strided(&[2, 3], &[2, 2])?.to_vec(), [1, 2, 3, 2, 3, 4]);
    /// assert!(a.as_strided(&[2, 4], &[2, 2]).is_err());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a position is not inside, or no element of this view;
    /// [`Cast`](crate::ErrorKind::Cast) if bytes are no value.
    pub fn as_strided(&self, shape: &[usize], strides: &[isize]) -> Result<Self> {
        self.grid.as_strided(shape, strides).map(Self::of_grid)
    }

    /// A copy of the value at an index, a number for each axis, if there is one.
    #[inline]
    pub fn get(&self, index: &[usize]) -> Option<T> {
        self.grid.get(index)
    }

    /// Copies of the values, in C order.
    pub fn iter(&self) -> ArrayIter<'a, T> {
        ArrayIter::new(self.grid.walk())
    }

    /// The values as a slice, if they lie in C order one right behind the other at an address where a `T` may lie.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    ///
    /// let a = ArrayView::new(&[1, 2, 3, 4]);
    /// assert_eq!(a.slice((1..3,))?.as_slice(), Some(&[2, 3][..]));
    /// assert_eq!(a.flip(None)?.as_slice(), None);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    pub fn as_slice(&self) -> Option<&'a [T]> {
        self.grid.as_slice()
    }

    /// The values, copied, in C order.
    pub fn to_vec(&self) -> Vec<T> {
        match self.as_slice() {
            Some(slice) => slice.to_vec(),
            None => self.gathered(),
        }
    }

    fn gathered(&self) -> Vec<T> {
        /// Bytes from which on it pays to copy in the order in which they lie, and into large pages.
        const LARGE: usize = 1 << 16;
        if is_solid::<T>() && T::ANY_BITS && self.nbytes() >= LARGE {
            let filled = buffer::filled(self.size(), |bytes| {
                let layout = ArrayLayout::new(&self.shape(), size_of::<T>(), Order::C)?;
                Ok(ArrayViewMut::from_bytes(bytes, &layout)?.assign(self)?)
            });
            if let Ok(values) = filled {
                return values;
            }
        }
        let mut values = Vec::with_capacity(self.size());
        self.iter().for_each(|value| values.push(value));
        values
    }

    /// The views along an axis, one for each position of the others, in C order: its rows, its columns.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[1, 2, 3, 4, 5, 6], &[2, 3], Order::C)?;
    /// let sums: Vec<i32> = a.lanes(0)?.map(|column| column.iter().sum()).collect();
    /// assert_eq!(sums, [5, 7, 9]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Axis`] if there is no such axis.
    pub fn lanes(&self, axis: isize) -> Result<Views<'a, T>, ShapeError> {
        let last = self.moveaxis(&[axis], &[-1])?;
        Ok(Views::new(last.grid.outer(self.ndim() - 1)))
    }

    /// The views at each position of an axis, with one axis less.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[1, 2, 3, 4, 5, 6], &[2, 3], Order::C)?;
    /// let columns: Vec<_> = a.axis_iter(1)?.map(|column| column.to_vec()).collect();
    /// assert_eq!(columns, [[1, 4], [2, 5], [3, 6]]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Axis`] if there is no such axis.
    pub fn axis_iter(&self, axis: isize) -> Result<Views<'a, T>, ShapeError> {
        let first = self.moveaxis(&[axis], &[0])?;
        Ok(Views::new(first.grid.outer(1)))
    }

    /// The windows of a shape, one after the other in C order, each as a view.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    ///
    /// let a = ArrayView::new(&[1, 5, 2, 4]);
    /// let highest: Vec<_> = a.windows(&[2])?.map(|window| window.iter().max()).collect();
    /// assert_eq!(highest, [Some(5), Some(5), Some(4)]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Window`] if a window is longer than its axis; [`ShapeError::Rank`] if there are not as many lengths as
    /// axes.
    pub fn windows(&self, shape: &[usize]) -> Result<Views<'a, T>, ShapeError> {
        Ok(Views::new(self.sliding_window_view(shape, None)?.grid.outer(self.ndim())))
    }

    /// Views of `len` positions along an axis, one behind the other; the last may have fewer.
    ///
    /// # Errors
    /// [`ShapeError::Axis`] if there is no such axis.
    ///
    /// # Panics
    /// If `len` is zero.
    pub fn chunks(&self, axis: isize, len: usize) -> Result<Chunks<'a, T>, ShapeError> {
        assert!(len > 0, "chunks of at least one position");
        Ok(Chunks::new(self.clone(), axis_of(axis, self.ndim())?, len))
    }

    /// The positions before one along an axis, and those from it on.
    ///
    /// # Errors
    /// [`ShapeError::Axis`] if there is no such axis, [`ShapeError::Index`] if it is shorter.
    pub fn split_at(&self, axis: isize, at: usize) -> Result<(Self, Self), ShapeError> {
        let axis = axis_of(axis, self.ndim())?;
        let len = self.shape()[axis];
        if at > len {
            return Err(ShapeError::Index { axis, index: at as isize, len });
        }
        let cut = |range: std::ops::Range<usize>| {
            let mut index = vec![Index::from(..); axis];
            index.push(range.into());
            self.slice(index)
        };
        Ok((cut(0..at)?, cut(at..len)?))
    }
}

impl<'a, T: Element, const N: usize> ArrayView<'a, [T; N]> {
    /// The elements of the arrays as one axis more: n values of `[f32; 3]` are (n, 3) values of `f32`.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    ///
    /// let points = ArrayView::new(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).spread()?;
    /// assert_eq!((points.shape(), points.get(&[1, 0])), ([2, 3].into(), Some(4.0)));
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::TooManyAxes`], and [`ShapeError::Overflow`] if a view that meets its elements many times gets too large.
    pub fn spread(&self) -> Result<ArrayView<'a, T>, ShapeError> {
        self.grid.spread().map(ArrayView::of_grid)
    }
}

impl<T: Element> memory_sealed::Sealed for ArrayView<'_, T> {}

impl<T: Element> Memory for ArrayView<'_, T> {
    fn place(&self) -> (usize, &ArrayLayout) {
        (self.grid.base().span().start, self.grid.layout())
    }
}

impl<T> Clone for ArrayView<'_, T> {
    fn clone(&self) -> Self {
        ArrayView { grid: self.grid.clone() }
    }
}

impl<'a, T: Element> From<&'a [T]> for ArrayView<'a, T> {
    fn from(values: &'a [T]) -> Self {
        ArrayView::new(values)
    }
}

impl<'a, T: Element> IntoIterator for ArrayView<'a, T> {
    type Item = T;
    type IntoIter = ArrayIter<'a, T>;

    fn into_iter(self) -> ArrayIter<'a, T> {
        self.iter()
    }
}

impl<'a, T: Element> IntoIterator for &ArrayView<'a, T> {
    type Item = T;
    type IntoIter = ArrayIter<'a, T>;

    fn into_iter(self) -> ArrayIter<'a, T> {
        self.iter()
    }
}

/// Views are equal if their shapes and values are, wherever these lie.
impl<T: Element + PartialEq<U>, U: Element> PartialEq<ArrayView<'_, U>> for ArrayView<'_, T> {
    fn eq(&self, other: &ArrayView<'_, U>) -> bool {
        self.shape() == other.shape() && self.iter().zip(other.iter()).all(|(a, b)| a == b)
    }
}

impl<T: Element + fmt::Debug> fmt::Debug for ArrayView<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::array(f, &self.shape(), |index| self.get(index))
    }
}
