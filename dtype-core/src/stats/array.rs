//! The statistics of all values of an N-D view.

use super::kind::Nan;
use super::number::sealed::FromOutcome;
use super::number::{Number, Ordered, Summable};
use super::reduce::{Numbers, Undefined};
use crate::array::ArrayView;
use crate::int;

impl<T: Ordered> ArrayView<'_, T> {
    /// The least value; NaN (NaT) if there is one; `None` of no values.
    pub fn min(&self) -> Option<T::Native> {
        self.numbers().ok()?.min(Nan::Propagate).map(T::Native::from_outcome)
    }

    /// The greatest value; NaN (NaT) if there is one; `None` of no values.
    pub fn max(&self) -> Option<T::Native> {
        self.numbers().ok()?.max(Nan::Propagate).map(T::Native::from_outcome)
    }

    /// The least value that is not NaN (NaT); `None` if there is none.
    pub fn nan_min(&self) -> Option<T::Native> {
        self.numbers().ok()?.min(Nan::Skip).map(T::Native::from_outcome)
    }

    /// The greatest value that is not NaN (NaT); `None` if there is none.
    pub fn nan_max(&self) -> Option<T::Native> {
        self.numbers().ok()?.max(Nan::Skip).map(T::Native::from_outcome)
    }

    /// Position, in C order, of the first NaN (NaT), else of the first least value; `None` of no values.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[3, 1, 2, 0], &[2, 2], Order::C)?;
    /// assert_eq!((a.argmin(), a.t().argmin(), a.t().argmax()), (Some(3), Some(3), Some(0)));
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    pub fn argmin(&self) -> Option<usize> {
        self.in_c_order().ok()?.argmin(Nan::Propagate)
    }

    /// Position, in C order, of the first NaN (NaT), else of the first greatest value; `None` of no values.
    pub fn argmax(&self) -> Option<usize> {
        self.in_c_order().ok()?.argmax(Nan::Propagate)
    }

    /// Position, in C order, of the first least value that is not NaN; `None` if there is none. As [`Column::nan_argmin`],
    /// also in what it takes from NumPy.
    ///
    /// [`Column::nan_argmin`]: crate::Column::nan_argmin
    pub fn nan_argmin(&self) -> Option<usize> {
        self.in_c_order().ok()?.argmin(Nan::Skip)
    }

    /// Position, in C order, of the first greatest value that is not NaN; `None` if there is none. As
    /// [`Column::nan_argmax`], also in what it takes from NumPy.
    ///
    /// [`Column::nan_argmax`]: crate::Column::nan_argmax
    pub fn nan_argmax(&self) -> Option<usize> {
        self.in_c_order().ok()?.argmax(Nan::Skip)
    }

    fn in_c_order(&self) -> Result<Numbers<'_>, Undefined> {
        Numbers::new(self.grid().bytes(), T::DTYPE.as_scalar().ok_or(Undefined)?)
    }

    /// In the order in which they lie in memory: a trip over it that is as short as it can be.
    pub(super) fn numbers(&self) -> Result<Numbers<'_>, Undefined> {
        let scalar = T::DTYPE.as_scalar().ok_or(Undefined)?;
        Ok(Numbers::new(self.grid().bytes_as_they_lie(), scalar)?.in_any_order())
    }
}

impl<T: Summable> ArrayView<'_, T> {
    /// The sum; zero of no values. Values are added in the order in which they lie in memory, as NumPy does, so that a
    /// transposed view costs no more than the array; one that is met many times, in windows or because it was broadcast, is
    /// read once and counted as often. Else as [`Column::sum`](crate::Column::sum).
    ///
    /// ```
    /// use dtype_core::ArrayView;
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[0.5, 1.5, 2.5, 3.5], &[2, 2], Order::C)?.t();
    /// assert_eq!((a.sum(), a.mean(), a.var(0), a.max()), (8.0, Some(2.0), Some(1.25), Some(3.5)));
    /// assert_eq!(a.sliding_window_view(&[2, 1], None)?.sum(), 8.0);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    pub fn sum(&self) -> T::Sum {
        let sum = self.numbers().and_then(|numbers| numbers.sum(Nan::Propagate));
        T::Sum::from_outcome(sum.expect("types with a sum are numbers"))
    }

    /// The mean; `None` of no values.
    pub fn mean(&self) -> Option<T::Mean> {
        self.numbers().ok()?.mean(Nan::Propagate).ok()?.map(T::Mean::from_outcome)
    }

    /// The sum of the values that are not NaN. NaT is not skipped, as NumPy does not.
    pub fn nan_sum(&self) -> T::Sum {
        let sum = self.numbers().and_then(|numbers| numbers.sum(Nan::Skip));
        T::Sum::from_outcome(sum.expect("types with a sum are numbers"))
    }

    /// The mean of the values that are not NaN; `None` if there are none. NaT is not skipped, as NumPy does not.
    pub fn nan_mean(&self) -> Option<T::Mean> {
        self.numbers().ok()?.mean(Nan::Skip).ok()?.map(T::Mean::from_outcome)
    }
}

impl<T: Number> ArrayView<'_, T> {
    /// The variance, with `count - ddof` as divisor; `None` if that is not positive.
    pub fn var(&self, ddof: usize) -> Option<f64> {
        self.numbers().ok()?.var(Nan::Propagate, int::to_u64(ddof)).ok()?
    }

    /// The standard deviation, the square root of [`var`](ArrayView::var).
    pub fn std(&self, ddof: usize) -> Option<f64> {
        self.var(ddof).map(f64::sqrt)
    }

    /// The variance of the values that are not NaN; `None` if there are not more than `ddof` of them.
    pub fn nan_var(&self, ddof: usize) -> Option<f64> {
        self.numbers().ok()?.var(Nan::Skip, int::to_u64(ddof)).ok()?
    }

    /// The standard deviation of the values that are not NaN, the square root of [`nan_var`](ArrayView::nan_var).
    pub fn nan_std(&self, ddof: usize) -> Option<f64> {
        self.nan_var(ddof).map(f64::sqrt)
    }
}
