//! Counts of time steps as points in time, and back: the proleptic Gregorian calendar.
//! Pure arithmetic, without leap seconds or time zones. Never wraps; rounds only towards the past.

use std::fmt;

use super::datetime::{TimeStep, TimeUnit};

/// The count that NumPy keeps for "not a time".
pub(crate) const NAT: i64 = i64::MIN;

/// Attoseconds in a second.
pub(crate) const SECOND: i128 = 1_000_000_000_000_000_000;
/// Attoseconds in a day.
const DAY: i128 = 86_400 * SECOND;

const DAYS_IN_400_YEARS: i128 = 146_097;

/// 1970-01-01, counted in days from 0000-01-01.
const EPOCH: i128 = 719_528;

/// Why a time cannot be converted.
///
/// ```
/// use dtype_core::{DateTime64, Nanosecond, TimeError, Year};
///
/// let far = DateTime64::<Year>::from_count(10_000); // the year 11970
/// let error = far.to_unit::<Nanosecond, 1>().unwrap_err();
/// assert!(matches!(error, TimeError::OutOfRange { .. }));
/// assert_eq!(error.to_string(), "expected a time that 64 bits can count in steps of [ns]");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeError {
    /// The value is NaT, which has no counterpart in the target.
    NaT,
    /// The time is too far away to be counted in 64 bits.
    OutOfRange {
        /// The steps in which it was to be counted.
        step: TimeStep,
    },
    /// The time lies between two counts, and an exact one was asked for.
    Inexact {
        /// The steps in which it was to be counted.
        step: TimeStep,
    },
    /// No fixed number of one unit makes the other: a generic time against any unit,
    /// or a span of years or months against one of weeks and finer.
    Incomparable {
        /// The steps of the value.
        from: TimeStep,
        /// The steps in which it was to be counted.
        to: TimeStep,
    },
    /// The text is not a time.
    Text {
        /// Where, in bytes from the start of the text.
        at: usize,
        /// What should stand there.
        expected: &'static str,
    },
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |step: TimeStep| match step.unit() {
            TimeUnit::Generic => String::from("generic time"),
            _ => step.to_string(),
        };
        match *self {
            Self::NaT => write!(f, "expected a time, found NaT"),
            Self::OutOfRange { step } => {
                write!(f, "expected a time that 64 bits can count in steps of {}", name(step))
            }
            Self::Inexact { step } => {
                write!(f, "expected a whole number of steps of {}; to round, use `to_unit`", name(step))
            }
            Self::Incomparable { from, to } => {
                write!(f, "expected a fixed number of {} in {}, which there is not", name(to), name(from))
            }
            Self::Text { at, expected } => write!(f, "byte {at}: expected {expected}"),
        }
    }
}

impl std::error::Error for TimeError {}

/// The count of `to` steps at the same point in time, rounded towards the past, and whether that was exact.
pub(crate) fn convert_datetime(count: i64, from: TimeStep, to: TimeStep) -> Result<(i64, bool), TimeError> {
    if count == NAT || from == to {
        return Ok((count, true));
    }
    match Moment::new(count, from) {
        Some(moment) if to.unit() != TimeUnit::Generic => moment.count(to),
        _ => Err(TimeError::Incomparable { from, to }),
    }
}

/// The count of `to` steps in the same span, rounded towards minus infinity, and whether that was exact.
pub(crate) fn convert_timedelta(count: i64, from: TimeStep, to: TimeStep) -> Result<(i64, bool), TimeError> {
    if count == NAT || from == to {
        return Ok((count, true));
    }
    let units = i128::from(count) * i128::from(from.multiple());
    let units = match (length(from.unit()), length(to.unit())) {
        (Some(Length::Months(from)), Some(Length::Months(to))) => rescale(units, from, to),
        (Some(Length::Attoseconds(from)), Some(Length::Attoseconds(to))) => rescale(units, from, to),
        _ => return Err(TimeError::Incomparable { from, to }),
    };
    let (units, exact) = units.ok_or(TimeError::OutOfRange { step: to })?;
    let (count, whole) = steps(units, to)?;
    Ok((count, exact && whole))
}

/// A point in time, as far as any count of any step reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Since 1970-01-01.
    days: i128,
    /// Since midnight; fewer than a day has.
    attoseconds: i128,
}

impl Moment {
    /// The point in time after `count` steps. `None` for the generic step, which has no calendar.
    pub(crate) fn new(count: i64, step: TimeStep) -> Option<Self> {
        let units = i128::from(count) * i128::from(step.multiple());
        let from_midnight = |days| Self { days, attoseconds: 0 };
        Some(match length(step.unit())? {
            Length::Months(months) => {
                let months = units * months;
                from_midnight(days_from_civil(1970 + months.div_euclid(12), months.rem_euclid(12), 0))
            }
            Length::Attoseconds(unit) if unit >= DAY => from_midnight(units * (unit / DAY)),
            Length::Attoseconds(unit) => {
                let per_day = DAY / unit;
                Self { days: units.div_euclid(per_day), attoseconds: units.rem_euclid(per_day) * unit }
            }
        })
    }

    /// The moment at this date (month and day from 0) and attosecond of the day, which may lie outside it.
    /// `None` if there is no such date, or if it is further away than any count of any step.
    pub(crate) fn from_civil(year: i128, month: i128, day: i128, attoseconds: i128) -> Option<Self> {
        const FAR: i128 = 1 << 100; // years
        if !(-FAR..FAR).contains(&year) || !(0..12).contains(&month) {
            return None;
        }
        let month_length = days_before_month(year, month + 1) - days_before_month(year, month);
        if !(0..month_length).contains(&day) {
            return None;
        }
        let days = days_from_civil(year, month, day) + attoseconds.div_euclid(DAY);
        Some(Self { days, attoseconds: attoseconds.rem_euclid(DAY) })
    }

