//! `dtype stats --by`: what the values of each column amount to in each group of records.

use std::ops::ControlFlow;

use dtype_core::{DType, Error, GroupsBuilder, Key, Path, RecordView, Stat};

use super::Args;
use super::show_groups::{self, Described, Shown};
use crate::columns::{Choice, label};
use crate::errors::{Code, Failure};
use crate::expr::Filter;
use crate::input::Table;
use crate::layout::Leaf;
use crate::output::Output;

/// What is asked of a column.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    Count,
    Nan,
    Mean,
    Std,
    Min,
    Quantile(f64),
    Max,
    Median,
    Sum,
    Skew,
    Kurtosis,
    Nonzero,
    First,
    Last,
}

impl Asked {
    /// What it is called for programs, and in a table.
    pub(super) fn name(self) -> String {
        match self {
            Asked::Count => "count".to_owned(),
            Asked::Nan => "nan_count".to_owned(),
            Asked::Mean => "mean".to_owned(),
            Asked::Std => "std".to_owned(),
            Asked::Min => "min".to_owned(),
            Asked::Quantile(q) => format!("q{q}"),
            Asked::Max => "max".to_owned(),
            Asked::Median => "median".to_owned(),
            Asked::Sum => "sum".to_owned(),
            Asked::Skew => "skew".to_owned(),
            Asked::Kurtosis => "kurtosis".to_owned(),
            Asked::Nonzero => "nonzero".to_owned(),
            Asked::First => "first".to_owned(),
            Asked::Last => "last".to_owned(),
        }
    }

    /// The statistic of a column, NaN left out.
    fn of(self, path: impl Path) -> Stat {
        let stat = match self {
            Asked::Count | Asked::Nan => Stat::nan_count(path),
            Asked::Mean => Stat::mean(path),
            Asked::Std => Stat::std(path, 0),
            Asked::Min => Stat::min(path),
            Asked::Quantile(q) => Stat::quantile(path, q),
            Asked::Max => Stat::max(path),
            Asked::Median => Stat::median(path),
            Asked::Sum => Stat::sum(path),
            Asked::Skew => Stat::skew(path),
            Asked::Kurtosis => Stat::kurtosis(path),
            Asked::Nonzero => Stat::count_nonzero(path),
            Asked::First => Stat::first(path),
            Asked::Last => Stat::last(path),
        };
        stat.skip_nan()
    }

    /// The statistic of a leaf. A path with an index in it is read, the names of others are taken as they are.
    fn of_leaf(self, leaf: &Leaf) -> Stat {
        if leaf.path.iter().any(|name| name.starts_with('[')) {
            self.of(label(&leaf.path))
        } else {
            self.of(&leaf.path[..])
        }
    }
}

/// Groups the records, and writes what is asked.
pub(super) fn run(args: &Args, table: &Table, out: &mut Output) -> Result<(), Failure> {
    let dtype = table.dtype();
    let in_file = |error: Error| Failure::field(&table.path(), error);
    let keys = keys(&args.by, dtype, &in_file)?;
    let choice = Choice::new(dtype, &args.columns).map_err(in_file)?;
    let asked = asked(args);
    let mut stats = vec![Stat::count().named("records")];
    let mut columns = Vec::new();
    for leaf in &choice.leaves {
        let is_key = keys.iter().any(|(_, path)| *path == label(&leaf.path));
        if is_key && args.columns.is_empty() {
            continue;
        }
        let mut places = Vec::new();
        for one in &asked {
            let stat = one.of_leaf(leaf).named(format!("stat {}", stats.len()));
            // Of text there is no mean, and a table has other columns too.
            let is_there = GroupsBuilder::new(dtype, [keys[0].0.clone()], [stat.clone()]).is_ok();
            places.push(is_there.then_some(stats.len()));
            stats.extend(is_there.then_some(stat));
        }
        let says_something = asked.iter().zip(&places).any(|(asked, place)| {
            !matches!(asked, Asked::Count | Asked::Nan | Asked::Nonzero | Asked::First | Asked::Last)
                && place.is_some()
        });
        if says_something || !args.columns.is_empty() {
            columns.push(Described { leaf, places });
        }
    }
    let mut builder =
        GroupsBuilder::new(dtype, keys.iter().map(|(key, _)| key.clone()), stats).map_err(in_file)?;
    insert(args, table, &mut builder)?;
    let names = keys.iter().map(|(_, path)| if path.is_empty() { "value".to_owned() } else { path.clone() });
    let shown = Shown { keys: names.collect(), asked, columns, groups: builder.finish()? };
    Ok(show_groups::write(&shown, out)?)
}

/// Inserts the records that are meant.
fn insert(args: &Args, table: &Table, builder: &mut GroupsBuilder) -> Result<(), Failure> {
    let text = args.condition.as_deref();
    let filter = text
        .map(|text| Filter::new(text, table.dtype()).map_err(|wrong| Failure::condition(text, wrong)))
        .transpose()?;
    let mut mask = Vec::new();
    table.visit(0..table.len(), table.dtype(), |first, block| {
        match &filter {
            None => builder.insert(block)?,
            Some(filter) => {
                mask.clear();
                let decided = filter.mask(block, &mut mask);
                decided.map_err(|wrong| Failure::condition_at(filter.text(), wrong, first))?;
                let chosen: Vec<usize> = (0..mask.len()).filter(|&i| mask[i]).collect();
                builder.insert(&block.to_taken(&chosen)?.view())?;
            }
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// The keys that are meant, each with its path.
fn keys(
    texts: &[String],
    dtype: &DType,
    in_file: &impl Fn(Error) -> Failure,
) -> Result<Vec<(Key, String)>, Failure> {
    let nothing = RecordView::with_layout(&[], dtype, 0, 0, 0)?;
    let is_column = |text: &str| nothing.any_column(text).is_ok();
    let mut keys: Vec<(Key, String)> = Vec::new();
    // Names may have commas and colons in them.
    let texts = texts.iter().flat_map(|text| match is_column(text) {
        true => vec![text.as_str()],
        false => text.split(',').map(str::trim).collect(),
    });
    for text in texts {
        let (path, step) = match text.rsplit_once(':').filter(|_| !is_column(text)) {
            Some((path, step)) => (path, Some(step)),
            None => (text, None),
        };
        let path = if path == "value" && dtype.fields().is_none() { "" } else { path };
        let key = match step {
            None if path.is_empty() => Key::new([]),
            None => Key::new(path),
            Some(step) => {
                let parsed = format!("[{step}]").parse().map_err(|_| {
                    let message =
                        format!("--by {text}: expected a bucket such as 15m, 1h, D or M, found '{step}'");
                    Failure::Said { code: Code::Usage, message }
                })?;
                if path.is_empty() { Key::floor([], parsed) } else { Key::floor(path, parsed) }
            }
        };
        keys.push((key.named(format!("key {}", keys.len())), path.to_owned()));
    }
    // Before anything is read.
    GroupsBuilder::new(dtype, keys.iter().map(|(key, _)| key.clone()), []).map_err(in_file)?;
    Ok(keys)
}

fn asked(args: &Args) -> Vec<Asked> {
    let mut asked = vec![Asked::Count, Asked::Nan, Asked::Mean, Asked::Std, Asked::Min];
    asked.extend(args.quantiles.iter().map(|&q| Asked::Quantile(q)));
    asked.push(Asked::Max);
    if args.all {
        asked.extend([
            Asked::Median,
            Asked::Sum,
            Asked::Skew,
            Asked::Kurtosis,
            Asked::Nonzero,
            Asked::First,
            Asked::Last,
        ]);
    }
    asked
}
