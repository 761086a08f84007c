//! Further statistics of columns whose dtype is known at run time.

use super::any::{aggregate, undefined, value};
use super::kind::{Nan, Outcome};
use super::nonzero;
use super::reduce::{Numbers, Undefined};
use super::shape::Powers;
use crate::dtype::{Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::int;
use crate::view::{AnyColumn, Value};

impl Numbers<'_> {
    /// The greatest less the least, in the type of both, but exact of integers; of times NaT if it is out of range.
    pub(super) fn ptp(&self, kind: ScalarKind) -> Option<Outcome> {
        let (min, max) = self.min(Nan::Propagate).zip(self.max(Nan::Propagate))?;
        Some(match (min, max) {
            (Outcome::Whole(min), Outcome::Whole(max)) => Outcome::Whole(max - min),
            (Outcome::Steps(min), Outcome::Steps(max)) => {
                let apart = if min == i64::MIN { None } else { max.checked_sub(min) };
                Outcome::Steps(apart.unwrap_or(i64::MIN))
            }
            (Outcome::Float(min), Outcome::Float(max)) => {
                Outcome::Float(super::quantile::rounding(kind)(max - min))
            }
            (Outcome::Complex([a, b]), Outcome::Complex([c, d])) => Outcome::Complex([c - a, d - b]),
            (min, _) => min,
        })
    }

    /// The product.
    ///
    /// # Errors
    /// If that of integers takes more than 128 bits, or if there is none.
    pub(super) fn product_of(&self, scalar: Option<Scalar>, nan: Nan) -> Result<Outcome> {
        self.product(nan).map_err(|Undefined| match scalar.map(|scalar| scalar.kind().letter()) {
            Some('i' | 'u') => {
                Error::unsupported("product of integers that takes more than 128 bits; make floats of them")
            }
            _ => undefined("product", scalar),
        })
    }
}

