//! The contract between a Rust type and a dtype, and the types that keep it by nature.
//!
//! [`Element`] is the one unsafe trait here: everything that turns bytes into values or values into bytes
//! relies on it. Its checklist is numbered; every implementation answers by number.
#![allow(unsafe_code, reason = "the contract is an unsafe trait, and this is where it is kept")]

use std::marker::PhantomData;

use super::endian::{Be, Endian, Le};
use super::field_of::FieldOf;
use super::text::{FixedBytes, FixedStr, Void};
use super::time::{DateTime64, TimeDelta64, Unit};
use crate::dtype::{ByteOrder, DType, MAX_DIMS, Scalar, ScalarKind, TimeStep};

/// A type whose values can lie in a record or an array: a scalar, an array of elements, a record.
///
/// Derive it: `#[derive(Record)]` for structs, `#[derive(Element)]` for enums and newtypes.
///
/// ```
/// use dtype_core::Element;
///
/// assert_eq!(f64::DTYPE.to_string(), "'<f8'");
/// assert_eq!(<[[f32; 3]; 2]>::DTYPE.to_string(), "('<f4', (2, 3))");
/// ```
///
/// # Safety
/// 1. `DTYPE` describes `Self`: its itemsize is `size_of::<Self>()`, and every leaf of it (scalar without
///    fields) lies in bytes that are initialised in every value of `Self`.
/// 2. Any initialised bytes of that length for which `is_valid` is true are a value of `Self`.
/// 3. `ANY_BITS` is true only if `is_valid` is true for all bytes.
/// 4. `NO_PADDING` is true only if every byte of every value of `Self` is initialised.
/// 5. `Self` has no interior mutability, and dropping it does nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a record",
    label = "its bytes have no fixed meaning in a file",
    note = "fields are numbers, `bool`, `char`, arrays, records, `FixedBytes`, `FixedStr`, `Void`, `DateTime64`, `TimeDelta64`",
    note = "derive `Record` for a struct of yours, `Element` for an enum or a newtype"
)]
pub unsafe trait Element: Copy + Send + Sync + 'static {
    /// The dtype of a value.
    const DTYPE: &'static DType;
    /// Whether all bytes are values. If so, no view over bytes needs to look at them first.
    const ANY_BITS: bool;
    /// Whether values have no padding. If so, they can be borrowed as bytes.
    const NO_PADDING: bool;

    /// Whether `bytes`, of which there are `size_of::<Self>()`, are a value.
    #[inline]
    fn is_valid(bytes: &[u8]) -> bool {
        let _ = bytes;
        true
    }

    /// Writes the bytes of a field's default into `out`, if the field has one. `path` holds the positions of the
    /// fields that lead there, each among those of its record's dtype; arrays on the way have none.
    #[doc(hidden)]
    fn write_default(path: &[usize], out: &mut [u8]) -> bool {
        let _ = (path, out);
        false
    }
}

