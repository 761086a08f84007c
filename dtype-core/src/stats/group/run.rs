//! Groups of records that can be read again.

use super::builder::GroupsBuilder;
use super::groups::Groups;
use super::key::Key;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::stats::query::Stat;
use crate::stats::source::Records;
use crate::view::RecordView;

/// Statistics of groups that are about to be taken. See [`RecordView::group_by`].
#[must_use = "nothing is read before `run`"]
pub struct GroupBy<'r, R> {
    records: &'r R,
    dtype: &'r DType,
    keys: Vec<Key>,
    stats: Vec<Stat>,
    /// Says in errors where the records are from.
    name: Box<dyn Fn(Error) -> Error + 'r>,
}

impl RecordView<'_> {
    /// Records in groups of equal columns, in one trip over them. What is asked of each group follows by
    /// [`stats`](GroupBy::stats).
    ///
    /// It takes memory for each group: some 50 bytes, 8 or 16 for each word of 8 bytes of its key, and the states of
    /// its statistics, of which most take 16 to 56. A median or a quantile of a group holds all its elements, 8 bytes each.
    ///
    /// ```
    /// use dtype_core::{Record, RecordView, Stat};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Trade { venue: u8, is_buy: bool, price: f32 }
    ///
    /// let trades = [(1, true, 2.0), (1, false, 5.0), (0, true, 3.0), (1, true, 4.0)];
    /// let trades = trades.map(|(venue, is_buy, price)| Trade { venue, is_buy, price });
    /// let view = RecordView::of(&trades);
    /// let groups = view.group_by(["venue", "is_buy"]).stats([Stat::count(), Stat::mean("price")]).run()?;
    /// assert_eq!(groups.to_string(), "\
    /// venue  is_buy  count  price_mean
    /// 0      True    1      3.0
    /// 1      False   1      5.0
    /// 1      True    2      3.0
    /// ");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn group_by(&self, keys: impl IntoIterator<Item: Into<Key>>) -> GroupBy<'_, Self> {
        GroupBy::new(self, self.dtype(), keys, |error| error)
    }
}

impl<'r, R> GroupBy<'r, R> {
    pub(crate) fn new(
        records: &'r R,
        dtype: &'r DType,
        keys: impl IntoIterator<Item: Into<Key>>,
        name: impl Fn(Error) -> Error + 'r,
    ) -> Self {
        let keys = keys.into_iter().map(Into::into).collect();
        GroupBy { records, dtype, keys, stats: Vec::new(), name: Box::new(name) }
    }

    /// Asks for statistics of each group. Without any there are the keys alone.
    pub fn stats(mut self, stats: impl IntoIterator<Item = Stat>) -> Self {
        self.stats.extend(stats);
        self
    }
}

#[expect(private_bounds, reason = "views and files are the records that there are")]
impl<R: Records> GroupBy<'_, R> {
    /// Takes them.
    ///
    /// # Errors
    /// As [`GroupsBuilder::new`] and [`GroupsBuilder::finish`]; as reading a file.
    pub fn run(self) -> Result<Groups> {
        let taken = GroupsBuilder::new(self.dtype, self.keys, self.stats).and_then(|mut builder| {
            builder.take_all(self.records)?;
            builder.finish()
        });
        taken.map_err(&self.name)
    }
}
