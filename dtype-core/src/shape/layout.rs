//! The header of an array: shape, byte strides, offset and itemsize.
//!
//! L1. There are at most [`MAX_NDIM`] axes.
//! L2. The number of elements fits `isize`. If there are any, so do the offsets of all their bytes from the start of the
//!     base, and all sums on the way to them.
//! L3. Every operation but `as_strided` and `with_itemsize` leads to positions that the layout had before.
//!
//! The views over memory rely on these three (`SOUNDNESS.md`).

use std::fmt;
use std::ops::Range;

use super::{Axes, Dim, Dims, MAX_NDIM, ShapeError};
use crate::int;

/// Which axis varies fastest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The last one: C's order, row by row.
    #[default]
    C,
    /// The first one: Fortran's order, column by column.
    F,
}

/// Where the elements of an array lie in some base: shape, byte strides, offset and itemsize, without the bytes.
///
/// ```
/// use dtype_core::shape::{ArrayLayout, Order};
///
/// let rows = ArrayLayout::new(&[3, 4], 8, Order::C)?;
/// assert_eq!(rows.strides(), [32, 8]);
/// let turned = rows.t();
/// assert_eq!((turned.shape(), turned.strides()), ([4, 3].into(), [8, 32].into()));
/// assert!(turned.is_f_contiguous() && !turned.is_c_contiguous());
/// assert_eq!(turned.byte_bounds(), 0..96);
/// # Ok::<(), dtype_core::shape::ShapeError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ArrayLayout {
    pub(super) dims: Dims,
    pub(super) offset: isize,
    pub(super) itemsize: usize,
}

impl ArrayLayout {
    /// Elements of `itemsize` bytes one right behind the other, from the start of the base.
    ///
    /// # Errors
    /// [`ShapeError::Overflow`] if they are more than memory can hold, [`ShapeError::TooManyAxes`].
    pub fn new(shape: &[usize], itemsize: usize, order: Order) -> Result<Self, ShapeError> {
        let dims = Dims::contiguous(shape, itemsize, order == Order::F).ok_or(ShapeError::Overflow)?;
        Self::checked(dims, 0, itemsize)
    }

    /// Elements of `itemsize` bytes, the first one `offset` bytes from the start of the base.
    ///
    /// ```
    /// use dtype_core::shape::ArrayLayout;
    ///
    /// // A '<f4' at byte 6 of three records of 10 bytes.
    /// let field = ArrayLayout::strided(&[3], &[10], 6, 4)?;
    /// assert_eq!(field.byte_bounds(), 6..30);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Rank`] if there are not as many strides as lengths; else as [`ArrayLayout::new`].
    pub fn strided(
        shape: &[usize],
        strides: &[isize],
        offset: isize,
        itemsize: usize,
    ) -> Result<Self, ShapeError> {
        if shape.len() != strides.len() {
            return Err(ShapeError::Rank { expected: shape.len(), found: strides.len() });
        }
        Self::checked(zip(shape, strides), offset, itemsize)
    }

    /// Establishes L1 and L2.
    pub(crate) fn checked(dims: Dims, offset: isize, itemsize: usize) -> Result<Self, ShapeError> {
        if dims.len() > MAX_NDIM {
            return Err(ShapeError::TooManyAxes { found: dims.len() });
        }
        let fits = || {
            let count = dims.count()?;
            int::to_isize(count)?;
            if count > 0 {
                let (low, high) = dims.reach()?;
                offset.checked_add(low)?;
                offset.checked_add(high)?.checked_add(int::to_isize(itemsize)?)?;
            }
            Some(())
        };
        match fits() {
            Some(()) => Ok(ArrayLayout { dims, offset, itemsize }),
            None => Err(ShapeError::Overflow),
        }
    }

    /// The lengths of the axes, in elements.
    pub fn shape(&self) -> Axes<usize> {
        self.dims.iter().map(|dim| dim.len).collect()
    }

    /// The distances between neighbours along the axes, in bytes.
    pub fn strides(&self) -> Axes<isize> {
        self.dims.iter().map(|dim| dim.stride).collect()
    }

    /// Distance of the first element from the start of the base, in bytes.
    pub fn offset(&self) -> isize {
        self.offset
    }

    /// Size of one element, in bytes.
    pub fn itemsize(&self) -> usize {
        self.itemsize
    }

    /// How many axes there are.
    pub fn ndim(&self) -> usize {
        self.dims.len()
    }

    /// How many elements there are.
    pub fn size(&self) -> usize {
        // L2: it fits.
        self.dims.count().unwrap_or(0)
    }

    /// How many bytes the elements have together: what a copy takes.
    pub fn nbytes(&self) -> usize {
        self.size().saturating_mul(self.itemsize)
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.size() == 0
    }

    pub(crate) fn dims(&self) -> &Dims {
        &self.dims
    }

    /// From the first byte that an element has to behind the last, from the start of the base: NumPy's `byte_bounds`.
    /// Without elements, the empty range at the offset.
    pub fn byte_bounds(&self) -> Range<isize> {
        if self.is_empty() {
            return self.offset..self.offset;
        }
        // L2: everything fits.
        let (low, high) = self.dims.reach().unwrap_or((0, 0));
        self.offset + low..self.offset + high + self.itemsize as isize
    }

