//! Values into bins: a walk over the values.

use super::edges::Equal;
use super::place::Places;
use crate::error::Result;
use crate::lanes::order_key::MISSING;
use crate::lanes::{BLOCK, Gather, Kernel, best};
use crate::stats::quantile::Keys;
use crate::stats::source::State;
use crate::stats::walk::{Walk, each_block};

/// Bins up to this many are counted for each range by itself. Of more, ranges hand over the places of their values.
const COUNTED: usize = 1 << 12;

/// Counts of one bin that take turns, so that a value does not wait for the one before it, which often has the same bin.
const TURNS: usize = 4;

/// Edges up to this many are all compared with every value of a block, which takes no branch, and less time than a search.
const FEW: usize = 32;

/// Where bins are.
pub(super) enum Grid<'e> {
    Equal(&'e Equal),
    Edges(&'e [f64]),
}

/// Adds to `counts` how many of the values are in each bin. These may come from anywhere, and stay at the greatest number.
///
/// # Errors
/// If the values cannot be read.
pub(super) fn count(values: &dyn Walk, grid: &Grid<'_>, counts: &mut [u64]) -> Result<()> {
    match grid {
        Grid::Edges(edges) => {
            let none = counts.len();
            if edges.len() <= FEW {
                return tally(values, counts, |values, places| best(Compare { edges, values, places }));
            }
            tally(values, counts, |values, places| {
                for (at, &x) in places.iter_mut().zip(values) {
                    *at = place(edges, x).unwrap_or(none) as u64;
                }
            })
        }
        Grid::Equal(equal) if !equal.is_measured() => {
            let (edges, none) = (&equal.edges, counts.len());
            tally(values, counts, |values, places| {
                for (at, &x) in places.iter_mut().zip(values) {
                    // An end may have been rounded to an infinity, beyond which it lies.
                    *at = place(edges, x).filter(|_| x.is_finite()).unwrap_or(none) as u64;
                }
            })
        }
        Grid::Equal(equal) => {
            let bins = Places::new(equal);
            tally(values, counts, |values, places| bins.find(values, places))
        }
    }
}

/// The bin of a value; none of what is before the first edge, behind the last, or NaN.
#[inline]
pub(super) fn place(edges: &[f64], x: f64) -> Option<usize> {
    let (last, before) = (edges[edges.len() - 1], edges.partition_point(|edge| *edge <= x));
    let at = if x == last { edges.len() - 1 } else { before };
    (x <= last && at > 0).then(|| at - 1)
}

/// [`place`] of every value in a block: how many edges are not behind it, less one.
struct Compare<'c> {
    edges: &'c [f64],
    values: &'c [f64],
    places: &'c mut [u64],
}

impl Kernel for Compare<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let Compare { edges, values, places } = self;
        let (bins, last) = (edges.len() as u64 - 1, edges[edges.len() - 1]);
        places.fill(0);
        for &edge in edges {
            places.iter_mut().zip(values).for_each(|(at, &x)| *at += u64::from(x >= edge));
        }
        for (at, &x) in places.iter_mut().zip(values) {
            // On the last edge, and only there, all edges count of those that have a bin.
            let is_inside = (x <= last) & (*at > 0);
            *at = if is_inside { (*at).min(bins) - 1 } else { bins };
        }
    }
}

