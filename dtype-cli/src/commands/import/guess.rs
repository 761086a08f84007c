//! What type holds all values of a column, seen one after the other as text.

use dtype_core::{DType, Error, TimeStep};

/// From the coarsest on.
const UNITS: [&str; 5] = ["[D]", "[s]", "[ms]", "[us]", "[ns]"];

/// Integers up to this are doubles without loss.
const EXACT: i128 = 1 << 53;

/// What the values so far could all be.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    any: bool,
    /// Whether a value is missing.
    empty: bool,
    bools: bool,
    ints: bool,
    floats: bool,
    times: bool,
    least: i128,
    most: i128,
    /// Which of [`UNITS`] is fine enough.
    unit: usize,
    bytes: usize,
    letters: usize,
}

impl Guess {
    pub(super) fn new() -> Guess {
        let (any, empty) = (false, false);
        let (bools, ints, floats, times) = (true, true, true, true);
        Guess { any, empty, bools, ints, floats, times, least: 0, most: 0, unit: 0, bytes: 1, letters: 1 }
    }

    /// Whether nothing but missing values has been seen.
    pub(super) fn is_new(&self) -> bool {
        !self.any
    }

    /// One more value. What stood in quotes is no number or bool.
    pub(super) fn add(&mut self, text: &str, quoted: bool) {
        let special = matches!(text, "NaN" | "nan" | "inf" | "-inf" | "Infinity" | "-Infinity");
        if text.is_empty() {
            self.empty = true;
            return;
        }
        self.any = true;
        self.bytes = self.bytes.max(text.len());
        self.letters = self.letters.max(text.chars().count());
        self.bools &= !quoted && matches!(text, "true" | "false" | "True" | "False");
        // Digits behind a zero are a code, not a number.
        let digits = text.strip_prefix('-').unwrap_or(text);
        let coded = digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
        let plain = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        match text.parse::<i128>().ok().filter(|_| !quoted && plain && !coded) {
            Some(value) => (self.least, self.most) = (self.least.min(value), self.most.max(value)),
            None => self.ints = false,
        }
        self.floats &= special || !quoted && plain && !coded && text.parse::<f64>().is_ok();
        self.times = self.times && self.is_time(text);
    }

    /// Whether it is a date, with or without a time; the unit gets as fine as it needs.
    fn is_time(&mut self, text: &str) -> bool {
        if text == "NaT" {
            return true;
        }
        let is_date = text.len() >= 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        let fits = |unit: &str| {
            let step = unit.parse::<TimeStep>();
            step.is_ok_and(|step| matches!(step.parse_datetime(text), Ok((_, true))))
        };
        match UNITS.iter().position(|unit| fits(unit)).filter(|_| is_date) {
            Some(unit) => {
                self.unit = self.unit.max(unit);
                true
            }
            None => false,
        }
    }

    /// What both could be.
    pub(super) fn merge(&mut self, other: &Guess) {
        self.any |= other.any;
        self.empty |= other.empty;
        self.bools &= other.bools;
        self.ints &= other.ints;
        self.floats &= other.floats;
        self.times &= other.times;
        (self.least, self.most) = (self.least.min(other.least), self.most.max(other.most));
        self.unit = self.unit.max(other.unit);
        (self.bytes, self.letters) = (self.bytes.max(other.bytes), self.letters.max(other.letters));
    }

    /// The type. Missing numbers are NaN, missing times NaT, and missing text is empty.
    pub(super) fn dtype(&self) -> Result<DType, Error> {
        let (least, most) = (self.least, self.most);
        let exact = least >= -EXACT && most <= EXACT;
        let text = match self {
            Guess { any: false, .. } => "<f8".to_owned(),
            Guess { bools: true, empty: false, .. } => "?".to_owned(),
            Guess { ints: true, empty: false, .. }
                if i64::try_from(least).is_ok() && i64::try_from(most).is_ok() =>
            {
                "<i8".to_owned()
            }
            Guess { ints: true, empty: false, .. } if least >= 0 && u64::try_from(most).is_ok() => {
                "<u8".to_owned()
            }
            // Large integers would lose digits.
            Guess { floats: true, .. } if exact || !self.ints => "<f8".to_owned(),
            Guess { times: true, .. } => format!("<M8{}", UNITS[self.unit]),
            Guess { bytes, letters, .. } if bytes == letters => format!("S{bytes}"),
            Guess { letters, .. } => format!("<U{letters}"),
        };
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_columns() {
        for (values, dtype) in [
            (&["1", "-2"][..], "'<i8'"),
            (&["18446744073709551615"], "'<u8'"),
            (&["18446744073709551616"], "'|S20'"),
            (&["1", ""], "'<f8'"),
            (&["1", "2.5", "NaN", "1e300"], "'<f8'"),
            (&["true", "False"], "'|b1'"),
            (&["true", ""], "'|S4'"),
            (&["007", "008"], "'|S3'"),
            (&["2024-03-01", "NaT"], "'<M8[D]'"),
            (&["2024-03-01", "2024-03-01T14:30:00.5"], "'<M8[ms]'"),
            (&["2024", "2025"], "'<i8'"),
            (&["inf", "nano"], "'|S4'"),
            (&["größe", "x"], "'<U5'"),
            (&["", ""], "'<f8'"),
        ] {
            let mut guess = Guess::new();
            values.iter().for_each(|text| guess.add(text, false));
            assert_eq!(guess.dtype().unwrap().to_string(), dtype, "{values:?}");
        }
        let mut quoted = Guess::new();
        quoted.add("12", true);
        assert_eq!(quoted.dtype().unwrap().to_string(), "'|S2'");
    }
}
