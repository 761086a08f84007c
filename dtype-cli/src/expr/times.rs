//! Units of time, and what they have in common.

use dtype_core::{TimeError, TimeStep, TimeUnit};

/// Attoseconds in a second.
const SECOND: i128 = 1_000_000_000_000_000_000;

/// How long one count is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Attoseconds(i128),
    /// Months have no fixed length.
    Months(i128),
    /// No unit said.
    Generic,
}

impl Unit {
    pub(super) fn of(step: TimeStep) -> Unit {
        let length = match step.unit() {
            TimeUnit::Generic => return Unit::Generic,
            TimeUnit::Year => return Unit::Months(12 * i128::from(step.multiple())),
            TimeUnit::Month => return Unit::Months(step.multiple().into()),
            TimeUnit::Week => 604_800 * SECOND,
            TimeUnit::Day => 86_400 * SECOND,
            TimeUnit::Hour => 3600 * SECOND,
            TimeUnit::Minute => 60 * SECOND,
            TimeUnit::Second => SECOND,
            TimeUnit::Millisecond => SECOND / 1000,
            TimeUnit::Microsecond => SECOND / 1_000_000,
            TimeUnit::Nanosecond => SECOND / 1_000_000_000,
            TimeUnit::Picosecond => 1_000_000,
            TimeUnit::Femtosecond => 1000,
            TimeUnit::Attosecond => 1,
        };
        Unit::Attoseconds(length * i128::from(step.multiple()))
    }

    /// The longest unit of which both are multiples, and how many of it each is. `None` if there is none.
    pub(super) fn common(self, other: Unit) -> Option<(Unit, i128, i128)> {
        let ratio = |a: i128, b: i128| {
            let common = gcd(a, b);
            (common > 0).then(|| (common, a / common, b / common))
        };
        match (self, other) {
            (Unit::Attoseconds(a), Unit::Attoseconds(b)) => {
                ratio(a, b).map(|(common, a, b)| (Unit::Attoseconds(common), a, b))
            }
            (Unit::Months(a), Unit::Months(b)) => {
                ratio(a, b).map(|(common, a, b)| (Unit::Months(common), a, b))
            }
            (Unit::Generic, Unit::Generic) => Some((Unit::Generic, 1, 1)),
            _ => None,
        }
    }
}

/// A datetime given as text: its count, in the coarsest of the column's steps and the finer units that is exact.
pub(super) fn datetime(text: &str, step: TimeStep) -> Result<(i64, Unit), TimeError> {
    let finer = ["[D]", "[s]", "[ms]", "[us]", "[ns]", "[ps]", "[fs]", "[as]"];
    let finer = finer.iter().filter_map(|text| text.parse::<TimeStep>().ok());
    let mut range = None;
    for step in std::iter::once(step).chain(finer) {
        match step.parse_datetime(text) {
            Ok((count, true)) => return Ok((count, Unit::of(step))),
            Ok((_, false)) => {}
            Err(error @ TimeError::OutOfRange { .. }) => range = range.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    Err(range.unwrap_or(TimeError::Inexact { step }))
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> TimeStep {
        text.parse().unwrap()
    }

    #[test]
    fn common_units() {
        let unit = |text: &str| Unit::of(step(text));
        assert_eq!(unit("[s]").common(unit("[ms]")), Some((unit("[ms]"), 1000, 1)));
        assert_eq!(unit("[25s]").common(unit("[10s]")), Some((unit("[5s]"), 5, 2)));
        assert_eq!(unit("[Y]").common(unit("[M]")), Some((unit("[M]"), 12, 1)));
        assert_eq!(unit("[M]").common(unit("[D]")), None);
        assert_eq!(Unit::Generic.common(unit("[D]")), None);
    }

    #[test]
    fn all_digits_of_a_datetime_count() {
        assert_eq!(datetime("1970-01-02", step("[s]")), Ok((86_400, Unit::of(step("[s]")))));
        assert_eq!(datetime("1970-01-01T00:00:00.5", step("[s]")), Ok((500, Unit::of(step("[ms]")))));
        assert_eq!(datetime("NaT", step("[s]")).unwrap().0, i64::MIN);
        assert!(datetime("tomorrow", step("[s]")).is_err());
    }
}
