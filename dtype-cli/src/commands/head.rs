//! `dtype head`, `tail`, `sample` and `cat`: records themselves.

use std::io::Write;
use std::iter;
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;

use super::Context;
use crate::args::{COLUMNS, TEMPLATE, examples};
use crate::cells;
use crate::columns::{Choice, label};
use crate::condition::Condition;
use crate::errors::Failure;
use crate::expr::Filter;
use crate::input::{Reading, Table};
use crate::json::Json;
use crate::output::{Format, Output};
use crate::random::Random;
use crate::report::quoted as quoted_json;
use crate::table::{self, Cell, Column};
use dtype_core::serde::RecordFormat;
use dtype_core::{AnyColumn, RecordView, ScalarKind, Value, csv, json};

/// Characters of a value that are shown on a terminal.
const WIDEST: usize = 32;

/// Records that a table is made of at a time, so that the first ones are seen soon.
const BATCH: usize = 10_000;

/// Which records of which files, and which columns of them.
#[derive(Debug, clap::Args)]
struct Wanted {
    /// Files; several with the same fields are one table
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Which columns.
    #[arg(short, long, value_name = "COLS", help = COLUMNS)]
    columns: Vec<String>,

    #[command(flatten)]
    condition: Condition,

    #[command(flatten)]
    reading: Reading,
}

/// Print the first records
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype head trades.npy", "the first ten"),
    ("dtype head -n 3 -c price,levels[0].bid book.npy", "of some columns only"),
    ("dtype head -w 'price > 190' trades.npy", "the first ten of which something is true"),
]))]
pub(crate) struct Head {
    #[command(flatten)]
    wanted: Wanted,

    /// How many records
    #[arg(short = 'n', long = "records", value_name = "N", default_value_t = 10)]
    records: usize,
}

/// Print the last records
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype tail trades.npy", "the last ten"),
    ("dtype tail -n 1 --json *.npy", "the last one of several files"),
]))]
pub(crate) struct Tail {
    #[command(flatten)]
    wanted: Wanted,

    /// How many records
    #[arg(short = 'n', long = "records", value_name = "N", default_value_t = 10)]
    records: usize,
}

/// Print records from anywhere, in their order
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype sample trades.npy", "ten, others every time"),
    ("dtype sample -n 1000 --seed 7 --csv trades.npy", "a thousand, the same every time"),
]))]
pub(crate) struct Sample {
    #[command(flatten)]
    wanted: Wanted,

    /// How many records
    #[arg(short = 'n', long = "records", value_name = "N", default_value_t = 10)]
    records: usize,

    /// A number that decides which
    #[arg(long, value_name = "SEED")]
    seed: Option<u64>,
}

/// Print all records
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype cat --jsonl trades.npy | jq .price", "one JSON document a record"),
    ("dtype cat --csv --rows 1000:2000 trades.npy", "some of them, as comma-separated values"),
    ("dtype cat -w 'isnan(bid)' ticks-*.npy", "of several files those of which something is true"),
]))]
pub(crate) struct Cat {
    #[command(flatten)]
    wanted: Wanted,
}

impl Head {
    pub(crate) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let table = self.wanted.open(context)?;
        self.wanted.print(&table, Pick::First(self.records), context)
    }
}

impl Tail {
    pub(crate) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let table = self.wanted.open(context)?;
        // Of none, there is nothing to look for.
        if !self.wanted.condition.is_some() || self.records == 0 {
            let start = table.len().saturating_sub(self.records);
            return self.wanted.print(&table, Pick::Range(start..table.len()), context);
        }
        // Which are the last ones shows only when all have been seen.
        let mut last = std::collections::VecDeque::new();
        self.wanted.matches(&table, 0..table.len(), |position| {
            if last.len() == self.records {
                last.pop_front();
            }
            last.push_back(position);
            true
        })?;
        self.wanted.print(&table, Pick::Some(last.into()), context)
    }
}

