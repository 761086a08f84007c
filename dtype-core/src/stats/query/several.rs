//! Several statistics of one column, chosen at run time, each for one or for many groups of its elements.

use std::any::Any;

use crate::stats::engine::{Block, Fold};
use crate::stats::lane::{Lane, Wants};
use crate::stats::words::{Reader, Words};

/// The states of one statistic, one for each group.
pub(super) trait States<L: Lane>: Any + Send + Sync {
    /// The same statistic of so many groups of nothing.
    fn fresh(&self, groups: usize) -> Box<dyn States<L>>;

    /// A copy.
    fn copied(&self) -> Box<dyn States<L>>;

    /// Makes room for so many groups.
    fn grow(&mut self, groups: usize);

    /// See [`Fold::wants`].
    fn wants(&self) -> Wants;

    /// See [`Fold::may_skip_values`].
    fn may_skip_values(&self) -> bool;

    /// See [`Fold::needs_values`], of the first group.
    fn needs_values(&self, extent: L::Extent, count: usize) -> bool;

    /// Inserts a block into the first group.
    fn insert_block(&mut self, extent: L::Extent, block: &Block<'_, L>);

    /// Shows a block with NaN to the first group.
    fn see_block(&mut self, all: &[L]);

    /// Inserts values, each into a group of its own. The first one has the position `at`.
    fn insert_each(&mut self, groups: &[u32], values: &[L], at: u64, has_nan: bool);

    /// Adds what comes after this: group `i` of it to group `groups[i]` of these. Its positions count from `at`.
    fn combine(&mut self, later: Box<dyn States<L>>, groups: &[u32], at: u64);

    /// Adds the words of all states.
    fn write(&self, out: &mut Vec<u64>);

    /// Reads as many states as there are groups.
    fn read(&mut self, from: &mut Reader<'_>) -> Option<()>;
}

impl<L: Lane, F: Fold<L>> States<L> for Vec<F> {
    fn fresh(&self, groups: usize) -> Box<dyn States<L>> {
        Box::new(vec![F::default(); groups])
    }

    fn copied(&self) -> Box<dyn States<L>> {
        Box::new(self.clone())
    }

    fn grow(&mut self, groups: usize) {
        self.resize(groups, F::default());
    }

    fn wants(&self) -> Wants {
        self.first().map_or(Wants::Sum, F::wants)
    }

    fn may_skip_values(&self) -> bool {
        self.first().is_some_and(F::may_skip_values)
    }

    fn needs_values(&self, extent: L::Extent, count: usize) -> bool {
        self[0].needs_values(extent, count)
    }

    fn insert_block(&mut self, extent: L::Extent, block: &Block<'_, L>) {
        self[0].insert(extent, block);
    }

    fn see_block(&mut self, all: &[L]) {
        self[0].see_nan(all);
    }

    fn insert_each(&mut self, groups: &[u32], values: &[L], at: u64, has_nan: bool) {
        let each = groups.iter().zip(values).zip(at..);
        if has_nan {
            for ((&group, &value), at) in each {
                let state = &mut self[group as usize];
                if value.is_nan() { state.see_nan(&[value]) } else { state.insert_one(value, at) }
            }
        } else {
            for ((&group, &value), at) in each {
                self[group as usize].insert_one(value, at);
            }
        }
    }

    fn combine(&mut self, later: Box<dyn States<L>>, groups: &[u32], at: u64) {
        let later: Box<dyn Any> = later;
        let later = later.downcast::<Self>().expect("states of one statistic");
        for (&group, later) in groups.iter().zip(*later) {
            self[group as usize].combine(later, at);
        }
    }

    fn write(&self, out: &mut Vec<u64>) {
        self.iter().for_each(|state| state.write(out));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.iter_mut().try_for_each(|state| state.read(from))
    }
}

/// The states of several statistics of the same elements.
#[derive(Default)]
pub(super) struct Several<L> {
    states: Vec<Box<dyn States<L>>>,
}

impl<L: Lane> Several<L> {
    /// Has a statistic from now on, of one group.
    pub(super) fn want<F: Fold<L>>(&mut self) {
        if self.of::<F>().is_none() {
            self.states.push(Box::new(vec![F::default()]));
        }
    }

    /// The states of a statistic, if it is one of these.
    pub(super) fn of<F: Fold<L>>(&self) -> Option<&[F]> {
        self.states.iter().find_map(|states| {
            let states: &dyn Any = &**states;
            states.downcast_ref::<Vec<F>>().map(Vec::as_slice)
        })
    }

    /// The same statistics of so many groups of nothing.
    pub(super) fn fresh(&self, groups: usize) -> Self {
        Several { states: self.states.iter().map(|states| states.fresh(groups)).collect() }
    }

    pub(super) fn grow(&mut self, groups: usize) {
        self.states.iter_mut().for_each(|states| states.grow(groups));
    }

    pub(super) fn insert_each(&mut self, groups: &[u32], values: &[L], at: u64, has_nan: bool) {
        self.states.iter_mut().for_each(|states| states.insert_each(groups, values, at, has_nan));
    }

    pub(super) fn combine_groups(&mut self, later: Self, groups: &[u32], at: u64) {
        for (states, later) in self.states.iter_mut().zip(later.states) {
            states.combine(later, groups, at);
        }
    }
}

impl<L: Lane> Clone for Several<L> {
    fn clone(&self) -> Self {
        Several { states: self.states.iter().map(|states| states.copied()).collect() }
    }
}

impl<L: Lane> Words for Several<L> {
    fn write(&self, out: &mut Vec<u64>) {
        self.states.iter().for_each(|states| states.write(out));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.states.iter_mut().try_for_each(|states| states.read(from))
    }
}

/// Of all elements as one group.
impl<L: Lane> Fold<L> for Several<L> {
    fn wants(&self) -> Wants {
        self.states.iter().map(|states| states.wants()).max().unwrap_or(Wants::Sum)
    }

    fn may_skip_values(&self) -> bool {
        self.states.iter().all(|states| states.may_skip_values())
    }

    fn needs_values(&self, extent: L::Extent, count: usize) -> bool {
        self.states.iter().any(|states| states.needs_values(extent, count))
    }

    fn insert(&mut self, extent: L::Extent, block: &Block<'_, L>) {
        self.states.iter_mut().for_each(|states| states.insert_block(extent, block));
    }

    fn see_nan(&mut self, all: &[L]) {
        self.states.iter_mut().for_each(|states| states.see_block(all));
    }

    fn combine(&mut self, later: Several<L>, at: u64) {
        self.combine_groups(later, &[0], at);
    }
}
