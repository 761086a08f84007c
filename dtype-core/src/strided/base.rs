//! The memory that views of any shape look at.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ops::Range;
use std::ptr::NonNull;

use crate::shape::{ArrayLayout, ShapeError};

/// Memory that is borrowed for `'a`: where it is, how much, and whether it is bytes.
#[derive(Clone, Copy)]
pub(crate) struct Base<'a> {
    start: NonNull<u8>,
    len: usize,
    bytes: bool,
    of: PhantomData<&'a [u8]>,
}

impl<'a> Base<'a> {
    /// Bytes: all of them may be read (N1).
    pub(super) fn bytes(bytes: &'a [u8]) -> Self {
        Base { start: NonNull::from(bytes).cast(), len: bytes.len(), bytes: true, of: PhantomData }
    }

    /// Values of a type: only their own bytes may be read, and not all of these.
    pub(super) fn values<T>(values: &'a [T]) -> Self {
        Base { start: NonNull::from(values).cast(), len: size_of_val(values), bytes: false, of: PhantomData }
    }

    /// # Safety
    /// N1: `len` bytes from `start` on lie in one allocation that is borrowed for `'a`, mutably if anything is written
    /// through it; if they are said to be bytes, all are initialised.
    pub(super) unsafe fn from_raw(start: NonNull<u8>, len: usize, bytes: bool) -> Self {
        Base { start, len, bytes, of: PhantomData }
    }

    /// The same memory, of which others have parts: only positions that were there before may be walked to.
    pub(super) fn shared_out(self) -> Self {
        Base { bytes: false, ..self }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Whether every byte is initialised, and any bytes may be there.
    pub(crate) fn is_bytes(&self) -> bool {
        self.bytes
    }

    pub(crate) fn start(&self) -> NonNull<u8> {
        self.start
    }

    /// The addresses of its bytes.
    pub(crate) fn span(&self) -> Range<usize> {
        let start = self.start.addr().get();
        start..start + self.len
    }

    /// Whether all bytes of the layout are bytes of the base.
    pub(crate) fn contains(&self, layout: &ArrayLayout) -> Result<(), ShapeError> {
        let Range { start, end } = layout.byte_bounds();
        let inside = start >= 0 && end.unsigned_abs() <= self.len;
        if inside || layout.is_empty() {
            Ok(())
        } else {
            Err(ShapeError::Outside { start, end, base: self.len })
        }
    }

    /// The byte at an offset.
    ///
    /// # Safety
    /// The offset is that of a position within the base, or of its end.
    #[inline]
    pub(super) unsafe fn at(&self, offset: isize) -> NonNull<u8> {
        // SAFETY: N1: inside of the allocation or one behind it, as the caller says.
        unsafe { self.start.offset(offset) }
    }
}
