//! From records, in pieces of any size, to their summary.
//!
//! A few hundred records at a time stay in the first cache while one column after the other is taken from them, so that
//! memory is read once, whatever the number of columns and statistics.

use std::fmt;

use super::engine::{Fold, Part, Running};
use super::extrema::Extrema;
use super::kind::{
    Class, Complex, DateTimes, Floats, Kind, Nan, Narrow, Outcome, Signed, Spread, Summed, TimeDeltas,
    Unsigned,
};
use super::lane::{Lane, Scratch};
use super::summary::{ColumnSummary, Summary};
use crate::dtype::{DType, Scalar};
use crate::error::{Error, Result};
use crate::int;
use crate::lanes::{BLOCK, Gather};
use crate::view::{AnyColumn, RecordView};

/// Makes a [`Summary`] of records that arrive in pieces. The pieces make no difference to its result.
///
/// ```
/// use dtype_core::{DType, RecordView, SummaryBuilder};
///
/// let dtype: DType = "[('n', '|u1'), ('x', '|i1')]".parse()?;
/// let mut builder = SummaryBuilder::new(&dtype)?;
/// for piece in [&[1, 0xFF][..], &[2, 1, 3, 3]] {
///     builder.insert(&RecordView::new(piece, &dtype)?)?;
/// }
/// let summary = builder.finish();
/// assert_eq!(summary.records(), 3);
/// assert_eq!(summary.columns()[1].mean().unwrap().to_string(), "1.0");
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct SummaryBuilder {
    dtype: DType,
    records: u64,
    columns: Vec<Column>,
    scratch: Box<Scratch>,
}

/// The statistics of a column, before they have its type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Described {
    pub(super) count: u64,
    pub(super) nans: u64,
    pub(super) sum: Option<Outcome>,
    pub(super) mean: Option<Outcome>,
    pub(super) squares: Option<f64>,
    pub(super) min: Option<Outcome>,
    pub(super) max: Option<Outcome>,
}

/// A column on its way through the records.
struct Column {
    path: Vec<String>,
    scalar: Scalar,
    /// Elements seen.
    count: u64,
    /// The statistics of its numbers, if it holds some.
    numbers: Option<Box<dyn Describe>>,
}

/// Statistics on their way, of numbers of any kind.
trait Describe: Send + Sync {
    fn insert(&mut self, source: &mut Gather<'_>, most: usize, scratch: &mut Scratch);

    fn finish(self: Box<Self>) -> Described;
}

/// Statistics on their way, of numbers of one kind.
struct Describing<L, F> {
    running: Running<L, F>,
    describe: fn(Part<L, F>) -> Described,
}

impl SummaryBuilder {
    /// Of no records of this dtype yet.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if the dtype has Python objects in it.
    pub fn new(dtype: &DType) -> Result<SummaryBuilder> {
        Ok(SummaryBuilder::of(&RecordView::with_layout(&[], dtype, 0, 0, 0)?))
    }

    /// Inserts the next records.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they are of another dtype.
    pub fn insert(&mut self, records: &RecordView<'_>) -> Result<()> {
        if records.dtype() != &self.dtype {
            let message = format!("expected records of dtype {}, found {}", self.dtype, records.dtype());
            return Err(Error::mismatch(message));
        }
        self.take(records);
        Ok(())
    }

    /// The summary of all records that were inserted.
    pub fn finish(self) -> Summary {
        let columns = self.columns.into_iter().map(Column::finish).collect();
        Summary { records: self.records, columns }
    }

    /// Of no records yet; those of `records` are not inserted.
    pub(super) fn of(records: &RecordView<'_>) -> SummaryBuilder {
        let column = |(path, column): (_, AnyColumn<'_>)| Some(Column::new(path, column.scalar()?));
        SummaryBuilder {
            dtype: records.dtype().clone(),
            records: 0,
            columns: records.any_columns().filter_map(column).collect(),
            scratch: Box::default(),
        }
    }

    /// Inserts records of the right dtype.
    pub(super) fn take(&mut self, records: &RecordView<'_>) {
        let len = records.len();
        // Records without bytes may be as many as a file cares to claim: they are counted, not walked.
        let most = if self.dtype.itemsize() == 0 { len } else { BLOCK };
        let mut sources: Vec<Source<'_>> =
            records.any_columns().filter_map(|(_, column)| Source::new(&column)).collect();
        let columns = sources.iter().filter(|source| source.numbers.is_some()).count();
        let mut done = 0;
        while done < len {
            // Whole blocks of the columns that have one element in each record.
            let step = most.saturating_sub((self.records % BLOCK as u64) as usize).clamp(1, len - done);
            let mut turn = 0;
            for (column, source) in self.columns.iter_mut().zip(&mut sources) {
                if let Some(numbers) = &source.numbers {
                    prefetch(numbers, step, turn, columns);
                    turn += 1;
                }
                column.insert(source, step, &mut self.scratch);
            }
            self.records += int::to_u64(step);
            done += step;
        }
    }
}

/// A column of a piece.
struct Source<'a> {
    /// Elements in each record.
    each: usize,
    numbers: Option<Gather<'a>>,
}

impl<'a> Source<'a> {
    fn new(column: &AnyColumn<'a>) -> Option<Self> {
        let (scalar, bytes) = column.leaves()?;
        let each = bytes.count().checked_div(column.len()).unwrap_or(0);
        let numbers = Class::of(scalar).map(|(_, format)| bytes.gather(format));
        Some(Source { each, numbers })
    }
}

impl Column {
    fn new(path: Vec<String>, scalar: Scalar) -> Column {
        let class = Class::of(scalar).map(|(class, _)| class);
        let numbers = class.map(|class| match class {
            Class::Floats => spread::<Floats>(),
            Class::Narrow => spread::<Narrow>(),
            Class::Signed => spread::<Signed>(),
            Class::Unsigned => spread::<Unsigned>(),
            Class::Complex => spread::<Complex>(),
            Class::TimeDeltas => summed::<TimeDeltas>(),
            Class::DateTimes => ordered::<DateTimes>(),
        });
        Column { path, scalar, count: 0, numbers }
    }

