//! Counts of values of which most are there once: sorted, where a table of hashes would miss the caches at every value.

use super::Frequencies;
use crate::dtype::DType;
use crate::error::Result;
use crate::lanes::BLOCK;
use crate::stats::engine::RANGE;
use crate::stats::group::index::Index;
use crate::stats::group::keys::KeyColumn;
use crate::stats::quantile::side_by_side;
use crate::stats::reduce::MOST_HELD;
use crate::strided::Bytes;
use crate::threads;

/// Bytes of a key.
const SIZE: usize = size_of::<u64>();

/// The frequencies of all leaves, if they are numbers, times or text of eight bytes, of which most seem to be there once, and if
/// there is memory to sort them.
pub(super) fn sorted(bytes: &Bytes<'_>, dtype: &DType, column: &KeyColumn) -> Result<Option<Frequencies>> {
    // To look at some of them takes its time, too.
    let is_worth_it =
        (4 * RANGE..=MOST_HELD / SIZE).contains(&bytes.count()) && column.format.format().is_some();
    if !is_worth_it || !are_different(bytes, dtype, column)? {
        return Ok(None);
    }
    let Some(mut keys) = side_by_side(bytes, column.format) else { return Ok(None) };
    let keys: &mut [u64] = bytemuck::cast_slice_mut(&mut keys);
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
