//! Units of time: the `[25s]` of `'<M8[25s]'`.
//! Pure text and arithmetic; the calendar is elsewhere.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// One of NumPy's units of time, from coarse to fine.
///
/// ```
/// use dtype_core::TimeUnit;
///
/// assert_eq!(TimeUnit::Nanosecond.symbol(), "ns");
/// assert_eq!(TimeUnit::from_symbol("ns"), Some(TimeUnit::Nanosecond));
/// assert_eq!(TimeUnit::from_symbol("NS"), None); // case matters
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// `Y`: a calendar year.
    Year,
    /// `M`: a calendar month.
    Month,
    /// `W`: seven days.
    Week,
    /// `D`: 24 hours.
    Day,
    /// `h`: 60 minutes.
    Hour,
    /// `m`: 60 seconds.
    Minute,
    /// `s`.
    Second,
    /// `ms`: 10⁻³ s.
    Millisecond,
    /// `us`: 10⁻⁶ s.
    Microsecond,
    /// `ns`: 10⁻⁹ s.
    Nanosecond,
    /// `ps`: 10⁻¹² s.
    Picosecond,
    /// `fs`: 10⁻¹⁵ s.
    Femtosecond,
    /// `as`: 10⁻¹⁸ s.
    Attosecond,
    /// `generic`: no unit said, as in `'<M8'`.
    Generic,
}

impl TimeUnit {
    /// Every unit, from coarse to fine; the generic one last.
    const ALL: [Self; 14] = [
        Self::Year,
        Self::Month,
        Self::Week,
        Self::Day,
        Self::Hour,
        Self::Minute,
        Self::Second,
        Self::Millisecond,
        Self::Microsecond,
        Self::Nanosecond,
        Self::Picosecond,
        Self::Femtosecond,
        Self::Attosecond,
        Self::Generic,
    ];

    /// NumPy's name of the unit, as it stands in a dtype.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Year => "Y",
            Self::Month => "M",
            Self::Week => "W",
            Self::Day => "D",
            Self::Hour => "h",
            Self::Minute => "m",
            Self::Second => "s",
            Self::Millisecond => "ms",
            Self::Microsecond => "us",
            Self::Nanosecond => "ns",
            Self::Picosecond => "ps",
            Self::Femtosecond => "fs",
            Self::Attosecond => "as",
            Self::Generic => "generic",
        }
    }

    /// The unit that NumPy calls by this name. `μs`, with the Greek letter, is `us`.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        let symbol = if symbol == "\u{3bc}s" { "us" } else { symbol };
        Self::ALL.into_iter().find(|unit| unit.symbol() == symbol)
    }

    /// The units that a divisor may turn this one into, and how many of them it holds.
    /// NumPy counts 52 weeks or 365 days a year and 4 weeks or 30 days a month here.
    const fn parts(self) -> &'static [(u32, TimeUnit)] {
        match self {
            Self::Year => &[(12, Self::Month), (52, Self::Week), (365, Self::Day)],
            Self::Month => &[(4, Self::Week), (30, Self::Day), (720, Self::Hour)],
            Self::Week => &[(7, Self::Day), (168, Self::Hour), (10_080, Self::Minute)],
            Self::Day => &[(24, Self::Hour), (1440, Self::Minute), (86_400, Self::Second)],
            Self::Hour => &[(60, Self::Minute), (3600, Self::Second)],
            Self::Minute => &[(60, Self::Second), (60_000, Self::Millisecond)],
            Self::Second => &[(1000, Self::Millisecond), (1_000_000, Self::Microsecond)],
            Self::Millisecond => &[(1000, Self::Microsecond), (1_000_000, Self::Nanosecond)],
            Self::Microsecond => &[(1000, Self::Nanosecond), (1_000_000, Self::Picosecond)],
            Self::Nanosecond => &[(1000, Self::Picosecond), (1_000_000, Self::Femtosecond)],
            Self::Picosecond => &[(1000, Self::Femtosecond), (1_000_000, Self::Attosecond)],
            Self::Femtosecond => &[(1000, Self::Attosecond)],
            Self::Attosecond | Self::Generic => &[],
        }
    }

    /// The unit a thousand times as long, for those finer than a second.
    const fn thousandfold(self) -> Option<Self> {
        match self {
            Self::Millisecond => Some(Self::Second),
            Self::Microsecond => Some(Self::Millisecond),
            Self::Nanosecond => Some(Self::Microsecond),
            Self::Picosecond => Some(Self::Nanosecond),
            Self::Femtosecond => Some(Self::Picosecond),
            Self::Attosecond => Some(Self::Femtosecond),
            _ => None,
        }
    }
}

