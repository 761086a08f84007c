//! From bytes anywhere to a contiguous block: any stride, alignment, byte order and format.
//!
//! G1. In a [`Gather`], `count` is the product of the lengths of `dims`. At every position below it, `size` bytes may be
//!     read for `'a`; its offset and all sums on the way to it fit `isize`.
//! G2. In a [`Piece`], the same holds of every column of every row.
//! G3. A function compiled for AVX2 is called only after the processor was asked whether it has AVX2.
#![allow(unsafe_code, reason = "reads through a pointer and strides, and runs code compiled for AVX2")]

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};
use std::marker::PhantomData;
use std::ops::{Range, RangeInclusive};
use std::ptr::NonNull;

use super::LANES;
use super::kernels::{Extent, Rest, Rows};
use super::words::{self, Bytes, Format, Word};
use crate::shape::{Dim, Dims};

/// Loads that do not wait for each other.
const IN_FLIGHT: usize = 8;

/// Strides, in bytes, at which processors need to be told what will be read: shorter ones they see themselves, and longer
/// ones leave them time.
const HINTED: RangeInclusive<usize> = 33..=128;

/// How far ahead memory is asked for, in bytes.
const AHEAD: usize = 4096;

/// Rows of this many columns are read one at a time, shorter ones together.
const LONG_ROW: usize = 32;

/// A walk over numbers in memory, in C order.
pub(crate) struct Gather<'a> {
    start: NonNull<u8>,
    /// At least two axes: the last are rows and columns.
    dims: Dims,
    size: usize,
    format: Format,
    count: usize,
    position: usize,
    /// How far ahead of a read memory is asked for, in numbers.
    ahead: usize,
    of: PhantomData<&'a [u8]>,
}

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
    start: NonNull<u8>,
    rows: usize,
    row_stride: isize,
    columns: Dim,
    size: usize,
    ahead: usize,
    of: PhantomData<&'a [u8]>,
}

/// Numbers of a piece in rows, each converted.
pub(super) struct Converted<'p, 'a, B, C> {
    piece: &'p Piece<'a>,
    convert: C,
    of: PhantomData<B>,
}

impl<'a> Gather<'a> {
    /// From the first number on.
    ///
    /// # Safety
    /// At every position of `dims` from `start`, the bytes of one number of the format may be read for `'a`; its offset
    /// and all sums on the way to it fit `isize`.
    pub(crate) unsafe fn new(start: NonNull<u8>, dims: &Dims, format: Format) -> Self {
        let one = Dim { len: 1, stride: 0 };
        let merged = dims.merged();
        let dims = match merged[..] {
            [] => Dims::new(&[one, one]),
            [columns] => Dims::new(&[one, columns]),
            _ => merged,
        };
        let count = dims.count().unwrap_or(0);
        // G1: the caller's promise; merging axes and adding some of length 1 changes no position.
        Gather {
            start,
            dims,
            size: format.word.size(),
            format,
            count,
            position: 0,
            ahead: 0,
            of: PhantomData,
        }
    }

    /// How many numbers are left.
    pub(crate) fn left(&self) -> usize {
        self.count - self.position
    }

    /// Passes over numbers, at most as many as there are left.
    pub(crate) fn skip(&mut self, count: usize) {
        self.position += count.min(self.left());
    }

    /// Asks for memory well ahead of reading it: for walks through more than the caches hold.
    pub(crate) fn read_ahead(&mut self) {
        let stride = self.only_row().map_or(0, |columns| columns.stride.unsigned_abs());
        if HINTED.contains(&stride) {
            self.ahead = AHEAD / stride;
        }
    }

    /// The sum of the next `count` floats, straight from where they lie, if that is faster than gathering them. They
    /// stay the next ones.
    pub(crate) fn peek_sum(&self, count: usize) -> Option<f64> {
        words::sum(self.scattered(count)?, self.format)
    }

    /// The same for sum and extremes.
    pub(crate) fn peek_extent(&self, count: usize) -> Option<Extent> {
        words::extent(self.scattered(count)?, self.format)
    }

