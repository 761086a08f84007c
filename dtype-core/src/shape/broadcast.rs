//! Elements that are met more than once: broadcasting, sliding windows, strides of one's own.

use super::{ArrayLayout, Axes, Dim, Dims, ShapeError, axis_of, layout};
use crate::int;

/// The shape that several shapes broadcast to: axes are compared from the last one back, and lengths of 1 stretch.
///
/// ```
/// use dtype_core::shape::broadcast_shapes;
///
/// assert_eq!(broadcast_shapes(&[&[8, 1, 6, 1], &[7, 1, 5]])?, [8, 7, 6, 5]);
/// assert_eq!(broadcast_shapes(&[&[3], &[4]]).unwrap_err().to_string(),
///     "last axis: expected equal lengths or one of 1, found 3 and 4");
/// # Ok::<(), dtype_core::shape::ShapeError>(())
/// ```
///
/// # Errors
/// [`ShapeError::Broadcast`] if two lengths differ and none of them is 1; [`ShapeError::TooManyAxes`],
/// [`ShapeError::Overflow`].
pub fn broadcast_shapes(shapes: &[&[usize]]) -> Result<Axes<usize>, ShapeError> {
    let ndim = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
    if ndim > super::MAX_NDIM {
        return Err(ShapeError::TooManyAxes { found: ndim });
    }
    let mut all: Axes<usize> = (0..ndim).map(|_| 1).collect();
    for shape in shapes {
        for (from_end, (left, &right)) in all.iter_mut().rev().zip(shape.iter().rev()).enumerate() {
            match (*left, right) {
                (1, _) => *left = right,
                (_, 1) => {}
                (one, other) if one == other => {}
                (left, right) => return Err(ShapeError::Broadcast { from_end: from_end + 1, left, right }),
            }
        }
    }
    match int::product(&all).and_then(int::to_isize) {
        Some(_) => Ok(all),
        None => Err(ShapeError::Overflow),
    }
}

impl ArrayLayout {
    /// The same elements in a larger shape: axes of length 1 and missing ones are walked with stride 0.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let column = ArrayLayout::new(&[3, 1], 8, Order::C)?;
    /// assert_eq!(column.broadcast_to(&[2, 3, 4])?.strides(), [0, 8, 0]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Broadcast`] if a length is neither 1 nor that of the shape, [`ShapeError::BroadcastRank`] if the
    /// shape has fewer axes; [`ShapeError::TooManyAxes`], [`ShapeError::Overflow`].
    pub fn broadcast_to(&self, shape: &[usize]) -> Result<ArrayLayout, ShapeError> {
        let Some(new) = shape.len().checked_sub(self.ndim()) else {
            return Err(ShapeError::BroadcastRank { ndim: self.ndim(), found: shape.len() });
        };
        let mut dims: Dims = shape[..new].iter().map(|&len| Dim { len, stride: 0 }).collect();
        for (i, (dim, &len)) in self.dims.iter().zip(&shape[new..]).enumerate() {
            match dim.len {
                1 => dims.push(Dim { len, stride: 0 }),
                same if same == len => dims.push(*dim),
                left => {
                    let from_end = self.ndim() - i;
                    return Err(ShapeError::Broadcast { from_end, left, right: len });
                }
            }
        }
        Self::checked(dims, self.offset, self.itemsize)
    }

    /// All windows of a length along an axis, or along several: the axes get shorter, and each window adds an axis at the
    /// end. Without axes, a window for each axis. An axis may be named more than once.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let a = ArrayLayout::new(&[10], 8, Order::C)?;
    /// let windows = a.sliding_window_view(&[4], None)?;
    /// assert_eq!((windows.shape(), windows.strides()), ([7, 4].into(), [8, 8].into()));
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Window`] if a window is longer than its axis; [`ShapeError::Rank`] if there are not as many windows
    /// as axes; [`ShapeError::Axis`], [`ShapeError::TooManyAxes`].
    pub fn sliding_window_view(
        &self,
        window: &[usize],
        axes: Option<&[isize]>,
    ) -> Result<ArrayLayout, ShapeError> {
        let axes: Axes<usize> = match axes {
            None => (0..self.ndim()).collect(),
            Some(axes) => {
                let axes = axes.iter().map(|&axis| axis_of(axis, self.ndim()));
                axes.collect::<Result<Vec<_>, _>>()?.into_iter().collect()
            }
        };
        if axes.len() != window.len() {
            return Err(ShapeError::Rank { expected: axes.len(), found: window.len() });
        }
        let mut dims = self.dims.clone();
        for (&axis, &window) in axes.iter().zip(window) {
            let len = dims[axis].len;
            if window > len {
                return Err(ShapeError::Window { axis, window, len });
            }
            // A window of nothing fits in one place more than there are elements; no element is ever met.
            dims[axis].len = (len - window).checked_add(1).ok_or(ShapeError::Overflow)?;
            dims.push(Dim { len: window, stride: self.dims[axis].stride });
        }
        Self::checked(dims, self.offset, self.itemsize)
    }

    /// From the first element on, along any strides: no more than a header. What may be read there is for the view to say.
    ///
    /// # Errors
    /// [`ShapeError::Rank`], [`ShapeError::TooManyAxes`], [`ShapeError::Overflow`].
    pub fn as_strided(&self, shape: &[usize], strides: &[isize]) -> Result<ArrayLayout, ShapeError> {
        if shape.len() != strides.len() {
            return Err(ShapeError::Rank { expected: shape.len(), found: strides.len() });
        }
        Self::checked(layout::zip(shape, strides), self.offset, self.itemsize)
    }
}
