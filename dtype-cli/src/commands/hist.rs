//! `dtype hist`: how the values of a column are spread.

use std::io::Write;
use std::path::PathBuf;

use anstyle::Style;
use dtype_core::{
    AnyColumn, Bins, ColumnSummary, DType, Histogram, RecordView, Scalar, ScalarKind, SummaryBuilder, Value,
};

use super::Context;
use super::plot::is_ascii;
use crate::args::{COLUMN, TEMPLATE, examples};
use crate::bars::Bars;
use crate::cells;
use crate::chosen::Chosen;
use crate::columns::Choice;
use crate::condition::Condition;
use crate::errors::{Code, Failure};
use crate::input::{Reading, Table};
use crate::json::Json;
use crate::numbers::{counted, grouped, rounded};
use crate::output::{Format, Output};
use crate::report::{Entry, Report};
use crate::table::Column;
use crate::text::{self, Cut};

/// Draw how the values of a column are spread: a histogram
///
/// Edges and counts are those of `numpy.histogram`. NaN is left out, and counted apart. Nothing is held in memory but the
/// counts; the estimators hold the column.
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype hist -c price trades.npy", "twenty bins of the same width"),
    ("dtype hist -c size --bins fd trades.npy", "as many as Freedman and Diaconis found good"),
    ("dtype hist -c price --range 189:191 --log trades.npy", "a part of them, rare ones seen better"),
    ("dtype hist -c price --json trades.npy", "edges and counts, for programs"),
]))]
pub(crate) struct Args {
    /// Files; several with the same fields are one table
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Which column.
    #[arg(short, long, value_name = "COL", help = COLUMN)]
    column: Option<String>,

    /// A number of bins, edges with commas between them, or auto, fd, sturges, scott, sqrt, doane, rice
    #[arg(long, value_name = "BINS", default_value = "20", allow_hyphen_values = true)]
    bins: Bins,

    /// From where to where [default: the least and the greatest value]
    #[arg(long, value_name = "LO:HI", allow_hyphen_values = true)]
    range: Option<String>,

    /// Bars whose lengths tell ratios
    #[arg(long)]
    log: bool,

    #[command(flatten)]
    condition: Condition,

    #[command(flatten)]
    reading: Reading,
}

/// A histogram, and what it tells nothing of.
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) histogram: Histogram,
    values: u64,
    nans: u64,
}

/// Draws the histogram of a column.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let table = Table::open(&args.files, &args.reading, &context.options)?;
    let choice = one_column(&table, args.column.as_ref())?;
    let chosen = Chosen::new(&table, &choice, &args.condition)?;
    let counted = count(&chosen, &args.bins, args.range.as_deref())?;
    print(&counted, &table, args.log, &mut context.out)
}

/// Prints a histogram as the output is to be.
pub(super) fn print(counted: &Counted, table: &Table, log: bool, out: &mut Output) -> Result<(), Failure> {
    match (out.format(), out.width()) {
        (Format::Table, Some(width)) => show(counted, &table.name(), log, width, out),
        (Format::Json, _) => Ok(out.document(&document(counted, table))?),
        _ => Ok(rows(counted).write(out)?),
    }
}

/// The column that is meant: the only one if none is named.
pub(super) fn one_column(table: &Table, column: Option<&String>) -> Result<Choice, Failure> {
    let wanted: Vec<String> = column.cloned().into_iter().collect();
    let choice = Choice::new(table.dtype(), &wanted).map_err(|error| Failure::field(&table.path(), error))?;
    match &choice.leaves[..] {
        [_] => Ok(choice),
        leaves => {
            let names: Vec<String> = leaves.iter().take(3).map(|leaf| cells::column(&leaf.path)).collect();
            Err(usage(format!("which column? -c chooses one, such as {}", names.join(", "))))
        }
    }
}

fn usage(message: String) -> Failure {
    Failure::Said { code: Code::Usage, message }
}