    /// The next numbers as one piece, if they lie in a row, but apart.
    fn scattered(&self, count: usize) -> Option<Piece<'a>> {
        let columns = self.only_row()?;
        let dense = columns.stride == self.size as isize;
        (!dense && count > 0 && count <= self.left()).then(|| self.piece(count))
    }

    /// The next numbers, `count` of them: where they are if they lie there as they are needed, else in `room`.
    ///
    /// # Panics
    /// If there are not as many left, or less room.
    pub(crate) fn next<'r, T: Target>(&mut self, count: usize, room: &'r mut [T]) -> &'r [T]
    where
        'a: 'r,
    {
        if let Some(numbers) = self.in_place(count) {
            self.position += count;
            return numbers;
        }
        self.fill(&mut room[..count]);
        &room[..count]
    }

    /// Fills `out` with the next numbers.
    ///
    /// # Panics
    /// If there are not as many left.
    pub(crate) fn fill<T: Target>(&mut self, mut out: &mut [T]) {
        assert!(out.len() <= self.left(), "no more numbers than there are");
        while !out.is_empty() {
            let piece = self.piece(out.len());
            let (now, later) = out.split_at_mut(piece.rows * piece.columns.len);
            self.position += now.len();
            T::read(piece, self.format, now);
            out = later;
        }
    }

    /// Asks for the memory of numbers that will be read soon. `soon` counts from the next one; there may be fewer.
    pub(crate) fn prefetch(&self, soon: Range<usize>) {
        const LINE: usize = 64;
        let Some(columns) = self.only_row() else { return };
        let step = (LINE / columns.stride.unsigned_abs().max(1)).max(1);
        let end = soon.end.min(self.left());
        for ahead in (soon.start..end).step_by(step) {
            let at = self.start.as_ptr().wrapping_offset((self.position + ahead) as isize * columns.stride);
            Piece::hint(at);
        }
    }

    /// Distance between two numbers in bytes, if one stride reaches them all.
    pub(crate) fn stride(&self) -> Option<isize> {
        self.only_row().map(|columns| columns.stride)
    }

    fn only_row(&self) -> Option<Dim> {
        match self.dims[..] {
            [rows, columns] if rows.len == 1 => Some(columns),
            _ => None,
        }
    }

    /// The next `count` numbers as a slice, if they lie like one.
    fn in_place<T: Target>(&self, count: usize) -> Option<&'a [T]> {
        let native = Format { word: T::WORD, big_endian: cfg!(target_endian = "big") };
        let dense = self.only_row()?.stride == size_of::<T>() as isize;
        if self.format != native || !dense || count == 0 || count > self.left() {
            return None;
        }
        // SAFETY: G1: the position is below the count.
        let start = unsafe { self.start.add(self.position * size_of::<T>()) }.cast::<T>();
        if !start.is_aligned() {
            return None;
        }
        // SAFETY: aligned; G1: the bytes of `count` numbers, without gaps, for 'a; all bytes are values of a `Target`.
        Some(unsafe { std::slice::from_raw_parts(start.as_ptr(), count) })
    }

    /// The next numbers that one piece can reach, at most `most`. There are not fewer than that.
    fn piece(&self, most: usize) -> Piece<'a> {
        let [.., rows, columns] = self.dims[..] else { unreachable!("at least two axes") };
        let of_row = |start, column: usize| {
            let columns = Dim { len: most.min(columns.len - column), ..columns };
            Piece {
                start,
                rows: 1,
                row_stride: 0,
                columns,
                size: self.size,
                ahead: self.ahead,
                of: PhantomData,
            }
        };
        if self.only_row().is_some() {
            // SAFETY: G1: the position is below the count.
            let start = unsafe { self.start.offset(self.position as isize * columns.stride) };
            // G2 by G1: what is left of the row.
            return of_row(start, self.position);
        }
        // SAFETY: G1: the position is below the count.
        let start = unsafe { self.start.offset(self.dims.offset_of(self.position)) };
        let (row, column) = (self.position / columns.len % rows.len, self.position % columns.len);
        let whole_rows = (most / columns.len).min(rows.len - row);
        if columns.len >= LONG_ROW || column > 0 || whole_rows == 0 {
            // G2 by G1: what is left of the row.
            return of_row(start, column);
        }
        // G2 by G1: the rows from this one on.
        Piece {
            start,
            rows: whole_rows,
            row_stride: rows.stride,
            columns,
            size: self.size,
            ahead: 0,
            of: PhantomData,
        }
    }
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

    /// Asks for the memory of a number, which may lie behind the last one.
    #[inline(always)]
    fn hint(at: *const u8) {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: asking for memory is right at any address.
        unsafe {
            _mm_prefetch::<_MM_HINT_T1>(at.cast())
        };
        #[cfg(not(target_arch = "x86_64"))]
        let _ = at;
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
                for (j, number) in row.iter_mut().enumerate() {
                    *number = read(start, j, stride);
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
                self.hint_group(start, IN_FLIGHT * g, IN_FLIGHT);
                let numbers: [T; IN_FLIGHT] = std::array::from_fn(|j| read(start, IN_FLIGHT * g + j, stride));
                *group = numbers;
            }
            for (j, number) in rest.iter_mut().enumerate() {
                *number = read(start, in_groups + j, stride);
            }
        }
    }

    /// Asks for what will be read after some numbers, `len` from `j` on.
    #[inline(always)]
    fn hint_group(&self, start: *const u8, j: usize, len: usize) {
        if self.ahead > 0 {
            for j in j..j + len {
                Piece::hint(start.wrapping_offset((j + self.ahead) as isize * self.columns.stride));
            }
        }
    }

    /// Makes sure that numbers have this many bytes, and that there are this many.
    fn check(&self, size: usize, count: usize) {
        assert_eq!(self.size, size, "bytes of the size of a number");
        assert_eq!(self.rows.checked_mul(self.columns.len), Some(count), "room for all rows");
    }
}

