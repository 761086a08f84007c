//! Pointer and byte stride: the cores under every column and view.
//!
//! Three cores, from the most to the least that is known of what lies there:
//!
//! - [`Strided`] and [`StridedMut`]: values of one Rust type, one axis;
//! - [`Items`]: items of a dtype, any axes;
//! - [`Bytes`]: leaves of so many bytes, any axes, for the kernels.
//!
//! Invariants, which the constructors establish and everything below uses:
//!
//! S1. Every position's bytes, `[ptr + offset, + size)`, lie in one allocation that is borrowed for `'a`.
//! S2. Those bytes are initialised: all of them in [`Bytes`]; in [`Items`] those of the leaves of its dtype,
//!     and all of them if `whole`; in [`Strided`] as far as a value of `T` needs.
//! S3. In [`Strided`] and [`StridedMut`] they hold a value of `T`; writing another one is right.
//! S4. The offset of every position fits `isize`, and so do all sums on the way to it.
//! S5. In [`StridedMut`] nobody else touches those bytes for `'a`; others may touch those between them.
//! S6. Nothing is assumed of alignment, and nothing but S1 of the gaps.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ops::Range;
use std::ptr::NonNull;

use crate::dtype::{DType, Located, Path};
use crate::error::{Error, Result};
use crate::lanes::{Format, Gather};
use crate::record::{Element, FieldOf, copy_values, invalid_rows};
use crate::shape::{Dim, Dims};

/// Values of one type, one axis.
pub(crate) struct Strided<'a, T> {
    ptr: NonNull<u8>,
    len: usize,
    stride: isize,
    of: PhantomData<&'a T>,
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
    unsafe fn read(&self, i: usize) -> T {
        // SAFETY: S1 and S4: the position lies in the allocation.
        let at = unsafe { self.ptr.offset(i as isize * self.stride) };
        // SAFETY: S1, S2, S3: a value of `T` lies there. S6: this is an unaligned read.
        unsafe { at.cast::<T>().read_unaligned() }
    }

    /// The values as a slice, if one lies right behind the other where a `T` may lie.
    pub(crate) fn as_slice(&self) -> Option<&'a [T]> {
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
        Strided { ptr, stride: -self.stride, ..*self }
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

