//! From records, in pieces of any size, to statistics of them; and from parts made elsewhere to those of the whole.

use std::fmt;
use std::ops::Range;

use super::column::Whole;
use super::plan::Plan;
use super::stat::Stat;
use super::values::StatValues;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;
use crate::lanes::BLOCK;
use crate::stats::builder::prefetch;
use crate::stats::engine::RANGE;
use crate::stats::lane::Scratch;
use crate::stats::source::{self, Cut, Inserts, Records};
use crate::stats::words::{MOST, Reader, Words};
use crate::view::RecordView;

/// Takes statistics of records that arrive in pieces, or of parts of them in different processes. The pieces make no
/// difference to its result.
///
/// A part that is told how many records come before it, by [`starting_at`](StatsBuilder::starting_at), and begins at a
/// multiple of [`StatsBuilder::PART`] gives the same bits as one pass over all records. Parts that begin elsewhere give the
/// same counts, extremes, positions, sums of integers and exact sums, and floats within the error that all sums and means have.
///
/// ```
/// use dtype_core::{RecordView, Stat, StatsBuilder, Value};
///
/// let dtype = "[('x', '|u1')]".parse()?;
/// let stats = [Stat::mean("x"), Stat::argmax("x")];
/// let mut left = StatsBuilder::new(&dtype, stats.clone())?;
/// left.insert(&RecordView::new(&[1, 2, 3], &dtype)?)?;
/// let mut right = StatsBuilder::new(&dtype, stats)?.starting_at(3);
/// right.insert(&RecordView::new(&[4, 0], &dtype)?)?;
/// left.combine(right)?;
/// let values = left.finish()?;
/// assert_eq!(values.value("x_mean")?, Some(&Value::Float64(2.0)));
/// assert_eq!(values.value("x_argmax")?, Some(&Value::UInt(3)));
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// With the feature `serde` it can be written down and sent. A quantile takes all values and not a state of them, so that
/// it is refused here; ask [`RecordView::stats`], a file, or a histogram.
pub struct StatsBuilder {
    pub(in crate::stats) plan: Plan,
    states: States,
    /// How many records come before the first one of these.
    start: u64,
}

/// What the columns of some records amount to.
struct States {
    /// The position of the next record.
    at: u64,
    columns: Vec<Box<dyn Whole>>,
    scratch: Box<Scratch>,
    failed: Option<Error>,
}

impl StatsBuilder {
    /// Records in the ranges whose states are combined: parts that begin at multiples of it give the same bits as the whole.
    pub const PART: u64 = 4 * RANGE as u64;

    /// Of no records of this dtype yet.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such column, or two results would have one name;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if its dtype has no such statistic, or if it takes all values.
    pub fn new(dtype: &DType, stats: impl IntoIterator<Item = Stat>) -> Result<StatsBuilder> {
        let stats: Vec<Stat> = stats.into_iter().collect();
        if let Some(ranked) = stats.iter().find(|stat| stat.what.is_ranked()) {
            let message = format!(
                "{} takes several passes over the records, which come once; ask it of a view or a file, or take a histogram",
                ranked.what.noun()
            );
            return Err(Error::unsupported(message));
        }
        if dtype.has_object() {
            return Err(Error::unsupported("dtype with Python objects ('O'), whose bytes are addresses"));
        }
        Ok(StatsBuilder::of(Plan::new(dtype, stats)?))
    }

    pub(super) fn of(plan: Plan) -> StatsBuilder {
        let states = States::new(&plan, 0);
        StatsBuilder { plan, states, start: 0 }
    }

    /// The same of records that come after so many others, which another part has.
    ///
    /// # Panics
    /// If records were inserted already.
    pub fn starting_at(self, records: u64) -> StatsBuilder {
        assert!(self.states.at == self.start, "a start before the first record");
        let states = States::new(&self.plan, records);
        StatsBuilder { plan: self.plan, states, start: records }
    }

    /// How many records were inserted, here and into the parts that were combined.
    pub fn records(&self) -> u64 {
        self.states.at - self.start
    }

