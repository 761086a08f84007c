//! Values of given ranks, found by counting and without sorting, in memory that does not grow with their number.
//!
//! Every value is a key of 64 bits in the same order. A pass counts keys in [`BINS`] equal bins between the least and the
//! greatest; the next one looks only into the bins in which a wanted rank lies. As soon as what is in these is
//! little enough, it is held and selected from. Each counting pass narrows a bin by 12 bits, so there are at most six of
//! them, beside one for the bounds and one to collect; for most data it is one.

use crate::error::Result;
use crate::stats::source::{State, known, own};

const BITS: u32 = 12;

/// Bins of one counting pass.
const BINS: usize = 1 << BITS;

/// Keys that may be held: 16 MiB of them.
pub(super) const HELD: u64 = 1 << 21;

/// Ranks that are looked for together, so that nodes have short numbers.
const TOGETHER: usize = 1024;

/// Keys that can be gone through again and again, with the same result.
pub(in crate::stats) trait Keys: Sync {
    /// Makes states of all keys, each of those of a range, and hands them over in order.
    ///
    /// # Errors
    /// If the keys cannot be read.
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()>;

    /// All of them, if they are held in order and none of them is missing: ranks are places then.
    fn sorted(&self) -> Option<&[u64]> {
        None
    }
}

impl dyn Keys + '_ {
    /// The same, for states of one type.
    ///
    /// # Errors
    /// If the keys cannot be read.
    pub(in crate::stats) fn pass<S: Send + 'static>(
        &self,
        start: impl Fn() -> S + Sync,
        insert: impl Fn(&mut S, &[u64]) + Sync,
        mut take: impl FnMut(S),
    ) -> Result<()> {
        self.each_state(&|| Box::new(start()), &|state, keys| insert(known(state), keys), &mut |state| {
            take(own(state))
        })
    }

    /// How many keys there are and between which they lie. Those from `missing_from` on are of NaN or NaT.
    pub(super) fn bounds(&self, missing_from: Option<u64>) -> Result<Bounds> {
        let Some(keys) = self.sorted() else { return bounds(self, missing_from) };
        let (min, max) = (keys.first().copied().unwrap_or(u64::MAX), keys.last().copied().unwrap_or(0));
        Ok(Bounds { kept: keys.len() as u64, missing: 0, min, max })
    }

    /// The keys of ranks that there are.
    pub(super) fn ranked(&self, bounds: &Bounds, ranks: &[u64]) -> Result<Vec<u64>> {
        match self.sorted() {
            Some(keys) => Ok(ranks.iter().map(|&rank| keys[rank as usize]).collect()),
            None => select(self, bounds, ranks, HELD),
        }
    }
}

/// Sorted keys in memory, none of them missing.
pub(super) struct Sorted<'k>(pub(super) &'k [u64]);

impl Keys for Sorted<'_> {
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        let mut state = start();
        insert(&mut state, self.0);
        take(state);
        Ok(())
    }

    fn sorted(&self) -> Option<&[u64]> {
        Some(self.0)
    }
}

/// How many keys there are, and between which they lie.
#[derive(Clone, Copy, Debug)]
pub(in crate::stats) struct Bounds {
    /// Keys below that of NaN.
    pub(in crate::stats) kept: u64,
    /// Keys of NaN or NaT.
    pub(in crate::stats) missing: u64,
    pub(in crate::stats) min: u64,
    pub(in crate::stats) max: u64,
}

/// The bounds of the keys. Those from `missing_from` on are of NaN or NaT.
pub(in crate::stats) fn bounds(keys: &dyn Keys, missing_from: Option<u64>) -> Result<Bounds> {
    let nothing = Bounds { kept: 0, missing: 0, min: u64::MAX, max: 0 };
    let last = missing_from.map_or(u64::MAX, |missing| missing - 1);
    let insert = |bounds: &mut Bounds, keys: &[u64]| {
        let mut missing = 0;
        let (mut min, mut max) = (bounds.min, bounds.max);
        for &key in keys {
            let is_missing = key > last;
            missing += u64::from(is_missing);
            min = min.min(key);
            max = max.max(if is_missing { 0 } else { key });
        }
        (bounds.min, bounds.max) = (min, max);
        bounds.missing += missing;
        bounds.kept += keys.len() as u64 - missing;
    };
    let mut all = nothing;
    keys.pass(
        || nothing,
        insert,
        |part| {
            all.kept += part.kept;
            all.missing += part.missing;
            all.min = all.min.min(part.min);
            all.max = all.max.max(part.max);
        },
    )?;
    Ok(all)
}

