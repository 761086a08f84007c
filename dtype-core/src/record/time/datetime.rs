//! `DateTime64`: a point in time, NumPy's `M8`.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use super::count_traits;
use super::timedelta::TimeDelta64;
use super::unit::Unit;
use crate::dtype::calendar::{NAT, TimeError, convert_datetime};
use crate::dtype::time_text::{format_datetime, parse_datetime};
use crate::dtype::{TimeStep, TimeUnit};

/// A point in time as NumPy's `datetime64` stores it: a signed count of steps of `MULTIPLE` units since
/// 1970-01-01T00:00 UTC, without leap seconds; or NaT, "not a time".
///
/// `DateTime64<Nanosecond>` is `M8[ns]`; `DateTime64<Second, 25>` is `M8[25s]`. The size is 8 bytes.
///
/// NaT equals itself here and sorts last, so that datetimes can be sorted and be keys of maps; NumPy
/// sorts it last too, but compares it unequal to everything.
///
/// Text is NumPy's: ISO 8601 as fine as the unit, read in any precision. What is finer than a step is cut
/// off towards the past. `Z` or an offset from UTC may follow the time. A bare number is a year.
///
/// ```
/// use dtype_core::{DateTime64, Day, Nanosecond};
///
/// let t: DateTime64<Nanosecond> = "2020-01-01T12:30".parse()?;
/// assert_eq!(t.count(), 1_577_881_800_000_000_000); // nanoseconds
/// assert_eq!(t.to_string(), "2020-01-01T12:30:00.000000000");
/// let day: DateTime64<Day> = t.to_unit()?;
/// assert_eq!(day.to_string(), "2020-01-01");
/// assert!(t < DateTime64::NAT);
/// # Ok::<(), dtype_core::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct DateTime64<U: Unit, const MULTIPLE: u32 = 1>(i64, PhantomData<U>);

impl<U: Unit, const MULTIPLE: u32> DateTime64<U, MULTIPLE> {
    /// The unit and its multiple, as the dtype names them. A multiple above `i32::MAX` does not compile.
    pub const STEP: TimeStep = TimeStep::new(U::UNIT, MULTIPLE);

    /// Not a time.
    pub const NAT: Self = Self::from_count(NAT);

    /// The time so many steps after the epoch. `i64::MIN` is NaT.
    ///
    /// ```
    /// use dtype_core::{DateTime64, Second};
    ///
    /// assert_eq!(DateTime64::<Second, 25>::from_count(3).to_string(), "1970-01-01T00:01:15");
    /// ```
    pub const fn from_count(count: i64) -> Self {
        Self(count, PhantomData)
    }

    /// Steps since the epoch; `i64::MIN` for NaT.
    pub const fn count(self) -> i64 {
        self.0
    }

    /// Whether this is "not a time".
    pub const fn is_nat(self) -> bool {
        self.0 == NAT
    }

    /// The time so many nanoseconds after 1970-01-01T00:00 UTC.
    ///
    /// # Errors
    /// [`TimeError::NaT`] for `i64::MIN`, which other programs write for it; [`TimeError::Inexact`] between
    /// two counts, [`TimeError::OutOfRange`] beyond 64 bits,
    /// [`TimeError::Incomparable`] for the generic unit.
    ///
    /// ```
    /// use dtype_core::{DateTime64, Millisecond, TimeError};
    ///
    /// let t = DateTime64::<Millisecond>::from_unix_nanos(1_500_000_000)?;
    /// assert_eq!(t.to_string(), "1970-01-01T00:00:01.500");
    /// let between = DateTime64::<Millisecond>::from_unix_nanos(1);
    /// assert!(matches!(between, Err(TimeError::Inexact { .. })));
    /// # Ok::<(), TimeError>(())
    /// ```
    pub fn from_unix_nanos(nanos: i64) -> Result<Self, TimeError> {
        if nanos == NAT {
            return Err(TimeError::NaT);
        }
        exact(nanos, NANOSECOND, Self::STEP).map(Self::from_count)
    }

