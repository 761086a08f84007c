//! `Be` and `Le`: values stored in a byte order that their type names.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::{DateTime64, FixedStr, TimeDelta64, Unit};

/// A type whose values can be stored in either byte order, for [`Be`] and [`Le`].
///
/// `#[derive(Element)]` implements it for enums and newtypes. By hand, both pairs of functions must undo each
/// other; a value whose bytes are not read back panics in [`Be::get`].
///
/// ```
/// use dtype_core::{Be, Endian};
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Celsius(f32);
///
/// impl Endian for Celsius {
///     type Bytes = [u8; 4];
///
///     fn to_be_bytes(self) -> [u8; 4] {
///         self.0.to_be_bytes()
///     }
///     fn to_le_bytes(self) -> [u8; 4] {
///         self.0.to_le_bytes()
///     }
///     fn from_be_bytes(bytes: [u8; 4]) -> Option<Self> {
///         Some(Celsius(f32::from_be_bytes(bytes)))
///     }
///     fn from_le_bytes(bytes: [u8; 4]) -> Option<Self> {
///         Some(Celsius(f32::from_le_bytes(bytes)))
///     }
/// }
///
/// assert_eq!(Be::new(Celsius(1.0)).to_bytes(), [0x3f, 0x80, 0, 0]);
/// ```
pub trait Endian: Sized {
    /// As many bytes as the type has.
    type Bytes: ByteArray;

    /// The value with the most significant byte first.
    fn to_be_bytes(self) -> Self::Bytes;

    /// The value with the least significant byte first.
    fn to_le_bytes(self) -> Self::Bytes;

    /// The value stored with the most significant byte first; `None` if these bytes are no value of the type.
    fn from_be_bytes(bytes: Self::Bytes) -> Option<Self>;

    /// The value stored with the least significant byte first; `None` if these bytes are no value of the type.
    fn from_le_bytes(bytes: Self::Bytes) -> Option<Self>;
}

/// Bytes and nothing else: `u8`, or an array of these. Alignment 1, no padding, every bit pattern a value.
///
/// Sealed, so that unsafe code may rely on it.
///
/// ```
/// fn is_bytes<T: dtype_core::ByteArray>() {}
///
/// is_bytes::<[u8; 4]>();
/// is_bytes::<[[u8; 4]; 12]>();
/// ```
pub trait ByteArray: sealed::Sealed + Copy + Send + Sync + 'static {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for u8 {}
    impl<B: Sealed, const N: usize> Sealed for [B; N] {}
}

impl ByteArray for u8 {}
impl<B: ByteArray, const N: usize> ByteArray for [B; N] {}

macro_rules! stored {
    ($(#[$doc:meta])* $name:ident, $to:ident, $from:ident) => {
        $(#[$doc])*
        ///
        /// The alignment is 1, the size that of `T`. Compares, hashes and prints as the value. It has the names
        /// of zerocopy's integers and floats with a byte order, which are field types too; this is for what
        /// zerocopy has not, and for generic code.
        #[repr(transparent)]
        pub struct $name<T: Endian>(T::Bytes);

        impl<T: Endian> $name<T> {
            /// Stores a value.
            pub fn new(value: T) -> Self {
                Self(value.$to())
            }

            /// The value.
            ///
            /// # Panics
            /// Only if `T` does not read back the bytes that it made itself.
            pub fn get(self) -> T {
                T::$from(self.0).expect("an Endian type reads back the bytes it wrote")
            }

            /// Stores another value.
            pub fn set(&mut self, value: T) {
                *self = Self::new(value);
            }

            /// These bytes, if they are a value of `T`.
            pub fn from_bytes(bytes: T::Bytes) -> Option<Self> {
                T::$from(bytes).map(|_| Self(bytes))
            }

            /// The bytes as stored.
            pub fn to_bytes(self) -> T::Bytes {
                self.0
            }
        }

        impl<T: Endian> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T: Endian> Copy for $name<T> {}

        impl<T: Endian> From<T> for $name<T> {
            fn from(value: T) -> Self {
                Self::new(value)
            }
        }

        impl<T: Endian + Default> Default for $name<T> {
            fn default() -> Self {
                Self::new(T::default())
            }
        }

        impl<T: Endian + PartialEq> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.get() == other.get()
            }
        }

        impl<T: Endian + PartialEq> PartialEq<T> for $name<T> {
            fn eq(&self, other: &T) -> bool {
                self.get() == *other
            }
        }

        impl<T: Endian + Eq> Eq for $name<T> {}

        impl<T: Endian + PartialOrd> PartialOrd for $name<T> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                self.get().partial_cmp(&other.get())
            }
        }

        impl<T: Endian + Ord> Ord for $name<T> {
            fn cmp(&self, other: &Self) -> Ordering {
                self.get().cmp(&other.get())
            }
        }

        impl<T: Endian + Hash> Hash for $name<T> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.get().hash(state);
            }
        }

        impl<T: Endian + fmt::Debug> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.get().fmt(f)
            }
        }

        impl<T: Endian + fmt::Display> fmt::Display for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.get().fmt(f)
            }
        }
    };
}