/// The keys of ranks, counted from zero among those that are not missing. Holds about `most` keys.
///
/// # Panics
/// If there is no key of such a rank.
pub(super) fn select(keys: &dyn Keys, bounds: &Bounds, ranks: &[u64], most: u64) -> Result<Vec<u64>> {
    assert!(ranks.iter().all(|&rank| rank < bounds.kept), "ranks of keys that there are");
    let mut selected = Vec::with_capacity(ranks.len());
    for ranks in ranks.chunks(TOGETHER) {
        selected.extend(select_together(keys, bounds, ranks, most)?);
    }
    Ok(selected)
}

fn select_together(keys: &dyn Keys, bounds: &Bounds, ranks: &[u64], most: u64) -> Result<Vec<u64>> {
    let mut bins = Bins::new(bounds);
    if bounds.kept <= most / 4 {
        bins.nodes[0].open = vec![Open::Held(0); BINS];
        return bins.collect(keys, &vec![Place { bin: 0, before: 0 }; ranks.len()], ranks);
    }
    loop {
        bins.count(keys)?;
        let places: Vec<(Found, u64)> = ranks.iter().map(|&rank| bins.find(rank)).collect();
        let mut wanted: Vec<(usize, usize, u64)> = places
            .iter()
            .filter_map(|(found, _)| match *found {
                Found::Key(_) => None,
                Found::Bin { node, bin, count } => Some((node, bin, count)),
            })
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        if wanted.iter().map(|(_, _, count)| count).sum::<u64>() > most {
            wanted.iter().for_each(|&(node, bin, _)| bins.look_into(node, bin));
            continue;
        }
        for (i, &(node, bin, _)) in wanted.iter().enumerate() {
            bins.nodes[node].open[bin] = Open::Held(i as u16);
        }
        let held = |found: &Found| match *found {
            Found::Key(_) => None,
            Found::Bin { node, bin, count } => wanted.binary_search(&(node, bin, count)).ok(),
        };
        let of_bins: Vec<(usize, Place, u64)> = (0..ranks.len())
            .filter_map(|i| Some((i, Place { bin: held(&places[i].0)?, before: places[i].1 }, ranks[i])))
            .collect();
        let (at, within): (Vec<Place>, Vec<u64>) =
            of_bins.iter().map(|&(_, place, rank)| (place, rank)).unzip();
        let collected = if at.is_empty() { Vec::new() } else { bins.collect(keys, &at, &within)? };
        let mut keys: Vec<u64> =
            places.iter().map(|(found, _)| if let Found::Key(key) = *found { key } else { 0 }).collect();
        of_bins.iter().zip(collected).for_each(|(&(i, ..), key)| keys[i] = key);
        return Ok(keys);
    }
}

/// A bin that is held, and how many keys are before it.
#[derive(Clone, Copy)]
struct Place {
    bin: usize,
    before: u64,
}

/// Where a rank lies.
#[derive(Clone, Copy)]
enum Found {
    /// The bin has one key only.
    Key(u64),
    Bin {
        node: usize,
        bin: usize,
        count: u64,
    },
}

/// Bins within bins.
struct Bins {
    max: u64,
    nodes: Vec<Node>,
    /// The first node that has not been counted.
    fresh: usize,
}

/// [`BINS`] bins of `1 << shift` keys each.
struct Node {
    low: u64,
    shift: u32,
    /// How many keys are before the first bin.
    before: u64,
    counts: Vec<u64>,
    open: Vec<Open>,
}

/// What is behind a bin: small, so that a table of them stays in the first cache.
#[derive(Clone, Copy)]
enum Open {
    Nothing,
    /// Bins of its own.
    Bins(u16),
    /// Keys that are held in the last pass, and where.
    Held(u16),
}

impl Node {
    fn new(low: u64, shift: u32, before: u64) -> Node {
        Node { low, shift, before, counts: Vec::new(), open: vec![Open::Nothing; BINS] }
    }

    #[inline]
    fn bin(&self, key: u64) -> usize {
        (key.wrapping_sub(self.low) >> self.shift) as usize
    }
}

impl Bins {
    fn new(bounds: &Bounds) -> Bins {
        let width = bounds.max - bounds.min;
        let shift = (u64::BITS - width.leading_zeros()).saturating_sub(BITS);
        Bins { max: bounds.max, nodes: vec![Node::new(bounds.min, shift, 0)], fresh: 0 }
    }

