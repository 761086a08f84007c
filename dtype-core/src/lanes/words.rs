//! What the bytes of a number mean, and what they become in a block.

use std::hint::black_box;

use super::half::half_to_f64;
use super::kernels::{self, Extent, Rows};
use super::piece::Piece;

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
#[inline(always)]
pub(super) fn sum(from: Piece<'_>, format: Format) -> Option<f64> {
    reduced(from, format, Sum)
}

/// Sum and extremes of floats where they lie.
#[inline(always)]
pub(super) fn extent(from: Piece<'_>, format: Format) -> Option<Extent> {
    reduced(from, format, Extremes)
}

/// Sum, extremes and moments of floats where they lie.
#[inline(always)]
pub(super) fn spread(from: Piece<'_>, format: Format) -> Option<Extent> {
    reduced(from, format, Moments { paced: from.paced })
}

/// What becomes of rows of floats.
trait Reduce {
    type Out;

    fn of(self, rows: impl Rows<f64>) -> Self::Out;
}

struct Sum;
struct Extremes;
struct Moments {
    paced: bool,
}

impl Reduce for Sum {
    type Out = f64;

    #[inline(always)]
    fn of(self, rows: impl Rows<f64>) -> f64 {
        kernels::sum_of(rows)
    }
}

impl Reduce for Extremes {
    type Out = Extent;

    #[inline(always)]
    fn of(self, rows: impl Rows<f64>) -> Extent {
        kernels::extent_of(rows)
    }
}

impl Reduce for Moments {
    type Out = Extent;

    #[inline(always)]
    fn of(self, rows: impl Rows<f64>) -> Extent {
        // Memory is gone through once, whatever that takes in registers.
        if self.paced { kernels::spread_of::<4>(rows) } else { kernels::spread_of::<2>(rows) }
    }
}

/// `paced` numbers go by way of memory, which takes a moment: processors that are asked for many numbers at once that are in no
/// cache no longer find the time to fetch what comes next by themselves.
#[inline(always)]
fn reduced<R: Reduce>(from: Piece<'_>, format: Format, reduce: R) -> Option<R::Out> {
    let Format { word, big_endian } = format;
    Some(match (word, big_endian, from.paced) {
        (Word::F64, false, false) => reduce.of(from.converted(f64::from_le_bytes)),
        (Word::F64, true, false) => reduce.of(from.converted(f64::from_be_bytes)),
        (Word::F64, false, true) => {
            reduce.of(from.converted(|bytes| f64::from_bits(black_box(u64::from_le_bytes(bytes)))))
        }
        (Word::F64, true, true) => {
            reduce.of(from.converted(|bytes| f64::from_bits(black_box(u64::from_be_bytes(bytes)))))
        }
        (Word::F32, false, false) => reduce.of(from.converted(|bytes| f32::from_le_bytes(bytes).into())),
        (Word::F32, true, false) => reduce.of(from.converted(|bytes| f32::from_be_bytes(bytes).into())),
        (Word::F32, false, true) => {
            reduce.of(from.converted(|bytes| f32::from_bits(black_box(u32::from_le_bytes(bytes))).into()))
        }
        (Word::F32, true, true) => {
            reduce.of(from.converted(|bytes| f32::from_bits(black_box(u32::from_be_bytes(bytes))).into()))
        }
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