/// Elements of which all bytes are values and no byte is padding: each answers 1 with its kind, whose size
/// the test `pins` compares; 2 and 3 because every bit pattern is a value; 4 because it is one number, or
/// several of one size; 5 by being plain data.
macro_rules! plain {
    ($($(#[$meta:meta])* [$($generics:tt)*] $type:ty = $kind:expr, $order:expr;)*) => {$(
        $(#[$meta])*
        // SAFETY: 1 to 5 as said above this macro.
        unsafe impl<$($generics)*> Element for $type {
            const DTYPE: &'static DType = &DType::scalar(Scalar::new($kind, $order));
            const ANY_BITS: bool = true;
            const NO_PADDING: bool = true;
        }
    )*};
}

use ByteOrder::{Big, Little};
const NATIVE: ByteOrder = ByteOrder::NATIVE;

plain! {
    [] i8 = ScalarKind::Int8, NATIVE;
    [] i16 = ScalarKind::Int16, NATIVE;
    [] i32 = ScalarKind::Int32, NATIVE;
    [] i64 = ScalarKind::Int64, NATIVE;
    [] u8 = ScalarKind::UInt8, NATIVE;
    [] u16 = ScalarKind::UInt16, NATIVE;
    [] u32 = ScalarKind::UInt32, NATIVE;
    [] u64 = ScalarKind::UInt64, NATIVE;
    [] f32 = ScalarKind::Float32, NATIVE;
    [] f64 = ScalarKind::Float64, NATIVE;
    #[cfg(feature = "half")]
    [] half::f16 = ScalarKind::Float16, NATIVE;
    #[cfg(feature = "complex")]
    [] num_complex::Complex<f32> = ScalarKind::Complex64, NATIVE;
    #[cfg(feature = "complex")]
    [] num_complex::Complex<f64> = ScalarKind::Complex128, NATIVE;
    [const N: usize] FixedBytes<N> = ScalarKind::Bytes(N), NATIVE;
    [const N: usize] Void<N> = ScalarKind::Void(N), NATIVE;
    [U: Unit, const MULTIPLE: u32] DateTime64<U, MULTIPLE>
        = ScalarKind::DateTime64(TimeStep::new(U::UNIT, MULTIPLE)), NATIVE;
    [U: Unit, const MULTIPLE: u32] TimeDelta64<U, MULTIPLE>
        = ScalarKind::TimeDelta64(TimeStep::new(U::UNIT, MULTIPLE)), NATIVE;
    [] zerocopy::I16<zerocopy::LittleEndian> = ScalarKind::Int16, Little;
    [] zerocopy::I32<zerocopy::LittleEndian> = ScalarKind::Int32, Little;
    [] zerocopy::I64<zerocopy::LittleEndian> = ScalarKind::Int64, Little;
    [] zerocopy::U16<zerocopy::LittleEndian> = ScalarKind::UInt16, Little;
    [] zerocopy::U32<zerocopy::LittleEndian> = ScalarKind::UInt32, Little;
    [] zerocopy::U64<zerocopy::LittleEndian> = ScalarKind::UInt64, Little;
    [] zerocopy::F32<zerocopy::LittleEndian> = ScalarKind::Float32, Little;
    [] zerocopy::F64<zerocopy::LittleEndian> = ScalarKind::Float64, Little;
    [] zerocopy::I16<zerocopy::BigEndian> = ScalarKind::Int16, Big;
    [] zerocopy::I32<zerocopy::BigEndian> = ScalarKind::Int32, Big;
    [] zerocopy::I64<zerocopy::BigEndian> = ScalarKind::Int64, Big;
    [] zerocopy::U16<zerocopy::BigEndian> = ScalarKind::UInt16, Big;
    [] zerocopy::U32<zerocopy::BigEndian> = ScalarKind::UInt32, Big;
    [] zerocopy::U64<zerocopy::BigEndian> = ScalarKind::UInt64, Big;
    [] zerocopy::F32<zerocopy::BigEndian> = ScalarKind::Float32, Big;
    [] zerocopy::F64<zerocopy::BigEndian> = ScalarKind::Float64, Big;
}

// SAFETY: 1. '|b1' is one byte. 2. 0 and 1 are the values of a bool. 3. So not all bits are. 4, 5. One byte.
unsafe impl Element for bool {
    const DTYPE: &'static DType = &DType::scalar(Scalar::native(ScalarKind::Bool));
    const ANY_BITS: bool = false;
    const NO_PADDING: bool = true;

    #[inline]
    fn is_valid(bytes: &[u8]) -> bool {
        bytes.iter().all(|&byte| byte <= 1)
    }
}

// SAFETY: 1. '<U1' is four bytes. 2. `code_points` tells which of them are a char. 3. So not all bits are.
// 4, 5. One number.
unsafe impl Element for char {
    const DTYPE: &'static DType = &DType::scalar(Scalar::native(ScalarKind::Str(1)));
    const ANY_BITS: bool = false;
    const NO_PADDING: bool = true;

    fn is_valid(bytes: &[u8]) -> bool {
        code_points(bytes, NATIVE)
    }
}

// SAFETY: 1. N code points of four bytes each. 2. The type holds code points only, which `code_points` tells.
// 3. So not all bits are values. 4, 5. An array of numbers.
unsafe impl<const N: usize> Element for FixedStr<N> {
    const DTYPE: &'static DType = &DType::scalar(Scalar::native(ScalarKind::Str(N)));
    const ANY_BITS: bool = false;
    const NO_PADDING: bool = true;

    fn is_valid(bytes: &[u8]) -> bool {
        code_points(bytes, NATIVE)
    }
}

/// An element in a byte order of its own: its bytes in that order, at any address.
macro_rules! ordered {
    ($($name:ident, $order:expr;)*) => {$(
        // SAFETY: 1. A wrapper of `ByteArray`, which is bytes only, as many as the dtype says, as asserted.
        // 2. `from_bytes` tells which are a value. 3. Bits that are a value in one order are in the other, or
        // `ANY_BITS` were wrong for `T`. 4, 5. Bytes.
        unsafe impl<T: Element + Endian> Element for $name<T> {
            const DTYPE: &'static DType = &{
                assert!(size_of::<T::Bytes>() == T::DTYPE.itemsize(), "`Endian::Bytes` has another size");
                match T::DTYPE.as_scalar() {
                    Some(scalar) => DType::scalar(scalar.with_byte_order($order)),
                    None => panic!("only scalars have a byte order"),
                }
            };
            const ANY_BITS: bool = T::ANY_BITS;
            const NO_PADDING: bool = true;

            fn is_valid(bytes: &[u8]) -> bool {
                if bytes.len() != size_of::<T::Bytes>() {
                    return false;
                }
                // SAFETY: as many bytes as it has; a `ByteArray` is any bytes, at any address.
                let bytes = unsafe { bytes.as_ptr().cast::<T::Bytes>().read_unaligned() };
                T::ANY_BITS || $name::<T>::from_bytes(bytes).is_some()
            }
        }
    )*};
}

ordered! {
    Be, Big;
    Le, Little;
}

/// Whether every four bytes are a Unicode scalar value in this order.
pub(crate) fn code_points(bytes: &[u8], order: ByteOrder) -> bool {
    bytes.as_chunks().0.iter().all(|&four: &[u8; 4]| {
        let number = if order == Big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
        char::from_u32(number).is_some()
    })
}

// SAFETY: 1. `N` elements one after the other, which is what a sub-array is.
// 2, 3, 4, 5. Every element keeps them, and an array has no bytes of its own.
unsafe impl<T: Element, const N: usize> Element for [T; N] {
    const DTYPE: &'static DType =
        &DType::subarray_static(Axes::<T, N>::BASE, Axes::<T, N>::SHAPE, size_of::<[T; N]>());
    const ANY_BITS: bool = T::ANY_BITS;
    const NO_PADDING: bool = T::NO_PADDING;

    fn is_valid(bytes: &[u8]) -> bool {
        T::ANY_BITS || size_of::<T>() == 0 || bytes.chunks_exact(size_of::<T>()).all(T::is_valid)
    }

    fn write_default(path: &[usize], out: &mut [u8]) -> bool {
        T::write_default(path, out)
    }
}

/// Base and shape of `[T; N]`: arrays of arrays are one sub-array of more dimensions, as NumPy writes them.
struct Axes<T, const N: usize>(PhantomData<T>);

impl<T: Element, const N: usize> Axes<T, N> {
    const BASE: &'static DType = T::DTYPE.subarray_parts().0;
    const INNER: &'static [usize] = T::DTYPE.subarray_parts().1;
    const ALL: &'static [usize; MAX_DIMS] = &{
        assert!(Self::INNER.len() < MAX_DIMS, "an array has more than 64 dimensions");
        let mut all = [0; MAX_DIMS];
        all[0] = N;
        let mut i = 0;
        while i < Self::INNER.len() {
            all[i + 1] = Self::INNER[i];
            i += 1;
        }
        all
    };
    const SHAPE: &'static [usize] = Self::ALL.split_at(Self::INNER.len() + 1).0;
}

