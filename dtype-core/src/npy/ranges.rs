//! The records of a file for statistics: as many threads as there are read and reduce their own ranges.

use std::ops::Range;

use super::file::RowFile;
use super::flat::BLOCK;
use crate::buffer::Buffer;
use crate::error::Result;
use crate::int;
use crate::stats::{Cut, Records, State};
use crate::threads;
use crate::view::RecordView;

/// How many bytes are read at a time where rows lie scattered over the file, and longer runs of them pay.
const SLAB: usize = 64 << 20;

impl<H: Sync> Records for RowFile<H> {
    fn each_state(
        &self,
        cut: Cut,
        start: &(dyn Fn(u64) -> State + Sync),
        insert: &(dyn Fn(&mut State, &RecordView<'_>, Range<usize>) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        let (count, itemsize) = (self.count(), self.dtype().itemsize());
        if self.is_scattered() && itemsize > 0 {
            return self.each_range_by_rows(cut.records, start, insert, take);
        }
        // Items without bytes are counted, and cost nothing.
        let range = if itemsize == 0 { usize::MAX } else { cut.records };
        let work = |i: usize| {
            let first = i * range;
            let mut state = start(int::to_u64(first));
            let items = first..count.min(first.saturating_add(range));
            self.each_block(items, &mut |block| insert(&mut state, block, 0..block.len()))?;
            Ok(state)
        };
        // Where a read moves a cursor that all threads share, one thread reads.
        let threads = cfg!(any(unix, windows));
        let bytes = if threads { count.saturating_mul(itemsize) } else { 0 };
        let mut failed = None;
        threads::for_each_in_waves(cut.wave(), count.div_ceil(range), bytes, work, |state| match state {
            Ok(state) if failed.is_none() => take(state),
            Ok(_) => {}
            Err(error) => failed = failed.take().or(Some(error)),
        });
        failed.map_or(Ok(()), Err)
    }
}

impl<H> RowFile<H> {
    /// Shows some items, in blocks of about a megabyte.
    fn each_block(&self, items: Range<usize>, see: &mut dyn FnMut(&RecordView<'_>)) -> Result<()> {
        let itemsize = self.dtype().itemsize();
        let most = BLOCK.checked_div(itemsize).map_or(items.len(), |fitting| fitting.clamp(1, items.len()));
        let mut buffer = Buffer::zeroed(most * itemsize)?;
        let mut at = items.start;
        while at < items.end {
            let count = most.min(items.end - at);
            let bytes = &mut buffer[..count * itemsize];
            self.fill_from_item(at, bytes)?;
            see(&RecordView::with_shape(bytes, self.dtype(), 0, &[count], false)?);
            at += count;
        }
        Ok(())
    }

    /// In C order, which is not that of the file: rows are read in large pieces, in order.
    fn each_range_by_rows(
        &self,
        range: usize,
        start: &dyn Fn(u64) -> State,
        insert: &dyn Fn(&mut State, &RecordView<'_>, Range<usize>),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        let row = self.count() / self.len().max(1);
        let rows = (SLAB / row.saturating_mul(self.dtype().itemsize()).max(1)).max(1);
        let mut state = None;
        let mut at = 0;
        for block in self.blocks(rows) {
            let block = block?;
            let view = block.view();
            let mut done = 0;
            while done < view.len() {
                let step = (range - at % range).min(view.len() - done);
                insert(state.get_or_insert_with(|| start(int::to_u64(at))), &view, done..done + step);
                done += step;
                at += step;
                if at % range == 0 {
                    state.take().map(&mut *take);
                }
            }
        }
        state.map(take);
        Ok(())
    }
}
