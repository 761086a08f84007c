//! The same elements with axes in another order, fewer or more of length 1, or backwards; diagonals.

use super::{ArrayLayout, Axes, Dim, Dims, ShapeError, axes_of, axis_of};

impl ArrayLayout {
    /// The axes in reverse order: `a.T`.
    pub fn t(&self) -> ArrayLayout {
        ArrayLayout { dims: self.dims.iter().rev().copied().collect(), ..*self }
    }

    /// The axes in the order that is given; negative ones count from the end: `a.transpose(axes)`.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let a = ArrayLayout::new(&[2, 3, 4], 1, Order::C)?;
    /// assert_eq!(a.transpose(&[1, -1, 0])?.shape(), [3, 4, 2]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Rank`], [`ShapeError::Axis`] or [`ShapeError::RepeatedAxis`] if it is no order of the axes.
    pub fn transpose(&self, axes: &[isize]) -> Result<ArrayLayout, ShapeError> {
        if axes.len() != self.ndim() {
            return Err(ShapeError::Rank { expected: self.ndim(), found: axes.len() });
        }
        Ok(self.in_order(&axes_of(axes, self.ndim())?))
    }

    /// Two axes in each other's place.
    ///
    /// # Errors
    /// [`ShapeError::Axis`] if there is no such axis.
    pub fn swapaxes(&self, a: isize, b: isize) -> Result<ArrayLayout, ShapeError> {
        let (a, b) = (axis_of(a, self.ndim())?, axis_of(b, self.ndim())?);
        let mut swapped = self.clone();
        swapped.dims.swap(a, b);
        Ok(swapped)
    }

    /// The axes of `source` moved to the places of `destination`; the others keep their order.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let a = ArrayLayout::new(&[2, 3, 4], 1, Order::C)?;
    /// assert_eq!(a.moveaxis(&[0], &[-1])?.shape(), [3, 4, 2]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Axis`], [`ShapeError::RepeatedAxis`]; [`ShapeError::Rank`] if there are not as many of one as of the
    /// other.
    pub fn moveaxis(&self, source: &[isize], destination: &[isize]) -> Result<ArrayLayout, ShapeError> {
        let (from, to) = (axes_of(source, self.ndim())?, axes_of(destination, self.ndim())?);
        if from.len() != to.len() {
            return Err(ShapeError::Rank { expected: from.len(), found: to.len() });
        }
        let mut rest = (0..self.ndim()).filter(|axis| !from.contains(axis));
        let order: Axes<usize> = (0..self.ndim())
            .map(|place| match to.iter().position(|&at| at == place) {
                Some(i) => from[i],
                None => rest.next().expect("as many axes as places"),
            })
            .collect();
        Ok(self.in_order(&order))
    }

    /// `axes` is an order of the axes.
    fn in_order(&self, axes: &[usize]) -> ArrayLayout {
        ArrayLayout { dims: axes.iter().map(|&axis| self.dims[axis]).collect(), ..*self }
    }

    /// Without the axes of length 1: all of them, or those that are given.
    ///
    /// # Errors
    /// [`ShapeError::Squeeze`] if one that is given is longer, [`ShapeError::Axis`], [`ShapeError::RepeatedAxis`].
    pub fn squeeze(&self, axes: Option<&[isize]>) -> Result<ArrayLayout, ShapeError> {
        let Some(axes) = axes else {
            let dims = self.dims.iter().filter(|dim| dim.len != 1).copied().collect();
            return Ok(ArrayLayout { dims, ..*self });
        };
        let axes = axes_of(axes, self.ndim())?;
        if let Some(&axis) = axes.iter().find(|&&axis| self.dims[axis].len != 1) {
            return Err(ShapeError::Squeeze { axis, len: self.dims[axis].len });
        }
        let kept = self.dims.iter().enumerate().filter(|(axis, _)| !axes.contains(axis));
        Ok(ArrayLayout { dims: kept.map(|(_, &dim)| dim).collect(), ..*self })
    }

