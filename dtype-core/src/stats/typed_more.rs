//! Further statistics of typed columns and arrays.

use super::Ranked;
use super::kind::Nan;
use super::number::sealed::FromOutcome;
use super::number::{Number, Ordered, Summable};
use super::quantile::typed_quantile;
use super::shape::Powers;
use crate::array::ArrayView;
use crate::column::Column;
use crate::error::Result;
use crate::int;

/// The same methods for all of `$view`, whose values are made into one by `$one` in the examples.
macro_rules! further {
    ($($view:ident: $one:literal;)*) => {$(
        impl<T: Ordered> $view<'_, T> {
            /// How many values are not zero. NaN and NaT are not.
            ///
            /// ```
            #[doc = $one]
            /// let x = of(&[3, 0, 4]);
            /// assert_eq!((x.count_nonzero(), x.any(), x.all()), (2, true, false));
            /// ```
            pub fn count_nonzero(&self) -> usize {
                let count = self.numbers().map_or(0, |numbers| numbers.count_nonzero());
                // Not more than there are in memory.
                int::to_usize(count).unwrap_or(usize::MAX)
            }

            /// Whether a value is not zero.
            pub fn any(&self) -> bool {
                self.count_nonzero() > 0
            }

            /// Whether no value is zero. Of no values it is true.
            pub fn all(&self) -> bool {
                let zeros = self.numbers().map(|numbers| numbers.bytes().count() as u64 - numbers.count_nonzero());
                zeros == Ok(0)
            }
        }

        impl<T: Number> $view<'_, T> {
            /// The product; one of no values. Of integers it is exact; of floats it is out of range only if the whole product is.
            ///
            /// ```
            #[doc = $one]
            /// assert_eq!(of(&[3.0f64, -2.0, 4.0]).product()?, -24.0);
            /// # Ok::<(), dtype_core::Error>(())
            /// ```
            ///
            /// # Errors
            /// [`Unsupported`](crate::ErrorKind::Unsupported) if that of integers takes more than 128 bits.
            pub fn product(&self) -> Result<T::Sum> {
                self.multiplied(Nan::Propagate)
            }

            /// The product of the values that are not NaN.
            ///
            /// # Errors
            /// As [`product`](Self::product).
            pub fn nan_product(&self) -> Result<T::Sum> {
                self.multiplied(Nan::Skip)
            }

            fn multiplied(&self, nan: Nan) -> Result<T::Sum> {
                let numbers = self.numbers().expect("types with a product are numbers");
                numbers.product_of(T::DTYPE.as_scalar(), nan).map(T::Sum::from_outcome)
            }
        }

        impl<T: Ranked> $view<'_, T> {
            /// The greatest value less the least, as `np.ptp`: exact of integers, where NumPy's wraps around; a span of
            /// times, NaT if it is out of range. NaN (NaT) if there is one; `None` of no values.
            ///
            /// ```
            #[doc = $one]
            /// assert_eq!(of(&[-100i8, 27, 100]).ptp(), Some(200));
            /// ```
            pub fn ptp(&self) -> Option<T::Span> {
                self.numbers().ok()?.ptp(T::DTYPE.as_scalar()?.kind()).map(T::Span::from_outcome)
            }
        }

        impl<T: Ranked + Summable> $view<'_, T> {
            /// The sum without any error, rounded once. See [`ExactSum`](crate::ExactSum).
            ///
            /// ```
            #[doc = $one]
            /// assert_eq!(of(&[1e16, 1.0, -1e16]).sum_exact(), 1.0);
            /// ```
            pub fn sum_exact(&self) -> T::Sum {
                let sum = self.numbers().and_then(|numbers| numbers.sum_exact(Nan::Propagate));
                T::Sum::from_outcome(sum.expect("types with ranks and a sum have an exact one"))
            }
        }

        impl<T: Ranked + Number> $view<'_, T> {
            /// The skewness, as `scipy.stats.skew`: NaN if all values are equal. `None` of no values.
            ///
            /// ```
            #[doc = $one]
            /// let x = of(&[1.0, 2.0, 3.0]);
            /// assert_eq!((x.skew(), x.kurtosis(), x.mad()), (Some(0.0), Some(-1.5), Some(1.0)));
            /// ```
            pub fn skew(&self) -> Option<f64> {
                self.shape_by(Nan::Propagate, Powers::skew)
            }

            /// The skewness of the values that are not NaN.
            pub fn nan_skew(&self) -> Option<f64> {
                self.shape_by(Nan::Skip, Powers::skew)
            }

            /// The excess kurtosis, as `scipy.stats.kurtosis`: NaN if all values are equal. `None` of no values.
            pub fn kurtosis(&self) -> Option<f64> {
                self.shape_by(Nan::Propagate, Powers::kurtosis)
            }

            /// The excess kurtosis of the values that are not NaN.
            pub fn nan_kurtosis(&self) -> Option<f64> {
                self.shape_by(Nan::Skip, Powers::kurtosis)
            }

            /// The median of the distances from the median, as `scipy.stats.median_abs_deviation`. `None` of no values.
            pub fn mad(&self) -> Option<T::Quantile> {
                self.deviation(Nan::Propagate)
            }

            /// The same of the values that are not NaN; `None` if there are none.
            pub fn nan_mad(&self) -> Option<T::Quantile> {
                self.deviation(Nan::Skip)
            }

            fn shape_by(&self, nan: Nan, of: fn(&Powers) -> f64) -> Option<f64> {
                self.numbers().ok()?.powers(nan).ok()?.map(of)
            }

            fn deviation(&self, nan: Nan) -> Option<T::Quantile> {
                self.numbers().ok()?.mad(T::DTYPE.as_scalar()?.kind(), nan).ok()?.map(typed_quantile::<T>)
            }
        }
    )*};
}

further! {
    Column: "# fn of<T: dtype_core::Element>(x: &[T]) -> dtype_core::Column<'_, T> { dtype_core::RecordView::of(x).column([]).unwrap() }";
    ArrayView: "# fn of<T: dtype_core::Element>(x: &[T]) -> dtype_core::ArrayView<'_, T> { dtype_core::ArrayView::new(x) }";
}
