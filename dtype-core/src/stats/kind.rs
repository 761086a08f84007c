//! The kinds of numbers: which form each has in a block, and what its statistics are made of.

use super::complex::{ComplexMoments, ComplexSum};
use super::engine::{Fold, Part};
use super::lane::Lane;
use super::moments::Moments;
use super::sum::{FloatSum, WholeSum};
use crate::dtype::{ByteOrder, Scalar, ScalarKind};
use crate::lanes::{Format, Word};

/// What to do with NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nan {
    /// One makes the result NaN.
    Propagate,
    /// As if it were not there.
    Skip,
}

/// A statistic, before it has the type of its column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// Of floats, and means of integers.
    Float(f64),
    /// Of integers and booleans.
    Whole(i128),
    /// Of complex numbers: real and imaginary part.
    Complex([f64; 2]),
    /// Of datetimes and timedeltas; `i64::MIN` is NaT.
    Steps(i64),
}

/// Numbers that are read into blocks in the same way.
pub(super) trait Kind: Clone + Copy + Default + Send + Sync + 'static {
    type Lane: Lane;

    /// Which it is, at run time.
    const CLASS: Class;

    /// Can one be NaN (or NaT)?
    const NAN: bool;

    /// What zero is in a block.
    const ZERO: Self::Lane;

    /// What a number in a block stands for.
    fn outcome(number: Self::Lane) -> Outcome;
}

/// Numbers that have a sum and a mean.
pub(super) trait Summed: Kind {
    type Sum: Fold<Self::Lane>;

    /// The sum of so many times the numbers.
    fn times(sum: &mut Self::Sum, count: u64);

    fn total(part: &Part<Self::Lane, Self::Sum>, nan: Nan) -> Outcome;

    /// `None` of nothing.
    fn mean(part: &Part<Self::Lane, Self::Sum>, nan: Nan) -> Option<Outcome>;
}

/// Numbers that have a variance.
pub(super) trait Spread: Summed {
    type Moments: Fold<Self::Lane>;

    /// The sum of the squared deviations from the mean.
    fn squares(moments: &Self::Moments) -> f64;
}

/// Declares the kinds, [`Class`] to tell them apart at run time, and `by_class!` to get from there to the types.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident: $lane:ty, $nan:literal, $zero:expr, $outcome:expr;)*) => {
        /// Which kind of numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Class {
            $($(#[$doc])* $kind,)*
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default)]
            pub(super) struct $kind;

            impl Kind for $kind {
                type Lane = $lane;

                const CLASS: Class = Class::$kind;

                const NAN: bool = $nan;

                const ZERO: $lane = $zero;

                fn outcome(number: $lane) -> Outcome {
                    $outcome(number)
                }
            }
        )*
    };
}

kinds! {
    /// Floats.
    Floats: f64, true, 0.0, Outcome::Float;
    /// Booleans, and integers of up to 32 bits.
    Narrow: f64, false, 0.0, |number| Outcome::Whole(number as i128);
    /// Integers of 64 bits with a sign.
    Signed: i64, false, 0, |number| Outcome::Whole(i128::from(number));
    /// Integers of 64 bits without one, moved down by 2^63 in a block.
    Unsigned: i64, false, i64::MIN, |number| Outcome::Whole(i128::from(number) + (1 << 63));
    /// Complex numbers.
    Complex: [f64; 2], true, [0.0; 2], Outcome::Complex;
    /// Spans of time.
    TimeDeltas: i64, true, 0, Outcome::Steps;
    /// Points in time.
    DateTimes: i64, true, 0, Outcome::Steps;
}

impl Class {
    /// Of a scalar, and how its bytes are read. `None` for what is no number: text, opaque bytes, long doubles.
    pub(super) fn of(scalar: Scalar) -> Option<(Class, Format)> {
        let (class, word) = match scalar.kind() {
            ScalarKind::Bool => (Class::Narrow, Word::Bool),
            ScalarKind::Int8 => (Class::Narrow, Word::I8),
            ScalarKind::Int16 => (Class::Narrow, Word::I16),
            ScalarKind::Int32 => (Class::Narrow, Word::I32),
            ScalarKind::Int64 => (Class::Signed, Word::I64),
            ScalarKind::UInt8 => (Class::Narrow, Word::U8),
            ScalarKind::UInt16 => (Class::Narrow, Word::U16),
            ScalarKind::UInt32 => (Class::Narrow, Word::U32),
            ScalarKind::UInt64 => (Class::Unsigned, Word::U64),
            ScalarKind::Float16 => (Class::Floats, Word::F16),
            ScalarKind::Float32 => (Class::Floats, Word::F32),
            ScalarKind::Float64 => (Class::Floats, Word::F64),
            ScalarKind::Complex64 => (Class::Complex, Word::C64),
            ScalarKind::Complex128 => (Class::Complex, Word::C128),
            ScalarKind::TimeDelta64(_) => (Class::TimeDeltas, Word::I64),
            ScalarKind::DateTime64(_) => (Class::DateTimes, Word::I64),
            _ => return None,
        };
        Some((class, Format { word, big_endian: scalar.byte_order() == ByteOrder::Big }))
    }
}

