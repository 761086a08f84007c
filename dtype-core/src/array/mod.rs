//! N-D views of values of one type, over slices, columns and bytes: any strides, any alignment, no copies.
//!
//! A view copies values out, as a column does, and assumes no alignment; strides are in bytes. What only changes the
//! header costs nothing.

mod explain;
mod flags;
mod iter;
pub(crate) mod memory;
#[cfg(feature = "ndarray")]
mod ndarray;
mod number;
pub mod ops;
pub(crate) mod print;
mod view;
mod view_mut;

pub use explain::Explanation;
pub(crate) use explain::Inspected;
pub use flags::Flags;
pub use iter::{ArrayIter, Chunks, Views, ViewsMut};
pub use memory::Memory;
pub(crate) use memory::sealed as memory_sealed;
#[cfg(feature = "ndarray")]
pub use ndarray::NdarrayError;
pub use view::ArrayView;
pub use view_mut::ArrayViewMut;
