//! `TimeDelta64`: a span of time, NumPy's `m8`.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use super::count_traits;
use super::unit::Unit;
use crate::dtype::calendar::{NAT, TimeError, convert_timedelta};
use crate::dtype::time_text::{format_timedelta, parse_timedelta};
use crate::dtype::{TimeStep, TimeUnit};

/// A span of time as NumPy's `timedelta64` stores it: a signed count of steps of `MULTIPLE` units; or NaT.
///
/// `TimeDelta64<Nanosecond>` is `m8[ns]`; `TimeDelta64<Second, 25>` is `m8[25s]`. The size is 8 bytes.
/// NaT equals itself here and sorts last. A year or month has no fixed number of days, so spans of these
/// convert between each other only.
///
/// Text is NumPy's `str`, in units. A plain number is read as a count, as NumPy reads it.
///
/// ```
/// use dtype_core::{Second, TimeDelta64};
///
/// let span = TimeDelta64::<Second, 25>::from_count(3);
/// assert_eq!(span.to_string(), "75 seconds");
/// assert_eq!("75 seconds".parse(), Ok(span));
/// assert_eq!("3".parse(), Ok(span));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct TimeDelta64<U: Unit, const MULTIPLE: u32 = 1>(i64, PhantomData<U>);

impl<U: Unit, const MULTIPLE: u32> TimeDelta64<U, MULTIPLE> {
    /// The unit and its multiple, as the dtype names them. A multiple above `i32::MAX` does not compile.
    pub const STEP: TimeStep = TimeStep::new(U::UNIT, MULTIPLE);

    /// Not a time.
    pub const NAT: Self = Self::from_count(NAT);

    /// The span of so many steps. `i64::MIN` is NaT.
    ///
    /// ```
    /// use dtype_core::{Day, TimeDelta64};
    ///
    /// assert_eq!(TimeDelta64::<Day>::from_count(5).to_string(), "5 days");
    /// ```
    pub const fn from_count(count: i64) -> Self {
        Self(count, PhantomData)
    }

    /// The number of steps; `i64::MIN` for NaT.
    pub const fn count(self) -> i64 {
        self.0
    }

    /// Whether this is "not a time".
    pub const fn is_nat(self) -> bool {
        self.0 == NAT
    }

    /// The span of so many nanoseconds.
    ///
    /// # Errors
    /// [`TimeError::NaT`] for `i64::MIN`, which other programs write for it; [`TimeError::Inexact`] between
    /// two counts, [`TimeError::OutOfRange`] beyond 64 bits,
    /// [`TimeError::Incomparable`] for years, months and the generic unit.
    ///
    /// ```
    /// use dtype_core::{Microsecond, TimeDelta64};
    ///
    /// assert_eq!(TimeDelta64::<Microsecond>::from_nanos(5_000)?.count(), 5);
    /// assert!(TimeDelta64::<Microsecond>::from_nanos(5_001).is_err());
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    pub fn from_nanos(nanos: i64) -> Result<Self, TimeError> {
        if nanos == NAT {
            return Err(TimeError::NaT);
        }
        exact(nanos, NANOSECOND, Self::STEP).map(Self::from_count)
    }

    /// The span in nanoseconds. 64 bits of them are 292 years.
    ///
    /// # Errors
    /// [`TimeError::NaT`], [`TimeError::OutOfRange`] beyond 64 bits, [`TimeError::Inexact`] for parts of a
    /// nanosecond, [`TimeError::Incomparable`] for years, months and the generic unit.
    ///
    /// ```
    /// use dtype_core::{TimeDelta64, Week};
    ///
    /// assert_eq!(TimeDelta64::<Week>::from_count(1).to_nanos(), Ok(604_800_000_000_000));
    /// ```
    pub fn to_nanos(self) -> Result<i64, TimeError> {
        match self.is_nat() {
            true => Err(TimeError::NaT),
            false => exact(self.0, Self::STEP, NANOSECOND),
        }
    }

    /// The largest count of another unit that is not above this span, as NumPy's `astype` rounds. NaT stays NaT.
    ///
    /// # Errors
    /// [`TimeError::OutOfRange`] beyond 64 bits (where NumPy wraps around), [`TimeError::Incomparable`]
    /// between years or months and finer units, and between the generic unit and another.
    ///
    /// ```
    /// use dtype_core::{Minute, Second, TimeDelta64};
    ///
    /// let span: TimeDelta64<Minute> = TimeDelta64::<Second>::from_count(-61).to_unit()?;
    /// assert_eq!(span.to_string(), "-2 minutes");
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    pub fn to_unit<V: Unit, const M: u32>(self) -> Result<TimeDelta64<V, M>, TimeError> {
        let (count, _) = convert_timedelta(self.0, Self::STEP, TimeDelta64::<V, M>::STEP)?;
        Ok(TimeDelta64::from_count(count))
    }

    /// The same span as a count of another unit. NaT stays NaT.
    ///
    /// # Errors
    /// As [`to_unit`](Self::to_unit), and [`TimeError::Inexact`] between two counts.
    ///
    /// ```
    /// use dtype_core::{Minute, Second, TimeDelta64};
    ///
    /// assert_eq!(TimeDelta64::<Second>::from_count(120).to_unit_exact::<Minute, 1>()?.count(), 2);
    /// assert!(TimeDelta64::<Second>::from_count(121).to_unit_exact::<Minute, 1>().is_err());
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    pub fn to_unit_exact<V: Unit, const M: u32>(self) -> Result<TimeDelta64<V, M>, TimeError> {
        exact(self.0, Self::STEP, TimeDelta64::<V, M>::STEP).map(TimeDelta64::from_count)
    }

