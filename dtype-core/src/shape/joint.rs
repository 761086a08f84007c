//! One walk over several layouts of the same shape, in the order in which the last one lies in memory.

use super::{ArrayLayout, Axes};

/// An axis, and how far each layout steps along it.
#[derive(Clone, Copy)]
struct Joint<const K: usize> {
    len: usize,
    strides: [isize; K],
}

impl<const K: usize> Default for Joint<K> {
    fn default() -> Self {
        Joint { len: 0, strides: [0; K] }
    }
}

/// Runs along the innermost axis, one after the other. The order of elements is any, and each is met once.
pub(crate) struct JointRuns<const K: usize> {
    outer: Axes<Joint<K>>,
    index: Axes<usize>,
    offsets: [isize; K],
    inner: Joint<K>,
    left: usize,
}

impl<const K: usize> JointRuns<K> {
    /// # Panics
    /// If the shapes differ.
    pub(crate) fn new(layouts: [&ArrayLayout; K]) -> Self {
        let last = layouts[K - 1];
        let shape = last.shape();
        assert!(layouts.iter().all(|layout| layout.shape() == shape), "layouts of one shape");
        let axis = |i: usize| Joint { len: shape[i], strides: layouts.map(|layout| layout.dims()[i].stride) };
        let mut axes: Vec<Joint<K>> = (0..shape.len()).map(axis).filter(|axis| axis.len != 1).collect();
        axes.sort_by_key(|axis| std::cmp::Reverse(axis.strides[K - 1].unsigned_abs()));
        let mut merged: Axes<Joint<K>> = Axes::new(&[]);
        for inner in axes {
            let one_walk = |outer: &Joint<K>| {
                (0..K).all(|k| inner.strides[k].checked_mul(inner.len as isize) == Some(outer.strides[k]))
            };
            match merged.last_mut() {
                Some(outer) if one_walk(outer) => {
                    *outer = Joint { len: outer.len.saturating_mul(inner.len), strides: inner.strides };
                }
                _ => merged.push(inner),
            }
        }
        let (inner, outer) = match merged.split_last() {
            Some((&inner, outer)) => (inner, Axes::new(outer)),
            None => (Joint { len: 1, strides: [0; K] }, Axes::new(&[])),
        };
        let left = if last.is_empty() { 0 } else { outer.iter().map(|axis| axis.len).product() };
        let offsets = layouts.map(ArrayLayout::offset);
        JointRuns { index: outer.iter().map(|_| 0).collect(), outer, offsets, inner, left }
    }

    /// How long every run is, and how far each layout steps.
    pub(crate) fn inner(&self) -> (usize, [isize; K]) {
        (self.inner.len, self.inner.strides)
    }

    /// Where each layout is at the start of the next run. These are positions of theirs.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<[isize; K]> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let offsets = self.offsets;
        // As an odometer: the innermost wheel turns, and those that are through turn the next.
        for (axis, index) in self.outer.iter().zip(self.index.iter_mut()).rev() {
            *index += 1;
            if *index < axis.len {
                (0..K).for_each(|k| self.offsets[k] += axis.strides[k]);
                break;
            }
            (0..K).for_each(|k| self.offsets[k] -= axis.strides[k] * (axis.len as isize - 1));
            *index = 0;
        }
        Some(offsets)
    }
}