/// Values of one type, one axis, to be written.
pub(crate) struct StridedMut<'a, T> {
    ptr: NonNull<u8>,
    len: usize,
    stride: isize,
    of: PhantomData<&'a mut T>,
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
            unsafe { self.write(i, value) };
        }
        i < self.len
    }

    /// Replaces every value by what `f` makes of it.
    pub(crate) fn update(&mut self, mut f: impl FnMut(usize, T) -> T) {
        for i in 0..self.len {
            // SAFETY: the position exists.
            let value = unsafe { self.as_strided().read(i) };
            let value = f(i, value);
            // SAFETY: the position exists.
            unsafe { self.write(i, value) };
        }
    }

    /// # Safety
    /// `i < len`
    #[inline]
    unsafe fn write(&mut self, i: usize, value: T) {
        // SAFETY: S1 and S4: the position lies in the allocation.
        let at = unsafe { self.ptr.offset(i as isize * self.stride) };
        if T::NO_PADDING {
            // SAFETY: S1, S3, S5. S6: this is an unaligned write, and it initialises every byte.
            unsafe { at.cast::<T>().write_unaligned(value) };
        } else {
            // Padding may lie over bytes that others read: only the leaves are written.
            let mut bytes = vec![0; size_of::<T>()];
            copy_values(&[value], &mut bytes);
            for run in T::DTYPE.runs() {
                // SAFETY: inside the item.
                let to = unsafe { at.add(run.start) };
                // SAFETY: S1, S3, S5 for the bytes at `to`; the source is our own and has as many.
                unsafe { to.as_ptr().copy_from_nonoverlapping(bytes[run.clone()].as_ptr(), run.len()) };
            }
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

/// Items of a dtype, any axes: the core of views whose type is known only at run time.
#[derive(Clone)]
pub(crate) struct Items<'a> {
    ptr: NonNull<u8>,
    dims: Dims,
    dtype: DType,
    whole: bool,
    of: PhantomData<&'a [u8]>,
}

impl<'a> Items<'a> {
    /// Items in bytes: the first `offset` bytes behind the start, the others along `dims`.
    ///
    /// # Errors
    /// If an item would not lie inside of `bytes`.
    pub(crate) fn over(bytes: &'a [u8], offset: usize, dims: Dims, dtype: DType) -> Result<Self> {
        let itemsize = dtype.itemsize();
        let outside = |needed: Option<i128>| {
            let needed = needed.map_or("more than memory can hold".to_owned(), |needed| needed.to_string());
            let message =
                format!("expected items inside of {} bytes, found them to need {needed}", bytes.len());
            Error::cast(message)
        };
        let count = dims.count().ok_or_else(|| outside(None))?;
        let mut ptr = NonNull::from(bytes).cast::<u8>();
        if count > 0 {
            let (low, high) = dims.reach().ok_or_else(|| outside(None))?;
            let first = offset as i128 + low as i128;
            let end = offset as i128 + high as i128 + itemsize as i128;
            if first < 0 || end > bytes.len() as i128 {
                return Err(outside(Some(if first < 0 { first } else { end })));
            }
            // SAFETY: first >= 0 and end <= len, so offset is inside.
            ptr = unsafe { ptr.add(offset) };
        }
        // S1: every position is between `first` and `end`. S2: bytes. S4: `reach` fits.
        Ok(Items { ptr, dims, dtype, whole: true, of: PhantomData })
    }

    /// Records of a type that is known to the compiler.
    pub(crate) fn of_slice<R: Element>(records: &'a [R]) -> Self {
        let dims = Dims::new(&[Dim { len: records.len(), stride: size_of::<R>() as isize }]);
        // S1, S4: a slice. S2: `Element` 1 and 4.
        Items {
            ptr: NonNull::from(records).cast(),
            dims,
            dtype: R::DTYPE.clone(),
            whole: R::NO_PADDING,
            of: PhantomData,
        }
    }

    pub(crate) fn dtype(&self) -> &DType {
        &self.dtype
    }

    pub(crate) fn dims(&self) -> &Dims {
        &self.dims
    }

    /// How many items there are. It fits, or `over` would have failed.
    pub(crate) fn count(&self) -> usize {
        self.dims.count().unwrap_or(0)
    }

    /// The same bytes as items of what lies at `path` in each.
    pub(crate) fn at<P: Path + ?Sized>(&self, path: &P) -> Result<Self> {
        Ok(self.place(path.locate(&self.dtype)?))
    }

    /// The same bytes as items of the field of a number.
    pub(crate) fn nth_field(&self, i: usize) -> Option<Self> {
        let name = self.dtype.flattened().0.fields()?.get(i)?.name();
        Some(self.place(Located::whole(&self.dtype).field(name).ok()?))
    }

    /// Sub-arrays as axes: items of `('<f4', (3,))` become items of `'<f4'` with one axis more.
    pub(crate) fn spread(&self) -> Self {
        let mut inner = Vec::new();
        let (base, shape) = self.dtype.flattened();
        crate::dtype::push_axes(&mut inner, base.itemsize(), &shape);
        self.place(Located { dtype: base.clone(), offset: 0, dims: inner })
    }

    /// `place` is a place in this dtype: only the functions above call it, with what `dtype` found there.
    fn place(&self, place: Located) -> Self {
        let dims = self.dims.then(&place.dims);
        let mut ptr = self.ptr;
        if dims.count().is_some_and(|count| count > 0) {
            // SAFETY: a place inside of the first item, which exists.
            ptr = unsafe { ptr.add(place.offset) };
        }
        // S1, S4: inside of the items. S2: leaves of a part are leaves of the whole.
        Items { ptr, dims, dtype: place.dtype, whole: self.whole, of: PhantomData }
    }

    /// One item. `None` if there is none of that position, counted in C order.
    pub(crate) fn item(&self, position: usize) -> Option<Self> {
        if position >= self.count() {
            return None;
        }
        // SAFETY: S1 and S4: the position exists.
        let ptr = unsafe { self.ptr.offset(self.dims.offset_of(position)) };
        Some(Items { ptr, dims: Dims::new(&[]), ..self.clone() })
    }

    /// The items in a range of the first axis.
    ///
    /// # Panics
    /// If the range is not within the first axis, or there is none.
    pub(crate) fn range(&self, range: Range<usize>) -> Self {
        let (first, rest) = self.dims.split_first().expect("an axis to take a range of");
        assert!(range.start <= range.end && range.end <= first.len, "a range within the axis");
        let mut dims = vec![Dim { len: range.len(), stride: first.stride }];
        dims.extend_from_slice(rest);
        let dims = Dims::new(&dims);
        let mut ptr = self.ptr;
        if dims.count().is_some_and(|count| count > 0) {
            // SAFETY: S1 and S4: the first position of the range exists.
            ptr = unsafe { ptr.offset(range.start as isize * first.stride) };
        }
        Items { ptr, dims, ..self.clone() }
    }

    /// The bytes of every item, if they are all initialised: scalars, or anything over a base of bytes.
    pub(crate) fn bytes(&self) -> Option<Bytes<'a>> {
        let solid = self.whole || self.dtype.as_scalar().is_some() || self.is_gapless();
        solid.then(|| Bytes {
            ptr: self.ptr,
            dims: self.dims.clone(),
            size: self.dtype.itemsize(),
            of: PhantomData,
        })
    }

    /// The bytes of all items together, if they lie in C order without gaps and are initialised.
    pub(crate) fn contiguous(&self) -> Option<&'a [u8]> {
        let bytes = self.bytes()?;
        let count = self.count();
        let (merged, size) = (self.dims.merged(), self.dtype.itemsize());
        let dense = match &merged[..] {
            [] => true,
            [one] => one.stride == size as isize,
            _ => count == 0,
        };
        if !dense || count == 0 {
            return dense.then_some(&[]);
        }
        // SAFETY: S1, S2: `count` items one right behind the other, borrowed for 'a.
        Some(unsafe { std::slice::from_raw_parts(bytes.as_ptr(), count * size) })
    }

    fn is_gapless(&self) -> bool {
        let size = self.dtype.itemsize();
        size == 0 || self.dtype.runs() == [0..size]
    }

    /// The items as values of a type that has their dtype.
    ///
    /// # Errors
    /// If they lie along more than one axis, or a value is not one of `T`. Over a typed base, also if `T` has
    /// gaps, since what is a gap there may be none here.
    pub(crate) fn values<T: Element>(&self) -> Result<Strided<'a, T>> {
        if self.dtype.itemsize() != size_of::<T>() {
            let (expected, found) = (size_of::<T>(), self.dtype.itemsize());
            return Err(Error::mismatch(format!("expected values of {expected} bytes, found {found}")));
        }
        let dims = self.dims.merged();
        let dim = match &dims[..] {
            [] => Dim { len: self.count(), stride: size_of::<T>() as isize },
            [one] => *one,
            many => {
                let message =
                    format!("expected values along one axis, found {}; take an element of them", many.len());
                return Err(Error::mismatch(message));
            }
        };
        if self.bytes().is_none() {
            return Err(Error::cast(
                "the record has gaps that are not initialised here; take it by its `FIELDS`",
            ));
        }
        self.validate::<T>()?;
        // S1, S2, S4: as here. S3: validated.
        Ok(Strided { ptr: self.ptr, len: dim.len, stride: dim.stride, of: PhantomData })
    }

    /// Looks whether the bytes of every item are a value of `T`.
    fn validate<T: Element>(&self) -> Result<()> {
        if T::ANY_BITS {
            return Ok(());
        }
        let Some(bytes) = self.bytes() else {
            return Err(Error::cast(
                "the record has gaps that are not initialised here; take it by its `FIELDS`",
            ));
        };
        match invalid_rows::<T>((0..bytes.count()).map(|i| bytes.at(i).unwrap_or_default())) {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }
}