    /// Nanoseconds since 1970-01-01T00:00 UTC. 64 bits of them reach from the year 1677 to 2262.
    ///
    /// # Errors
    /// [`TimeError::NaT`], [`TimeError::OutOfRange`] outside these years, [`TimeError::Inexact`] for parts
    /// of a nanosecond, [`TimeError::Incomparable`] for the generic unit.
    ///
    /// ```
    /// use dtype_core::{DateTime64, Day, TimeError};
    ///
    /// assert_eq!(DateTime64::<Day>::from_count(1).to_unix_nanos(), Ok(86_400_000_000_000));
    /// assert_eq!(DateTime64::<Day>::NAT.to_unix_nanos(), Err(TimeError::NaT));
    /// ```
    pub fn to_unix_nanos(self) -> Result<i64, TimeError> {
        match self.is_nat() {
            true => Err(TimeError::NaT),
            false => exact(self.0, Self::STEP, NANOSECOND),
        }
    }

    /// The last count of another unit that is not after this time, as NumPy's `astype` rounds. NaT stays NaT.
    ///
    /// # Errors
    /// [`TimeError::OutOfRange`] beyond 64 bits (where NumPy wraps around), [`TimeError::Incomparable`]
    /// between the generic unit and another.
    ///
    /// ```
    /// use dtype_core::{DateTime64, Day, Second};
    ///
    /// let day: DateTime64<Day> = DateTime64::<Second>::from_count(-1).to_unit()?;
    /// assert_eq!(day.to_string(), "1969-12-31");
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    pub fn to_unit<V: Unit, const M: u32>(self) -> Result<DateTime64<V, M>, TimeError> {
        let (count, _) = convert_datetime(self.0, Self::STEP, DateTime64::<V, M>::STEP)?;
        Ok(DateTime64::from_count(count))
    }

    /// The same time as a count of another unit. NaT stays NaT.
    ///
    /// # Errors
    /// As [`to_unit`](Self::to_unit), and [`TimeError::Inexact`] between two counts.
    ///
    /// ```
    /// use dtype_core::{DateTime64, Day, Second};
    ///
    /// let midnight = DateTime64::<Second>::from_count(86_400);
    /// assert_eq!(midnight.to_unit_exact::<Day, 1>()?.count(), 1);
    /// assert!(DateTime64::<Second>::from_count(86_401).to_unit_exact::<Day, 1>().is_err());
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    pub fn to_unit_exact<V: Unit, const M: u32>(self) -> Result<DateTime64<V, M>, TimeError> {
        exact(self.0, Self::STEP, DateTime64::<V, M>::STEP).map(DateTime64::from_count)
    }

    /// This time and a span. NaT on either side makes NaT; `None` beyond 64 bits.
    ///
    /// ```
    /// use dtype_core::{DateTime64, Day, TimeDelta64};
    ///
    /// let new_year: DateTime64<Day> = "2020-01-01".parse()?;
    /// let leap_day = new_year.checked_add(TimeDelta64::from_count(59)).unwrap();
    /// assert_eq!(leap_day.to_string(), "2020-02-29");
    /// assert_eq!(new_year.checked_add(TimeDelta64::from_count(i64::MAX)), None);
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    pub const fn checked_add(self, span: TimeDelta64<U, MULTIPLE>) -> Option<Self> {
        if self.is_nat() || span.is_nat() {
            return Some(Self::NAT);
        }
        match self.0.checked_add(span.count()) {
            Some(count) if count != NAT => Some(Self::from_count(count)),
            _ => None,
        }
    }

    /// This time less a span. NaT on either side makes NaT; `None` beyond 64 bits.
    ///
    /// ```
    /// use dtype_core::{DateTime64, Month, TimeDelta64};
    ///
    /// let march: DateTime64<Month> = "2020-03".parse()?;
    /// assert_eq!(march.checked_sub(TimeDelta64::from_count(3)).unwrap().to_string(), "2019-12");
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    pub const fn checked_sub(self, span: TimeDelta64<U, MULTIPLE>) -> Option<Self> {
        if self.is_nat() || span.is_nat() {
            return Some(Self::NAT);
        }
        match self.0.checked_sub(span.count()) {
            Some(count) if count != NAT => Some(Self::from_count(count)),
            _ => None,
        }
    }

