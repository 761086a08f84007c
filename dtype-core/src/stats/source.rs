//! Where records come from: memory or a file, range by range.

use std::any::Any;
use std::ops::Range;

use super::engine::RANGE;
use crate::error::{Error, Result};
use crate::int;
use crate::threads;
use crate::view::RecordView;

/// How records are cut into ranges, of which each makes a state of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Records in a range.
    pub(crate) records: usize,
    /// States that may be there at a time for each thread; any number if there is none.
    pub(crate) waiting: Option<usize>,
}

impl Cut {
    /// States that are small.
    pub(crate) const RANGE: Cut = Cut { records: RANGE, waiting: None };

    /// How many pieces of work are done before their results are taken.
    pub(crate) fn wave(self) -> usize {
        self.waiting.map_or(threads::WAVE, |waiting| waiting * threads::count())
    }
}

/// What comes of a range. Its type is forgotten on the way through a source, so that a source is compiled once, and not
/// for every statistic.
pub(crate) type State = Box<dyn Any + Send>;

/// Records that statistics can be taken of.
pub(crate) trait Records: Sync {
    /// Makes a state of every range of records, and hands them over in order. `start` makes it, of records from
    /// a position on; `insert` inserts some of the records of a view, as often as it takes.
    ///
    /// # Errors
    /// If the records cannot be read.
    fn each_state(
        &self,
        cut: Cut,
        start: &(dyn Fn(u64) -> State + Sync),
        insert: &(dyn Fn(&mut State, &RecordView<'_>, Range<usize>) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()>;
}

impl dyn Records + '_ {
    /// The same, for states of one type.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub(crate) fn each_range<S: Send + 'static>(
        &self,
        cut: Cut,
        start: impl Fn(u64) -> S + Sync,
        insert: impl Fn(&mut S, &RecordView<'_>, Range<usize>) + Sync,
        mut take: impl FnMut(S),
    ) -> Result<()> {
        self.each_state(
            cut,
            &|at| Box::new(start(at)),
            &|state, records, range| insert(known(state), records, range),
            &mut |state| take(own(state)),
        )
    }
}

/// The state that was made of a type.
pub(super) fn known<S: 'static>(state: &mut State) -> &mut S {
    state.downcast_mut().expect("states of a pass have one type")
}

/// The same, to be kept.
pub(super) fn own<S: 'static>(state: State) -> S {
    *state.downcast().expect("states of a pass have one type")
}

impl Records for RecordView<'_> {
    fn each_state(
        &self,
        cut: Cut,
        start: &(dyn Fn(u64) -> State + Sync),
        insert: &(dyn Fn(&mut State, &RecordView<'_>, Range<usize>) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        ranges_from(self, 0, 0, cut, start, insert, take);
        Ok(())
    }
}

/// What records are inserted into, piece by piece.
pub(crate) trait Inserts {
    /// Inserts the next records.
    ///
    /// # Errors
    /// If they are of another dtype.
    fn insert(&mut self, records: &RecordView<'_>) -> Result<()>;
}

/// The ranges of what a view has from record `from` on, which has the position `at` among all records.
fn ranges_from(
    records: &RecordView<'_>,
    from: usize,
    at: u64,
    cut: Cut,
    start: &(dyn Fn(u64) -> State + Sync),
    insert: &(dyn Fn(&mut State, &RecordView<'_>, Range<usize>) + Sync),
    take: &mut dyn FnMut(State),
) {
    let (len, itemsize) = (records.len(), records.dtype().itemsize());
    // Records without bytes may be as many as a file cares to claim: they are one range.
    let range = if itemsize == 0 { usize::MAX } else { cut.records };
    let work = |i: usize| {
        let first = from + i * range;
        let mut state = start(at.saturating_add(int::to_u64(first - from)));
        insert(&mut state, records, first..len.min(first.saturating_add(range)));
        state
    };
    let bytes = len.saturating_mul(itemsize);
    threads::for_each_in_waves(cut.wave(), (len - from).div_ceil(range), bytes, work, take);
}

/// Inserts all records of a view into a state, of which the next record has the position `at`: first what its last range
/// still lacks, then whole ranges.
pub(super) fn insert<S: Send + 'static>(
    records: &RecordView<'_>,
    state: &mut S,
    at: u64,
    cut: Cut,
    start: impl Fn(u64) -> S + Sync,
    insert: impl Fn(&mut S, &RecordView<'_>, Range<usize>) + Sync,
    append: impl Fn(&mut S, S),
) {
    let range = int::to_u64(cut.records);
    let lacking = ((range - at % range) % range) as usize;
    let first = lacking.min(records.len());
    insert(state, records, 0..first);
    let at = at + int::to_u64(first);
    ranges_from(
        records,
        first,
        at,
        cut,
        &|at| Box::new(start(at)),
        &|state, records, range| insert(known(state), records, range),
        &mut |later| append(state, own(later)),
    );
}

/// Whether a part that was told to begin at record `start` comes after `records` others. One that was told nothing does.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) if it does not.
pub(super) fn check_start(start: u64, records: u64) -> Result<()> {
    if start == 0 || start == records {
        return Ok(());
    }
    Err(Error::mismatch(format!(
        "expected the part that begins at record {records}, found one that begins at record {start}; combine parts in their order"
    )))
}
