//! Quantiles of columns whose dtype is known at run time, and of files.

use super::keys::{InRecords, key_format};
use super::{QuantileMethod, Ranks};
use crate::dtype::{DType, Path, ScalarKind};
use crate::error::{Error, Result};
use crate::stats::any::{undefined, value};
use crate::stats::kind::{Class, Nan, Outcome};
use crate::stats::reduce::Undefined;
use crate::stats::source::Records;
use crate::view::{AnyColumn, Value};

/// Quantiles, of all elements. What NumPy has no quantile of (complex numbers; text, though some of its methods could
/// choose one; booleans between which one would lie) is an error of kind
/// [`Unsupported`](crate::ErrorKind::Unsupported).
impl AnyColumn<'_> {
    /// A quantile, as `np.quantile` makes it by its method `linear`, and of that type: [`Value::Float64`] of integers, the
    /// type itself of floats and times. NaN (NaT) if there is one; `None` of no elements.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::new(&[3, 1, 4, 1], &"|u1".parse()?)?;
    /// assert_eq!(view.any_column([])?.quantile(0.75)?, Some(Value::Float64(3.25)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the dtype has no quantiles, or `q` is not in [0, 1].
    pub fn quantile(&self, q: f64) -> Result<Option<Value>> {
        Ok(self.quantiles(&[q], QuantileMethod::Linear)?.pop().flatten())
    }

    /// A quantile of the elements that are not NaN (NaT); `None` if there are none.
    ///
    /// # Errors
    /// As [`AnyColumn::quantile`].
    pub fn nan_quantile(&self, q: f64) -> Result<Option<Value>> {
        Ok(self.nan_quantiles(&[q], QuantileMethod::Linear)?.pop().flatten())
    }

    /// Several quantiles in the same few passes, by one of NumPy's methods. Where the method chooses one of the elements,
    /// it has their type.
    ///
    /// # Errors
    /// As [`AnyColumn::quantile`].
    pub fn quantiles(&self, quantiles: &[f64], method: QuantileMethod) -> Result<Vec<Option<Value>>> {
        self.ranks(quantiles, method, Nan::Propagate)
    }

    /// The same of the elements that are not NaN (NaT).
    ///
    /// # Errors
    /// As [`AnyColumn::quantile`].
    pub fn nan_quantiles(&self, quantiles: &[f64], method: QuantileMethod) -> Result<Vec<Option<Value>>> {
        self.ranks(quantiles, method, Nan::Skip)
    }

    /// The element in the middle, or the mean of the two there, as `np.median` makes it, and of that type. `None` of no
    /// elements.
    ///
    /// # Errors
    /// If the dtype has no median: text, and datetimes, of which NumPy has quantiles only.
    pub fn median(&self) -> Result<Option<Value>> {
        self.middle(Nan::Propagate)
    }

    /// The median of the elements that are not NaN (NaT); `None` if there are none.
    ///
    /// # Errors
    /// As [`AnyColumn::median`].
    pub fn nan_median(&self) -> Result<Option<Value>> {
        self.middle(Nan::Skip)
    }

    /// The median of the distances from the median, as `scipy.stats.median_abs_deviation` makes it. `None` of no elements.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::new(&[1, 2, 3, 4, 100], &"|u1".parse()?)?;
    /// assert_eq!(view.any_column([])?.mad()?, Some(Value::Float64(1.0)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the dtype has none: only integers, booleans and floats do.
    pub fn mad(&self) -> Result<Option<Value>> {
        self.deviation(Nan::Propagate)
    }

    /// The same of the elements that are not NaN; `None` if there are none.
    ///
    /// # Errors
    /// As [`AnyColumn::mad`].
    pub fn nan_mad(&self) -> Result<Option<Value>> {
        self.deviation(Nan::Skip)
    }

    fn ranks(&self, quantiles: &[f64], method: QuantileMethod, nan: Nan) -> Result<Vec<Option<Value>>> {
        check(quantiles)?;
        let (numbers, kind) = self.numbers_of("quantiles")?;
        let outcomes = numbers.quantiles(kind, quantiles, method, nan);
        let outcomes = outcomes.map_err(|Undefined| self.undefined("quantiles"))?;
        Ok(outcomes
            .into_iter()
            .map(|outcome| outcome.map(|outcome| shown(outcome, kind, method.is_discrete())))
            .collect())
    }

    fn middle(&self, nan: Nan) -> Result<Option<Value>> {
        let (numbers, kind) = self.numbers_of("median")?;
        let median = numbers.median(kind, nan).map_err(|Undefined| self.undefined("median"))?;
        Ok(median.map(|median| shown(median, kind, false)))
    }

    fn deviation(&self, nan: Nan) -> Result<Option<Value>> {
        let what = "median absolute deviation";
        let (numbers, kind) = self.numbers_of(what)?;
        let mad = numbers.mad(kind, nan).map_err(|Undefined| self.undefined(what))?;
        Ok(mad.map(|mad| shown(mad, kind, false)))
    }
}

/// Quantiles of a field of records that are read as often as it takes: one pass for the bounds, as a rule one that
/// counts and one that selects, six that count at the worst.
pub(crate) fn of_records(
    records: &impl Records,
    dtype: &DType,
    path: impl Path + Sync,
    quantiles: &[f64],
    method: QuantileMethod,
    skip_nan: bool,
) -> Result<Vec<Option<Value>>> {
    check(quantiles)?;
    let place = path.locate(dtype)?;
    let base = place.dtype.flattened().0;
    let nothing = || undefined("quantiles", base.as_scalar()).in_field(&path.shown());
    let scalar = base.as_scalar().ok_or_else(nothing)?;
    let (class, format) =
        Class::of(scalar).filter(|&(class, _)| class != Class::Complex).ok_or_else(nothing)?;
    let nan = if skip_nan { Nan::Skip } else { Nan::Propagate };
    let keys = InRecords { records, path: &path, format: key_format(class, format) };
    let ranks = Ranks { keys: &keys, class, kind: scalar.kind() };
    let outcomes = ranks.quantiles(quantiles, method, nan)?.map_err(|Undefined| nothing())?;
    let shown = |outcome| shown(outcome, scalar.kind(), method.is_discrete());
    Ok(outcomes.into_iter().map(|outcome| outcome.map(shown)).collect())
}

fn check(quantiles: &[f64]) -> Result<()> {
    match quantiles.iter().find(|q| !(0.0..=1.0).contains(*q)) {
        Some(q) => Err(Error::mismatch(format!("expected quantiles in [0, 1], found {q}"))),
        None => Ok(()),
    }
}

/// A quantile as a value: integers keep their type only where they are elements.
fn shown(outcome: Outcome, kind: ScalarKind, is_element: bool) -> Value {
    match outcome {
        Outcome::Whole(n) if !is_element => Value::Float64(n as f64),
        // A NaN of integers there is none.
        outcome => value(outcome, kind),
    }
}
