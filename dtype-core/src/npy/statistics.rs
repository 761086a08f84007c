//! Statistics of files, in memory that does not grow with them.

use super::file::RowFile;
use crate::dtype::Path;
use crate::error::{Error, Result};
use crate::stats::{
    self, Bins, Comoments, Frequencies, GroupBy, Histogram, Key, Matrix, QuantileMethod, Rank, Stat,
    StatQuery, Summary, SummaryBuilder,
};
use crate::view::Value;
use std::ops::RangeInclusive;

impl<H: Sync> RowFile<H> {
    /// Describes every column, as [`RecordView::summary`](crate::RecordView::summary) does and with the same results, in one pass over the file.
    ///
    /// Holds a megabyte of it at a time, with the feature `rayon` one a thread. Of several axes in Fortran order, whose rows
    /// lie scattered over the file, it holds 64, or a row if that is larger, and passes over the file more often.
    ///
    /// # Errors
    /// As [`rows`](RowFile::rows).
    pub fn summary(&self) -> Result<Summary> {
        let mut summary = SummaryBuilder::new(self.dtype())?;
        summary.take_all(self).map_err(|error| self.in_this(error))?;
        Ok(summary.finish())
    }

    /// Several statistics of named columns, as [`RecordView::stats`](crate::RecordView::stats) takes them and with the same
    /// results, in one pass over the file; quantiles take further passes, as [`quantiles`](RowFile::quantiles) does.
    ///
    /// Holds what [`summary`](RowFile::summary) holds. Errors are those of [`StatQuery::run`] and of [`rows`](RowFile::rows).
    ///
    /// ```
    /// use dtype_core::{Stat, Value, npy};
    ///
    /// let path = std::env::temp_dir().join(format!("stats-{}.npy", std::process::id()));
    /// npy::save(&path, &[4.0, 1.0, 3.0])?;
    /// let file = npy::File::open(&path)?;
    /// let stats = file.stats([Stat::max(&[]), Stat::median(&[])]).run()?;
    /// assert_eq!(stats.value("max")?, Some(&Value::Float64(4.0)));
    /// assert_eq!(stats.value("median")?, Some(&Value::Float64(3.0)));
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn stats(&self, stats: impl IntoIterator<Item = Stat>) -> StatQuery<'_, Self> {
        StatQuery::new(self, self.dtype(), stats, |error| self.in_this(error))
    }

    /// Records in groups of equal columns, as [`RecordView::group_by`](crate::RecordView::group_by) makes them and with the
    /// same results, in one pass over the file. Holds what [`summary`](RowFile::summary) holds, and the groups.
    ///
    /// ```
    /// use dtype_core::{Key, Stat, npy};
    ///
    /// let path = std::env::temp_dir().join(format!("groups-{}.npy", std::process::id()));
    /// npy::save(&path, &[4, 1, 4])?;
    /// let groups = npy::File::open(&path)?.group_by([Key::new(&[]).named("n")]).stats([Stat::count()]).run()?;
    /// assert_eq!(groups.to_string(), "n  count\n1  1\n4  2\n");
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn group_by(&self, keys: impl IntoIterator<Item: Into<Key>>) -> GroupBy<'_, Self> {
        GroupBy::new(self, self.dtype(), keys, |error| self.in_this(error))
    }

    /// Quantiles of a field, as [`AnyColumn::quantiles`](crate::AnyColumn::quantiles) makes them and with the same results, in
    /// memory that does not grow with the file.
    ///
    /// The file is read once for the bounds of the values, once to count them between these, and once to look at those
    /// that matter. Values that are crowded in few places take more passes that count, six at most.
    ///
    /// # Errors
    /// As [`AnyColumn::quantiles`](crate::AnyColumn::quantiles), and as [`rows`](RowFile::rows).
    pub fn quantiles(
        &self,
        field: impl Path + Sync,
        quantiles: &[f64],
        method: QuantileMethod,
    ) -> Result<Vec<Option<Value>>> {
        stats::quantiles_of_records(self, self.dtype(), &field, Rank::Quantiles(quantiles, method), false)
            .map_err(|error| self.in_this(error))
    }

    /// The same of the values that are not NaN (NaT).
    ///
    /// # Errors
    /// As [`quantiles`](RowFile::quantiles).
    pub fn nan_quantiles(
        &self,
        field: impl Path + Sync,
        quantiles: &[f64],
        method: QuantileMethod,
    ) -> Result<Vec<Option<Value>>> {
        stats::quantiles_of_records(self, self.dtype(), &field, Rank::Quantiles(quantiles, method), true)
            .map_err(|error| self.in_this(error))
    }

    /// How often each value of a field is there, as [`AnyColumn::frequencies`](crate::AnyColumn::frequencies), in one pass over
    /// the file and memory in proportion to the different values.
    ///
    /// # Errors
    /// As [`AnyColumn::frequencies`](crate::AnyColumn::frequencies), and as [`rows`](RowFile::rows).
    pub fn frequencies(&self, field: impl Path + Sync) -> Result<Frequencies> {
        stats::frequencies_of_records(self, self.dtype(), &field).map_err(|error| self.in_this(error))
    }

    /// A histogram of a field, as [`AnyColumn::histogram`](crate::AnyColumn::histogram) makes it and with the same edges and
    /// counts, in memory that does not grow with the file.
    ///
    /// The file is read once for the ends of the values and once to count them; some estimators read it a few times more.
    ///
    /// # Errors
    /// As [`AnyColumn::histogram`](crate::AnyColumn::histogram), and as [`rows`](RowFile::rows).
    pub fn histogram(&self, field: impl Path + Sync, bins: impl Into<Bins>) -> Result<Histogram> {
        stats::histogram_of_records(self, self.dtype(), &field, &bins.into(), None)
            .map_err(|error| self.in_this(error))
    }

    /// The same between two ends, as [`AnyColumn::histogram_within`](crate::AnyColumn::histogram_within).
    ///
    /// # Errors
    /// As [`AnyColumn::histogram_within`](crate::AnyColumn::histogram_within), and as [`rows`](RowFile::rows).
    pub fn histogram_within(
        &self,
        field: impl Path + Sync,
        bins: impl Into<Bins>,
        range: RangeInclusive<f64>,
    ) -> Result<Histogram> {
        stats::histogram_of_records(self, self.dtype(), &field, &bins.into(), Some(range))
            .map_err(|error| self.in_this(error))
    }

    /// The covariances of each two of some columns, as [`RecordView::covariance`](crate::RecordView::covariance) makes them and
    /// with the same results, in one pass over the file and the memory that [`summary`](RowFile::summary) takes.
    ///
    /// ```
    /// use dtype_core::npy;
    ///
    /// let path = std::env::temp_dir().join(format!("covariance-{}.npy", std::process::id()));
    /// npy::save_array(&path, &dtype_core::RecordArray::from_bytes(
    ///     &[1, 3, 2, 5, 3, 7],
    ///     &"[('x', '|u1'), ('y', '|u1')]".parse()?,
    ///     &[3],
    ///     false,
    /// )?)?;
    /// let file = npy::File::open(&path)?;
    /// assert_eq!(file.covariance(["x", "y"], 1)?.as_slice(), [1.0, 2.0, 2.0, 4.0]);
    /// assert_eq!(file.correlation(["x", "y"])?[(0, 1)], 1.0);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Covariance::new`](crate::Covariance::new), and as [`rows`](RowFile::rows).
    pub fn covariance<P: Path>(&self, columns: impl IntoIterator<Item = P>, ddof: usize) -> Result<Matrix> {
        Ok(self.comoments(columns, false)?.covariance(ddof))
    }

    /// The same, where for each two columns those records count in which both are not NaN.
    ///
    /// # Errors
    /// As [`covariance`](RowFile::covariance).
    pub fn nan_covariance<P: Path>(
        &self,
        columns: impl IntoIterator<Item = P>,
        ddof: usize,
    ) -> Result<Matrix> {
        Ok(self.comoments(columns, true)?.covariance(ddof))
    }

    /// The correlations of each two of some columns, as [`RecordView::correlation`](crate::RecordView::correlation) makes them.
    ///
    /// # Errors
    /// As [`covariance`](RowFile::covariance).
    pub fn correlation<P: Path>(&self, columns: impl IntoIterator<Item = P>) -> Result<Matrix> {
        Ok(self.comoments(columns, false)?.correlation())
    }

    /// The same, where for each two columns those records count in which both are not NaN.
    ///
    /// # Errors
    /// As [`covariance`](RowFile::covariance).
    pub fn nan_correlation<P: Path>(&self, columns: impl IntoIterator<Item = P>) -> Result<Matrix> {
        Ok(self.comoments(columns, true)?.correlation())
    }

    fn comoments<P: Path>(&self, columns: impl IntoIterator<Item = P>, skip_nan: bool) -> Result<Comoments> {
        stats::covariance_of_records(self, self.dtype(), columns, skip_nan)
            .map_err(|error: Error| self.in_this(error))
    }
}