/// Counts the values of the only column that is chosen.
pub(super) fn count(chosen: &Chosen<'_>, bins: &Bins, range: Option<&str>) -> Result<Counted, Failure> {
    let range = range.map(ends).transpose()?;
    let leaf = &chosen.choice.leaves[0];
    let name = cells::column(&leaf.path);
    let in_column = |error: dtype_core::Error| match error.kind() {
        dtype_core::ErrorKind::Io => Failure::Library(error),
        _ => usage(format!("{}: column {name}: {}", chosen.table.name(), error.message())),
    };
    let mut summary = SummaryBuilder::new(&chosen.choice.dtype)?;
    let estimated = !matches!(bins, Bins::Count(_) | Bins::Edges(_));
    let mut held: Vec<u8> = Vec::new();
    chosen.visit(|records| {
        summary.insert(records)?;
        if estimated {
            only(records)?.raw().into_iter().flatten().for_each(|bytes| held.extend_from_slice(bytes));
        }
        Ok(())
    })?;
    let summary = summary.finish();
    let described = &summary.columns()[0];
    let (values, nans) = (described.count(), described.nan_count());
    // The least and the greatest decide the edges, and the type does.
    let (bytes, dtype) = match estimated {
        true => (held, leaf.dtype.clone()),
        false => extremes(described.min(), described.max(), &leaf.dtype),
    };
    let sample = RecordView::new(&bytes, &dtype)?;
    let column = sample.any_column([])?;
    // NaN has no place between the least and the greatest.
    let within = range.or_else(|| if estimated && nans > 0 { ends_of(described) } else { None });
    let first = match within {
        Some((low, high)) => column.histogram_within(bins.clone(), low..=high),
        None => column.histogram(bins.clone()),
    };
    let mut histogram = first.map_err(in_column)?;
    if !estimated {
        histogram = Histogram::with_edges(histogram.edges())?;
        chosen.visit(|records| histogram.insert(&only(records)?).map_err(in_column))?;
    }
    Ok(Counted { name, histogram, values, nans })
}

fn only<'a>(records: &RecordView<'a>) -> Result<AnyColumn<'a>, Failure> {
    let column = records.any_columns().next();
    column.map(|(_, column)| column).ok_or_else(|| usage("expected a column, found none".to_owned()))
}

/// The bytes of two values and their dtype, in the byte order of this machine.
pub(super) fn extremes(min: Option<Value>, max: Option<Value>, dtype: &DType) -> (Vec<u8>, DType) {
    let kind = match dtype.as_scalar().map(|scalar| scalar.kind()) {
        // Every half is a float.
        Some(ScalarKind::Float16) => ScalarKind::Float32,
        Some(kind) => kind,
        None => ScalarKind::Void(0),
    };
    let native = DType::scalar(Scalar::native(kind));
    let size = native.itemsize();
    let bytes = |value: Value| match value {
        Value::Bool(value) => vec![u8::from(value)],
        Value::Int(value) => low_bytes(value as u64, size),
        Value::UInt(value) => low_bytes(value, size),
        Value::Float32(value) | Value::Float16(value) => value.to_ne_bytes().to_vec(),
        Value::Float64(value) => value.to_ne_bytes().to_vec(),
        _ => Vec::new(),
    };
    let is_nan = |value: &Value| matches!(value, Value::Float64(x) if x.is_nan());
    let ends = [min, max].into_iter().flatten().filter(|value| !is_nan(value));
    (ends.flat_map(bytes).collect(), native)
}

/// The least and the greatest float that is not NaN.
fn ends_of(column: &ColumnSummary) -> Option<(f64, f64)> {
    let float = |value: Option<Value>| match value? {
        Value::Float16(x) | Value::Float32(x) => Some(x.into()),
        Value::Float64(x) => Some(x),
        _ => None,
    };
    float(column.min()).zip(float(column.max()))
}

/// The bytes of an integer of a size, in the byte order of this machine.
fn low_bytes(value: u64, size: usize) -> Vec<u8> {
    let mut bytes = value.to_le_bytes()[..size.min(8)].to_vec();
    if cfg!(target_endian = "big") {
        bytes.reverse();
    }
    bytes
}

