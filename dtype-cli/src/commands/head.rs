//! `dtype head`: the first records.

use std::path::Path;

use dtype_core::npy::{File, LoadOptions};
use dtype_core::{AnyColumn, RecordView, ScalarKind, Value};

use crate::cells;
use crate::columns::{Choice, label};
use crate::errors::Failure;
use crate::json::Json;
use crate::output::Output;
use crate::records;
use crate::table::{Cell, Column, Table};

/// Characters of a value that are shown on a terminal.
const WIDEST: usize = 32;

/// Prints the first `most` records of a file: the wanted columns, or all.
pub(crate) fn run(
    path: &Path,
    most: usize,
    wanted: &[String],
    options: &LoadOptions,
    out: &mut Output,
) -> Result<(), Failure> {
    let file = File::open_with(path, options.clone())?;
    let choice = Choice::new(file.dtype(), wanted).map_err(|error| Failure::field(path, error))?;
    choice.check_printable(path)?;
    if !out.is_json() {
        let table = table(path, &file, most, &choice)?;
        let width = out.width();
        return Ok(table.write_in_parts(out, width, WIDEST)?);
    }
    let rows = rows(path, &file, most, &choice, wanted.is_empty())?;
    let document = Json::object([
        ("file", path.display().to_string().into()),
        ("records", file.header().len().into()),
        ("rows", Json::List(rows)),
    ]);
    Ok(out.document(&document)?)
}

fn table(path: &Path, file: &File, most: usize, choice: &Choice) -> Result<Table, Failure> {
    let nothing = RecordView::with_layout(&[], &choice.dtype, 0, 0, 0)?;
    let heads = choice.leaves.iter().zip(choice.columns(&nothing)).map(|(leaf, column)| {
        let title = cells::column(&leaf.path);
        if is_number(&column) { Column::number(title) } else { Column::word(title) }.or_less()
    });
    let mut table = Table::new([Column::number("#")].into_iter().chain(heads).collect());
    let mut position = 0;
    records::visit(path, file, &choice.dtype, most, |records| {
        let columns = choice.columns(records);
        for i in 0..records.len().min(most - position) {
            let values = columns.iter().map(|column| Cell::new(text(column.value(i))));
            let index = Cell::new(index(position, file.shape()));
            table.push([index].into_iter().chain(values).collect());
            position += 1;
        }
        Ok(())
    })?;
    Ok(table)
}

fn text(value: Option<Value>) -> String {
    value.as_ref().map(cells::value).unwrap_or_default()
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

/// Records as they are if all is wanted, else objects of the columns that are.
fn rows(path: &Path, file: &File, most: usize, choice: &Choice, all: bool) -> Result<Vec<Json>, Failure> {
    let labels: Vec<String> = choice.leaves.iter().map(|leaf| label(&leaf.path)).collect();
    let mut rows = Vec::new();
    records::visit(path, file, &choice.dtype, most, |records| {
        let count = records.len().min(most - rows.len());
        if all {
            rows.extend((0..count).filter_map(|i| records.record(i)).map(|record| Json::from(&record)));
            return Ok(());
        }
        let columns = choice.columns(records);
        rows.extend((0..count).map(|i| {
            let values = columns.iter().map(|column| column.value(i).as_ref().map(Json::from).into());
            Json::Object(labels.iter().cloned().zip(values).collect())
        }));
        Ok(())
    })?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_in_arrays_of_several_axes() {
        assert_eq!(index(7, &[10]), "7");
        assert_eq!(index(0, &[]), "0");
        assert_eq!(index(7, &[2, 4]), "[1, 3]");
    }
}
