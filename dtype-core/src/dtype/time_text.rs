//! Times as text, and back: ISO 8601 as NumPy writes it, and `5 days` for spans.
//! Pure functions on counts; the calendar does the arithmetic.

use super::calendar::{Moment, NAT, SECOND, TimeError};
use super::datetime::{TimeStep, TimeUnit};

/// Times of a step known at run time, from text.
impl TimeStep {
    /// The count of a datetime given as ISO 8601 text, and whether it is exact: what is finer than the step is cut off
    /// towards the past. Reads what NumPy reads, and offsets from UTC; `NaT` in any case.
    ///
    /// ```
    /// use dtype_core::TimeStep;
    ///
    /// let seconds: TimeStep = "[s]".parse()?;
    /// assert_eq!(seconds.parse_datetime("1970-01-01T00:01"), Ok((60, true)));
    /// assert_eq!(seconds.parse_datetime("1970-01-01T00:00:01.5"), Ok((1, false)));
    /// assert!(seconds.parse_datetime("yesterday").is_err());
    /// # Ok::<(), dtype_core::TimeStepError>(())
    /// ```
    ///
    /// # Errors
    /// [`TimeError::Text`] with the byte that is wrong, [`TimeError::OutOfRange`] if 64 bits can't count it.
    pub fn parse_datetime(self, text: &str) -> Result<(i64, bool), TimeError> {
        read_datetime(text, self)
    }

    /// The count of a span given as text: a plain number is a count; a number with the step's unit, as NumPy prints it
    /// (`"5 days"`), a number of units. `NaT` in any case.
    ///
    /// ```
    /// use dtype_core::TimeStep;
    ///
    /// let step: TimeStep = "[25s]".parse()?;
    /// assert_eq!(step.parse_timedelta("50 seconds"), Ok(2));
    /// # Ok::<(), dtype_core::TimeStepError>(())
    /// ```
    ///
    /// # Errors
    /// [`TimeError::Text`], [`TimeError::OutOfRange`]; [`TimeError::Inexact`] if it lies between two counts.
    pub fn parse_timedelta(self, text: &str) -> Result<i64, TimeError> {
        parse_timedelta(text, self)
    }
}

/// The datetime as NumPy's `str` shows it: `2020-01-01T00:00:00.000000000`, as fine as the unit is, or `NaT`.
///
/// NumPy has no text for a generic datetime; here it reads like the span since the epoch.
pub(crate) fn format_datetime(count: i64, step: TimeStep) -> String {
    if count == NAT {
        return String::from("NaT");
    }
    let Some(moment) = Moment::new(count, step) else { return format_timedelta(count, step) };
    let (year, month, day) = moment.civil();
    let mut text = format!("{year:04}");
    if step.unit() > TimeUnit::Year {
        text += &format!("-{:02}", month + 1);
    }
    if step.unit() > TimeUnit::Month {
        text += &format!("-{:02}", day + 1);
    }
    let (seconds, fraction) = (moment.attoseconds() / SECOND, moment.attoseconds() % SECOND);
    if step.unit() > TimeUnit::Day {
        text += &format!("T{:02}", seconds / 3600);
    }
    if step.unit() > TimeUnit::Hour {
        text += &format!(":{:02}", seconds / 60 % 60);
    }
    if step.unit() > TimeUnit::Minute {
        text += &format!(":{:02}", seconds % 60);
    }
    if step.unit() > TimeUnit::Second {
        text += &format!(".{fraction:018}")[..=digits(step.unit())];
    }
    text
}

/// The span as NumPy's `str` shows it, in units: `5 days`, `25 seconds` for one count of `[25s]`, or `NaT`.
pub(crate) fn format_timedelta(count: i64, step: TimeStep) -> String {
    match count {
        NAT => String::from("NaT"),
        _ => format!("{} {}", i128::from(count) * i128::from(step.multiple()), plural(step.unit())),
    }
}

