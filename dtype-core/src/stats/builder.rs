//! From records, in pieces of any size, to their summary.
//!
//! A few hundred records at a time stay in the cache while one column after the other is taken from them, so that memory is
//! read once, whatever the number of columns and statistics. Threads take ranges of records.

use std::fmt;
use std::ops::Range;

use super::describe::State;
use super::engine::RANGE;
use super::kind::Class;
use super::lane::Scratch;
use super::summary::{ColumnSummary, Summary};
use crate::dtype::{DType, Scalar};
use crate::error::{Error, Result};
use crate::int;
use crate::lanes::{BLOCK, Format, Gather};
use crate::strided::Bytes;
use crate::threads;
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
    states: States,
}

/// A column that is described.
struct Column {
    path: Vec<String>,
    scalar: Scalar,
    /// Elements in each record.
    each: usize,
    class: Option<Class>,
}

/// What the columns of some records amount to.
struct States {
    columns: Vec<State>,
    scratch: Box<Scratch>,
}

/// A column of a piece.
struct Source<'a> {
    /// Elements in each record.
    each: usize,
    numbers: Option<(Bytes<'a>, Format)>,
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
        let described = self.columns.into_iter().zip(self.states.columns);
        let columns = described.map(|(Column { path, scalar, .. }, state)| ColumnSummary {
            path,
            scalar,
            described: state.finish(),
        });
        Summary { records: self.records, columns: columns.collect() }
    }

    /// Of no records yet; those of `records` are not inserted.
    pub(super) fn of(records: &RecordView<'_>) -> SummaryBuilder {
        let columns: Vec<Column> = records
            .any_columns()
            .filter_map(|(path, column)| {
                let scalar = column.scalar()?;
                let class = Class::of(scalar).map(|(class, _)| class);
                Some(Column { path, scalar, each: each(records, &column), class })
            })
            .collect();
        let states = States::new(&columns, 0);
        SummaryBuilder { dtype: records.dtype().clone(), records: 0, columns, states }
    }

    /// Inserts records of the right dtype.
    pub(super) fn take(&mut self, records: &RecordView<'_>) {
        let (len, itemsize) = (records.len(), self.dtype.itemsize());
        let sources = Source::all(records);
        let range = int::to_u64(RANGE);
        // What a range still lacks is inserted in order. Records without bytes may be as many as a file cares to
        // claim: they are counted, not walked.
        let lacking = ((range - self.records % range) % range) as usize;
        let first = if itemsize == 0 { len } else { lacking.min(len) };
        self.states.insert(&sources, 0..first, self.records);
        self.records += int::to_u64(first);

        let (columns, states, before) = (&self.columns, &mut self.states, self.records);
        let work = |start: usize| {
            let at = before + int::to_u64(start - first);
            let mut states = States::new(columns, at);
            states.insert(&sources, start..len.min(start.saturating_add(RANGE)), at);
            states
        };
        let bytes = len.saturating_mul(itemsize);
        threads::for_each((first..len).step_by(RANGE), bytes, work, |range| states.append(range));
        self.records += int::to_u64(len - first);
    }
}

impl States {
    /// Of nothing yet; the next record has the position `first`.
    fn new(columns: &[Column], first: u64) -> States {
        let state =
            |column: &Column| State::new(column.class, first.saturating_mul(int::to_u64(column.each)));
        States { columns: columns.iter().map(state).collect(), scratch: Box::default() }
    }

    /// Inserts some of the records that `sources` are the columns of. The first of them has the position `at`.
    fn insert(&mut self, sources: &[Source<'_>], records: Range<usize>, at: u64) {
        let mut gathers: Vec<Option<Gather<'_>>> =
            sources.iter().map(|source| source.gather(records.start)).collect();
        let numbers = gathers.iter().flatten().count();
        let len = records.len();
        let most = if numbers == 0 { len } else { BLOCK };
        let mut done = 0;
        while done < len {
            // Whole blocks of the columns that have one element in each record.
            let before = at.saturating_add(int::to_u64(done));
            let step = most.saturating_sub((before % BLOCK as u64) as usize).clamp(1, len - done);
            let mut turn = 0;
            for ((column, source), gather) in self.columns.iter_mut().zip(sources).zip(&mut gathers) {
                if let Some(gather) = gather {
                    prefetch(gather, step, turn, numbers);
                    turn += 1;
                }
                column.insert(gather.as_mut(), step * source.each, &mut self.scratch);
            }
            done += step;
        }
    }

    /// Adds what comes after this.
    fn append(&mut self, later: States) {
        self.columns.iter_mut().zip(later.columns).for_each(|(column, later)| column.append(later));
    }
}

impl<'a> Source<'a> {
    fn all(records: &RecordView<'a>) -> Vec<Self> {
        let source = |(_, column): (_, AnyColumn<'a>)| {
            let (scalar, bytes) = column.leaves()?;
            let numbers = Class::of(scalar).map(|(_, format)| (bytes, format));
            Some(Source { each: each(records, &column), numbers })
        };
        records.any_columns().filter_map(source).collect()
    }

    /// The numbers from a record on.
    fn gather(&self, record: usize) -> Option<Gather<'a>> {
        let (bytes, format) = self.numbers.as_ref()?;
        let mut gather = bytes.gather(*format);
        gather.skip(record * self.each);
        Some(gather)
    }
}

/// Elements of a column in each of the records.
fn each(records: &RecordView<'_>, column: &AnyColumn<'_>) -> usize {
    let lead = records.shape().len();
    int::product(&column.shape()[lead..]).unwrap_or(0)
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

impl fmt::Debug for SummaryBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SummaryBuilder of {} records of dtype {}", self.records, self.dtype)
    }
}
