//! Values of one type along any axes, to be written.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ptr::NonNull;

use super::grid::part;
use super::values_mut::Leaves;
use super::walk::Runs;
use super::{Base, Grid, StridedMut};
use crate::error::Result;
use crate::record::{Element, is_solid};
use crate::shape::{ArrayLayout, Dims, MAX_WORK, Op, Order, ShapeError};

/// Values of one type, any axes, to be written.
pub(crate) struct GridMut<'a, T> {
    base: Base<'a>,
    layout: ArrayLayout,
    of: PhantomData<&'a mut T>,
}

impl<'a, T: Element> GridMut<'a, T> {
    /// The values of a slice, in a shape of as many.
    pub(crate) fn of_slice(values: &'a mut [T], shape: &[usize], order: Order) -> Result<Self, ShapeError> {
        let layout = Grid::of_slice(values, shape, order)?.layout().clone();
        let len = size_of_val(values);
        // SAFETY: N1: a slice, borrowed mutably for 'a.
        let base = unsafe { Base::from_raw(NonNull::from(values).cast(), len, false) };
        // N2: as in `Grid::of_slice`. N3: one right behind the other, in a mutable borrow.
        Ok(GridMut { base, layout, of: PhantomData })
    }

    /// Values at positions in bytes, which are looked at unless all bytes are values.
    ///
    /// # Errors
    /// As [`Grid::over`]; if two positions have a byte in common.
    pub(crate) fn over(bytes: &'a mut [u8], layout: ArrayLayout) -> Result<Self> {
        let layout = Grid::<T>::over(bytes, layout)?.layout().clone();
        no_overlap(&layout)?;
        let len = bytes.len();
        // SAFETY: N1: bytes, borrowed mutably for 'a.
        let base = unsafe { Base::from_raw(NonNull::from(bytes).cast(), len, true) };
        // N2: as in `Grid::over`. N3: just looked at, in a mutable borrow.
        Ok(GridMut { base, layout, of: PhantomData })
    }

    /// # Safety
    /// N2 and N3 hold.
    pub(super) unsafe fn from_raw(base: Base<'a>, layout: ArrayLayout) -> Self {
        GridMut { base, layout, of: PhantomData }
    }

    /// Values that somebody else's view has, to be written. See [`Grid::of_parts`].
    ///
    /// # Errors
    /// [`ShapeError::TooManyAxes`].
    ///
    /// # Safety
    /// As there; the values are borrowed mutably, and no two positions have a byte in common.
    #[cfg(feature = "ndarray")]
    pub(crate) unsafe fn of_parts(
        first: NonNull<T>,
        shape: &[usize],
        strides: &[isize],
    ) -> Result<Self, ShapeError> {
        // SAFETY: as the caller says.
        let grid = unsafe { Grid::of_parts(first, shape, strides) }?;
        // N2 and N3: as the caller says.
        Ok(GridMut { base: *grid.base(), layout: grid.layout().clone(), of: PhantomData })
    }

    /// The values of one axis.
    pub(crate) fn of_strided(values: StridedMut<'a, T>) -> Self {
        let (base, layout) = {
            let grid = Grid::of_strided(&values.as_strided());
            (grid.base().span(), grid.layout().clone())
        };
        let lowest = layout.byte_bounds().start - layout.offset();
        // SAFETY: S1 and S4: the lowest position; nothing is moved without positions.
        let start = unsafe { values.ptr.offset(if layout.is_empty() { 0 } else { lowest }) };
        // SAFETY: S1: from the first byte of the lowest to the last of the highest position, in one allocation.
        let base = unsafe { Base::from_raw(start, base.len(), false) };
        // N2: S1, S2 and S3. N3: S5.
        GridMut { base, layout, of: PhantomData }
    }

