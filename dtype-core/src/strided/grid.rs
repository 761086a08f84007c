//! Values of one type along any axes, to be read.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ptr::NonNull;

use super::{Base, Bytes, Strided, Walk};
use crate::error::{Error, Result};
use crate::record::{Element, check_rows};
use crate::shape::{ArrayLayout, Dim, Dims, Op, Order, ShapeError};

/// Values of one type, any axes.
pub(crate) struct Grid<'a, T> {
    base: Base<'a>,
    layout: ArrayLayout,
    of: PhantomData<&'a T>,
}

impl<'a, T: Element> Grid<'a, T> {
    /// The values of a slice, in a shape of as many.
    pub(crate) fn of_slice(values: &'a [T], shape: &[usize], order: Order) -> Result<Self, ShapeError> {
        let layout = ArrayLayout::new(shape, size_of::<T>(), order)?;
        if layout.size() != values.len() {
            return Err(ShapeError::Size { elements: values.len(), found: layout.size() });
        }
        // N2: as many values one right behind the other as the slice has.
        Ok(Grid { base: Base::values(values), layout, of: PhantomData })
    }

    /// Values at positions in bytes, which are looked at unless all bytes are values.
    ///
    /// # Errors
    /// If a position is not inside of the bytes, the items have another size, or bytes are no value.
    pub(crate) fn over(bytes: &'a [u8], layout: ArrayLayout) -> Result<Self> {
        Self::new(Base::bytes(bytes), layout)
    }

    /// The same at positions in a base of bytes.
    ///
    /// # Panics
    /// If the base is not one of bytes.
    fn new(base: Base<'a>, layout: ArrayLayout) -> Result<Self> {
        assert!(base.is_bytes(), "only bytes can be any value");
        let (expected, found) = (size_of::<T>(), layout.itemsize());
        if expected != found {
            return Err(Error::mismatch(format!(
                "expected a layout of items of {expected} bytes, found {found}"
            )));
        }
        base.contains(&layout)?;
        let grid = Grid { base, layout, of: PhantomData };
        // SAFETY: inside of the base, which is of bytes.
        unsafe { grid.validate() }?;
        // N2: inside, and looked at.
        Ok(grid)
    }

    /// # Safety
    /// N2 holds.
    pub(super) unsafe fn from_raw(base: Base<'a>, layout: ArrayLayout) -> Self {
        Grid { base, layout, of: PhantomData }
    }

    /// Values that somebody else's view has: the first one, and lengths and byte strides of its axes.
    ///
    /// # Errors
    /// [`ShapeError::TooManyAxes`].
    ///
    /// # Safety
    /// At every position of the axes from `first` on lies a value; all are borrowed for `'a`, in one allocation.
    #[cfg(feature = "ndarray")]
    pub(crate) unsafe fn of_parts(
        first: NonNull<T>,
        shape: &[usize],
        strides: &[isize],
    ) -> Result<Self, ShapeError> {
        let header = ArrayLayout::strided(shape, strides, 0, size_of::<T>())?;
        let bounds = header.byte_bounds();
        // SAFETY: the lowest position, as the caller says; nothing is moved without positions.
        let start = unsafe { first.cast::<u8>().offset(bounds.start) };
        // SAFETY: N1: from the first byte of the lowest to the last of the highest position.
        let base = unsafe { Base::from_raw(start, (bounds.end - bounds.start).unsigned_abs(), false) };
        let layout = ArrayLayout::strided(shape, strides, -bounds.start, size_of::<T>())?;
        // N2: as the caller says.
        Ok(Grid { base, layout, of: PhantomData })
    }

    /// Looks whether the bytes at every position are a value.
    ///
    /// # Safety
    /// N2 holds but for what the bytes are; all bytes of the positions are initialised.
    pub(super) unsafe fn validate(&self) -> Result<()> {
        if T::ANY_BITS {
            return Ok(());
        }
        // Items without bytes are all the same one, and any number of them may be claimed.
        let count = if size_of::<T>() == 0 { self.layout.size().min(1) } else { self.layout.size() };
        let dims = self.layout.dims();
        check_rows::<T>((0..count).map(|i| {
            let offset = self.layout.offset() + dims.offset_of(i);
            // SAFETY: the position exists: N2.
            let at = unsafe { self.base.at(offset) };
            // SAFETY: inside of the base, initialised as the caller says, and borrowed for 'a.
            unsafe { std::slice::from_raw_parts(at.as_ptr(), size_of::<T>()) }
        }))
    }

