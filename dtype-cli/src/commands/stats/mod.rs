//! `dtype stats`: what the values of each column amount to.

mod asked;
mod groups;
mod more;
mod numpy;
mod show;
mod show_groups;
mod spread;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::ColorChoice;
use dtype_core::{Summary, SummaryBuilder};

use super::Context;
use super::plot::is_ascii;
use crate::args::{COLUMNS, TEMPLATE, examples};
use crate::chosen::Chosen;
use crate::columns::Choice;
use crate::condition::Condition;
use crate::errors::Failure;
use crate::input::{Reading, Table};
use crate::json::Json;
use crate::numbers;
use crate::output::{Format, Output};
use asked::Asked;
use more::Taking;
use numpy::Propagated;
use show::Described;
use spread::Spread;

/// Bytes of records whose values are counted although nobody asked: it takes some times what describing them does.
const QUICK: usize = 64_000_000;

/// Describe the values of each column: count, mean, deviation, least and greatest
///
/// For programs, argmin and argmax are positions among the values that are described, which --rows and --where choose.
/// Quantiles of records that --where chooses, of several files and of archives are taken of a copy of their columns in the
/// temporary folder.
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype stats trades.npy", "NaN is counted apart, the rest described"),
    ("dtype stats -c price,size trades.npy", "two columns only"),
    ("dtype stats --quantiles 0.05,0.5,0.95 trades.npy", "quantiles too, in bounded memory"),
    ("dtype stats --json trades.npy", "as NumPy has it: a NaN decides mean, min and max"),
    ("dtype stats -w 'price > 100' trades.npy", "of the records for which something is true"),
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

    /// These quantiles too, between 0 and 1; reads the file a few times more for each column; with --by holds all values
    /// of a group in memory
    #[arg(long, value_name = "Q", value_delimiter = ',', value_parser = quantile)]
    quantiles: Vec<f64>,

    /// All statistics there are: median, sum, skew, kurtosis, nonzero, first, last, and how many values are distinct, up to
    /// 16 MB of them; takes what --quantiles takes
    #[arg(long)]
    all: bool,

    /// Draw how the values of each column are spread, in ten blocks: the bins of numpy.histogram, which take one more
    /// trip over the records; auto is on a terminal with room for it, of up to 64 MB of records
    #[arg(
        long, value_name = "WHEN", num_args = 0..=1, require_equals = true, conflicts_with = "by",
        default_value_t = ColorChoice::Auto, default_missing_value = "always", hide_default_value = true,
    )]
    hist: ColorChoice,

    #[command(flatten)]
    condition: Condition,

    #[command(flatten)]
    reading: Reading,
}

impl Args {
    /// The quantiles that are asked for, each once: 0.5 and 0.50 are one column.
    fn quantiles(&self) -> impl Iterator<Item = Asked> {
        let first = |(i, q): &(usize, &f64)| self.quantiles.iter().position(|other| other == *q) == Some(*i);
        self.quantiles.iter().enumerate().filter(first).map(|(_, &q)| Asked::Quantile(q))
    }
}

fn quantile(text: &str) -> Result<f64, String> {
    let q = text.trim().parse().ok().filter(|q| (0.0..=1.0).contains(q));
    q.ok_or_else(|| "expected a number between 0 and 1".to_owned())
}

/// Describes columns: in one pass over the records, unless more is asked than takes one.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let start = Instant::now();
    let table = Table::open(&args.files, &args.reading, &context.options)?;
    if !args.by.is_empty() {
        let described = groups::run(args, &table, &mut context.out)?;
        context.out.flush()?;
        return report(&table, described, start.elapsed());
    }
    let choice =
        Choice::new(table.dtype(), &args.columns).map_err(|error| Failure::field(&table.path(), error))?;
    let chosen = Chosen::new(&table, &choice, &args.condition)?;
    match context.out.format() {
        Format::Table => {
            let described = for_people(args, &chosen, &mut context.out)?;
            report(&table, described, start.elapsed())
        }
        _ => for_programs(args, &chosen, &mut context.out),
    }
}

