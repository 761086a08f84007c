//! Views of the crate `ndarray` over the same memory, and the other way round.
//!
//! Its strides count elements and its elements are references, so it has no view of an unaligned field, nor of a field whose
//! records are no multiple of its size. Those are copied.
//!
//! R1. A view of ndarray's is made only of values that are aligned, at strides that are multiples of their size: N2 says that
//!     a value lies at every position, borrowed for `'a`, and L2 that lengths and offsets fit `isize`. Of views without
//!     elements L2 does not say so of the other lengths; those are looked at, and their strides are ndarray's own.
//! R2. One to be written is made only of values without padding, at positions that share no byte (N3).
//! R3. Of a view of ndarray's, every element lies in one allocation that it borrows for `'a`; of one to be written, each at an
//!     address of its own: ndarray promises that of every `ArrayView` and `ArrayViewMut`.
#![allow(unsafe_code, reason = "views of another crate are made from a pointer and strides")]

use std::fmt;
use std::ptr::NonNull;

use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD, Axis, Dimension, IxDyn, ShapeBuilder};

use super::{ArrayView, ArrayViewMut};
use crate::error::Error;
use crate::int;
use crate::record::{Element, is_solid};
use crate::shape::{ArrayLayout, ShapeError};
use crate::strided::{Grid, GridMut};

/// Why ndarray has no view of this memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NdarrayError {
    /// The values lie where no reference to one may point.
    Misaligned {
        /// The alignment of the type, in bytes.
        needed: usize,
        /// How many bytes behind a multiple of it the first value lies.
        off_by: usize,
    },
    /// An axis does not step over whole elements.
    Stride {
        /// Which one.
        axis: usize,
        /// How far it steps, in bytes.
        stride: isize,
        /// The size of an element, in bytes.
        itemsize: usize,
    },
    /// Values with gaps would be written whole, gaps and all.
    Gaps,
    /// There are no elements, and the lengths that are not zero multiply to more than `isize` holds.
    Lengths,
}

impl fmt::Display for NdarrayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            NdarrayError::Misaligned { needed, off_by } => write!(
                f,
                "ndarray needs values at multiples of {needed} bytes, found the first one {off_by} behind such; \
                 copy with `to_ndarray`"
            ),
            NdarrayError::Stride { axis, stride, itemsize } => write!(
                f,
                "ndarray steps over whole elements of {itemsize} bytes, found axis {axis} that steps {stride}; \
                 copy with `to_ndarray`"
            ),
            NdarrayError::Gaps => f.write_str("ndarray writes whole elements, found a type with gaps"),
            NdarrayError::Lengths => f.write_str(
                "ndarray needs lengths whose product fits isize, those of 0 left out, found larger ones and no element",
            ),
        }
    }
}

impl std::error::Error for NdarrayError {}

impl From<NdarrayError> for Error {
    fn from(error: NdarrayError) -> Error {
        Error::cast(error.to_string())
    }
}