    /// Year, month and day; the latter two from 0.
    pub(crate) fn civil(self) -> (i128, i128, i128) {
        civil_from_days(self.days)
    }

    /// Attoseconds since midnight.
    pub(crate) fn attoseconds(self) -> i128 {
        self.attoseconds
    }

    /// The last count of `step` that is not after this moment, and whether it is this moment.
    pub(crate) fn count(self, step: TimeStep) -> Result<(i64, bool), TimeError> {
        let midnight = self.attoseconds == 0;
        let (units, exact) = match length(step.unit()) {
            None => return Err(TimeError::Incomparable { from: TimeStep::GENERIC, to: step }),
            Some(Length::Months(unit)) => {
                let (year, month, day) = self.civil();
                let months = (year - 1970) * 12 + month;
                (months.div_euclid(unit), months.rem_euclid(unit) == 0 && day == 0 && midnight)
            }
            Some(Length::Attoseconds(unit)) if unit >= DAY => {
                let unit = unit / DAY;
                (self.days.div_euclid(unit), self.days.rem_euclid(unit) == 0 && midnight)
            }
            Some(Length::Attoseconds(unit)) => {
                let before = self.days.checked_mul(DAY / unit);
                let units = before.and_then(|before| before.checked_add(self.attoseconds / unit));
                (units.ok_or(TimeError::OutOfRange { step })?, self.attoseconds % unit == 0)
            }
        };
        let (count, whole) = steps(units, step)?;
        Ok((count, exact && whole))
    }
}

/// The two kinds of unit with a length, which no fixed number connects.
enum Length {
    Months(i128),
    Attoseconds(i128),
}

fn length(unit: TimeUnit) -> Option<Length> {
    Some(match unit {
        TimeUnit::Year => Length::Months(12),
        TimeUnit::Month => Length::Months(1),
        TimeUnit::Week => Length::Attoseconds(7 * DAY),
        TimeUnit::Day => Length::Attoseconds(DAY),
        TimeUnit::Hour => Length::Attoseconds(3600 * SECOND),
        TimeUnit::Minute => Length::Attoseconds(60 * SECOND),
        TimeUnit::Second => Length::Attoseconds(SECOND),
        TimeUnit::Millisecond => Length::Attoseconds(1_000_000_000_000_000),
        TimeUnit::Microsecond => Length::Attoseconds(1_000_000_000_000),
        TimeUnit::Nanosecond => Length::Attoseconds(1_000_000_000),
        TimeUnit::Picosecond => Length::Attoseconds(1_000_000),
        TimeUnit::Femtosecond => Length::Attoseconds(1000),
        TimeUnit::Attosecond => Length::Attoseconds(1),
        TimeUnit::Generic => return None,
    })
}

/// So many units of one length, in units of another; one length divides the other.
fn rescale(units: i128, from: i128, to: i128) -> Option<(i128, bool)> {
    match from >= to {
        true => Some((units.checked_mul(from / to)?, true)),
        false => Some((units.div_euclid(to / from), units.rem_euclid(to / from) == 0)),
    }
}

/// Units as a count of steps, rounded down, and whether that was exact. A step of zero units counts nothing.
fn steps(units: i128, step: TimeStep) -> Result<(i64, bool), TimeError> {
    let multiple = i128::from(step.multiple());
    let count = units.checked_div_euclid(multiple).and_then(|count| i64::try_from(count).ok());
    match count {
        Some(count) if count != NAT => Ok((count, units.rem_euclid(multiple) == 0)),
        _ => Err(TimeError::OutOfRange { step }),
    }
}

fn is_leap(year: i128) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 0000-01-01 to the first day of a year.
fn days_before_year(year: i128) -> i128 {
    let past = year - 1;
    // The year 0 is a leap year itself: hence the 1.
    365 * year + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400) + 1
}

/// Days from the first of January to the first day of a month; 12 is the next January.
fn days_before_month(year: i128, month: i128) -> i128 {
    // Months of 30 and 31 days lie as evenly as 367 days over 12 months, but for February.
    let even = (367 * month + 5) / 12;
    match (month, is_leap(year)) {
        (0 | 1, _) => even,
        (_, true) => even - 1,
        (_, false) => even - 2,
    }
}

/// Days since 1970-01-01 on a date; month and day from 0.
fn days_from_civil(year: i128, month: i128, day: i128) -> i128 {
    days_before_year(year) + days_before_month(year, month) + day - EPOCH
}

/// The date so many days after 1970-01-01; month and day from 0.
fn civil_from_days(days: i128) -> (i128, i128, i128) {
    let days = days + EPOCH;
    let (cycle, day_of_cycle) = (days.div_euclid(DAYS_IN_400_YEARS), days.rem_euclid(DAYS_IN_400_YEARS));
    // No year has more than 366 days and no month more than 31, so each guess is right or just before.
    let mut year = day_of_cycle / 366;
    while days_before_year(year + 1) <= day_of_cycle {
        year += 1;
    }
    let day_of_year = day_of_cycle - days_before_year(year);
    let mut month = day_of_year / 31;
    while days_before_month(year, month + 1) <= day_of_year {
        month += 1;
    }
    (cycle * 400 + year, month, day_of_year - days_before_month(year, month))
}

#[cfg(test)]
mod tests;
