//! Items of a dtype along any axes of a base that is known.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use super::{Base, Grid, Items};
use crate::dtype::{DType, Field, Located, Path, push_axes};
use crate::error::{Error, Result};
use crate::record::{Element, is_solid};
use crate::shape::{ArrayLayout, Op, ShapeError};

/// Items of a dtype, any axes: the core of N-D views whose type is known only at run time. The dtype is no sub-array:
/// such become axes.
#[derive(Clone)]
pub(crate) struct AnyGrid<'a> {
    base: Base<'a>,
    layout: ArrayLayout,
    dtype: DType,
    whole: bool,
}

impl<'a> AnyGrid<'a> {
    /// Items at positions in bytes.
    ///
    /// # Errors
    /// If a position is not inside of the bytes, the items of the layout have another size, or the dtype has objects.
    pub(crate) fn over(bytes: &'a [u8], layout: &ArrayLayout, dtype: &DType) -> Result<Self> {
        if dtype.has_object() {
            return Err(Error::unsupported("dtype with Python objects ('O'), whose bytes are addresses"));
        }
        let (expected, found) = (dtype.itemsize(), layout.itemsize());
        if expected != found {
            return Err(Error::mismatch(format!(
                "expected a layout of items of {expected} bytes, found {found}"
            )));
        }
        let base = Base::bytes(bytes);
        base.contains(layout)?;
        // N2: inside, and bytes.
        Ok(Self::spread(base, layout, dtype, true)?)
    }

    /// N2 holds but for sub-arrays, which become axes here: their elements are parts of them.
    fn spread(base: Base<'a>, layout: &ArrayLayout, dtype: &DType, whole: bool) -> Result<Self, ShapeError> {
        let (item, shape) = dtype.flattened();
        let mut inner = Vec::new();
        push_axes(&mut inner, item.itemsize(), &shape);
        let layout = layout.part(0, &inner, item.itemsize())?;
        Ok(AnyGrid { base, layout, dtype: item.clone(), whole })
    }

    pub(crate) fn of_items(items: &Items<'a>) -> Result<Self, ShapeError> {
        // Both are addresses in one allocation, or there are no items.
        let offset = items.as_ptr().addr().wrapping_sub(items.base().start().addr().get()) as isize;
        let layout = ArrayLayout::checked(items.dims().clone(), offset, items.dtype().itemsize())?;
        items.base().contains(&layout)?;
        // N2: S1, S2 and S4.
        Self::spread(*items.base(), &layout, items.dtype(), items.is_whole())
    }

    pub(crate) fn of_grid<T: Element>(grid: &Grid<'a, T>) -> Result<Self, ShapeError> {
        // N2: values have the leaves of their dtype (`Element` 1), and all bytes if they have no padding.
        Self::spread(*grid.base(), grid.layout(), T::DTYPE, is_solid::<T>())
    }

    /// # Safety
    /// N2 holds.
    pub(super) unsafe fn from_raw(base: Base<'a>, layout: ArrayLayout, dtype: DType) -> Self {
        AnyGrid { base, layout, dtype, whole: true }
    }

