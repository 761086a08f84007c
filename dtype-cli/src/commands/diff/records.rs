//! Records compared, by position or by key.

use std::collections::HashMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

use dtype_core::{AnyColumn, Change, RecordArray, RecordView, Value};

use super::Context;
use crate::cells;
use crate::columns;
use crate::errors::Failure;
use crate::input::Table;
use crate::json::Json;
use crate::numbers::counted;
use crate::output::Format;
use crate::report::{Entry, Report};
use crate::table::Column;
use crate::text;

/// A field of a record in which two files differ.
struct Found {
    record: String,
    field: String,
    values: [Option<Value>; 2],
}

/// What was found out.
#[derive(Default)]
struct Findings {
    equal: usize,
    changed: usize,
    added: usize,
    removed: usize,
    first: Vec<Found>,
    most: usize,
}

impl Findings {
    /// Compares a record with its counterpart, in the fields that both have.
    fn compare(&mut self, record: impl Fn() -> String, pairs: &[Pair<'_>], (i, j): (usize, usize)) {
        let mut is_equal = true;
        for pair in pairs.iter().filter(|pair| !pair.is_same(i, j)) {
            is_equal = false;
            if self.first.len() >= self.most {
                break;
            }
            let values = [pair.a.value(i), pair.b.value(j)];
            self.first.push(Found { record: record(), field: pair.path.to_owned(), values });
        }
        if is_equal { self.equal += 1 } else { self.changed += 1 }
    }
}

/// A field in both files.
struct Pair<'r> {
    path: &'r str,
    a: AnyColumn<'r>,
    b: AnyColumn<'r>,
}

impl Pair<'_> {
    /// The same value, whatever its width: also if both are NaN.
    fn is_same(&self, i: usize, j: usize) -> bool {
        let value = |column: &AnyColumn<'_>, at| column.value(at).as_ref().map(Json::from);
        match (self.a.value(i), self.b.value(j)) {
            (Some(a), Some(b)) if a == b => true,
            _ => {
                let texts =
                    [value(&self.a, i), value(&self.b, j)].map(|json| serde_json::to_string(&json).ok());
                texts[0] == texts[1]
            }
        }
    }
}

/// Compares the records of two files, and tells how many differ, and which first.
pub(super) fn compare(
    a: &Table,
    b: &Table,
    key: &[String],
    most: usize,
    context: &mut Context,
) -> Result<(), Failure> {
    for (table, column) in key.iter().flat_map(|column| [(a, column), (b, column)]) {
        let nothing = RecordView::with_layout(&[], table.dtype(), 0, 0, 0)?;
        columns::column(&nothing, column).map_err(|error| Failure::field(&table.path(), error))?;
    }
    let diff = a.dtype().diff(b.dtype());
    let fields = diff.fields().iter();
    let both: Vec<&str> = fields
        .filter(|field| !matches!(field.change(), Change::Added | Change::Removed))
        .map(|field| field.path())
        .collect();
    let mut findings = Findings { most, ..Findings::default() };
    if key.is_empty() {
        by_position(a, b, &both, &mut findings)?
    } else {
        by_key(a, b, key, &both, &mut findings)?
    }
    let same = diff.is_same_schema() && findings.changed + findings.added + findings.removed == 0;
    write(findings, diff.is_same_schema(), context)?;
    if same { Ok(()) } else { Err(Failure::Differs) }
}

fn by_position(a: &Table, b: &Table, both: &[&str], findings: &mut Findings) -> Result<(), Failure> {
    let common = a.len().min(b.len());
    (findings.removed, findings.added) = (a.len() - common, b.len() - common);
    let is_same = a.dtype() == b.dtype();
    // The other file is read on a thread of its own, as both are lent in blocks.
    thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(2);
        let reader = scope.spawn(move || {
            b.visit(0..common, b.dtype(), |_, records| {
                let sent = send.send(records.to_array()?);
                Ok(if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
            })
        });
        let mut block: Option<RecordArray> = None;
        let mut used = 0;
        let visited = a.visit(0..common, a.dtype(), |first, records| {
            let mut at = 0;
            while at < records.len() {
                if block.as_ref().is_none_or(|block| used == block.len()) {
                    (block, used) = (receive.recv().ok(), 0);
                }
                let Some(block) = &block else { return Ok(ControlFlow::Break(())) };
                let len = (records.len() - at).min(block.len() - used);
                let (left, right) = (records.slice(at..at + len), block.view().slice(used..used + len));
                if is_same && left.as_bytes().is_some() && left.as_bytes() == right.as_bytes() {
                    findings.equal += len;
                } else {
                    let pairs = pairs(&left, &right, both)?;
                    for i in 0..len {
                        findings.compare(|| (a.rows().start + first + at + i).to_string(), &pairs, (i, i));
                    }
                }
                (at, used) = (at + len, used + len);
            }
            Ok(ControlFlow::Continue(()))
        });
        drop(receive);
        let read = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        read.and(visited)
    })
}

