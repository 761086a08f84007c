//! Numbers from one kind to another, as C and NumPy cast them.
//!
//! Where C leaves the result open, it saturates: a float outside of an integer's range becomes the nearest integer, a
//! NaN becomes zero. Rust's `as` does just that.

use crate::convert::step::Axis;
use crate::dtype::ScalarKind;
use crate::lanes::{f64_to_half, half_to_f64};

/// Converts the first value of each element. The flags say whether bytes are turned around, on either side.
pub(in crate::convert) type Kernel = fn(Axis, [bool; 2], &[u8], &mut [u8]);

/// The kernel from one kind of number to another. Times are numbers, too.
pub(super) fn kernel(from: ScalarKind, to: ScalarKind) -> Option<Kernel> {
    use ScalarKind::*;
    Some(match from {
        Bool => target::<Truth>(to)?,
        Int8 => target::<i8>(to)?,
        Int16 => target::<i16>(to)?,
        Int32 => target::<i32>(to)?,
        Int64 | DateTime64(_) | TimeDelta64(_) => target::<i64>(to)?,
        UInt8 => target::<u8>(to)?,
        UInt16 => target::<u16>(to)?,
        UInt32 => target::<u32>(to)?,
        UInt64 => target::<u64>(to)?,
        Float16 => target::<Half>(to)?,
        Float32 => target::<f32>(to)?,
        Float64 => target::<f64>(to)?,
        Complex64 => target::<[f32; 2]>(to)?,
        Complex128 => target::<[f64; 2]>(to)?,
        _ => return None,
    })
}

fn target<A: Number>(to: ScalarKind) -> Option<Kernel> {
    use ScalarKind::*;
    Some(match to {
        Bool => each::<A, Truth>,
        Int8 => each::<A, i8>,
        Int16 => each::<A, i16>,
        Int32 => each::<A, i32>,
        Int64 | DateTime64(_) | TimeDelta64(_) => each::<A, i64>,
        UInt8 => each::<A, u8>,
        UInt16 => each::<A, u16>,
        UInt32 => each::<A, u32>,
        UInt64 => each::<A, u64>,
        Float16 => each::<A, Half>,
        Float32 => each::<A, f32>,
        Float64 => each::<A, f64>,
        Complex64 => each::<A, [f32; 2]>,
        Complex128 => each::<A, [f64; 2]>,
        _ => return None,
    })
}

fn each<A: Number, B: Number>(axis: Axis, swap: [bool; 2], src: &[u8], dst: &mut [u8]) {
    let Some(but_last) = axis.count.checked_sub(1) else { return };
    if axis.from == A::SIZE && axis.to == B::SIZE && swap == [false; 2] {
        // Without gaps the compiler makes vectors of it.
        let cast = |src: &[u8], dst: &mut [u8]| B::of(A::read(src, false)).write(dst, false);
        let (src, dst) = (&src[..axis.count * A::SIZE], &mut dst[..axis.count * B::SIZE]);
        src.chunks_exact(A::SIZE).zip(dst.chunks_exact_mut(B::SIZE)).for_each(|(src, dst)| cast(src, dst));
        return;
    }
    // The order of the bytes is the same all over a loop, which then has no branch.
    match swap {
        [false, false] => strided::<A, B>(axis, but_last, src, dst, |src, dst| {
            B::of(A::read(src, false)).write(dst, false);
        }),
        _ => strided::<A, B>(axis, but_last, src, dst, |src, dst| {
            B::of(A::read(src, swap[0])).write(dst, swap[1]);
        }),
    }
}

#[inline(always)]
fn strided<A: Number, B: Number>(
    axis: Axis,
    but_last: usize,
    src: &[u8],
    dst: &mut [u8],
    cast: impl Fn(&[u8], &mut [u8]),
) {
    assert!(but_last == 0 || (axis.from >= A::SIZE && axis.to >= B::SIZE), "elements that hold their values");
    let (src, last_src) = src.split_at(but_last * axis.from);
    let (dst, last_dst) = dst.split_at_mut(but_last * axis.to);
    for (src, dst) in src.chunks_exact(axis.from).zip(dst.chunks_exact_mut(axis.to)) {
        cast(&src[..A::SIZE], &mut dst[..B::SIZE]);
    }
    cast(&last_src[..A::SIZE], &mut last_dst[..B::SIZE]);
}

/// A number in memory, and what it is as another one.
trait Number: Copy {
    const SIZE: usize;
    const IS_FLOAT: bool;
    /// Of bytes of just this size, in this machine's order unless they are turned around.
    fn read(bytes: &[u8], swap: bool) -> Self;
    fn write(self, bytes: &mut [u8], swap: bool);
    fn of(number: impl Number) -> Self;

    fn to_bool(self) -> bool;
    /// Wraps around.
    fn to_i64(self) -> i64;
    fn to_f64(self) -> f64;
    /// Rounded once.
    fn to_f32(self) -> f32;
    fn imaginary(self) -> f64 {
        0.0
    }
}

