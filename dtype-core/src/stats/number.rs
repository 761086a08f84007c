//! Which Rust types have which statistics.

use super::kind::Outcome;
use crate::record::{Be, DateTime64, Element, Endian, Le, TimeDelta64, Unit};

/// A type whose values have an order, so that there are a least and a greatest: numbers, booleans, times.
///
/// Complex numbers are ordered as in NumPy: by their real parts, then by their imaginary parts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no least and greatest value",
    note = "numbers, `bool`, `DateTime64`, `TimeDelta64` and their big and little-endian forms have"
)]
pub trait Ordered: Element + Sealed {
    /// The type in the byte order of this machine: `f64` of `zerocopy::big_endian::F64`.
    type Native: FromOutcome;

    /// What lies between two values: the same type; of points in time a span.
    type Difference: FromOutcome;
}

/// A type whose values can be added and averaged: numbers, booleans, spans of time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no sum and no mean",
    note = "numbers, `bool`, `TimeDelta64` and their big and little-endian forms have"
)]
pub trait Summable: Ordered {
    /// `f64` of floats, `i128` of integers and booleans, `Complex<f64>` of complex numbers. Of spans of time a span,
    /// which is NaT if the sum is out of its range.
    type Sum: FromOutcome;

    /// `f64` of floats, integers and booleans, `Complex<f64>` of complex numbers. Of spans of time a span, rounded towards
    /// zero.
    type Mean: FromOutcome;

    /// What running sums and products have: `f64` of floats, `i64` of booleans and integers with a sign, `u64` of those
    /// without one, `Complex<f64>` of complex numbers, spans of spans of time.
    type Running: FromOutcome;
}

/// A type whose values have a variance: numbers and booleans.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no variance",
    note = "numbers, `bool` and their big and little-endian forms have"
)]
pub trait Number: Summable {}

pub(super) mod sealed {
    use super::Outcome;

    /// Keeps the traits to the types below.
    pub trait Sealed {}

    /// A type that a statistic can have.
    pub trait FromOutcome: Sized {
        /// The statistic as this type. A column's dtype has decided which outcomes there are.
        fn from_outcome(outcome: Outcome) -> Self;
    }
}

use sealed::{FromOutcome, Sealed};

