//! Why an operation on shapes and strides is refused, in numbers.

use std::fmt;

use crate::error::Error;

/// Why there is no such view. Axes are counted from zero; offsets and strides are in bytes, everything else in elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShapeError {
    /// A length, a stride or an offset does not fit the address space.
    Overflow,
    /// More axes than an array can have.
    TooManyAxes {
        /// How many there would be.
        found: usize,
    },
    /// Numbers for the axes, but of another number of axes.
    Rank {
        /// How many axes there are.
        expected: usize,
        /// How many were given.
        found: usize,
    },
    /// There is no such axis.
    Axis {
        /// The axis that was named; negative ones count from the end.
        axis: isize,
        /// How many there are.
        ndim: usize,
    },
    /// The same axis twice.
    RepeatedAxis {
        /// Which one.
        axis: usize,
    },
    /// There is no element of this index.
    Index {
        /// The axis.
        axis: usize,
        /// The index; negative ones count from the end.
        index: isize,
        /// How long the axis is.
        len: usize,
    },
    /// More indices than axes.
    TooManyIndices {
        /// How many axes there are.
        ndim: usize,
        /// How many indices.
        found: usize,
    },
    /// A slice of step zero.
    ZeroStep {
        /// The axis.
        axis: usize,
    },
    /// More than one ellipsis.
    TwoEllipses,
    /// A shape of more or fewer elements.
    Size {
        /// How many elements there are.
        elements: usize,
        /// How many the new shape has; with a length left open, the product of the others.
        found: usize,
    },
    /// A negative length, or more than one that is left open with -1.
    Length {
        /// Where in the shape.
        axis: usize,
        /// The length.
        found: isize,
    },
    /// The new shape joins two axes that one stride cannot serve: only a copy has it.
    NeedsCopy {
        /// The outer one of the two axes.
        axis: usize,
        /// How far it steps.
        stride: isize,
        /// How far it would have to.
        expected: isize,
    },
    /// Only axes of length 1 can be dropped.
    Squeeze {
        /// The axis.
        axis: usize,
        /// Its length.
        len: usize,
    },
    /// Lengths that are neither equal nor 1.
    Broadcast {
        /// The axis, counted from the last one back: 1 is the last.
        from_end: usize,
        /// The one length.
        left: usize,
        /// The other.
        right: usize,
    },
    /// A shape of fewer axes than there are.
    BroadcastRank {
        /// How many axes there are.
        ndim: usize,
        /// How many the shape has.
        found: usize,
    },
    /// A window longer than its axis.
    Window {
        /// The axis.
        axis: usize,
        /// How long the window is.
        window: usize,
        /// How long the axis is, less the windows that were taken of it before.
        len: usize,
    },
    /// Bytes that are not of the base.
    Outside {
        /// The first byte of the view, from the start of the base.
        start: isize,
        /// Behind the last one.
        end: isize,
        /// How many bytes the base has.
        base: usize,
    },
    /// Positions that are no elements of the view it was asked of, over a base of which only these may be read.
    NotElements {
        /// The axis of the new view that steps between them; none if it is the first element.
        axis: Option<usize>,
    },
    /// Two elements of a view to be written would share bytes.
    Overlaps,
    /// Whether elements share bytes was not decided within the work that was allowed.
    TooHard {
        /// How many steps were allowed.
        max_work: u64,
    },
    /// Another itemsize asks for a last axis without gaps.
    LastAxis {
        /// How far the last axis steps; none if there is no axis.
        stride: Option<isize>,
        /// The itemsize.
        itemsize: usize,
    },
    /// The bytes of the last axis, or of an item that is to become several, are no multiple of the new itemsize.
    LastAxisBytes {
        /// How many bytes these are.
        bytes: usize,
        /// The new itemsize.
        itemsize: usize,
    },
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Overflow => {
                f.write_str("expected a view within the address space, found one larger than memory can be")
            }
            Self::TooManyAxes { found } => {
                write!(f, "expected at most {} axes, found {found}", super::MAX_NDIM)
            }
            Self::Rank { expected, found } => {
                write!(f, "expected numbers for {expected} axes, found {found}")
            }
            Self::Axis { axis, ndim: 0 } => {
                write!(f, "expected no axis, as there is none, found axis {axis}")
            }
            Self::Axis { axis, ndim } => {
                let last = ndim - 1;
                write!(f, "expected an axis from -{ndim} to {last}, found {axis}")
            }
            Self::RepeatedAxis { axis } => write!(f, "expected each axis once, found axis {axis} twice"),
            Self::Index { axis, index, len: 0 } => {
                write!(f, "axis {axis}: expected no index, as the axis is empty, found {index}")
            }
            Self::Index { axis, index, len } => {
                let last = len - 1;
                write!(f, "axis {axis}: expected an index from -{len} to {last}, found {index}")
            }
            Self::TooManyIndices { ndim, found } => {
                write!(f, "expected at most {ndim} indices, found {found}")
            }
            Self::ZeroStep { axis } => write!(f, "axis {axis}: expected a step other than 0"),
            Self::TwoEllipses => f.write_str("expected at most one ellipsis, found two"),
            Self::Size { elements, found } => {
                write!(f, "expected a shape for {elements} elements, found one for {found}")
            }
            Self::Length { axis, found: -1 } => {
                write!(f, "axis {axis}: expected one length of -1 at most, found a second")
            }
            Self::Length { axis, found } => {
                write!(f, "axis {axis}: expected a length or -1 for the one that is left open, found {found}")
            }
            Self::NeedsCopy { axis, stride, expected } => {
                let next = axis + 1;
                write!(
                    f,
                    "only a copy has that shape: it joins axes {axis} and {next}, so axis {axis} would have to step \
                     {expected} bytes, and steps {stride}; copy with `to_vec`"
                )
            }
            Self::Squeeze { axis, len } => {
                write!(f, "axis {axis}: expected length 1 to drop it, found {len}")
            }
            Self::Broadcast { from_end: 1, left, right } => {
                write!(f, "last axis: expected equal lengths or one of 1, found {left} and {right}")
            }
            Self::Broadcast { from_end, left, right } => {
                write!(f, "axis -{from_end}: expected equal lengths or one of 1, found {left} and {right}")
            }
            Self::BroadcastRank { ndim, found } => {
                write!(f, "expected a shape of at least {ndim} axes, found {found}")
            }
            Self::Window { axis, window, len } => {
                write!(f, "axis {axis}: expected a window of at most {len} elements, found {window}")
            }
            Self::Outside { start, end, base } => {
                write!(f, "expected bytes within 0..{base} of the base, found {start}..{end}")
            }
            Self::NotElements { axis: None } => {
                f.write_str("expected an element of this view to start at, found bytes between them")
            }
            Self::NotElements { axis: Some(axis) } => write!(
                f,
                "axis {axis}: expected strides from element to element of this view, whose base is of typed values; \
                 found some between or behind them"
            ),
            Self::Overlaps => f.write_str(
                "expected elements that share no bytes, since they are to be written; found some that do",
            ),
            Self::TooHard { max_work } => {
                write!(f, "whether elements share bytes was not decided within {max_work} steps; allow more")
            }
            Self::LastAxis { stride: None, itemsize } => {
                write!(f, "expected items of {itemsize} bytes, as there is no axis to make up for others")
            }
            Self::LastAxis { stride: Some(stride), itemsize } => write!(
                f,
                "items of another size ask for a last axis without gaps: expected a stride of {itemsize} bytes, found {stride}"
            ),
            Self::LastAxisBytes { bytes, itemsize } => {
                write!(f, "last axis: expected a multiple of {itemsize} bytes, found {bytes}")
            }
        }
    }
}

impl std::error::Error for ShapeError {}

impl From<ShapeError> for Error {
    fn from(error: ShapeError) -> Error {
        Error::mismatch(error.to_string())
    }
}
