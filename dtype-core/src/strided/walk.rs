//! A walk over values along any axes, in C order, that costs nothing beyond the inner axis.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ptr::NonNull;

use crate::record::Element;
use crate::shape::{Axes, Dim, Dims};

/// Positions of axes in C order, one run along the innermost axis after the other.
#[derive(Clone)]
pub(super) struct Runs {
    /// All axes but the innermost.
    outer: Dims,
    /// Where on them the next run is.
    index: Axes<usize>,
    /// Its first position, in bytes from the first of all.
    offset: isize,
    inner: Dim,
    left: usize,
}

impl Runs {
    pub(super) fn new(dims: &Dims) -> Runs {
        let merged = dims.merged();
        let (inner, outer) = match merged.split_last() {
            Some((&inner, outer)) => (inner, Dims::new(outer)),
            None => (Dim { len: 1, stride: 0 }, Dims::new(&[])),
        };
        let left = if inner.len == 0 { 0 } else { outer.count().unwrap_or(0) };
        Runs { index: outer.iter().map(|_| 0).collect(), outer, offset: 0, inner, left }
    }

    /// The axis of every run.
    pub(super) fn inner(&self) -> Dim {
        self.inner
    }

    /// How many runs are left.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// The offset of the next run. It is that of a position.
    #[inline]
    pub(super) fn next(&mut self) -> Option<isize> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let offset = self.offset;
        // As an odometer: the innermost wheel turns, and those that are through turn the next.
        for (dim, index) in self.outer.iter().zip(self.index.iter_mut()).rev() {
            *index += 1;
            if *index < dim.len {
                self.offset += dim.stride;
                break;
            }
            self.offset -= dim.stride * (dim.len as isize - 1);
            *index = 0;
        }
        Some(offset)
    }
}

/// Values, one after the other.
#[derive(Clone)]
pub(crate) struct Walk<'a, T> {
    first: NonNull<u8>,
    runs: Runs,
    /// The next value of the current run, in bytes from the first of all, and how many of the run are left.
    offset: isize,
    left: usize,
    of: PhantomData<&'a T>,
}

impl<T: Element> Walk<'_, T> {
    /// # Safety
    /// At every position of `dims` from `first` on lies a value that may be read for `'a`, and all offsets fit.
    pub(super) unsafe fn new(first: NonNull<u8>, dims: &Dims) -> Self {
        Walk { first, runs: Runs::new(dims), offset: 0, left: 0, of: PhantomData }
    }

    /// How many values are left.
    pub(crate) fn len(&self) -> usize {
        self.left + self.runs.left() * self.runs.inner().len
    }

    #[inline]
    pub(crate) fn next(&mut self) -> Option<T> {
        if self.left == 0 {
            self.offset = self.runs.next()?;
            self.left = self.runs.inner().len;
        }
        // SAFETY: a position of the current run, of which some are left.
        let at = unsafe { self.first.offset(self.offset) };
        self.left -= 1;
        // The last step may lead behind the last value, where nothing is read.
        self.offset = self.offset.wrapping_add(self.runs.inner().stride);
        // SAFETY: N2: a value lies there. N4: this is an unaligned read.
        Some(unsafe { at.cast::<T>().read_unaligned() })
    }

    /// Calls `f` with what it returned and each value.
    #[inline]
    pub(crate) fn fold<B>(mut self, init: B, mut f: impl FnMut(B, T) -> B) -> B {
        let mut all = init;
        let stride = self.runs.inner().stride;
        if self.left > 0 {
            // SAFETY: as many positions of the current run are left.
            all = unsafe { fold_run(self.first, self.offset, stride, self.left, all, &mut f) };
        }
        while let Some(offset) = self.runs.next() {
            // SAFETY: all positions of a run.
            all = unsafe { fold_run(self.first, offset, stride, self.runs.inner().len, all, &mut f) };
        }
        all
    }
}

/// # Safety
/// From `offset` bytes behind `first` on, `len` values lie `stride` bytes apart.
#[inline]
unsafe fn fold_run<T: Element, B>(
    first: NonNull<u8>,
    offset: isize,
    stride: isize,
    len: usize,
    init: B,
    f: &mut impl FnMut(B, T) -> B,
) -> B {
    // SAFETY: the first position of the run.
    let start = unsafe { first.offset(offset) };
    let mut all = init;
    if stride == size_of::<T>() as isize {
        // The same loop with a stride that the compiler knows.
        for i in 0..len {
            // SAFETY: position `i` of the run.
            let at = unsafe { start.cast::<T>().add(i) };
            // SAFETY: N2 and N4.
            all = f(all, unsafe { at.read_unaligned() });
        }
        return all;
    }
    for i in 0..len {
        // SAFETY: position `i` of the run.
        let at = unsafe { start.offset(i as isize * stride) };
        // SAFETY: N2 and N4.
        all = f(all, unsafe { at.cast::<T>().read_unaligned() });
    }
    all
}

// SAFETY: it is a shared borrow of values that can be shared (`Element` asks for `Send + Sync`).
unsafe impl<T: Sync> Send for Walk<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Walk<'_, T> {}