    /// Inserts the elements of the next `records`.
    fn insert(&mut self, source: &mut Source<'_>, records: usize, scratch: &mut Scratch) {
        let count = records * source.each;
        self.count += int::to_u64(count);
        if let (Some(numbers), Some(source)) = (&mut self.numbers, &mut source.numbers) {
            numbers.insert(source, count, scratch);
        }
    }

    fn finish(self) -> ColumnSummary {
        let described = self.numbers.map(|numbers| numbers.finish()).unwrap_or_default();
        ColumnSummary {
            path: self.path,
            scalar: self.scalar,
            described: Described { count: self.count, ..described },
        }
    }
}

impl<L: Lane, F: Fold<L>> Describe for Describing<L, F> {
    fn insert(&mut self, source: &mut Gather<'_>, most: usize, scratch: &mut Scratch) {
        self.running.insert(source, most, L::block(scratch));
    }

    fn finish(self: Box<Self>) -> Described {
        (self.describe)(self.running.finish())
    }
}

/// Asks for a share of the records after the next `step`, while there is work on these. Columns that lie side by side
/// each ask for other records.
fn prefetch(numbers: &Gather<'_>, step: usize, turn: usize, columns: usize) {
    let Some(stride) = numbers.stride() else { return };
    // How many columns there are in a line of 64 bytes, about.
    let shares = (columns * 64 / stride.unsigned_abs().max(64)).max(1);
    let share = step.div_ceil(shares);
    let from = step + turn % shares * share;
    numbers.prefetch(from..from + share);
}

/// Of numbers that have every statistic.
fn spread<K: Spread>() -> Box<dyn Describe> {
    describing::<K, (K::Sum, (K::Moments, Extrema<K::Lane>))>(|part| {
        let (sum, (moments, extrema)) = part.fold;
        let squares = (part.kept() > 0).then(|| K::squares(&moments));
        Described { squares, ..with_sum::<K, _>(&part, sum, extrema) }
    })
}

/// Of numbers without a variance.
fn summed<K: Summed>() -> Box<dyn Describe> {
    describing::<K, (K::Sum, Extrema<K::Lane>)>(|part| with_sum::<K, _>(&part, part.fold.0, part.fold.1))
}

/// Of numbers without a sum.
fn ordered<K: Kind>() -> Box<dyn Describe> {
    describing::<K, Extrema<K::Lane>>(|part| with_extrema::<K, _>(&part, part.fold))
}

fn describing<K: Kind, F: Fold<K::Lane>>(describe: fn(Part<K::Lane, F>) -> Described) -> Box<dyn Describe> {
    Box::new(Describing { running: Running::new(K::NAN), describe })
}

fn with_sum<K: Summed, F>(part: &Part<K::Lane, F>, sum: K::Sum, extrema: Extrema<K::Lane>) -> Described {
    let sums = part.with(sum);
    let (sum, mean) = (Some(K::total(&sums, Nan::Skip)), K::mean(&sums, Nan::Skip));
    Described { sum, mean, ..with_extrema::<K, F>(part, extrema) }
}

fn with_extrema<K: Kind, F>(part: &Part<K::Lane, F>, extrema: Extrema<K::Lane>) -> Described {
    let extrema = part.with(extrema);
    let (min, max) = (extrema.min(Nan::Skip).map(K::outcome), extrema.max(Nan::Skip).map(K::outcome));
    Described { nans: part.nans, min, max, ..Described::default() }
}

impl fmt::Debug for SummaryBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SummaryBuilder of {} records of dtype {}", self.records, self.dtype)
    }
}