    /// One pass that fills the fresh nodes.
    fn count(&mut self, keys: &dyn Keys) -> Result<()> {
        let fresh = self.fresh;
        let start = || vec![[0u32; BINS]; self.nodes.len() - fresh];
        let mut counts = vec![[0u64; BINS]; self.nodes.len() - fresh];
        let insert = |counts: &mut Vec<[u32; BINS]>, keys: &[u64]| {
            if let ([root], [counts]) = (&self.nodes[..], &mut counts[..]) {
                // Nothing is open yet.
                for &key in keys.iter().filter(|&&key| key <= self.max) {
                    counts[root.bin(key) % BINS] += 1;
                }
                return;
            }
            for &key in keys {
                if let Some((node, bin)) = self.place(key)
                    && let Some(counts) = node.checked_sub(fresh).and_then(|i| counts.get_mut(i))
                {
                    counts[bin] += 1;
                }
            }
        };
        keys.pass(start, insert, |part: Vec<[u32; BINS]>| {
            for (all, part) in counts.iter_mut().zip(part) {
                all.iter_mut().zip(part).for_each(|(all, part)| *all += u64::from(part));
            }
        })?;
        for (node, counts) in self.nodes[fresh..].iter_mut().zip(counts) {
            node.counts = counts.to_vec();
        }
        self.fresh = self.nodes.len();
        Ok(())
    }

    /// The innermost node and bin of a key.
    #[inline]
    fn place(&self, key: u64) -> Option<(usize, usize)> {
        if key > self.max {
            return None;
        }
        let mut at = 0;
        loop {
            let node = &self.nodes[at];
            let bin = node.bin(key);
            match *node.open.get(bin)? {
                Open::Bins(inner) => at = inner.into(),
                Open::Nothing | Open::Held(_) => return Some((at, bin)),
            }
        }
    }

    /// Where a rank lies, and how many keys are before that bin.
    fn find(&self, rank: u64) -> (Found, u64) {
        let mut at = 0;
        loop {
            let node = &self.nodes[at];
            let mut before = node.before;
            let mut bin = 0;
            while before + node.counts[bin] <= rank {
                before += node.counts[bin];
                bin += 1;
            }
            match node.open[bin] {
                Open::Bins(inner) => at = inner.into(),
                _ if node.shift == 0 => return (Found::Key(node.low + bin as u64), before),
                _ => return (Found::Bin { node: at, bin, count: node.counts[bin] }, before),
            }
        }
    }

    /// Makes a node of a bin, to be counted in the next pass.
    fn look_into(&mut self, node: usize, bin: usize) {
        let outer = &self.nodes[node];
        let before = outer.before + outer.counts[..bin].iter().sum::<u64>();
        let low = outer.low + ((bin as u64) << outer.shift);
        let inner = Node::new(low, outer.shift.saturating_sub(BITS), before);
        self.nodes[node].open[bin] = Open::Bins(self.nodes.len() as u16);
        self.nodes.push(inner);
    }

    /// The last pass: holds the keys of open bins, and selects from them.
    fn collect(&self, keys: &dyn Keys, places: &[Place], ranks: &[u64]) -> Result<Vec<u64>> {
        let bins = places.iter().map(|place| place.bin + 1).max().unwrap_or(0);
        let insert = |held: &mut Vec<Vec<u64>>, keys: &[u64]| {
            if let [root] = &self.nodes[..] {
                for &key in keys.iter().filter(|&&key| key <= self.max) {
                    if let Open::Held(at) = root.open[root.bin(key) % BINS] {
                        held[usize::from(at)].push(key);
                    }
                }
                return;
            }
            for &key in keys {
                if let Some((node, bin)) = self.place(key)
                    && let Open::Held(at) = self.nodes[node].open[bin]
                {
                    held[usize::from(at)].push(key);
                }
            }
        };
        let mut held = vec![Vec::new(); bins];
        keys.pass(
            || vec![Vec::new(); bins],
            insert,
            |part: Vec<Vec<u64>>| held.iter_mut().zip(part).for_each(|(all, part)| all.extend(part)),
        )?;
        let mut order: Vec<usize> = (0..ranks.len()).collect();
        order.sort_unstable_by_key(|&i| ranks[i]);
        let mut done = vec![0; bins];
        let mut selected = vec![0; ranks.len()];
        for i in order {
            let Place { bin, before } = places[i];
            let rank = (ranks[i] - before) as usize;
            // What is before the last selected one is less.
            let from: usize = done[bin];
            let (_, &mut key, _) = held[bin][from..].select_nth_unstable(rank - from);
            (selected[i], done[bin]) = (key, rank);
        }
        Ok(selected)
    }
}