    /// Inserts the next records.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they are of another dtype.
    pub fn insert(&mut self, records: &RecordView<'_>) -> Result<()> {
        if records.dtype() != &self.plan.dtype {
            let message = format!("expected records of dtype {}, found {}", self.plan.dtype, records.dtype());
            return Err(Error::mismatch(message));
        }
        let (plan, at) = (&self.plan, self.states.at);
        source::insert(
            records,
            &mut self.states,
            at,
            Cut::RANGE,
            |at| States::new(plan, at),
            |states, records, range| states.insert(plan, records, range),
            States::append,
        );
        self.states.failed.take().map_or(Ok(()), Err)
    }

    /// Adds the records of the part that comes after these.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if it is of other statistics or of another dtype, or was told that it starts
    /// elsewhere.
    pub fn combine(&mut self, later: StatsBuilder) -> Result<()> {
        if later.plan.dtype != self.plan.dtype || later.plan.stats != self.plan.stats {
            return Err(Error::mismatch(
                "expected a part of the same statistics of records of the same dtype",
            ));
        }
        source::check_start(later.start, self.states.at)?;
        let records = later.records();
        let at = self.states.at;
        self.states.append(later.states);
        self.states.at = at.saturating_add(records);
        Ok(())
    }

    /// The statistics of all records that were inserted.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a product of integers takes more than 128 bits.
    pub fn finish(self) -> Result<StatValues> {
        let records = self.records();
        let columns: Vec<_> = self.states.columns.into_iter().map(|column| column.finish()).collect();
        let values = self.plan.answers(&columns, 0, records, self.start)?;
        Ok(StatValues { names: self.plan.names(), values })
    }

    /// Inserts all records of a source, as the first ones.
    ///
    /// # Errors
    /// If they cannot be read.
    pub(super) fn take_all(&mut self, records: &dyn Records) -> Result<()> {
        let (plan, states) = (&self.plan, &mut self.states);
        records.each_range(
            Cut::RANGE,
            |at| States::new(plan, at),
            |states, records, range| states.insert(plan, records, range),
            |range| states.append(range),
        )?;
        self.states.failed.take().map_or(Ok(()), Err)
    }
}

impl States {
    /// Of nothing yet; the next record has the position `at`.
    fn new(plan: &Plan, at: u64) -> States {
        let state =
            |column: &super::plan::Column| column.empty.whole(at.saturating_mul(int::to_u64(column.each)));
        let columns = plan.columns.iter().map(state).collect();
        States { at, columns, scratch: Box::default(), failed: None }
    }

    /// Inserts some of the records of a view.
    fn insert(&mut self, plan: &Plan, records: &RecordView<'_>, range: Range<usize>) {
        let len = range.len();
        let mut sources = match plan.sources(records, range.start) {
            Ok(sources) => sources,
            Err(error) => {
                self.failed.get_or_insert(error);
                return;
            }
        };
        if records.dtype().itemsize() == 0 {
            // Records without bytes are counted, not walked: a file may claim any number of them, and all are the same.
            for (column, source) in self.columns.iter_mut().zip(&mut sources) {
                column.insert(source, len.min(1), &mut self.scratch);
            }
            self.at += int::to_u64(len);
            return;
        }
        let gathers = sources.iter().map(|source| source.gathers().count()).sum();
        let mut done = 0;
        while done < len {
            // Whole blocks of the columns that have one element in each record.
            let step = BLOCK.saturating_sub((self.at % BLOCK as u64) as usize).clamp(1, len - done);
            let mut turn = 0;
            for ((column, state), source) in plan.columns.iter().zip(&mut self.columns).zip(&mut sources) {
                for gather in source.gathers() {
                    prefetch(gather, step, turn, gathers);
                    turn += 1;
                }
                state.insert(source, step.saturating_mul(column.each), &mut self.scratch);
            }
            self.at += int::to_u64(step);
            done += step;
        }
    }

    /// Adds what comes after this.
    fn append(&mut self, later: States) {
        self.columns.iter_mut().zip(later.columns).for_each(|(column, later)| column.append(later));
        self.at = later.at;
        self.failed = self.failed.take().or(later.failed);
    }
}

impl Inserts for StatsBuilder {
    fn insert(&mut self, records: &RecordView<'_>) -> Result<()> {
        StatsBuilder::insert(self, records)
    }
}

/// Into a builder of nothing for the same statistics.
impl Words for StatsBuilder {
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

impl fmt::Debug for StatsBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "StatsBuilder of {:?}, {} records of dtype {}",
            self.plan.stats,
            self.records(),
            self.plan.dtype
        )
    }
}
