//! Orders and whether they hold: `argsort`, `is_sorted`.

use super::by::{SortKeys, keys_of};
use super::keys::Keys;
use super::order;
use crate::column::Column;
use crate::error::Result;
use crate::record::Element;
use crate::strided::Items;
use crate::view::{AnyColumn, RecordView};

impl RecordView<'_> {
    /// The positions of the records in ascending order of some fields: NumPy's `argsort(order=..., kind="stable")`.
    /// Records with equal keys stay in the order in which they stand; NaN and NaT come last.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let dtype = "[('time', '>u2'), ('id', '|u1')]".parse()?;
    /// let view = RecordView::new(&[1, 0, 7, 0, 9, 8, 1, 0, 9], &dtype)?;
    /// assert_eq!(view.argsort("time")?, [1, 0, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if one has no order (long doubles);
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn argsort<'p>(&self, by: impl SortKeys<'p>) -> Result<Vec<usize>> {
        order::argsort(&keys_of(self, by)?)
    }

    /// Whether the records stand in ascending order of some fields already, as [`RecordView::argsort`] would put them.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[1.0, 2.0, 2.0, f64::NAN]);
    /// assert!(view.is_sorted(())?);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`], but for memory.
    pub fn is_sorted<'p>(&self, by: impl SortKeys<'p>) -> Result<bool> {
        Ok(is_sorted(&keys_of(self, by)?))
    }
}

impl AnyColumn<'_> {
    /// The positions of the records in ascending order of what this column holds: NumPy's `argsort(kind="stable")`.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[2.5, f64::NAN, -1.0]);
    /// assert_eq!(view.any_column(&[])?.argsort()?, [2, 0, 1]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`].
    pub fn argsort(&self) -> Result<Vec<usize>> {
        let mut keys = Keys::new(self.len());
        keys.push("", self.items(), self.lead(), false)?;
        order::argsort(&keys)
    }
}

impl<T: Element> Column<'_, T> {
    /// The positions of the values in ascending order: NumPy's `argsort(kind="stable")`. Equal values stay in the order
    /// in which they stand; NaN and NaT come last.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C, packed)]
    /// struct Trade { venue: u8, price: f64 }
    ///
    /// let trades = [2.5, 9.0, 1.5].map(|price| Trade { venue: 1, price });
    /// assert_eq!(trades.column(Trade::FIELDS.price).argsort()?, [2, 0, 1]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`].
    pub fn argsort(&self) -> Result<Vec<usize>> {
        order::argsort(&column_keys(self)?)
    }
}

fn column_keys<'a, T: Element>(column: &Column<'a, T>) -> Result<Keys<'a>> {
    let mut keys = Keys::new(column.len());
    keys.push("", &Items::of_values(column.values()), 1, false)?;
    Ok(keys)
}

fn is_sorted(keys: &Keys<'_>) -> bool {
    (1..keys.len()).all(|i| keys.compare(i - 1, keys, i).is_le())
}
