//! What the bytes of a number mean, and what they become in a block.

use super::gather::Piece;
use super::kernels::{self, Extent};

/// How a number lies in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) word: Word,
    pub(crate) big_endian: bool,
}

/// What the bytes of a number mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// One byte, anything but zero is true.
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F16,
    F32,
    F64,
    /// Two `F32`.
    C64,
    /// Two `F64`.
    C128,
}

impl Word {
    /// Size in bytes.
    pub(crate) fn size(self) -> usize {
        match self {
            Word::Bool | Word::I8 | Word::U8 => 1,
            Word::I16 | Word::U16 | Word::F16 => 2,
            Word::I32 | Word::U32 | Word::F32 => 4,
            Word::I64 | Word::U64 | Word::F64 | Word::C64 => 8,
            Word::C128 => 16,
        }
    }
}

/// The bytes of one number, or of two.
pub(super) trait Bytes: Copy {
    /// With the bytes of each number turned around.
    fn swapped(self) -> Self;
}

impl<const N: usize> Bytes for [u8; N] {
    #[inline(always)]
    fn swapped(mut self) -> Self {
        self.reverse();
        self
    }
}

impl<const N: usize> Bytes for [[u8; N]; 2] {
    #[inline(always)]
    fn swapped(self) -> Self {
        self.map(Bytes::swapped)
    }
}

/// Floats, booleans and integers of up to 32 bits, as they are.
#[inline(always)]
pub(super) fn floats(from: Piece<'_>, format: Format, out: &mut [f64]) {
    let big = format.big_endian;
    match format.word {
        Word::Bool => from.read(big, out, |[byte]: [u8; 1]| f64::from(u8::from(byte != 0))),
        Word::I8 => from.read(big, out, |bytes| f64::from(i8::from_le_bytes(bytes))),
        Word::I16 => from.read(big, out, |bytes| f64::from(i16::from_le_bytes(bytes))),
        Word::I32 => from.read(big, out, |bytes| f64::from(i32::from_le_bytes(bytes))),
        Word::U8 => from.read(big, out, |bytes| f64::from(u8::from_le_bytes(bytes))),
        Word::U16 => from.read(big, out, |bytes| f64::from(u16::from_le_bytes(bytes))),
        Word::U32 => from.read(big, out, |bytes| f64::from(u32::from_le_bytes(bytes))),
        Word::F16 => from.read(big, out, |bytes| half_to_f64(u16::from_le_bytes(bytes))),
        Word::F32 => from.read(big, out, |bytes| f64::from(f32::from_le_bytes(bytes))),
        Word::F64 => from.read(big, out, f64::from_le_bytes),
        word => unreachable!("{word:?} has no place in a block of f64"),
    }
}

/// The sum of floats where they lie. `None` of kinds that are better gathered first.
pub(super) fn sum(from: Piece<'_>, format: Format) -> Option<f64> {
    Some(match (format.word, format.big_endian) {
        (Word::F64, false) => kernels::sum_of(from.converted(f64::from_le_bytes)),
        (Word::F64, true) => kernels::sum_of(from.converted(f64::from_be_bytes)),
        (Word::F32, false) => kernels::sum_of(from.converted(|bytes| f32::from_le_bytes(bytes).into())),
        (Word::F32, true) => kernels::sum_of(from.converted(|bytes| f32::from_be_bytes(bytes).into())),
        _ => return None,
    })
}

/// Sum and extremes of floats where they lie.
pub(super) fn extent(from: Piece<'_>, format: Format) -> Option<Extent> {
    Some(match (format.word, format.big_endian) {
        (Word::F64, false) => kernels::extent_of(from.converted(f64::from_le_bytes)),
        (Word::F64, true) => kernels::extent_of(from.converted(f64::from_be_bytes)),
        (Word::F32, false) => kernels::extent_of(from.converted(|bytes| f32::from_le_bytes(bytes).into())),
        (Word::F32, true) => kernels::extent_of(from.converted(|bytes| f32::from_be_bytes(bytes).into())),
        _ => return None,
    })
}

