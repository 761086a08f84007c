//! From bytes anywhere to a contiguous block: any stride, alignment, byte order and format.
//!
//! G1. In a [`Gather`], `count` is the product of the lengths of `dims`. At every position below it, `size` bytes may be
//!     read for `'a`; its offset and all sums on the way to it fit `isize`. Unless one row is all, `offset` is that of
//!     the first column of the row in which the position is, and `row` and `column` say where on the last two axes that is.
#![allow(unsafe_code, reason = "moves a pointer along strides, and lends slices")]

use std::marker::PhantomData;
use std::ops::Range;
use std::ptr::NonNull;

use super::kernels::Extent;
use super::piece::{self, Piece, Target, hint};
use super::words::{self, Format};
use crate::shape::{Dim, Dims};

/// Bytes from one number to the next from which on lines of memory are used up fast enough for the way they are read to matter:
/// half a line. Where more numbers lie in one, it makes no difference out of the caches, and takes longer in the last of them.
const PACED: usize = 32;

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
    /// Where the position is, unless one row is all: on the last two axes, and the offset of its row. They follow from it,
    /// by divisions that take longer than reading a short row.
    row: usize,
    column: usize,
    offset: isize,
    /// Are numbers read where they lie at a pace at which memory follows?
    paced: bool,
    of: PhantomData<&'a [u8]>,
}

impl<'a> Gather<'a> {
    /// From the first number on.
    ///
    /// # Safety
    /// At every position of `dims` from `start`, the bytes of one number of the format may be read for `'a`; its offset
    /// and all sums on the way to it fit `isize`.
    pub(crate) unsafe fn new(start: NonNull<u8>, dims: &Dims, format: Format) -> Self {
        let one = Dim { len: 1, stride: 0 };
        let dims = match dims[..] {
            [columns] => Dims::new(&[one, columns]),
            _ => match dims.merged() {
                merged if merged.is_empty() => Dims::new(&[one, one]),
                merged if merged.len() == 1 => Dims::new(&[one, merged[0]]),
                merged => merged,
            },
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
            row: 0,
            column: 0,
            offset: 0,
            paced: false,
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
        if self.only_row().is_none() && self.left() > 0 {
            let [.., rows, columns] = self.dims[..] else { unreachable!("at least two axes") };
            self.column = self.position % columns.len;
            self.row = self.position / columns.len % rows.len;
            self.offset = self.dims.offset_of(self.position - self.column);
        }
    }

    /// Passes over the numbers of a piece, which are the next ones.
    fn step_over(&mut self, piece: &Piece<'_>) {
        let count = piece.rows * piece.columns.len;
        let [.., rows, columns] = self.dims[..] else { unreachable!("at least two axes") };
        let whole_rows = (self.column + piece.columns.len) / columns.len * piece.rows;
        if self.only_row().is_some() || self.row + whole_rows == rows.len {
            return self.skip(count);
        }
        // G1: the offset of a row that exists.
        self.position += count;
        self.row += whole_rows;
        self.offset += whole_rows as isize * rows.stride;
        self.column = if whole_rows == 0 { self.column + count } else { 0 };
    }

    /// Says that the numbers are in no cache.
    pub(crate) fn pace(&mut self) {
        let stride = self.only_row().map_or(0, |columns| columns.stride);
        self.paced = stride.unsigned_abs() >= PACED;
    }

    /// The sum of the next `count` floats, straight from where they lie, if that is faster than gathering them. They
    /// stay the next ones.
    pub(crate) fn peek_sum(&self, count: usize) -> Option<f64> {
        words::sum(self.scattered(count)?, self.format)
    }

    /// The same for sum and extremes.
    pub(crate) fn peek_extent(&self, count: usize) -> Option<Extent> {
        piece::extent(self.scattered(count)?, self.format)
    }

    /// The same for these and the moments.
    pub(crate) fn peek_spread(&self, count: usize) -> Option<Extent> {
        piece::spread(self.scattered(count)?, self.format)
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
            self.step_over(&piece);
            let (now, later) = out.split_at_mut(piece.rows * piece.columns.len);
            T::read(piece, self.format, now);
            out = later;
        }
    }

    /// Asks for the memory of numbers that will be read soon. `soon` counts from the next one; there may be fewer.
    pub(crate) fn prefetch(&self, soon: Range<usize>) {
        let Some(columns) = self.only_row() else { return };
        let end = soon.end.min(self.left());
        if soon.start < end {
            let first = (self.position + soon.start) as isize * columns.stride;
            let (at, stride) = (self.start.as_ptr().wrapping_offset(first), columns.stride);
            hint(at, stride.signum(), end - soon.start, stride.unsigned_abs());
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
                paced: self.paced,
                of: PhantomData,
            }
        };
        if self.only_row().is_some() {
            // SAFETY: G1: the position is below the count.
            let start = unsafe { self.start.offset(self.position as isize * columns.stride) };
            // G2 by G1: what is left of the row.
            return of_row(start, self.position);
        }
        let (row, column) = (self.row, self.column);
        let at = self.offset + column as isize * columns.stride;
        // SAFETY: G1: the position is below the count, and this is its offset.
        let start = unsafe { self.start.offset(at) };
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
            paced: self.paced,
            of: PhantomData,
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
