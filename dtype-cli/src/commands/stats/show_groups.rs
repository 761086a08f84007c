//! Groups as tables for people, one for each column, and as a line for each group and column for programs.

use std::io::{self, Write};

use anstyle::Style;
use dtype_core::{Groups, Value};

use super::asked::Asked;
use super::show::{DETAILS, Detail};
use crate::cells;
use crate::json::Json;
use crate::layout::Leaf;
use crate::numbers::grouped;
use crate::output::{Format, Output};
use crate::report::{Entry, Report};
use crate::table::{Cell, Column, Table};
use crate::text::{self, Cut};

/// What there is to show.
pub(super) struct Shown<'l> {
    /// What the keys are called.
    pub(super) keys: Vec<String>,
    pub(super) asked: Vec<Asked>,
    pub(super) columns: Vec<Described<'l>>,
    /// Its first statistic is the count of records.
    pub(super) groups: Groups,
}

/// A column, and where what is asked of it is among the statistics of the groups.
pub(super) struct Described<'l> {
    pub(super) leaf: &'l Leaf,
    pub(super) places: Vec<Option<usize>>,
}

pub(super) fn write(shown: &Shown<'_>, out: &mut Output) -> io::Result<()> {
    match out.width() {
        Some(width) if out.format() == Format::Table => shown.people(width, out),
        _ => shown.programs().write(out),
    }
}

