//! What is asked beside the summary: `--quantiles` and `--all`.

use std::collections::HashMap;

use dtype_core::{Frequencies, RecordView, Stat, StatsBuilder, Value};

use super::Args;
use super::asked::Asked;
use crate::chosen::Chosen;
use crate::columns::Choice;
use crate::errors::Failure;
use crate::json::Json;
use crate::layout::{Layout, Leaf};

/// Bytes of different values of a column that are held. Of more it is not said how many there are.
const MOST: usize = 1 << 24;

/// Bytes of records whose columns are looked at together, and how many columns that are at most.
const SMALL: u64 = 1 << 26;
const TOGETHER: u64 = 64;

/// Trips that the quantiles of a column take, unless its values are crowded.
const TRIPS: usize = 3;

/// Of the columns of a choice, in the pieces they come in.
pub(super) struct Taking {
    asked: Vec<Asked>,
    /// What takes one trip.
    builder: StatsBuilder,
    /// Of which column each of it is, and what.
    places: Vec<(usize, Asked)>,
    /// What takes more of them, by columns.
    ranked: Vec<Vec<(Asked, Stat)>>,
    /// Of columns with not too many different values so far.
    distinct: Vec<Option<Frequencies>>,
}

/// What was asked, and what there is of it.
pub(super) struct More {
    pub(super) asked: Vec<Asked>,
    columns: Vec<HashMap<String, Value>>,
}

impl Taking {
    /// Of no records yet. `skip_nan` leaves NaN out.
    pub(super) fn new(args: &Args, choice: &Choice, skip_nan: bool) -> Result<Taking, Failure> {
        let mut asked: Vec<Asked> = args.quantiles().collect();
        if args.all {
            asked.extend([
                Asked::Median,
                Asked::Sum,
                Asked::Skew,
                Asked::Kurtosis,
                Asked::Nonzero,
                Asked::First,
                Asked::Last,
                Asked::Distinct,
            ]);
        }
        let (mut stats, mut places, mut ranked) = (Vec::new(), Vec::new(), Vec::new());
        // The fields of the choice, which are not called as those of the file are.
        for (column, leaf) in Layout::of(&choice.dtype).leaves.iter().enumerate() {
            let mut of_column = Vec::new();
            let nothing = RecordView::with_layout(&[], &leaf.dtype, 0, 0, 0)?;
            for &one in &asked {
                let Some(stat) = one.of(&leaf.path[..]) else { continue };
                let stat = if skip_nan { stat.skip_nan() } else { stat };
                let stat = stat.named(format!("{column} {}", one.name()));
                // Of text there is no median, and a table has other columns too.
                let is_there = one.of([]).is_some_and(|stat| nothing.stats([stat]).run().is_ok());
                if !is_there {
                    continue;
                }
                if one.is_ranked() {
                    of_column.push((one, stat));
                } else {
                    stats.push(stat);
                    places.push((column, one));
                }
            }
            ranked.push(of_column);
        }
        let counted = |leaf: &Leaf| match leaf.dtype.itemsize() {
            // Values without bytes are all the same, and there may be as many as a file cares to claim.
            0 => None,
            _ => Frequencies::new(&leaf.dtype).ok(),
        };
        let distinct = choice.leaves.iter().map(|leaf| if args.all { counted(leaf) } else { None });
        let builder = StatsBuilder::new(&choice.dtype, stats)?;
        Ok(Taking { builder, places, ranked, distinct: distinct.collect(), asked })
    }

    /// Takes the next records.
    pub(super) fn insert(&mut self, choice: &Choice, records: &RecordView<'_>) -> Result<(), Failure> {
        if !self.places.is_empty() {
            self.builder.insert(records)?;
        }
        if self.distinct.iter().all(Option::is_none) {
            return Ok(());
        }
        for ((state, column), leaf) in
            self.distinct.iter_mut().zip(choice.columns(records)).zip(&choice.leaves)
        {
            if let Some(values) = state {
                values.insert(&column)?;
                if values.distinct().saturating_mul(leaf.dtype.itemsize()) > MOST {
                    *state = None;
                }
            }
        }
        Ok(())
    }

    /// All of it, with further trips over the records for what takes them.
    pub(super) fn finish(self, chosen: &Chosen<'_>) -> Result<More, Failure> {
        let leaves = &chosen.choice.leaves;
        let mut columns: Vec<HashMap<String, Value>> = leaves.iter().map(|_| HashMap::new()).collect();
        let found = self.builder.finish()?;
        for ((column, asked), value) in self.places.into_iter().zip(found.values()) {
            columns[column].extend(value.clone().map(|value| (asked.name(), value)));
        }
        for (column, values) in self.distinct.into_iter().enumerate() {
            let distinct = values.map(|values| Value::UInt(values.distinct() as u64));
            columns[column].extend(distinct.map(|value| (Asked::Distinct.name(), value)));
        }
        let ranked: Vec<_> =
            self.ranked.into_iter().enumerate().filter(|(_, stats)| !stats.is_empty()).collect();
        if !ranked.is_empty() && chosen.choice.dtype.itemsize() > 0 {
            let again = chosen.again(TRIPS * ranked.len())?;
            let mut done = 0;
            // One by one only where somebody waits for each.
            for some in ranked.chunks((SMALL / again.bytes().max(1)).clamp(1, TOGETHER) as usize) {
                let stats = || {
                    some.iter().flat_map(|(column, stats)| {
                        stats.iter().map(move |(asked, stat)| (*column, *asked, stat))
                    })
                };
                done += TRIPS * some.len();
                let found = again.stats(stats().map(|(_, _, stat)| stat.clone()).collect(), done)?;
                for ((column, asked, _), value) in stats().zip(found.values()) {
                    columns[column].extend(value.clone().map(|value| (asked.name(), value)));
                }
            }
        }
        Ok(More { asked: self.asked, columns })
    }
}

impl More {
    /// What was asked of a column, if there is such a thing.
    pub(super) fn value(&self, column: usize, asked: Asked) -> Option<&Value> {
        self.columns[column].get(&asked.name())
    }

    /// All of a column for programs, but for what is always told.
    pub(super) fn entries(&self, column: usize) -> impl Iterator<Item = (String, Json)> {
        let asked = self.asked.iter().filter(|&&asked| asked != Asked::Sum);
        asked.map(move |&asked| (asked.name(), self.value(column, asked).map(Json::from).into()))
    }
}
