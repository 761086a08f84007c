//! Items of a dtype along any axes of bytes, to be written.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ptr::NonNull;

use super::grid_mut::no_overlap;
use super::walk::Runs;
use super::{AnyGrid, Base, GridMut};
use crate::dtype::{DType, Path};
use crate::error::Result;
use crate::record::Element;
use crate::shape::{ArrayLayout, Op, ShapeError};

/// Items of a dtype, any axes, in bytes that are ours: to be written.
pub(crate) struct AnyGridMut<'a> {
    base: Base<'a>,
    layout: ArrayLayout,
    dtype: DType,
    of: PhantomData<&'a mut [u8]>,
}

impl<'a> AnyGridMut<'a> {
    /// Items at positions in bytes.
    ///
    /// # Errors
    /// As [`AnyGrid::over`]; if two positions have a byte in common.
    pub(crate) fn over(bytes: &'a mut [u8], layout: &ArrayLayout, dtype: &DType) -> Result<Self> {
        no_overlap(layout)?;
        let grid = AnyGrid::over(bytes, layout, dtype)?;
        let (layout, dtype) = (grid.layout().clone(), grid.dtype().clone());
        let len = bytes.len();
        // SAFETY: N1: bytes, borrowed mutably for 'a.
        let base = unsafe { Base::from_raw(NonNull::from(bytes).cast(), len, true) };
        // N2: as in `AnyGrid::over`. N3: just looked at, in a mutable borrow; parts of an item share no bytes.
        Ok(AnyGridMut { base, layout, dtype, of: PhantomData })
    }

    /// The same items, to be read.
    pub(crate) fn as_grid(&self) -> AnyGrid<'_> {
        // SAFETY: N2; nobody writes while this is borrowed.
        unsafe { AnyGrid::from_raw(self.base, self.layout.clone(), self.dtype.clone()) }
    }

    /// The same items, to be read for as long as they were to be written.
    pub(crate) fn into_grid(self) -> AnyGrid<'a> {
        // SAFETY: N2; what could write is gone.
        unsafe { AnyGrid::from_raw(self.base, self.layout, self.dtype) }
    }

    /// The same items for a shorter time.
    pub(crate) fn reborrow(&mut self) -> AnyGridMut<'_> {
        let (layout, dtype) = (self.layout.clone(), self.dtype.clone());
        AnyGridMut { base: self.base, layout, dtype, of: PhantomData }
    }

    pub(crate) fn layout(&self) -> &ArrayLayout {
        &self.layout
    }

    pub(crate) fn dtype(&self) -> &DType {
        &self.dtype
    }

    pub(crate) fn apply(self, op: Op<'_>) -> Result<Self, ShapeError> {
        let layout = op.apply(&self.layout)?;
        if op.repeats() {
            no_overlap(&layout)?;
        }
        // N2, N3: L3, positions that were there before, and each for one index: of what can repeat it was asked.
        Ok(AnyGridMut { layout, ..self })
    }

    /// What lies at a path in each item.
    pub(crate) fn at<P: Path + ?Sized>(self, path: &P) -> Result<Self> {
        let grid = self.as_grid().at(path)?;
        let (layout, dtype) = (grid.layout().clone(), grid.dtype().clone());
        // N2: as found for a view to be read. N3: parts of items share no bytes if these do not.
        Ok(AnyGridMut { layout, dtype, ..self })
    }

    /// The same positions as items of another dtype of the same size.
    ///
    /// # Panics
    /// If it has another size.
    pub(crate) fn with_dtype(self, dtype: DType) -> Self {
        assert!(dtype.itemsize() == self.dtype.itemsize(), "a dtype of the same size");
        // N2: bytes.
        AnyGridMut { dtype, ..self }
    }

    /// The same bytes as items of any dtype, where sizes allow.
    pub(crate) fn view_as(self, dtype: &DType) -> Result<Self> {
        let grid = self.as_grid().view_as(dtype)?;
        let (layout, dtype) = (grid.layout().clone(), grid.dtype().clone());
        // N2: as found for a view to be read. N3: the same bytes, each in one item as before.
        Ok(AnyGridMut { layout, dtype, ..self })
    }

    /// Items of another dtype, `offset` bytes into each of these.
    pub(crate) fn part_as(self, dtype: &DType, offset: usize) -> Result<Self> {
        let grid = self.as_grid().part_as(dtype, offset)?;
        let (layout, dtype) = (grid.layout().clone(), grid.dtype().clone());
        // N2: as found for a view to be read. N3: parts of items share no bytes if these do not.
        Ok(AnyGridMut { layout, dtype, ..self })
    }

    pub(crate) fn restrided(self, shape: &[usize], strides: &[isize]) -> Result<Self, ShapeError> {
        let layout = self.as_grid().as_strided(shape, strides)?.layout().clone();
        no_overlap(&layout)?;
        // N2: inside of the bytes. N3: just looked at, and the bytes are borrowed whole.
        Ok(AnyGridMut { layout, ..self })
    }

    /// The items as values of a type that has their dtype.
    pub(crate) fn grid<T: Element>(self) -> Result<GridMut<'a, T>> {
        let layout = self.as_grid().grid::<T>()?.layout().clone();
        // SAFETY: N2: as found for a view to be read; any value may be written into bytes. N3: the same positions.
        Ok(unsafe { GridMut::from_raw(self.base, layout) })
    }

    /// Calls `f` with the bytes of every item, in C order.
    pub(crate) fn for_each_item(&mut self, mut f: impl FnMut(&mut [u8])) {
        let size = self.dtype.itemsize();
        if self.layout.is_empty() || size == 0 {
            return;
        }
        // SAFETY: N2: the first position exists.
        let first = unsafe { self.base.at(self.layout.offset()) };
        let mut runs = Runs::new(self.layout.dims());
        let inner = runs.inner();
        while let Some(offset) = runs.next() {
            for i in 0..inner.len {
                // SAFETY: position `i` of a run.
                let at = unsafe { first.offset(offset + i as isize * inner.stride) };
                // SAFETY: N2: inside of the base, initialised. N3: nobody else has them now.
                f(unsafe { std::slice::from_raw_parts_mut(at.as_ptr(), size) });
            }
        }
    }
}

// SAFETY: it is a mutable borrow of plain bytes.
unsafe impl Send for AnyGridMut<'_> {}
// SAFETY: shared, it only reads.
unsafe impl Sync for AnyGridMut<'_> {}
