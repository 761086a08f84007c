//! Statistics of records that can be read again: one trip for all, and further passes for quantiles.

use super::builder::StatsBuilder;
use super::plan::Plan;
use super::stat::{Stat, What};
use super::values::StatValues;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::stats::quantile::{self, Rank};
use crate::stats::source::Records;
use crate::view::{RecordView, Value};

/// Statistics that are about to be taken. See [`RecordView::stats`].
#[must_use = "nothing is read before `run`"]
pub struct StatQuery<'r, R> {
    records: &'r R,
    dtype: &'r DType,
    stats: Vec<Stat>,
    /// Says in errors where the records are from.
    name: Box<dyn Fn(Error) -> Error + 'r>,
}

impl RecordView<'_> {
    /// Several statistics of named columns, in one trip over the records.
    ///
    /// Each has the type and the bits of the method of [`AnyColumn`](crate::AnyColumn) of its name. Quantiles and medians
    /// take further passes: three as a rule for all quantiles of a column together.
    ///
    /// ```
    /// use dtype_core::{Record, RecordView, Stat, Value};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Trade { price: f64, size: u32 }
    ///
    /// let trades = [Trade { price: 99.5, size: 3 }, Trade { price: 100.5, size: 5 }];
    /// let stats = RecordView::of(&trades)
    ///     .stats([Stat::mean("price"), Stat::std("price", 1), Stat::sum("size"), Stat::weighted_mean("price", "size")])
    ///     .run()?;
    /// assert_eq!(stats.value("price_mean")?, Some(&Value::Float64(100.0)));
    /// assert_eq!(stats.value("size_sum")?, Some(&Value::Int128(8)));
    /// assert_eq!(stats.value(3)?, Some(&Value::Float64(100.125)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn stats(&self, stats: impl IntoIterator<Item = Stat>) -> StatQuery<'_, Self> {
        StatQuery::new(self, self.dtype(), stats, |error| error)
    }
}

impl<'r, R> StatQuery<'r, R> {
    pub(crate) fn new(
        records: &'r R,
        dtype: &'r DType,
        stats: impl IntoIterator<Item = Stat>,
        name: impl Fn(Error) -> Error + 'r,
    ) -> Self {
        StatQuery { records, dtype, stats: stats.into_iter().collect(), name: Box::new(name) }
    }
}

#[expect(private_bounds, reason = "views and files are the records that there are")]
impl<R: Records> StatQuery<'_, R> {
    /// Takes them.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such column, two results would have one name, or a quantile
    /// is not in [0, 1]; [`Unsupported`](crate::ErrorKind::Unsupported) if a dtype has no such statistic, or a product of
    /// integers takes more than 128 bits; as reading a file.
    pub fn run(self) -> Result<StatValues> {
        taken(self.records, self.dtype, &self.stats).map_err(&self.name)
    }
}

fn taken(records: &dyn Records, dtype: &DType, stats: &[Stat]) -> Result<StatValues> {
    // Everything is looked at before anything is read. A quantile is no state, but its dtype is checked there too.
    let names = Plan::new(dtype, stats.to_vec())?.names();
    let (ranked, others): (Vec<_>, Vec<_>) =
        stats.iter().cloned().enumerate().partition(|(_, stat)| stat.what.is_ranked());
    let mut values: Vec<Option<Value>> = vec![None; names.len()];
    if !others.is_empty() {
        let (places, others): (Vec<usize>, Vec<Stat>) = others.into_iter().unzip();
        let mut builder = StatsBuilder::of(Plan::new(dtype, others)?);
        builder.take_all(records)?;
        for (place, value) in places.into_iter().zip(builder.finish()?.values) {
            values[place] = value;
        }
    }
    let mut left = ranked;
    while let Some((_, first)) = left.first().cloned() {
        // Those that take the same passes.
        let (together, later): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|(_, stat)| is_together(stat, &first));
        left = later;
        let quantiles: Vec<f64> = together.iter().filter_map(|(_, stat)| quantile_of(stat)).collect();
        let rank = match first.what {
            What::Quantile(_, method) => Rank::Quantiles(&quantiles, method),
            What::Median => Rank::Median,
            _ => Rank::Mad,
        };
        let answers = quantile::of_records(records, dtype, &first.path, rank, first.skip_nan)?;
        for ((place, _), answer) in together.into_iter().zip(answers) {
            values[place] = answer;
        }
    }
    Ok(StatValues { names, values })
}

fn quantile_of(stat: &Stat) -> Option<f64> {
    match stat.what {
        What::Quantile(q, _) => Some(q),
        _ => None,
    }
}

fn is_together(stat: &Stat, first: &Stat) -> bool {
    let same = match (&stat.what, &first.what) {
        (What::Quantile(_, method), What::Quantile(_, other)) => method == other,
        _ => stat == first,
    };
    same && stat.path == first.path && stat.skip_nan == first.skip_nan
}
