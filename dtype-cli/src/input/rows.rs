//! Which records are meant: `1000:2000`, as Python writes a slice.

use std::ops::Range;
use std::str::FromStr;

/// A range of records. Numbers below zero count from the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rows {
    start: Option<i64>,
    end: Option<i64>,
}

impl Rows {
    /// The records of so many that are meant. What is beyond them is cut off.
    pub(crate) fn of(self, len: usize) -> Range<usize> {
        let at = |index: Option<i64>, default: usize| match index {
            None => default,
            Some(index) if index < 0 => {
                len.saturating_sub(usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX))
            }
            Some(index) => usize::try_from(index).unwrap_or(usize::MAX).min(len),
        };
        let (start, end) = (at(self.start, 0), at(self.end, len));
        start..end.max(start)
    }
}

impl FromStr for Rows {
    type Err = String;

    fn from_str(text: &str) -> Result<Rows, String> {
        let number = |text: &str| match text.trim() {
            "" => Ok(None),
            digits => match digits.replace('_', "").parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(format!("expected a range such as 1000:2000, :50 or -100:, found '{digits}'")),
            },
        };
        match text.split_once(':') {
            Some((start, end)) => Ok(Rows { start: number(start)?, end: number(end)? }),
            None => {
                let at =
                    number(text)?.ok_or("expected a range such as 1000:2000, :50 or -100:, found nothing")?;
                // The last one is from -1 to the end, as there is no -0.
                let end = at.checked_add(1).filter(|&end| end != 0);
                Ok(Rows { start: Some(at), end })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_pythons() {
        for (text, len, rows) in [
            ("2:5", 10, 2..5),
            (":3", 10, 0..3),
            ("-3:", 10, 7..10),
            ("-3:-1", 10, 7..9),
            ("5:2", 10, 5..5),
            ("8:100", 10, 8..10),
            ("-100:2", 10, 0..2),
            (":", 10, 0..10),
            ("7", 10, 7..8),
            ("-1", 10, 9..10),
            ("20", 10, 10..10),
            ("1_000:", 2000, 1000..2000),
        ] {
            assert_eq!(text.parse::<Rows>().unwrap().of(len), rows, "{text}");
        }
        assert!(
            "a:b".parse::<Rows>().is_err() && "".parse::<Rows>().is_err() && "1:2:3".parse::<Rows>().is_err()
        );
    }
}
