//! `dtype plot`: a picture of columns, in the terminal or as SVG.

mod collect;

use std::io::Write;
use std::path::{Path, PathBuf};

use dtype_core::Bins;

use super::{Context, hist};
use crate::args::{COLUMNS, TEMPLATE, examples};
use crate::chosen::Chosen;
use crate::columns::{Choice, label};
use crate::condition::Condition;
use crate::errors::Failure;
use crate::input::{Reading, Table};
use crate::json::Json;
use crate::output::{Format, Output};
use crate::plot::{Axis, Bars, Body, Bucket, Chart, Line, Quantity, svg, terminal};
use crate::report::{Entry, Report};
use crate::sink;
use crate::table::Column;
use collect::{Collected, Wanted, usage};

/// Draw columns as lines, along the records or another column, or one as a histogram
///
/// Every value is looked at, in files of any size: where many share a place, the line goes from the least of them to the
/// greatest, so that no spike is lost. It is broken where there is nothing but NaN.
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype plot -c price trades.npy", "along the records"),
    ("dtype plot -c bid,ask -x time ticks.npy", "two lines along a time"),
    ("dtype plot -c price --rows :1000 --height 30 trades.npy", "the first ones, larger"),
    ("dtype plot -c price -x time -o price.svg trades.npy", "as a picture"),
    ("dtype plot -c price --hist --bins 40 -o price.svg trades.npy", "how its values are spread"),
    ("dtype plot -c price --json trades.npy", "what would be drawn, for programs"),
]))]
pub(crate) struct Args {
    /// Files; several with the same fields are one table
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What the lines show.
    #[arg(short, long, value_name = "COLS", help = COLUMNS)]
    columns: Vec<String>,

    /// The column along the horizontal axis [default: the position of the record]
    #[arg(short, long, value_name = "COL")]
    x: Option<String>,

    /// Draw how the values are spread
    #[arg(long, conflicts_with = "x")]
    hist: bool,

    /// Bins of a histogram: a number, edges with commas between them, or auto, fd, sturges, scott, sqrt, doane, rice
    #[arg(long, value_name = "BINS", default_value = "40", requires = "hist", allow_hyphen_values = true)]
    bins: Bins,

    /// The ends of the vertical axis, of a histogram those of the values, of which one may be missing [default: the least and the greatest value]
    #[arg(long, value_name = "LO:HI", allow_hyphen_values = true)]
    range: Option<String>,

    /// Equal ratios are equally far on the vertical axis
    #[arg(long)]
    log: bool,

    #[command(flatten)]
    condition: Condition,

    #[command(flatten)]
    picture: Picture,

    #[command(flatten)]
    reading: Reading,
}

/// How large a picture is, and where it goes.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Picture")]
pub(crate) struct Picture {
    /// Lines between the axes, in a terminal
    #[arg(long, value_name = "LINES", default_value_t = 16)]
    height: usize,

    /// Write an SVG file, or - for standard output
    #[arg(short, long, value_name = "FILE.svg")]
    output: Option<PathBuf>,

    /// Pixels of an SVG file
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "800x450", value_parser = size)]
    size: (u16, u16),

    /// Replace a file that is there
    #[arg(short, long)]
    force: bool,
}

/// Draws columns.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    args.picture.check()?;
    let table = Table::open(&args.files, &args.reading, &context.options)?;
    let field = |error| Failure::field(&table.path(), error);
    let lines = Choice::new(table.dtype(), &args.columns).map_err(field)?;
    if args.columns.is_empty() && lines.leaves.len() != 1 {
        let names: Vec<String> = lines.leaves.iter().take(3).map(|leaf| label(&leaf.path)).collect();
        return Err(usage(format!("which columns? -c chooses them, as in -c {}", names.join(","))));
    }
    let filter = args.condition.filter(table.dtype())?;
    if args.hist {
        return histogram(args, &table, &lines, context);
    }
    let all: Vec<String> = args.x.iter().chain(&args.columns).cloned().collect();
    let choice = Choice::new(table.dtype(), &all).map_err(field)?;
    if args.x.is_some() && choice.leaves.len() != lines.leaves.len() + 1 {
        return Err(usage("expected one column after -x, found a record of several".to_owned()));
    }
    let wanted = Wanted {
        table: &table,
        filter: filter.as_ref(),
        choice,
        has_x: args.x.is_some(),
        range: ends(args.range.as_deref())?,
        log: args.log,
    };
    let places = args.picture.places(&context.out);
    let Collected { lines, x, y, records } = wanted.collect(places)?;
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    let title = format!("{}: {}", table.name(), names.join(", "));
    let chart = Chart { title, x, y, body: Body::Lines(lines) };
    if args.picture.output.is_none() && context.out.format() != Format::Table {
        return points(&chart, records, &mut context.out);
    }
    args.picture.draw(&chart, &mut context.out)
}

/// Draws how the values of a column are spread.
fn histogram(args: &Args, table: &Table, choice: &Choice, context: &mut Context) -> Result<(), Failure> {
    if choice.leaves.len() != 1 {
        return Err(usage("expected one column for a histogram, found several".to_owned()));
    }
    let chosen = Chosen::new(table, choice, &args.condition)?;
    let counted = hist::count(&chosen, &args.bins, args.range.as_deref())?;
    if args.picture.output.is_none() && context.out.format() != Format::Table {
        return hist::print(&counted, table, false, &mut context.out);
    }
    let (edges, counts) = (counted.histogram.edges().to_vec(), counted.histogram.counts().to_vec());
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let axis = |label: &str, low: f64, high: f64, log| Axis {
        label: label.to_owned(),
        quantity: Quantity::Number,
        origin: 0,
        low,
        high,
        log,
    };
    // Where a single value has a place on an axis of ratios.
    let low = if args.log { 0.5 } else { 0.0 };
    let chart = Chart {
        title: format!("{}: {}", table.name(), counted.name),
        x: axis(&counted.name, edges[0], edges[edges.len() - 1], false),
        y: axis("values", low, most as f64, args.log),
        body: Body::Bars(Bars { edges, counts }),
    };
    args.picture.draw(&chart, &mut context.out)
}

