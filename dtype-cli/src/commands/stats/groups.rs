//! `dtype stats --by`: what the values of each column amount to in each group of records.

use dtype_core::{DType, Error, GroupsBuilder, Key, RecordView, Stat};

use super::Args;
use super::asked::Asked;
use super::show_groups::{self, Described, Shown};
use crate::chosen::Chosen;
use crate::columns::{Choice, is_unnamed, label};
use crate::errors::{Code, Failure};
use crate::input::Table;
use crate::output::Output;

/// Groups the records, and writes what is asked. Tells of how many records.
pub(super) fn run(args: &Args, table: &Table, out: &mut Output) -> Result<u64, Failure> {
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
            let stat = one.of_leaf(leaf).map(|stat| stat.named(format!("stat {}", stats.len())));
            // Of text there is no mean, and a table has other columns too.
            let is_there =
                |stat: &Stat| GroupsBuilder::new(dtype, [keys[0].0.clone()], [stat.clone()]).is_ok();
            let stat = stat.filter(is_there);
            places.push(stat.is_some().then_some(stats.len()));
            stats.extend(stat);
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
    Chosen::new(table, &choice, &args.condition)?.visit_as(dtype, |records| Ok(builder.insert(records)?))?;
    let records = builder.records();
    let names = keys.iter().map(|(_, path)| if path.is_empty() { "value".to_owned() } else { path.clone() });
    let shown = Shown { keys: names.collect(), asked, columns, groups: builder.finish()? };
    show_groups::write(&shown, out)?;
    Ok(records)
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
        let path = if is_unnamed(path, dtype) { "" } else { path };
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
    asked.extend(args.quantiles());
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
