//! Times in other units: a factor where there is one, the calendar where there is none.

use super::{Way, number};
use crate::dtype::calendar::{NAT, SECOND, convert_datetime};
use crate::dtype::{ScalarKind, TimeError, TimeStep, TimeUnit};

/// How counts of one step become counts of another, rounded towards the past.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rescale {
    /// So many units of the target in one of the source.
    Multiply(i64, TimeStep),
    /// So many units of the source in one of the target.
    Divide(i64, TimeStep),
    /// Attoseconds of both.
    Ratio(i128, i128, TimeStep),
    Calendar(TimeStep, TimeStep),
    /// Of a generic point in time to years or months, which only NaT can be.
    Nowhere,
}

impl Rescale {
    /// Of points in time. A generic one takes the unit it is given; one with a unit does not lose it.
    pub(super) fn datetimes(from: TimeStep, to: TimeStep) -> Option<Way> {
        let calendar = |step: TimeStep| step.unit() <= TimeUnit::Month;
        match (from.unit(), to.unit()) {
            (TimeUnit::Generic, _) if calendar(to) => Some(Way::Times(Rescale::Nowhere)),
            (_, TimeUnit::Generic) => Rescale::spans(from, to),
            _ if calendar(from) || calendar(to) => Some(Way::Times(Rescale::Calendar(from, to))),
            _ => Rescale::spans(from, to),
        }
    }

    /// Of spans of time, where a year has 365.2425 days and a month a twelfth of them, as in NumPy.
    pub(super) fn spans(from: TimeStep, to: TimeStep) -> Option<Way> {
        match (length(from), length(to)) {
            // What has no unit is a number.
            (None, _) => number::kernel(ScalarKind::Int64, ScalarKind::Int64).map(Way::Numbers),
            (_, None) => None,
            (Some(a), Some(b)) => {
                let divisor = gcd(a, b).max(1);
                let (a, b) = (a / divisor, b / divisor);
                Some(Way::Times(match (i64::try_from(a), i64::try_from(b)) {
                    (Ok(factor), Ok(1)) => Rescale::Multiply(factor, to),
                    (Ok(1), Ok(factor)) if factor > 0 => Rescale::Divide(factor, to),
                    _ => Rescale::Ratio(a, b, to),
                }))
            }
        }
    }

    /// The count in the target's steps. NaT stays; if it must be exact, so must it be.
    #[inline]
    pub(super) fn count(self, count: i64, exact: bool) -> Result<i64, String> {
        if count == NAT {
            return Ok(NAT);
        }
        let (to, result) = match self {
            Rescale::Multiply(factor, to) => (to, count.checked_mul(factor).map(|count| (count, true))),
            Rescale::Divide(factor, to) => {
                (to, Some((count.div_euclid(factor), count.rem_euclid(factor) == 0)))
            }
            Rescale::Ratio(a, b, to) => {
                let product = i128::from(count).checked_mul(a);
                let ratio = product.and_then(|product| {
                    let rest = product.checked_rem_euclid(b)?;
                    Some((i64::try_from(product.div_euclid(b)).ok()?, rest == 0))
                });
                (to, ratio)
            }
            Rescale::Calendar(from, to) => (to, convert_datetime(count, from, to).ok()),
            Rescale::Nowhere => {
                return Err("expected a datetime with a unit, or NaT, found a generic one".to_owned());
            }
        };
        match result {
            Some((NAT, _)) | None => Err(TimeError::OutOfRange { step: to }.to_string()),
            Some((_, false)) if exact => Err(format!("expected a whole number of steps of {to}")),
            Some((count, _)) => Ok(count),
        }
    }
}

/// Attoseconds in a step. `None` for the generic one.
fn length(step: TimeStep) -> Option<i128> {
    let unit = match step.unit() {
        TimeUnit::Year => 31_556_952 * SECOND,
        TimeUnit::Month => 2_629_746 * SECOND,
        TimeUnit::Week => 604_800 * SECOND,
        TimeUnit::Day => 86_400 * SECOND,
        TimeUnit::Hour => 3600 * SECOND,
        TimeUnit::Minute => 60 * SECOND,
        TimeUnit::Second => SECOND,
        TimeUnit::Millisecond => SECOND / 1000,
        TimeUnit::Microsecond => 1_000_000_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
        TimeUnit::Picosecond => 1_000_000,
        TimeUnit::Femtosecond => 1000,
        TimeUnit::Attosecond => 1,
        TimeUnit::Generic => return None,
    };
    Some(unit * i128::from(step.multiple()))
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
