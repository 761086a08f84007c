//! A histogram: edges, and how many values lie between them. It is its own state.

use super::count::{self, Grid};
use super::edges;
use super::rounding::Rounding;
use crate::error::{Error, Result};
use crate::stats::walk::InMemory;
use crate::view::AnyColumn;

/// Counts of values between edges.
///
/// It is the result of [`AnyColumn::histogram`], and a state: made with edges, it takes values of any column that has
/// histograms, and those of other parts of the data with the same edges. What order they come in makes no difference.
///
/// ```
/// use dtype_core::{Histogram, RecordView};
///
/// let mut parts = [Histogram::with_edges(&[0.0, 10.0, 20.0])?, Histogram::with_edges(&[0.0, 10.0, 20.0])?];
/// parts[0].insert(&RecordView::of(&[3, 10, 20]).any_column([])?)?;
/// parts[1].insert(&RecordView::of(&[9.5, 21.0]).any_column([])?)?;
/// let [mut all, later] = parts;
/// all.combine(&later)?;
/// assert_eq!(all.counts(), [2, 2]);
/// assert_eq!(all.density(), [0.05, 0.05]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    pub(super) edges: Vec<f64>,
    pub(super) counts: Vec<u64>,
    /// The type of the edges.
    pub(super) rounding: Rounding,
}

impl Histogram {
    /// Of no values yet, between edges.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are less than two edges, one falls, or one is NaN.
    pub fn with_edges(edges: &[f64]) -> Result<Histogram> {
        edges::check(edges)?;
        Ok(Histogram { edges: edges.to_vec(), counts: vec![0; edges.len() - 1], rounding: Rounding::Double })
    }

    /// The edges: one more than bins. They are exact if they are of `f4` or `f2`, as they are of columns of these.
    pub fn edges(&self) -> &[f64] {
        &self.edges
    }

    /// How many values lie in each bin: at its left edge and behind, before its right edge; in the last bin also at the
    /// right edge.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// How many values lie in all bins. Others, and NaN, are not counted.
    pub fn total(&self) -> u64 {
        self.counts.iter().fold(0, |total, &count| total.saturating_add(count))
    }

    /// The density: counts as shares of all, divided by the widths of the bins, so that the area is 1. NaN of no values.
    pub fn density(&self) -> Vec<f64> {
        let total = self.total() as f64;
        let bins = self.edges.windows(2).zip(&self.counts);
        bins.map(|(edges, &count)| count as f64 / self.rounding.round(edges[1] - edges[0]) / total).collect()
    }

    /// Counts the elements of a column too.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if its dtype has no histograms, as those of
    /// [`AnyColumn::histogram`].
    pub fn insert(&mut self, column: &AnyColumn<'_>) -> Result<()> {
        let (numbers, _) = super::any::numbers_of(column)?;
        count::count(&InMemory::from(&numbers), &Grid::Edges(&self.edges), &mut self.counts)
    }

    /// Adds the counts of another part of the data.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if it has other edges.
    pub fn combine(&mut self, later: &Histogram) -> Result<()> {
        if self.edges != later.edges {
            let (expected, found) = (self.edges.len(), later.edges.len());
            return Err(Error::mismatch(match self.edges.iter().zip(&later.edges).find(|(a, b)| a != b) {
                Some((a, b)) => {
                    format!("expected a histogram with the same edges, found {b} in place of {a}")
                }
                None => format!("expected a histogram with {expected} edges, found {found}"),
            }));
        }
        self.counts
            .iter_mut()
            .zip(&later.counts)
            .for_each(|(count, more)| *count = count.saturating_add(*more));
        Ok(())
    }
}