impl Sample {
    pub(crate) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let table = self.wanted.open(context)?;
        let mut random = Random::new(self.seed);
        let mut chosen: Vec<usize> = Vec::new();
        if !self.wanted.condition.is_some() {
            chosen = random.distinct(self.records, table.len());
        } else {
            // Each match takes the place of an earlier one with the chance that gives all of them the same (Vitter's R).
            let mut seen = 0;
            self.wanted.matches(&table, 0..table.len(), |position| {
                seen += 1;
                if chosen.len() < self.records {
                    chosen.push(position);
                } else if let Some(place) = chosen.get_mut(random.below(seen)) {
                    *place = position;
                }
                true
            })?;
        }
        chosen.sort_unstable();
        self.wanted.print(&table, Pick::Some(chosen), context)
    }
}

impl Cat {
    pub(crate) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let table = self.wanted.open(context)?;
        self.wanted.print(&table, Pick::First(usize::MAX), context)
    }
}

/// Which of the records are printed.
enum Pick {
    /// So many of those that the condition chooses.
    First(usize),
    Range(Range<usize>),
    /// Positions, in ascending order; the condition has been asked.
    Some(Vec<usize>),
}

impl Wanted {
    fn open(&self, context: &Context) -> Result<Table, Failure> {
        Table::open(&self.files, &self.reading, &context.options)
    }

    /// Calls `each` with the position of every record in a range that the condition chooses, until it is false.
    fn matches(
        &self,
        table: &Table,
        range: Range<usize>,
        mut each: impl FnMut(usize) -> bool,
    ) -> Result<(), Failure> {
        let filter = self.condition.filter(table.dtype())?;
        let mut mask = Vec::new();
        table.visit(range, table.dtype(), |first, records| {
            let chosen = chosen(filter.as_ref(), table.rows().start + first, records, &mut mask)?;
            Ok(match chosen.into_iter().all(|i| each(first + i)) {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            })
        })
    }

    fn print(&self, table: &Table, pick: Pick, context: &mut Context) -> Result<(), Failure> {
        let path = table.path();
        let choice =
            Choice::new(table.dtype(), &self.columns).map_err(|error| Failure::field(&path, error))?;
        choice.check_printable(&path)?;
        let filter = self.condition.filter(table.dtype())?;
        let mut printer = Printer::new(table, &choice, self.columns.is_empty(), &mut context.out)?;
        let mut left = if let Pick::First(most) = pick { most } else { usize::MAX };
        let ranges: Vec<Range<usize>> = match &pick {
            Pick::First(most) => {
                let end = if filter.is_some() { table.len() } else { table.len().min(*most) };
                iter::once(0..end).collect()
            }
            Pick::Range(range) => iter::once(range.clone()).collect(),
            Pick::Some(positions) => {
                let near = table.near();
                let runs = positions.chunk_by(|first, second| second - first <= near);
                runs.filter_map(|run| Some(*run.first()?..run.last()? + 1)).collect()
            }
        };
        let mut mask = Vec::new();
        let mut print = |first: usize, records: &RecordView<'_>| {
            let mut wanted = match &pick {
                Pick::Some(positions) => {
                    let from = positions.partition_point(|&position| position < first);
                    let to = positions.partition_point(|&position| position < first + records.len());
                    positions[from..to].iter().map(|position| position - first).collect()
                }
                _ => chosen(filter.as_ref(), table.rows().start + first, records, &mut mask)?,
            };
            wanted.truncate(left);
            left -= wanted.len();
            printer.print(first, records, &wanted)?;
            Ok(if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        };
        table.visit_each(&ranges, table.dtype(), &mut print)?;
        printer.finish()
    }
}

/// Which records of a block that begins at a position a filter chooses.
fn chosen(
    filter: Option<&Filter>,
    first: usize,
    records: &RecordView<'_>,
    mask: &mut Vec<bool>,
) -> Result<Vec<usize>, Failure> {
    let Some(filter) = filter else { return Ok((0..records.len()).collect()) };
    filter.choose(first, records, mask)?;
    Ok(mask.iter().enumerate().filter(|(_, chosen)| **chosen).map(|(i, _)| i).collect())
}

