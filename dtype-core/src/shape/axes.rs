//! One number, or one thing, for each axis: a short list that needs no memory of its own while it is short.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// How many are kept in place.
const IN_PLACE: usize = 4;

/// Something for each axis of an array, from the outermost to the innermost: a slice that owns its elements. Up to four
/// are kept in place, without memory from the allocator.
///
/// ```
/// use dtype_core::shape::broadcast_shapes;
///
/// let shape = broadcast_shapes(&[&[5, 1], &[3]])?;
/// assert_eq!(shape, [5, 3]);
/// assert_eq!(shape.iter().product::<usize>(), 15);
/// # Ok::<(), dtype_core::shape::ShapeError>(())
/// ```
#[derive(Clone)]
pub struct Axes<T>(Store<T>);

#[derive(Clone)]
enum Store<T> {
    Few([T; IN_PLACE], u8),
    Many(Vec<T>),
}

impl<T: Copy + Default> Axes<T> {
    pub(crate) fn new(axes: &[T]) -> Axes<T> {
        let mut few = [T::default(); IN_PLACE];
        match few.get_mut(..axes.len()) {
            Some(place) => {
                place.copy_from_slice(axes);
                Axes(Store::Few(few, axes.len() as u8))
            }
            None => Axes(Store::Many(axes.to_vec())),
        }
    }

    pub(crate) fn push(&mut self, axis: T) {
        match &mut self.0 {
            Store::Few(few, len) if usize::from(*len) < IN_PLACE => {
                few[usize::from(*len)] = axis;
                *len += 1;
            }
            Store::Few(few, _) => {
                let mut many = few.to_vec();
                many.push(axis);
                self.0 = Store::Many(many);
            }
            Store::Many(many) => many.push(axis),
        }
    }

    /// Whether they are kept in place.
    #[cfg(test)]
    pub(crate) fn is_in_place(&self) -> bool {
        matches!(self.0, Store::Few(..))
    }
}

impl<T> Deref for Axes<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match &self.0 {
            Store::Few(few, len) => &few[..usize::from(*len)],
            Store::Many(many) => many,
        }
    }
}

impl<T> DerefMut for Axes<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Store::Few(few, len) => &mut few[..usize::from(*len)],
            Store::Many(many) => many,
        }
    }
}

impl<T: Copy + Default> FromIterator<T> for Axes<T> {
    fn from_iter<I: IntoIterator<Item = T>>(axes: I) -> Axes<T> {
        let mut all = Axes::new(&[]);
        axes.into_iter().for_each(|axis| all.push(axis));
        all
    }
}

impl<T: Copy + Default> From<&[T]> for Axes<T> {
    fn from(axes: &[T]) -> Axes<T> {
        Axes::new(axes)
    }
}

impl<T: Copy + Default, const N: usize> From<[T; N]> for Axes<T> {
    fn from(axes: [T; N]) -> Axes<T> {
        Axes::new(&axes)
    }
}

impl<T: PartialEq> PartialEq for Axes<T> {
    fn eq(&self, other: &Self) -> bool {
        self[..] == other[..]
    }
}

impl<T: Eq> Eq for Axes<T> {}

impl<T: PartialEq> PartialEq<[T]> for Axes<T> {
    fn eq(&self, other: &[T]) -> bool {
        self[..] == *other
    }
}

impl<T: PartialEq> PartialEq<&[T]> for Axes<T> {
    fn eq(&self, other: &&[T]) -> bool {
        self[..] == **other
    }
}

impl<T: PartialEq, const N: usize> PartialEq<[T; N]> for Axes<T> {
    fn eq(&self, other: &[T; N]) -> bool {
        self[..] == *other
    }
}

impl<T: PartialEq> PartialEq<Vec<T>> for Axes<T> {
    fn eq(&self, other: &Vec<T>) -> bool {
        self[..] == *other
    }
}

/// As a list.
impl<T: fmt::Debug> fmt::Debug for Axes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_axis_moves_them_to_the_heap() {
        let mut axes = Axes::new(&[]);
        for n in 0..9usize {
            assert_eq!((axes.len(), axes.is_in_place()), (n, n <= 4));
            axes.push(n);
            assert_eq!(axes, (0..=n).collect::<Axes<usize>>());
            assert_eq!(axes, (0..=n).collect::<Vec<usize>>());
        }
        axes[8] = 7;
        assert_eq!(axes, [0, 1, 2, 3, 4, 5, 6, 7, 7]);
    }
}
