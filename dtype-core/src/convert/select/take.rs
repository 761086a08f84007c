//! Records by their positions: NumPy's `take`.

use super::mover::{Mover, with_mover};
use super::rows::Rows;
use crate::error::{Error, Result};
use crate::threads;

/// Records of one piece of work.
const RANGE: usize = if cfg!(test) { 1 << 11 } else { 1 << 14 };

/// What becomes of positions that do not exist: NumPy's `mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TakeMode {
    /// They are an error. Those below zero count from the end: -1 is the last record.
    #[default]
    Raise,
    /// They start again at the other end, as often as needed.
    Wrap,
    /// They become the nearest that exists; those below zero the first.
    Clip,
}

/// Looks whether all positions exist.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) with the first that does not.
pub(super) fn check(positions: &[usize], count: usize) -> Result<()> {
    // The greatest one is found without a branch, which is quicker than to stop at the first.
    if positions.iter().fold(0, |most, &position| most.max(position)) < count || positions.is_empty() {
        return Ok(());
    }
    let wrong = positions.iter().position(|&position| position >= count).unwrap_or(0);
    Err(outside(positions[wrong], wrong, count))
}

/// Positions that exist, from some that may not.
///
/// # Errors
/// As [`check`]; of no records none can be taken in any mode.
pub(super) fn resolve(positions: &[isize], count: usize, mode: TakeMode) -> Result<Vec<usize>> {
    let Some(last) = count.checked_sub(1).filter(|_| !positions.is_empty()) else {
        return match positions.first() {
            Some(position) => Err(outside(position, 0, count)),
            None => Ok(Vec::new()),
        };
    };
    let resolved = positions.iter().enumerate().map(|(i, &position)| {
        let distance = position.unsigned_abs();
        match mode {
            TakeMode::Raise if position >= 0 && distance < count => Ok(distance),
            TakeMode::Raise if position < 0 && distance <= count => Ok(count - distance),
            TakeMode::Raise => Err(outside(position, i, count)),
            TakeMode::Wrap if position >= 0 => Ok(distance % count),
            TakeMode::Wrap => Ok((count - distance % count) % count),
            TakeMode::Clip => Ok(usize::try_from(position).unwrap_or(0).min(last)),
        }
    });
    resolved.collect()
}

/// Copies records of positions that exist to `out`, which is zero and has just room for them.
pub(super) fn fill(rows: &Rows<'_>, positions: &[usize], out: &mut [u8]) {
    let size = rows.size();
    if size == 0 {
        return;
    }
    let bytes = out.len();
    let pieces = positions.chunks(RANGE).zip(out.chunks_mut(RANGE * size));
    threads::map(pieces, bytes, |(positions, out)| match rows.dense() {
        Some(all) => with_mover!(size, mover => dense(mover, all, size, positions, out)),
        None => {
            for (&record, out) in positions.iter().zip(out.chunks_exact_mut(size)) {
                rows.copy(record, out);
            }
        }
    });
}

#[inline(always)]
fn dense<M: Mover>(mover: M, all: &[u8], size: usize, positions: &[usize], out: &mut [u8]) {
    for (&record, out) in positions.iter().zip(out.chunks_exact_mut(size)) {
        mover.copy(&all[record * size..][..size], out);
    }
}

#[cold]
fn outside(position: impl std::fmt::Display, at: usize, count: usize) -> Error {
    Error::mismatch(format!(
        "expected positions of {count} records, found {position}, the position of number {at} in the list"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As NumPy 2.4 does `np.arange(3).take([-4, -3, -1, 0, 2, 3, 7], mode=..)`.
    #[test]
    fn modes_are_numpys() {
        let positions = [-4, -3, -1, 0, 2, 3, 7];
        assert_eq!(resolve(&positions, 3, TakeMode::Wrap).unwrap(), [2, 0, 2, 0, 2, 0, 1]);
        assert_eq!(resolve(&positions, 3, TakeMode::Clip).unwrap(), [0, 0, 0, 0, 2, 2, 2]);
        assert_eq!(resolve(&positions[1..5], 3, TakeMode::Raise).unwrap(), [0, 2, 0, 2]);
        let error = resolve(&positions, 3, TakeMode::Raise).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected positions of 3 records, found -4, the position of number 0 in the list"
        );
        assert!(
            resolve(&[0], 0, TakeMode::Clip).is_err() && resolve(&[], 0, TakeMode::Raise).unwrap().is_empty()
        );
        assert_eq!(resolve(&[isize::MIN, isize::MAX], 1, TakeMode::Wrap).unwrap(), [0, 0]);
        assert!(check(&[0, 2], 3).is_ok() && check(&[0, 3], 3).is_err() && check(&[], 0).is_ok());
    }
}
