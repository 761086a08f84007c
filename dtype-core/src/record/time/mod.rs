//! Datetimes and timedeltas as field types: 64-bit counts whose unit is part of the type.

mod datetime;
mod timedelta;
mod unit;

pub use datetime::DateTime64;
pub use timedelta::TimeDelta64;
pub use unit::{
    Attosecond, Day, Femtosecond, GenericUnit, Hour, Microsecond, Millisecond, Minute, Month, Nanosecond,
    Picosecond, Second, Unit, Week, Year,
};

/// What both types have in common: a count behind a unit, ordered with NaT last, with a text.
macro_rules! count_traits {
    ($name:ident, $format:path, $parse:path) => {
        /// A count of zero, as `np.zeros` makes it.
        impl<U: Unit, const MULTIPLE: u32> Default for $name<U, MULTIPLE> {
            fn default() -> Self {
                Self::from_count(0)
            }
        }

        /// By time, NaT last, as NumPy sorts.
        impl<U: Unit, const MULTIPLE: u32> Ord for $name<U, MULTIPLE> {
            fn cmp(&self, other: &Self) -> Ordering {
                (self.is_nat(), self.count()).cmp(&(other.is_nat(), other.count()))
            }
        }

        impl<U: Unit, const MULTIPLE: u32> PartialOrd for $name<U, MULTIPLE> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        /// As NumPy's `str`.
        impl<U: Unit, const MULTIPLE: u32> fmt::Display for $name<U, MULTIPLE> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&$format(self.count(), Self::STEP))
            }
        }

        /// As `Display`.
        impl<U: Unit, const MULTIPLE: u32> fmt::Debug for $name<U, MULTIPLE> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl<U: Unit, const MULTIPLE: u32> FromStr for $name<U, MULTIPLE> {
            type Err = TimeError;

            fn from_str(text: &str) -> Result<Self, TimeError> {
                $parse(text, Self::STEP).map(Self::from_count)
            }
        }
    };
}

use count_traits;
