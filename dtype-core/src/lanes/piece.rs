//! Numbers in rows, read and converted, for blocks and for the kernels.
//!
//! G2. In a [`Piece`], `size` bytes may be read for `'a` at every column of every row.
//! G3. A function compiled for AVX2 is called only after the processor was asked whether it has AVX2.
#![allow(unsafe_code, reason = "reads through a pointer and strides, and runs code compiled for AVX2")]

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};
use std::hint::black_box;
use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::ptr::NonNull;

use super::LANES;
use super::kernels::{Extent, Insert, Rest, Rows};
use super::words::{self, Bytes, Format, Word};
use crate::shape::Dim;

/// Strides, in bytes, at which processors need to be told what will be read: longer ones leave them time.
pub(crate) const HINTED: RangeInclusive<usize> = 1..=128;

/// How far ahead memory is asked for, in bytes. Processors by themselves stop at the end of a page.
pub(crate) const AHEAD: isize = 8192;

/// Loads that do not wait for each other.
const IN_FLIGHT: usize = 8;

/// Bytes that memory brings at a time.
const LINE: usize = 64;

/// What numbers become in a block. Only for types of which all bytes are values.
pub(crate) trait Target: Copy {
    /// The word that is it already, in the byte order of this machine.
    const WORD: Word;

    /// Reads as many numbers as there is room for, one row after the other.
    fn read(from: Piece<'_>, format: Format, out: &mut [Self]);
}

/// Numbers in rows that are `row_stride` bytes apart.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(super) start: NonNull<u8>,
    pub(super) rows: usize,
    pub(super) row_stride: isize,
    pub(super) columns: Dim,
    pub(super) size: usize,
    /// Are they read at a pace at which memory follows?
    pub(super) paced: bool,
    pub(super) of: PhantomData<&'a [u8]>,
}

/// Numbers of a piece in rows, each converted.
#[derive(Clone, Copy)]
pub(super) struct Converted<'p, 'a, B, C> {
    piece: &'p Piece<'a>,
    convert: C,
    of: PhantomData<B>,
}

impl<'a> Piece<'a> {
    /// The numbers of the only row, of bytes of type `B`, converted from little-endian, for the kernels.
    ///
    /// # Panics
    /// If there are several rows.
    #[inline(always)]
    pub(super) fn converted<B: Bytes, T: Copy + Default, C: Fn(B) -> T + Copy>(
        &self,
        convert: C,
    ) -> Converted<'_, 'a, B, C> {
        assert!(self.rows == 1, "one row");
        self.check(size_of::<B>(), self.columns.len);
        Converted { piece: self, convert, of: PhantomData::<B> }
    }

    /// Reads numbers whose bytes are of type `B`, and converts them from little-endian.
    #[inline(always)]
    pub(super) fn read<B: Bytes, T>(&self, big_endian: bool, out: &mut [T], convert: impl Fn(B) -> T + Copy) {
        if big_endian {
            self.read_rows(out, |bytes: B| convert(bytes.swapped()));
        } else {
            self.read_rows(out, convert);
        }
    }

