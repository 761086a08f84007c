//! How blocks become a statistic: the fixed order that gives the same bits from any source.
//!
//! Elements are numbered in the logical order of the column. They are reduced in blocks of [`BLOCK`]; the results of
//! the blocks of one range of [`RANGE`] elements are combined from the first to the last, those of the ranges as a
//! [`Tree`]. Nothing else influences a result: not where the bytes come from, not the pieces in which they arrive, not
//! the threads that took the ranges.

use super::lane::{Lane, Wants};
use super::tree::{Combine, Tree};
use super::words::{Reader, Words};
use crate::lanes::{BLOCK, Format, Gather};
use crate::strided::Bytes;
use crate::threads;

/// Elements in a range. Unit tests have short ones: many of them, then, are few elements.
pub(crate) const RANGE: usize = if cfg!(test) { 16 } else { 256 } * BLOCK;

/// A block of elements.
pub(super) struct Block<'a, L> {
    /// How many of them are not NaN.
    pub(super) count: usize,
    /// Those, if the values are needed.
    pub(super) kept: &'a [L],
    /// All of them, if the values are needed.
    pub(super) all: &'a [L],
    /// Position of the first of all.
    pub(super) at: u64,
}

/// A statistic: a state that blocks are inserted into, and that is combined with the state of what follows.
pub(super) trait Fold<L: Lane>: Default + Clone + Words + Send + Sync + 'static {
    /// What `insert` looks at in the extent of a block.
    fn wants(&self) -> Wants {
        Wants::Sum
    }

    /// Can a block be inserted by its extent alone? Where that is never so, values are not read twice.
    fn may_skip_values(&self) -> bool {
        false
    }

    /// Does `insert` have to look at the values of a block of this extent and so many elements? It has no NaN then.
    fn needs_values(&self, _extent: L::Extent, _count: usize) -> bool {
        true
    }

    /// Inserts the next block. `extent` is that of what is kept. Without values, both slices are empty.
    fn insert(&mut self, extent: L::Extent, block: &Block<'_, L>);

    /// Inserts one value that is not NaN, as a block of its own would be.
    fn insert_one(&mut self, value: L, at: u64) {
        let block = [value];
        self.insert(L::extent(&block, self.wants()), &Block { count: 1, kept: &block, all: &block, at });
    }

    /// Sees a block with NaN as it is, before `insert` gets what is kept of it.
    fn see_nan(&mut self, _all: &[L]) {}

    /// Adds what comes after this, from position `at` on.
    fn combine(&mut self, later: Self, at: u64);
}

/// What a run of elements amounts to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<L, F> {
    /// How many elements there were.
    pub(super) count: u64,
    /// How many of them were NaN (or NaT).
    pub(super) nans: u64,
    /// The first NaN and its position.
    pub(super) first_nan: Option<(L, u64)>,
    pub(super) fold: F,
}

/// A statistic on its way through a column.
#[derive(Clone, Debug)]
pub(super) struct Running<L, F> {
    ranges: Tree<Part<L, F>>,
    /// The range that is not yet full.
    range: Part<L, F>,
    /// Elements of a block that is not yet full.
    pending: Vec<L>,
    /// Can an element be NaN (or NaT)?
    nan: bool,
    /// The statistic of nothing.
    empty: F,
}

/// The statistic of `source`, range by range, on threads where there are some. `nan` says whether an element could be
/// NaN (or NaT).
pub(super) fn fold<L: Lane, F: Fold<L>>(source: &Bytes<'_>, format: Format, nan: bool) -> Part<L, F> {
    let count = source.count();
    let bytes = count.saturating_mul(format.word.size());
    let range = |i: usize| {
        let start = i * RANGE;
        let mut numbers = source.gather(format);
        numbers.skip(start);
        if count > RANGE {
            numbers.pace();
        }
        let mut range = Part::<L, F>::default();
        range.insert_from(&mut numbers, RANGE.min(count - start), nan);
        range
    };
    if count <= RANGE {
        return range(0);
    }
    let mut ranges = Tree::new(0);
    threads::for_each(count.div_ceil(RANGE), bytes, range, |range| ranges.push(range));
    ranges.finish().unwrap_or_default()
}

/// A state of all elements, NaN included, that is made block by block, range by range. `None` of none.
pub(super) fn reduce<L: Lane, S: Combine + Send>(
    source: &Bytes<'_>,
    format: Format,
    start: impl Fn() -> S + Sync,
    insert: impl Fn(&mut S, &[L]) + Sync,
) -> Option<S> {
    let count = source.count();
    let range = |i: usize| {
        let first = i * RANGE;
        let mut numbers = source.gather(format);
        numbers.skip(first);
        let (mut state, mut room) = (start(), [L::default(); BLOCK]);
        for at in (first..count.min(first.saturating_add(RANGE))).step_by(BLOCK) {
            insert(&mut state, numbers.next(BLOCK.min(count - at), &mut room));
        }
        state
    };
    let mut ranges = Tree::new(0);
    let bytes = count.saturating_mul(format.word.size());
    threads::for_each(count.div_ceil(RANGE), bytes, range, |range| ranges.push(range));
    ranges.finish()
}

