//! Quantiles of columns whose dtype is known at run time, and of files.

use super::keys::KeysOf;
use super::select::Sorted;
use super::{QuantileMethod, Ranks, complex, missing};
use crate::dtype::{DType, Path, ScalarKind};
use crate::error::{Error, Result};
use crate::lanes::order_key::{self, MISSING};
use crate::stats::any::{undefined, value};
use crate::stats::kind::{Class, Kind, Nan, Outcome};
use crate::stats::query::{Answer, Asked, NoAnswer, What};
use crate::stats::reduce::Undefined;
use crate::stats::source::Records;
use crate::stats::walk::InRecords;
use crate::view::{AnyColumn, Value};

/// Quantiles, of all elements. What NumPy has no quantile of (complex numbers; text, though some of its methods could
/// choose one; booleans between which one would lie) is an error of kind
/// [`Unsupported`](crate::ErrorKind::Unsupported).
impl AnyColumn<'_> {
    /// A quantile, as `np.quantile` makes it by its method `linear`, and of that type: [`Value::Float64`] of integers, the
    /// type itself of floats and times. NaN (NaT) if there is one; `None` of no elements. A column that lies far apart is
    /// copied by the first pass, 8 bytes an element, up to 256 MiB.
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

/// What is asked of ranks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rank<'q> {
    Quantiles(&'q [f64], QuantileMethod),
    Median,
    Mad,
}

/// Quantiles, or one median, of a field of records that are read as often as it takes: one pass for the bounds, as a rule
/// one that counts and one that selects, six that count at the worst.
pub(crate) fn of_records(
    records: &dyn Records,
    dtype: &DType,
    path: &(dyn Path + Sync),
    rank: Rank<'_>,
    skip_nan: bool,
) -> Result<Vec<Option<Value>>> {
    if let Rank::Quantiles(quantiles, _) = rank {
        check(quantiles)?;
    }
    let place = path.locate(dtype)?;
    let base = place.dtype.flattened().0;
    let nothing = || undefined(rank.noun(), base.as_scalar()).in_field(&path.shown());
    let scalar = base.as_scalar().ok_or_else(nothing)?;
    let (class, format) = Class::of(scalar).ok_or_else(nothing)?;
    let nan = if skip_nan { Nan::Skip } else { Nan::Propagate };
    let (numbers, kind) = (InRecords::new(records, path, &place, class, format), scalar.kind());
    if class == Class::Complex {
        let Rank::Median = rank else { return Err(nothing()) };
        let median = complex::median_of_numbers(&numbers, kind, nan)?;
        return Ok(vec![median.map(|median| shown(median, kind, false))]);
    }
    let ranks = Ranks { keys: &KeysOf(&numbers), class, kind };
    ranks.ask(rank, nan)?.map_err(|Undefined| nothing())
}

impl Rank<'_> {
    fn noun(self) -> &'static str {
        match self {
            Rank::Quantiles(..) => "quantiles",
            Rank::Median => "median",
            Rank::Mad => "median absolute deviation",
        }
    }
}

impl Ranks<'_> {
    fn ask(&self, rank: Rank<'_>, nan: Nan) -> Result<Result<Vec<Option<Value>>, Undefined>> {
        let kind = self.kind;
        let one = |outcome: Option<Outcome>| vec![outcome.map(|outcome| shown(outcome, kind, false))];
        Ok(match rank {
            Rank::Quantiles(quantiles, method) => {
                let shown = |outcome| shown(outcome, kind, method.is_discrete());
                let outcomes = self.quantiles(quantiles, method, nan)?;
                outcomes.map(|all| all.into_iter().map(|outcome| outcome.map(shown)).collect())
            }
            Rank::Median => self.median(nan)?.map(one),
            Rank::Mad => self.mad(nan)?.map(one),
        })
    }
}

/// A quantile or median of values that are held, none of them NaN; `nans` others were.
pub(in crate::stats) fn of_values<K: Kind>(values: &[K::Lane], nans: u64, asked: Asked<'_>) -> Answer {
    let class = K::CLASS;
    if class == Class::Complex {
        return Err(NoAnswer::Undefined);
    }
    let key = |&value: &K::Lane| match K::outcome(value) {
        Outcome::Float(x) => order_key::of_float(x),
        Outcome::Whole(n) if class == Class::Unsigned => n as u64,
        Outcome::Whole(n) => order_key::of_whole(n as i64),
        Outcome::Steps(n) => order_key::of_time(n),
        Outcome::Complex(_) => MISSING,
    };
    let mut keys: Vec<u64> = values.iter().map(key).collect();
    if nans > 0 && asked.nan == Nan::Propagate {
        // A NaN decides, whatever the others are.
        keys.clear();
    }
    keys.sort_unstable();
    let ranks = Ranks { keys: &Sorted(&keys), class, kind: asked.kind };
    let answers = match asked.what {
        What::Quantile(q, method) => ranks.ask(Rank::Quantiles(&[*q], *method), asked.nan),
        What::Median => ranks.ask(Rank::Median, asked.nan),
        _ => ranks.ask(Rank::Mad, asked.nan),
    };
    // Memory can always be read.
    let answer = answers.unwrap_or(Err(Undefined))?.pop().flatten();
    if nans > 0 && asked.nan == Nan::Propagate {
        return Ok(Some(shown(missing(class), asked.kind, false)));
    }
    Ok(answer)
}

pub(in crate::stats) fn check(quantiles: &[f64]) -> Result<()> {
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