stored! {
    /// A value stored with the most significant byte first, NumPy's `>`.
    ///
    /// ```
    /// use dtype_core::{Be, DateTime64, Second};
    ///
    /// let mut t = Be::new(DateTime64::<Second>::from_count(1));
    /// assert_eq!(t.to_bytes(), [0, 0, 0, 0, 0, 0, 0, 1]);
    /// t.set("1970-01-01T00:01".parse()?);
    /// assert_eq!(t.get().count(), 60);
    /// assert_eq!(align_of_val(&t), 1);
    /// # Ok::<(), dtype_core::TimeError>(())
    /// ```
    Be, to_be_bytes, from_be_bytes
}

stored! {
    /// A value stored with the least significant byte first, NumPy's `<`.
    ///
    /// ```
    /// use dtype_core::Le;
    ///
    /// assert_eq!(Le::new('ü').to_bytes(), [0xfc, 0, 0, 0]);
    /// assert_eq!(Le::<char>::from_bytes([0, 0xd8, 0, 0]), None); // a surrogate
    /// ```
    Le, to_le_bytes, from_le_bytes
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Endian for $number {
            type Bytes = [u8; size_of::<$number>()];

            fn to_be_bytes(self) -> Self::Bytes {
                <$number>::to_be_bytes(self)
            }
            fn to_le_bytes(self) -> Self::Bytes {
                <$number>::to_le_bytes(self)
            }
            fn from_be_bytes(bytes: Self::Bytes) -> Option<Self> {
                Some(<$number>::from_be_bytes(bytes))
            }
            fn from_le_bytes(bytes: Self::Bytes) -> Option<Self> {
                Some(<$number>::from_le_bytes(bytes))
            }
        }
    )*};
}

numbers!(u8, i8, u16, i16, u32, i32, u64, i64, f32, f64);

#[cfg(feature = "half")]
numbers!(half::f16);

/// Each part in its own place; only the bytes within a part have an order.
#[cfg(feature = "complex")]
impl<T: Endian> Endian for num_complex::Complex<T> {
    type Bytes = [T::Bytes; 2];

    fn to_be_bytes(self) -> Self::Bytes {
        [self.re.to_be_bytes(), self.im.to_be_bytes()]
    }
    fn to_le_bytes(self) -> Self::Bytes {
        [self.re.to_le_bytes(), self.im.to_le_bytes()]
    }
    fn from_be_bytes([re, im]: Self::Bytes) -> Option<Self> {
        Some(Self { re: T::from_be_bytes(re)?, im: T::from_be_bytes(im)? })
    }
    fn from_le_bytes([re, im]: Self::Bytes) -> Option<Self> {
        Some(Self { re: T::from_le_bytes(re)?, im: T::from_le_bytes(im)? })
    }
}

/// One UCS-4 character.
impl Endian for char {
    type Bytes = [u8; 4];

    fn to_be_bytes(self) -> [u8; 4] {
        u32::from(self).to_be_bytes()
    }
    fn to_le_bytes(self) -> [u8; 4] {
        u32::from(self).to_le_bytes()
    }
    fn from_be_bytes(bytes: [u8; 4]) -> Option<Self> {
        char::from_u32(u32::from_be_bytes(bytes))
    }
    fn from_le_bytes(bytes: [u8; 4]) -> Option<Self> {
        char::from_u32(u32::from_le_bytes(bytes))
    }
}

/// Each character in its own place; only the bytes within a character have an order.
impl<const N: usize> Endian for FixedStr<N> {
    type Bytes = [[u8; 4]; N];

