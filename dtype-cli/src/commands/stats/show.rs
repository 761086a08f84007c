//! Statistics as a table, with as much in it as there is room for.

use std::io::{self, Write};

use anstyle::Style;
use dtype_core::{ColumnSummary, Summary, Value};

use crate::cells;
use crate::columns::Choice;
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

/// Writes a line for each column; where there is no room even for the least detail, a paragraph for each.
pub(super) fn table(choice: &Choice, summary: &Summary, out: &mut Output) -> io::Result<()> {
    let columns: Vec<_> = choice.leaves.iter().zip(summary.columns()).collect();
    let Some(width) = out.width() else {
        return lines(&columns, None).write(out, None);
    };
    let tables = DETAILS.iter().map(|&detail| lines(&columns, Some(detail)));
    if let Some(table) = tables.into_iter().find(|table| table.fits(width)) {
        return table.write(out, Some(width));
    }
    for (i, (leaf, column)) in columns.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        paragraph(leaf, column, width, out)?;
    }
    Ok(())
}

/// Writes a line for each column, as comma-separated values.
pub(super) fn csv(columns: impl Iterator<Item = Json>, out: &mut Output) -> io::Result<()> {
    for (i, column) in columns.enumerate() {
        let Json::Object(entries) = column else { continue };
        if i == 0 {
            let names: Vec<_> = entries.iter().map(|(name, _)| name.as_str()).collect();
            writeln!(out, "{}", names.join(","))?;
        }
        let values: Vec<String> = entries.iter().map(|(_, value)| quoted(value)).collect();
        writeln!(out, "{}", values.join(","))?;
    }
    Ok(())
}

/// A table of a line for each column. Without a detail everything exactly, for programs.
fn lines(columns: &[(&Leaf, &ColumnSummary)], detail: Option<Detail>) -> Table {
    let all = detail.is_none_or(|detail| detail.all);
    let nan = all || columns.iter().any(|(_, column)| column.nan_count() > 0);
    let std = detail.is_none_or(|detail| detail.std);
    let heads = [
        (true, Column::name("column")),
        (all, Column::word("type")),
        (all, Column::number("count")),
        (nan, Column::number("nan")),
        (true, Column::number("mean")),
        (std, Column::number("std")),
        (true, Column::number("min")),
        (true, Column::number("max")),
    ];
    let shown = heads.each_ref().map(|(shown, _)| *shown);
    let mut table =
        Table::new(heads.into_iter().filter(|(shown, _)| *shown).map(|(_, column)| column).collect());
    for (leaf, column) in columns {
        let cells = statistics(leaf, column, detail).into_iter().zip(shown);
        table.push(cells.filter(|(_, shown)| *shown).map(|((_, text), _)| Cell::new(text)).collect());
    }
    table
}

/// A line for each statistic.
fn paragraph(leaf: &Leaf, column: &ColumnSummary, width: usize, out: &mut Output) -> io::Result<()> {
    let (bold, faint) = (Style::new().bold(), Style::new().dimmed());
    let [(_, name), (_, dtype), statistics @ ..] = statistics(leaf, column, Some(DETAILS[0]));
    let name = text::cut(&text::clean(&name), width, Cut::Middle);
    let room = width.saturating_sub(text::width(&name) + 2);
    writeln!(out, "{bold}{name}{bold:#}  {faint}{}{faint:#}", text::cut(&dtype, room, Cut::End))?;
    for (name, says) in statistics {
        if says == "-" || (name == "nan" && says == "0") {
            continue;
        }
        let says = text::cut(&says, width.saturating_sub(9), Cut::End);
        writeln!(out, "  {faint}{name:5}{faint:#}  {says}")?;
    }
    Ok(())
}

/// What there is to tell, in the order of the table.
fn statistics(leaf: &Leaf, column: &ColumnSummary, detail: Option<Detail>) -> [(&'static str, String); 8] {
    let integer = |count: u64| if detail.is_some() { grouped(count) } else { count.to_string() };
    let value = |value: Option<Value>| value.map_or("-".to_owned(), |value| shown(&value, detail));
    // An extreme is one of the values: it is shown as it is, if it is not long.
    let extreme = |value: Option<Value>| value.map_or("-".to_owned(), |value| whole(&value, detail));
    [
        ("column", cells::column(&leaf.path)),
        ("type", cells::array(&leaf.dtype, &leaf.shape)),
        ("count", integer(column.count())),
        ("nan", integer(column.nan_count())),
        ("mean", value(column.mean())),
        ("std", value(column.std(0).map(Value::Float64))),
        ("min", extreme(column.min())),
        ("max", extreme(column.max())),
    ]
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
