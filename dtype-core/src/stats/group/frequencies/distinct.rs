//! Counts of values of which most are there once: sorted, where a table of hashes would miss the caches at every value.

use super::Frequencies;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::Result;
use crate::lanes::BLOCK;
use crate::stats::engine::RANGE;
use crate::stats::group::index::Index;
use crate::strided::Bytes;
use crate::threads;

/// Bytes of a key.
const SIZE: usize = size_of::<u64>();

/// Bytes of keys that are sorted at most. Columns may be larger than memory.
const MOST: usize = 1 << 28;

/// The frequencies of all leaves, if they have keys of one word, of which most are different as far as the first ones tell,
/// and if there is memory to sort them.
pub(super) fn sorted(bytes: &Bytes<'_>, dtype: &DType) -> Result<Option<Frequencies>> {
    let (mut all, count) = (Frequencies::new(dtype)?, bytes.count());
    let column = super::column(dtype)?;
    let format = column.format.format().filter(|_| column.format.words() == 1);
    let Some(format) = format.filter(|_| count <= MOST / SIZE) else { return Ok(None) };
    all.insert_from(&column, bytes, 0, RANGE.min(count))?;
    if all.distinct() < RANGE / 2 {
        return Ok(None);
    }
    let Ok(mut buffer) = Buffer::zeroed(count * SIZE) else { return Ok(None) };
    let keys: &mut [u64] = bytemuck::cast_slice_mut(&mut buffer);
    let fill = |(i, out): (usize, &mut [u64])| {
        let mut numbers = bytes.gather(format);
        numbers.skip(i * RANGE);
        out.chunks_mut(BLOCK).for_each(|out| column.format.fill(&mut numbers, 0, out));
    };
    threads::map(keys.chunks_mut(RANGE).enumerate(), count * SIZE, fill);
    threads::sort(keys);
    let runs = keys.chunk_by(|a, b| a == b);
    let (distinct, counts) = runs.map(|run| (run[0], run.len() as u64)).unzip();
    (all.index, all.counts) = (Index::of_distinct(distinct), counts);
    all.within_limit()?;
    Ok(Some(all))
}
