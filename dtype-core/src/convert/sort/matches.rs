//! Which records of two arrays have the same key.

use std::cmp::Ordering;

use super::by::{SortKey, keys_by};
use super::keys::Keys;
use super::order::{argsort, room};
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
        let (left_order, right_order) = (argsort(&left)?, argsort(&right)?);
        let mut matches = Matches { left: room(left_order.len())?, right: room(left_order.len())? };
        let (mut a, mut b) = (&left_order[..], &right_order[..]);
        loop {
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
            match order {
                Ordering::Less => {
                    if unmatched != Unmatched::Dropped {
                        matches.push(&a[..1], &[NONE])?;
                    }
                    a = &a[1..];
                }
                Ordering::Greater => {
                    if unmatched == Unmatched::Both {
                        matches.push(&[NONE], &b[..1])?;
                    }
                    b = &b[1..];
                }
                Ordering::Equal => {
                    let (of_a, of_b) = (run(&left, a), run(&right, b));
                    matches.push(&a[..of_a], &b[..of_b])?;
                    (a, b) = (&a[of_a..], &b[of_b..]);
                }
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

/// How many of the first records have one key.
fn run(keys: &Keys<'_>, order: &[usize]) -> usize {
    order.iter().take_while(|&&record| keys.equal(order[0], record)).count()
}

#[cold]
fn too_many() -> Error {
    Error::limit(
        "the join has more records than memory can hold: many records share a key, and are joined each with each",
    )
}
