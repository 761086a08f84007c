//! Statistics as a table, with as much in it as there is room for.

use std::io::{self, Write};

use anstyle::Style;
use dtype_core::{ColumnSummary, Value};

use super::asked::Asked;
use super::more::More;
use super::spread::BINS;
use crate::cells;
use crate::json::Json;
use crate::layout::Leaf;
use crate::numbers::{grouped, rounded};
use crate::output::Output;
use crate::report::quoted;
use crate::table::{Cell, Column, Table};
use crate::text::{self, Cut};

/// How much is told of a column.
#[derive(Clone, Copy)]
pub(super) struct Detail {
    /// Its type and count too?
    all: bool,
    /// Its deviation too?
    pub(super) std: bool,
    /// Significant digits of floats.
    digits: usize,
    /// Characters of integers; longer ones are rounded as floats are.
    integer: usize,
    /// Characters of a datetime: 19 to the second, 10 to the day.
    time: usize,
}

/// From the most to the least.
pub(super) const DETAILS: [Detail; 6] = [
    Detail { all: true, std: true, digits: 6, integer: usize::MAX, time: usize::MAX },
    Detail { all: true, std: true, digits: 6, integer: usize::MAX, time: 19 },
    Detail { all: false, std: true, digits: 5, integer: usize::MAX, time: 19 },
    Detail { all: false, std: true, digits: 5, integer: 15, time: 16 },
    Detail { all: false, std: true, digits: 4, integer: 9, time: 10 },
    Detail { all: false, std: false, digits: 4, integer: 9, time: 10 },
];

/// Columns, and what is known of each.
pub(super) struct Described<'s> {
    pub(super) leaves: &'s [Leaf],
    pub(super) columns: &'s [ColumnSummary],
    pub(super) more: More,
    /// How their values are spread.
    pub(super) blocks: Option<Vec<String>>,
}

/// What stands in a table.
#[derive(Clone, Copy)]
struct Parts {
    /// With as much of it as this; everything exactly, for programs, if there is none.
    detail: Option<Detail>,
    more: bool,
    blocks: bool,
}

