//! Counts of values of which most are there once: sorted, where a table of hashes would miss the caches at every value.

use super::Frequencies;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::Result;
use crate::lanes::BLOCK;
use crate::stats::engine::RANGE;
use crate::stats::group::index::Index;
use crate::stats::group::keys::KeyColumn;
use crate::strided::Bytes;
use crate::threads;

/// Bytes of a key.
const SIZE: usize = size_of::<u64>();

/// Bytes of keys that are sorted at most. Columns may be larger than memory.
const MOST: usize = 1 << 28;

/// The frequencies of all leaves, if they are numbers, times or text of eight bytes, of which most seem to be there once, and if
/// there is memory to sort them.
pub(super) fn sorted(bytes: &Bytes<'_>, dtype: &DType, column: &KeyColumn) -> Result<Option<Frequencies>> {
    let count = bytes.count();
    let format = column.format.format().filter(|_| column.format.words() == 1);
    let Some(format) = format else { return Ok(None) };
    // To look at some of them takes its time, too.
    if !(4 * RANGE..=MOST / SIZE).contains(&count) || !are_different(bytes, dtype, column)? {
        return Ok(None);
    }
    let Ok(mut buffer) = Buffer::zeroed(count * SIZE) else { return Ok(None) };
    let keys: &mut [u64] = bytemuck::cast_slice_mut(&mut buffer);
    let fill = |(i, out): (usize, &mut [u64])| {
        let mut numbers = bytes.gather(format);
        numbers.skip(i * RANGE);
        column.format.fill(&mut numbers, 0, out);
    };
    threads::map(keys.chunks_mut(RANGE).enumerate(), count * SIZE, fill);
    threads::sort(keys);
    let (distinct, counts) = keys.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)).unzip();
    Ok(Some(Frequencies { index: Index::of_distinct(distinct), counts, ..Frequencies::new(dtype)? }))
}

/// Are nearly all values different in blocks from everywhere, as many together as a range has? Then there are many times as
/// many different ones in all.
fn are_different(bytes: &Bytes<'_>, dtype: &DType, column: &KeyColumn) -> Result<bool> {
    let mut some = Frequencies::new(dtype)?;
    let blocks = RANGE / BLOCK;
    let apart = (bytes.count() - BLOCK) / (blocks - 1);
    for block in 0..blocks {
        some.insert_from(column, bytes, block * apart, BLOCK)?;
    }
    Ok(some.distinct() >= RANGE - RANGE / 64)
}
