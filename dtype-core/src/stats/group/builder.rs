//! From records, in pieces of any size, to groups of them; and from parts made elsewhere to those of the whole.

use std::fmt;
use std::ops::Range;

use super::groups::Groups;
use super::key::Key;
use super::keys::Keys;
use super::table::Table;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;
use crate::stats::lane::Scratch;
use crate::stats::query::{Plan, Stat, StatsBuilder};
use crate::stats::source::{self, Cut, Inserts, Records};
use crate::stats::tree::Tree;
use crate::stats::words::{MOST, Reader, Words};
use crate::view::RecordView;

/// Records in a range of which groups are made, before they are combined with those of other ranges.
const RANGE: u64 = StatsBuilder::PART;

/// Takes statistics of groups of records that arrive in pieces, or of parts of them in different processes. The pieces
/// make no difference to its result.
///
/// Parts are those of a [`StatsBuilder`]: told how many records come before them, and begun at multiples of
/// [`StatsBuilder::PART`], they give the same bits as one pass.
///
/// ```
/// use dtype_core::{GroupsBuilder, RecordView, Stat};
///
/// let dtype = "[('venue', 'S1'), ('size', '|u1')]".parse()?;
/// let mut builder = GroupsBuilder::new(&dtype, ["venue"], [Stat::sum("size"), Stat::count()])?;
/// builder.insert(&RecordView::new(b"B\x05A\x03", &dtype)?)?;
/// let mut later = GroupsBuilder::new(&dtype, ["venue"], [Stat::sum("size"), Stat::count()])?;
/// later.insert(&RecordView::new(b"B\x09", &dtype)?)?;
/// builder.combine(later)?;
/// let groups = builder.finish()?;
/// assert_eq!(groups.to_string(), "venue  size_sum  count\nb'A'   3         1\nb'B'   14        2\n");
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// With the feature `serde` it can be written down and sent.
pub struct GroupsBuilder {
    pub(in crate::stats) keys: Keys,
    pub(in crate::stats) plan: Plan,
    states: States,
    /// How many records come before the first one of these.
    start: u64,
}

/// What the groups of some records amount to.
struct States {
    /// The position of the next record.
    at: u64,
    ranges: Tree<Table>,
    /// The range that is not yet full. Positions count from the start.
    range: Table,
    scratch: Box<Scratch>,
    failed: Option<Error>,
}

impl GroupsBuilder {
    /// Of no records of this dtype yet.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such column, no key, or two results would have one name;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a dtype has no such statistic, or records cannot be grouped by it.
    pub fn new(
        dtype: &DType,
        keys: impl IntoIterator<Item: Into<Key>>,
        stats: impl IntoIterator<Item = Stat>,
    ) -> Result<GroupsBuilder> {
        if dtype.has_object() {
            return Err(Error::unsupported("dtype with Python objects ('O'), whose bytes are addresses"));
        }
        let keys = Keys::new(dtype, keys.into_iter().map(Into::into).collect())?;
        let plan = Plan::new(dtype, stats.into_iter().collect())?;
        let mut names: Vec<String> = keys.keys.iter().map(Key::name).chain(plan.names()).collect();
        names.sort_unstable();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            let message = format!(
                "expected every key and statistic to have a name of its own, found '{}' twice; name one by `named`",
                pair[0]
            );
            return Err(Error::mismatch(message));
        }
        let states = States::new(&keys, &plan, 0);
        Ok(GroupsBuilder { keys, plan, states, start: 0 })
    }

    /// The same of records that come after so many others, which another part has.
    ///
    /// # Panics
    /// If records were inserted already.
    pub fn starting_at(self, records: u64) -> GroupsBuilder {
        assert!(self.states.at == self.start, "a start before the first record");
        let states = States::new(&self.keys, &self.plan, records);
        GroupsBuilder { states, start: records, ..self }
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
        let (keys, plan, start, at) = (&self.keys, &self.plan, self.start, self.states.at);
        source::insert(
            records,
            &mut self.states,
            at,
            CUT,
            |at| States::new(keys, plan, at),
            |states, records, range| states.insert(keys, plan, start, records, range),
            |states, later| states.append(keys, plan, later),
        );
        self.states.failed.take().map_or(Ok(()), Err)
    }

    /// Adds the records of the part that comes after these.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if it has other keys or statistics or is of another dtype, or was told that it
    /// starts elsewhere.
    pub fn combine(&mut self, mut later: GroupsBuilder) -> Result<()> {
        let same = later.plan.dtype == self.plan.dtype
            && later.plan.stats == self.plan.stats
            && later.keys.keys == self.keys.keys;
        if !same {
            let message = "expected a part of the same keys and statistics of records of the same dtype";
            return Err(Error::mismatch(message));
        }
        source::check_start(later.start, self.states.at)?;
        let (records, moved) = (later.records(), self.records());
        let at = self.states.at.saturating_add(records);
        let shift = |table: &mut Table| table.offset = table.offset.saturating_add(moved);
        later.states.ranges.each_mut(shift);
        shift(&mut later.states.range);
        self.states.append(&self.keys, &self.plan, later.states);
        self.states.at = at;
        Ok(())
    }

    /// The groups of all records that were inserted, in the order of their keys.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a product of integers takes more than 128 bits.
    pub fn finish(mut self) -> Result<Groups> {
        self.states.close(&self.keys, &self.plan);
        let whole = self.states.ranges.finish();
        let table = whole.unwrap_or_else(|| Table::new(&self.keys, &self.plan));
        Groups::of(&self.keys, &self.plan, &table, self.start)
    }

    /// Inserts all records of a source, as the first ones.
    ///
    /// # Errors
    /// If they cannot be read.
    pub(super) fn take_all(&mut self, records: &dyn Records) -> Result<()> {
        let (keys, plan, start, states) = (&self.keys, &self.plan, self.start, &mut self.states);
        records.each_range(
            CUT,
            |at| States::new(keys, plan, at),
            |states, records, range| states.insert(keys, plan, start, records, range),
            |later| states.append(keys, plan, later),
        )?;
        self.states.failed.take().map_or(Ok(()), Err)
    }
}

