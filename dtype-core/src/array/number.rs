//! Which types are calculated with, in any byte order.

use zerocopy::{BigEndian, LittleEndian};

use crate::record::{Be, Element, Endian, Le};

/// A number that can be calculated with, in any byte order: integers and floats of Rust, `half::f16` and
/// `num_complex::Complex` (features `half` and `complex`), zerocopy's numbers with a byte order of their own, and all of
/// them in [`Be`] and [`Le`].
pub trait Arithmetic: Element + sealed::Sealed {
    /// The same number in the byte order of this machine.
    type Native: Native;

    /// The number in the byte order of this machine.
    fn to_native(self) -> Self::Native;

    /// A number in this byte order.
    fn from_native(native: Self::Native) -> Self;
}

/// A number in the byte order of this machine. Integers wrap around where a result does not fit, as NumPy's do; of `f16`
/// every result is that of `f32`, rounded.
pub trait Native: Arithmetic<Native = Self> + Default {
    /// What quotients are: the type itself of floats and complex numbers, `f64` of integers, as in NumPy.
    type Quotient: Native;

    /// The sum.
    #[must_use]
    fn plus(self, other: Self) -> Self;
    /// The difference.
    #[must_use]
    fn minus(self, other: Self) -> Self;
    /// The product.
    #[must_use]
    fn times(self, other: Self) -> Self;
    /// The quotient: infinite, or NaN, where `other` is zero.
    #[must_use]
    fn over(self, other: Self) -> Self::Quotient;
    /// The number with the other sign.
    #[must_use]
    fn negative(self) -> Self;
    /// The lesser; NaN if one is. Of complex numbers, that with the lesser real part, then the lesser imaginary part.
    #[must_use]
    fn least(self, other: Self) -> Self;
    /// The greater; NaN if one is.
    #[must_use]
    fn greatest(self, other: Self) -> Self;
}

/// A number that is not complex.
pub trait Real: Native {
    /// What sums of it are kept in: `f64` of floats, `i128` of integers.
    type Total: Copy + Send + Sync + std::ops::Add<Output = Self::Total> + Default;
    /// What a sum of it is: `f64` of floats, `i64` and `u64` of integers, as NumPy has it for all but short floats.
    type Sum: Real;