    /// Offset of the element at an index, one number for each axis, from the start of the base in bytes. `None` if there
    /// is no such element.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let rows = ArrayLayout::new(&[3, 4], 8, Order::C)?;
    /// assert_eq!((rows.offset_of(&[2, 1]), rows.offset_of(&[3, 0])), (Some(72), None));
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    pub fn offset_of(&self, index: &[usize]) -> Option<isize> {
        if index.len() != self.dims.len() {
            return None;
        }
        let mut offset = self.offset;
        for (&i, dim) in index.iter().zip(self.dims.iter()) {
            if i >= dim.len {
                return None;
            }
            // L2: the position exists if all others do; if one of the axes is empty, this is of no use to anybody.
            offset = offset.wrapping_add((i as isize).wrapping_mul(dim.stride));
        }
        Some(offset)
    }

    /// Whether the elements lie in C order without gaps. As in NumPy, axes of length 1 do not count, and what has no
    /// elements is contiguous in both orders.
    pub fn is_c_contiguous(&self) -> bool {
        self.is_empty() || self.first_gap(Order::C).is_none()
    }

    /// Whether the elements lie in Fortran order without gaps.
    pub fn is_f_contiguous(&self) -> bool {
        self.is_empty() || self.first_gap(Order::F).is_none()
    }

    /// The first axis, from the one that varies fastest, that does not step from item to item, and how far it should.
    pub(crate) fn first_gap(&self, order: Order) -> Option<(usize, isize)> {
        let mut expected = self.itemsize as isize;
        let mut gap = |axis: usize| {
            let dim = self.dims[axis];
            if dim.len == 1 {
                return None;
            }
            if dim.stride != expected {
                return Some((axis, expected));
            }
            // No more than the bytes of all elements.
            expected = expected.saturating_mul(dim.len as isize);
            None
        };
        match order {
            Order::C => (0..self.ndim()).rev().find_map(&mut gap),
            Order::F => (0..self.ndim()).find_map(&mut gap),
        }
    }

    /// Whether every element lies at a multiple of `alignment` bytes, if the base does. Alignments of 0 and 1 are no
    /// demand. What has no elements is aligned.
    pub fn is_aligned(&self, alignment: usize) -> bool {
        self.is_aligned_at(0, alignment)
    }

    /// The same for a base at some address.
    pub(crate) fn is_aligned_at(&self, address: usize, alignment: usize) -> bool {
        let fits = |bytes: usize| alignment == 0 || bytes.is_multiple_of(alignment);
        self.is_empty()
            || fits(address.wrapping_add_signed(self.offset))
                && self.dims.iter().all(|dim| dim.len == 1 || fits(dim.stride.unsigned_abs()))
    }

    /// The same positions as the first `keep` axes have, and the layout of what lies at each.
    pub(crate) fn split_axes(&self, keep: usize) -> (ArrayLayout, Dims) {
        let (outer, inner) = self.dims.split_at(keep.min(self.ndim()));
        (ArrayLayout { dims: Dims::new(outer), ..*self }, Dims::new(inner))
    }

    /// The layout of a part of every element: `offset` bytes into it, along `inner` axes.
    pub(crate) fn part(
        &self,
        offset: usize,
        inner: &[Dim],
        itemsize: usize,
    ) -> Result<ArrayLayout, ShapeError> {
        let start = int::to_isize(offset).and_then(|offset| self.offset.checked_add(offset));
        Self::checked(self.dims.then(inner), start.ok_or(ShapeError::Overflow)?, itemsize)
    }

    /// The same bytes as items of another size: NumPy's rule for `view(dtype)`. Only the last axis changes; it must step
    /// from item to item. A smaller size must divide the old one, a larger one the bytes of the axis.
    pub(crate) fn with_itemsize(&self, itemsize: usize) -> Result<ArrayLayout, ShapeError> {
        let old = self.itemsize;
        if itemsize == old {
            return Ok(self.clone());
        }
        let Some((last, outer)) = self.dims.split_last() else {
            return Err(ShapeError::LastAxis { stride: None, itemsize: old });
        };
        // Which lengths NumPy lets off: a single item of a stride that leads nowhere, and no items.
        let dense = last.stride == old as isize || last.len == 1 || self.is_empty();
        if !dense || old == 0 || itemsize == 0 {
            return Err(ShapeError::LastAxis { stride: Some(last.stride), itemsize: old });
        }
        if itemsize < old && !old.is_multiple_of(itemsize) {
            return Err(ShapeError::LastAxisBytes { bytes: old, itemsize });
        }
        let bytes = last.len.checked_mul(old).ok_or(ShapeError::Overflow)?;
        if !bytes.is_multiple_of(itemsize) {
            return Err(ShapeError::LastAxisBytes { bytes, itemsize });
        }
        let last =
            Dim { len: bytes / itemsize, stride: int::to_isize(itemsize).ok_or(ShapeError::Overflow)? };
        Self::checked(Dims::new(outer).then(&[last]), self.offset, itemsize)
    }
}

/// Axes of lengths and strides, of which there are as many.
pub(super) fn zip(shape: &[usize], strides: &[isize]) -> Dims {
    shape.iter().zip(strides).map(|(&len, &stride)| Dim { len, stride }).collect()
}

impl fmt::Debug for ArrayLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArrayLayout")
            .field("shape", &self.shape())
            .field("strides", &self.strides())
            .field("offset", &self.offset)
            .field("itemsize", &self.itemsize)
            .finish()
    }
}
