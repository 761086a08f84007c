//! Covariances and correlations of records in memory, and of files.

use super::{Comoments, Covariance, Matrix, State};
use crate::dtype::{DType, Path};
use crate::error::Result;
use crate::stats::source::{Cut, Records};
use crate::view::RecordView;

/// Of all records of a source.
pub(crate) fn of_records<P: Path>(
    records: &dyn Records,
    dtype: &DType,
    columns: impl IntoIterator<Item = P>,
    skip_nan: bool,
) -> Result<Comoments> {
    let mut all = Covariance::new(dtype, columns)?;
    if skip_nan {
        all = all.skipping_nan();
    }
    let (columns, policy, state) = (&all.columns, all.policy, &mut all.state);
    records.each_range(
        Cut::RANGE,
        |at| State::new(columns, policy, at),
        |state, records, range| state.insert(columns, records, range),
        |range| state.append(range),
    )?;
    Ok(all.finish())
}

impl RecordView<'_> {
    /// The covariances of each two of some columns, as `np.cov`, in one trip over the records: sums of the products of
    /// deviations, divided by the number of records less `ddof` (which is 1 by NumPy's default here). A NaN in a column makes NaN of
    /// all that it is part of.
    ///
    /// ```
    /// use dtype_core::{Record, RecordView};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { x: f64, n: u32 }
    ///
    /// let samples = [(1.0, 2), (2.0, 4), (4.5, 3)].map(|(x, n)| Sample { x, n });
    /// let view = RecordView::of(&samples);
    /// let matrix = view.covariance(["x", "n"], 1)?;
    /// assert_eq!((matrix[(0, 0)], matrix[(0, 1)], matrix[(1, 1)]), (3.25, 0.5, 1.0));
    /// assert_eq!(Some(matrix[(0, 0)]), view.column::<f64>("x")?.var(1));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Covariance::new`].
    pub fn covariance<P: Path>(&self, columns: impl IntoIterator<Item = P>, ddof: usize) -> Result<Matrix> {
        Ok(of_records(self, self.dtype(), columns, false)?.covariance(ddof))
    }

    /// The covariances, where for each two columns those records count in which both are not NaN, as pandas' `DataFrame.cov` has it.
    ///
    /// # Errors
    /// As [`Covariance::new`].
    pub fn nan_covariance<P: Path>(
        &self,
        columns: impl IntoIterator<Item = P>,
        ddof: usize,
    ) -> Result<Matrix> {
        Ok(of_records(self, self.dtype(), columns, true)?.covariance(ddof))
    }

    /// The correlations of each two of some columns, as `np.corrcoef`. A constant column has none: NaN.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[[1.0, -3.0], [2.0, -6.0], [3.0, -9.0]]);
    /// assert_eq!(view.correlation(["[0]", "[1]"])?[(0, 1)], -1.0);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Covariance::new`].
    pub fn correlation<P: Path>(&self, columns: impl IntoIterator<Item = P>) -> Result<Matrix> {
        Ok(of_records(self, self.dtype(), columns, false)?.correlation())
    }

    /// The correlations, where for each two columns those records count in which both are not NaN, as pandas' `DataFrame.corr` has
    /// it.
    ///
    /// # Errors
    /// As [`Covariance::new`].
    pub fn nan_correlation<P: Path>(&self, columns: impl IntoIterator<Item = P>) -> Result<Matrix> {
        Ok(of_records(self, self.dtype(), columns, true)?.correlation())
    }
}