    #[inline(always)]
    fn read_rows<B: Bytes, T>(&self, out: &mut [T], convert: impl Fn(B) -> T + Copy) {
        self.check(size_of::<B>(), out.len());
        let Dim { len, stride } = self.columns;
        // SAFETY: column `j` of a row that exists, by the loops below; G2, and no alignment is needed.
        let read = |row: *const u8, j: usize, stride: isize| unsafe {
            convert(row.wrapping_offset(j as isize * stride).cast::<B>().read_unaligned())
        };
        let start = self.start.as_ptr().cast_const();
        let dense = size_of::<B>() as isize;
        if self.rows > 1 {
            for (i, row) in out.chunks_exact_mut(len).enumerate() {
                let start = start.wrapping_offset(i as isize * self.row_stride);
                if stride == dense {
                    // In fours, since a call that copies takes longer than a short row.
                    let (fours, rest) = row.as_chunks_mut::<4>();
                    let in_fours = 4 * fours.len();
                    for (f, four) in fours.iter_mut().enumerate() {
                        *four = std::array::from_fn(|j| read(start, 4 * f + j, dense));
                    }
                    for (j, number) in rest.iter_mut().enumerate() {
                        *number = read(start, in_fours + j, dense);
                    }
                } else {
                    for (j, number) in row.iter_mut().enumerate() {
                        *number = read(start, j, stride);
                    }
                }
            }
        } else if stride == dense {
            // A stride that the compiler knows: one load brings several numbers.
            for (j, number) in out.iter_mut().enumerate() {
                *number = read(start, j, dense);
            }
        } else {
            let (groups, rest) = out.as_chunks_mut::<IN_FLIGHT>();
            let in_groups = IN_FLIGHT * groups.len();
            for (g, group) in groups.iter_mut().enumerate() {
                let numbers: [T; IN_FLIGHT] = std::array::from_fn(|j| read(start, IN_FLIGHT * g + j, stride));
                *group = numbers;
            }
            for (j, number) in rest.iter_mut().enumerate() {
                *number = read(start, in_groups + j, stride);
            }
        }
    }

    /// Makes sure that numbers have this many bytes, and that there are this many.
    fn check(&self, size: usize, count: usize) {
        assert_eq!(self.size, size, "bytes of the size of a number");
        assert_eq!(self.rows.checked_mul(self.columns.len), Some(count), "room for all rows");
    }
}

/// Asks for the memory of numbers, `count` of them and `stride` bytes apart, which lie `ahead` from an address and on in that
/// direction. There may be nothing.
#[inline(always)]
pub(crate) fn hint(at: *const u8, ahead: isize, count: usize, stride: usize) {
    for line in (0..count * stride).step_by(stride.max(LINE)) {
        let at = at.wrapping_offset(ahead + ahead.signum() * line as isize);
        #[cfg(target_arch = "x86_64")]
        // SAFETY: asking for memory is right at any address.
        unsafe {
            _mm_prefetch::<_MM_HINT_T1>(at.cast())
        };
        #[cfg(not(target_arch = "x86_64"))]
        let _ = at;
    }
}

impl<B: Bytes, T: Copy + Default, C: Fn(B) -> T + Copy> Rows<T> for Converted<'_, '_, B, C> {
    #[inline(always)]
    fn middle(self) -> T {
        let Dim { len, stride } = self.piece.columns;
        if len == 0 {
            return T::default();
        }
        let at = self.piece.start.as_ptr().cast_const().wrapping_offset((len / 2) as isize * stride);
        // SAFETY: a column of the only row, and there is one; G2, and no alignment is needed.
        let bytes = unsafe { at.cast::<B>().read_unaligned() };
        (self.convert)(bytes)
    }

    #[inline(always)]
    fn insert_into<const FROM: usize, const TO: usize>(self, lanes: &mut impl Insert<T>) {
        let Dim { len, stride } = self.piece.columns;
        // SAFETY: a column of the only row, by the loops below; G2, and no alignment is needed.
        let read = |at: *const u8| unsafe { (self.convert)(at.cast::<B>().read_unaligned()) };
        // What the compiler does not know it keeps in registers: else each address waits for the one before it.
        // Of a row that is too short to be walked in fours they need not fit.
        let [two, three] = black_box([stride.wrapping_mul(2), stride.wrapping_mul(3)]);
        let four = |at: *const u8| {
            [at, at.wrapping_offset(stride), at.wrapping_offset(two), at.wrapping_offset(three)]
        };
        let mut row = self.piece.start.as_ptr().cast_const();
        for _ in 0..len / LANES {
            for quarter in FROM..TO {
                lanes.insert(quarter, four(row.wrapping_offset(4 * quarter as isize * stride)).map(read));
            }
            row = row.wrapping_offset(LANES as isize * stride);
        }
    }

