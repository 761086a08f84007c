//! From records, in pieces of any size, to their summary.
//!
//! A few hundred records at a time stay in the cache while one column after the other is taken from them, so that memory is
//! read once, whatever the number of columns and statistics. Threads take ranges of records.

use std::fmt;
use std::ops::Range;

use super::describe::State;
use super::kind::Class;
use super::lane::Scratch;
use super::source::{self, Cut, Inserts, Records};
use super::summary::{ColumnSummary, Summary};
use super::words::{MOST, Reader, Words};
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
    pub(super) dtype: DType,
    columns: Vec<Column>,
    states: States,
    /// How many records come before the first one of these.
    start: u64,
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
    /// The position of the next record.
    at: u64,
    columns: Vec<State>,
    scratch: Box<Scratch>,
}

/// A column of a piece.
struct Source<'a> {
    /// Elements in each record.
    each: usize,
    numbers: Option<Gather<'a>>,
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

    /// The same of records that come after so many others, which another part has. As those of a
    /// [`StatsBuilder`](crate::StatsBuilder), parts that begin at multiples of [`StatsBuilder::PART`](crate::StatsBuilder::PART)
    /// give the same bits as one pass.
    ///
    /// # Panics
    /// If records were inserted already.
    pub fn starting_at(self, records: u64) -> SummaryBuilder {
        assert!(self.states.at == self.start, "a start before the first record");
        let states = States::new(&self.columns, records);
        SummaryBuilder { states, start: records, ..self }
    }

    /// Adds the records of the part that comes after these.
    ///
    /// ```
    /// use dtype_core::{RecordView, SummaryBuilder};
    ///
    /// let part = |values: &[u16]| {
    ///     let mut builder = SummaryBuilder::new(&"<u2".parse()?)?;
    ///     builder.insert(&RecordView::of(values))?;
    ///     Ok::<_, dtype_core::Error>(builder)
    /// };
    /// let mut all = part(&[1, 2])?;
    /// all.combine(part(&[3])?)?;
    /// assert_eq!(all.finish().columns()[0].mean().unwrap().to_string(), "2.0");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if it is of another dtype, or was told that it starts elsewhere.
    pub fn combine(&mut self, later: SummaryBuilder) -> Result<()> {
        if later.dtype != self.dtype {
            let message = format!("expected records of dtype {}, found {}", self.dtype, later.dtype);
            return Err(Error::mismatch(message));
        }
        source::check_start(later.start, self.states.at)?;
        let at = self.states.at.saturating_add(later.states.at - later.start);
        self.states.append(later.states);
        self.states.at = at;
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
        Summary { records: self.states.at - self.start, columns: columns.collect() }
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
        SummaryBuilder { dtype: records.dtype().clone(), columns, states, start: 0 }
    }

    /// Inserts records of the right dtype.
    pub(super) fn take(&mut self, records: &RecordView<'_>) {
        let (columns, at) = (&self.columns, self.states.at);
        let start = |at| States::new(columns, at);
        source::insert(records, &mut self.states, at, Cut::RANGE, start, States::insert, States::append);
    }

    /// Inserts all records of a source, as the first ones.
    ///
    /// # Errors
    /// If they cannot be read.
    pub(crate) fn take_all(&mut self, records: &dyn Records) -> Result<()> {
        let (columns, states) = (&self.columns, &mut self.states);
        records.each_range(
            Cut::RANGE,
            |at| States::new(columns, at),
            States::insert,
            |range| states.append(range),
        )
    }
}

impl States {
    /// Of nothing yet; the next record has the position `at`.
    fn new(columns: &[Column], at: u64) -> States {
        let state = |column: &Column| State::new(column.class, at.saturating_mul(int::to_u64(column.each)));
        States { at, columns: columns.iter().map(state).collect(), scratch: Box::default() }
    }

    /// Inserts some of the records of a view.
    fn insert(&mut self, records: &RecordView<'_>, range: Range<usize>) {
        let (mut sources, len) = (Source::all(records, range.start), range.len());
        let numbers = sources.iter().filter(|source| source.numbers.is_some()).count();
        // Records without bytes are counted, not walked: a file may claim any number of them.
        let most = if records.dtype().itemsize() == 0 { len } else { BLOCK };
        let mut done = 0;
        while done < len {
            // Whole blocks of the columns that have one element in each record.
            let step = most.saturating_sub((self.at % BLOCK as u64) as usize).clamp(1, len - done);
            let mut turn = 0;
            for (column, source) in self.columns.iter_mut().zip(&mut sources) {
                if let Some(numbers_of) = &source.numbers {
                    prefetch(numbers_of, step, turn, numbers);
                    turn += 1;
                }
                // Only elements without bytes can be more than a number can tell.
                let count = step.checked_mul(source.each).unwrap_or(0);
                column.insert(source.numbers.as_mut(), count, &mut self.scratch);
            }
            self.at += int::to_u64(step);
            done += step;
        }
    }

    /// Adds what comes after this.
    fn append(&mut self, later: States) {
        self.columns.iter_mut().zip(later.columns).for_each(|(column, later)| column.append(later));
        self.at = later.at;
    }
}

impl<'a> Source<'a> {
    /// The columns of records, from a record on.
    fn all(records: &RecordView<'a>, from: usize) -> Vec<Self> {
        let source = |(_, column): (_, AnyColumn<'a>)| {
            let (scalar, bytes) = column.leaves()?;
            let each = each(records, &column);
            let numbers = Class::of(scalar).map(|(_, format)| {
                let mut numbers = bytes.gather(format);
                numbers.skip(from.saturating_mul(each));
                numbers
            });
            Some(Source { each, numbers })
        };
        records.any_columns().filter_map(source).collect()
    }
}

/// Elements of a column in each of the records.
fn each(records: &RecordView<'_>, column: &AnyColumn<'_>) -> usize {
    let lead = records.shape().len();
    int::product(&column.shape()[lead..]).unwrap_or(0)
}

/// Asks for a share of the records after the next `step`, while there is work on these. Columns that lie side by side
/// each ask for other records.
pub(super) fn prefetch(numbers: &Gather<'_>, step: usize, turn: usize, columns: usize) {
    let Some(stride) = numbers.stride() else { return };
    // How many columns there are in a line of 64 bytes, about.
    let shares = (columns * 64 / stride.unsigned_abs().max(64)).max(1);
    let share = step.div_ceil(shares);
    let from = step + turn % shares * share;
    numbers.prefetch(from..from + share);
}

/// Into a builder of nothing for the same dtype.
impl Words for SummaryBuilder {
    fn write(&self, out: &mut Vec<u64>) {
        out.extend([self.start, self.states.at]);
        self.states.columns.iter().for_each(|column| column.write(out));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.start = from.number(MOST)?;
        self.states.at = from.number(MOST).filter(|&at| at >= self.start)?;
        self.states.columns.iter_mut().try_for_each(|column| column.read(from))
    }
}

impl Inserts for SummaryBuilder {
    fn insert(&mut self, records: &RecordView<'_>) -> Result<()> {
        SummaryBuilder::insert(self, records)
    }
}

impl fmt::Debug for SummaryBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let records = self.states.at - self.start;
        write!(f, "SummaryBuilder of {records} records of dtype {}", self.dtype)
    }
}
