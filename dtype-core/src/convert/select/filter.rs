//! The records for which a mask is true: NumPy's `a[mask]`.

use super::mover::{Mover, with_mover};
use super::rows::Rows;
use crate::error::{Error, Result};
use crate::threads;

/// Records of one piece of work.
const RANGE: usize = if cfg!(test) { 1 << 11 } else { 1 << 16 };

/// So many records are passed over at once if none of them is wanted.
const GROUP: usize = 8;

/// How many records a mask keeps.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) if it is not as long as there are records.
pub(super) fn count(rows: &Rows<'_>, mask: &[bool]) -> Result<usize> {
    if mask.len() != rows.count() {
        let (expected, found) = (rows.count(), mask.len());
        return Err(Error::mismatch(format!(
            "expected a mask of {expected} values, one for each record, found {found}"
        )));
    }
    Ok(kept(mask))
}

/// Copies the records that a mask keeps to `out`, which is zero and has just room for them.
pub(super) fn fill(rows: &Rows<'_>, mask: &[bool], out: &mut [u8]) {
    let size = rows.size();
    if size == 0 {
        return;
    }
    let mut pieces = Vec::with_capacity(mask.len().div_ceil(RANGE));
    let bytes = out.len();
    let mut rest = out;
    for (i, mask) in mask.chunks(RANGE).enumerate() {
        let (out, behind) = rest.split_at_mut(kept(mask) * size);
        pieces.push((i * RANGE, mask, out));
        rest = behind;
    }
    threads::map(pieces, bytes, |(start, mask, out)| match rows.dense() {
        Some(all) => {
            let all = &all[start * size..][..mask.len() * size];
            with_mover!(size, mover => dense(mover, all, size, mask, out));
        }
        None => {
            let wanted = (start..).zip(mask).filter(|&(_, &keep)| keep);
            for ((record, _), out) in wanted.zip(out.chunks_exact_mut(size)) {
                rows.copy(record, out);
            }
        }
    });
}

/// Copies every record to where the next one that is wanted goes, and moves on only if it is: no branch depends on the
/// mask, which a processor could guess wrong every other time.
#[inline(always)]
fn dense<M: Mover>(mover: M, all: &[u8], size: usize, mask: &[bool], out: &mut [u8]) {
    let mut at = 0;
    for (group, mask) in all.chunks(GROUP * size).zip(mask.chunks(GROUP)) {
        if !mask.contains(&true) {
            continue;
        }
        for (record, &keep) in group.chunks_exact(size).zip(mask) {
            let Some(place) = out.get_mut(at..at + size) else { return };
            mover.copy(record, place);
            at += if keep { size } else { 0 };
        }
    }
}

fn kept(mask: &[bool]) -> usize {
    // Sums of bytes are taken sixteen and more at a time.
    mask.chunks(usize::from(u8::MAX))
        .map(|mask| usize::from(mask.iter().map(|&keep| u8::from(keep)).sum::<u8>()))
        .sum()
}
