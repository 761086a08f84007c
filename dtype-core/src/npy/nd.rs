//! An array of any shape whose elements are of a type.

use std::fmt;

use super::header::is_c_contiguous;
use crate::array::{ArrayView, ArrayViewMut};
use crate::dtype::descr::Shape;
use crate::error::{Error, Result};
use crate::int;
use crate::record::Element;
use crate::shape::Order;

/// Elements in an array of any shape, in C order (the last axis varies fastest) or in Fortran order (the first one does).
///
/// ```
/// use dtype_core::npy::NdArray;
///
/// let array = NdArray::new(vec![1, 2, 3, 4, 5, 6], &[2, 3], false)?;
/// assert_eq!(array.get(&[1, 0]), Some(4));
/// let columns_first = NdArray::new(vec![1, 4, 2, 5, 3, 6], &[2, 3], true)?;
/// assert_eq!(columns_first.get(&[1, 0]), Some(4));
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct NdArray<T> {
    data: Vec<T>,
    shape: Vec<usize>,
    fortran: bool,
}

impl<T: Element> NdArray<T> {
    /// An array over its elements, which lie in the order that is said.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more or fewer elements than the shape has places.
    pub fn new(data: Vec<T>, shape: &[usize], fortran: bool) -> Result<Self> {
        if int::product(shape) != Some(data.len()) {
            let (shape, found) = (Shape(shape), data.len());
            return Err(Error::mismatch(format!("expected elements for shape {shape}, found {found}")));
        }
        Ok(NdArray { data, shape: shape.to_vec(), fortran })
    }

    /// The lengths of the axes; none for a single element.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Whether the first axis varies fastest, not the last. Where both are true, as of one axis, the file decides.
    pub fn is_fortran(&self) -> bool {
        self.fortran
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.data.len()
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// The element at a place, an index for each axis, if there is one.
    pub fn get(&self, index: &[usize]) -> Option<T> {
        if index.len() != self.shape.len() || index.iter().zip(&self.shape).any(|(&i, &len)| i >= len) {
            return None;
        }
        let step = |at: usize, (&i, &len): (&usize, &usize)| at * len + i;
        let axes = index.iter().zip(&self.shape);
        let at = if self.fortran { axes.rev().fold(0, step) } else { axes.fold(0, step) };
        self.data.get(at).copied()
    }

    /// The array as a view: slicing, transposing, windows, arithmetic.
    ///
    /// ```
    /// use dtype_core::npy::NdArray;
    ///
    /// let array = NdArray::new(vec![1, 4, 2, 5, 3, 6], &[2, 3], true)?;
    /// assert_eq!(array.view().slice((1,))?.to_vec(), [4, 5, 6]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Panics
    /// If it has more than 64 axes, which no file has.
    pub fn view(&self) -> ArrayView<'_, T> {
        ArrayView::with_shape(&self.data, &self.shape, self.order()).expect("as many elements as places")
    }

    /// The array as a view, to be written.
    ///
    /// # Panics
    /// As [`view`](NdArray::view).
    pub fn view_mut(&mut self) -> ArrayViewMut<'_, T> {
        let order = self.order();
        ArrayViewMut::with_shape(&mut self.data, &self.shape, order).expect("as many elements as places")
    }

    fn order(&self) -> Order {
        if self.fortran { Order::F } else { Order::C }
    }

    /// The elements, in the order of the array.
    pub fn as_slice(&self) -> &[T] {
        &self.data
    }

    /// The elements, in the order of the array, if that is C order: row by row.
    pub fn as_c_slice(&self) -> Option<&[T]> {
        (!self.fortran || is_c_contiguous(&self.shape)).then_some(&self.data)
    }

    /// The elements, in the order of the array.
    pub fn into_vec(self) -> Vec<T> {
        self.data
    }
}

impl<T: fmt::Debug> fmt::Debug for NdArray<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let order = if self.fortran { "Fortran" } else { "C" };
        write!(f, "NdArray of shape {}, {order} order: ", Shape(&self.shape))?;
        f.debug_list().entries(&self.data).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        // np.arange(24).reshape(2, 3, 4), and the same array in Fortran order.
        let c = NdArray::new((0..24).collect::<Vec<i32>>(), &[2, 3, 4], false).unwrap();
        let data = (0..24).map(|i| i % 2 * 12 + i / 2 % 3 * 4 + i / 6).collect::<Vec<i32>>();
        let f = NdArray::new(data, &[2, 3, 4], true).unwrap();
        for i in 0..24 {
            let index = [i / 12, i / 4 % 3, i % 4];
            assert_eq!((c.get(&index), f.get(&index)), (Some(i as i32), Some(i as i32)));
        }
        for outside in [&[2, 0, 0][..], &[0, 3, 0], &[0, 0], &[0, 0, 0, 0]] {
            assert_eq!((c.get(outside), f.get(outside)), (None, None));
        }
        assert_eq!(NdArray::new(vec![7], &[], false).unwrap().get(&[]), Some(7));
        assert!(NdArray::new(vec![7], &[2], false).is_err());
        assert!(f.as_c_slice().is_none() && c.as_c_slice().is_some());
    }
}