    pub(crate) fn base(&self) -> &Base<'a> {
        &self.base
    }

    pub(crate) fn layout(&self) -> &ArrayLayout {
        &self.layout
    }

    /// The first position. Without positions, the start of the base.
    pub(crate) fn first(&self) -> NonNull<u8> {
        let offset = if self.layout.is_empty() { 0 } else { self.layout.offset() };
        // SAFETY: N2: the first position exists, or nothing is moved.
        unsafe { self.base.at(offset) }
    }

    pub(crate) fn apply(&self, op: Op<'_>) -> Result<Self, ShapeError> {
        // N2: L3, positions that were there before.
        Ok(Grid { base: self.base, layout: op.apply(&self.layout)?, of: PhantomData })
    }

    pub(crate) fn as_strided(&self, shape: &[usize], strides: &[isize]) -> Result<Self> {
        let layout = self.layout.as_strided(shape, strides)?;
        if self.base.is_bytes() {
            return Grid::new(self.base, layout);
        }
        self.layout.reaches(&layout)?;
        // N2: positions that were there before, as `reaches` found.
        Ok(Grid { base: self.base, layout, of: PhantomData })
    }

    /// The value at an index.
    #[inline]
    pub(crate) fn get(&self, index: &[usize]) -> Option<T> {
        let offset = self.layout.offset_of(index)?;
        // SAFETY: the index is within every axis, so the position exists: N2.
        let at = unsafe { self.base.at(offset) };
        // SAFETY: N2: a value lies there. N4: this is an unaligned read.
        Some(unsafe { at.cast::<T>().read_unaligned() })
    }

    /// A walk over the values in C order.
    pub(crate) fn walk(&self) -> Walk<'a, T> {
        // SAFETY: N2 for every position of the axes from the first one.
        unsafe { Walk::new(self.first(), self.layout.dims()) }
    }

    /// The values as a slice, if they lie in C order one right behind the other where a `T` may lie.
    pub(crate) fn as_slice(&self) -> Option<&'a [T]> {
        let count = self.layout.size();
        if count == 0 {
            return Some(&[]);
        }
        let first = self.first().cast::<T>();
        if !self.layout.is_c_contiguous() || !first.is_aligned() {
            return None;
        }
        // SAFETY: aligned; N2 for each of `count` values that lie without gaps, borrowed for 'a.
        Some(unsafe { std::slice::from_raw_parts(first.as_ptr(), count) })
    }

    /// The bytes of the values, in C order. Only where values have no padding.
    pub(crate) fn bytes(&self) -> Bytes<'a> {
        const { assert!(T::NO_PADDING, "bytes of values without padding") };
        // S1 to S4: N2 and L2 for every position; S2 by `Element` 4.
        Bytes { ptr: self.first(), dims: self.layout.dims().clone(), size: size_of::<T>(), of: PhantomData }
    }

    /// The bytes of the values in the order in which they lie in memory. Only where values have no padding.
    pub(crate) fn bytes_as_they_lie(&self) -> Bytes<'a> {
        const { assert!(T::NO_PADDING, "bytes of values without padding") };
        if self.layout.is_empty() {
            return Bytes {
                ptr: self.first(),
                dims: Dims::new(&[Dim::default()]),
                size: size_of::<T>(),
                of: PhantomData,
            };
        }
        let bounds = self.layout.byte_bounds();
        // SAFETY: N2: the lowest position exists.
        let ptr = unsafe { self.base.at(bounds.start) };
        let up = |dim: &Dim| Dim { len: dim.len, stride: dim.stride.checked_abs().unwrap_or(0) };
        let mut dims: Vec<Dim> = self.layout.dims().iter().filter(|dim| dim.len != 1).map(up).collect();
        dims.sort_by_key(|dim| std::cmp::Reverse(dim.stride));
        // S1, S4: the same positions in another order, counted from the lowest. S2 by `Element` 4.
        Bytes { ptr, dims: Dims::new(&dims), size: size_of::<T>(), of: PhantomData }
    }

    /// The values along the only axis; `None` if there are more or fewer.
    pub(crate) fn strided(&self) -> Option<Strided<'a, T>> {
        let [dim] = self.layout.dims()[..] else { return None };
        // S1 to S4: N2 and L2.
        Some(Strided { ptr: self.first(), len: dim.len, stride: dim.stride, of: PhantomData })
    }

    /// The positions in a range of the first axis; all of them if there is no axis.
    ///
    /// # Panics
    /// If the range is not within the axis.
    pub(super) fn part_of_axis(&self, range: &std::ops::Range<usize>) -> Self {
        if self.layout.ndim() == 0 {
            return self.clone();
        }
        let part = [crate::shape::Index::from(range.clone())];
        assert!(range.end <= self.layout.dims()[0].len, "a range of the axis");
        self.apply(Op::Slice(&part)).expect("positions of the axis")
    }

    /// What lies at each position of the first `keep` axes, along the other ones.
    pub(crate) fn outer(&self, keep: usize) -> Outer<'a, T> {
        let (outer, inner) = self.layout.split_axes(keep);
        // Nothing lies at the positions of what has no values, and then there may be any number of these.
        Outer { base: self.base, count: outer.size(), outer, inner, next: 0, of: PhantomData }
    }
}