    fn to_be_bytes(self) -> Self::Bytes {
        self.as_padded().map(Endian::to_be_bytes)
    }
    fn to_le_bytes(self) -> Self::Bytes {
        self.as_padded().map(Endian::to_le_bytes)
    }
    fn from_be_bytes(bytes: Self::Bytes) -> Option<Self> {
        Self::from_code_points(bytes.map(u32::from_be_bytes))
    }
    fn from_le_bytes(bytes: Self::Bytes) -> Option<Self> {
        Self::from_code_points(bytes.map(u32::from_le_bytes))
    }
}

macro_rules! counts {
    ($($name:ident),*) => {$(
        impl<U: Unit, const MULTIPLE: u32> Endian for $name<U, MULTIPLE> {
            type Bytes = [u8; 8];

            fn to_be_bytes(self) -> [u8; 8] {
                self.count().to_be_bytes()
            }
            fn to_le_bytes(self) -> [u8; 8] {
                self.count().to_le_bytes()
            }
            fn from_be_bytes(bytes: [u8; 8]) -> Option<Self> {
                Some(Self::from_count(i64::from_be_bytes(bytes)))
            }
            fn from_le_bytes(bytes: [u8; 8]) -> Option<Self> {
                Some(Self::from_count(i64::from_le_bytes(bytes)))
            }
        }
    )*};
}

counts!(DateTime64, TimeDelta64);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Nanosecond, Second};

    #[test]
    fn has_the_bytes_and_alignment_1() {
        assert_eq!((size_of::<Be<FixedStr<3>>>(), align_of::<Be<FixedStr<3>>>()), (12, 1));
        assert_eq!((size_of::<Le<DateTime64<Second>>>(), align_of::<Le<DateTime64<Second>>>()), (8, 1));
        assert_eq!((size_of::<Be<f64>>(), align_of::<Be<f64>>()), (8, 1));
    }

    /// `np.array(['Zü😀'], '>U4').tobytes()`
    #[test]
    fn strings_as_numpy_stores_them() {
        let bytes = [[0, 0, 0, 0x5a], [0, 0, 0, 0xfc], [0, 1, 0xf6, 0], [0; 4]];
        let text = FixedStr::<4>::new("Zü😀").unwrap();
        assert_eq!(Be::new(text).to_bytes(), bytes);
        assert_eq!(Be::<FixedStr<4>>::from_bytes(bytes).unwrap(), text);
        assert_eq!(Le::<FixedStr<4>>::from_bytes(bytes.map(|[a, b, c, d]| [d, c, b, a])).unwrap(), text);
        assert_eq!(Le::<FixedStr<4>>::from_bytes(bytes), None);
    }

    /// `np.array([1.5+2j], '>c8').tobytes()`
    #[cfg(feature = "complex")]
    #[test]
    fn complex_swaps_each_part() {
        let z = num_complex::Complex::new(1.5f32, 2.0);
        assert_eq!(Be::new(z).to_bytes(), [[0x3f, 0xc0, 0, 0], [0x40, 0, 0, 0]]);
        assert_eq!(Le::new(z).to_bytes(), [[0, 0, 0xc0, 0x3f], [0, 0, 0, 0x40]]);
        assert_eq!(Be::new(z).get(), z);
    }

    /// `np.array([1.5], '>f2').tobytes()`
    #[cfg(feature = "half")]
    #[test]
    fn half_floats() {
        assert_eq!(Be::new(half::f16::from_f32(1.5)).to_bytes(), [0x3e, 0]);
        assert_eq!(Le::new(half::f16::from_f32(1.5)).get().to_f32(), 1.5);
    }

    #[test]
    fn compares_and_prints_as_the_value() {
        let times = [256, -1, i64::MIN].map(|count| Be::new(DateTime64::<Nanosecond>::from_count(count)));
        assert!(times[1] < times[0] && times[0] < times[2]);
        assert_eq!(times[2].to_string(), "NaT");
        assert_eq!(format!("{:?} {:>4}", Le::from(-3i16), Be::from(7u64)), "-3    7");
        assert_ne!(Be::new(f64::NAN), f64::NAN);
        assert_eq!(Be::<TimeDelta64<Second>>::default().get().count(), 0);
    }
}
