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

    /// In the order in which they lie in memory: a trip over it that is as short as it can be.
    fn numbers(&self) -> Result<Numbers<'_>, Undefined> {
        Numbers::new(self.grid().bytes_as_they_lie(), T::DTYPE.as_scalar().ok_or(Undefined)?)
    }
}

impl<T: Summable> ArrayView<'_, T> {
    /// The sum; zero of no values. Values are added in the order in which they lie in memory, as NumPy does, so that a
    /// transposed view costs no more than the array; else as [`Column::sum`](crate::Column::sum).
    ///
    /// ```
    /// use dtype_core::ArrayView;
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[0.5, 1.5, 2.5, 3.5], &[2, 2], Order::C)?.t();
    /// assert_eq!((a.sum(), a.mean(), a.var(0), a.max()), (8.0, Some(2.0), Some(1.25), Some(3.5)));
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
}
