//! `dtype schema`: the fields of a record, and the gaps between them.

use std::io::Write;
use std::path::{Path, PathBuf};

use anstyle::Style;
use clap::ValueEnum;
use dtype_core::{ByteOrder, DType, interop};

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::cells;
use crate::errors::Failure;
use crate::input::{Reading, Table};
use crate::json::Json;
use crate::layout::{Gap, Layout, Leaf};
use crate::numbers::counted;
use crate::output::Format;
use crate::report::{Entry, Report};
use crate::table::{self, Cell, Column};
use crate::text;

/// List the fields of a record: offset, size, type, and the gaps between them
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype schema trades.npy", "as a table"),
    ("dtype schema --as rust trades.npy", "as a struct to derive Record on"),
    ("dtype schema --as c trades.npy", "as a C header"),
    ("dtype schema --json trades.npy | jq -r .descr", "as NumPy writes it"),
]))]
pub(crate) struct Args {
    /// A file
    file: PathBuf,

    /// In which language
    #[arg(long = "as", value_name = "LANGUAGE", default_value = "table", conflicts_with = "format")]
    language: Language,

    /// What the struct is called [default: after the file]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    reading: Reading,
}

/// How a dtype is written down.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Language {
    /// Offsets, sizes and gaps
    Table,
    /// What goes into np.dtype(...)
    Numpy,
    /// What --json prints
    Json,
    /// A struct with #[derive(Record)]
    Rust,
    /// A header for C and C++
    C,
    /// The format of a buffer in Python
    Pep3118,
    /// The data type of a zarr v3 array
    Zarr,
}

/// Shows what lies where in a record of the file.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let table = Table::open(std::slice::from_ref(&args.file), &args.reading, &context.options)?;
    let (dtype, out) = (table.dtype(), &mut context.out);
    let name = args.name.clone().unwrap_or_else(|| struct_name(&args.file));
    let as_text = match args.language {
        Language::Table | Language::Json => None,
        Language::Numpy => Some(Ok(dtype.to_string())),
        Language::Rust => Some(interop::rust_source::source(dtype, &name)),
        Language::C => Some(interop::c_header::header(dtype, &name)),
        Language::Pep3118 => Some(interop::pep3118::format(dtype)),
        Language::Zarr => Some(interop::zarr::data_type(dtype)),
    };
    if let Some(text) = as_text {
        let says = |error| Failure::record(&table.path(), &error);
        return Ok(writeln!(out, "{}", text.map_err(says)?.trim_end())?);
    }
    let layout = Layout::of(dtype);
    if args.language == Language::Json || out.format() == Format::Json {
        return Ok(out.document(&to_json(&table.name(), dtype, &layout))?);
    }
    if out.format() != Format::Table {
        return Ok(report(&layout).write(out)?);
    }
    fields(&layout).write(out, out.width())?;
    let summary = summary(dtype, &layout);
    for line in text::wrapped(&summary, out.width().unwrap_or(usize::MAX)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The name of a file as one of a type: `tick-data.npy` holds `TickData`.
fn struct_name(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("Row{name}") }
}

/// A row for each field, for programs.
fn report(layout: &Layout) -> Report {
    let columns = ["path", "offset", "size", "dtype", "shape", "aligned", "title"];
    let mut report = Report::new("fields", columns.map(|name| (name, Column::word(name))).into());
    for leaf in &layout.leaves {
        let path = cells::column(&leaf.path);
        report.push(vec![
            Entry::text(&path),
            Entry::new("", leaf.offset),
            Entry::new("", leaf.size()),
            Entry::text(&leaf.dtype.typestr()),
            Entry::new("", Json::list(&leaf.shape)),
            Entry::new("", !leaf.notes.unaligned),
            Entry::new("", leaf.notes.title.as_ref()),
        ]);
    }
    report
}

fn fields(layout: &Layout) -> table::Table {
    let mut table = table::Table::new(vec![
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
fn summary(dtype: &DType, layout: &Layout) -> String {
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

fn to_json(name: &str, dtype: &DType, layout: &Layout) -> Json {
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
        ("file", name.into()),
        ("descr", dtype.to_string().into()),
        ("itemsize", dtype.itemsize().into()),
        ("alignment", dtype.alignment().into()),
        ("layout", layout.kind().into()),
        ("fields", layout.leaves.iter().map(field).collect()),
        ("padding", layout.gaps.iter().map(gap).collect()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structs_are_named_after_files() {
        for (path, name) in
            [("a/tick-data.npy", "TickData"), ("2024.npy", "Row2024"), ("-", "Row"), ("größe.npy", "GrE")]
        {
            assert_eq!(struct_name(Path::new(path)), name);
        }
    }
}