/// Counts places, which `find` finds for a block of values. The place of a value without a bin is that behind the last.
fn tally(values: &dyn Walk, counts: &mut [u64], find: impl Fn(&[f64], &mut [u64]) + Sync) -> Result<()> {
    let (bins, class) = (counts.len(), values.class());
    let each = |numbers: &mut Gather<'_>, count: usize, see: &mut dyn FnMut(&[u64])| {
        let mut places = [0; BLOCK];
        each_block(numbers, class, count, |values| {
            let places = &mut places[..values.len()];
            find(values, places);
            see(places);
        });
    };
    if bins > COUNTED {
        let insert = |here: &mut Vec<u32>, numbers: &mut Gather<'_>, count: usize| {
            each(numbers, count, &mut |places| {
                let places = places.iter().map(|&place| place as u32);
                here.extend(places.filter(|&place| (place as usize) < bins));
            });
        };
        let add = |here: Vec<u32>| {
            for place in here {
                let count = &mut counts[place as usize];
                *count = count.saturating_add(1);
            }
        };
        return values.each_range(Vec::new, insert, add);
    }
    let insert = |here: &mut Tally, numbers: &mut Gather<'_>, count: usize| {
        each(numbers, count, &mut |places| here.count(places));
    };
    let add = |here: Tally| {
        for (count, here) in counts.iter_mut().zip(here.finish()) {
            *count = count.saturating_add(here);
        }
    };
    values.each_range(|| Tally::new(bins + 1), insert, add)
}

/// Counts of places.
struct Tally {
    /// Short, so that more of them are at hand.
    turns: Vec<[u32; TURNS]>,
    /// How many they have counted.
    counted: u32,
    /// What they had counted before.
    sums: Vec<u64>,
}

impl Tally {
    fn new(places: usize) -> Tally {
        Tally { turns: vec![[0; TURNS]; places], counted: 0, sums: Vec::new() }
    }

    /// Counts the places of a block.
    fn count(&mut self, places: &[u64]) {
        self.counted = self.counted.checked_add(places.len() as u32).unwrap_or_else(|| {
            self.add_up();
            places.len() as u32
        });
        let (turns, rest) = places.as_chunks::<TURNS>();
        for places in turns {
            for (turn, &place) in places.iter().enumerate() {
                self.turns[place as usize][turn] += 1;
            }
        }
        for &place in rest {
            self.turns[place as usize][0] += 1;
        }
    }

    fn add_up(&mut self) {
        self.sums.resize(self.turns.len(), 0);
        for (sum, turns) in self.sums.iter_mut().zip(&mut self.turns) {
            *sum += std::mem::take(turns).into_iter().map(u64::from).sum::<u64>();
        }
    }

    fn finish(mut self) -> Vec<u64> {
        self.add_up();
        self.sums
    }
}

/// The values that lie within given ends, as keys.
pub(super) struct Within<'k, F> {
    pub(super) keys: &'k dyn Keys,
    pub(super) is_within: F,
}

impl<F: Fn(u64) -> bool + Sync> Keys for Within<'_, F> {
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        let insert = |state: &mut State, keys: &[u64]| {
            let mut kept = [MISSING; BLOCK];
            for keys in keys.chunks(BLOCK) {
                let mut count = 0;
                for &key in keys {
                    kept[count] = key;
                    count += usize::from((self.is_within)(key));
                }
                insert(state, &kept[..count]);
            }
        };
        self.keys.each_state(start, &insert, take)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_short_counts_hold() {
        let mut tally = Tally::new(2);
        tally.counted = u32::MAX - 5;
        tally.turns[0][3] = u32::MAX - 5;
        tally.count(&[0, 0, 1, 0, 0, 1]);
        assert_eq!(tally.finish(), [u64::from(u32::MAX) - 1, 2]);
    }

    #[test]
    fn comparing_finds_what_searching_finds() {
        let inf = f64::INFINITY;
        let lists: [&[f64]; 6] = [
            &[0.0, 1.0],
            &[-1.5, -1.5, 0.0, 2.0, 2.0],
            &[-inf, 0.0, inf],
            &[3.0, 3.0],
            &[-0.0, 0.0, 1.0],
            &[0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0],
        ];
        for edges in lists {
            let around = edges.iter().flat_map(|edge| [edge.next_down(), *edge, edge.next_up()]);
            let values: Vec<f64> = around.chain([f64::NAN, inf, -inf, -0.0, 0.55]).collect();
            let mut places = vec![7; values.len()];
            best(Compare { edges, values: &values, places: &mut places });
            let none = edges.len() - 1;
            let expected: Vec<u64> = values.iter().map(|&x| place(edges, x).unwrap_or(none) as u64).collect();
            assert_eq!(places, expected, "{edges:?}");
        }
    }
}
