//! A number for each two of some columns.

use std::fmt;
use std::ops::Index;

/// A symmetric matrix with a row and a column for each of some columns of records: their covariances or correlations.
///
/// ```
/// use dtype_core::RecordView;
///
/// let view = RecordView::of(&[[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]);
/// let matrix = view.correlation(["[0]", "[1]"])?;
/// assert_eq!((matrix.len(), matrix.names()), (2, &["[0]".to_owned(), "[1]".to_owned()][..]));
/// assert_eq!((matrix[(0, 1)], matrix.row(1)), (1.0, &[1.0, 1.0][..]));
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    names: Vec<String>,
    values: Vec<f64>,
}

impl Matrix {
    /// Of the values for each two.
    pub(super) fn of(names: &[String], value: impl Fn(usize, usize) -> f64) -> Matrix {
        let len = names.len();
        let values = (0..len).flat_map(|i| (0..len).map(move |j| (i.min(j), i.max(j))));
        Matrix { names: names.to_vec(), values: values.map(|(i, j)| value(i, j)).collect() }
    }

    /// How many rows, and as many columns, there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it is of no columns.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The columns of the records, as they were named.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The value for two columns, if they exist.
    pub fn get(&self, i: usize, j: usize) -> Option<f64> {
        self.values.chunks_exact(self.len().max(1)).nth(i)?.get(j).copied()
    }

    /// The values for one column and each of them.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn row(&self, i: usize) -> &[f64] {
        let len = self.len();
        &self.values[i * len..][..len]
    }

    /// All values, row by row.
    pub fn as_slice(&self) -> &[f64] {
        &self.values
    }
}

/// The value for two columns; panics if one does not exist.
impl Index<(usize, usize)> for Matrix {
    type Output = f64;

    fn index(&self, (i, j): (usize, usize)) -> &f64 {
        &self.row(i)[j]
    }
}

/// Row by row, with the names in front.
impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, name) in self.names.iter().enumerate() {
            let values: Vec<String> = self.row(i).iter().map(f64::to_string).collect();
            writeln!(f, "{name}: {}", values.join(" "))?;
        }
        Ok(())
    }
}
