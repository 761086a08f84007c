//! Which types are calculated with, in any byte order.

use zerocopy::{BigEndian, LittleEndian};

use crate::record::Element;

/// A number that can be calculated with, in any byte order: integers and floats of Rust, and zerocopy's with a byte order
/// of their own.
pub trait Arithmetic: Element + sealed::Sealed {
    /// The same number in the byte order of this machine.
    type Native: Native;

    /// The number in the byte order of this machine.
    fn to_native(self) -> Self::Native;

    /// A number in this byte order.
    fn from_native(native: Self::Native) -> Self;
}

/// A number in the byte order of this machine. Integers wrap around where a result does not fit, as NumPy's do.
pub trait Native: Arithmetic<Native = Self> + PartialOrd + Default {
    /// What sums of it are kept in: `f64` of floats, `i128` of integers.
    type Total: Copy + Send + Sync + std::ops::Add<Output = Self::Total> + Default;
    /// What NumPy's sum of it is: `f64` of floats, `i64` and `u64` of integers.
    type Sum: Native;

    /// The sum.
    #[must_use]
    fn plus(self, other: Self) -> Self;
    /// The difference.
    #[must_use]
    fn minus(self, other: Self) -> Self;
    /// The product.
    #[must_use]
    fn times(self, other: Self) -> Self;
    /// The lesser; NaN if one is.
    #[must_use]
    fn least(self, other: Self) -> Self;
    /// The greater; NaN if one is.
    #[must_use]
    fn greatest(self, other: Self) -> Self;
    /// The nearest `f64`.
    fn to_f64(self) -> f64;
    /// As a sum of one.
    fn to_total(self) -> Self::Total;
    /// A sum, if it is in range.
    fn sum_of(total: Self::Total) -> Option<Self::Sum>;
    /// A sum or product as this type: a float rounded, an integer if it is in range.
    fn of_total(total: Self::Total) -> Option<Self>;
    /// A product with one more number, if it is in range.
    fn times_total(self, total: Self::Total) -> Option<Self::Total>;
}

/// A number with a sign.
pub trait Signed: Native {
    /// The number with the other sign.
    #[must_use]
    fn negative(self) -> Self;
    /// The number without its sign.
    #[must_use]
    fn absolute(self) -> Self;
}

/// A float.
pub trait Float: Signed {
    /// The quotient.
    #[must_use]
    fn over(self, other: Self) -> Self;
    /// The square root; NaN of negative numbers.
    #[must_use]
    fn root(self) -> Self;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! itself {
    ($($type:ty)*) => {$(
        impl sealed::Sealed for $type {}

        impl Arithmetic for $type {
            type Native = $type;

            #[inline(always)]
            fn to_native(self) -> $type {
                self
            }

            #[inline(always)]
            fn from_native(native: $type) -> $type {
                native
            }
        }
    )*};
}

itself! { i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 }

macro_rules! ordered {
    ($($name:ident: $native:ty;)*) => {$(
        ordered! { impl zerocopy::$name<BigEndian>, $native }
        ordered! { impl zerocopy::$name<LittleEndian>, $native }
    )*};
    (impl $type:ty, $native:ty) => {
        impl sealed::Sealed for $type {}

        impl Arithmetic for $type {
            type Native = $native;

            #[inline(always)]
            fn to_native(self) -> $native {
                self.get()
            }

            #[inline(always)]
            fn from_native(native: $native) -> Self {
                Self::new(native)
            }
        }
    };
}

ordered! { I16: i16; I32: i32; I64: i64; U16: u16; U32: u32; U64: u64; F32: f32; F64: f64; }

macro_rules! integers {
    ($($type:ty: $sum:ty;)*) => {$(
        impl Native for $type {
            type Total = i128;
            type Sum = $sum;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }

            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }

            #[inline(always)]
            fn times(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }

            #[inline(always)]
            fn least(self, other: Self) -> Self {
                self.min(other)
            }

            #[inline(always)]
            fn greatest(self, other: Self) -> Self {
                self.max(other)
            }

            #[inline(always)]
            fn to_f64(self) -> f64 {
                self as f64
            }

            #[inline(always)]
            fn to_total(self) -> i128 {
                self.into()
            }

            fn sum_of(total: i128) -> Option<$sum> {
                total.try_into().ok()
            }

            #[inline(always)]
            fn of_total(total: i128) -> Option<Self> {
                total.try_into().ok()
            }

            #[inline(always)]
            fn times_total(self, total: i128) -> Option<i128> {
                total.checked_mul(self.into())
            }
        }
    )*};
}

integers! { i8: i64; i16: i64; i32: i64; i64: i64; u8: u64; u16: u64; u32: u64; u64: u64; }

macro_rules! signed {
    ($($type:ty)*) => {$(
        impl Signed for $type {
            #[inline(always)]
            fn negative(self) -> Self {
                self.wrapping_neg()
            }

            #[inline(always)]
            fn absolute(self) -> Self {
                self.wrapping_abs()
            }
        }
    )*};
}

signed! { i8 i16 i32 i64 }

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Native for $type {
            type Total = f64;
            type Sum = f64;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }

            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                self - other
            }

            #[inline(always)]
            fn times(self, other: Self) -> Self {
                self * other
            }

            #[inline(always)]
            fn least(self, other: Self) -> Self {
                if self < other || self.is_nan() { self } else { other }
            }

            #[inline(always)]
            fn greatest(self, other: Self) -> Self {
                if self > other || self.is_nan() { self } else { other }
            }

            #[inline(always)]
            fn to_f64(self) -> f64 {
                self.into()
            }

            #[inline(always)]
            fn to_total(self) -> f64 {
                self.into()
            }

            #[inline(always)]
            fn sum_of(total: f64) -> Option<f64> {
                Some(total)
            }

            #[inline(always)]
            fn of_total(total: f64) -> Option<Self> {
                Some(total as $type)
            }

            #[inline(always)]
            fn times_total(self, total: f64) -> Option<f64> {
                Some(total * f64::from(self))
            }
        }

        impl Signed for $type {
            #[inline(always)]
            fn negative(self) -> Self {
                -self
            }

            #[inline(always)]
            fn absolute(self) -> Self {
                self.abs()
            }
        }

        impl Float for $type {
            #[inline(always)]
            fn over(self, other: Self) -> Self {
                self / other
            }

            #[inline(always)]
            fn root(self) -> Self {
                self.sqrt()
            }
        }
    )*};
}

floats! { f32 f64 }