macro_rules! plain {
    ($($type:ty as $bits:ty: $is_float:literal, |$number:ident| $from:expr;)*) => {$(
        impl Number for $type {
            const SIZE: usize = size_of::<$type>();
            const IS_FLOAT: bool = $is_float;

            #[inline(always)]
            fn read(bytes: &[u8], swap: bool) -> Self {
                let bits = <$bits>::from_ne_bytes(bytes.try_into().unwrap_or_default());
                <$type>::from_ne_bytes(if swap { bits.swap_bytes() } else { bits }.to_ne_bytes())
            }

            #[inline(always)]
            fn write(self, out: &mut [u8], swap: bool) {
                let bits = <$bits>::from_ne_bytes(self.to_ne_bytes());
                out.copy_from_slice(&if swap { bits.swap_bytes() } else { bits }.to_ne_bytes());
            }

            #[inline(always)]
            fn of($number: impl Number) -> Self {
                $from
            }

            #[inline(always)]
            fn to_bool(self) -> bool {
                self != 0 as $type
            }

            #[inline(always)]
            fn to_i64(self) -> i64 {
                self as i64
            }

            #[inline(always)]
            fn to_f64(self) -> f64 {
                self as f64
            }

            #[inline(always)]
            fn to_f32(self) -> f32 {
                self as f32
            }
        }
    )*};
}

/// A float is cut and saturates at the bounds of the integer, an integer wraps around.
macro_rules! integers {
    ($($type:ty)*) => {
        plain! { $($type as $type: false, |number| integer(number, |x| x as $type, |x| x as $type);)* }
    };
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

plain! {
    f32 as u32: true, |number| number.to_f32();
    f64 as u64: true, |number| number.to_f64();
}

#[inline(always)]
fn integer<A: Number, B>(number: A, cut: impl Fn(f64) -> B, wrapped: impl Fn(i64) -> B) -> B {
    if A::IS_FLOAT { cut(number.to_f64()) } else { wrapped(number.to_i64()) }
}

/// A bool, of which any byte but zero is true.
#[derive(Clone, Copy)]
struct Truth(bool);

impl Number for Truth {
    const SIZE: usize = 1;
    const IS_FLOAT: bool = false;

    #[inline(always)]
    fn read(bytes: &[u8], _: bool) -> Self {
        Truth(bytes[0] != 0)
    }

    #[inline(always)]
    fn write(self, bytes: &mut [u8], _: bool) {
        bytes[0] = self.0.into();
    }

    #[inline(always)]
    fn of(number: impl Number) -> Self {
        Truth(number.to_bool())
    }

    #[inline(always)]
    fn to_bool(self) -> bool {
        self.0
    }

    #[inline(always)]
    fn to_i64(self) -> i64 {
        self.0.into()
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        u8::from(self.0).into()
    }

    #[inline(always)]
    fn to_f32(self) -> f32 {
        u8::from(self.0).into()
    }
}

/// The bits of a binary16.
#[derive(Clone, Copy)]
struct Half(u16);

impl Number for Half {
    const SIZE: usize = 2;
    const IS_FLOAT: bool = true;

    #[inline(always)]
    fn read(bytes: &[u8], swap: bool) -> Self {
        Half(<u16 as Number>::read(bytes, swap))
    }

    #[inline(always)]
    fn write(self, bytes: &mut [u8], swap: bool) {
        <u16 as Number>::write(self.0, bytes, swap);
    }

    #[inline(always)]
    fn of(number: impl Number) -> Self {
        Half(f64_to_half(number.to_f64()))
    }

    #[inline(always)]
    fn to_bool(self) -> bool {
        self.0 & 0x7fff != 0
    }

    #[inline(always)]
    fn to_i64(self) -> i64 {
        self.to_f64() as i64
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        half_to_f64(self.0)
    }

    #[inline(always)]
    fn to_f32(self) -> f32 {
        half_to_f64(self.0) as f32
    }
}

/// A complex number as a real one is its real part; it is true unless both parts are zero.
macro_rules! complex {
    ($($part:ty: $to:ident;)*) => {$(
        impl Number for [$part; 2] {
            const SIZE: usize = 2 * size_of::<$part>();
            const IS_FLOAT: bool = true;

            #[inline(always)]
            fn read(bytes: &[u8], swap: bool) -> Self {
                let (re, im) = bytes.split_at(Self::SIZE / 2);
                [<$part as Number>::read(re, swap), <$part as Number>::read(im, swap)]
            }

            #[inline(always)]
            fn write(self, bytes: &mut [u8], swap: bool) {
                let (re, im) = bytes.split_at_mut(Self::SIZE / 2);
                self[0].write(re, swap);
                self[1].write(im, swap);
            }

            #[inline(always)]
            fn of(number: impl Number) -> Self {
                [number.$to(), number.imaginary() as $part]
            }

            #[inline(always)]
            fn to_bool(self) -> bool {
                self != [0.0; 2]
            }

            #[inline(always)]
            fn to_i64(self) -> i64 {
                self[0] as i64
            }

            #[inline(always)]
            fn to_f64(self) -> f64 {
                self[0].to_f64()
            }

            #[inline(always)]
            fn to_f32(self) -> f32 {
                self[0].to_f32()
            }

            #[inline(always)]
            fn imaginary(self) -> f64 {
                self[1].to_f64()
            }
        }
    )*};
}

complex! {
    f32: to_f32;
    f64: to_f64;
}