    /// The same values, to be read.
    pub(crate) fn as_grid(&self) -> Grid<'_, T> {
        // SAFETY: N2; nobody writes while this is borrowed.
        unsafe { Grid::from_raw(self.base, self.layout.clone()) }
    }

    /// The same values, to be read for as long as they were to be written.
    pub(crate) fn into_grid(self) -> Grid<'a, T> {
        // SAFETY: N2; what could write is gone.
        unsafe { Grid::from_raw(self.base, self.layout) }
    }

    /// The same values for a shorter time.
    pub(crate) fn reborrow(&mut self) -> GridMut<'_, T> {
        GridMut { base: self.base, layout: self.layout.clone(), of: PhantomData }
    }

    pub(super) fn base(&self) -> &Base<'a> {
        &self.base
    }

    pub(crate) fn layout(&self) -> &ArrayLayout {
        &self.layout
    }

    pub(crate) fn apply(self, op: Op<'_>) -> Result<Self, ShapeError> {
        let layout = op.apply(&self.layout)?;
        if op.repeats() {
            no_overlap(&layout)?;
        }
        // N2, N3: L3, positions that were there before, and each for one index: of what can repeat it was asked.
        Ok(GridMut { layout, ..self })
    }

    pub(crate) fn restrided(self, shape: &[usize], strides: &[isize]) -> Result<Self> {
        let layout = self.as_grid().as_strided(shape, strides)?.layout().clone();
        no_overlap(&layout)?;
        // N2: as found for a view to be read. N3: just looked at, in the base that is ours: over bytes it is borrowed
        // whole, over values the positions are those that were there before.
        Ok(GridMut { layout, ..self })
    }

    /// The positions before one along an axis, and those from it on.
    ///
    /// # Errors
    /// If there is no such axis, or it is shorter.
    pub(crate) fn split_at(self, axis: usize, at: usize) -> Result<(Self, Self), ShapeError> {
        let dim = self.layout.dims().get(axis);
        let len = dim.ok_or(ShapeError::Axis { axis: axis as isize, ndim: self.layout.ndim() })?.len;
        if at > len {
            return Err(ShapeError::Index { axis, index: at as isize, len });
        }
        let cut = |range: std::ops::Range<usize>| {
            let mut index = vec![crate::shape::Index::from(..); axis];
            index.push(range.into());
            Op::Slice(&index).apply(&self.layout)
        };
        let (before, behind) = (cut(0..at)?, cut(at..len)?);
        let base = self.base.shared_out();
        // N2: L3. N3: no index of the one is an index of the other, and neither reaches others over the base.
        let before = GridMut { base, layout: before, of: PhantomData };
        Ok((before, GridMut { base, layout: behind, of: PhantomData }))
    }

    /// What lies at each position of the first `keep` axes, along the other ones.
    pub(crate) fn outer(self, keep: usize) -> OuterMut<'a, T> {
        let (outer, inner) = self.layout.split_axes(keep);
        let base = self.base.shared_out();
        OuterMut { base, count: outer.size(), outer, inner, next: 0, of: PhantomData }
    }

    pub(crate) fn set(&mut self, index: &[usize], value: T) -> bool {
        let Some(offset) = self.layout.offset_of(index) else { return false };
        // SAFETY: the index is within every axis, so the position exists: N2.
        let at = unsafe { self.base.at(offset) };
        // SAFETY: N2 and N3.
        unsafe { Leaves::of::<T>().write(at, value) };
        true
    }

    /// Replaces every value, in C order, by what `f` makes of it.
    pub(crate) fn update(&mut self, mut f: impl FnMut(T) -> T) {
        self.for_each(|at, leaves| {
            // SAFETY: N2: a value lies there. N4: this is an unaligned read.
            let value = f(unsafe { at.cast::<T>().read_unaligned() });
            // SAFETY: N2 and N3.
            unsafe { leaves.write(at, value) };
        });
    }

    /// Writes what `f` returns everywhere, in C order.
    pub(crate) fn fill_with(&mut self, mut f: impl FnMut() -> T) {
        self.for_each(|at, leaves| {
            let value = f();
            // SAFETY: N2 and N3.
            unsafe { leaves.write(at, value) };
        });
    }

    /// Every position in C order.
    #[inline]
    fn for_each(&mut self, mut f: impl FnMut(NonNull<u8>, &mut Leaves)) {
        if self.layout.is_empty() {
            return;
        }
        let mut leaves = Leaves::of::<T>();
        // SAFETY: N2: the first position exists.
        let first = unsafe { self.base.at(self.layout.offset()) };
        let mut runs = Runs::new(self.layout.dims());
        let inner = runs.inner();
        while let Some(offset) = runs.next() {
            // SAFETY: the first position of a run.
            let start = unsafe { first.offset(offset) };
            if is_solid::<T>() && inner.stride == size_of::<T>() as isize {
                // The same loop with a stride that the compiler knows.
                for i in 0..inner.len {
                    // SAFETY: position `i` of the run.
                    f(unsafe { start.cast::<T>().add(i) }.cast(), &mut leaves);
                }
                continue;
            }
            for i in 0..inner.len {
                // SAFETY: position `i` of the run.
                f(unsafe { start.offset(i as isize * inner.stride) }, &mut leaves);
            }
        }
    }

    /// The values as a slice, if they lie in C order one right behind the other where a `T` may lie, and the base is of
    /// values of types, or `T` has no padding to write over bytes.
    pub(crate) fn as_mut_slice(&mut self) -> Option<&mut [T]> {
        let count = self.layout.size();
        if count == 0 {
            return Some(&mut []);
        }
        // SAFETY: N2: the first position exists.
        let first = unsafe { self.base.at(self.layout.offset()) }.cast::<T>();
        if !self.layout.is_c_contiguous() || !first.is_aligned() || !is_solid::<T>() {
            return None;
        }
        // SAFETY: aligned; N2 and N3 for each of `count` values that lie without gaps; no byte of them is padding.
        Some(unsafe { std::slice::from_raw_parts_mut(first.as_ptr(), count) })
    }

    /// The values along the only axis; `None` if there are more or fewer.
    pub(crate) fn into_strided(self) -> Option<StridedMut<'a, T>> {
        let [dim] = self.layout.dims()[..] else { return None };
        let offset = if dim.len == 0 { 0 } else { self.layout.offset() };
        // SAFETY: N2: the first position exists, or nothing is moved.
        let ptr = unsafe { self.base.at(offset) };
        // S1 to S4: N2 and L2. S5: N3.
        Some(StridedMut { ptr, len: dim.len, stride: dim.stride, of: PhantomData })
    }
}