/// Further statistics of all elements. Where NumPy has no such statistic for the dtype the error is of kind
/// [`Unsupported`](crate::ErrorKind::Unsupported).
impl AnyColumn<'_> {
    /// How many elements are not zero. NaN and NaT are not; of text, those with a byte that is not NUL.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[3, 0, 4], &"|u1".parse()?)?;
    /// let column = view.any_column([])?;
    /// assert_eq!((column.count_nonzero()?, column.any()?, column.all()?), (2, true, false));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Of records and long doubles it is not known.
    pub fn count_nonzero(&self) -> Result<usize> {
        let count = match (self.scalar().map(|scalar| scalar.kind()), self.leaves()) {
            (Some(ScalarKind::Bytes(_) | ScalarKind::Str(_) | ScalarKind::Void(_)), Some((_, bytes))) => {
                nonzero::texts(&bytes)
            }
            _ => self.numbers_of("count of what is not zero")?.0.count_nonzero(),
        };
        Ok(int::to_usize(count).unwrap_or(usize::MAX))
    }

    /// Whether an element is not zero.
    ///
    /// # Errors
    /// As [`AnyColumn::count_nonzero`].
    pub fn any(&self) -> Result<bool> {
        Ok(self.count_nonzero()? > 0)
    }

    /// Whether no element is zero. Of no elements it is true.
    ///
    /// # Errors
    /// As [`AnyColumn::count_nonzero`].
    pub fn all(&self) -> Result<bool> {
        Ok(self.count_nonzero()? == self.size())
    }

    /// The product: [`Value::Int128`], exact, of integers and booleans; [`Value::Float64`] of floats, which is out of range
    /// only if the whole product is; [`Value::Complex128`]. One of no elements.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::of(&[u64::MAX, 10]);
    /// assert_eq!(view.any_column([])?.product()?, Value::Int128(184_467_440_737_095_516_150));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the dtype has no product, or that of integers takes more than 128 bits.
    pub fn product(&self) -> Result<Value> {
        self.multiplied(Nan::Propagate)
    }

    /// The product of the elements that are not NaN.
    ///
    /// # Errors
    /// As [`AnyColumn::product`].
    pub fn nan_product(&self) -> Result<Value> {
        self.multiplied(Nan::Skip)
    }

    /// The sum without any error, rounded once; of integers and timedeltas as [`AnyColumn::sum`], which is exact.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::of(&[1e16, 1.0, -1e16]);
    /// assert_eq!(view.any_column([])?.sum_exact()?, Value::Float64(1.0));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the dtype has none: datetimes, complex numbers, text.
    pub fn sum_exact(&self) -> Result<Value> {
        let (numbers, kind) = self.numbers_of("exact sum")?;
        let sum = numbers.sum_exact(Nan::Propagate).map_err(|Undefined| self.undefined("exact sum"))?;
        Ok(aggregate(sum, kind))
    }

    /// The greatest element less the least, as `np.ptp`: exact, [`Value::Int128`], of integers, where NumPy's wraps around;
    /// the type itself of floats; [`Value::TimeDelta64`] of times. `None` of no elements.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::of(&[-100i8, 27, 100]);
    /// assert_eq!(view.any_column([])?.ptp()?, Some(Value::Int128(200)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the dtype has none: booleans, text.
    pub fn ptp(&self) -> Result<Option<Value>> {
        let (numbers, kind) = self.numbers_of("ptp")?;
        if kind == ScalarKind::Bool {
            return Err(self.undefined("ptp"));
        }
        Ok(numbers.ptp(kind).map(|ptp| match (ptp, kind) {
            (Outcome::Whole(_), _) => aggregate(ptp, kind),
            (Outcome::Steps(apart), ScalarKind::DateTime64(step)) => Value::TimeDelta64(apart, step),
            _ => value(ptp, kind),
        }))
    }

    /// The skewness, as `scipy.stats.skew`: NaN if all elements are equal. `None` of no elements.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[1.0, 2.0, 3.0]);
    /// let column = view.any_column([])?;
    /// assert_eq!((column.skew()?, column.kurtosis()?), (Some(0.0), Some(-1.5)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the dtype has no variance, or is complex.
    pub fn skew(&self) -> Result<Option<f64>> {
        self.shape_of("skewness", Nan::Propagate, Powers::skew)
    }

    /// The skewness of the elements that are not NaN.
    ///
    /// # Errors
    /// As [`AnyColumn::skew`].
    pub fn nan_skew(&self) -> Result<Option<f64>> {
        self.shape_of("skewness", Nan::Skip, Powers::skew)
    }

    /// The excess kurtosis, as `scipy.stats.kurtosis`: NaN if all elements are equal. `None` of no elements.
    ///
    /// # Errors
    /// As [`AnyColumn::skew`].
    pub fn kurtosis(&self) -> Result<Option<f64>> {
        self.shape_of("kurtosis", Nan::Propagate, Powers::kurtosis)
    }

    /// The excess kurtosis of the elements that are not NaN.
    ///
    /// # Errors
    /// As [`AnyColumn::skew`].
    pub fn nan_kurtosis(&self) -> Result<Option<f64>> {
        self.shape_of("kurtosis", Nan::Skip, Powers::kurtosis)
    }

    fn multiplied(&self, nan: Nan) -> Result<Value> {
        let (numbers, kind) = self.numbers_of("product")?;
        Ok(aggregate(numbers.product_of(self.scalar(), nan)?, kind))
    }

    fn shape_of(&self, what: &str, nan: Nan, of: impl Fn(&Powers) -> f64) -> Result<Option<f64>> {
        let shape = self.numbers_of(what)?.0.powers(nan).map_err(|Undefined| self.undefined(what))?;
        Ok(shape.map(of))
    }
}

/// How far the least and the greatest element of a kind are apart.
pub(super) fn apart(extremes: (Outcome, Outcome), kind: ScalarKind) -> Value {
    match (extremes, kind) {
        ((Outcome::Whole(min), Outcome::Whole(max)), _) => Value::Int128(max - min),
        (
            (Outcome::Steps(min), Outcome::Steps(max)),
            ScalarKind::DateTime64(step) | ScalarKind::TimeDelta64(step),
        ) => {
            let apart = if min == i64::MIN { None } else { max.checked_sub(min) };
            Value::TimeDelta64(apart.unwrap_or(i64::MIN), step)
        }
        ((Outcome::Float(min), Outcome::Float(max)), _) => {
            value(Outcome::Float(super::quantile::rounding(kind)(max - min)), kind)
        }
        ((Outcome::Complex([a, b]), Outcome::Complex([c, d])), _) => {
            value(Outcome::Complex([c - a, d - b]), kind)
        }
        ((min, _), _) => value(min, kind),
    }
}
