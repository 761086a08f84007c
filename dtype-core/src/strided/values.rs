//! Values of one type along one axis, to be read.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ops::Range;
use std::ptr::NonNull;

use super::Bytes;
use crate::record::{Element, FieldOf};
use crate::shape::{Dim, Dims};

/// Values of one type, one axis.
pub(crate) struct Strided<'a, T> {
    pub(super) ptr: NonNull<u8>,
    pub(super) len: usize,
    pub(super) stride: isize,
    pub(super) of: PhantomData<&'a T>,
}

impl<'a, T: Element> Strided<'a, T> {
    /// A field of every record.
    pub(crate) fn field<R: Element>(records: &'a [R], field: FieldOf<R, T>) -> Self {
        let start = NonNull::from(records).cast::<u8>();
        // The pointer of an empty slice belongs to nothing, so it is not moved.
        let offset = if records.is_empty() { 0 } else { field.offset() };
        // SAFETY: the field is inside the first record (invariant of `FieldOf`), which exists.
        let ptr = unsafe { start.add(offset) };
        // S1, S2, S3 by the invariant of `FieldOf`; S4 because a slice is at most `isize::MAX` bytes long.
        Strided { ptr, len: records.len(), stride: size_of::<R>() as isize, of: PhantomData }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn stride(&self) -> isize {
        self.stride
    }

    #[inline]
    pub(crate) fn get(&self, i: usize) -> Option<T> {
        // SAFETY: the position exists.
        (i < self.len).then(|| unsafe { self.read(i) })
    }

    /// # Safety
    /// `i < len`
    #[inline]
    pub(super) unsafe fn read(&self, i: usize) -> T {
        // SAFETY: S1 and S4: the position lies in the allocation.
        let at = unsafe { self.ptr.offset(i as isize * self.stride) };
        // SAFETY: S1, S2, S3: a value of `T` lies there. S6: this is an unaligned read.
        unsafe { at.cast::<T>().read_unaligned() }
    }

    /// The values as a slice, if one lies right behind the other where a `T` may lie.
    pub(crate) fn as_slice(&self) -> Option<&'a [T]> {
        if self.len == 0 {
            return Some(&[]);
        }
        let ptr = self.ptr.cast::<T>();
        let dense = self.len < 2 || self.stride == size_of::<T>() as isize;
        if !dense || !ptr.is_aligned() {
            return None;
        }
        // SAFETY: aligned; S1, S2, S3 for each of `len` values that lie without gaps, borrowed for 'a.
        Some(unsafe { std::slice::from_raw_parts(ptr.as_ptr(), self.len) })
    }

    /// Every `step`-th of the values in `range`, which is inside of `0..len`, from its start.
    ///
    /// # Panics
    /// If `range` is not inside or `step` is zero.
    pub(crate) fn select(&self, range: Range<usize>, step: usize) -> Self {
        assert!(range.start <= range.end && range.end <= self.len, "a range within the column");
        let len = range.len().div_ceil(step);
        let ptr = if len == 0 {
            self.ptr
        } else {
            // SAFETY: S1 and S4: the first position of the range exists.
            unsafe { self.ptr.offset(range.start as isize * self.stride) }
        };
        // With one value or none the stride is never walked; else it reaches an existing position, so it fits.
        let stride = if len < 2 { self.stride } else { self.stride * step as isize };
        Strided { ptr, len, stride, of: PhantomData }
    }

    /// The same values from the last to the first.
    pub(crate) fn rev(&self) -> Self {
        let Some(last) = self.len.checked_sub(1) else { return *self };
        // SAFETY: S1 and S4: the last position exists.
        let ptr = unsafe { self.ptr.offset(last as isize * self.stride) };
        // A stride that has no opposite is that of a single value, and never walked.
        Strided { ptr, stride: self.stride.wrapping_neg(), ..*self }
    }

    /// The bytes of the values. Only where values have no padding.
    pub(crate) fn bytes(&self) -> Bytes<'a> {
        const { assert!(T::NO_PADDING, "bytes of values without padding") };
        let dims = Dims::new(&[Dim { len: self.len, stride: self.stride }]);
        // S2 by `Element` 4.
        Bytes { ptr: self.ptr, dims, size: size_of::<T>(), of: PhantomData }
    }
}

impl<T> Clone for Strided<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Strided<'_, T> {}

// SAFETY: it is a shared borrow of values that can be shared (`Element` asks for `Send + Sync`).
unsafe impl<T: Sync> Send for Strided<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Strided<'_, T> {}