impl<'a, T: Element, const N: usize> GridMut<'a, [T; N]> {
    /// The elements of arrays as one axis more.
    pub(crate) fn spread(self) -> Result<GridMut<'a, T>, ShapeError> {
        let layout = self.as_grid().spread()?.layout().clone();
        // N2: as found for a view to be read. N3: elements of an array share no bytes.
        Ok(GridMut { base: self.base, layout, of: PhantomData })
    }
}

/// # Errors
/// If two positions have a byte in common, or that is not decided within the usual work.
pub(super) fn no_overlap(layout: &ArrayLayout) -> Result<(), ShapeError> {
    if layout.overlaps_itself(MAX_WORK)? { Err(ShapeError::Overlaps) } else { Ok(()) }
}

/// Parts of a [`GridMut`], one after the other, each of them once.
pub(crate) struct OuterMut<'a, T> {
    base: Base<'a>,
    outer: ArrayLayout,
    inner: Dims,
    count: usize,
    next: usize,
    of: PhantomData<&'a mut T>,
}

impl<'a, T: Element> OuterMut<'a, T> {
    pub(crate) fn left(&self) -> usize {
        self.count - self.next
    }

    pub(crate) fn next(&mut self) -> Option<GridMut<'a, T>> {
        let layout = part(&self.outer, &self.inner, self.next, self.count)?;
        self.next += 1;
        // N2: L3. N3: each position of the outer axes once, and none reaches others over the base.
        Some(GridMut { base: self.base, layout, of: PhantomData })
    }
}

// SAFETY: it is a mutable borrow of values that can be sent (`Element` asks for `Send + Sync`).
unsafe impl<T: Send> Send for GridMut<'_, T> {}
// SAFETY: shared, it only reads.
unsafe impl<T: Sync> Sync for GridMut<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for OuterMut<'_, T> {}
// SAFETY: shared, nothing can be taken.
unsafe impl<T: Sync> Sync for OuterMut<'_, T> {}