    /// The number without its sign.
    #[must_use]
    fn absolute(self) -> Self;
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

/// A float.
pub trait Float: Real {
    /// The square root; NaN of negative numbers.
    #[must_use]
    fn root(self) -> Self;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! itself {
    ($($(#[$meta:meta])* $type:ty;)*) => {$(
        $(#[$meta])*
        impl sealed::Sealed for $type {}

        $(#[$meta])*
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

itself! {
    i8; i16; i32; i64; u8; u16; u32; u64; f32; f64;
    #[cfg(feature = "half")]
    half::f16;
    #[cfg(feature = "complex")]
    num_complex::Complex<f32>;
    #[cfg(feature = "complex")]
    num_complex::Complex<f64>;
}

macro_rules! stored {
    ($($stored:ident)*) => {$(
        impl<T: Native + Endian> sealed::Sealed for $stored<T> {}

        impl<T: Native + Endian> Arithmetic for $stored<T> {
            type Native = T;

            #[inline(always)]
            fn to_native(self) -> T {
                self.get()
            }

            #[inline(always)]
            fn from_native(native: T) -> Self {
                Self::new(native)
            }
        }
    )*};
}

stored! { Be Le }

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
    ($($type:ty: $sum:ty, $absolute:expr;)*) => {$(
        impl Native for $type {
            type Quotient = f64;

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
            fn over(self, other: Self) -> f64 {
                self as f64 / other as f64
            }

            #[inline(always)]
            fn negative(self) -> Self {
                self.wrapping_neg()
            }

            #[inline(always)]
            fn least(self, other: Self) -> Self {
                self.min(other)
            }

            #[inline(always)]
            fn greatest(self, other: Self) -> Self {
                self.max(other)
            }
        }

        impl Real for $type {
            type Total = i128;
            type Sum = $sum;

            #[inline(always)]
            fn absolute(self) -> Self {
                $absolute(self)
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

integers! {
    i8: i64, i8::wrapping_abs;
    i16: i64, i16::wrapping_abs;
    i32: i64, i32::wrapping_abs;
    i64: i64, i64::wrapping_abs;
    u8: u64, |n| n;
    u16: u64, |n| n;
    u32: u64, |n| n;
    u64: u64, |n| n;
}

/// Floats, how to get to what they are calculated in and back, and how sums become such.
macro_rules! floats {
    ($($(#[$meta:meta])* $type:ty: $to_wide:expr, $rounded:expr, $of_total:expr;)*) => {$(
        $(#[$meta])*
        impl Native for $type {
            type Quotient = Self;

            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                $rounded($to_wide(self) + $to_wide(other))
            }

            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                $rounded($to_wide(self) - $to_wide(other))
            }

            #[inline(always)]
            fn times(self, other: Self) -> Self {
                $rounded($to_wide(self) * $to_wide(other))
            }

            #[inline(always)]
            fn over(self, other: Self) -> Self {
                $rounded($to_wide(self) / $to_wide(other))
            }

            #[inline(always)]
            fn negative(self) -> Self {
                -self
            }

            #[inline(always)]
            fn least(self, other: Self) -> Self {
                if self < other || self.is_nan() { self } else { other }
            }

            #[inline(always)]
            fn greatest(self, other: Self) -> Self {
                if self > other || self.is_nan() { self } else { other }
            }
        }

        $(#[$meta])*
        impl Real for $type {
            type Total = f64;
            type Sum = f64;

            #[inline(always)]
            fn absolute(self) -> Self {
                $rounded($to_wide(self).abs())
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
                Some($of_total(total))
            }

            #[inline(always)]
            fn times_total(self, total: f64) -> Option<f64> {
                Some(total * f64::from(self))
            }
        }

        $(#[$meta])*
        impl Float for $type {
            #[inline(always)]
            fn root(self) -> Self {
                $rounded($to_wide(self).sqrt())
            }
        }
    )*};
}

floats! {
    f32: f32::from, f32::from, |total| total as f32;
    f64: f64::from, f64::from, f64::from;
    #[cfg(feature = "half")]
    half::f16: half::f16::to_f32, half::f16::from_f32, half::f16::from_f64;
}

#[cfg(feature = "complex")]
macro_rules! complex {
    ($($float:ty)*) => {$(
        impl Native for num_complex::Complex<$float> {
            type Quotient = Self;

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

            /// As NumPy divides, by the larger part of `other` (Smith 1962), so that its square need not be in range.
            #[inline]
            fn over(self, other: Self) -> Self {
                if other.re.abs() >= other.im.abs() {
                    if other.re == 0.0 && other.im == 0.0 {
                        return Self::new(self.re / other.re.abs(), self.im / other.re.abs());
                    }
                    let ratio = other.im / other.re;
                    let scale = 1.0 / (other.re + other.im * ratio);
                    Self::new((self.re + self.im * ratio) * scale, (self.im - self.re * ratio) * scale)
                } else {
                    let ratio = other.re / other.im;
                    let scale = 1.0 / (other.im + other.re * ratio);
                    Self::new((self.re * ratio + self.im) * scale, (self.im * ratio - self.re) * scale)
                }
            }

            #[inline(always)]
            fn negative(self) -> Self {
                -self
            }

            #[inline]
            fn least(self, other: Self) -> Self {
                let before = self.re < other.re && !other.im.is_nan() || self.re == other.re && self.im <= other.im;
                if before || self.re.is_nan() || self.im.is_nan() { self } else { other }
            }

            #[inline]
            fn greatest(self, other: Self) -> Self {
                let behind = self.re > other.re && !other.im.is_nan() || self.re == other.re && self.im >= other.im;
                if behind || self.re.is_nan() || self.im.is_nan() { self } else { other }
            }
        }
    )*};
}

#[cfg(feature = "complex")]
complex! { f32 f64 }
