//! Which records of two arrays have the same key.

use std::cmp::Ordering;

use super::by::{SortKey, keys_by};
use super::order::{argsort_with_starts, room};
use crate::error::{Error, Result};
use crate::view::RecordView;

/// In place of a position: there is no such record.
const NONE: usize = usize::MAX;

/// What becomes of records without a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unmatched {
    Dropped,
    /// Left ones are kept.
    Left,
    /// All are kept.
    Both,
}

/// Pairs of positions in the order of the keys; `usize::MAX` where a record has no partner.
pub(crate) struct Matches {
    pub(crate) left: Vec<usize>,
    pub(crate) right: Vec<usize>,
}

impl Matches {
    /// Records with one key are paired each with each. Keys in which something is missing equal no other.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the keys can't be compared;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if they have no order; [`Limit`](crate::ErrorKind::Limit) or
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub(crate) fn of(
        left: &RecordView<'_>,
        right: &RecordView<'_>,
        key: &[&str],
        unmatched: Unmatched,
    ) -> Result<Matches> {
        let by: Vec<SortKey<'_>> = key.iter().map(|name| SortKey::new([*name])).collect();
        let (left, right) = (keys_by(left, &by)?, keys_by(right, &by)?);
        left.comparable(&right)?;
        let (left_order, left_starts) = argsort_with_starts(&left)?;
        let (right_order, right_starts) = argsort_with_starts(&right)?;
        let mut matches = Matches { left: room(left_order.len())?, right: room(left_order.len())? };
        let (mut lefts, mut rights) =
            (Runs::new(&left_order, left_starts), Runs::new(&right_order, right_starts));
        loop {
            let (a, b) = (lefts.peek(), rights.peek());
            let order = match (a.first(), b.first()) {
                (None, None) => return Ok(matches),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(&i), Some(&j)) => match left.compare(i, &right, j) {
                    // What is missing comes out once for every record, those of the left first.
                    Ordering::Equal if left.has_missing(i) => Ordering::Less,
                    order => order,
                },
            };
            if order.is_le() {
                lefts.next();
            }
            if order.is_ge() {
                rights.next();
            }
            match order {
                Ordering::Less if unmatched != Unmatched::Dropped => matches.push(a, &[NONE])?,
                Ordering::Greater if unmatched == Unmatched::Both => matches.push(&[NONE], b)?,
                Ordering::Equal => matches.push(a, b)?,
                _ => {}
            }
        }
    }

    /// All pairs of these.
    fn push(&mut self, left: &[usize], right: &[usize]) -> Result<()> {
        let more = left.len().checked_mul(right.len()).ok_or_else(too_many)?;
        for side in [&mut self.left, &mut self.right] {
            side.try_reserve(more).map_err(|_| too_many())?;
        }
        for &i in left {
            for &j in right {
                self.left.push(i);
                self.right.push(j);
            }
        }
        Ok(())
    }
}

/// The records of an order, those with one key at a time.
struct Runs<'o> {
    order: &'o [usize],
    /// Where the runs begin, and where the last one ends.
    starts: std::vec::IntoIter<usize>,
    start: usize,
}

impl<'o> Runs<'o> {
    fn new(order: &'o [usize], mut starts: Vec<usize>) -> Runs<'o> {
        starts.push(order.len());
        let mut starts = starts.into_iter();
        let start = starts.next().unwrap_or(0);
        Runs { order, starts, start }
    }

    /// The run that is next; nothing behind the last.
    fn peek(&self) -> &'o [usize] {
        let end = self.starts.as_slice().first().copied().unwrap_or(self.start);
        &self.order[self.start..end]
    }

    fn next(&mut self) {
        if let Some(start) = self.starts.next() {
            self.start = start;
        }
    }
}

#[cold]
fn too_many() -> Error {
    Error::limit(
        "the join has more records than memory can hold: many records share a key, and are joined each with each",
    )
}
