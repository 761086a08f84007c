//! Which states a statistic of a kind of numbers is made of, and how: said once, for those who make room for the states
//! and for those who read the result.

use super::folds::{Ends, Values, Weighted};
use super::stat::What;
use crate::dtype::ScalarKind;
use crate::error::{Error, Result};
use crate::stats::any::{aggregate, value};
use crate::stats::engine::{Fold, Part};
use crate::stats::exact::ExactSum;
use crate::stats::extrema::{Extrema, First};
use crate::stats::kind::{
    Complex, DateTimes, Floats, Kind, Nan, Narrow, Outcome, Signed, Spread, Summed, TimeDeltas, Unsigned, var,
};
use crate::stats::lane::Lane;
use crate::stats::more::apart;
use crate::stats::nonzero::ZerosOf;
use crate::stats::product::{Scaled, Turned, WholeProduct};
use crate::stats::quantile;
use crate::stats::reduce::Undefined;
use crate::stats::shape::{Powers, PowersOf};
use crate::view::Value;

/// One question.
#[derive(Clone, Copy)]
pub(in crate::stats) struct Asked<'w> {
    pub(in crate::stats) what: &'w What,
    pub(in crate::stats) nan: Nan,
    /// What the elements are.
    pub(in crate::stats) kind: ScalarKind,
}

/// Why there is no answer.
#[derive(Debug)]
pub(in crate::stats) enum NoAnswer {
    /// The dtype has no such statistic.
    Undefined,
    /// It has, but this one does not fit.
    TooLarge,
}

impl From<Undefined> for NoAnswer {
    fn from(_: Undefined) -> NoAnswer {
        NoAnswer::Undefined
    }
}

/// What comes of a state.
pub(in crate::stats) type Answer = Result<Option<Value>, NoAnswer>;

/// What is done with the states of a statistic.
pub(in crate::stats) trait With<L: Lane> {
    type Out;

    /// The states are of type `F`, and `finish` makes the statistic of one.
    fn states<F: Fold<L>>(self, finish: impl FnOnce(Part<L, F>) -> Answer) -> Result<Self::Out, NoAnswer>;
}

/// Numbers of a kind that can be asked.
pub(in crate::stats) trait Asks: Kind {
    fn ask<W: With<Self::Lane>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer>;
}

/// What all numbers have.
fn ordered<K: Kind, W: With<K::Lane>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
    let Asked { what, nan, kind } = asked;
    let shown = move |one: Option<K::Lane>| Ok(one.map(|one| value(K::outcome(one), kind)));
    let nonzero = |part: &Part<K::Lane, ZerosOf<K>>| part.count.saturating_sub(part.fold.zeros);
    let position = |at: Option<u64>| Ok(at.map(Value::UInt));
    match what {
        What::Count => with.states::<()>(|part| Ok(Some(Value::UInt(part.count)))),
        What::NanCount => with.states::<()>(|part| Ok(Some(Value::UInt(part.nans)))),
        What::Min => with.states::<Extrema<_>>(|part| shown(part.min(nan))),
        What::Max => with.states::<Extrema<_>>(|part| shown(part.max(nan))),
        What::Ptp if kind != ScalarKind::Bool => with.states::<Extrema<_>>(|part| {
            let extremes = part.min(nan).zip(part.max(nan));
            Ok(extremes.map(|(min, max)| apart((K::outcome(min), K::outcome(max)), kind)))
        }),
        What::ArgMin => with.states::<First<_, false>>(|part| position(part.position(nan))),
        What::ArgMax => with.states::<First<_, true>>(|part| position(part.position(nan))),
        What::CountNonzero => with.states::<ZerosOf<K>>(|part| Ok(Some(Value::UInt(nonzero(&part))))),
        What::Any => with.states::<ZerosOf<K>>(|part| Ok(Some(Value::Bool(nonzero(&part) > 0)))),
        What::All => with.states::<ZerosOf<K>>(|part| Ok(Some(Value::Bool(part.fold.zeros == 0)))),
        What::First | What::Last => with.states::<Ends<_>>(|part| {
            let ends = if nan == Nan::Skip { part.fold.kept } else { part.fold.all };
            shown(ends.map(|(first, last)| if *what == What::First { first } else { last }))
        }),
        What::Quantile(..) | What::Median | What::Mad => {
            with.states::<Values<_>>(|part| quantile::of_values::<K>(&part.fold.0, part.nans, asked))
        }
        _ => Err(NoAnswer::Undefined),
    }
}

/// What numbers with a sum have too.
fn summed<K: Summed, W: With<K::Lane>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
    // NumPy does not skip NaT in sums and means.
    let nan = if matches!(asked.kind, ScalarKind::TimeDelta64(_)) { Nan::Propagate } else { asked.nan };
    let shown = |outcome: Outcome| aggregate(outcome, asked.kind);
    match asked.what {
        What::Sum => with.states::<K::Sum>(|part| Ok(Some(shown(K::total(&part, nan))))),
        What::Mean => with.states::<K::Sum>(|part| Ok(K::mean(&part, nan).map(shown))),
        _ => ordered::<K, W>(asked, with),
    }
}