/// Writes records as the output is to be.
struct Printer<'p> {
    table: &'p Table,
    choice: &'p Choice,
    /// Whether all columns are printed, so that records can be written as they are.
    all: bool,
    out: &'p mut Output,
    rows: Rows,
}

enum Rows {
    Table(table::Table),
    /// One document, of so many records until now.
    Json(usize),
    Lines,
    Csv,
}

impl<'p> Printer<'p> {
    fn new(table: &'p Table, choice: &'p Choice, all: bool, out: &'p mut Output) -> Result<Self, Failure> {
        let rows = match out.format() {
            Format::Table => Rows::Table(heads(choice)?),
            Format::Json => Rows::Json(0),
            Format::JsonLines => Rows::Lines,
            Format::Csv if all => {
                csv::Writer::new(&mut *out, table.dtype(), &format(), b',')?.finish()?;
                Rows::Csv
            }
            Format::Csv => {
                let names = choice.leaves.iter().flat_map(|leaf| {
                    let name = cells::column(&leaf.path);
                    places(&leaf.shape).map(move |place| quoted(&format!("{name}{place}")))
                });
                let names: Vec<String> = names.collect();
                writeln!(out, "{}", names.join(","))?;
                Rows::Csv
            }
        };
        Ok(Printer { table, choice, all, out, rows })
    }

    /// Prints some records of a block, which starts at a position.
    fn print(&mut self, first: usize, records: &RecordView<'_>, wanted: &[usize]) -> Result<(), Failure> {
        if wanted.is_empty() {
            return Ok(());
        }
        let whole = wanted.len() == records.len();
        if self.all && matches!(self.rows, Rows::Lines | Rows::Csv) {
            let taken;
            let records = if whole {
                records
            } else {
                taken = records.to_taken(wanted)?;
                &taken.view()
            };
            if matches!(self.rows, Rows::Lines) {
                return Ok(json::write_lines(&mut *self.out, records, &format())?);
            }
            let mut lines = csv::Writer::without_names(&mut *self.out, records.dtype(), &format(), b',')?;
            lines.write(records)?;
            lines.finish()?;
            return Ok(());
        }
        // What the records are read as so that their leaves are the columns; gaps and all, it has their size.
        let bytes;
        let chosen = match records.as_bytes() {
            Some(bytes) => RecordView::with_shape(bytes, &self.choice.dtype, 0, &[records.len()], false)?,
            None => {
                bytes = records.to_array()?;
                RecordView::with_shape(bytes.as_bytes(), &self.choice.dtype, 0, &[records.len()], false)?
            }
        };
        let columns = self.choice.columns(&chosen);
        for &i in wanted {
            let values = columns.iter().map(|column| column.value(i));
            match &mut self.rows {
                Rows::Table(table) => {
                    let position = index(self.table.rows().start + first + i, self.table.shape());
                    let values =
                        values.map(|value| Cell::new(value.as_ref().map(cells::value).unwrap_or_default()));
                    table.push([Cell::new(position)].into_iter().chain(values).collect());
                }
                Rows::Json(count) => {
                    match count {
                        0 => begin(self.table, self.out)?,
                        _ => self.out.write_all(b",")?,
                    }
                    *count += 1;
                    let record = records.record(i).filter(|_| self.all);
                    self.out
                        .json(&record.map_or_else(|| object(self.choice, values), |it| Json::from(&it)))?;
                }
                Rows::Lines => self.out.document(&object(self.choice, values))?,
                Rows::Csv => {
                    let mut line = Vec::new();
                    values.flatten().for_each(|value| push_values(&value, &mut line));
                    writeln!(self.out, "{}", line.join(","))?;
                }
            }
        }
        // In a pipe, or where there are many, nobody waits for the widest value.
        if let Rows::Table(table) = &self.rows
            && table.len() >= BATCH
        {
            let width = self.out.width();
            table.write_in_parts(self.out, width, WIDEST)?;
            self.rows = Rows::Table(heads(self.choice)?);
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Failure> {
        match self.rows {
            Rows::Table(table) => {
                let width = self.out.width();
                table.write_in_parts(self.out, width, WIDEST)?;
            }
            Rows::Json(count) => {
                if count == 0 {
                    begin(self.table, self.out)?;
                }
                writeln!(self.out, "]}}")?;
            }
            Rows::Lines | Rows::Csv => {}
        }
        Ok(())
    }
}

/// The document up to its first record. It is written piece by piece: there may be any number of them.
fn begin(table: &Table, out: &mut Output) -> Result<(), Failure> {
    write!(out, "{{\"file\":")?;
    out.json(&table.name().into())?;
    write!(out, ",\"records\":{},\"rows\":[", table.len())?;
    Ok(())
}

/// Values by the names of their columns.
fn object(choice: &Choice, values: impl Iterator<Item = Option<Value>>) -> Json {
    let values = values.map(|value| value.as_ref().map(Json::from).into());
    let labels = choice.leaves.iter().map(|leaf| label(&leaf.path));
    Json::Object(labels.zip(values).collect())
}

/// The form of records for programs.
fn format() -> RecordFormat {
    RecordFormat::new()
}

/// The columns of a table, behind one of positions.
fn heads(choice: &Choice) -> Result<table::Table, Failure> {
    let nothing = RecordView::with_layout(&[], &choice.dtype, 0, 0, 0)?;
    let heads = choice.leaves.iter().zip(choice.columns(&nothing)).map(|(leaf, column)| {
        let title = cells::column(&leaf.path);
        if is_number(&column) { Column::number(title) } else { Column::word(title) }.or_less()
    });
    Ok(table::Table::new([Column::number("#")].into_iter().chain(heads).collect()))
}

/// The indexes of all elements of a sub-array, in brackets; one without any if it is none.
fn places(shape: &[usize]) -> impl Iterator<Item = String> + use<> {
    let shape = shape.to_vec();
    (0..shape.iter().product()).map(move |i: usize| {
        let mut rest = i;
        let mut index: Vec<String> = Vec::with_capacity(shape.len());
        for &len in shape.iter().rev() {
            index.push(format!("[{}]", rest % len));
            rest /= len;
        }
        index.into_iter().rev().collect()
    })
}

/// A value for a line of comma-separated values; those of a sub-array one by one.
fn push_values(value: &Value, line: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| push_values(value, line)),
        Value::DateTime64(i64::MIN, _) | Value::TimeDelta64(i64::MIN, _) => line.push(String::new()),
        Value::Float32(x) => line.push(format!("{x:?}")),
        Value::Complex64(..) | Value::Complex128(..) => line.push(value.to_string()),
        value => line.push(quoted_json(&Json::from(value))),
    }
}

