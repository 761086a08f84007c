//! One statistic of numbers whose dtype is known at run time.

use super::engine::{Fold, Part, RANGE, fold};
use super::extrema::{Extrema, First};
use super::kind::{
    self, Class, Complex, DateTimes, Floats, Kind, Nan, Narrow, Outcome, Signed, Spread, Summed, TimeDeltas,
    Unsigned,
};
use super::tree::Combine;
use crate::dtype::Scalar;
use crate::int;
use crate::lanes::Format;
use crate::strided::Bytes;

/// Bytes from one number to the next from which on it is cheaper to write it down than to go there again.
const FAR: usize = 24;

/// Bytes of numbers that are held at most. Columns may be larger than memory.
pub(super) const MOST_HELD: usize = if cfg!(test) { 1 << 20 } else { 1 << 28 };

/// Numbers in memory.
pub(super) struct Numbers<'a> {
    bytes: Bytes<'a>,
    class: Class,
    format: Format,
    /// Whether sums may be made in any order.
    any_order: bool,
}

/// Numbers of this kind have no such statistic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Undefined;

/// Calls a function for one of the listed kinds, if the class is among them.
macro_rules! by_class {
    ($class:expr, $function:ident $arguments:tt, $($kind:ident),+; $($otherwise:pat => $result:expr)?) => {
        match $class {
            $(Class::$kind => $function::<$kind> $arguments,)+
            $($otherwise => $result,)?
        }
    };
}

pub(super) use by_class;

impl<'a> Numbers<'a> {
    /// # Errors
    /// If these are no numbers: text, opaque bytes, long doubles.
    pub(super) fn new(bytes: Bytes<'a>, scalar: Scalar) -> Result<Self, Undefined> {
        let (class, format) = Class::of(scalar).ok_or(Undefined)?;
        Ok(Numbers { bytes, class, format, any_order: false })
    }

    /// The same numbers, of which one that is met many times is read once where that is all the same but for rounding.
    pub(super) fn in_any_order(self) -> Self {
        Numbers { any_order: true, ..self }
    }

    pub(super) fn bytes(&self) -> &Bytes<'a> {
        &self.bytes
    }

    /// Whether it pays to hold them side by side, 8 bytes each, where they are gone through more than once: to go through
    /// records costs what reading all of their bytes costs.
    pub(super) fn is_worth_holding(&self) -> bool {
        let count = self.bytes.count();
        count > RANGE && count <= MOST_HELD / 8 && self.bytes.apart() >= FAR
    }

    pub(super) fn class(&self) -> Class {
        self.class
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// How many NaN (or NaT) there are.
    pub(super) fn nan_count(&self) -> usize {
        fn count<K: Kind>(numbers: &Numbers<'_>) -> u64 {
            if K::NAN { numbers.fold::<K, ()>().nans } else { 0 }
        }
        let count = by_class!(self.class, count(self), Floats, Narrow, Signed, Unsigned, Complex, TimeDeltas, DateTimes;);
        // Not more than there are in memory.
        int::to_usize(count).unwrap_or(usize::MAX)
    }

    pub(super) fn sum(&self, nan: Nan) -> Result<Outcome, Undefined> {
        fn sum<K: Summed>(numbers: &Numbers<'_>, nan: Nan) -> Result<Outcome, Undefined> {
            Ok(K::total(&numbers.added::<K>(), numbers.in_sums(nan)))
        }
        by_class!(
            self.class, sum(self, nan), Floats, Narrow, Signed, Unsigned, Complex, TimeDeltas;
            Class::DateTimes => Err(Undefined)
        )
    }

    pub(super) fn mean(&self, nan: Nan) -> Result<Option<Outcome>, Undefined> {
        fn mean<K: Summed>(numbers: &Numbers<'_>, nan: Nan) -> Result<Option<Outcome>, Undefined> {
            Ok(K::mean(&numbers.added::<K>(), numbers.in_sums(nan)))
        }
        by_class!(
            self.class, mean(self, nan), Floats, Narrow, Signed, Unsigned, Complex, TimeDeltas;
            Class::DateTimes => Err(Undefined)
        )
    }

    pub(super) fn var(&self, nan: Nan, ddof: u64) -> Result<Option<f64>, Undefined> {
        fn var<K: Spread>(numbers: &Numbers<'_>, nan: Nan, ddof: u64) -> Result<Option<f64>, Undefined> {
            Ok(kind::var::<K>(&numbers.fold::<K, K::Moments>(), nan, ddof))
        }
        by_class!(
            self.class, var(self, nan, ddof), Floats, Narrow, Signed, Unsigned, Complex;
            Class::TimeDeltas | Class::DateTimes => Err(Undefined)
        )
    }

    pub(super) fn min(&self, nan: Nan) -> Option<Outcome> {
        fn min<K: Kind>(numbers: &Numbers<'_>, nan: Nan) -> Option<Outcome> {
            numbers.fold::<K, Extrema<_>>().min(nan).map(K::outcome)
        }
        by_class!(self.class, min(self, nan), Floats, Narrow, Signed, Unsigned, Complex, TimeDeltas, DateTimes;)
    }

    pub(super) fn max(&self, nan: Nan) -> Option<Outcome> {
        fn max<K: Kind>(numbers: &Numbers<'_>, nan: Nan) -> Option<Outcome> {
            numbers.fold::<K, Extrema<_>>().max(nan).map(K::outcome)
        }
        by_class!(self.class, max(self, nan), Floats, Narrow, Signed, Unsigned, Complex, TimeDeltas, DateTimes;)
    }

    pub(super) fn argmin(&self, nan: Nan) -> Option<usize> {
        fn argmin<K: Kind>(numbers: &Numbers<'_>, nan: Nan) -> Option<u64> {
            numbers.fold::<K, First<_, false>>().position(nan)
        }
        let at = by_class!(
            self.class, argmin(self, nan), Floats, Narrow, Signed, Unsigned, Complex, TimeDeltas, DateTimes;
        )?;
        int::to_usize(at)
    }

    pub(super) fn argmax(&self, nan: Nan) -> Option<usize> {
        fn argmax<K: Kind>(numbers: &Numbers<'_>, nan: Nan) -> Option<u64> {
            numbers.fold::<K, First<_, true>>().position(nan)
        }
        let at = by_class!(
            self.class, argmax(self, nan), Floats, Narrow, Signed, Unsigned, Complex, TimeDeltas, DateTimes;
        )?;
        int::to_usize(at)
    }

    /// NumPy does not skip NaT in sums and means.
    fn in_sums(&self, nan: Nan) -> Nan {
        if self.class == Class::TimeDeltas { Nan::Propagate } else { nan }
    }

    /// The sum, for which a number that is met many times is read once.
    fn added<K: Summed>(&self) -> Part<K::Lane, K::Sum> {
        if !(self.any_order && self.bytes.repeats()) {
            return self.fold::<K, K::Sum>();
        }
        let part = |(bytes, times): (Bytes<'_>, u64)| {
            let mut part = fold::<K::Lane, K::Sum>(&bytes, self.format, K::NAN);
            K::times(&mut part.fold, times);
            (part.count, part.nans) = (part.count * times, part.nans * times);
            part
        };
        let parts = self.bytes.distinct().into_iter().map(part);
        parts.fold(Part::default(), |mut all, part| {
            all.combine(part);
            all
        })
    }

    fn fold<K: Kind, F: Fold<K::Lane>>(&self) -> Part<K::Lane, F> {
        fold(&self.bytes, self.format, K::NAN)
    }
}
