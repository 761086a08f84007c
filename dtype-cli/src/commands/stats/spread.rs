//! Small histograms: how the values of each column are spread, in ten characters.
//!
//! Ten bins of the same width between the least and the greatest value, as `numpy.histogram` makes them. A block is as high
//! as many values lie in its bin; the lowest stands for none.

use dtype_core::{AnyColumn, Histogram, RecordView, Summary};
use rayon::prelude::*;

use super::super::hist::extremes;
use super::super::plot::is_ascii;
use crate::columns::Choice;
use crate::errors::Failure;

/// Bins, and characters.
pub(super) const BINS: usize = 10;

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Where there are no blocks.
const ASCII: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];

/// A histogram of each column that has one.
pub(super) struct Spread {
    columns: Vec<Option<Histogram>>,
}

impl Spread {
    /// Of no values yet, between the least and the greatest of each column.
    pub(super) fn new(choice: &Choice, summary: &Summary) -> Spread {
        let columns = choice.leaves.iter().zip(summary.columns()).map(|(leaf, column)| {
            let (bytes, dtype) = extremes(column.min(), column.max(), &leaf.dtype);
            // Text has no bins, and neither has what is nothing but NaN, or goes on without end.
            let sample = RecordView::new(&bytes, &dtype).ok().filter(|sample| !sample.is_empty())?;
            let edges = sample.any_column([]).ok()?.histogram(BINS).ok()?;
            Histogram::with_edges(edges.edges()).ok()
        });
        Spread { columns: columns.collect() }
    }

    /// Is there no column that has one?
    pub(super) fn is_empty(&self) -> bool {
        self.columns.iter().all(Option::is_none)
    }

    /// Counts the next values.
    pub(super) fn insert(&mut self, columns: &[AnyColumn<'_>]) -> Result<(), Failure> {
        let each = self.columns.par_iter_mut().zip(columns);
        let all = each.filter_map(|(state, column)| Some(state.as_mut()?.insert(column)));
        Ok(all.collect::<Result<(), _>>()?)
    }

    /// How many values lie in each bin, column by column.
    pub(super) fn counts(&self) -> Vec<Option<&[u64]>> {
        self.columns.iter().map(|column| column.as_ref().map(Histogram::counts)).collect()
    }

    /// The blocks of each column.
    pub(super) fn blocks(&self) -> Vec<String> {
        let levels = if is_ascii() { ASCII } else { BLOCKS };
        let of = |counts: Option<&[u64]>| counts.map_or("-".to_owned(), |counts| blocks(counts, levels));
        self.counts().into_iter().map(of).collect()
    }
}

/// As high as each number is large. What is not zero is seen.
fn blocks(counts: &[u64], levels: [char; 8]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let level = |count: u64| {
        let high = (count as f64 / most as f64 * 7.0).round() as usize;
        levels[high.clamp(usize::from(count > 0), 7)]
    };
    counts.iter().map(|&count| level(count)).collect()
}

#[cfg(test)]
mod tests {
    use dtype_core::SummaryBuilder;

    use super::*;

    #[test]
    fn heights() {
        assert_eq!(blocks(&[0, 1, 50, 100, 1_000_000], BLOCKS), "▁▂▂▂█");
        assert_eq!(blocks(&[1, 2, 3, 4, 5, 6, 7], ASCII), ".:-=+*#");
        assert_eq!(blocks(&[0, 0], ASCII), "__");
    }

    #[test]
    fn columns_without_numbers_have_none_and_one_value_has_a_place() {
        let choice = Choice::new(&"[('s', 'S2'), ('x', '<f8'), ('n', '>u2')]".parse().unwrap(), &[]).unwrap();
        let spread = |records: &[(f64, u16)]| {
            let record = |&(x, n): &(f64, u16)| [&b"ab"[..], &x.to_le_bytes(), &n.to_be_bytes()].concat();
            let bytes: Vec<u8> = records.iter().flat_map(record).collect();
            let records = RecordView::new(&bytes, &choice.dtype).unwrap();
            let mut summary = SummaryBuilder::new(&choice.dtype).unwrap();
            summary.insert(&records).unwrap();
            let mut spread = Spread::new(&choice, &summary.finish());
            spread.insert(&choice.columns(&records)).unwrap();
            spread
        };
        let counts = |spread: &Spread| -> Vec<Option<Vec<u64>>> {
            spread.counts().into_iter().map(|counts| counts.map(<[u64]>::to_vec)).collect()
        };
        assert!(spread(&[]).is_empty());
        // As `numpy.histogram([7, 7])` has it: half a unit to each side.
        let one = Some(vec![0, 0, 0, 0, 0, 2, 0, 0, 0, 0]);
        assert_eq!(counts(&spread(&[(f64::NAN, 7), (f64::NAN, 7)])), [None, None, one.clone()]);
        assert_eq!(counts(&spread(&[(f64::INFINITY, 7), (1.0, 7)])), [None, None, one]);
        let ends = Some(vec![1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(counts(&spread(&[(0.0, 1), (9.0, 2)]))[1..], [ends.clone(), ends]);
    }
}