impl Picture {
    /// Makes sure that it can be put where it goes, before any work is done.
    fn check(&self) -> Result<(), Failure> {
        let Some(path) = self.file() else { return Ok(()) };
        if path.is_file() && !self.force {
            return Err(usage(format!("{}: there is such a file already; -f replaces it", path.display())));
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some(extension) if extension.eq_ignore_ascii_case("svg") => Ok(()),
            _ => Err(usage(format!("{}: expected a name that ends with .svg", path.display()))),
        }
    }

    /// The file, if it is one.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    fn room(&self, out: &Output) -> terminal::Room {
        terminal::Room { width: out.width().unwrap_or(80), height: self.height, ascii: is_ascii() }
    }

    fn svg(&self) -> svg::Size {
        svg::Size { width: self.size.0.into(), height: self.size.1.into() }
    }

    /// How many places along its horizontal axis it can tell apart.
    fn places(&self, out: &Output) -> usize {
        if self.output.is_some() { svg::places(self.svg()) } else { terminal::places(self.room(out)) }
    }

    fn draw(&self, chart: &Chart, out: &mut Output) -> Result<(), Failure> {
        if self.output.is_none() {
            return Ok(terminal::draw(chart, self.room(out), out)?);
        }
        let document = svg::draw(chart, self.svg());
        let Some(path) = self.file() else { return Ok(out.write_all(document.as_bytes())?) };
        let write = |stream: &mut dyn Write| Ok(stream.write_all(document.as_bytes())?);
        sink::put(path, self.force, |mut file| write(&mut file), write)
    }
}

/// Writes what a line does at each place, for programs.
fn points(chart: &Chart, records: usize, out: &mut Output) -> Result<(), Failure> {
    let Body::Lines(lines) = &chart.body else { return Ok(()) };
    if out.format() == Format::Json {
        let axis = |axis: &Axis| {
            Json::object([
                ("column", axis.label.as_str().into()),
                ("min", place(axis, axis.low)),
                ("max", place(axis, axis.high)),
            ])
        };
        let line = |line: &Line| {
            let points = rows(chart, line)
                .map(|row| Json::Object(row.map(|(key, json)| (key.to_owned(), json)).into()));
            Json::object([("column", line.name.as_str().into()), ("points", points.collect())])
        };
        return Ok(out.document(&Json::object([
            ("title", chart.title.as_str().into()),
            ("records", records.into()),
            ("x", axis(&chart.x)),
            ("y", axis(&chart.y)),
            ("lines", lines.iter().map(line).collect()),
        ]))?);
    }
    let keys = ["column", "x", "first", "min", "max", "last"];
    let mut report = Report::new("points", keys.map(|key| (key, Column::word(key))).into());
    for line in lines {
        for row in rows(chart, line) {
            let entries = row.map(|(_, json)| Entry::new("", json));
            report.push(std::iter::once(Entry::text(&line.name)).chain(entries).collect());
        }
    }
    Ok(report.write(out)?)
}

/// The places of a line where there are values: where each begins, and the values.
fn rows<'c>(chart: &'c Chart, line: &'c Line) -> impl Iterator<Item = [(&'static str, Json); 5]> + 'c {
    let width = (chart.x.high - chart.x.low) / line.buckets.len() as f64;
    line.buckets.iter().enumerate().filter_map(move |(at, bucket)| {
        let Bucket::Values(values) = bucket else { return None };
        let x = chart.x.low + width * at as f64;
        let y = |value| place(&chart.y, value);
        Some([
            ("x", place(&chart.x, x)),
            ("first", y(values.first)),
            ("min", y(values.low)),
            ("max", y(values.high)),
            ("last", y(values.last)),
        ])
    })
}

/// A place on an axis, for programs.
fn place(axis: &Axis, place: f64) -> Json {
    match axis.quantity {
        Quantity::Time(_) => axis.text(place).into(),
        Quantity::Number => (axis.origin as f64 + place).into(),
    }
}

/// `LO:HI`, of which one may be missing.
fn ends(range: Option<&str>) -> Result<[Option<f64>; 2], Failure> {
    let Some(text) = range else { return Ok([None, None]) };
    let wrong = || usage(format!("--range: expected LO:HI, as in 0:100 or :1e6, found '{text}'"));
    let (low, high) = text.split_once(':').ok_or_else(wrong)?;
    let end = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse().ok().filter(|end: &f64| end.is_finite()).map(Some).ok_or_else(wrong),
    };
    Ok([end(low)?, end(high)?])
}

/// `800x450`.
fn size(text: &str) -> Result<(u16, u16), String> {
    let parse = |text: &str| text.parse().ok().filter(|pixels| (160..=16_000).contains(pixels));
    let parts = text.split_once('x').and_then(|(width, height)| Some((parse(width)?, parse(height)?)));
    parts.ok_or_else(|| "expected pixels from 160 to 16000, as in 800x450".to_owned())
}

/// Whether a terminal shows no more than ASCII, as far as it says.
pub(crate) fn is_ascii() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_ascii_lowercase();
    let other_letters =
        locale.split_once('.').is_some_and(|(_, letters)| !letters.replace('-', "").starts_with("utf8"));
    set("TERM").as_deref() == Some("dumb") || other_letters
}