// SAFETY: it is a shared borrow of plain bytes.
unsafe impl Send for Items<'_> {}
// SAFETY: as above.
unsafe impl Sync for Items<'_> {}

/// Leaves of so many bytes, any axes.
#[derive(Clone)]
pub(crate) struct Bytes<'a> {
    ptr: NonNull<u8>,
    dims: Dims,
    size: usize,
    of: PhantomData<&'a [u8]>,
}

impl<'a> Bytes<'a> {
    /// The first position. S1 to S4 say what may be read from it along [`Bytes::dims`].
    pub(crate) fn as_ptr(&self) -> *const u8 {
        self.ptr.as_ptr()
    }

    pub(crate) fn dims(&self) -> &Dims {
        &self.dims
    }

    /// Size of one leaf, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.size
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
    pub(crate) fn at(&self, position: usize) -> Option<&'a [u8]> {
        if position >= self.count() {
            return None;
        }
        // SAFETY: S1 and S4: the position exists.
        let at = unsafe { self.ptr.offset(self.dims.offset_of(position)) };
        // SAFETY: S1, S2: inside the borrowed allocation and initialised, for 'a.
        Some(unsafe { std::slice::from_raw_parts(at.as_ptr(), self.size) })
    }
}

// SAFETY: it is a shared borrow of plain bytes.
unsafe impl Send for Bytes<'_> {}
// SAFETY: as above.
unsafe impl Sync for Bytes<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(bytes: &[u8], offset: usize, len: usize, stride: isize) -> Result<Strided<'_, u16>> {
        Items::over(bytes, offset, Dims::new(&[Dim { len, stride }]), u16::DTYPE.clone())?.values()
    }

    #[test]
    fn every_offset_stride_and_length_is_inside_or_refused() {
        let bytes: Vec<u8> = (0..24).collect();
        for offset in 0..26 {
            for len in 0..8 {
                for stride in -9..9isize {
                    let inside = (0..len as isize).all(|i| {
                        let at = offset as isize + i * stride;
                        at >= 0 && at + 2 <= bytes.len() as isize
                    });
                    let column = column(&bytes, offset, len, stride);
                    assert_eq!(column.is_ok(), inside, "offset {offset} len {len} stride {stride}");
                    let Ok(column) = column else { continue };
                    for i in 0..len {
                        let at = (offset as isize + i as isize * stride) as usize;
                        let expected = u16::from_ne_bytes([bytes[at], bytes[at + 1]]);
                        assert_eq!(column.get(i), Some(expected));
                        assert_eq!(column.rev().get(len - 1 - i), Some(expected));
                    }
                    assert_eq!(column.get(len), None);
                }
            }
        }
    }

    #[test]
    fn strides_that_overflow_are_refused() {
        assert!(column(&[0; 8], 0, usize::MAX, 1).is_err());
        assert!(column(&[0; 8], 0, 3, isize::MAX).is_err());
        assert!(column(&[0; 8], 0, 3, isize::MIN).is_err());
        assert!(column(&[0; 8], usize::MAX, 0, isize::MIN).is_ok());
    }

    #[test]
    fn mutable_positions_must_not_overlap() {
        assert!(StridedMut::<u16>::over(&mut [0; 8], 0, 3, 1).is_err());
        assert!(StridedMut::<u16>::over(&mut [0; 8], 0, 3, 0).is_err());
        assert!(StridedMut::<u16>::over(&mut [0; 8], 4, 3, -2).is_ok());
    }

    #[test]
    fn selections() {
        let bytes: Vec<u8> = (0..20).collect();
        let all = column(&bytes, 0, 10, 2).unwrap();
        let some = all.select(1..9, 3);
        assert_eq!((some.len(), some.get(0), some.get(2)), (3, all.get(1), all.get(7)));
        assert_eq!(all.select(10..10, 1).len(), 0);
        assert_eq!(all.select(0..10, usize::MAX).get(0), all.get(0));
    }
}
