//! Groups of some records: their keys, and the states of their statistics.

use std::ops::Range;

use super::index::{Index, LONG};
use super::keys::Keys;
use crate::error::Result;
use crate::int;
use crate::lanes::BLOCK;
use crate::stats::builder::prefetch;
use crate::stats::lane::Scratch;
use crate::stats::query::{Grouped, Plan};
use crate::stats::tree::Combine;
use crate::stats::words::{MOST, Reader, Words};
use crate::view::RecordView;

/// Groups, in the order in which they came first.
pub(super) struct Table {
    pub(super) index: Index,
    /// Records of each group.
    pub(super) counts: Vec<u64>,
    /// The position of the first record of each group.
    pub(super) firsts: Vec<u64>,
    pub(super) columns: Vec<Box<dyn Grouped>>,
    /// Elements of each column in a record.
    each: Vec<u64>,
    /// Where its positions count from.
    pub(super) offset: u64,
}

impl Table {
    /// Of nothing.
    pub(super) fn new(keys: &Keys, plan: &Plan) -> Table {
        let columns = plan.columns.iter().map(|column| column.empty.fresh()).collect();
        let each = plan.columns.iter().map(|column| int::to_u64(column.each)).collect();
        let index = Index::new(keys.words);
        Table { index, counts: Vec::new(), firsts: Vec::new(), columns, each, offset: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    /// Inserts some of the records of a view, of which the first has the position `at`.
    pub(super) fn insert(
        &mut self,
        keys: &Keys,
        plan: &Plan,
        records: &RecordView<'_>,
        range: Range<usize>,
        at: u64,
        scratch: &mut Scratch,
    ) -> Result<()> {
        match keys.words {
            0..LONG => self.insert_by::<BLOCK>(keys, plan, records, range, at, scratch),
            _ => self.insert_by::<1>(keys, plan, records, range, at, scratch),
        }
    }

    /// The same, `N` records at a time.
    fn insert_by<const N: usize>(
        &mut self,
        keys: &Keys,
        plan: &Plan,
        records: &RecordView<'_>,
        range: Range<usize>,
        at: u64,
        scratch: &mut Scratch,
    ) -> Result<()> {
        if range.is_empty() {
            // Not even one key is made room for.
            return Ok(());
        }
        let mut key_source = keys.source(records, range.start)?;
        let mut sources = plan.sources(records, range.start)?;
        let mut rows = vec![[0; N]; keys.words];
        let mut groups = [0; N];
        let is_empty = records.dtype().itemsize() == 0;
        // Records without bytes are all the same, and a file may claim any number of them: one stands for all.
        let len = if is_empty { range.len().min(1) } else { range.len() };
        let gathers = Keys::gathers(&key_source).count()
            + sources.iter().map(|source| source.gathers().count()).sum::<usize>();
        let mut done = 0;
        while done < len {
            let step = N.min(len - done);
            let sources_of = sources.iter().flat_map(|source| source.gathers());
            for (turn, gather) in Keys::gathers(&key_source).chain(sources_of).enumerate() {
                prefetch(gather, step, turn, gathers);
            }
            keys.fill(&mut key_source, &mut rows, step);
            let groups = &mut groups[..step];
            self.index.groups(&rows, groups);
            let at = at + int::to_u64(done);
            self.count(groups, at);
            for ((column, states), source) in plan.columns.iter().zip(&mut self.columns).zip(&mut sources) {
                if column.each == 1 {
                    states.insert(source, groups, at, scratch);
                    continue;
                }
                // A group for each element.
                let elements = step.saturating_mul(column.each);
                let first = at.saturating_mul(int::to_u64(column.each));
                for start in (0..elements).step_by(BLOCK) {
                    let mut of_elements = [0; BLOCK];
                    let of_elements = &mut of_elements[..BLOCK.min(elements - start)];
                    for (i, group) in (start..).zip(&mut *of_elements) {
                        *group = groups[i / column.each];
                    }
                    states.insert(source, of_elements, first + int::to_u64(start), scratch);
                }
            }
            done += step;
        }
        if is_empty && len > 0 {
            let count = &mut self.counts[groups[0] as usize];
            *count = count.saturating_add(int::to_u64(range.len() - len));
        }
        Ok(())
    }

    /// Counts records of groups, of which the first has the position `at`.
    fn count(&mut self, groups: &[u32], at: u64) {
        if self.index.len() > self.counts.len() {
            self.grow();
            for (&group, at) in groups.iter().zip(at..) {
                let first = &mut self.firsts[group as usize];
                *first = at.min(*first);
            }
        }
        for &group in groups {
            let count = &mut self.counts[group as usize];
            *count = count.saturating_add(1);
        }
    }

    /// Makes room for groups that came new.
    fn grow(&mut self) {
        let len = self.index.len();
        if len > self.counts.len() {
            self.counts.resize(len, 0);
            // Until there is one.
            self.firsts.resize(len, u64::MAX);
            self.columns.iter_mut().for_each(|column| column.grow(len));
        }
    }
}

impl Combine for Table {
    fn combine(&mut self, later: Table) {
        let groups = self.index.groups_of(&later.index);
        self.grow();
        let moved = later.offset.saturating_sub(self.offset);
        for ((&group, count), first) in groups.iter().zip(&later.counts).zip(&later.firsts) {
            let known = &mut self.counts[group as usize];
            if *known == 0 {
                self.firsts[group as usize] = first.saturating_add(moved);
            }
            *known = known.saturating_add(*count);
        }
        for ((column, later), each) in self.columns.iter_mut().zip(later.columns).zip(&self.each) {
            column.combine(later, &groups, moved.saturating_mul(*each));
        }
    }
}

/// Into a table of nothing for the same keys and statistics.
impl Words for Table {
    fn write(&self, out: &mut Vec<u64>) {
        out.extend([self.offset, self.len() as u64]);
        for group in 0..self.len() {
            out.extend([self.counts[group], self.firsts[group]]);
            out.extend_from_slice(self.index.key(group));
        }
        self.columns.iter().for_each(|column| column.write(out));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.offset.read(from)?;
        let words = self.index.words();
        for group in 0..from.count()? {
            let (count, first) = (from.number(MOST).filter(|&count| count > 0)?, from.number(MOST)?);
            let key = (0..words).map(|_| from.word()).collect::<Option<Vec<_>>>()?;
            // Each key once.
            if self.index.group(&key) as usize != group {
                return None;
            }
            self.counts.push(count);
            self.firsts.push(first);
        }
        let len = self.len();
        for column in &mut self.columns {
            column.grow(len);
            column.read(from)?;
        }
        Some(())
    }
}
