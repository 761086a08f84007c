//! One walk over several layouts of the same shape in pieces that stay in the caches, where they lie across each other.

use std::ops::Range;

use super::{ArrayLayout, Index};

/// Positions of a tile along the innermost axis of the last layout, and across.
const ALONG: usize = 32;
const ACROSS: usize = 32;

/// Fewer elements stay in the caches as they are.
const WORTH_IT: usize = 1 << 12;

/// Steps of this many bytes bring a line of memory each, of which the rest is wanted later.
const FAR: usize = 64;

/// Parts of layouts, one after the other; together they have every index once.
pub(crate) struct Tiles<'l, const K: usize> {
    layouts: [&'l ArrayLayout; K],
    /// Axes and how many of their positions a tile has; none if all is one tile.
    axes: Option<[(usize, usize); 2]>,
    next: usize,
    count: usize,
}

impl<'l, const K: usize> Tiles<'l, K> {
    /// Layouts of one shape.
    pub(crate) fn new(layouts: [&'l ArrayLayout; K]) -> Self {
        let axes = axes(layouts);
        let lens = |(axis, step): (usize, usize)| layouts[0].dims()[axis].len.div_ceil(step);
        let count = axes.map_or(1, |[along, across]| lens(along) * lens(across));
        Tiles { layouts, axes, next: 0, count }
    }

    pub(crate) fn next(&mut self) -> Option<[ArrayLayout; K]> {
        if self.next == self.count {
            return None;
        }
        let at = self.next;
        self.next += 1;
        let Some([along, across]) = self.axes else { return Some(self.layouts.map(ArrayLayout::clone)) };
        let of = |(axis, step): (usize, usize), tile: usize| -> Range<usize> {
            let len = self.layouts[0].dims()[axis].len;
            step * tile..len.min(step * (tile + 1))
        };
        // Along first: what is written comes in long rows.
        let tiles = self.layouts[0].dims()[along.0].len.div_ceil(along.1);
        let mut index = vec![Index::from(..); self.layouts[0].ndim()];
        index[along.0] = of(along, at % tiles).into();
        index[across.0] = of(across, at / tiles).into();
        Some(self.layouts.map(|layout| layout.slice(&index[..]).expect("positions of the axes")))
    }
}

/// The innermost axis of the last layout, and the one along which a layout that goes far along the first goes least far.
fn axes<const K: usize>(layouts: [&ArrayLayout; K]) -> Option<[(usize, usize); 2]> {
    let (shape, last) = (layouts[0].shape(), layouts[K - 1]);
    if last.size() < WORTH_IT {
        return None;
    }
    let long = || (0..shape.len()).filter(|&axis| shape[axis] > 1);
    let step = |layout: &ArrayLayout, axis: usize| layout.dims()[axis].stride.unsigned_abs();
    let along = long().rev().min_by_key(|&axis| step(last, axis))?;
    layouts.into_iter().find_map(|layout| {
        let across = long().filter(|&axis| axis != along).min_by_key(|&axis| step(layout, axis))?;
        let crosses = step(layout, along) >= FAR && step(layout, across) < step(layout, along);
        (crosses && shape[along] > ALONG).then_some([(along, ALONG), (across, ACROSS)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::Order;

    #[test]
    fn every_index_is_in_one_tile() {
        for shape in [&[100, 70][..], &[70, 100], &[3, 65, 33], &[2, 2, 2], &[5000], &[17, 1, 300]] {
            let c = ArrayLayout::new(shape, 8, Order::C).unwrap();
            let f = ArrayLayout::new(shape, 8, Order::F).unwrap();
            for layouts in [[&c, &c], [&f, &c], [&c, &f]] {
                let mut tiles = Tiles::new(layouts);
                let mut found = Vec::new();
                while let Some([a, b]) = tiles.next() {
                    let of = |layout: &ArrayLayout, i| layout.offset() + layout.dims().offset_of(i);
                    found.extend((0..a.size()).map(|i| (of(&a, i), of(&b, i))));
                }
                let of = |layout: &ArrayLayout, i| layout.dims().offset_of(i);
                let mut all: Vec<_> = (0..c.size()).map(|i| (of(layouts[0], i), of(layouts[1], i))).collect();
                found.sort_unstable();
                all.sort_unstable();
                assert_eq!(found, all, "{shape:?}");
            }
        }
    }

    #[test]
    fn only_what_lies_across_is_cut() {
        let count = |layouts| Tiles::<2>::new(layouts).count;
        let c = ArrayLayout::new(&[128, 128], 8, Order::C).unwrap();
        let f = ArrayLayout::new(&[128, 128], 8, Order::F).unwrap();
        assert_eq!((count([&c, &c]), count([&f, &f]), count([&f, &c]), count([&c, &f])), (1, 1, 16, 16));
    }
}
