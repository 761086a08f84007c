//! Where records belong among sorted ones: NumPy's `searchsorted`.

use std::cmp::Ordering;

use super::by::{SortKeys, keys_by};
use super::keys::Keys;
use super::order::room;
use crate::column::Column;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::strided::Items;
use crate::threads;
use crate::view::{AnyColumn, RecordView};

/// Records looked for by one thread at a time.
const RANGE: usize = if cfg!(test) { 1 << 10 } else { 1 << 12 };

/// Before or behind equal ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    /// Before all that are equal.
    #[default]
    Left,
    /// Behind all that are equal.
    Right,
}

impl RecordView<'_> {
    /// For every record of `others` the position before which it would have to be put to keep these records sorted by
    /// some fields: NumPy's `searchsorted`. They must be sorted, see [`RecordView::is_sorted`]; if they are not, the
    /// positions mean nothing.
    ///
    /// ```
    /// use dtype_core::{RecordView, Side};
    ///
    /// let dtype = "[('time', '|u1'), ('x', '|u1')]".parse()?;
    /// let quotes = RecordView::new(&[10, 1, 20, 2, 20, 3, 30, 4], &dtype)?;
    /// let asked = RecordView::new(&[20, 25], &"[('time', '|u1')]".parse()?)?;
    /// assert_eq!(quotes.searchsorted("time", &asked, Side::Left)?, [1, 3]);
    /// assert_eq!(quotes.searchsorted("time", &asked, Side::Right)?, [3, 3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if one of the two has no such field, or not of the same kind and size;
    /// else as [`RecordView::argsort`].
    pub fn searchsorted<'p>(
        &self,
        by: impl SortKeys<'p>,
        others: &RecordView<'_>,
        side: Side,
    ) -> Result<Vec<usize>> {
        let by = by.into_keys();
        search(&keys_by(self, &by)?, &keys_by(others, &by)?, side, None)
    }

    /// The same of records that need not be sorted: `sorter` says in which order they are, as [`RecordView::argsort`]
    /// does. The results are positions in that order.
    ///
    /// ```
    /// use dtype_core::{RecordView, Side};
    ///
    /// let view = RecordView::of(&[30, 10, 20]);
    /// let sorter = view.argsort(())?;
    /// assert_eq!(view.searchsorted_with((), &RecordView::of(&[15, 99]), Side::Left, &sorter)?, [1, 3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::searchsorted`], and [`Mismatch`](crate::ErrorKind::Mismatch) if `sorter` has not one position
    /// for each record, or one that does not exist.
    pub fn searchsorted_with<'p>(
        &self,
        by: impl SortKeys<'p>,
        others: &RecordView<'_>,
        side: Side,
        sorter: &[usize],
    ) -> Result<Vec<usize>> {
        let by = by.into_keys();
        search(&keys_by(self, &by)?, &keys_by(others, &by)?, side, Some(sorter))
    }
}

impl<T: Element> Column<'_, T> {
    /// For every one of `values` the position before which it would have to be put to keep this column sorted: NumPy's
    /// `searchsorted`.
    ///
    /// ```
    /// use dtype_core::{RecordView, Side};
    ///
    /// let view = RecordView::of(&[1.0, 2.0, 2.0, f64::NAN]);
    /// let column = view.column::<f64>(&[])?;
    /// assert_eq!(column.searchsorted(&[2.0, 9.0, f64::NAN], Side::Left)?, [1, 3, 3]);
    /// assert_eq!(column.searchsorted(&[2.0], Side::Right)?, [3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`].
    pub fn searchsorted(&self, values: &[T], side: Side) -> Result<Vec<usize>> {
        search_values(&Items::of_values(self.values()), 1, &RecordView::of(values), side, None)
    }

    /// The same of a column that need not be sorted: `sorter` says in which order it is, as [`Column::argsort`] does. The
    /// results are positions in that order.
    ///
    /// ```
    /// use dtype_core::{RecordView, Side};
    ///
    /// let view = RecordView::of(&[30, 10, 20]);
    /// let column = view.column::<i32>(&[])?;
    /// assert_eq!(column.searchsorted_with(&[15, 99], Side::Left, &column.argsort()?)?, [1, 3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::searchsorted_with`].
    pub fn searchsorted_with(&self, values: &[T], side: Side, sorter: &[usize]) -> Result<Vec<usize>> {
        search_values(&Items::of_values(self.values()), 1, &RecordView::of(values), side, Some(sorter))
    }
}