impl Shown<'_> {
    /// The value of one that was asked.
    fn value(&self, column: &Described<'_>, asked: usize, group: usize) -> Option<Value> {
        let of = |place: usize| self.groups.column(place).ok()?[group].clone();
        match self.asked[asked] {
            Asked::Count => {
                let each: u64 = column.leaf.shape.iter().map(|&len| len as u64).product();
                let Some(Value::UInt(records)) = of(0) else { return None };
                Some(Value::UInt(records.saturating_mul(each)))
            }
            _ => of(column.places[asked]?),
        }
    }

    /// How wide each key is.
    fn key_widths(&self) -> Vec<usize> {
        let mut widths: Vec<usize> = self.keys.iter().map(|name| text::width(name)).collect();
        for key in self.groups.keys() {
            let cells = key.iter().map(cells::value);
            widths.iter_mut().zip(cells).for_each(|(width, cell)| *width = text::width(&cell).max(*width));
        }
        widths
    }

    /// How wide all keys are together.
    fn key_width(&self) -> usize {
        self.key_widths().iter().map(|width| width + 2).sum()
    }

    /// For each column a table, headed by its name.
    fn people(&self, width: usize, out: &mut Output) -> io::Result<()> {
        if self.columns.is_empty() {
            return self.table(None, Some(DETAILS[0]), true).write(out, Some(width));
        }
        for (i, column) in self.columns.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            let (bold, faint) = (Style::new().bold(), Style::new().dimmed());
            let name = text::cut(&text::clean(&cells::column(&column.leaf.path)), width, Cut::Middle);
            let room = width.saturating_sub(text::width(&name) + 2);
            let dtype = text::cut(&cells::array(&column.leaf.dtype, &column.leaf.shape), room, Cut::End);
            writeln!(out, "{bold}{name}{bold:#}  {faint}{dtype}{faint:#}")?;
            // A key that leaves no room beside it is cut; others stand whole before each part.
            let is_long = self.key_width() > width / 4 * 3;
            let tables = DETAILS.iter().map(|&detail| self.table(Some(column), Some(detail), is_long));
            match tables.into_iter().find(|table| table.fits(width)) {
                Some(table) => table.write(out, Some(width))?,
                None => {
                    let least = self.table(Some(column), DETAILS.last().copied(), is_long);
                    match is_long {
                        true => least.write(out, Some(width))?,
                        false => least.write_in_parts(out, Some(width), width)?,
                    }
                }
            }
        }
        Ok(())
    }

    /// A line for each group: its key, and what is asked of a column. Without one, how many records there are.
    fn table(&self, column: Option<&Described<'_>>, detail: Option<Detail>, cut: bool) -> Table {
        let groups = 0..self.groups.len();
        let key = |group: usize| self.groups.key(group).iter().map(cells::value);
        let widths = self.key_widths();
        // Several keys are one cell, each in a column of its own within it.
        let joined = |cells: &mut dyn Iterator<Item = String>| {
            let padded = cells.zip(&widths).map(|(cell, &width)| {
                let blanks = width.saturating_sub(text::width(&cell));
                format!("{cell}{:blanks$}", "")
            });
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let head = joined(&mut self.keys.iter().cloned());
        let mut heads = vec![if cut { Column::name(head) } else { Column::word(head) }];
        let Some(column) = column else {
            heads.push(Column::number("count"));
            let mut table = Table::new(heads);
            let counts = self.groups.column(0).unwrap_or_default();
            for (group, count) in groups.zip(counts) {
                let count = count.as_ref().map_or_else(String::new, grouped);
                table.push(vec![Cell::new(joined(&mut key(group))), Cell::new(count)]);
            }
            return table;
        };
        // A column without NaN needs no count of them, and what there is not needs no column at all.
        let says = |&asked: &usize| {
            let is_none = |value: &Option<Value>| match self.asked[asked] {
                Asked::Nan => value.as_ref().is_none_or(|value| *value == Value::UInt(0)),
                Asked::Std => value.is_none() || detail.is_some_and(|detail| !detail.std),
                _ => value.is_none(),
            };
            !groups.clone().all(|group| is_none(&self.value(column, asked, group)))
        };
        let asked: Vec<usize> = (0..self.asked.len()).filter(says).collect();
        heads.extend(asked.iter().map(|&asked| {
            Column::number(match self.asked[asked] {
                Asked::Nan => "nan".to_owned(),
                other => other.name(),
            })
        }));
        let mut table = Table::new(heads);
        for group in groups.clone() {
            let cells = asked.iter().map(|&asked| {
                let value = self.value(column, asked, group);
                Cell::new(value.map_or("-".to_owned(), |value| self.asked[asked].cell(&value, detail)))
            });
            let cells: Vec<Cell> = cells.collect();
            table.push(std::iter::once(Cell::new(joined(&mut key(group)))).chain(cells).collect());
        }
        table
    }

    /// A line for each group and column.
    fn programs(&self) -> Report {
        let names: Vec<String> = self.asked.iter().map(|asked| asked.name()).collect();
        let ours = |name: &str| name == "column" || names.iter().any(|own| own == name);
        // A key that is called as something of ours is called otherwise.
        let keys = self.keys.iter().map(|key| if ours(key) { format!("by_{key}") } else { key.clone() });
        let mut columns: Vec<(String, Column)> = keys.map(|key| (key.clone(), Column::word(key))).collect();
        if !self.columns.is_empty() {
            columns.push(("column".to_owned(), Column::word("column")));
        }
        let asked = if self.columns.is_empty() { &names[..1] } else { &names[..] };
        columns.extend(asked.iter().map(|name| (name.clone(), Column::number(name.clone()))));
        let mut report = Report::new("groups", columns);
        let entry = |value: Option<Value>| match value {
            Some(value) => Entry::new(cells::value(&value), Json::from(&value)),
            None => Entry::new("-", Json::Null),
        };
        for group in 0..self.groups.len() {
            let keys = || self.groups.key(group).iter().map(|key| entry(Some(key.clone())));
            if self.columns.is_empty() {
                let count = self.groups.column(0).ok().and_then(|counts| counts[group].clone());
                report.push(keys().chain([entry(count)]).collect());
            }
            for column in &self.columns {
                let name = cells::column(&column.leaf.path);
                let values = (0..self.asked.len()).map(|asked| entry(self.value(column, asked, group)));
                report.push(keys().chain([Entry::text(&name)]).chain(values).collect());
            }
        }
        report
    }
}