fn by_key(
    a: &Table,
    b: &Table,
    key: &[String],
    both: &[&str],
    findings: &mut Findings,
) -> Result<(), Failure> {
    let all = whole(a)?;
    let all = all.view();
    let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, key) in keys(&all, key)?.into_iter().enumerate() {
        waiting.entry(key).or_default().push(i);
    }
    // Of those with the same key, the first ones belong together.
    waiting.values_mut().for_each(|places| places.reverse());
    b.visit(0..b.len(), b.dtype(), |_, records| {
        let pairs = pairs(&all, records, both)?;
        for (j, key) in keys(records, key)?.into_iter().enumerate() {
            match waiting.get_mut(&key).and_then(Vec::pop) {
                Some(i) => findings.compare(|| key.clone(), &pairs, (i, j)),
                None => findings.added += 1,
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    findings.removed = waiting.values().map(Vec::len).sum();
    Ok(())
}

/// All records of a table.
fn whole(table: &Table) -> Result<RecordArray, Failure> {
    let mut bytes = Vec::new();
    table.visit(0..table.len(), table.dtype(), |_, records| {
        bytes.extend_from_slice(records.to_array()?.as_bytes());
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(RecordArray::from_bytes(&bytes, table.dtype(), &[table.len()], false)?)
}

/// What the records have in the columns of a key, as text.
fn keys(records: &RecordView<'_>, key: &[String]) -> Result<Vec<String>, Failure> {
    let columns = key.iter().map(|path| columns::column(records, path)).collect::<Result<Vec<_>, _>>()?;
    let one = |i: usize| {
        let values =
            columns.iter().map(|column| column.value(i).as_ref().map(cells::value).unwrap_or_default());
        values.collect::<Vec<_>>().join(", ")
    };
    Ok((0..records.len()).map(one).collect())
}

fn pairs<'r>(a: &RecordView<'r>, b: &RecordView<'r>, both: &[&'r str]) -> Result<Vec<Pair<'r>>, Failure> {
    let column = |records: &RecordView<'r>, path: &str| match path {
        "" => records.any_column(&[] as &[&str]),
        path => records.any_column(path),
    };
    both.iter().map(|&path| Ok(Pair { path, a: column(a, path)?, b: column(b, path)? })).collect()
}

fn write(findings: Findings, same_fields: bool, context: &mut Context) -> Result<(), Failure> {
    let out = &mut context.out;
    if out.format() == Format::Json {
        let rows = findings.first.iter().map(|found| {
            Json::object([
                ("record", found.record.as_str().into()),
                ("field", found.field.as_str().into()),
                ("before", found.values[0].as_ref().map(Json::from).into()),
                ("after", found.values[1].as_ref().map(Json::from).into()),
            ])
        });
        return Ok(out.document(&Json::object([
            ("same_fields", same_fields.into()),
            ("equal", findings.equal.into()),
            ("changed", findings.changed.into()),
            ("added", findings.added.into()),
            ("removed", findings.removed.into()),
            ("differences", rows.collect()),
        ]))?);
    }
    if !findings.first.is_empty() || out.format() != Format::Table {
        let mut report = Report::new(
            "differences",
            vec![
                ("record", Column::number("record")),
                ("field", Column::name("field")),
                ("before", Column::word("before").or_less()),
                ("after", Column::word("after").or_less()),
            ],
        );
        for Found { record, field, values } in &findings.first {
            let value = |value: &Option<Value>| {
                Entry::new(
                    value.as_ref().map(cells::value).unwrap_or_default(),
                    value.as_ref().map(Json::from),
                )
            };
            let field = if field.is_empty() { "value" } else { field };
            report.push(vec![Entry::text(record), Entry::text(field), value(&values[0]), value(&values[1])]);
        }
        report.in_parts().write(out)?;
    }
    if out.format() == Format::Table {
        let Findings { equal, changed, added, removed, .. } = findings;
        let fields = if same_fields { "" } else { "; the fields differ, see `dtype diff` without --data" };
        let says = format!(
            "{} equal, {changed} changed, {added} added, {removed} removed{fields}",
            counted(equal, "record")
        );
        for line in text::wrapped(&says, out.width().unwrap_or(usize::MAX)) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