impl AnyColumn<'_> {
    /// For every one of `values`, a slice or records of the same dtype, the position before which it would have to be put
    /// to keep this column sorted: NumPy's `searchsorted`. The byte order may be another one.
    ///
    /// ```
    /// use dtype_core::{RecordView, Side};
    ///
    /// let view = RecordView::new(&[0, 10, 0, 20, 0, 20], &"[('t', '>u2')]".parse()?)?;
    /// let column = view.any_column("t")?;
    /// assert_eq!(column.searchsorted(&[20u16, 25], Side::Left)?, [1, 3]);
    /// assert_eq!(column.searchsorted(&[20u16], Side::Right)?, [3]);
    /// assert!(column.searchsorted(&[20u32], Side::Right).is_err());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the values are not of the same kind, size and shape as the column's;
    /// else as [`RecordView::argsort`].
    pub fn searchsorted<'v>(&self, values: impl Into<RecordView<'v>>, side: Side) -> Result<Vec<usize>> {
        search_values(self.items(), self.lead(), &values.into(), side, None)
    }

    /// The same of a column that need not be sorted: `sorter` says in which order it is, as [`AnyColumn::argsort`] does.
    /// The results are positions in that order.
    ///
    /// ```
    /// use dtype_core::{RecordView, Side};
    ///
    /// let view = RecordView::of(&[30.0, f64::NAN, 20.0]);
    /// let column = view.any_column(&[])?;
    /// assert_eq!(column.searchsorted_with(&[25.0, f64::NAN], Side::Left, &column.argsort()?)?, [1, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`AnyColumn::searchsorted`] and [`RecordView::searchsorted_with`].
    pub fn searchsorted_with<'v>(
        &self,
        values: impl Into<RecordView<'v>>,
        side: Side,
        sorter: &[usize],
    ) -> Result<Vec<usize>> {
        search_values(self.items(), self.lead(), &values.into(), side, Some(sorter))
    }
}

/// Where whole records of `values` belong among items of which so many axes count records.
fn search_values(
    items: &Items<'_>,
    lead: usize,
    values: &RecordView<'_>,
    side: Side,
    sorter: Option<&[usize]>,
) -> Result<Vec<usize>> {
    let count = items.dims()[..lead].iter().map(|dim| dim.len).product();
    let mut keys = Keys::new(count);
    keys.push("", items, lead, false)?;
    search(&keys, &keys_by(values, &[])?, side, sorter)
}

fn search(keys: &Keys<'_>, wanted: &Keys<'_>, side: Side, sorter: Option<&[usize]>) -> Result<Vec<usize>> {
    keys.comparable(wanted)?;
    if let Some(sorter) = sorter {
        let count = keys.len();
        if sorter.len() != count || sorter.iter().any(|&position| position >= count) {
            let found = sorter.len();
            return Err(Error::mismatch(format!(
                "expected a sorter of {count} positions of records, found {found}, or one that does not exist"
            )));
        }
    }
    positions(keys, wanted, side, sorter)
}

fn positions(keys: &Keys<'_>, wanted: &Keys<'_>, side: Side, sorter: Option<&[usize]>) -> Result<Vec<usize>> {
    let mut found = room(wanted.len())?;
    found.resize(wanted.len(), 0);
    let is_before = |record: usize, other: usize| match keys.compare(record, wanted, other) {
        Ordering::Less => true,
        Ordering::Equal => side == Side::Right,
        Ordering::Greater => false,
    };
    let bytes = wanted.len().saturating_mul(256);
    threads::map(found.chunks_mut(RANGE).enumerate(), bytes, |(i, found)| {
        // Those that are looked for are often sorted too: then the search goes on where the last one ended.
        let (mut low, mut last) = (0, None);
        for (position, other) in found.iter_mut().zip(i * RANGE..) {
            let goes_on = last.is_some_and(|last| wanted.compare(last, wanted, other).is_le());
            low = if goes_on { low } else { 0 };
            low =
                partition_point(low, keys.len(), |at| is_before(sorter.map_or(at, |order| order[at]), other));
            last = Some(other);
            *position = low;
        }
    });
    Ok(found)
}

/// The first position from `low` on, and below `end`, at which `is_before` does not hold; `end` if there is none.
fn partition_point(mut low: usize, end: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let mut high = end;
    // Steps that double find what is near in few.
    let mut step = 1;
    while low < high && low + step < high && is_before(low + step - 1) {
        low += step;
        step *= 2;
    }
    high = high.min(low.saturating_add(step));
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
