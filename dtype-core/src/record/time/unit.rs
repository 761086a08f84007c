//! Units of time as types.

use std::fmt;
use std::hash::Hash;

use crate::dtype::TimeUnit;

/// A unit of time as a type, for [`DateTime64`](crate::DateTime64) and [`TimeDelta64`](crate::TimeDelta64).
///
/// Sealed: NumPy has these thirteen units and the generic one, and there will be no others.
///
/// ```
/// use dtype_core::{Nanosecond, TimeUnit, Unit};
///
/// assert_eq!(Nanosecond::UNIT, TimeUnit::Nanosecond);
/// ```
pub trait Unit: sealed::Sealed + Copy + Ord + Hash + fmt::Debug + Send + Sync + 'static {
    /// The unit as a value.
    const UNIT: TimeUnit;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident = $unit:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {}

        impl sealed::Sealed for $name {}

        impl Unit for $name {
            const UNIT: TimeUnit = TimeUnit::$unit;
        }
    )*};
}

units! {
    /// NumPy's `Y`.
    Year = Year;
    /// NumPy's `M`.
    Month = Month;
    /// NumPy's `W`.
    Week = Week;
    /// NumPy's `D`.
    Day = Day;
    /// NumPy's `h`.
    Hour = Hour;
    /// NumPy's `m`.
    Minute = Minute;
    /// NumPy's `s`.
    Second = Second;
    /// NumPy's `ms`.
    Millisecond = Millisecond;
    /// NumPy's `us`.
    Microsecond = Microsecond;
    /// NumPy's `ns`.
    Nanosecond = Nanosecond;
    /// NumPy's `ps`.
    Picosecond = Picosecond;
    /// NumPy's `fs`.
    Femtosecond = Femtosecond;
    /// NumPy's `as`.
    Attosecond = Attosecond;
    /// NumPy's generic unit: `'<M8'` without brackets.
    GenericUnit = Generic;
}
