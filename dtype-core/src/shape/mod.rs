//! Pure stride arithmetic: shapes, byte strides and offsets, without the bytes.
//!
//! An array is a small header over a buffer, and most operations change only the header. [`ArrayLayout`] is that header by
//! itself: slicing, transposing, reshaping, broadcasting, windows, flags, and whether two views share bytes. The views
//! ([`ArrayView`](crate::ArrayView), [`AnyArrayView`](crate::AnyArrayView)) have the same operations over memory.
//!
//! ```
//! use dtype_core::shape::{ArrayLayout, Order, Step};
//!
//! let image = ArrayLayout::new(&[480, 640, 3], 1, Order::C)?;      // bytes, one a channel
//! let half = image.slice(((..).step(2), (..).step(-2)))?;          // every other row, and column from the right
//! assert_eq!((half.shape(), half.strides()), ([240, 320, 3].into(), [3840, -6, 1].into()));
//! assert_eq!(half.offset(), 639 * 3);
//! let patches = image.sliding_window_view(&[8, 8], Some(&[0, 1]))?; // each 8 by 8 patch, no copy
//! assert_eq!(patches.shape(), [473, 633, 3, 8, 8]);
//! # Ok::<(), dtype_core::shape::ShapeError>(())
//! ```

mod axes;
mod broadcast;
mod dims;
mod error;
mod index;
mod joint;
mod layout;
mod op;
mod overlap;
mod permute;
mod reshape;
mod search;
#[cfg(test)]
mod tests;
mod tiles;
mod within;

pub use axes::Axes;
pub use broadcast::broadcast_shapes;
pub(crate) use dims::{Dim, Dims};
pub use error::ShapeError;
pub use index::{Ellipsis, Index, Indices, NewAxis, Step};
pub(crate) use joint::JointRuns;
pub use layout::{ArrayLayout, Order};
pub(crate) use op::{Op, layout_methods};
pub(crate) use tiles::Tiles;

/// Most axes an array can have, as in NumPy.
pub const MAX_NDIM: usize = 64;

/// How many steps a search for shared bytes may take where the caller does not say: a few milliseconds.
pub const MAX_WORK: u64 = 100_000;

/// The axis of a number; negative ones count from the end.
pub(crate) fn axis_of(axis: isize, ndim: usize) -> Result<usize, ShapeError> {
    let from_end = if axis < 0 { ndim.checked_sub(axis.unsigned_abs()) } else { Some(axis.unsigned_abs()) };
    from_end.filter(|&found| found < ndim).ok_or(ShapeError::Axis { axis, ndim })
}

/// The axes of numbers, each named once.
fn axes_of(axes: &[isize], ndim: usize) -> Result<Axes<usize>, ShapeError> {
    let mut found = Axes::new(&[]);
    for &axis in axes {
        let axis = axis_of(axis, ndim)?;
        if found.contains(&axis) {
            return Err(ShapeError::RepeatedAxis { axis });
        }
        found.push(axis);
    }
    Ok(found)
}