/// The count of a datetime given as text; what is finer than the step is cut off towards the past.
///
/// Reads `Y`, `Y-MM`, `Y-MM-DD`, and after it `T` or a blank with `hh`, `hh:mm`, `hh:mm:ss` or `hh:mm:ss.f`
/// of up to 18 digits, then `Z` or an offset from UTC (`+hh`, `+hhmm`, `+hh:mm`). The year has a sign or none
/// and any number of digits. `NaT` in any case.
pub(crate) fn parse_datetime(text: &str, step: TimeStep) -> Result<i64, TimeError> {
    Ok(read_datetime(text, step)?.0)
}

/// The same, and whether nothing was cut off.
pub(crate) fn read_datetime(text: &str, step: TimeStep) -> Result<(i64, bool), TimeError> {
    if text.eq_ignore_ascii_case("nat") {
        return Ok((NAT, true));
    }
    if step.unit() == TimeUnit::Generic {
        return Err(TimeError::Text { at: 0, expected: "'NaT', as a generic datetime has no calendar" });
    }
    let (moment, at) = Cursor { text: text.as_bytes(), at: 0 }.moment()?;
    if at < text.len() {
        return Err(TimeError::Text { at, expected: "the end of the datetime" });
    }
    moment.count(step)
}

/// The count of a span given as text: a plain number is a count, as in NumPy; a number with the step's own
/// unit, as NumPy prints it, is a number of units. `NaT` in any case.
pub(crate) fn parse_timedelta(text: &str, step: TimeStep) -> Result<i64, TimeError> {
    if text.eq_ignore_ascii_case("nat") {
        return Ok(NAT);
    }
    let (number, unit) = text.split_at(text.find(' ').unwrap_or(text.len()));
    let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(TimeError::Text { at: 0, expected: "a whole number or 'NaT'" });
    }
    let number: i128 = number.parse().map_err(|_| TimeError::OutOfRange { step })?;
    let multiple = match unit.strip_prefix(' ') {
        None => 1,
        Some(unit) if unit == plural(step.unit()) => i128::from(step.multiple()),
        Some(_) => {
            return Err(TimeError::Text { at: 1 + text.len() - unit.len(), expected: plural(step.unit()) });
        }
    };
    match number.checked_rem(multiple) {
        Some(0) => {}
        _ => return Err(TimeError::Inexact { step }),
    }
    match i64::try_from(number / multiple) {
        Ok(count) if count != NAT => Ok(count),
        _ => Err(TimeError::OutOfRange { step }),
    }
}

/// Decimal places of a unit finer than a second.
fn digits(unit: TimeUnit) -> usize {
    match unit {
        TimeUnit::Millisecond => 3,
        TimeUnit::Microsecond => 6,
        TimeUnit::Nanosecond => 9,
        TimeUnit::Picosecond => 12,
        TimeUnit::Femtosecond => 15,
        _ => 18,
    }
}

/// NumPy's words for spans of a unit.
fn plural(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Year => "years",
        TimeUnit::Month => "months",
        TimeUnit::Week => "weeks",
        TimeUnit::Day => "days",
        TimeUnit::Hour => "hours",
        TimeUnit::Minute => "minutes",
        TimeUnit::Second => "seconds",
        TimeUnit::Millisecond => "milliseconds",
        TimeUnit::Microsecond => "microseconds",
        TimeUnit::Nanosecond => "nanoseconds",
        TimeUnit::Picosecond => "picoseconds",
        TimeUnit::Femtosecond => "femtoseconds",
        TimeUnit::Attosecond => "attoseconds",
        TimeUnit::Generic => "generic time units",
    }
}

