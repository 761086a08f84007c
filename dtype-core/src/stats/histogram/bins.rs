//! How many bins there are to be, and between which edges.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// The bins of a histogram, as the argument `bins` of `np.histogram` says them: a number of equal ones, edges, or an
/// estimator that finds the number. Of `f2` an estimator may find a bin more or less than NumPy's, which rounds every step
/// to three digits.
///
/// ```
/// use dtype_core::{Bins, RecordView};
///
/// let view = RecordView::of(&[0.5, 1.0, 1.5, 4.0]);
/// let column = view.any_column([])?;
/// assert_eq!(column.histogram(2)?.counts(), [3, 1]);
/// assert_eq!(column.histogram([0.0, 1.0, 2.0])?.counts(), [1, 2]);
/// assert_eq!(column.histogram(Bins::Sturges)?.counts(), [3, 0, 1]);
/// assert_eq!("fd".parse::<Bins>()?, Bins::Fd);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Bins {
    /// So many bins of equal width.
    Count(usize),
    /// Between these edges, which do not fall. A value belongs to the bin whose left edge it has; one at the last edge
    /// to the last bin.
    Edges(Vec<f64>),
    /// The narrower of `Fd`, but not below half of `Sqrt`, and `Sturges`: good for most data.
    Auto,
    /// Freedman and Diaconis 1981: by the distance of the quartiles, so that outliers matter little. Between integers so far
    /// apart that NumPy's difference wraps around, our quartile lies where it should.
    Fd,
    /// Sturges 1926: by the number of values only, for normal data.
    Sturges,
    /// Scott 1979: by the standard deviation.
    Scott,
    /// As many as the square root of the number of values.
    Sqrt,
    /// Doane 1976: Sturges' rule for data that is skewed.
    Doane,
    /// Rice: twice the cube root of the number of values.
    Rice,
}

impl Bins {
    /// The estimators, and how NumPy calls them.
    const ESTIMATORS: [(&'static str, Bins); 7] = [
        ("auto", Bins::Auto),
        ("fd", Bins::Fd),
        ("sturges", Bins::Sturges),
        ("scott", Bins::Scott),
        ("sqrt", Bins::Sqrt),
        ("doane", Bins::Doane),
        ("rice", Bins::Rice),
    ];
}

impl From<usize> for Bins {
    fn from(count: usize) -> Bins {
        Bins::Count(count)
    }
}

impl From<&[f64]> for Bins {
    fn from(edges: &[f64]) -> Bins {
        Bins::Edges(edges.to_vec())
    }
}

impl<const N: usize> From<[f64; N]> for Bins {
    fn from(edges: [f64; N]) -> Bins {
        Bins::Edges(edges.to_vec())
    }
}

/// As NumPy calls it: the name of an estimator, a number, or edges with commas between them.
impl fmt::Display for Bins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bins::Count(count) => write!(f, "{count}"),
            Bins::Edges(edges) => {
                let edges: Vec<String> = edges.iter().map(f64::to_string).collect();
                f.write_str(&edges.join(","))
            }
            estimator => {
                let found = Bins::ESTIMATORS.iter().find(|(_, named)| named == estimator);
                f.write_str(found.map_or("", |(name, _)| name))
            }
        }
    }
}

impl FromStr for Bins {
    type Err = Error;

    fn from_str(text: &str) -> Result<Bins, Error> {
        if let Some((_, estimator)) = Bins::ESTIMATORS.iter().find(|(name, _)| *name == text) {
            return Ok(estimator.clone());
        }
        if let Ok(count) = text.parse() {
            return Ok(Bins::Count(count));
        }
        let edges: Result<Vec<f64>, _> = text.split(',').map(|edge| edge.trim().parse()).collect();
        match edges {
            Ok(edges) if edges.len() > 1 => Ok(Bins::Edges(edges)),
            _ => {
                let names = Bins::ESTIMATORS.map(|(name, _)| name).join(", ");
                Err(Error::mismatch(format!(
                    "expected a number of bins, edges with commas between them, or one of {names}, found '{text}'"
                )))
            }
        }
    }
}
