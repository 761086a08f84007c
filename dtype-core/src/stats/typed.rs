//! The statistics of typed columns.

use super::kind::Nan;
use super::number::sealed::FromOutcome;
use super::number::{Number, Ordered, Summable};
use super::reduce::{Numbers, Undefined};
use crate::column::Column;
use crate::int;

impl<T: Ordered> Column<'_, T> {
    /// How many values there are, NaN included.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { x: f64 }
    ///
    /// let samples = [1.0, f64::NAN, 3.0].map(|x| Sample { x });
    /// let x = samples.column(Sample::FIELDS.x);
    /// assert_eq!((x.count(), x.nan_count()), (3, 1));
    /// assert!(x.mean().unwrap().is_nan());
    /// assert_eq!(x.nan_mean(), Some(2.0));
    /// ```
    pub fn count(&self) -> usize {
        self.len()
    }

    /// How many values are NaN, or NaT.
    pub fn nan_count(&self) -> usize {
        self.numbers().map_or(0, |numbers| numbers.nan_count())
    }

    /// The least value; NaN (NaT) if there is one; `None` of no values.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { x: f32, n: i8 }
    ///
    /// let samples = [(2.5, 3), (f32::NAN, -4), (1.5, -4)].map(|(x, n)| Sample { x, n });
    /// let n = samples.column(Sample::FIELDS.n);
    /// assert_eq!((n.min(), n.argmin()), (Some(-4), Some(1)));
    /// let x = samples.column(Sample::FIELDS.x);
    /// assert!(x.min().unwrap().is_nan());
    /// assert_eq!((x.nan_min(), x.nan_argmin()), (Some(1.5), Some(2)));
    /// ```
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

    /// Position of the first NaN (NaT), else of the first least value; `None` of no values.
    pub fn argmin(&self) -> Option<usize> {
        self.numbers().ok()?.argmin(Nan::Propagate)
    }

    /// Position of the first NaN (NaT), else of the first greatest value; `None` of no values.
    pub fn argmax(&self) -> Option<usize> {
        self.numbers().ok()?.argmax(Nan::Propagate)
    }

    /// Position of the first least value that is not NaN; `None` if there is none.
    ///
    /// As NumPy has it, a NaN counts as `inf` here, so that it may be found where nothing but `inf` is beside it; and
    /// NaT is found as [`argmin`](Column::argmin) finds it.
    pub fn nan_argmin(&self) -> Option<usize> {
        self.numbers().ok()?.argmin(Nan::Skip)
    }

    /// Position of the first greatest value that is not NaN; `None` if there is none.
    ///
    /// As NumPy has it, a NaN counts as `-inf` here; and NaT is found as [`argmax`](Column::argmax) finds it.
    pub fn nan_argmax(&self) -> Option<usize> {
        self.numbers().ok()?.argmax(Nan::Skip)
    }

    pub(super) fn numbers(&self) -> Result<Numbers<'_>, Undefined> {
        Numbers::new(self.values().bytes(), T::DTYPE.as_scalar().ok_or(Undefined)?)
    }
}

impl<T: Summable> Column<'_, T> {
    /// The sum; zero of no values.
    ///
    /// Integers are added exactly. Floats of any width are added as `f64`, and the sum leaves its range only if the exact
    /// sum does.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { big: u64, small: f32 }
    ///
    /// let samples = [Sample { big: u64::MAX, small: 0.1 }; 1000];
    /// assert_eq!(samples.column(Sample::FIELDS.big).sum(), 1000 * i128::from(u64::MAX));
    /// assert_eq!(samples.column(Sample::FIELDS.small).sum(), 1000.0 * f64::from(0.1f32));
    /// ```
    pub fn sum(&self) -> T::Sum {
        self.total(Nan::Propagate)
    }

    /// The sum of the values that are not NaN. NaT is not skipped, as NumPy does not.
    pub fn nan_sum(&self) -> T::Sum {
        self.total(Nan::Skip)
    }

    /// The mean; `None` of no values.
    pub fn mean(&self) -> Option<T::Mean> {
        self.centre(Nan::Propagate)
    }

    /// The mean of the values that are not NaN; `None` if there are none. NaT is not skipped, as NumPy does not.
    pub fn nan_mean(&self) -> Option<T::Mean> {
        self.centre(Nan::Skip)
    }

    fn total(&self, nan: Nan) -> T::Sum {
        let sum = self.numbers().and_then(|numbers| numbers.sum(nan));
        T::Sum::from_outcome(sum.expect("types with a sum are numbers"))
    }

    fn centre(&self, nan: Nan) -> Option<T::Mean> {
        self.numbers().ok()?.mean(nan).ok()?.map(T::Mean::from_outcome)
    }
}

impl<T: Number> Column<'_, T> {
    /// The variance, with `count - ddof` as divisor; `None` if that is not positive.
    ///
    /// Of complex numbers it is the mean of |x - mean|². NaN if a value is NaN or infinite; infinite if it is out of the
    /// range of `f64`, which takes deviations of more than 1e154.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { x: f64 }
    ///
    /// let samples = [1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0].map(|x| Sample { x });
    /// let x = samples.column(Sample::FIELDS.x);
    /// assert_eq!((x.var(0), x.var(1), x.var(3)), (Some(2.0 / 3.0), Some(1.0), None));
    /// assert_eq!(x.std(1), Some(1.0));
    /// ```
    pub fn var(&self, ddof: usize) -> Option<f64> {
        self.spread(Nan::Propagate, ddof)
    }

    /// The standard deviation, the square root of [`var`](Column::var).
    pub fn std(&self, ddof: usize) -> Option<f64> {
        self.var(ddof).map(f64::sqrt)
    }

    /// The variance of the values that are not NaN; `None` if there are not more than `ddof` of them.
    pub fn nan_var(&self, ddof: usize) -> Option<f64> {
        self.spread(Nan::Skip, ddof)
    }

    /// The standard deviation of the values that are not NaN, the square root of [`nan_var`](Column::nan_var).
    pub fn nan_std(&self, ddof: usize) -> Option<f64> {
        self.nan_var(ddof).map(f64::sqrt)
    }

    fn spread(&self, nan: Nan, ddof: usize) -> Option<f64> {
        self.numbers().ok()?.var(nan, int::to_u64(ddof)).ok()?
    }
}