/// A datetime's text, and how much of it is read.
struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    /// Reads as much of a datetime as there is; returns it and where it ends.
    fn moment(mut self) -> Result<(Moment, usize), TimeError> {
        let year = self.year()?;
        let (mut month, mut day, mut seconds, mut fraction) = (1, 1, 0, 0);
        let mut day_at = 0;
        if self.eat(b'-') {
            month = self.pair(1..=12, "a month, 01 to 12")?;
            day_at = self.at + 1;
            if self.eat(b'-') {
                day = self.pair(1..=31, "a day, 01 to 31")?;
                if self.eat(b'T') || self.eat(b' ') {
                    (seconds, fraction) = self.time_of_day()?;
                    seconds -= self.ahead_of_utc()?;
                }
            }
        }
        match Moment::from_civil(year, month - 1, day - 1, seconds * SECOND + fraction) {
            Some(moment) => Ok((moment, self.at)),
            None if day > 1 => Err(TimeError::Text { at: day_at, expected: "a day that the month has" }),
            None => Err(TimeError::Text { at: 0, expected: "a year within reach" }),
        }
    }

    /// A sign or none, and at least one digit.
    fn year(&mut self) -> Result<i128, TimeError> {
        let negative = self.eat(b'-');
        if !negative {
            self.eat(b'+');
        }
        let start = self.at;
        let mut year = 0i128;
        while let Some(digit) = self.digit() {
            // Saturated, it is out of every calendar's reach.
            year = year.saturating_mul(10).saturating_add(digit);
        }
        match self.at > start {
            true => Ok(if negative { -year } else { year }),
            false => Err(self.expected("a year, or 'NaT'")),
        }
    }

    /// Seconds and the attoseconds of their fraction.
    fn time_of_day(&mut self) -> Result<(i128, i128), TimeError> {
        let mut seconds = 3600 * self.pair(0..=23, "an hour, 00 to 23")?;
        let mut fraction = 0;
        if self.eat(b':') {
            seconds += 60 * self.pair(0..=59, "a minute, 00 to 59")?;
            if self.eat(b':') {
                seconds += self.pair(0..=59, "a second, 00 to 59")?;
                if self.eat(b'.') {
                    let mut unit = SECOND;
                    while unit > 1 {
                        let Some(digit) = self.digit() else { break };
                        unit /= 10;
                        fraction += digit * unit;
                    }
                }
            }
        }
        Ok((seconds, fraction))
    }

    /// The seconds by which the clock was ahead of UTC; none if nothing is said.
    fn ahead_of_utc(&mut self) -> Result<i128, TimeError> {
        if self.eat(b'Z') {
            return Ok(0);
        }
        let sign = match (self.eat(b'+'), self.eat(b'-')) {
            (true, _) => 1,
            (_, true) => -1,
            _ => return Ok(0),
        };
        let mut seconds = 3600 * self.pair(0..=23, "hours ahead of UTC, 00 to 23")?;
        if self.eat(b':') || self.at < self.text.len() {
            seconds += 60 * self.pair(0..=59, "minutes ahead of UTC, 00 to 59")?;
        }
        Ok(sign * seconds)
    }

    /// Exactly two digits that make a number in this range.
    fn pair(
        &mut self,
        range: std::ops::RangeInclusive<i128>,
        expected: &'static str,
    ) -> Result<i128, TimeError> {
        let error = self.expected(expected);
        match (self.digit(), self.digit()) {
            (Some(tens), Some(ones)) if range.contains(&(10 * tens + ones)) => Ok(10 * tens + ones),
            _ => Err(error),
        }
    }

    fn digit(&mut self) -> Option<i128> {
        let byte = self.text.get(self.at).filter(|byte| byte.is_ascii_digit())?;
        self.at += 1;
        Some(i128::from(byte - b'0'))
    }

    fn eat(&mut self, byte: u8) -> bool {
        let here = self.text.get(self.at) == Some(&byte);
        self.at += usize::from(here);
        here
    }

    fn expected(&self, expected: &'static str) -> TimeError {
        TimeError::Text { at: self.at, expected }
    }
}

#[cfg(test)]
mod tests;