    /// The sum. NaT on either side makes NaT; `None` beyond 64 bits.
    ///
    /// ```
    /// use dtype_core::{Hour, TimeDelta64};
    ///
    /// let hour = TimeDelta64::<Hour>::from_count(1);
    /// assert_eq!(hour.checked_add(hour).unwrap().count(), 2);
    /// assert_eq!(hour.checked_add(TimeDelta64::from_count(i64::MAX)), None);
    /// ```
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.is_nat() || other.is_nat() {
            true => Some(Self::NAT),
            false => checked(self.0.checked_add(other.0)),
        }
    }

    /// The difference. NaT on either side makes NaT; `None` beyond 64 bits.
    ///
    /// ```
    /// use dtype_core::{Hour, TimeDelta64};
    ///
    /// let hour = TimeDelta64::<Hour>::from_count(1);
    /// assert_eq!(hour.checked_sub(hour).unwrap().count(), 0);
    /// assert_eq!(hour.checked_sub(TimeDelta64::NAT), Some(TimeDelta64::NAT));
    /// ```
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.is_nat() || other.is_nat() {
            true => Some(Self::NAT),
            false => checked(self.0.checked_sub(other.0)),
        }
    }

    /// The span so many times. NaT stays NaT; `None` beyond 64 bits.
    ///
    /// ```
    /// use dtype_core::{Day, TimeDelta64};
    ///
    /// let week = TimeDelta64::<Day>::from_count(1).checked_mul(7).unwrap();
    /// assert_eq!(week.to_string(), "7 days");
    /// assert_eq!(week.checked_mul(i64::MAX), None);
    /// ```
    pub const fn checked_mul(self, factor: i64) -> Option<Self> {
        match self.is_nat() {
            true => Some(Self::NAT),
            false => checked(self.0.checked_mul(factor)),
        }
    }
}

count_traits!(TimeDelta64, format_timedelta, parse_timedelta);

/// The span backwards. Always fits, as no span but NaT is `i64::MIN` steps; NaT stays NaT.
impl<U: Unit, const MULTIPLE: u32> std::ops::Neg for TimeDelta64<U, MULTIPLE> {
    type Output = Self;

    fn neg(self) -> Self {
        Self::from_count(self.0.wrapping_neg())
    }
}

const NANOSECOND: TimeStep = TimeStep::new(TimeUnit::Nanosecond, 1);

/// A span from a count that was computed: it must exist and not look like NaT.
const fn checked<U: Unit, const MULTIPLE: u32>(count: Option<i64>) -> Option<TimeDelta64<U, MULTIPLE>> {
    match count {
        Some(count) if count != NAT => Some(TimeDelta64::from_count(count)),
        _ => None,
    }
}

fn exact(count: i64, from: TimeStep, to: TimeStep) -> Result<i64, TimeError> {
    match convert_timedelta(count, from, to)? {
        (count, true) => Ok(count),
        (_, false) => Err(TimeError::Inexact { step: to }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::unit::{Attosecond, Day, Month, Nanosecond, Second, Year};
    use super::*;

    #[test]
    fn nanoseconds_never_wrap() {
        assert_eq!(TimeDelta64::<Nanosecond>::from_nanos(i64::MIN + 1).unwrap().to_nanos(), Ok(i64::MIN + 1));
        assert!(TimeDelta64::<Nanosecond>::from_nanos(i64::MIN).is_err());
        assert!(TimeDelta64::<Day>::from_nanos(i64::MIN).is_err());
        assert_eq!(TimeDelta64::<Day>::NAT.to_nanos(), Err(TimeError::NaT));
        assert!(matches!(
            TimeDelta64::<Day>::from_count(106_752).to_nanos(),
            Err(TimeError::OutOfRange { .. })
        ));
        assert!(matches!(
            TimeDelta64::<Attosecond>::from_count(1).to_nanos(),
            Err(TimeError::Inexact { .. })
        ));
        assert!(matches!(TimeDelta64::<Year>::from_count(1).to_nanos(), Err(TimeError::Incomparable { .. })));
        assert_eq!(TimeDelta64::<Year>::from_count(2).to_unit_exact::<Month, 3>().unwrap().count(), 8);
    }

    #[test]
    fn arithmetic_keeps_nat_and_never_makes_it() {
        let (least, nat) = (TimeDelta64::<Second>::from_count(i64::MIN + 1), TimeDelta64::<Second>::NAT);
        assert_eq!((-least).count(), i64::MAX);
        assert_eq!(-nat, nat);
        assert_eq!(least.checked_sub(TimeDelta64::from_count(1)), None);
        assert_eq!(nat.checked_mul(0), Some(nat));
        assert_eq!(TimeDelta64::<Second>::from_count(i64::MIN / 2).checked_mul(2), None);
        assert!(least < TimeDelta64::from_count(0) && TimeDelta64::from_count(i64::MAX) < nat);
    }
}
