//! Basic indexing: integers, slices with steps, new axes, the ellipsis.

use std::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

use super::{ArrayLayout, Dim, Dims, ShapeError};

/// One part of a basic index. Most come from something shorter: `3`, `-1`, `1..`, `..-2`, `(..).step(-1)`,
/// [`NewAxis`], [`Ellipsis`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Index {
    /// One position of an axis, which goes. Negative ones count from the end.
    At(isize),
    /// Some positions of an axis, as Python's `slice(start, stop, step)`: what is outside is cut off.
    Slice {
        /// The first one; the first or the last of the axis if not given.
        start: Option<isize>,
        /// Where it ends, not included.
        stop: Option<isize>,
        /// From one to the next; not zero.
        step: isize,
    },
    /// An axis of length 1 that was not there.
    NewAxis,
    /// All axes that the other parts leave.
    Ellipsis,
}

/// An axis of length 1 that was not there: `np.newaxis` in an index.
#[derive(Clone, Copy, Debug)]
pub struct NewAxis;

/// All axes that the other parts of an index leave: `...`.
#[derive(Clone, Copy, Debug)]
pub struct Ellipsis;

/// Ranges with a step: `(1..10).step(2)` is Python's `1:10:2`, `(..).step(-1)` is `::-1`.
///
/// ```
/// use dtype_core::shape::{Index, Step};
///
/// let backwards = Index::Slice { start: None, stop: None, step: -1 };
/// assert_eq!((..).step(-1), backwards);
/// ```
pub trait Step {
    /// The same range in steps. A negative step runs from the last to the first.
    fn step(self, step: isize) -> Index;
}

impl<R: Into<Index>> Step for R {
    fn step(self, step: isize) -> Index {
        match self.into() {
            Index::Slice { start, stop, .. } => Index::Slice { start, stop, step },
            other => other,
        }
    }
}

/// A basic index: a tuple of integers, ranges, [`NewAxis`] and [`Ellipsis`], or a slice of [`Index`].
///
/// ```
/// use dtype_core::shape::{ArrayLayout, Ellipsis, NewAxis, Order, Step};
///
/// let a = ArrayLayout::new(&[4, 5, 6], 1, Order::C)?;
/// assert_eq!(a.slice((0, .., -1))?.shape(), [5]);
/// assert_eq!(a.slice((1..3, (..).step(2)))?.shape(), [2, 3, 6]);
/// assert_eq!(a.slice((Ellipsis, NewAxis, 2))?.shape(), [4, 5, 1]);
/// # Ok::<(), dtype_core::shape::ShapeError>(())
/// ```
pub trait Indices {
    /// Calls `f` with the parts.
    #[doc(hidden)]
    fn with<R>(&self, f: impl FnOnce(&[Index]) -> R) -> R;
}

impl Indices for [Index] {
    fn with<R>(&self, f: impl FnOnce(&[Index]) -> R) -> R {
        f(self)
    }
}

impl<const N: usize> Indices for [Index; N] {
    fn with<R>(&self, f: impl FnOnce(&[Index]) -> R) -> R {
        f(self)
    }
}

impl Indices for Vec<Index> {
    fn with<R>(&self, f: impl FnOnce(&[Index]) -> R) -> R {
        f(self)
    }
}

impl Indices for Index {
    fn with<R>(&self, f: impl FnOnce(&[Index]) -> R) -> R {
        f(std::slice::from_ref(self))
    }
}

impl<I: Indices + ?Sized> Indices for &I {
    fn with<R>(&self, f: impl FnOnce(&[Index]) -> R) -> R {
        (**self).with(f)
    }
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        impl<$($name: Into<Index> + Clone),*> Indices for ($($name,)*) {
            #[allow(non_snake_case, reason = "a part is named as its type")]
            fn with<R>(&self, f: impl FnOnce(&[Index]) -> R) -> R {
                let ($($name,)*) = self.clone();
                f(&[$($name.into()),*])
            }
        }
    )*};
}

tuples! {
    (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H)
}

impl From<NewAxis> for Index {
    fn from(_: NewAxis) -> Index {
        Index::NewAxis
    }
}

impl From<Ellipsis> for Index {
    fn from(_: Ellipsis) -> Index {
        Index::Ellipsis
    }
}

impl From<RangeFull> for Index {
    fn from(_: RangeFull) -> Index {
        Index::Slice { start: None, stop: None, step: 1 }
    }
}

