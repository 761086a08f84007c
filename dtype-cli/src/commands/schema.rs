//! `dtype schema`: the fields of a record, and the gaps between them.

use std::io::Write;
use std::path::Path;

use anstyle::Style;
use dtype_core::ByteOrder;
use dtype_core::npy::{Header, LoadOptions};

use crate::cells;
use crate::errors::Failure;
use crate::json::Json;
use crate::layout::{Gap, Layout, Leaf};
use crate::numbers::counted;
use crate::output::Output;
use crate::table::{Cell, Column, Table};
use crate::text;

/// Lists what lies where in a record of the file.
pub(crate) fn run(path: &Path, options: &LoadOptions, out: &mut Output) -> Result<(), Failure> {
    let header = options.header(path)?;
    let layout = Layout::of(header.dtype());
    if out.is_json() {
        return Ok(out.document(&to_json(path, &header, &layout))?);
    }
    table(&layout).write(out, out.width())?;
    let summary = summary(&header, &layout);
    for line in text::wrapped(&summary, out.width().unwrap_or(usize::MAX)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn table(layout: &Layout) -> Table {
    let mut table = Table::new(vec![
        Column::number("offset"),
        Column::number("size"),
        Column::name("field"),
        Column::word("type").or_less(),
        Column::word("note").or_nothing(),
    ]);
    let faint = Style::new().dimmed();
    let leaf = |leaf: &Leaf| {
        let cells = [
            leaf.offset.to_string(),
            leaf.size().to_string(),
            cells::column(&leaf.path),
            cells::array(&leaf.dtype, &leaf.shape),
        ];
        cells.map(Cell::from).into_iter().chain([Cell::new(notes(leaf)).style(faint)]).collect()
    };
    let gap = |gap: &Gap| {
        let note = if gap.times > 1 { format!("{} times", gap.times) } else { String::new() };
        let cells =
            [gap.offset.to_string(), gap.size.to_string(), "(padding)".to_owned(), String::new(), note];
        cells.map(|text| Cell::new(text).style(faint)).into()
    };
    // Both by their offset; fields that lie elsewhere than their order says move to their place.
    let leaves = layout.leaves.iter().map(|one| (one.offset, leaf(one)));
    let mut rows: Vec<(usize, Vec<Cell>)> =
        leaves.chain(layout.gaps.iter().map(|one| (one.offset, gap(one)))).collect();
    rows.sort_by_key(|&(offset, _)| offset);
    for (_, row) in rows {
        table.push(row);
    }
    table
}

fn notes(leaf: &Leaf) -> String {
    let mut notes = Vec::new();
    if leaf.notes.unaligned {
        notes.push("unaligned".to_owned());
    }
    if leaf.dtype.byte_order() == Some(ByteOrder::Big) {
        notes.push("big-endian".to_owned());
    }
    if let Some(stride) = leaf.notes.every {
        notes.push(format!("every {}", counted(stride, "byte")));
    }
    if let Some(title) = &leaf.notes.title {
        notes.push(format!("title '{title}'"));
    }
    if let Some(other) = &leaf.notes.overlaps {
        notes.push(format!("overlaps '{other}'"));
    }
    notes.join(", ")
}

/// `8 fields in 60 bytes, packed, little-endian, 1 unaligned, no padding`
fn summary(header: &Header, layout: &Layout) -> String {
    let dtype = header.dtype();
    let mut says =
        vec![format!("{} in {}", counted(layout.leaves.len(), "field"), counted(dtype.itemsize(), "byte"))];
    if dtype.fields().is_some() {
        says.push(layout.kind().to_owned());
    }
    match layout.byte_order() {
        "none" => {}
        "mixed" => says.push("little- and big-endian".to_owned()),
        order => says.push(format!("{order}-endian")),
    }
    if layout.unaligned() > 0 {
        says.push(format!("{} unaligned", layout.unaligned()));
    }
    says.push(match layout.padding() {
        0 => "no padding".to_owned(),
        padding => format!("{} of padding", counted(padding, "byte")),
    });
    says.join(", ")
}

fn to_json(path: &Path, header: &Header, layout: &Layout) -> Json {
    let dtype = header.dtype();
    let field = |leaf: &Leaf| {
        Json::object([
            ("path", Json::list(&leaf.path)),
            ("offset", leaf.offset.into()),
            ("size", leaf.size().into()),
            ("dtype", leaf.dtype.typestr().into()),
            ("shape", Json::list(&leaf.shape)),
            ("aligned", (!leaf.notes.unaligned).into()),
            ("title", leaf.notes.title.as_ref().into()),
        ])
    };
    let gap = |gap: &Gap| {
        Json::object([("offset", gap.offset.into()), ("size", gap.size.into()), ("times", gap.times.into())])
    };
    Json::object([
        ("file", path.display().to_string().into()),
        ("descr", dtype.to_string().into()),
        ("itemsize", dtype.itemsize().into()),
        ("alignment", dtype.alignment().into()),
        ("layout", layout.kind().into()),
        ("fields", layout.leaves.iter().map(field).collect()),
        ("padding", layout.gaps.iter().map(gap).collect()),
    ])
}