/// `LO:HI`.
fn ends(text: &str) -> Result<(f64, f64), Failure> {
    let parts = text.split_once(':').and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
    parts.ok_or_else(|| usage(format!("--range: expected LO:HI, as in 0:100, found '{text}'")))
}

/// A bar for each bin.
fn show(counted: &Counted, file: &str, log: bool, width: usize, out: &mut Output) -> Result<(), Failure> {
    let (bold, faint) = (Style::new().bold(), Style::new().dimmed());
    let Counted { name, histogram, values, nans } = counted;
    let title = text::cut(&text::clean(&format!("{file}: {name}")), width, Cut::Middle);
    writeln!(out, "{bold}{title}{bold:#}")?;
    let outside = values - nans - histogram.total();
    let mut says = vec![counted_values(*values)];
    says.extend((*nans > 0).then(|| format!("{} NaN", grouped(nans))));
    says.extend((outside > 0).then(|| format!("{} outside", grouped(outside))));
    writeln!(out, "{faint}{}{faint:#}", text::cut(&says.join(", "), width, Cut::End))?;
    let edges: Vec<String> = labels(histogram.edges());
    let counts: Vec<String> = histogram.counts().iter().map(grouped).collect();
    let widest = |texts: &[String]| texts.iter().map(|text| text::width(text)).max().unwrap_or(0);
    let (left, right) = (widest(&edges), widest(&counts));
    let most = histogram.counts().iter().copied().max().unwrap_or(0);
    let room = width.saturating_sub(2 * left + right + 7).max(1);
    let bars = Bars { room, most, log, ascii: is_ascii() };
    let blue = anstyle::AnsiColor::Cyan.on_default();
    let last = histogram.counts().len() - 1;
    for (i, (&count, shown)) in histogram.counts().iter().zip(&counts).enumerate() {
        let (from, to) = (&edges[i], &edges[i + 1]);
        let close = if i == last { ']' } else { ')' };
        let line = format!("[{from:>left$}, {to:>left$}{close}  {shown:>right$}");
        let has_room = text::width(&line) + 1 + room <= width;
        let bar = if has_room { bars.bar(count) } else { String::new() };
        let gap = if bar.is_empty() { "" } else { " " };
        writeln!(out, "{}{gap}{blue}{bar}{blue:#}", text::cut(&line, width, Cut::End))?;
    }
    Ok(())
}

fn counted_values(values: u64) -> String {
    counted(values, "value")
}

/// Edges with as many digits as tell them apart.
fn labels(edges: &[f64]) -> Vec<String> {
    let all = |digits: usize| edges.iter().map(|&edge| rounded(edge, digits)).collect::<Vec<String>>();
    let differ = |labels: &[String]| {
        labels.windows(2).zip(edges.windows(2)).all(|(a, b)| a[0] != a[1] || b[0] == b[1])
    };
    (4..17).map(all).find(|labels| differ(labels)).unwrap_or_else(|| all(17))
}

fn rows(counted: &Counted) -> Report {
    let columns = [("from", "from"), ("to", "to"), ("count", "count")];
    let mut report = Report::new("bins", columns.map(|(key, title)| (key, Column::number(title))).into());
    let histogram = &counted.histogram;
    for (edges, &count) in histogram.edges().windows(2).zip(histogram.counts()) {
        let edge = |edge: f64| Entry::new(Value::Float64(edge).to_string(), edge);
        report.push(vec![edge(edges[0]), edge(edges[1]), Entry::new(count.to_string(), count)]);
    }
    report
}

fn document(counted: &Counted, table: &Table) -> Json {
    let Counted { name, histogram, values, nans } = counted;
    Json::object([
        ("file", table.name().into()),
        ("column", name.as_str().into()),
        ("count", (*values).into()),
        ("nan_count", (*nans).into()),
        ("outside", (values - nans - histogram.total()).into()),
        ("edges", Json::list(histogram.edges().iter().copied())),
        ("counts", Json::list(histogram.counts().iter().copied())),
    ])
}
