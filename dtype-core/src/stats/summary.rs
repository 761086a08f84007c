//! What every column of records amounts to.

use super::any::{aggregate, value};
use super::builder::SummaryBuilder;
use super::describe::Described;
use crate::dtype::Scalar;
use crate::int;
use crate::view::{RecordView, Value};

/// What the columns of records amount to. See [`RecordView::summary`].
#[derive(Clone, Debug)]
pub struct Summary {
    pub(super) records: u64,
    pub(super) columns: Vec<ColumnSummary>,
}

/// What one column amounts to: how many elements there are and how many of them are NaN, and the statistics of the rest.
///
/// A statistic is `None` where there is nothing to make it of, or NumPy has none for the dtype.
#[derive(Clone, Debug)]
pub struct ColumnSummary {
    pub(super) path: Vec<String>,
    pub(super) scalar: Scalar,
    pub(super) described: Described,
}

impl RecordView<'_> {
    /// Describes every column that has no fields of its own, in one pass over the records: count, count of NaN, and of
    /// the rest sum, mean, variance, minimum and maximum.
    ///
    /// ```
    /// use dtype_core::{Record, RecordView};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Trade { price: f64, size: u32 }
    ///
    /// let trades = [Trade { price: 99.5, size: 3 }, Trade { price: f64::NAN, size: 5 }];
    /// let summary = RecordView::of(&trades).summary();
    /// let [price, size] = summary.columns() else { panic!() };
    /// assert_eq!((price.name(), price.count(), price.nan_count()), ("price".to_owned(), 2, 1));
    /// assert_eq!(price.max().unwrap().to_string(), "99.5");
    /// assert_eq!(size.std(0), Some(1.0));
    /// ```
    pub fn summary(&self) -> Summary {
        let mut builder = SummaryBuilder::of(self);
        builder.take(self);
        builder.finish()
    }
}

impl Summary {
    /// How many records there were.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// The columns, in the order of the fields, those of nested records in place of them. Of records without fields there
    /// is one, with an empty path.
    pub fn columns(&self) -> &[ColumnSummary] {
        &self.columns
    }
}

impl ColumnSummary {
    /// The names of the fields on the way to the column.
    pub fn path(&self) -> &[String] {
        &self.path
    }

    /// The path, dotted: `"quote.bid"`.
    pub fn name(&self) -> String {
        self.path.join(".")
    }

    /// What the elements are.
    pub fn scalar(&self) -> Scalar {
        self.scalar
    }

    /// How many elements there are, NaN included: records times what sub-arrays hold.
    pub fn count(&self) -> u64 {
        self.described.count
    }

    /// How many of them are NaN, or NaT.
    pub fn nan_count(&self) -> u64 {
        self.described.nans
    }

    /// The sum of the others, of the type that [`AnyColumn::sum`](crate::AnyColumn::sum) has.
    pub fn sum(&self) -> Option<Value> {
        self.described.sum.map(|sum| aggregate(sum, self.scalar.kind()))
    }

    /// Their mean, of the type that [`AnyColumn::mean`](crate::AnyColumn::mean) has.
    pub fn mean(&self) -> Option<Value> {
        self.described.mean.map(|mean| aggregate(mean, self.scalar.kind()))
    }

    /// Their variance, with their number less `ddof` as divisor; `None` if that is not positive.
    pub fn var(&self, ddof: usize) -> Option<f64> {
        let kept = self.count() - self.nan_count();
        let divisor = kept.checked_sub(int::to_u64(ddof)).filter(|&divisor| divisor > 0)?;
        Some(self.described.squares? / divisor as f64)
    }

    /// Their standard deviation, the square root of [`var`](ColumnSummary::var).
    pub fn std(&self, ddof: usize) -> Option<f64> {
        self.var(ddof).map(f64::sqrt)
    }

    /// The least of them.
    pub fn min(&self) -> Option<Value> {
        self.described.min.map(|min| value(min, self.scalar.kind()))
    }

    /// The greatest of them.
    pub fn max(&self) -> Option<Value> {
        self.described.max.map(|max| value(max, self.scalar.kind()))
    }
}