impl<'a, T: Element, const N: usize> Grid<'a, [T; N]> {
    /// The elements of arrays as one axis more.
    pub(crate) fn spread(&self) -> Result<Grid<'a, T>, ShapeError> {
        let inner = Dim { len: N, stride: size_of::<T>() as isize };
        let layout = self.layout.part(0, &[inner], size_of::<T>())?;
        // N2: each array has `N` values one right behind the other.
        Ok(Grid { base: self.base, layout, of: PhantomData })
    }
}

impl<'a, T: Element> Grid<'a, T> {
    /// The values of one axis.
    pub(crate) fn of_strided(values: &Strided<'a, T>) -> Self {
        let size = size_of::<T>() as isize;
        // From the lowest byte to the highest: S4 says that it fits.
        let last = if values.len == 0 { 0 } else { (values.len as isize - 1) * values.stride };
        let (offset, len) = if values.len == 0 { (0, 0) } else { ((-last).max(0), last.abs() + size) };
        // SAFETY: S1 and S4: the lowest position.
        let start = unsafe { values.ptr.offset(-offset) };
        // SAFETY: S1: from the first byte of the lowest to the last of the highest position, in one allocation.
        let base = unsafe { Base::from_raw(start, len as usize, false) };
        let layout = ArrayLayout::strided(&[values.len], &[values.stride], offset, size_of::<T>());
        // N2: S1, S2 and S3.
        Grid { base, layout: layout.expect("S4: it fits"), of: PhantomData }
    }
}

impl<T> Clone for Grid<'_, T> {
    fn clone(&self) -> Self {
        Grid { base: self.base, layout: self.layout.clone(), of: PhantomData }
    }
}

/// Parts of a [`Grid`], one after the other.
pub(crate) struct Outer<'a, T> {
    base: Base<'a>,
    outer: ArrayLayout,
    inner: Dims,
    count: usize,
    next: usize,
    of: PhantomData<&'a T>,
}

impl<'a, T: Element> Outer<'a, T> {
    pub(crate) fn left(&self) -> usize {
        self.count - self.next
    }

    pub(crate) fn next(&mut self) -> Option<Grid<'a, T>> {
        let layout = part(&self.outer, &self.inner, self.next, self.count)?;
        self.next += 1;
        // N2: positions that were there before.
        Some(Grid { base: self.base, layout, of: PhantomData })
    }

    pub(crate) fn next_back(&mut self) -> Option<Grid<'a, T>> {
        if self.next == self.count {
            return None;
        }
        let layout = part(&self.outer, &self.inner, self.count - 1, self.count)?;
        self.count -= 1;
        // N2: positions that were there before.
        Some(Grid { base: self.base, layout, of: PhantomData })
    }
}

/// The layout of what lies at a position of the outer axes.
pub(super) fn part(outer: &ArrayLayout, inner: &Dims, position: usize, count: usize) -> Option<ArrayLayout> {
    if position >= count {
        return None;
    }
    // Where there is nothing, L2 says nothing of the strides, and it does not matter where.
    let empty = inner.count() == Some(0);
    let offset = outer.offset() + if empty { 0 } else { outer.dims().offset_of(position) };
    ArrayLayout::checked(inner.clone(), offset, outer.itemsize()).ok()
}

// SAFETY: it is a shared borrow of values that can be shared (`Element` asks for `Send + Sync`).
unsafe impl<T: Sync> Send for Grid<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Grid<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Send for Outer<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Outer<'_, T> {}