    /// The span from another time to this one. NaT on either side makes NaT; `None` beyond 64 bits.
    ///
    /// ```
    /// use dtype_core::{DateTime64, Day};
    ///
    /// let (from, to): (DateTime64<Day>, DateTime64<Day>) = ("2020-01-01".parse()?, "2021-01-01".parse()?);
    /// assert_eq!(to.checked_since(from).unwrap().to_string(), "366 days");
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    pub const fn checked_since(self, other: Self) -> Option<TimeDelta64<U, MULTIPLE>> {
        match self.checked_sub(TimeDelta64::from_count(other.0)) {
            Some(difference) => Some(TimeDelta64::from_count(difference.0)),
            None => None,
        }
    }
}

count_traits!(DateTime64, format_datetime, parse_datetime);

const NANOSECOND: TimeStep = TimeStep::new(TimeUnit::Nanosecond, 1);

fn exact(count: i64, from: TimeStep, to: TimeStep) -> Result<i64, TimeError> {
    match convert_datetime(count, from, to)? {
        (count, true) => Ok(count),
        (_, false) => Err(TimeError::Inexact { step: to }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::unit::{Attosecond, Day, GenericUnit, Nanosecond, Second, Year};
    use super::*;

    #[test]
    fn is_eight_bytes() {
        assert_eq!(size_of::<DateTime64<Nanosecond>>(), 8);
        assert_eq!(align_of::<DateTime64<Second, 25>>(), align_of::<i64>());
        assert_eq!(DateTime64::<Second, 25>::STEP.to_string(), "[25s]");
    }

    #[test]
    fn sorts_as_numpy_with_nat_last() {
        let mut times = [i64::MIN, 3, i64::MIN + 1, -3, i64::MAX].map(DateTime64::<Second>::from_count);
        times.sort();
        assert_eq!(times.map(DateTime64::count), [i64::MIN + 1, -3, 3, i64::MAX, i64::MIN]);
        assert_eq!(DateTime64::<Second>::default().count(), 0);
    }

    #[test]
    fn unix_nanoseconds_never_wrap() {
        let first = DateTime64::<Nanosecond>::from_unix_nanos(i64::MIN + 1).unwrap();
        assert_eq!(first.to_unix_nanos(), Ok(i64::MIN + 1));
        assert!(DateTime64::<Nanosecond>::from_unix_nanos(i64::MIN).is_err());
        assert!(DateTime64::<Year>::from_unix_nanos(0).is_ok());
        assert!(matches!(DateTime64::<Year>::from_unix_nanos(1), Err(TimeError::Inexact { .. })));
        let year_2263 = DateTime64::<Year>::from_count(293);
        assert!(matches!(year_2263.to_unix_nanos(), Err(TimeError::OutOfRange { .. })));
        let part = DateTime64::<Attosecond>::from_count(1);
        assert!(matches!(part.to_unix_nanos(), Err(TimeError::Inexact { .. })));
        assert!(matches!(
            DateTime64::<Attosecond>::from_unix_nanos(10_000_000_000),
            Err(TimeError::OutOfRange { .. })
        ));
        assert!(matches!(DateTime64::<GenericUnit>::from_unix_nanos(1), Err(TimeError::Incomparable { .. })));
    }

    #[test]
    fn arithmetic_keeps_nat_and_never_makes_it() {
        let (time, nat) = (DateTime64::<Day>::from_count(-5), DateTime64::<Day>::NAT);
        let span = TimeDelta64::from_count(i64::MIN + 5);
        assert_eq!(time.checked_add(span), None);
        assert_eq!(time.checked_add(TimeDelta64::from_count(i64::MIN + 4)), None);
        assert_eq!(time.checked_add(TimeDelta64::from_count(i64::MIN + 6)).unwrap().count(), i64::MIN + 1);
        assert_eq!(nat.checked_add(TimeDelta64::from_count(1)), Some(nat));
        assert_eq!(time.checked_sub(TimeDelta64::NAT), Some(nat));
        assert_eq!(time.checked_since(nat), Some(TimeDelta64::NAT));
        assert_eq!(time.checked_since(DateTime64::from_count(i64::MAX)), None);
    }

    #[test]
    fn pads_like_text() {
        assert_eq!(
            format!("[{:>6}|{:<6}]", DateTime64::<Year>::default(), DateTime64::<Year>::NAT),
            "[  1970|NaT   ]"
        );
        assert_eq!(format!("{:?}", DateTime64::<Year>::default()), "1970");
    }
}
