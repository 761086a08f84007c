//! Another shape over the same elements in the same order, where strides can tell it.

use super::{ArrayLayout, Axes, Dim, Dims, Order, ShapeError};
use crate::int;

impl ArrayLayout {
    /// The same elements, counted in an order, in another shape. One length may be left open with -1. Never copies.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, Order, ShapeError};
    ///
    /// let a = ArrayLayout::new(&[4, 6], 8, Order::C)?;
    /// assert_eq!(a.reshape(&[2, -1, 3], Order::C)?.shape(), [2, 4, 3]);
    /// let turned = a.t().reshape(&[-1], Order::C);
    /// assert_eq!(turned, Err(ShapeError::NeedsCopy { axis: 0, stride: 8, expected: 192 }));
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::Size`] if the shape has more or fewer elements, [`ShapeError::Length`];
    /// [`ShapeError::NeedsCopy`] if it joins axes that one stride cannot serve.
    pub fn reshape(&self, shape: &[isize], order: Order) -> Result<ArrayLayout, ShapeError> {
        let shape = self.completed(shape)?;
        if self.shape() == shape {
            return Ok(self.clone());
        }
        let contiguous = match order {
            Order::C => self.is_c_contiguous(),
            Order::F => self.is_f_contiguous(),
        };
        let dims = if contiguous {
            Dims::contiguous(&shape, self.itemsize, order == Order::F).ok_or(ShapeError::Overflow)?
        } else {
            self.regrouped(&shape, order)?
        };
        Self::checked(dims, self.offset, self.itemsize)
    }

    /// All elements along one axis, in an order. Never copies.
    ///
    /// # Errors
    /// [`ShapeError::NeedsCopy`] if one stride cannot reach them all.
    pub fn ravel(&self, order: Order) -> Result<ArrayLayout, ShapeError> {
        self.reshape(&[self.size() as isize], order)
    }

    /// The shape with the length that was left open.
    fn completed(&self, shape: &[isize]) -> Result<Axes<usize>, ShapeError> {
        let mut open = None;
        let mut lengths = Axes::new(&[]);
        for (axis, &len) in shape.iter().enumerate() {
            match usize::try_from(len) {
                Ok(len) => lengths.push(len),
                Err(_) if len == -1 && open.is_none() => {
                    open = Some(axis);
                    lengths.push(1);
                }
                Err(_) => return Err(ShapeError::Length { axis, found: len }),
            }
        }
        let elements = self.size();
        let found = int::product(&lengths).ok_or(ShapeError::Overflow)?;
        match open {
            Some(axis) if found > 0 && elements.is_multiple_of(found) => lengths[axis] = elements / found,
            None if found == elements => {}
            _ => return Err(ShapeError::Size { elements, found }),
        }
        Ok(lengths)
    }

    /// The axes of `shape`, which has as many elements. Old and new axes are taken in groups of equal products, from the
    /// one that varies slowest; the old ones of a group must be one walk.
    fn regrouped(&self, shape: &[usize], order: Order) -> Result<Dims, ShapeError> {
        // In Fortran order everything is the same from the other end.
        let turn = |i: usize, n: usize| if order == Order::F { n - 1 - i } else { i };
        let old: Axes<usize> =
            (0..self.ndim()).map(|i| turn(i, self.ndim())).filter(|&axis| self.dims[axis].len != 1).collect();
        let mut dims: Dims = shape.iter().map(|&len| Dim { len, stride: self.itemsize as isize }).collect();
        let (mut from, mut to) = (0, 0);
        while from < old.len() && to < shape.len() {
            let place = |i: usize| turn(i, shape.len());
            let (first, first_new) = (from, to);
            let (mut have, mut want) = (self.dims[old[from]].len, shape[place(to)]);
            // Both products end up as that of all lengths at the latest, and none of these is zero.
            while have != want {
                if have < want {
                    from += 1;
                    have *= self.dims[old[from]].len;
                } else {
                    to += 1;
                    want *= shape[place(to)];
                }
            }
            for pair in old[first..=from].windows(2) {
                let (outer, inner) = (self.dims[pair[0]], self.dims[pair[1]]);
                let expected = inner.stride.checked_mul(inner.len as isize);
                if expected != Some(outer.stride) {
                    let axis = pair[0].min(pair[1]);
                    let expected = expected.unwrap_or(isize::MAX);
                    return Err(ShapeError::NeedsCopy { axis, stride: outer.stride, expected });
                }
            }
            let mut stride = self.dims[old[from]].stride;
            for i in (first_new..=to).rev() {
                dims[place(i)].stride = stride;
                // Where it does not fit, there is no element to walk to.
                stride = stride.wrapping_mul(shape[place(i)] as isize);
            }
            (from, to) = (from + 1, to + 1);
        }
        Ok(dims)
    }
}
