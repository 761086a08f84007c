//! The table of scalar kinds: what one value without fields can be.

use super::{ByteOrder, TimeStep};

/// What one value without fields is: NumPy's kind and size.
///
/// ```
/// use dtype_core::{DType, ScalarKind};
///
/// assert_eq!("S5".parse::<DType>()?.as_scalar().unwrap().kind(), ScalarKind::Bytes(5));
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScalarKind {
    /// `?`: one byte, zero is false and anything else is true.
    Bool,
    /// `i1`
    Int8,
    /// `i2`
    Int16,
    /// `i4`
    Int32,
    /// `i8`
    Int64,
    /// `u1`
    UInt8,
    /// `u2`
    UInt16,
    /// `u4`
    UInt32,
    /// `u8`
    UInt64,
    /// `f2`
    Float16,
    /// `f4`
    Float32,
    /// `f8`
    Float64,
    /// `f16`: x87's 80-bit float in 16 bytes. Opaque here: copied, never computed with.
    LongDouble,
    /// `c8`
    Complex64,
    /// `c16`
    Complex128,
    /// `c32`: two of [`ScalarKind::LongDouble`]. Opaque here.
    ComplexLongDouble,
    /// `S n`: that many bytes; trailing NULs are no part of the value.
    Bytes(usize),
    /// `U n`: that many UCS-4 characters of four bytes each; trailing NULs are no part of the value.
    Str(usize),
    /// `V n`: that many bytes without a meaning.
    Void(usize),
    /// `M8`: a point in time, in steps since 1970.
    DateTime64(TimeStep),
    /// `m8`: a span of time, in steps.
    TimeDelta64(TimeStep),
    /// `O`: a Python object. It can be named and shown, never read.
    Object,
}

use ScalarKind::*;

impl ScalarKind {
    /// NumPy's letter for the kind: one of `b i u f c S U V M m O`.
    ///
    /// ```
    /// use dtype_core::ScalarKind;
    /// assert_eq!(ScalarKind::UInt16.letter(), 'u');
    /// ```
    pub const fn letter(self) -> char {
        match self {
            Bool => 'b',
            Int8 | Int16 | Int32 | Int64 => 'i',
            UInt8 | UInt16 | UInt32 | UInt64 => 'u',
            Float16 | Float32 | Float64 | LongDouble => 'f',
            Complex64 | Complex128 | ComplexLongDouble => 'c',
            Bytes(_) => 'S',
            Str(_) => 'U',
            Void(_) => 'V',
            DateTime64(_) => 'M',
            TimeDelta64(_) => 'm',
            Object => 'O',
        }
    }

    /// Size of one value in bytes. Saturates where text is longer than memory can be.
    ///
    /// ```
    /// use dtype_core::ScalarKind;
    /// assert_eq!(ScalarKind::Str(3).itemsize(), 12);
    /// ```
    pub const fn itemsize(self) -> usize {
        match self {
            Bool | Int8 | UInt8 => 1,
            Int16 | UInt16 | Float16 => 2,
            Int32 | UInt32 | Float32 => 4,
            Int64 | UInt64 | Float64 | Complex64 | DateTime64(_) | TimeDelta64(_) | Object => 8,
            LongDouble | Complex128 => 16,
            ComplexLongDouble => 32,
            Bytes(n) | Void(n) => n,
            Str(n) => n.saturating_mul(4),
        }
    }

    /// Alignment in bytes that NumPy gives it in an aligned record, on 64-bit machines.
    ///
    /// ```
    /// use dtype_core::ScalarKind;
    /// assert_eq!(ScalarKind::Complex64.alignment(), 4);
    /// ```
    pub const fn alignment(self) -> usize {
        match self {
            Bool | Int8 | UInt8 | Bytes(_) | Void(_) => 1,
            Int16 | UInt16 | Float16 => 2,
            Int32 | UInt32 | Float32 | Complex64 | Str(_) => 4,
            Int64 | UInt64 | Float64 | Complex128 | DateTime64(_) | TimeDelta64(_) | Object => 8,
            LongDouble | ComplexLongDouble => 16,
        }
    }

    /// Size in bytes of the parts that a byte swap turns around: 8 for `c16`, 4 for text, 1 for what has no
    /// byte order.
    ///
    /// ```
    /// use dtype_core::ScalarKind;
    /// assert_eq!(ScalarKind::Complex128.swap_size(), 8);
    /// ```
    pub const fn swap_size(self) -> usize {
        match self {
            Bool | Int8 | UInt8 | Bytes(_) | Void(_) | Object => 1,
            Complex64 => 4,
            Complex128 => 8,
            ComplexLongDouble => 16,
            Str(_) => 4,
            _ => self.itemsize(),
        }
    }
}

/// A scalar dtype: its kind and its byte order.
///
/// ```
/// use dtype_core::{ByteOrder, Scalar, ScalarKind};
///
/// let price = Scalar::new(ScalarKind::Float64, ByteOrder::Big);
/// assert_eq!((price.itemsize(), price.byte_order()), (8, ByteOrder::Big));
/// // What has no byte order forgets the one it is given: '|u1' is '<u1'.
/// let flag = Scalar::new(ScalarKind::UInt8, ByteOrder::Little);
/// assert_eq!(flag.byte_order(), ByteOrder::Irrelevant);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scalar {
    kind: ScalarKind,
    order: ByteOrder,
}

impl Scalar {
    /// A scalar of a kind in an order. The order is dropped where the kind has none, and native where the
    /// kind has one and none is given.
    pub const fn new(kind: ScalarKind, order: ByteOrder) -> Scalar {
        let order = if kind.swap_size() == 1 {
            ByteOrder::Irrelevant
        } else if matches!(order, ByteOrder::Irrelevant) {
            ByteOrder::NATIVE
        } else {
            order
        };
        Scalar { kind, order }
    }

    /// A scalar of a kind in this machine's byte order.
    pub const fn native(kind: ScalarKind) -> Scalar {
        Scalar::new(kind, ByteOrder::NATIVE)
    }

    /// What it is.
    pub const fn kind(self) -> ScalarKind {
        self.kind
    }

    /// Its byte order.
    pub const fn byte_order(self) -> ByteOrder {
        self.order
    }

    /// Size of one value in bytes.
    pub const fn itemsize(self) -> usize {
        self.kind.itemsize()
    }

    /// Alignment in bytes that NumPy gives it in an aligned record.
    pub const fn alignment(self) -> usize {
        self.kind.alignment()
    }

    /// The same kind in another byte order.
    pub const fn with_byte_order(self, order: ByteOrder) -> Scalar {
        Scalar::new(self.kind, order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_alignments_are_numpys() {
        // (kind, itemsize, alignment) as NumPy 2.4 tells them on x86-64.
        let table = [
            (Bool, 1, 1),
            (Int64, 8, 8),
            (Float16, 2, 2),
            (LongDouble, 16, 16),
            (Complex64, 8, 4),
            (Complex128, 16, 8),
            (ComplexLongDouble, 32, 16),
            (Bytes(5), 5, 1),
            (Str(3), 12, 4),
            (Str(0), 0, 4),
            (Void(7), 7, 1),
        ];
        for (kind, itemsize, alignment) in table {
            assert_eq!((kind.itemsize(), kind.alignment()), (itemsize, alignment), "{kind:?}");
        }
    }
}