/// What numbers with a variance have too.
fn spread<K: Spread, W: With<K::Lane>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
    let nan = asked.nan;
    match *asked.what {
        What::Var(ddof) => {
            with.states::<K::Moments>(|part| Ok(var::<K>(&part, nan, ddof).map(Value::Float64)))
        }
        What::Std(ddof) => with
            .states::<K::Moments>(|part| Ok(var::<K>(&part, nan, ddof).map(f64::sqrt).map(Value::Float64))),
        _ => summed::<K, W>(asked, with),
    }
}

/// What real numbers have too.
fn shaped<K: Spread, W: With<K::Lane>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer>
where
    PowersOf<K>: Fold<K::Lane>,
{
    let nan = asked.nan;
    let shape = move |part: Part<K::Lane, PowersOf<K>>| {
        let is_nan = nan == Nan::Propagate && part.nans > 0;
        let some = (part.count > 0 && (is_nan || part.kept() > 0)).then_some(part.fold.powers);
        (is_nan, some)
    };
    let skew = matches!(asked.what, What::Skew);
    match asked.what {
        What::Skew | What::Kurtosis => with.states::<PowersOf<K>>(|part| {
            let (is_nan, powers) = shape(part);
            let of = |powers| match (is_nan, skew) {
                (true, _) => f64::NAN,
                (false, true) => Powers::skew(&powers),
                (false, false) => Powers::kurtosis(&powers),
            };
            Ok(powers.map(of).map(Value::Float64))
        }),
        _ => spread::<K, W>(asked, with),
    }
}

/// What integers have too.
fn whole<K: Spread, W: With<K::Lane>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer>
where
    PowersOf<K>: Fold<K::Lane>,
{
    match asked.what {
        // Every sum is exact.
        What::SumExact => summed::<K, W>(Asked { what: &What::Sum, ..asked }, with),
        What::Product => with.states::<WholeProduct<K>>(|part| {
            let product = part.fold.value().ok_or(NoAnswer::TooLarge)?;
            Ok(Some(Value::Int128(product)))
        }),
        _ => shaped::<K, W>(asked, with),
    }
}

impl Asks for Floats {
    fn ask<W: With<f64>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
        let nan = asked.nan;
        let shown = |nans: u64, x: f64| {
            let x = if nan == Nan::Propagate && nans > 0 { f64::NAN } else { x };
            Ok(Some(Value::Float64(x)))
        };
        match asked.what {
            What::SumExact => with.states::<ExactSum>(|part| shown(part.nans, part.fold.value())),
            What::Product => with.states::<Scaled>(|part| shown(part.nans, part.fold.value())),
            _ => shaped::<Floats, W>(asked, with),
        }
    }
}

impl Asks for Complex {
    fn ask<W: With<[f64; 2]>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
        let nan = asked.nan;
        match asked.what {
            What::Product => with.states::<Turned>(|part| {
                let is_nan = nan == Nan::Propagate && part.nans > 0;
                let [re, im] = if is_nan { [f64::NAN; 2] } else { part.fold.value() };
                Ok(Some(Value::Complex128(re, im)))
            }),
            // Which of those with NaN it is makes a difference.
            What::Median => with.states::<Values<_, true>>(|part| {
                let median = quantile::complex_median(part.fold.0, asked.kind, nan);
                Ok(median.map(|median| value(median, asked.kind)))
            }),
            What::Quantile(..) | What::Mad => Err(NoAnswer::Undefined),
            // The column is of pairs of a real number and its weight.
            What::WeightedMean(_) => with.states::<Weighted>(|part| {
                let is_nan = nan == Nan::Propagate && part.nans > 0;
                let mean = if part.kept() > 0 || is_nan { part.fold.mean() } else { None };
                Ok(if is_nan { Some(f64::NAN) } else { mean }.map(Value::Float64))
            }),
            _ => spread::<Complex, W>(asked, with),
        }
    }
}

impl Asks for Narrow {
    fn ask<W: With<f64>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
        whole::<Narrow, W>(asked, with)
    }
}

impl Asks for Signed {
    fn ask<W: With<i64>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
        whole::<Signed, W>(asked, with)
    }
}

impl Asks for Unsigned {
    fn ask<W: With<i64>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
        whole::<Unsigned, W>(asked, with)
    }
}

impl Asks for TimeDeltas {
    fn ask<W: With<i64>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
        match asked.what {
            What::SumExact => {
                // As `AnyColumn::sum_exact`: NaT is never skipped in sums.
                summed::<TimeDeltas, W>(Asked { what: &What::Sum, ..asked }, with)
            }
            _ => summed::<TimeDeltas, W>(asked, with),
        }
    }
}

impl Asks for DateTimes {
    fn ask<W: With<i64>>(asked: Asked<'_>, with: W) -> Result<W::Out, NoAnswer> {
        ordered::<DateTimes, W>(asked, with)
    }
}

impl NoAnswer {
    /// The error about a column.
    pub(in crate::stats) fn error(&self, asked: Asked<'_>, column: &str, dtype: &str) -> Error {
        let error = match self {
            NoAnswer::TooLarge => {
                Error::unsupported("product of integers that takes more than 128 bits; make floats of them")
            }
            NoAnswer::Undefined => {
                Error::unsupported(format!("{} of dtype '{dtype}', which has none", asked.what.noun()))
            }
        };
        if column.is_empty() { error } else { error.in_field(column) }
    }
}
