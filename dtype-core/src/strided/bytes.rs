//! Leaves of so many bytes along any axes: what the kernels walk over.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ptr::NonNull;

use crate::lanes::{Format, Gather};
use crate::shape::Dims;

/// Leaves of so many bytes, any axes.
#[derive(Clone)]
pub(crate) struct Bytes<'a> {
    pub(super) ptr: NonNull<u8>,
    pub(super) dims: Dims,
    pub(super) size: usize,
    pub(super) of: PhantomData<&'a [u8]>,
}

impl<'a> Bytes<'a> {
    /// The first position. S1 to S4 say what may be read from it along [`Bytes::dims`].
    pub(crate) fn as_ptr(&self) -> *const u8 {
        self.ptr.as_ptr()
    }

    pub(crate) fn count(&self) -> usize {
        self.dims.count().unwrap_or(0)
    }

    /// A walk over the leaves as numbers of a format.
    ///
    /// # Panics
    /// If these are of another size than the leaves.
    pub(crate) fn gather(&self, format: Format) -> Gather<'a> {
        assert_eq!(self.size, format.word.size(), "a format of the size of the leaves");
        // SAFETY: S1, S2 and S4 for every position, of as many bytes as the format has.
        unsafe { Gather::new(self.ptr, &self.dims, format) }
    }

    /// The bytes at a position, counted in C order.
    #[inline]
    pub(crate) fn at(&self, position: usize) -> Option<&'a [u8]> {
        let offset = match self.dims[..] {
            // Most are so, and two divisions take longer than all the rest.
            [dim] => (position < dim.len).then_some(position as isize * dim.stride)?,
            _ => (position < self.count()).then(|| self.dims.offset_of(position))?,
        };
        // SAFETY: S1 and S4: the position exists.
        let at = unsafe { self.ptr.offset(offset) };
        // SAFETY: S1, S2: inside the borrowed allocation and initialised, for 'a.
        Some(unsafe { std::slice::from_raw_parts(at.as_ptr(), self.size) })
    }
}

// SAFETY: it is a shared borrow of plain bytes.
unsafe impl Send for Bytes<'_> {}
// SAFETY: as above.
unsafe impl Sync for Bytes<'_> {}