impl<'a, T: Element> ArrayView<'a, T> {
    /// The same values as a view of ndarray's, without a copy.
    ///
    /// ```
    /// use dtype_core::{Columns, NdarrayError, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Star { pos: [f32; 2], id: u32 }
    ///
    /// let stars = [Star { pos: [1.0, 2.0], id: 7 }, Star { pos: [3.0, 4.0], id: 8 }];
    /// let pos = stars.column(Star::FIELDS.pos).as_array().spread()?;
    /// let theirs = pos.as_ndarray()?; // records of 12 bytes, elements of 4
    /// assert_eq!(theirs.strides(), [3, 1]);
    /// assert_eq!(theirs.sum(), 10.0);
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C, packed)]
    /// struct Tick { time: u64, side: u8 }
    ///
    /// let ticks = [Tick { time: 1, side: 0 }; 3];
    /// let time = ticks.column(Tick::FIELDS.time).as_array();
    /// assert!(time.as_ndarray().is_err());
    /// assert_eq!(time.to_ndarray().sum(), 3); // a copy
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`NdarrayError`] names what is in the way: an address, a stride, or lengths beside one of 0.
    pub fn as_ndarray(&self) -> Result<ArrayViewD<'a, T>, NdarrayError> {
        let (first, shape, backwards) = parts(self.grid())?;
        // SAFETY: R1.
        let mut view = unsafe { ArrayViewD::from_shape_ptr(shape, first.as_ptr()) };
        backwards.into_iter().for_each(|axis| view.invert_axis(Axis(axis)));
        Ok(view)
    }

    /// The values, copied, in C order.
    ///
    /// # Panics
    /// If there are none, and the lengths that are not zero multiply to more than `isize` holds.
    pub fn to_ndarray(&self) -> ArrayD<T> {
        ArrayD::from_shape_vec(IxDyn(&self.shape()), self.to_vec())
            .expect("as many values as the shape has places")
    }

    /// A view of what a view of ndarray's looks at, whatever its strides.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    ///
    /// let theirs = ndarray::arr2(&[[1, 2, 3], [4, 5, 6]]);
    /// let ours = ArrayView::from_ndarray(theirs.slice(ndarray::s![.., ..;-1]))?;
    /// assert_eq!((ours.strides(), ours.to_vec()), ([12, -4].into(), vec![3, 2, 1, 6, 5, 4]));
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::TooManyAxes`] of more than 64 axes; nothing else.
    pub fn from_ndarray<D: Dimension>(view: ndarray::ArrayView<'a, T, D>) -> Result<Self, ShapeError> {
        let first = NonNull::new(view.as_ptr().cast_mut()).ok_or(ShapeError::Overflow)?;
        let strides = in_bytes::<T>(view.strides());
        // SAFETY: R3.
        let grid = unsafe { Grid::of_parts(first, view.shape(), &strides) }?;
        Ok(ArrayView::of_grid(grid))
    }
}

impl<'a, T: Element> ArrayViewMut<'a, T> {
    /// The same values as a view of ndarray's to be written, without a copy.
    ///
    /// # Errors
    /// As [`ArrayView::as_ndarray`]; [`NdarrayError::Gaps`] if a `T` has gaps.
    pub fn into_ndarray(self) -> Result<ArrayViewMutD<'a, T>, NdarrayError> {
        if !is_solid::<T>() {
            return Err(NdarrayError::Gaps);
        }
        let (first, shape, backwards) = parts(self.as_view().grid())?;
        // SAFETY: R1 and R2; our own view is gone.
        let mut view = unsafe { ArrayViewMutD::from_shape_ptr(shape, first.as_ptr()) };
        backwards.into_iter().for_each(|axis| view.invert_axis(Axis(axis)));
        Ok(view)
    }

    /// A view of what a view of ndarray's to be written looks at.
    ///
    /// # Errors
    /// As [`ArrayView::from_ndarray`].
    pub fn from_ndarray<D: Dimension>(mut view: ndarray::ArrayViewMut<'a, T, D>) -> Result<Self, ShapeError> {
        let strides = in_bytes::<T>(view.strides());
        let first = NonNull::new(view.as_mut_ptr()).ok_or(ShapeError::Overflow)?;
        // SAFETY: R3; their view is gone.
        let grid = unsafe { GridMut::of_parts(first, view.shape(), &strides) }?;
        Ok(ArrayViewMut::of_grid(grid))
    }
}

/// The strides in bytes. What does not fit leads nowhere (R3), as of an axis of length 1, and becomes zero.
fn in_bytes<T>(strides: &[isize]) -> Vec<isize> {
    let size = size_of::<T>() as isize;
    strides.iter().map(|stride| stride.checked_mul(size).unwrap_or(0)).collect()
}

/// The lowest element, lengths and strides in elements, all of them up, and the axes that have to be turned round.
type Parts<T> = (NonNull<T>, ndarray::StrideShape<IxDyn>, Vec<usize>);

fn parts<T: Element>(grid: &Grid<'_, T>) -> Result<Parts<T>, NdarrayError> {
    let (layout, itemsize) = (grid.layout(), size_of::<T>());
    let shape = layout.shape();
    if layout.is_empty() || itemsize == 0 {
        let mut lengths = shape.iter().copied().filter(|&len| len > 0);
        let product = lengths.try_fold(1usize, usize::checked_mul);
        if product.and_then(int::to_isize).is_none() {
            return Err(NdarrayError::Lengths);
        }
        // Nothing is read there.
        return Ok((NonNull::dangling(), IxDyn(&shape).into(), Vec::new()));
    }
    let strides = in_elements(layout, itemsize)?;
    let backwards: Vec<usize> =
        strides.iter().enumerate().filter(|(_, stride)| **stride < 0).map(|(i, _)| i).collect();
    let lowest = layout.byte_bounds().start - layout.offset();
    // SAFETY: L2 and N2: the lowest position exists.
    let first = unsafe { grid.first().offset(lowest) }.cast::<T>();
    if !first.is_aligned() {
        let needed = align_of::<T>();
        return Err(NdarrayError::Misaligned { needed, off_by: first.addr().get() % needed });
    }
    let up: Vec<usize> = strides.iter().map(|stride| stride.unsigned_abs()).collect();
    Ok((first, IxDyn(&shape).strides(IxDyn(&up)), backwards))
}

/// The strides in elements. Those that lead nowhere are zero.
fn in_elements(layout: &ArrayLayout, itemsize: usize) -> Result<Vec<isize>, NdarrayError> {
    let axes = layout.dims().iter().enumerate();
    axes.map(|(axis, dim)| match dim.stride {
        _ if dim.len < 2 => Ok(0),
        stride if stride % itemsize as isize == 0 => Ok(stride / itemsize as isize),
        stride => Err(NdarrayError::Stride { axis, stride, itemsize }),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Order, Step};

    #[test]
    fn views_go_both_ways_with_any_strides() {
        let numbers: Vec<i64> = (0..24).collect();
        let a = ArrayView::with_shape(&numbers, &[2, 3, 4], Order::C).unwrap();
        let views = [
            a.clone(),
            a.t(),
            a.flip(None).unwrap(),
            a.slice((.., (..).step(-2), (1..).step(2))).unwrap(),
            a.broadcast_to(&[2, 2, 3, 4]).unwrap(),
            a.sliding_window_view(&[2, 3], Some(&[1, 2])).unwrap(),
            a.slice((0, 0, 0)).unwrap(),
            a.slice((.., 3..)).unwrap(),
        ];
        for view in views {
            let theirs = view.as_ndarray().unwrap();
            assert_eq!(theirs.shape(), &view.shape()[..]);
            assert_eq!(theirs.iter().copied().collect::<Vec<_>>(), view.to_vec());
            assert_eq!(view.to_ndarray(), theirs);
            assert_eq!(ArrayView::from_ndarray(theirs.view()).unwrap(), view);
        }
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        let bytes = [0u64; 4];
        let bytes = crate::record::as_bytes(&bytes);
        let view = |offset, stride| {
            let layout = ArrayLayout::strided(&[3], &[stride], offset, 4).unwrap();
            ArrayView::<u32>::from_bytes(bytes, &layout).unwrap().as_ndarray().map(|view| view.len())
        };
        assert_eq!(view(4, 8), Ok(3));
        assert_eq!(view(1, 8), Err(NdarrayError::Misaligned { needed: 4, off_by: 1 }));
        assert_eq!(view(0, 6), Err(NdarrayError::Stride { axis: 0, stride: 6, itemsize: 4 }));
    }

    #[test]
    fn no_elements_of_lengths_that_do_not_fit() {
        let empty = |shape: &[usize]| {
            let layout = ArrayLayout::strided(shape, &[isize::MIN; 3], 0, 4).unwrap();
            ArrayView::<u32>::from_bytes(&[], &layout).unwrap().as_ndarray().map(|view| view.shape().to_vec())
        };
        let half = 1 << (usize::BITS / 2);
        assert_eq!(empty(&[0, half, half / 4]), Ok(vec![0, half, half / 4]));
        assert_eq!(empty(&[half, 0, half]), Err(NdarrayError::Lengths));
        assert_eq!(empty(&[usize::MAX, 1, 0]), Err(NdarrayError::Lengths));
        let layout = ArrayLayout::strided(&[0, usize::MAX], &[1, 1], 0, 1).unwrap();
        let ours = ArrayViewMut::<u8>::from_bytes(&mut [], &layout).unwrap();
        assert_eq!(ours.into_ndarray().unwrap_err(), NdarrayError::Lengths);
    }

    #[test]
    fn elements_without_bytes_and_axes_that_lead_nowhere() {
        let mut nothing = [[0u8; 0]; 6];
        let ours =
            ArrayView::with_shape(&nothing, &[2, 3], Order::F).unwrap().broadcast_to(&[4, 2, 3]).unwrap();
        let theirs = ours.as_ndarray().unwrap();
        assert_eq!(
            (theirs.iter().count(), ArrayView::from_ndarray(theirs).unwrap().to_vec().len()),
            (24, 24)
        );
        let theirs = ArrayViewMut::new(&mut nothing).flip(None).unwrap().into_ndarray().unwrap();
        assert_eq!(ArrayViewMut::from_ndarray(theirs).unwrap().size(), 6);

        let far = ndarray::ArrayView::from_shape((1, 2).strides((isize::MAX as usize, 1)), &[1u64, 2]);
        let ours = ArrayView::from_ndarray(far.unwrap()).unwrap();
        assert_eq!((ours.to_vec(), ours.t().as_ndarray().unwrap().shape()), (vec![1, 2], &[2, 1][..]));
    }

    #[test]
    fn values_are_written_through_both() {
        let mut numbers = [0i32; 6];
        let ours = ArrayViewMut::with_shape(&mut numbers, &[2, 3], Order::C).unwrap();
        let mut theirs = ours.flip(Some(&[1])).unwrap().into_ndarray().unwrap();
        theirs[[0, 0]] = 7;
        let mut ours = ArrayViewMut::from_ndarray(theirs.view_mut()).unwrap();
        ours.set(&[1, 2], 9);
        assert_eq!(numbers, [0, 0, 7, 9, 0, 0]);
    }
}