fn quoted(text: &str) -> String {
    quoted_json(&Json::Text(text.to_owned()))
}

/// Where in the array a position is: `7`, or `[1, 3]` if it has several axes.
fn index(position: usize, shape: &[usize]) -> String {
    if shape.len() < 2 {
        return position.to_string();
    }
    let mut index = vec![0; shape.len()];
    let mut rest = position;
    for (at, &len) in index.iter_mut().zip(shape).rev() {
        *at = rest % len.max(1);
        rest /= len.max(1);
    }
    format!("{index:?}")
}

/// Are its values read best if their last digits stand below each other?
fn is_number(column: &AnyColumn<'_>) -> bool {
    let kind = column.dtype().as_scalar().map(|scalar| scalar.kind());
    let is_text = matches!(kind, Some(ScalarKind::Bytes(_) | ScalarKind::Str(_) | ScalarKind::Void(_)));
    // Elements of sub-arrays stand in brackets.
    kind.is_some() && !is_text && column.shape().len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_in_arrays_of_several_axes() {
        assert_eq!(index(7, &[10]), "7");
        assert_eq!(index(0, &[]), "0");
        assert_eq!(index(7, &[2, 4]), "[1, 3]");
        assert_eq!(places(&[2, 2]).collect::<Vec<_>>(), ["[0][0]", "[0][1]", "[1][0]", "[1][1]"]);
        assert_eq!(places(&[]).collect::<Vec<_>>(), [""]);
    }
}