/// Behind the last one of an inclusive range: behind the last of all there is no number.
fn behind(last: isize) -> Option<isize> {
    if last == -1 { None } else { Some(last.saturating_add(1)) }
}

macro_rules! integers {
    ($($int:ty: $to:expr;)*) => {$(
        impl From<$int> for Index {
            fn from(at: $int) -> Index {
                Index::At($to(at))
            }
        }

        impl From<Range<$int>> for Index {
            fn from(range: Range<$int>) -> Index {
                Index::Slice { start: Some($to(range.start)), stop: Some($to(range.end)), step: 1 }
            }
        }

        impl From<RangeFrom<$int>> for Index {
            fn from(range: RangeFrom<$int>) -> Index {
                Index::Slice { start: Some($to(range.start)), stop: None, step: 1 }
            }
        }

        impl From<RangeTo<$int>> for Index {
            fn from(range: RangeTo<$int>) -> Index {
                Index::Slice { start: None, stop: Some($to(range.end)), step: 1 }
            }
        }

        impl From<RangeInclusive<$int>> for Index {
            fn from(range: RangeInclusive<$int>) -> Index {
                Index::Slice { start: Some($to(*range.start())), stop: behind($to(*range.end())), step: 1 }
            }
        }

        impl From<RangeToInclusive<$int>> for Index {
            fn from(range: RangeToInclusive<$int>) -> Index {
                Index::Slice { start: None, stop: behind($to(range.end)), step: 1 }
            }
        }
    )*};
}

// A length beyond every axis stays one.
integers! {
    isize: |n: isize| n;
    i32: |n: i32| n as isize;
    usize: |n: usize| isize::try_from(n).unwrap_or(isize::MAX);
}

impl ArrayLayout {
    /// Basic indexing, as NumPy's `a[..]` with integers, slices, `newaxis` and an ellipsis. See [`Indices`].
    ///
    /// # Errors
    /// [`ShapeError::Index`] if there is no such position, [`ShapeError::TooManyIndices`], [`ShapeError::ZeroStep`],
    /// [`ShapeError::TwoEllipses`].
    pub fn slice(&self, indices: impl Indices) -> Result<ArrayLayout, ShapeError> {
        indices.with(|indices| self.slice_by(indices))
    }

    fn slice_by(&self, indices: &[Index]) -> Result<ArrayLayout, ShapeError> {
        let ndim = self.ndim();
        let used = indices.iter().filter(|i| matches!(i, Index::At(_) | Index::Slice { .. })).count();
        let rest = ndim.checked_sub(used).ok_or(ShapeError::TooManyIndices { ndim, found: used })?;
        if indices.iter().filter(|i| matches!(i, Index::Ellipsis)).count() > 1 {
            return Err(ShapeError::TwoEllipses);
        }
        let (mut dims, mut offset, mut axis) = (Dims::new(&[]), self.offset, 0);
        for index in indices {
            match *index {
                Index::NewAxis => dims.push(Dim { len: 1, stride: 0 }),
                Index::Ellipsis => {
                    self.dims[axis..axis + rest].iter().for_each(|&dim| dims.push(dim));
                    axis += rest;
                }
                Index::At(index) => {
                    let Dim { len, stride } = self.dims[axis];
                    let at = position(index, len).ok_or(ShapeError::Index { axis, index, len })?;
                    offset = step_to(offset, at, stride)?;
                    axis += 1;
                }
                Index::Slice { start, stop, step } => {
                    let dim = self.dims[axis];
                    let (first, len) =
                        selected(start, stop, step, dim.len).ok_or(ShapeError::ZeroStep { axis })?;
                    // As NumPy has it: nothing starts where the axis does, and steps as the axis does.
                    let (first, step) = if len == 0 { (0, 1) } else { (first, step) };
                    // It fits (L2) unless there are no elements, and then it does not matter where these would be.
                    offset = step_to(offset, first, dim.stride).unwrap_or(offset);
                    // A step that does not fit leads from a single element to none.
                    dims.push(Dim { len, stride: dim.stride.checked_mul(step).unwrap_or(dim.stride) });
                    axis += 1;
                }
            }
        }
        self.dims[axis..].iter().for_each(|&dim| dims.push(dim));
        Self::checked(dims, offset, self.itemsize)
    }
}