impl Described<'_> {
    /// Writes a line for each column; where there is no room even for the least detail, a paragraph for each. Blocks stand
    /// where there is room beside everything else, or where they are `wanted` rather than some of its digits.
    pub(super) fn write(&self, wanted: bool, out: &mut Output) -> io::Result<()> {
        let Some(width) = out.width() else {
            return self.lines(Parts { detail: None, more: true, blocks: true }).write(out, None);
        };
        let blocks = self.blocks.is_some();
        let first = if wanted && blocks { self.fitting(width, true, true) } else { None };
        // Where there is no room for blocks that are wanted, they stand below, as all does that is asked for.
        let whole = if wanted && blocks { first } else { self.fitting(width, true, false) };
        if let Some(detail) = whole {
            let parts = Parts { detail: Some(detail), more: true, blocks: blocks && first.is_some() };
            let with_blocks = self.lines(Parts { blocks, ..parts });
            let table = if with_blocks.fits(width) { with_blocks } else { self.lines(parts) };
            return table.write(out, Some(width));
        }
        // More than there is room for stands below what there always is.
        if let Some(detail) = self.fitting(width, false, false) {
            let parts = Parts { detail: Some(detail), more: true, blocks };
            return self.lines(parts).write_in_parts(out, Some(width), width);
        }
        for column in 0..self.leaves.len() {
            if column > 0 {
                writeln!(out)?;
            }
            self.paragraph(column, width, out)?;
        }
        Ok(())
    }

    /// Whether there is room for blocks beside everything else.
    pub(super) fn has_room(&self, out: &Output) -> bool {
        let Some(width) = out.width() else { return false };
        match self.fitting(width, true, false) {
            Some(detail) => self
                .lines(Parts { detail: Some(detail), more: true, blocks: false })
                .fits(width - width.min(BINS + 2)),
            // They are lines of paragraphs, or stand in parts.
            None => true,
        }
    }

    /// The most detail with which a table fits.
    fn fitting(&self, width: usize, more: bool, blocks: bool) -> Option<Detail> {
        let fits = |detail: &Detail| self.lines(Parts { detail: Some(*detail), more, blocks }).fits(width);
        DETAILS.into_iter().find(fits)
    }

    /// A table of a line for each column.
    fn lines(&self, parts: Parts) -> Table {
        let Parts { detail, more, blocks } = parts;
        let all = detail.is_none_or(|detail| detail.all);
        let nan = all || self.columns.iter().any(|column| column.nan_count() > 0);
        let std = detail.is_none_or(|detail| detail.std);
        let shown = |says: &Says| match says.part {
            Part::Name => true,
            Part::About => all,
            Part::Nan => nan,
            Part::Std => std,
            Part::Always => true,
            Part::More => more,
            Part::Blocks => blocks,
        };
        let rows: Vec<Vec<Says>> = (0..self.leaves.len())
            .map(|column| self.statistics(column, detail).into_iter().filter(shown).collect())
            .collect();
        let head = |says: &Says| match says.part {
            Part::Name => Column::name(&says.name),
            Part::Blocks => Column::word(&says.name),
            Part::About if says.name == "type" => Column::word(&says.name),
            _ => Column::number(&says.name),
        };
        let columns = match rows.first() {
            Some(first) => first.iter().map(head).collect(),
            // Titles stand above nothing too.
            None => vec![
                Column::name("column"),
                Column::number("mean"),
                Column::number("min"),
                Column::number("max"),
            ],
        };
        let mut table = Table::new(columns);
        for row in rows {
            table.push(row.into_iter().map(|says| Cell::new(says.text)).collect());
        }
        table
    }

    /// A line for each statistic.
    fn paragraph(&self, column: usize, width: usize, out: &mut Output) -> io::Result<()> {
        let (bold, faint) = (Style::new().bold(), Style::new().dimmed());
        let all = self.statistics(column, Some(DETAILS[0]));
        let [name, dtype, statistics @ ..] = &all[..] else { return Ok(()) };
        let name = text::cut(&text::clean(&name.text), width, Cut::Middle);
        let room = width.saturating_sub(text::width(&name) + 2);
        writeln!(out, "{bold}{name}{bold:#}  {faint}{}{faint:#}", text::cut(&dtype.text, room, Cut::End))?;
        let tells = |says: &&Says| says.text != "-" && (says.part != Part::Nan || says.text != "0");
        let told = || statistics.iter().filter(tells);
        let left = told().map(|says| text::width(&says.name)).max().unwrap_or(0).max(5);
        for Says { name, text, .. } in told() {
            let text = text::cut(text, width.saturating_sub(left + 4), Cut::End);
            writeln!(out, "  {faint}{name:left$}{faint:#}  {text}")?;
        }
        Ok(())
    }

    /// What there is to tell of a column, in the order of the table.
    fn statistics(&self, column: usize, detail: Option<Detail>) -> Vec<Says> {
        let (leaf, summary) = (&self.leaves[column], &self.columns[column]);
        let integer = |count: u64| if detail.is_some() { grouped(count) } else { count.to_string() };
        let value = |value: Option<Value>| value.map_or("-".to_owned(), |value| shown(&value, detail));
        // An extreme is one of the values: it is shown as it is, if it is not long.
        let extreme = |value: Option<Value>| value.map_or("-".to_owned(), |value| whole(&value, detail));
        let more = |asked: &Asked| {
            let text = self.more.value(column, *asked).map(|value| asked.cell(value, detail));
            Says { part: Part::More, name: asked.name(), text: text.unwrap_or_else(|| "-".to_owned()) }
        };
        let says = |part, name: &str, text| Says { part, name: name.to_owned(), text };
        let (quantiles, others): (Vec<Asked>, Vec<Asked>) =
            self.more.asked.iter().partition(|asked| matches!(asked, Asked::Quantile(_)));
        let mut all = vec![
            says(Part::Name, "column", cells::column(&leaf.path)),
            says(Part::About, "type", cells::array(&leaf.dtype, &leaf.shape)),
            says(Part::About, "count", integer(summary.count())),
            says(Part::Nan, "nan", integer(summary.nan_count())),
            says(Part::Always, "mean", value(summary.mean())),
            says(Part::Std, "std", value(summary.std(0).map(Value::Float64))),
            says(Part::Always, "min", extreme(summary.min())),
        ];
        all.extend(quantiles.iter().map(more));
        all.push(says(Part::Always, "max", extreme(summary.max())));
        all.extend(others.iter().map(more));
        let blocks = self.blocks.as_ref().map(|blocks| says(Part::Blocks, "hist", blocks[column].clone()));
        all.extend(blocks);
        all
    }
}