impl<B: Bytes, T: Copy + Default, C: Fn(B) -> T + Copy> Rows<T> for Converted<'_, '_, B, C> {
    #[inline(always)]
    fn each(self, mut see: impl FnMut(&[T; LANES])) -> Rest<T> {
        let Dim { len, stride } = self.piece.columns;
        let start = self.piece.start.as_ptr().cast_const();
        // SAFETY: column `j` of the only row, by the loops below; G2, and no alignment is needed.
        let read = |row: *const u8, j: usize| unsafe {
            (self.convert)(row.wrapping_offset(j as isize * stride).cast::<B>().read_unaligned())
        };
        let rows = len / LANES;
        for row in 0..rows {
            self.piece.hint_group(start, row * LANES, LANES);
            let row = start.wrapping_offset((row * LANES) as isize * stride);
            let numbers: [T; LANES] = std::array::from_fn(|j| read(row, j));
            see(&numbers);
        }
        let (row, count) = (start.wrapping_offset((rows * LANES) as isize * stride), len % LANES);
        let values = std::array::from_fn(|j| if j < count { read(row, j) } else { T::default() });
        Rest { values, count }
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
            from.hint_group(start, j, 4);
            let four = _mm256_set_pd(read(j + 3), read(j + 2), read(j + 1), read(j));
            *group = bytemuck::cast::<__m256d, [f64; 4]>(four);
        }
        for (j, number) in rest.iter_mut().enumerate() {
            *number = read(in_groups + j);
        }
    }
}

/// Positions along `dims` from byte `start` on, which are all inside of `bytes`.
#[cfg(test)]
pub(super) fn over<'a>(bytes: &'a [u8], start: usize, dims: &Dims, format: Format) -> Gather<'a> {
    if dims.count() != Some(0) {
        let (low, high) = dims.reach().expect("axes that fit");
        let end = start as isize + high + format.word.size() as isize;
        assert!(start as isize + low >= 0 && end <= bytes.len() as isize, "positions inside of the bytes");
    }
    // SAFETY: checked above.
    unsafe { Gather::new(NonNull::from(&bytes[start..]).cast(), dims, format) }
}

#[cfg(test)]
mod tests;
