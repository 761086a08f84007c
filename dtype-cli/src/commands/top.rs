//! `dtype top`: the most frequent values of a column.

use std::io::Write;
use std::path::PathBuf;

use anstyle::Style;
use dtype_core::{Frequencies, Value};

use super::Context;
use super::hist::one_column;
use super::plot::is_ascii;
use crate::args::{COLUMN, TEMPLATE, examples};
use crate::bars::Bars;
use crate::cells;
use crate::chosen::Chosen;
use crate::condition::Condition;
use crate::errors::{Code, Failure};
use crate::input::{Reading, Table};
use crate::json::Json;
use crate::numbers::{counted, grouped, rounded};
use crate::output::{Format, Output};
use crate::report::{Entry, Report};
use crate::table::Column;
use crate::text::{self, Cut};

/// Count how often each value of a column is there, and show the most frequent ones
///
/// Of equally frequent values the lesser comes first. Memory is taken for the different values only.
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype top -c venue trades.npy", "the ten that are there most often"),
    ("dtype top -c size -n 3 -w \"venue == 'IEX'\" trades.npy", "the three of some records"),
    ("dtype top -c venue --all --csv trades.npy", "every value with its count, sorted by value"),
]))]
pub(crate) struct Args {
    /// Files; several with the same fields are one table
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Which column.
    #[arg(short, long, value_name = "COL", help = COLUMN)]
    column: Option<String>,

    /// How many values
    #[arg(short = 'n', long = "values", value_name = "N", default_value_t = 10)]
    values: usize,

    /// All values, from the least to the greatest
    #[arg(long, conflicts_with = "values")]
    all: bool,

    #[command(flatten)]
    condition: Condition,

    #[command(flatten)]
    reading: Reading,
}

/// Counts the values of a column.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let table = Table::open(&args.files, &args.reading, &context.options)?;
    let choice = one_column(&table, args.column.as_ref())?;
    let chosen = Chosen::new(&table, &choice, &args.condition)?;
    let leaf = &choice.leaves[0];
    let name = cells::column(&leaf.path);
    let named = |error: dtype_core::Error| {
        let message = format!("{}: column {name}: {}", table.name(), error.message());
        Failure::Said { code: Code::Usage, message }
    };
    let mut all = Frequencies::new(&leaf.dtype).map_err(named)?;
    chosen.visit(|records| {
        for (_, column) in records.any_columns() {
            // Found by all processors, then added up.
            all.combine(&column.frequencies().map_err(named)?).map_err(named)?;
        }
        Ok(())
    })?;
    let rows = if args.all { all.sorted() } else { all.top(args.values) };
    let out = &mut context.out;
    match (out.format(), out.width()) {
        (Format::Table, Some(width)) => show(&format!("{}: {name}", table.name()), &all, &rows, width, out),
        (Format::Json, _) => {
            let value = |(value, count): &(Value, u64)| {
                Json::object([("value", value.into()), ("count", (*count).into())])
            };
            Ok(out.document(&Json::object([
                ("file", table.name().into()),
                ("column", name.as_str().into()),
                ("count", all.total().into()),
                ("distinct", all.distinct().into()),
                ("values", rows.iter().map(value).collect()),
            ]))?)
        }
        _ => {
            let columns = vec![("value", Column::word("value")), ("count", Column::number("count"))];
            let mut report = Report::new("values", columns);
            for (value, count) in &rows {
                report.push(vec![
                    Entry::new(cells::value(value), value),
                    Entry::new(count.to_string(), *count),
                ]);
            }
            Ok(report.write(out)?)
        }
    }
}

/// A bar for each value.
fn show(
    title: &str,
    all: &Frequencies,
    rows: &[(Value, u64)],
    width: usize,
    out: &mut Output,
) -> Result<(), Failure> {
    let (bold, faint) = (Style::new().bold(), Style::new().dimmed());
    writeln!(out, "{bold}{}{bold:#}", text::cut(&text::clean(title), width, Cut::Middle))?;
    let says = format!("{}, {} different", counted(all.total(), "value"), grouped(all.distinct()));
    writeln!(out, "{faint}{}{faint:#}", text::cut(&says, width, Cut::End))?;
    let values: Vec<String> = rows.iter().map(|(value, _)| text::clean(&cells::value(value))).collect();
    let counts: Vec<String> = rows.iter().map(|(_, count)| grouped(count)).collect();
    let share = |count: u64| format!("{}%", rounded(100.0 * count as f64 / all.total().max(1) as f64, 3));
    let shares: Vec<String> = rows.iter().map(|(_, count)| share(*count)).collect();
    let widest = |texts: &[String]| texts.iter().map(|text| text::width(text)).max().unwrap_or(0);
    let (right, part) = (widest(&counts), widest(&shares));
    let left = widest(&values).min(width.saturating_sub(right + part + 6).max(4));
    let room = width.saturating_sub(left + right + part + 6).max(1);
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let bars = Bars { room, most, log: false, ascii: is_ascii() };
    let color = anstyle::AnsiColor::Cyan.on_default();
    for (i, (_, count)) in rows.iter().enumerate() {
        let value = text::cut(&values[i], left, Cut::End);
        let blanks = left - text::width(&value);
        let line = format!("{value}{:blanks$}  {:>right$}  {:>part$}", "", counts[i], shares[i]);
        let bar = bars.bar(*count);
        let gap = if bar.is_empty() || text::width(&line) + 2 > width { "" } else { "  " };
        let bar = if gap.is_empty() { "" } else { &bar };
        writeln!(out, "{}{gap}{color}{bar}{color:#}", text::cut(&line, width, Cut::End).trim_end())?;
    }
    Ok(())
}
