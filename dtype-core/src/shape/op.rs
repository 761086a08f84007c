//! The operations on layouts as data, so that every view has the same ones, each of which leads only to positions that
//! were there before (L3 in `layout.rs`).

use super::{ArrayLayout, Index, Order, ShapeError};

/// An operation that leads to positions that were there before.
#[derive(Clone, Copy)]
pub(crate) enum Op<'o> {
    Slice(&'o [Index]),
    T,
    Transpose(&'o [isize]),
    Swapaxes(isize, isize),
    Moveaxis(&'o [isize], &'o [isize]),
    Reshape(&'o [isize], Order),
    Ravel(Order),
    Squeeze(Option<&'o [isize]>),
    ExpandDims(&'o [isize]),
    Flip(Option<&'o [isize]>),
    Diagonal(isize, isize, isize),
    BroadcastTo(&'o [usize]),
    SlidingWindowView(&'o [usize], Option<&'o [isize]>),
}

impl Op<'_> {
    pub(crate) fn apply(self, to: &ArrayLayout) -> Result<ArrayLayout, ShapeError> {
        match self {
            Op::Slice(indices) => to.slice(indices),
            Op::T => Ok(to.t()),
            Op::Transpose(axes) => to.transpose(axes),
            Op::Swapaxes(a, b) => to.swapaxes(a, b),
            Op::Moveaxis(source, destination) => to.moveaxis(source, destination),
            Op::Reshape(shape, order) => to.reshape(shape, order),
            Op::Ravel(order) => to.ravel(order),
            Op::Squeeze(axes) => to.squeeze(axes),
            Op::ExpandDims(axes) => to.expand_dims(axes),
            Op::Flip(axes) => to.flip(axes),
            Op::Diagonal(offset, axis1, axis2) => to.diagonal(offset, axis1, axis2),
            Op::BroadcastTo(shape) => to.broadcast_to(shape),
            Op::SlidingWindowView(window, axes) => to.sliding_window_view(window, axes),
        }
    }

    /// Whether an element can be met more than once afterwards, though it was not before.
    pub(crate) fn repeats(self) -> bool {
        matches!(self, Op::BroadcastTo(_) | Op::SlidingWindowView(..))
    }
}

/// The operations as methods of a view that has `apply(self, Op) -> Result<Self, ShapeError>`. `$this` is how they take
/// the view: `self: &self` of one to be read, `self: self` of one to be written.
macro_rules! layout_methods {
    ($self:ident: $($this:tt)+) => {
        /// Basic indexing: integers, ranges, steps, new axes, an ellipsis. See [`Indices`](crate::shape::Indices) and
        /// [`ArrayLayout::slice`](crate::shape::ArrayLayout::slice), also for the errors; so for all that follow.
        ///
        /// # Errors
        /// If there is no such position, or a step is zero.
        pub fn slice($($this)+, indices: impl crate::shape::Indices) -> Result<Self, crate::shape::ShapeError> {
            indices.with(|indices| $self.apply(crate::shape::Op::Slice(indices)))
        }

        /// The axes in reverse order.
        pub fn t($($this)+) -> Self {
            $self.apply(crate::shape::Op::T).expect("axes can always be reversed")
        }

        /// The axes in the order that is given.
        ///
        /// # Errors
        /// If it is no order of the axes.
        pub fn transpose($($this)+, axes: &[isize]) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::Transpose(axes))
        }

        /// Two axes in each other's place.
        ///
        /// # Errors
        /// If there is no such axis.
        pub fn swapaxes($($this)+, a: isize, b: isize) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::Swapaxes(a, b))
        }

        /// The axes of `source` moved to the places of `destination`.
        ///
        /// # Errors
        /// If there is no such axis, or one is named twice.
        pub fn moveaxis(
            $($this)+,
            source: &[isize],
            destination: &[isize],
        ) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::Moveaxis(source, destination))
        }

        /// The same elements, counted in an order, in another shape. One length may be left open with -1. Never copies.
        ///
        /// # Errors
        /// If the shape has more or fewer elements; if only a copy has it, with the axes that are why.
        pub fn reshape(
            $($this)+,
            shape: &[isize],
            order: crate::shape::Order,
        ) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::Reshape(shape, order))
        }

        /// All elements along one axis, in an order. Never copies.
        ///
        /// # Errors
        /// If one stride cannot reach them all.
        pub fn ravel($($this)+, order: crate::shape::Order) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::Ravel(order))
        }

        /// Without the axes of length 1: all of them, or those that are given.
        ///
        /// # Errors
        /// If one that is given is longer, or not there.
        pub fn squeeze($($this)+, axes: Option<&[isize]>) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::Squeeze(axes))
        }

        /// With axes of length 1 at the places that are given, counted in the result.
        ///
        /// # Errors
        /// If there is no such place.
        pub fn expand_dims($($this)+, axes: &[isize]) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::ExpandDims(axes))
        }

        /// Backwards along all axes, or along those that are given.
        ///
        /// # Errors
        /// If there is no such axis.
        pub fn flip($($this)+, axes: Option<&[isize]>) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::Flip(axes))
        }

        /// The elements whose index along `axis2` is `offset` more than along `axis1`, as a last axis.
        ///
        /// # Errors
        /// If there is no such axis, or both are the same.
        pub fn diagonal(
            $($this)+,
            offset: isize,
            axis1: isize,
            axis2: isize,
        ) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::Diagonal(offset, axis1, axis2))
        }

        /// The same elements in a larger shape: axes of length 1 and missing ones are walked with stride 0.
        ///
        /// # Errors
        /// If the lengths do not fit. A view to be written is refused if an element would be met twice.
        pub fn broadcast_to($($this)+, shape: &[usize]) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::BroadcastTo(shape))
        }

        /// All windows of a length along an axis, or along several; each adds an axis at the end.
        ///
        /// # Errors
        /// If a window is longer than its axis. A view to be written is refused if an element would be met twice.
        pub fn sliding_window_view(
            $($this)+,
            window: &[usize],
            axes: Option<&[isize]>,
        ) -> Result<Self, crate::shape::ShapeError> {
            $self.apply(crate::shape::Op::SlidingWindowView(window, axes))
        }
    };
}

pub(crate) use layout_methods;