impl<L: Lane> Block<'_, L> {
    /// Position of the first element equal to `value`, which is one of them.
    pub(super) fn position_of(&self, value: L) -> u64 {
        const ROW: usize = 32;
        // Rows are looked at whole, without a branch for each element.
        let has_it = |row: &[L]| row.iter().fold(false, |found, &x| found | (x == value));
        let row = self.all.chunks(ROW).position(has_it).unwrap_or(0) * ROW;
        let rest = self.all.get(row..).unwrap_or_default();
        self.at + (row + rest.iter().position(|&x| x == value).unwrap_or(0)) as u64
    }
}

impl<L: Lane, F: Words> Words for Part<L, F> {
    fn write(&self, out: &mut Vec<u64>) {
        (self.count, (self.nans, self.first_nan)).write(out);
        self.fold.write(out);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.count.read(from)?;
        self.nans = from.number(self.count)?;
        self.first_nan.read(from)?;
        self.fold.read(from)
    }
}

impl<L: Copy, F> Part<L, F> {
    /// Of nothing yet.
    pub(super) fn of(fold: F) -> Part<L, F> {
        Part { count: 0, nans: 0, first_nan: None, fold }
    }

    /// Elements that are not NaN.
    pub(super) fn kept(&self) -> u64 {
        self.count - self.nans
    }

    /// Another statistic of the same elements.
    pub(super) fn with<G>(&self, fold: G) -> Part<L, G> {
        Part { count: self.count, nans: self.nans, first_nan: self.first_nan, fold }
    }
}

impl<L: Lane, F: Fold<L>> Part<L, F> {
    /// Inserts the next `count` elements of `source`.
    pub(super) fn insert_from(&mut self, source: &mut Gather<'_>, count: usize, nan: bool) {
        let mut room = None;
        for at in (0..count).step_by(BLOCK) {
            let len = BLOCK.min(count - at);
            self.insert_next(source, len, || room.get_or_insert_with(|| [L::default(); BLOCK]), nan);
        }
    }

    /// Inserts the next block of `source`, where it lies if its values are not needed.
    fn insert_next<'r>(
        &mut self,
        source: &mut Gather<'_>,
        count: usize,
        room: impl FnOnce() -> &'r mut [L; BLOCK],
        nan: bool,
    ) {
        let wants = self.fold.wants();
        let extent = if self.fold.may_skip_values() { L::peek_extent(source, count, wants) } else { None };
        if let Some(extent) = extent
            && !L::suspects_nan(extent)
            && !self.fold.needs_values(extent, count)
        {
            self.fold.insert(extent, &Block { count, kept: &[], all: &[], at: self.count });
            self.count += count as u64;
            source.skip(count);
            return;
        }
        let all = source.next(count, room());
        self.insert_known(extent.unwrap_or_else(|| L::extent(all, wants)), all, nan);
    }

    /// Inserts the next block.
    pub(super) fn insert(&mut self, all: &[L], nan: bool) {
        self.insert_known(L::extent(all, self.fold.wants()), all, nan);
    }

    /// Inserts a block of a known extent.
    fn insert_known(&mut self, extent: L::Extent, all: &[L], nan: bool) {
        let at = self.count;
        self.count += all.len() as u64;
        if !(nan && L::suspects_nan(extent)) {
            return self.fold.insert(extent, &Block { count: all.len(), kept: all, all, at });
        }
        let mut kept = [L::default(); BLOCK];
        let count = L::without_nan(all, &mut kept);
        let kept = &kept[..count];
        if let Some(first) = all.iter().position(|value| value.is_nan()) {
            self.nans += (all.len() - count) as u64;
            self.first_nan.get_or_insert((all[first], at + first as u64));
            self.fold.see_nan(all);
        }
        if !kept.is_empty() {
            self.fold.insert(L::extent(kept, self.fold.wants()), &Block { count, kept, all, at });
        }
    }
}

impl<L: Lane, F: Fold<L>> Combine for Part<L, F> {
    fn combine(&mut self, later: Part<L, F>) {
        let at = self.count;
        // What was read back may be anything, and must not overflow.
        self.count = self.count.saturating_add(later.count);
        self.nans = self.nans.saturating_add(later.nans);
        let moved = |(nan, first): (L, u64)| (nan, at.saturating_add(first));
        self.first_nan = self.first_nan.or(later.first_nan.map(moved));
        self.fold.combine(later.fold, at);
    }
}

impl<L, F: Default> Default for Part<L, F> {
    fn default() -> Self {
        Part { count: 0, nans: 0, first_nan: None, fold: F::default() }
    }
}

impl<L: Lane, F: Fold<L>> Running<L, F> {
    /// Of no elements yet. `nan` says whether one could be NaN (or NaT), `first` the number of the first range.
    pub(super) fn new(nan: bool, first: u64) -> Self {
        Running::of(nan, first, F::default())
    }