/// Tables may be large: few of them wait to be combined.
const CUT: Cut = Cut { records: RANGE as usize, waiting: Some(2) };

impl States {
    /// Of nothing yet; the next record has the position `at`.
    fn new(keys: &Keys, plan: &Plan, at: u64) -> States {
        let range = Table::new(keys, plan);
        States { at, ranges: Tree::new(at / RANGE), range, scratch: Box::default(), failed: None }
    }

    /// Inserts some of the records of a view, which are all of one range. Positions count from `start`.
    fn insert(
        &mut self,
        keys: &Keys,
        plan: &Plan,
        start: u64,
        records: &RecordView<'_>,
        range: Range<usize>,
    ) {
        let len = int::to_u64(range.len());
        let at = (self.at - start).saturating_sub(self.range.offset);
        if let Err(error) = self.range.insert(keys, plan, records, range, at, &mut self.scratch) {
            self.failed.get_or_insert(error);
        }
        self.at += len;
        if self.at.is_multiple_of(RANGE) {
            self.close(keys, plan);
        }
    }

    /// The range is done.
    fn close(&mut self, keys: &Keys, plan: &Plan) {
        if self.range.len() > 0 {
            let range = std::mem::replace(&mut self.range, Table::new(keys, plan));
            self.ranges.push(range);
        }
    }

    /// Adds what comes after this.
    fn append(&mut self, keys: &Keys, plan: &Plan, later: States) {
        self.close(keys, plan);
        self.ranges.append(later.ranges);
        self.range = later.range;
        self.at = later.at;
        self.failed = self.failed.take().or(later.failed);
    }
}

impl Inserts for GroupsBuilder {
    fn insert(&mut self, records: &RecordView<'_>) -> Result<()> {
        GroupsBuilder::insert(self, records)
    }
}

/// Into a builder of nothing for the same keys and statistics.
impl Words for GroupsBuilder {
    fn write(&self, out: &mut Vec<u64>) {
        out.extend([self.start, self.states.at]);
        self.states.ranges.write(out);
        self.states.range.write(out);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.start = from.number(MOST)?;
        self.states.at = from.number(MOST).filter(|&at| at >= self.start)?;
        self.states.ranges = Tree::read(from, || Table::new(&self.keys, &self.plan))?;
        self.states.range.read(from)
    }
}

impl fmt::Debug for GroupsBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (keys, stats, records) = (&self.keys.keys, &self.plan.stats, self.records());
        write!(f, "GroupsBuilder by {keys:?} of {stats:?}, {records} records of dtype {}", self.plan.dtype)
    }
}
