//! Where records come from: memory or a file, range by range.

use std::ops::Range;

use super::engine::RANGE;
use crate::error::Result;
use crate::int;
use crate::threads;
use crate::view::RecordView;

/// Records that statistics can be taken of.
pub(crate) trait Records: Sync {
    /// Makes a state of every range of [`RANGE`] records, and hands them over in order. `start` makes it, of records from
    /// a position on; `insert` inserts some of the records of a view, as often as it takes.
    ///
    /// # Errors
    /// If the records cannot be read.
    fn each_range<S: Send>(
        &self,
        start: impl Fn(u64) -> S + Sync + Send,
        insert: impl Fn(&mut S, &RecordView<'_>, Range<usize>) + Sync + Send,
        take: impl FnMut(S),
    ) -> Result<()>;
}

impl Records for RecordView<'_> {
    fn each_range<S: Send>(
        &self,
        start: impl Fn(u64) -> S + Sync + Send,
        insert: impl Fn(&mut S, &RecordView<'_>, Range<usize>) + Sync + Send,
        take: impl FnMut(S),
    ) -> Result<()> {
        ranges_from(self, 0, 0, start, insert, take);
        Ok(())
    }
}

/// The ranges of what a view has from record `from` on, which has the position `at` among all records.
pub(super) fn ranges_from<S: Send>(
    records: &RecordView<'_>,
    from: usize,
    at: u64,
    start: impl Fn(u64) -> S + Sync + Send,
    insert: impl Fn(&mut S, &RecordView<'_>, Range<usize>) + Sync + Send,
    take: impl FnMut(S),
) {
    let (len, itemsize) = (records.len(), records.dtype().itemsize());
    // Records without bytes may be as many as a file cares to claim: they are one range.
    let range = if itemsize == 0 { usize::MAX } else { RANGE };
    let work = |first: usize| {
        let mut state = start(at.saturating_add(int::to_u64(first - from)));
        insert(&mut state, records, first..len.min(first.saturating_add(range)));
        state
    };
    threads::for_each((from..len).step_by(range), len.saturating_mul(itemsize), work, take);
}