/// The handle of a field.
///
/// # Safety
/// In every `R`, the bytes `[offset, offset + size_of::<T>())` are inside of it and hold a valid `T`, and
/// writing another `T` there leaves a valid `R`.
pub const unsafe fn field_of<R, T>(offset: usize) -> FieldOf<R, T> {
    FieldOf::new(offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::time::{Nanosecond, Second};

    fn pin<T: Element>(dtype: &str) {
        assert_eq!(T::DTYPE.to_string(), dtype);
        assert_eq!(T::DTYPE.itemsize(), size_of::<T>(), "{dtype}");
    }

    #[test]
    fn pins() {
        pin::<i8>("'|i1'");
        pin::<u64>("'<u8'");
        pin::<f32>("'<f4'");
        pin::<bool>("'|b1'");
        pin::<char>("'<U1'");
        pin::<FixedBytes<5>>("'|S5'");
        pin::<FixedStr<3>>("'<U3'");
        pin::<Void<7>>("'|V7'");
        pin::<DateTime64<Nanosecond>>("'<M8[ns]'");
        pin::<TimeDelta64<Second, 25>>("'<m8[25s]'");
        pin::<zerocopy::F64<zerocopy::BigEndian>>("'>f8'");
        pin::<zerocopy::U16<zerocopy::LittleEndian>>("'<u2'");
        pin::<Be<DateTime64<Nanosecond>>>("'>M8[ns]'");
        pin::<Be<FixedStr<3>>>("'>U3'");
        pin::<Le<char>>("'<U1'");
        pin::<[f32; 3]>("('<f4', (3,))");
        pin::<[[f32; 3]; 2]>("('<f4', (2, 3))");
        pin::<[[[u8; 0]; 3]; 2]>("('|u1', (2, 3, 0))");
    }

    #[test]
    fn partial_types_know_their_values() {
        assert!(bool::is_valid(&[1]) && !bool::is_valid(&[2]));
        assert!(<[bool; 2]>::is_valid(&[1, 0]) && !<[bool; 2]>::is_valid(&[1, 2]));
        assert!(char::is_valid(&0x1F600u32.to_ne_bytes()));
        assert!(!char::is_valid(&0xD800u32.to_ne_bytes()));
        assert!(Be::<char>::is_valid(&0x1F600u32.to_be_bytes()));
        assert!(!Be::<char>::is_valid(&0x1F600u32.to_le_bytes()));
        assert!(!FixedStr::<2>::is_valid(&[0, 0, 0, 0, 255, 255, 255, 255]));
    }
}