    #[inline(always)]
    fn rest(self) -> Rest<T> {
        let Dim { len, stride } = self.piece.columns;
        let count = len % LANES;
        let start = self.piece.start.as_ptr().cast_const();
        // SAFETY: `j` is less than `count`, so it is a column of the only row; G2, and no alignment is needed.
        let read = |j: usize| unsafe {
            let at = start.wrapping_offset((len - count + j) as isize * stride);
            (self.convert)(at.cast::<B>().read_unaligned())
        };
        let last = |j| if j < count { read(j) } else { T::default() };
        Rest { values: std::array::from_fn(last), count }
    }
}

/// Implements [`Target`] by a function compiled for each instruction set.
macro_rules! target {
    ($target:ty, $word:ident, $read:ident) => {
        impl Target for $target {
            const WORD: Word = Word::$word;

            fn read(from: Piece<'_>, format: Format, out: &mut [Self]) {
                #[cfg(target_arch = "x86_64")]
                if std::arch::is_x86_feature_detected!("avx2") {
                    // SAFETY: G3, asked on the line above.
                    return unsafe { avx2::$read(from, format, out) };
                }
                words::$read(from, format, out);
            }
        }
    };
}

/// Sum and extremes where the numbers lie. The sum alone is no faster for a wider instruction set: two numbers are put into a
/// register in the time that their addition takes, four take longer.
pub(super) fn extent(from: Piece<'_>, format: Format) -> Option<Extent> {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: G3, asked on the line above.
        return unsafe { avx2::extent(from, format) };
    }
    words::extent(from, format)
}

/// The same, and the moments.
pub(super) fn spread(from: Piece<'_>, format: Format) -> Option<Extent> {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: G3, asked on the line above.
        return unsafe { avx2::spread(from, format) };
    }
    words::spread(from, format)
}

target!(f64, F64, floats);
target!(i64, I64, wides);
target!([f64; 2], C128, pairs);

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{__m256d, _mm256_set_pd};

    use super::*;

    #[target_feature(enable = "avx2")]
    pub(super) fn floats(from: Piece<'_>, format: Format, out: &mut [f64]) {
        match format {
            Format { word: Word::F64, big_endian: false } if from.rows == 1 => fours(from, out),
            _ => words::floats(from, format, out),
        }
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn wides(from: Piece<'_>, format: Format, out: &mut [i64]) {
        match format {
            Format { word: Word::I64, big_endian: false } if from.rows == 1 => {
                fours(from, bytemuck::cast_slice_mut(out));
            }
            Format { word: Word::U64, big_endian: false } if from.rows == 1 => {
                fours(from, bytemuck::cast_slice_mut(out));
                for number in out {
                    *number ^= i64::MIN;
                }
            }
            _ => words::wides(from, format, out),
        }
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn pairs(from: Piece<'_>, format: Format, out: &mut [[f64; 2]]) {
        words::pairs(from, format, out);
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn extent(from: Piece<'_>, format: Format) -> Option<Extent> {
        words::extent(from, format)
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn spread(from: Piece<'_>, format: Format) -> Option<Extent> {
        words::spread(from, format)
    }

    /// A row of eight bytes each, as they are: four loads into a register, which is stored at once. The compiler alone
    /// makes four stores of it, and a processor stores less than it loads.
    #[target_feature(enable = "avx2")]
    fn fours(from: Piece<'_>, out: &mut [f64]) {
        from.check(8, out.len());
        let (start, stride) = (from.start.as_ptr().cast_const(), from.columns.stride);
        // SAFETY: column `j` of the only row, by the loops below; G2, and no alignment is needed.
        let read =
            |j: usize| unsafe { start.wrapping_offset(j as isize * stride).cast::<f64>().read_unaligned() };
        let (groups, rest) = out.as_chunks_mut::<4>();
        let in_groups = 4 * groups.len();
        for (g, group) in groups.iter_mut().enumerate() {
            let j = 4 * g;
            let four = _mm256_set_pd(read(j + 3), read(j + 2), read(j + 1), read(j));
            *group = bytemuck::cast::<__m256d, [f64; 4]>(four);
        }
        for (j, number) in rest.iter_mut().enumerate() {
            *number = read(in_groups + j);
        }
    }
}