/// A table, with NaN left out. Tells of how many records.
fn for_people(args: &Args, chosen: &Chosen<'_>, out: &mut Output) -> Result<u64, Failure> {
    let (table, choice) = (chosen.table, chosen.choice);
    let mut summary = SummaryBuilder::new(&choice.dtype)?;
    let mut more = Taking::new(args, choice, true)?;
    chosen.visit(|records| {
        more.insert(choice, records)?;
        Ok(summary.insert(records)?)
    })?;
    let (summary, more) = (summary.finish(), more.finish(chosen)?);
    let mut described = Described { leaves: &choice.leaves, columns: summary.columns(), more, blocks: None };
    let wants = match args.hist {
        ColorChoice::Never => false,
        ColorChoice::Always => true,
        // What there is no room for is not counted either.
        ColorChoice::Auto => {
            let is_quick = table.len().saturating_mul(choice.dtype.itemsize()) <= QUICK;
            is_quick && io::stdout().is_terminal() && !is_ascii() && described.has_room(out)
        }
    };
    if wants {
        described.blocks = spread(chosen, &summary)?.map(|spread| spread.blocks());
    }
    described.write(args.hist == ColorChoice::Always, out)?;
    out.flush()?;
    Ok(summary.records())
}

/// Everything exactly, as NumPy has it.
fn for_programs(args: &Args, chosen: &Chosen<'_>, out: &mut Output) -> Result<(), Failure> {
    let (table, choice) = (chosen.table, chosen.choice);
    let mut summary = SummaryBuilder::new(&choice.dtype)?;
    let mut propagated = Propagated::new(choice);
    let mut more = Taking::new(args, choice, false)?;
    chosen.visit(|records| {
        propagated.insert(&choice.columns(records));
        more.insert(choice, records)?;
        Ok(summary.insert(records)?)
    })?;
    let (summary, more) = (summary.finish(), more.finish(chosen)?);
    let spread = match args.hist {
        ColorChoice::Always => spread(chosen, &summary)?,
        _ => None,
    };
    let leaves = choice.leaves.iter().zip(summary.columns()).zip(propagated.columns()).enumerate();
    let columns = leaves.map(|(i, ((leaf, column), propagated))| {
        let mut entries = propagated.entries(leaf, column);
        entries.extend(more.entries(i));
        if args.hist == ColorChoice::Always {
            let counts = spread.as_ref().and_then(|spread| spread.counts()[i].map(<[u64]>::to_vec));
            entries.push(("hist".to_owned(), counts.map_or(Json::Null, Json::list)));
        }
        Json::Object(entries)
    });
    match out.format() {
        Format::Csv => show::csv(&choice.leaves, columns, out)?,
        Format::JsonLines => columns.into_iter().try_for_each(|column| out.document(&column))?,
        _ => out.document(&document(table, &summary, columns))?,
    }
    Ok(())
}

/// Counts the values of the columns that have histograms, if any has, in a trip of its own.
fn spread(chosen: &Chosen<'_>, summary: &Summary) -> Result<Option<Spread>, Failure> {
    let mut spread = Spread::new(chosen.choice, summary);
    if spread.is_empty() {
        return Ok(None);
    }
    chosen.visit(|records| spread.insert(&chosen.choice.columns(records)))?;
    Ok(Some(spread))
}

fn document(table: &Table, summary: &Summary, columns: impl Iterator<Item = Json>) -> Json {
    let whole = table.shape().iter().try_fold(1u64, |all, &len| all.checked_mul(len as u64));
    // Some of the records are a row of them.
    let shape = if whole == Some(summary.records()) {
        Json::list(table.shape())
    } else {
        Json::list([summary.records()])
    };
    Json::object([
        ("file", table.name().into()),
        ("records", summary.records().into()),
        ("shape", shape),
        ("columns", columns.collect()),
    ])
}

/// Tells who looks on how long it took.
fn report(table: &Table, described: u64, time: Duration) -> Result<(), Failure> {
    if !(io::stdout().is_terminal() && io::stderr().is_terminal()) {
        return Ok(());
    }
    let all = numbers::counted(table.len(), "record");
    let records = match described {
        described if described == table.len() as u64 => all,
        described => format!("{} of {all}", numbers::grouped(described)),
    };
    let size = (table.len() as u64).saturating_mul(table.dtype().itemsize() as u64);
    let rate = numbers::bytes((size as f64 / time.as_secs_f64().max(1e-9)) as u64);
    let milliseconds = numbers::rounded(time.as_secs_f64() * 1e3, 3);
    // Nothing depends on it.
    let _ = writeln!(io::stderr(), "{records}, {}, {milliseconds} ms, {rate}/s", numbers::bytes(size));
    Ok(())
}