    /// The same of a statistic that knows more than its type, while it is `empty`.
    pub(super) fn of(nan: bool, first: u64, empty: F) -> Self {
        let range = Part::of(empty.clone());
        Running { ranges: Tree::new(first), range, pending: Vec::new(), nan, empty }
    }

    /// Inserts the next elements of `source`, at most `most`. What `room` holds does not matter: it is lent.
    pub(super) fn insert(&mut self, source: &mut Gather<'_>, most: usize, room: &mut [L; BLOCK]) {
        let mut left = most.min(source.left());
        if !self.pending.is_empty() {
            let held = self.pending.len();
            let wanted = left.min(BLOCK - held);
            self.pending.resize(held + wanted, L::default());
            source.fill(&mut self.pending[held..]);
            left -= wanted;
            if held + wanted < BLOCK {
                return;
            }
            let block = std::mem::take(&mut self.pending);
            self.insert_block(&block);
        }
        while left >= BLOCK {
            self.range.insert_next(source, BLOCK, || &mut *room, self.nan);
            self.close_full_range();
            left -= BLOCK;
        }
        if left > 0 {
            self.pending.extend_from_slice(source.next(left, room));
        }
    }

    /// Inserts the next elements.
    pub(super) fn insert_values(&mut self, mut values: &[L]) {
        while !values.is_empty() {
            if self.pending.is_empty() && values.len() >= BLOCK {
                let (block, rest) = values.split_at(BLOCK);
                self.insert_block(block);
                values = rest;
                continue;
            }
            let (now, rest) = values.split_at(values.len().min(BLOCK - self.pending.len()));
            self.pending.extend_from_slice(now);
            values = rest;
            if self.pending.len() == BLOCK {
                let mut block = std::mem::take(&mut self.pending);
                self.insert_block(&block);
                block.clear();
                self.pending = block;
            }
        }
    }

    /// Adds what comes after this.
    pub(super) fn append(&mut self, later: Running<L, F>) {
        if let Some(range) = self.unfinished() {
            self.ranges.push(range);
        }
        self.ranges.append(later.ranges);
        (self.range, self.pending) = (later.range, later.pending);
    }

    /// The statistic of all that was inserted.
    pub(super) fn finish(mut self) -> Part<L, F> {
        if let Some(range) = self.unfinished() {
            self.ranges.push(range);
        }
        self.ranges.finish().unwrap_or_else(|| Part::of(self.empty))
    }

    /// What there is of the range that is not full, if anything.
    fn unfinished(&mut self) -> Option<Part<L, F>> {
        let mut range = self.take_range();
        let pending = std::mem::take(&mut self.pending);
        if !pending.is_empty() {
            range.insert(&pending, self.nan);
        }
        (range.count > 0).then_some(range)
    }

    fn insert_block(&mut self, block: &[L]) {
        self.range.insert(block, self.nan);
        self.close_full_range();
    }

    fn close_full_range(&mut self) {
        if self.range.count == RANGE as u64 {
            let range = self.take_range();
            self.ranges.push(range);
        }
    }

    fn take_range(&mut self) -> Part<L, F> {
        std::mem::replace(&mut self.range, Part::of(self.empty.clone()))
    }
}

/// Into a statistic that is empty, and of the same form.
impl<L: Lane, F: Fold<L>> Words for Running<L, F> {
    fn write(&self, out: &mut Vec<u64>) {
        self.ranges.write(out);
        self.range.write(out);
        out.push(self.pending.len() as u64);
        self.pending.iter().for_each(|value| value.write(out));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.ranges = Tree::read(from, || Part::of(self.empty.clone()))?;
        self.range.read(from)?;
        let count = from.count().filter(|&count| count < BLOCK)?;
        self.pending = vec![L::default(); count];
        self.pending.iter_mut().try_for_each(|value| value.read(from))
    }
}

/// Two statistics in one go.
impl<L: Lane, A: Fold<L>, B: Fold<L>> Fold<L> for (A, B) {
    fn wants(&self) -> Wants {
        self.0.wants().max(self.1.wants())
    }

    fn may_skip_values(&self) -> bool {
        self.0.may_skip_values() && self.1.may_skip_values()
    }

    fn needs_values(&self, extent: L::Extent, count: usize) -> bool {
        self.0.needs_values(extent, count) || self.1.needs_values(extent, count)
    }

    fn insert(&mut self, extent: L::Extent, block: &Block<'_, L>) {
        self.0.insert(extent, block);
        self.1.insert(extent, block);
    }

    fn see_nan(&mut self, all: &[L]) {
        self.0.see_nan(all);
        self.1.see_nan(all);
    }

    fn combine(&mut self, later: (A, B), at: u64) {
        self.0.combine(later.0, at);
        self.1.combine(later.1, at);
    }
}

/// No statistic: how many there are, and how many NaN.
impl<L: Lane> Fold<L> for () {
    fn may_skip_values(&self) -> bool {
        true
    }

    fn needs_values(&self, _: L::Extent, _: usize) -> bool {
        false
    }

    fn insert(&mut self, _: L::Extent, _: &Block<'_, L>) {}

    fn combine(&mut self, _: (), _: u64) {}
}