/// Makes a type from the outcomes of a pattern.
macro_rules! natives {
    ($($(#[$meta:meta])* [$($generics:tt)*] $type:ty: $pattern:pat => $value:expr;)*) => {$(
        $(#[$meta])*
        impl<$($generics)*> FromOutcome for $type {
            fn from_outcome(outcome: Outcome) -> Self {
                match outcome {
                    $pattern => $value,
                    other => unreachable!("{other:?} of a column of {}", std::any::type_name::<Self>()),
                }
            }
        }
    )*};
}

// Each value came from a value of the type, so that no conversion loses anything.
natives! {
    [] bool: Outcome::Whole(n) => n != 0;
    [] i8: Outcome::Whole(n) => n as i8;
    [] i16: Outcome::Whole(n) => n as i16;
    [] i32: Outcome::Whole(n) => n as i32;
    [] i64: Outcome::Whole(n) => n as i64;
    [] u8: Outcome::Whole(n) => n as u8;
    [] u16: Outcome::Whole(n) => n as u16;
    [] u32: Outcome::Whole(n) => n as u32;
    [] u64: Outcome::Whole(n) => n as u64;
    [] i128: Outcome::Whole(n) => n;
    [] f32: Outcome::Float(x) => x as f32;
    [] f64: Outcome::Float(x) => x;
    #[cfg(feature = "half")]
    [] half::f16: Outcome::Float(x) => half::f16::from_f64(x);
    #[cfg(feature = "complex")]
    [] num_complex::Complex<f32>: Outcome::Complex([re, im]) => num_complex::Complex::new(re as f32, im as f32);
    #[cfg(feature = "complex")]
    [] num_complex::Complex<f64>: Outcome::Complex([re, im]) => num_complex::Complex::new(re, im);
    [U: Unit, const MULTIPLE: u32] DateTime64<U, MULTIPLE>: Outcome::Steps(n) => DateTime64::from_count(n);
    [U: Unit, const MULTIPLE: u32] TimeDelta64<U, MULTIPLE>: Outcome::Steps(n) => TimeDelta64::from_count(n);
}

/// Numbers, with the types of their extremes, sum, mean and running sums.
macro_rules! statistics {
    ($($(#[$meta:meta])* $type:ty => $native:ty, $sum:ty, $mean:ty, $running:ty;)*) => {$(
        $(#[$meta])*
        impl Sealed for $type {}

        $(#[$meta])*
        impl Ordered for $type {
            type Native = $native;
            type Difference = $native;
        }

        $(#[$meta])*
        impl Summable for $type {
            type Sum = $sum;
            type Mean = $mean;
            type Running = $running;
        }

        $(#[$meta])*
        impl Number for $type {}
    )*};
}

statistics! {
    bool => bool, i128, f64, i64;
    i8 => i8, i128, f64, i64;
    i16 => i16, i128, f64, i64;
    i32 => i32, i128, f64, i64;
    i64 => i64, i128, f64, i64;
    u8 => u8, i128, f64, u64;
    u16 => u16, i128, f64, u64;
    u32 => u32, i128, f64, u64;
    u64 => u64, i128, f64, u64;
    f32 => f32, f64, f64, f64;
    f64 => f64, f64, f64, f64;
    #[cfg(feature = "half")]
    half::f16 => half::f16, f64, f64, f64;
    #[cfg(feature = "complex")]
    num_complex::Complex<f32> => num_complex::Complex<f32>, num_complex::Complex<f64>, num_complex::Complex<f64>, num_complex::Complex<f64>;
    #[cfg(feature = "complex")]
    num_complex::Complex<f64> => num_complex::Complex<f64>, num_complex::Complex<f64>, num_complex::Complex<f64>, num_complex::Complex<f64>;
    zerocopy::I16<zerocopy::LittleEndian> => i16, i128, f64, i64;
    zerocopy::I32<zerocopy::LittleEndian> => i32, i128, f64, i64;
    zerocopy::I64<zerocopy::LittleEndian> => i64, i128, f64, i64;
    zerocopy::U16<zerocopy::LittleEndian> => u16, i128, f64, u64;
    zerocopy::U32<zerocopy::LittleEndian> => u32, i128, f64, u64;
    zerocopy::U64<zerocopy::LittleEndian> => u64, i128, f64, u64;
    zerocopy::F32<zerocopy::LittleEndian> => f32, f64, f64, f64;
    zerocopy::F64<zerocopy::LittleEndian> => f64, f64, f64, f64;
    zerocopy::I16<zerocopy::BigEndian> => i16, i128, f64, i64;
    zerocopy::I32<zerocopy::BigEndian> => i32, i128, f64, i64;
    zerocopy::I64<zerocopy::BigEndian> => i64, i128, f64, i64;
    zerocopy::U16<zerocopy::BigEndian> => u16, i128, f64, u64;
    zerocopy::U32<zerocopy::BigEndian> => u32, i128, f64, u64;
    zerocopy::U64<zerocopy::BigEndian> => u64, i128, f64, u64;
    zerocopy::F32<zerocopy::BigEndian> => f32, f64, f64, f64;
    zerocopy::F64<zerocopy::BigEndian> => f64, f64, f64, f64;
}

impl<U: Unit, const MULTIPLE: u32> Sealed for DateTime64<U, MULTIPLE> {}

impl<U: Unit, const MULTIPLE: u32> Ordered for DateTime64<U, MULTIPLE> {
    type Native = Self;
    type Difference = TimeDelta64<U, MULTIPLE>;
}

impl<U: Unit, const MULTIPLE: u32> Sealed for TimeDelta64<U, MULTIPLE> {}

impl<U: Unit, const MULTIPLE: u32> Ordered for TimeDelta64<U, MULTIPLE> {
    type Native = Self;
    type Difference = Self;
}

impl<U: Unit, const MULTIPLE: u32> Summable for TimeDelta64<U, MULTIPLE> {
    type Sum = Self;
    type Mean = Self;
    type Running = Self;
}

/// `Be` and `Le` have the statistics of what they hold.
macro_rules! stored {
    ($($stored:ident)*) => {$(
        impl<T: Ordered + Endian> Sealed for $stored<T> {}

        impl<T: Ordered + Endian> Ordered for $stored<T> {
            type Native = T::Native;
            type Difference = T::Difference;
        }

        impl<T: Summable + Endian> Summable for $stored<T> {
            type Sum = T::Sum;
            type Mean = T::Mean;
            type Running = T::Running;
        }

        impl<T: Number + Endian> Number for $stored<T> {}
    )*};
}

stored!(Be Le);