/// A unit of time and how many of it one count stands for: the `[25s]` of `'<M8[25s]'`.
///
/// Two steps are equal where their dtypes are: `[1000ms]` is `[s]`. As in NumPy, only units of a second
/// and finer are compared by their length, so `[60s]` is not `[m]` and `[7D]` is not `[W]`.
///
/// ```
/// use dtype_core::{TimeStep, TimeUnit};
///
/// let step: TimeStep = "[25s]".parse()?;
/// assert_eq!((step.multiple(), step.unit()), (25, TimeUnit::Second));
/// assert_eq!(step.to_string(), "[25s]");
/// assert_eq!("[1000ms]".parse::<TimeStep>()?, TimeStep::new(TimeUnit::Second, 1));
/// assert_eq!("[D/2]".parse::<TimeStep>()?.to_string(), "[12h]");
/// assert_eq!(TimeStep::GENERIC.to_string(), "");
/// # Ok::<(), dtype_core::TimeStepError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TimeStep {
    unit: TimeUnit,
    multiple: u32,
}

impl TimeStep {
    /// The step of `'<M8'`: no unit said.
    pub const GENERIC: Self = Self { unit: TimeUnit::Generic, multiple: 1 };

    /// The largest multiple that NumPy can store.
    pub const MAX_MULTIPLE: u32 = i32::MAX as u32;

    /// So many of the unit. The generic unit has no multiples: it stays [`GENERIC`](Self::GENERIC).
    ///
    /// # Panics
    /// If `multiple` is above [`MAX_MULTIPLE`](Self::MAX_MULTIPLE); in a `const`, the program does not compile.
    pub const fn new(unit: TimeUnit, multiple: u32) -> Self {
        assert!(
            multiple <= Self::MAX_MULTIPLE,
            "a multiple of a time unit must fit an i32, as NumPy stores it"
        );
        match unit {
            TimeUnit::Generic => Self::GENERIC,
            _ => Self { unit, multiple },
        }
    }

    /// The unit.
    pub const fn unit(self) -> TimeUnit {
        self.unit
    }

    /// How many units one count stands for.
    pub const fn multiple(self) -> u32 {
        self.multiple
    }

    /// The same length in the coarsest unit that NumPy compares it with. Zero stays as it is.
    const fn normal(self) -> (TimeUnit, u32) {
        let (mut unit, mut multiple) = (self.unit, self.multiple);
        while let Some(coarser) = unit.thousandfold() {
            if multiple == 0 || !multiple.is_multiple_of(1000) {
                break;
            }
            (unit, multiple) = (coarser, multiple / 1000);
        }
        (unit, multiple)
    }
}

impl PartialEq for TimeStep {
    fn eq(&self, other: &Self) -> bool {
        self.normal() == other.normal()
    }
}

impl Eq for TimeStep {}

impl Hash for TimeStep {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normal().hash(state);
    }
}

/// NumPy's notation, brackets included; nothing for the generic step.
impl fmt::Display for TimeStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.unit, self.multiple) {
            (TimeUnit::Generic, _) => Ok(()),
            (unit, 1) => write!(f, "[{}]", unit.symbol()),
            (unit, multiple) => write!(f, "[{multiple}{}]", unit.symbol()),
        }
    }
}

/// Reads what NumPy reads: nothing, or `[`, a count if it is not 1, a unit, `/` and a divisor if wanted, `]`.
///
/// A divisor makes a multiple of a finer unit and must leave no remainder. Where NumPy wraps around or
/// crashes (a divisor of zero, a negative one, a multiple above `i32::MAX`) this is an error.
impl FromStr for TimeStep {
    type Err = TimeStepError;