/// Integers of 64 bits; unsigned ones moved down by 2^63.
#[inline(always)]
pub(super) fn wides(from: Piece<'_>, format: Format, out: &mut [i64]) {
    let big = format.big_endian;
    match format.word {
        Word::I64 => from.read(big, out, i64::from_le_bytes),
        Word::U64 => from.read(big, out, |bytes| i64::from_le_bytes(bytes) ^ i64::MIN),
        word => unreachable!("{word:?} has no place in a block of i64"),
    }
}

/// Complex numbers: real and imaginary part.
#[inline(always)]
pub(super) fn pairs(from: Piece<'_>, format: Format, out: &mut [[f64; 2]]) {
    let big = format.big_endian;
    match format.word {
        Word::C64 => {
            from.read(big, out, |parts: [[u8; 4]; 2]| parts.map(|part| f32::from_le_bytes(part).into()))
        }
        Word::C128 => from.read(big, out, |parts: [[u8; 8]; 2]| parts.map(f64::from_le_bytes)),
        word => unreachable!("{word:?} has no place in a block of pairs"),
    }
}

/// The value of an IEEE 754 binary16, exactly. A NaN stays one.
#[inline(always)]
pub(crate) fn half_to_f64(bits: u16) -> f64 {
    let magnitude = u64::from(bits & 0x7fff);
    let sign = u64::from(bits & 0x8000) << 48;
    // Exponent and fraction in their places of a binary64, whose exponent has a bias that is larger by 1008.
    let finite = f64::from_bits(magnitude << 42) * f64::from_bits((1023 + 1008) << 52);
    let special = f64::from_bits(0x7ff0_0000_0000_0000 | magnitude << 42);
    let value = if magnitude < 0x7c00 { finite } else { special };
    f64::from_bits(value.to_bits() | sign)
}

/// The nearest value of an IEEE 754 binary16, the even one if two are.
pub(crate) fn round_to_half(x: f64) -> f64 {
    if !x.is_finite() || x == 0.0 {
        return x;
    }
    let exponent = ((x.to_bits() >> 52 & 0x7ff) as i64 - 1023).max(-14);
    // The distance between neighbours. Dividing by it and multiplying with it is exact.
    let step = f64::from_bits(((exponent - 10 + 1023) as u64) << 52);
    let rounded = (x / step).round_ties_even() * step;
    if rounded.abs() < 65536.0 { rounded } else { f64::INFINITY.copysign(x) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        // As NumPy 2.4 converts `np.array([bits], 'u2').view('f2').astype('f8')`.
        let table = [
            (0x0000, 0.0),
            (0x0001, 5.960464477539063e-08),
            (0x03ff, 6.097555160522461e-05),
            (0x0400, 6.103515625e-05),
            (0x2e66, 0.0999755859375),
            (0x3c00, 1.0),
            (0xc080, -2.25),
            (0x7bff, 65504.0),
            (0x7c00, f64::INFINITY),
            (0xfc00, f64::NEG_INFINITY),
        ];
        for (bits, value) in table {
            assert_eq!(half_to_f64(bits), value, "{bits:#06x}");
        }
        assert!(half_to_f64(0x8000).is_sign_negative() && half_to_f64(0x8000) == 0.0);
        assert!(half_to_f64(0x7c01).is_nan() && half_to_f64(0xffff).is_nan());
    }

    #[test]
    fn between_halves() {
        for bits in 0..0x7bff {
            let (low, high) = (half_to_f64(bits), half_to_f64(bits + 1));
            let even = if bits % 2 == 0 { low } else { high };
            assert_eq!(round_to_half((low + high) / 2.0), even);
            assert_eq!(round_to_half(low * 0.75 + high * 0.25), low);
            assert_eq!(-round_to_half(-(low * 0.25 + high * 0.75)), high);
        }
        assert_eq!((round_to_half(65519.9), round_to_half(65520.0)), (65504.0, f64::INFINITY));
    }

    #[cfg(feature = "half")]
    #[test]
    fn every_half_is_what_the_half_crate_says() {
        for bits in 0..=u16::MAX {
            let (ours, theirs) = (half_to_f64(bits), half::f16::from_bits(bits).to_f64());
            assert!(ours.to_bits() == theirs.to_bits() || (ours.is_nan() && theirs.is_nan()), "{bits:#06x}");
        }
    }
}
