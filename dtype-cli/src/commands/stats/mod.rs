//! `dtype stats`: what the values of each column amount to.

mod groups;
mod numpy;
mod show;
mod show_groups;

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use dtype_core::{Summary, SummaryBuilder};

use super::Context;
use crate::args::{COLUMNS, TEMPLATE, examples};
use crate::columns::Choice;
use crate::errors::Failure;
use crate::input::{Reading, Table};
use crate::json::Json;
use crate::numbers;
use crate::output::Format;
use numpy::Propagated;

/// Describe the values of each column: count, mean, deviation, least and greatest
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype stats trades.npy", "NaN is counted apart, the rest described"),
    ("dtype stats -c price,size trades.npy", "two columns only"),
    ("dtype stats --json trades.npy", "as NumPy has it: a NaN decides mean, min and max"),
    ("dtype stats --by venue trades.npy", "of each group; NaN is left out"),
    ("dtype stats --by time:15m -c price --quantiles 0.5,0.99 trades.npy", "of each quarter of an hour"),
]))]
pub(crate) struct Args {
    /// Files; several with the same fields are one table
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Which columns.
    #[arg(short, long, value_name = "COLS", help = COLUMNS)]
    columns: Vec<String>,

    /// Of each group of records with equal values here; times in buckets: time:15m, time:1h, time:D, time:M
    #[arg(long, value_name = "KEYS")]
    by: Vec<String>,

    /// These quantiles too, between 0 and 1; holds all values of a group in memory
    #[arg(long, value_name = "Q", value_delimiter = ',', requires = "by", value_parser = quantile)]
    quantiles: Vec<f64>,

    /// All statistics there are: median, sum, skew, kurtosis, first, last; holds all values of a group in memory
    #[arg(long, requires = "by")]
    all: bool,

    /// Only records for which this is true: price > 100 and venue in ('XNAS', 'IEX')
    #[arg(short = 'w', long = "where", value_name = "CONDITION", requires = "by")]
    condition: Option<String>,

    #[command(flatten)]
    reading: Reading,
}

fn quantile(text: &str) -> Result<f64, String> {
    let q = text.trim().parse().ok().filter(|q| (0.0..=1.0).contains(q));
    q.ok_or_else(|| "expected a number between 0 and 1".to_owned())
}

/// Describes columns, in one pass over the records.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let start = Instant::now();
    let table = Table::open(&args.files, &args.reading, &context.options)?;
    if !args.by.is_empty() {
        groups::run(args, &table, &mut context.out)?;
        context.out.flush()?;
        return report(&table, start.elapsed());
    }
    let choice =
        Choice::new(table.dtype(), &args.columns).map_err(|error| Failure::field(&table.path(), error))?;
    let mut summary = SummaryBuilder::new(&choice.dtype)?;
    let out = &mut context.out;
    if out.format() == Format::Table {
        table.visit(0..table.len(), &choice.dtype, |_, records| {
            summary.insert(records)?;
            Ok(ControlFlow::Continue(()))
        })?;
        show::table(&choice, &summary.finish(), out)?;
        out.flush()?;
        return report(&table, start.elapsed());
    }
    let mut propagated = Propagated::new(&choice);
    table.visit(0..table.len(), &choice.dtype, |_, records| {
        propagated.insert(&choice.columns(records));
        summary.insert(records)?;
        Ok(ControlFlow::Continue(()))
    })?;
    let summary = summary.finish();
    let columns = summary.columns().iter().zip(propagated.columns()).zip(&choice.leaves);
    let columns = columns.map(|((column, propagated), leaf)| propagated.to_json(leaf, column));
    match out.format() {
        Format::Csv => show::csv(columns, out)?,
        Format::JsonLines => columns.into_iter().try_for_each(|column| out.document(&column))?,
        _ => out.document(&document(&table, &summary, columns))?,
    }
    Ok(())
}

fn document(table: &Table, summary: &Summary, columns: impl Iterator<Item = Json>) -> Json {
    Json::object([
        ("file", table.name().into()),
        ("records", summary.records().into()),
        ("shape", Json::list(table.shape())),
        ("columns", columns.collect()),
    ])
}

/// Tells who looks on how long it took.
fn report(table: &Table, time: Duration) -> Result<(), Failure> {
    if !(io::stdout().is_terminal() && io::stderr().is_terminal()) {
        return Ok(());
    }
    let records = numbers::counted(table.len(), "record");
    let size = (table.len() as u64).saturating_mul(table.dtype().itemsize() as u64);
    let rate = numbers::bytes((size as f64 / time.as_secs_f64().max(1e-9)) as u64);
    let milliseconds = numbers::rounded(time.as_secs_f64() * 1e3, 3);
    // Nothing depends on it.
    let _ = writeln!(io::stderr(), "{records}, {}, {milliseconds} ms, {rate}/s", numbers::bytes(size));
    Ok(())
}