/// The position of an index; negative ones count from the end.
fn position(index: isize, len: usize) -> Option<usize> {
    let at = if index < 0 { len.checked_sub(index.unsigned_abs())? } else { index.unsigned_abs() };
    (at < len).then_some(at)
}

fn step_to(offset: isize, at: usize, stride: isize) -> Result<isize, ShapeError> {
    let step = isize::try_from(at).ok().and_then(|at| at.checked_mul(stride));
    step.and_then(|step| offset.checked_add(step)).ok_or(ShapeError::Overflow)
}

/// The first position of a slice, and how many there are: Python's `slice.indices`. `None` if the step is zero.
fn selected(start: Option<isize>, stop: Option<isize>, step: isize, len: usize) -> Option<(usize, usize)> {
    let (len, step) = (len as i128, step as i128);
    if step == 0 {
        return None;
    }
    // Where a slice may begin and end: with negative steps, one before the axis instead of one behind it.
    let (lowest, highest) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let clamp = |at: isize| {
        let at = if at < 0 { at as i128 + len } else { at as i128 };
        at.clamp(lowest, highest)
    };
    let first = start.map_or(if step > 0 { lowest } else { highest }, clamp);
    let end = stop.map_or(if step > 0 { highest } else { lowest }, clamp);
    let distance = if step > 0 { end - first } else { first - end };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
    // Both are between 0 and the length, which was a `usize`.
    Some((first.max(0) as usize, count as usize))
}

#[cfg(test)]
mod tests {
    use super::super::Order;
    use super::*;

    #[test]
    fn slices_as_python_selects_them() {
        // list(range(n))[start:stop:step], one by one.
        let ends = [None, Some(-9), Some(-3), Some(-1), Some(0), Some(1), Some(2), Some(4), Some(9)];
        for len in 0..5usize {
            for start in ends {
                for stop in ends {
                    for step in [-3, -2, -1, 1, 2, 3, isize::MIN, isize::MAX] {
                        let (first, count) = selected(start, stop, step, len).unwrap();
                        let found: Vec<i128> =
                            (0..count).map(|i| first as i128 + i as i128 * step as i128).collect();
                        assert_eq!(
                            found,
                            naive(start, stop, step, len),
                            "{start:?}:{stop:?}:{step} of {len}"
                        );
                    }
                }
            }
        }
    }

    fn naive(start: Option<isize>, stop: Option<isize>, step: isize, len: usize) -> Vec<i128> {
        let n = len as i128;
        let at = |i: isize| if i < 0 { i as i128 + n } else { i as i128 };
        let inside = |i: &i128| (0..n).contains(i);
        let mut i = match (start, step > 0) {
            (Some(start), true) => at(start).max(0),
            (Some(start), false) => at(start).min(n - 1),
            (None, true) => 0,
            (None, false) => n - 1,
        };
        let ends = |i: i128| match (stop, step > 0) {
            (Some(stop), true) => i >= at(stop),
            (Some(stop), false) => i <= at(stop).max(-1),
            (None, _) => false,
        };
        let mut found = Vec::new();
        while inside(&i) && !ends(i) {
            found.push(i);
            i += step as i128;
        }
        found
    }

    #[test]
    fn what_is_wrong_is_said_in_numbers() {
        let a = ArrayLayout::new(&[4, 0, 6], 2, Order::C).unwrap();
        let said = |index: &[Index]| a.slice(index).unwrap_err().to_string();
        assert_eq!(said(&[4.into()]), "axis 0: expected an index from -4 to 3, found 4");
        assert_eq!(said(&[0.into(), 0.into()]), "axis 1: expected no index, as the axis is empty, found 0");
        assert_eq!(said(&[(..).step(0)]), "axis 0: expected a step other than 0");
        assert_eq!(said(&[Index::Ellipsis, Index::Ellipsis]), "expected at most one ellipsis, found two");
        assert_eq!(said(&[(..).into(); 4]), "expected at most 3 indices, found 4");
    }

    #[test]
    fn inclusive_ranges_end_with_the_last() {
        let a = ArrayLayout::new(&[5], 1, Order::C).unwrap();
        assert_eq!(a.slice((1..=4_usize,)).unwrap().shape(), [4]);
        assert_eq!(a.slice((..=-2,)).unwrap().shape(), [4]);
        assert_eq!(a.slice((..=-1,)).unwrap().shape(), [5]);
        assert_eq!(a.slice((..=usize::MAX,)).unwrap().shape(), [5]);
    }
}