impl Summed for Floats {
    type Sum = FloatSum;

    fn times(sum: &mut FloatSum, count: u64) {
        sum.times(count);
    }

    fn total(part: &Part<f64, FloatSum>, nan: Nan) -> Outcome {
        Outcome::Float(if spoilt(part, nan) { f64::NAN } else { part.fold.value() })
    }

    fn mean(part: &Part<f64, FloatSum>, nan: Nan) -> Option<Outcome> {
        let count = counted(part, nan)?;
        Some(Outcome::Float(if spoilt(part, nan) { f64::NAN } else { part.fold.mean(count) }))
    }
}

impl Spread for Floats {
    type Moments = Moments;

    fn squares(moments: &Moments) -> f64 {
        moments.squares()
    }
}

impl Summed for Complex {
    type Sum = ComplexSum;

    fn times(sum: &mut ComplexSum, count: u64) {
        sum.times(count);
    }

    fn total(part: &Part<[f64; 2], ComplexSum>, nan: Nan) -> Outcome {
        Outcome::Complex(part.fold.of(nan == Nan::Skip).map(|sum| sum.value()))
    }

    fn mean(part: &Part<[f64; 2], ComplexSum>, nan: Nan) -> Option<Outcome> {
        let count = counted(part, nan)?;
        let [re, im] = part.fold.of(nan == Nan::Skip).map(|sum| sum.mean(count));
        // As NumPy divides by `count + 0j`: an infinite part makes the other NaN.
        Some(Outcome::Complex([re + im * 0.0, im - re * 0.0]))
    }
}

impl Spread for Complex {
    type Moments = ComplexMoments;

    fn squares(moments: &ComplexMoments) -> f64 {
        moments.squares()
    }
}

/// Integers: exact, and none is NaN. `$moved` is what a number in a block lacks.
macro_rules! integers {
    ($($kind:ident: $lane:ty, $moved:expr;)*) => {$(
        impl Summed for $kind {
            type Sum = WholeSum;

            fn times(sum: &mut WholeSum, count: u64) {
                sum.times(count);
            }

            fn total(part: &Part<$lane, WholeSum>, _: Nan) -> Outcome {
                Outcome::Whole(part.fold.value() + i128::from(part.count) * $moved)
            }

            fn mean(part: &Part<$lane, WholeSum>, nan: Nan) -> Option<Outcome> {
                let count = counted(part, nan)?;
                let total = part.fold.value() + i128::from(part.count) * $moved;
                Some(Outcome::Float(total as f64 / count as f64))
            }
        }

        impl Spread for $kind {
            type Moments = Moments;

            fn squares(moments: &Moments) -> f64 {
                moments.squares()
            }
        }
    )*};
}

integers! {
    Narrow: f64, 0;
    Signed: i64, 0;
    Unsigned: i64, 1 << 63;
}

impl Summed for TimeDeltas {
    type Sum = WholeSum;

    fn times(sum: &mut WholeSum, count: u64) {
        sum.times(count);
    }

    /// NaT if the sum is out of range.
    fn total(part: &Part<i64, WholeSum>, nan: Nan) -> Outcome {
        Outcome::Steps(if spoilt(part, nan) { NAT } else { part.fold.value().try_into().unwrap_or(NAT) })
    }

    /// Rounded towards zero, as NumPy divides.
    fn mean(part: &Part<i64, WholeSum>, nan: Nan) -> Option<Outcome> {
        let mean = part.fold.value() / i128::from(counted(part, nan)?);
        Some(Outcome::Steps(if spoilt(part, nan) { NAT } else { mean.try_into().unwrap_or(NAT) }))
    }
}

/// The variance with `count - ddof` as divisor, or `None` if that is not positive.
pub(super) fn var<K: Spread>(part: &Part<K::Lane, K::Moments>, nan: Nan, ddof: u64) -> Option<f64> {
    let divisor = counted(part, nan)?.checked_sub(ddof).filter(|&divisor| divisor > 0)?;
    Some(if spoilt(part, nan) { f64::NAN } else { K::squares(&part.fold) / divisor as f64 })
}

const NAT: i64 = i64::MIN;

/// Does a NaN decide the result?
fn spoilt<L: Lane, F: Fold<L>>(part: &Part<L, F>, nan: Nan) -> bool {
    nan == Nan::Propagate && part.nans > 0
}

/// How many values count, if any.
fn counted<L: Lane, F: Fold<L>>(part: &Part<L, F>, nan: Nan) -> Option<u64> {
    let count = if nan == Nan::Skip { part.kept() } else { part.count };
    (count > 0).then_some(count)
}
