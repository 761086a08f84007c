//! The axes of a walk over memory: how many steps, and how many bytes each.

use super::Axes;

/// One axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dim {
    /// How many positions it has.
    pub(crate) len: usize,
    /// Distance between two of them, in bytes.
    pub(crate) stride: isize,
}

/// Axes from the outermost to the innermost.
pub(crate) type Dims = Axes<Dim>;

impl Dims {
    /// The axes of an array of `shape` whose items of `itemsize` bytes lie in C order (the last axis
    /// varies fastest) or Fortran order. `None` if a stride does not fit.
    pub(crate) fn contiguous(shape: &[usize], itemsize: usize, fortran: bool) -> Option<Dims> {
        let mut dims: Dims = shape.iter().map(|_| Dim::default()).collect();
        let mut stride = isize::try_from(itemsize).ok()?;
        let mut place = |i: usize| {
            dims[i] = Dim { len: shape[i], stride };
            // The stride beyond an empty axis is never walked.
            stride = stride.checked_mul(isize::try_from(shape[i].max(1)).ok()?)?;
            Some(())
        };
        if fortran {
            (0..shape.len()).try_for_each(&mut place)?;
        } else {
            (0..shape.len()).rev().try_for_each(&mut place)?;
        }
        Some(dims)
    }

    /// These axes, then `inner` ones.
    pub(crate) fn then(&self, inner: &[Dim]) -> Dims {
        if inner.is_empty() {
            return self.clone();
        }
        self.iter().chain(inner).copied().collect()
    }

    /// How many positions there are in all, or `None` if that does not fit.
    pub(crate) fn count(&self) -> Option<usize> {
        if self.iter().any(|dim| dim.len == 0) {
            return Some(0);
        }
        self.iter().try_fold(1usize, |all, dim| all.checked_mul(dim.len))
    }

    /// The lowest and the highest offset of a position, in bytes from the first, or `None` if one does not
    /// fit. Only for axes that are all non-empty.
    pub(crate) fn reach(&self) -> Option<(isize, isize)> {
        self.iter().try_fold((0isize, 0isize), |(low, high), dim| {
            let last = isize::try_from(dim.len.checked_sub(1)?).ok()?.checked_mul(dim.stride)?;
            if last < 0 { Some((low.checked_add(last)?, high)) } else { Some((low, high.checked_add(last)?)) }
        })
    }

    /// Offset of a position in C order, in bytes from the first. The position is within `count`.
    pub(crate) fn offset_of(&self, position: usize) -> isize {
        let mut rest = position;
        let mut offset = 0;
        for dim in self.iter().rev() {
            // Every partial sum lies within `reach`, which was checked to fit.
            offset += (rest % dim.len) as isize * dim.stride;
            rest /= dim.len;
        }
        offset
    }

    /// The same walk with fewer axes: neighbours that one stride can serve become one, and axes of length 1
    /// go. The order of positions stays.
    pub(crate) fn merged(&self) -> Dims {
        let mut dims = Dims::new(&[]);
        for &inner in self.iter().filter(|dim| dim.len != 1) {
            match dims.last_mut() {
                Some(outer) if inner.stride.checked_mul(inner.len as isize) == Some(outer.stride) => {
                    *outer = Dim { len: outer.len.saturating_mul(inner.len), stride: inner.stride };
                }
                _ => dims.push(inner),
            }
        }
        dims
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(dims: &Dims) -> Vec<(usize, isize)> {
        dims.iter().map(|dim| (dim.len, dim.stride)).collect()
    }

    #[test]
    fn contiguous_strides() {
        assert_eq!(pairs(&Dims::contiguous(&[2, 3], 8, false).unwrap()), [(2, 24), (3, 8)]);
        assert_eq!(pairs(&Dims::contiguous(&[2, 3], 8, true).unwrap()), [(2, 8), (3, 16)]);
        assert_eq!(pairs(&Dims::contiguous(&[], 8, true).unwrap()), []);
        assert!(Dims::contiguous(&[usize::MAX, 2], 8, false).is_none());
    }

    #[test]
    fn positions_in_c_order() {
        let dims = Dims::contiguous(&[2, 3], 1, true).unwrap();
        let offsets: Vec<isize> = (0..6).map(|i| dims.offset_of(i)).collect();
        assert_eq!(offsets, [0, 2, 4, 1, 3, 5]);
    }

    #[test]
    fn reach_counts_both_ways() {
        let dims = Dims::new(&[Dim { len: 3, stride: -4 }, Dim { len: 2, stride: 1 }]);
        assert_eq!(dims.reach(), Some((-8, 1)));
        assert_eq!(dims.count(), Some(6));
    }

    #[test]
    fn neighbours_merge() {
        let dims = Dims::contiguous(&[4, 1, 3], 2, false).unwrap();
        assert_eq!(pairs(&dims.merged()), [(12, 2)]);
        let field = Dims::new(&[Dim { len: 4, stride: 20 }, Dim { len: 3, stride: 4 }]);
        assert_eq!(pairs(&field.merged()), [(4, 20), (3, 4)]);
    }

    #[test]
    fn many_axes_move_to_the_heap() {
        let dims = Dims::contiguous(&[2; 6], 1, false).unwrap();
        assert!(!dims.is_in_place());
        assert_eq!(dims.count(), Some(64));
    }
}