    fn from_str(text: &str) -> Result<Self, TimeStepError> {
        if text.is_empty() {
            return Ok(Self::GENERIC);
        }
        let fail = |at, problem| Err(TimeStepError { at, problem });
        let Some(inner) = text.strip_prefix('[') else { return fail(0, Problem::Open) };
        let Some(end) = inner.find(']') else { return fail(text.len(), Problem::Close) };
        if end + 2 < text.len() {
            return fail(end + 2, Problem::Trailing);
        }
        let (inner, divisor) = match inner[..end].split_once('/') {
            Some((before, after)) => (before, Some(after)),
            None => (&inner[..end], None),
        };

        let digits = number_length(inner);
        let multiple = match digits {
            0 => 1,
            _ => match number(&inner[..digits]) {
                Some(multiple) => multiple,
                None => return fail(1, Problem::Multiple),
            },
        };
        let Some(unit) = TimeUnit::from_symbol(&inner[digits..]) else {
            return fail(1 + digits, Problem::Unit);
        };
        let Some(divisor) = divisor else { return Ok(Self::new(unit, multiple)) };

        let at = inner.len() + 2;
        if unit == TimeUnit::Generic {
            return fail(at, Problem::GenericDivisor);
        }
        let divisor = match number(divisor) {
            Some(divisor) if divisor > 0 => divisor,
            _ => return fail(at, Problem::Divisor),
        };
        if divisor == 1 {
            return Ok(Self::new(unit, multiple));
        }
        let Some(&(parts, unit)) = unit.parts().iter().find(|(parts, _)| parts.is_multiple_of(divisor))
        else {
            return fail(at, Problem::Remainder(divisor));
        };
        match multiple.checked_mul(parts / divisor) {
            Some(multiple) if multiple <= Self::MAX_MULTIPLE => Ok(Self::new(unit, multiple)),
            _ => fail(at, Problem::Multiple),
        }
    }
}

/// What C's `isspace` skips.
const BLANKS: [char; 6] = [' ', '\t', '\n', '\u{b}', '\u{c}', '\r'];

/// How many bytes at the start look like a number to C's `strtol`: blanks, a sign, digits.
fn number_length(text: &str) -> usize {
    let rest = text.trim_start_matches(BLANKS);
    let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    match rest.trim_start_matches(|c: char| c.is_ascii_digit()) {
        same if same.len() == rest.len() => 0, // no digit: no number
        after => text.len() - after.len(),
    }
}

/// The number that is the whole text, if it is between 0 and `i32::MAX`.
pub(super) fn number(text: &str) -> Option<u32> {
    if number_length(text) != text.len() {
        return None;
    }
    let number: i32 = text.trim_start_matches(BLANKS).parse().ok()?;
    u32::try_from(number).ok()
}

/// Why a text is not a [`TimeStep`].
///
/// ```
/// use dtype_core::TimeStep;
///
/// let error = "[25S]".parse::<TimeStep>().unwrap_err();
/// assert_eq!(error.at(), 3);
/// assert_eq!(error.to_string(), "byte 3: expected a time unit (Y M W D h m s ms us ns ps fs as generic)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeStepError {
    at: usize,
    problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Open,
    Close,
    Trailing,
    Multiple,
    Unit,
    Divisor,
    GenericDivisor,
    Remainder(u32),
}

impl TimeStepError {
    /// Where the text is wrong, in bytes from its start (the `[`).
    pub const fn at(&self) -> usize {
        self.at
    }
}

impl fmt::Display for TimeStepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: ", self.at)?;
        match self.problem {
            Problem::Open => write!(f, "expected '[' before a time unit"),
            Problem::Close => write!(f, "expected ']' after a time unit"),
            Problem::Trailing => write!(f, "expected nothing after ']'"),
            Problem::Multiple => write!(f, "expected a multiple between 0 and {}", TimeStep::MAX_MULTIPLE),
            Problem::Unit => {
                write!(f, "expected a time unit (Y M W D h m s ms us ns ps fs as generic)")
            }
            Problem::Divisor => write!(f, "expected a divisor between 1 and {}", TimeStep::MAX_MULTIPLE),
            Problem::GenericDivisor => write!(f, "expected no divisor: the generic unit has no parts"),
            Problem::Remainder(divisor) => {
                write!(f, "expected a divisor that leaves whole parts of the unit, found {divisor}")
            }
        }
    }
}

impl std::error::Error for TimeStepError {}

#[cfg(test)]
mod tests;
