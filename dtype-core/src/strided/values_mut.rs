//! Values of one type along one axis, to be written.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ops::Range;
use std::ptr::NonNull;

use super::{Items, Strided};
use crate::error::{Error, Result};
use crate::record::{Element, FieldOf, copy_values, is_solid};
use crate::shape::{Dim, Dims};

/// Values of one type, one axis, to be written.
pub(crate) struct StridedMut<'a, T> {
    pub(super) ptr: NonNull<u8>,
    pub(super) len: usize,
    pub(super) stride: isize,
    pub(super) of: PhantomData<&'a mut T>,
}

impl<'a, T: Element> StridedMut<'a, T> {
    /// A field of every record.
    pub(crate) fn field<R: Element>(records: &'a mut [R], field: FieldOf<R, T>) -> Self {
        // SAFETY: the records are borrowed mutably for 'a, and this is the only one made from them.
        unsafe { Self::field_of_shared(NonNull::from(records), field) }
    }

    /// A field of every record, beside others that do not overlap with it.
    ///
    /// # Safety
    /// The records are valid and borrowed mutably for `'a`, and nobody else touches the field's bytes.
    pub(crate) unsafe fn field_of_shared<R: Element>(records: NonNull<[R]>, field: FieldOf<R, T>) -> Self {
        let offset = if records.is_empty() { 0 } else { field.offset() };
        // SAFETY: the field is inside the first record (invariant of `FieldOf`), which exists.
        let ptr = unsafe { records.cast::<u8>().add(offset) };
        // S1 to S4 as in `Strided::field`; S5 is the caller's promise.
        StridedMut { ptr, len: records.len(), stride: size_of::<R>() as isize, of: PhantomData }
    }

    /// Values at positions in bytes, where `T` has been found to be legal.
    ///
    /// # Errors
    /// [`CastError::Value`](crate::CastError::Value) if bytes are no value of `T`; a text if they do not fit.
    pub(crate) fn over(bytes: &'a mut [u8], offset: usize, len: usize, stride: isize) -> Result<Self> {
        let items = Items::over(bytes, offset, Dims::new(&[Dim { len, stride }]), T::DTYPE.clone())?;
        if len > 1 && stride.unsigned_abs() < size_of::<T>() {
            let message = format!("expected a stride of at least {} bytes, found {stride}", size_of::<T>());
            return Err(Error::cast(message));
        }
        items.validate::<T>()?;
        // SAFETY: the offset was checked by `Items::over`, which moves the pointer likewise.
        let ptr = unsafe { NonNull::from(bytes).cast::<u8>().add(if len == 0 { 0 } else { offset }) };
        // S1, S4: checked by `over`. S2: bytes. S3: validated. S5: a mutable borrow, and no two positions
        // overlap, since the stride is not less than the size.
        Ok(StridedMut { ptr, len, stride, of: PhantomData })
    }

    pub(crate) fn as_strided(&self) -> Strided<'_, T> {
        Strided { ptr: self.ptr, len: self.len, stride: self.stride, of: PhantomData }
    }

    /// The same values for a shorter time.
    pub(crate) fn reborrow(&mut self) -> StridedMut<'_, T> {
        StridedMut { ptr: self.ptr, len: self.len, stride: self.stride, of: PhantomData }
    }

    pub(crate) fn set(&mut self, i: usize, value: T) -> bool {
        if i < self.len {
            // SAFETY: the position exists.
            unsafe { self.write(i, value, &mut Leaves::of::<T>()) };
        }
        i < self.len
    }

    /// Replaces every value by what `f` makes of its position and itself.
    pub(crate) fn update(&mut self, mut f: impl FnMut(usize, T) -> T) {
        let mut leaves = Leaves::of::<T>();
        for i in 0..self.len {
            // SAFETY: the position exists.
            let value = unsafe { self.as_strided().read(i) };
            let value = f(i, value);
            // SAFETY: the position exists.
            unsafe { self.write(i, value, &mut leaves) };
        }
    }

    /// # Safety
    /// `i < len`
    #[inline]
    unsafe fn write(&mut self, i: usize, value: T, leaves: &mut Leaves) {
        // SAFETY: S1 and S4: the position lies in the allocation.
        let at = unsafe { self.ptr.offset(i as isize * self.stride) };
        // SAFETY: S1, S3 and S5 for the value at `at`.
        unsafe { leaves.write(at, value) };
    }
}

/// Which bytes of a value with gaps are written: gaps may lie over bytes that others read, and padding would
/// de-initialise them. Empty for values without gaps, which are written whole.
pub(super) struct Leaves {
    runs: Vec<Range<usize>>,
    bytes: Vec<u8>,
}

impl Leaves {
    pub(super) fn of<T: Element>() -> Leaves {
        if is_solid::<T>() {
            return Leaves { runs: Vec::new(), bytes: Vec::new() };
        }
        Leaves { runs: T::DTYPE.runs(), bytes: vec![0; size_of::<T>()] }
    }

    /// Writes a value of the type that these are the leaves of.
    ///
    /// # Safety
    /// The bytes of a `T` at `at` lie in one allocation; a `T` may be written there, and nobody else touches its leaves.
    #[inline]
    pub(super) unsafe fn write<T: Element>(&mut self, at: NonNull<u8>, value: T) {
        if is_solid::<T>() {
            // SAFETY: as the caller says. S6: this is an unaligned write, and it initialises every byte.
            unsafe { at.cast::<T>().write_unaligned(value) };
            return;
        }
        copy_values(&[value], &mut self.bytes);
        for run in &self.runs {
            // SAFETY: inside the item.
            let to = unsafe { at.add(run.start) };
            let from = &self.bytes[run.clone()];
            // SAFETY: as the caller says for the bytes at `to`; the source is our own and has as many.
            unsafe { to.as_ptr().copy_from_nonoverlapping(from.as_ptr(), from.len()) };
        }
    }
}

/// Records of which single fields are taken out to be written, each byte once.
#[doc(hidden)]
pub struct Split<'a, R> {
    records: NonNull<[R]>,
    taken: Vec<Range<usize>>,
    of: PhantomData<&'a mut [R]>,
}

impl<'a, R: Element> Split<'a, R> {
    pub(crate) fn new(records: &'a mut [R]) -> Self {
        Split { records: NonNull::from(records), taken: Vec::new(), of: PhantomData }
    }

    /// A field of every record. If some of its bytes are taken already: those, and those of the field.
    pub(crate) fn take<T: Element>(
        &mut self,
        field: FieldOf<R, T>,
    ) -> Result<StridedMut<'a, T>, (Range<usize>, Range<usize>)> {
        let wanted = field.offset()..field.offset() + size_of::<T>();
        if let Some(taken) =
            self.taken.iter().find(|taken| taken.start < wanted.end && wanted.start < taken.end)
        {
            return Err((taken.clone(), wanted));
        }
        self.taken.push(wanted);
        // SAFETY: borrowed mutably for 'a, and no byte is taken twice.
        Ok(unsafe { StridedMut::field_of_shared(self.records, field) })
    }
}

// SAFETY: it is a mutable borrow of values that can be sent (`Element` asks for `Send + Sync`).
unsafe impl<T: Send> Send for StridedMut<'_, T> {}
// SAFETY: shared, it only reads.
unsafe impl<T: Sync> Sync for StridedMut<'_, T> {}