/// One text of a column, and what it is called.
struct Says {
    part: Part,
    name: String,
    text: String,
}

/// When it is told.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Name,
    /// Where there is room for all.
    About,
    /// Where there is any.
    Nan,
    Std,
    Always,
    /// What was asked for.
    More,
    Blocks,
}

/// Writes a line for each column, as comma-separated values. A path is what `-c` takes: lists are for JSON.
pub(super) fn csv(leaves: &[Leaf], columns: impl Iterator<Item = Json>, out: &mut Output) -> io::Result<()> {
    for (i, (leaf, column)) in leaves.iter().zip(columns).enumerate() {
        let Json::Object(entries) = column else { continue };
        if i == 0 {
            let names: Vec<_> = entries.iter().map(|(name, _)| name.as_str()).collect();
            writeln!(out, "{}", names.join(","))?;
        }
        let value = |(name, value): &(String, Json)| match &name[..] {
            "path" => quoted(&cells::column(&leaf.path).into()),
            _ => quoted(value),
        };
        let values: Vec<String> = entries.iter().map(value).collect();
        writeln!(out, "{}", values.join(","))?;
    }
    Ok(())
}

/// A value with as many digits as the detail allows.
pub(super) fn shown(value: &Value, detail: Option<Detail>) -> String {
    let Some(Detail { digits, integer, time, .. }) = detail else { return cells::value(value) };
    let few = |exact: String, value: f64| if exact.len() > integer { rounded(value, digits) } else { exact };
    match value {
        Value::Int(value) => few(grouped(value), *value as f64),
        Value::UInt(value) => few(grouped(value), *value as f64),
        Value::Float16(value) | Value::Float32(value) => rounded((*value).into(), digits),
        Value::Float64(value) => rounded(*value, digits),
        Value::Complex64(re, im) => complex((*re).into(), (*im).into(), digits),
        Value::Complex128(re, im) => complex(*re, *im, digits),
        Value::DateTime64(..) => value.to_string().chars().take(time).collect(),
        other => cells::value(other),
    }
}

/// The same, with all digits if they are not many more.
pub(super) fn whole(value: &Value, detail: Option<Detail>) -> String {
    let (Some(Detail { digits, .. }), Value::Float16(_) | Value::Float32(_) | Value::Float64(_)) =
        (detail, value)
    else {
        return shown(value, detail);
    };
    let exact = value.to_string();
    match exact.split_once('.') {
        Some((integer, fraction)) if exact.len() <= digits + 4 && !fraction.contains('e') => {
            let fraction = fraction.trim_end_matches('0');
            format!("{}{}{fraction}", grouped(integer), if fraction.is_empty() { "" } else { "." })
        }
        _ => shown(value, detail),
    }
}

fn complex(re: f64, im: f64, digits: usize) -> String {
    let (re, im) = (rounded(re, digits), rounded(im, digits));
    let plus = if im.starts_with('-') { "" } else { "+" };
    format!("({re}{plus}{im}j)")
}