    pub(crate) fn items(&self) -> Items<'a> {
        let offset = if self.layout.is_empty() { 0 } else { self.layout.offset() };
        // SAFETY: N2: the first position exists, or nothing is moved.
        let ptr = unsafe { self.base.at(offset) };
        // SAFETY: S1, S2: N2. S4: L2.
        unsafe { Items::from_raw(ptr, self.layout.dims().clone(), self.dtype.clone(), self.whole, self.base) }
    }

    pub(crate) fn base(&self) -> &Base<'a> {
        &self.base
    }

    pub(crate) fn layout(&self) -> &ArrayLayout {
        &self.layout
    }

    pub(crate) fn dtype(&self) -> &DType {
        &self.dtype
    }

    pub(crate) fn apply(&self, op: Op<'_>) -> Result<Self, ShapeError> {
        // N2: L3, positions that were there before.
        Ok(AnyGrid { layout: op.apply(&self.layout)?, ..self.clone() })
    }

    /// What lies at a path in each item.
    pub(crate) fn at<P: Path + ?Sized>(&self, path: &P) -> Result<Self> {
        let place = path.locate(&self.dtype)?;
        let layout = self.layout.part(place.offset, &place.dims, place.dtype.itemsize())?;
        // N2: inside of the items; leaves of a part are leaves of the whole.
        Ok(Self::spread(self.base, &layout, &place.dtype, self.whole)?)
    }

    /// The same positions as items of another dtype of the same size.
    ///
    /// # Panics
    /// If a leaf of the dtype is not one of this dtype too, or one in another byte order, unless all bytes are there.
    pub(crate) fn with_dtype(&self, dtype: DType) -> Self {
        let known = self.dtype.runs();
        let inside =
            |run: &std::ops::Range<usize>| known.iter().any(|k| k.start <= run.start && run.end <= k.end);
        let leaves = self.whole || dtype.runs().iter().all(inside);
        assert!(leaves && dtype.itemsize() == self.dtype.itemsize(), "a dtype of bytes that are there");
        // N2: every leaf is of bytes that are initialised.
        AnyGrid { dtype, ..self.clone() }
    }

    /// The same bytes as items of any dtype, where sizes allow; over bytes only.
    pub(crate) fn view_as(&self, dtype: &DType) -> Result<Self> {
        let layout = view_as(&self.base, &self.layout, dtype)?;
        // N2: the same bytes, of a base of bytes.
        Ok(Self::spread(self.base, &layout, dtype, true)?)
    }

    /// Items of another dtype, `offset` bytes into each of these; over bytes only.
    pub(crate) fn part_as(&self, dtype: &DType, offset: usize) -> Result<Self> {
        let (size, room) = (dtype.itemsize(), self.dtype.itemsize());
        if offset.checked_add(size).is_none_or(|end| end > room) {
            let message = format!("expected {size} bytes within {room}, found them from byte {offset} on");
            return Err(Error::mismatch(message));
        }
        only_over_bytes(&self.base, dtype)?;
        let layout = self.layout.part(offset, &[], size)?;
        // N2: inside of the items, of a base of bytes.
        Ok(Self::spread(self.base, &layout, dtype, true)?)
    }

    /// A part of every scalar, `offset` bytes into it.
    ///
    /// # Panics
    /// If the items are too small for it, or no scalars.
    pub(crate) fn scalar_part(&self, part: DType, offset: usize) -> Result<Self> {
        let inside = offset + part.itemsize() <= self.dtype.itemsize();
        assert!(
            inside && self.dtype.as_scalar().is_some() && part.as_scalar().is_some(),
            "a part of a scalar"
        );
        let layout = self.layout.part(offset, &[], part.itemsize())?;
        // N2: inside of the items, which are leaves and so initialised.
        Ok(AnyGrid { base: self.base, layout, dtype: part, whole: true })
    }

    pub(crate) fn as_strided(&self, shape: &[usize], strides: &[isize]) -> Result<Self, ShapeError> {
        let layout = self.layout.as_strided(shape, strides)?;
        if self.base.is_bytes() {
            self.base.contains(&layout)?;
        } else {
            self.layout.reaches(&layout)?;
        }
        // N2: inside of bytes, or positions that were there before.
        Ok(AnyGrid { layout, ..self.clone() })
    }

    /// The items as values of a type that has their dtype, or of an array of such as the last axes are.
    ///
    /// # Errors
    /// If a value is not one of `T`; over a typed base, also if `T` has gaps, since what is a gap there may be none here.
    pub(crate) fn grid<T: Element>(&self) -> Result<Grid<'a, T>> {
        let solid = self.whole || self.dtype.as_scalar().is_some() || self.dtype.is_gapless();
        if !solid {
            let message = "the record has gaps that are not initialised here; take it by its `FIELDS`";
            return Err(Error::cast(message));
        }
        if self.dtype.itemsize() != size_of::<T>() {
            let (expected, found) = (size_of::<T>(), self.dtype.itemsize());
            return Err(Error::mismatch(format!("expected items of {expected} bytes, found {found}")));
        }
        // SAFETY: N2 but for what the bytes are, which is looked at next.
        let grid = unsafe { Grid::<T>::from_raw(self.base, self.layout.clone()) };
        // SAFETY: N2, and every byte of the items is initialised, as asked above.
        unsafe { grid.validate() }?;
        Ok(grid)
    }

    /// The dtype of some fields of each item at their old offsets, in the order that is given.
    pub(crate) fn dtype_of_fields(dtype: &DType, names: &[&str]) -> Result<DType> {
        let field = |name: &&str| -> Result<Field> {
            // Says what is missing, and what is near.
            Located::whole(dtype).field(name)?;
            match dtype.field(name) {
                Some(field) => Ok(field.clone()),
                None => Err(Error::mismatch(format!("expected the name of a field, found '{name}'"))),
            }
        };
        let fields = names.iter().map(field).collect::<Result<Vec<_>>>()?;
        DType::record(fields, Some(dtype.itemsize()))
    }
}

/// The layout of the bytes of another as items of a dtype.
pub(super) fn view_as(base: &Base<'_>, layout: &ArrayLayout, dtype: &DType) -> Result<ArrayLayout> {
    only_over_bytes(base, dtype)?;
    Ok(layout.with_itemsize(dtype.itemsize())?)
}

fn only_over_bytes(base: &Base<'_>, dtype: &DType) -> Result<()> {
    if dtype.has_object() {
        return Err(Error::unsupported("dtype with Python objects ('O'), whose bytes are addresses"));
    }
    if !base.is_bytes() {
        return Err(Error::cast(
            "expected a base of bytes, which can be anything, found one of typed values; take it as bytes with `as_bytes`",
        ));
    }
    Ok(())
}

// SAFETY: it is a shared borrow of plain bytes.
unsafe impl Send for AnyGrid<'_> {}
// SAFETY: as above.
unsafe impl Sync for AnyGrid<'_> {}
