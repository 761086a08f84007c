//! Values into bins: a pass over the keys of the values.

use super::edges::Equal;
use crate::error::Result;
use crate::lanes::BLOCK;
use crate::lanes::order_key::{MISSING, to_float, to_whole};
use crate::stats::kind::Class;
use crate::stats::quantile::Keys;

/// Bins up to this many are counted for each range by itself. Of more, ranges hand over the places of their values.
const COUNTED: usize = 1 << 12;

/// Where bins are.
pub(super) enum Grid<'e> {
    Equal(&'e Equal),
    Edges(&'e [f64]),
}

/// Adds to `counts` how many of the values are in each bin.
///
/// # Errors
/// If the values cannot be read.
pub(super) fn count(keys: &impl Keys, class: Class, grid: &Grid<'_>, counts: &mut [u64]) -> Result<()> {
    match class {
        Class::Floats => count_as(keys, to_float, grid, counts),
        Class::Unsigned => count_as(keys, |key| key as f64, grid, counts),
        _ => count_as(keys, |key| to_whole(key) as f64, grid, counts),
    }
}

fn count_as(
    keys: &impl Keys,
    value: impl Fn(u64) -> f64 + Sync + Send + Copy,
    grid: &Grid<'_>,
    counts: &mut [u64],
) -> Result<()> {
    let same = |x: f64| x;
    match grid {
        Grid::Edges(edges) => tally(keys, counts, move |keys, places| {
            for (at, &key) in places.iter_mut().zip(keys) {
                *at = place(edges, value(key)).map_or(u32::MAX, |place| place as u32);
            }
        }),
        Grid::Equal(equal) if std::ptr::fn_addr_eq(equal.near, equal.far) && is_double(equal) => {
            tally(keys, counts, |keys, places| equal.places(keys, value, same, same, places))
        }
        Grid::Equal(equal) => {
            tally(keys, counts, |keys, places| equal.places(keys, value, equal.near, equal.far, places))
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

/// Does nothing get rounded but to `f64`?
fn is_double(equal: &Equal) -> bool {
    let between = 1.0 + f64::EPSILON;
    (equal.near)(between) == between
}

impl Equal {
    /// The bin of each value, `u32::MAX` for none: NumPy's formula, and its correction by the edges.
    #[inline(always)]
    fn places(
        &self,
        keys: &[u64],
        value: impl Fn(u64) -> f64,
        near: impl Fn(f64) -> f64,
        far: impl Fn(f64) -> f64,
        places: &mut [u32],
    ) {
        let bins = self.edges.len() - 1;
        let (first, last) = (near(self.outer.first), near(self.outer.last));
        let (width, scale, end) = (self.outer.width, far(bins as f64), bins as u32 - 1);
        for (place, &key) in places.iter_mut().zip(keys) {
            let x = value(key);
            let along = far(far(near(x - first) / width) * scale);
            *place = if x >= first && x <= last { (along as u32).min(end) } else { u32::MAX };
        }
        for (place, &key) in places.iter_mut().zip(keys) {
            if *place == u32::MAX {
                continue;
            }
            let (x, at) = (near(value(key)), *place as usize);
            let below = x < self.edges[at];
            let above = x >= self.edges[at + 1] && at + 1 < bins;
            *place = *place - u32::from(below) + u32::from(above);
        }
    }
}

/// Counts places, which `find` finds for a block of keys.
fn tally(
    keys: &impl Keys,
    counts: &mut [u64],
    find: impl Fn(&[u64], &mut [u32]) + Sync + Send,
) -> Result<()> {
    let bins = counts.len();
    if bins <= COUNTED {
        let insert = |here: &mut Vec<u64>, keys: &[u64]| {
            each_block(keys, &find, |places| {
                for &place in places {
                    // What has no bin goes into one more.
                    here[(place as usize).min(bins)] += 1;
                }
            });
        };
        let add = |here: Vec<u64>| counts.iter_mut().zip(here).for_each(|(count, here)| *count += here);
        return keys.pass(|| vec![0u64; bins + 1], insert, add);
    }
    let insert = |here: &mut Vec<u32>, keys: &[u64]| {
        each_block(keys, &find, |places| here.extend(places.iter().filter(|place| **place != u32::MAX)));
    };
    let add = |here: Vec<u32>| here.into_iter().for_each(|place| counts[place as usize] += 1);
    keys.pass(Vec::new, insert, add)
}

/// Lets `see` look at the places of keys, a block at a time.
fn each_block(keys: &[u64], find: impl Fn(&[u64], &mut [u32]), mut see: impl FnMut(&[u32])) {
    let mut places = [0u32; BLOCK];
    for keys in keys.chunks(BLOCK) {
        let places = &mut places[..keys.len()];
        find(keys, places);
        see(places);
    }
}

/// The values that lie within given ends, as keys.
pub(super) struct Within<'k, K, F> {
    pub(super) keys: &'k K,
    pub(super) is_within: F,
}

impl<K: Keys, F: Fn(u64) -> bool + Sync> Keys for Within<'_, K, F> {
    fn pass<S: Send>(
        &self,
        start: impl Fn() -> S + Sync + Send,
        insert: impl Fn(&mut S, &[u64]) + Sync + Send,
        take: impl FnMut(S),
    ) -> Result<()> {
        let insert = |state: &mut S, keys: &[u64]| {
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
        self.keys.pass(start, insert, take)
    }
}