    /// With axes of length 1 at the places that are given, counted in the result.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let a = ArrayLayout::new(&[2, 3], 1, Order::C)?;
    /// assert_eq!(a.expand_dims(&[0, -1])?.shape(), [1, 2, 3, 1]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Axis`], [`ShapeError::RepeatedAxis`], [`ShapeError::TooManyAxes`].
    pub fn expand_dims(&self, axes: &[isize]) -> Result<ArrayLayout, ShapeError> {
        let ndim = self.ndim() + axes.len();
        let axes = axes_of(axes, ndim)?;
        let mut old = self.dims.iter();
        let one = Dim { len: 1, stride: 0 };
        let dims = (0..ndim)
            .map(|axis| if axes.contains(&axis) { one } else { *old.next().expect("as many axes as places") })
            .collect();
        Self::checked(dims, self.offset, self.itemsize)
    }

    /// Backwards along all axes, or along those that are given.
    ///
    /// # Errors
    /// [`ShapeError::Axis`], [`ShapeError::RepeatedAxis`].
    pub fn flip(&self, axes: Option<&[isize]>) -> Result<ArrayLayout, ShapeError> {
        let axes = match axes {
            Some(axes) => axes_of(axes, self.ndim())?,
            None => (0..self.ndim()).collect(),
        };
        let mut flipped = self.clone();
        for &axis in axes.iter() {
            let dim = &mut flipped.dims[axis];
            if dim.len == 0 {
                continue;
            }
            let last = (dim.len as isize - 1).checked_mul(dim.stride);
            let offset = last.and_then(|last| flipped.offset.checked_add(last));
            flipped.offset = offset.ok_or(ShapeError::Overflow)?;
            // A stride without an opposite is that of a single element.
            dim.stride = dim.stride.checked_neg().unwrap_or(dim.stride);
        }
        Self::checked(flipped.dims, flipped.offset, flipped.itemsize)
    }

    /// The elements whose index along `axis2` is `offset` more than along `axis1`, as a last axis: `np.diagonal`.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let a = ArrayLayout::new(&[3, 4], 8, Order::C)?;
    /// let above = a.diagonal(1, 0, 1)?;
    /// assert_eq!((above.shape(), above.strides(), above.offset()), ([3].into(), [40].into(), 8));
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Axis`]; [`ShapeError::RepeatedAxis`] if both are the same.
    pub fn diagonal(&self, offset: isize, axis1: isize, axis2: isize) -> Result<ArrayLayout, ShapeError> {
        let axes = axes_of(&[axis1, axis2], self.ndim())?;
        let (rows, columns) = (self.dims[axes[0]], self.dims[axes[1]]);
        let skip = offset.unsigned_abs();
        let (skipped, height, width) = if offset < 0 {
            (rows, rows.len.saturating_sub(skip), columns.len)
        } else {
            (columns, rows.len, columns.len.saturating_sub(skip))
        };
        let len = height.min(width);
        // NumPy moves to where the diagonal begins, also right behind the last element, but no further.
        let beyond = skip > if offset < 0 { rows.len } else { columns.len };
        let start = isize::try_from(skip).ok().and_then(|skip| skipped.stride.checked_mul(skip));
        let start = start.and_then(|skip| self.offset.checked_add(skip));
        let start = if beyond { Some(self.offset) } else { start };
        let others = self.dims.iter().enumerate().filter(|(axis, _)| !axes.contains(axis));
        let mut dims: Dims = others.map(|(_, &dim)| dim).collect();
        // Of strides whose sum does not fit, one leads nowhere.
        dims.push(Dim { len, stride: rows.stride.checked_add(columns.stride).unwrap_or(0) });
        Self::checked(dims, start.ok_or(ShapeError::Overflow)?, self.itemsize)
    }
}
