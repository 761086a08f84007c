//! Statistics of several columns of a file at a time.

use super::file::RowFile;
use crate::dtype::Path;
use crate::error::{Error, Result};
use crate::stats::{self, Comoments, Matrix};

impl<H: Sync> RowFile<H> {
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
