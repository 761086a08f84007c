//! `dtype diff`: how two files differ, in their fields or in their records.

mod records;

use std::path::{Path, PathBuf};

use dtype_core::{Change, DType, Difference, Field};

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::cells;
use crate::errors::{Code, Failure};
use crate::input::{self, Reading, Table};
use crate::output::Format;
use crate::report::{Entry, Report};
use crate::table::Column;

/// Compare the fields of two files, or their records; exits with 1 if they differ
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype diff old.npy new.npy", "fields: what moved, changed, came and went"),
    ("dtype diff schema.json new.npy", "against what `schema --json` printed"),
    ("dtype diff --data old.npy new.npy", "records, by position"),
    ("dtype diff --data --key id old.npy new.npy", "records with the same id"),
    ("dtype diff --data --dtype \"[('x','<f4'),('y','<f4')]\" old.raw new.npy", "what has no header is told what it holds"),
]))]
pub(crate) struct Args {
    /// A file, or a schema
    a: PathBuf,

    /// Another one
    b: PathBuf,

    /// Compare records too
    #[arg(long)]
    data: bool,

    /// Records belong together that have the same in these columns; the records of A are held in memory
    #[arg(long, value_name = "COLS", value_delimiter = ',', requires = "data")]
    key: Vec<String>,

    /// Show so many differences between records
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    most: usize,

    #[command(flatten)]
    reading: Reading,
}

/// Compares two files.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    if args.data {
        let open = |path: &PathBuf| {
            let reading = Reading { or_header: true, ..args.reading.clone() };
            Table::open(std::slice::from_ref(path), &reading, &context.options)
        };
        let (a, b) = (open(&args.a)?, open(&args.b)?);
        check_told(args, a.is_any_told() || b.is_any_told())?;
        return records::compare(&a, &b, &args.key, args.most, context);
    }
    let open = |path| source(path, &args.reading, context);
    let (mut a, mut b) = (open(&args.a)?, open(&args.b)?);
    check_told(args, a.told || b.told)?;
    if !(a.is_schema && b.is_schema) {
        // Records that are arrays are further axes of a file.
        for source in [&mut a, &mut b] {
            source.dtype = source.dtype.flattened().0.clone();
        }
    }
    let (a, b) = (a.dtype, b.dtype);
    let diff = a.diff(&b);
    let mut report = Report::new(
        "fields",
        vec![
            ("field", Column::name("field")),
            ("before", Column::word("before").or_less()),
            ("after", Column::word("after").or_less()),
            ("change", Column::word("change").or_less()),
        ],
    );
    let place =
        |field: Option<&Field>| field.map(|field| format!("{} at {}", shown(field.dtype()), field.offset()));
    let entry = |text: Option<String>| Entry::new(text.clone().unwrap_or_else(|| "-".to_owned()), text);
    for field in diff.fields() {
        let path = if field.path().is_empty() { "value" } else { field.path() };
        report.push(vec![
            Entry::text(path),
            entry(place(field.before())),
            entry(place(field.after())),
            Entry::text(&words(field)),
        ]);
    }
    if a.itemsize() != b.itemsize() && context.out.format() == Format::Table {
        let sizes = [&a, &b].map(|dtype| format!("{} bytes", dtype.itemsize()));
        report.push(vec![
            Entry::text("(record)"),
            Entry::text(&sizes[0]),
            Entry::text(&sizes[1]),
            Entry::text(""),
        ]);
    }
    report.in_parts().write(&mut context.out)?;
    if diff.is_same_layout() { Ok(()) } else { Err(Failure::Differs) }
}

/// Where there is a dtype.
struct Source {
    dtype: DType,
    /// It was said what the file holds.
    told: bool,
    /// The file holds no records, but tells of a dtype.
    is_schema: bool,
}

/// What is told of files without a header must be of use.
fn check_told(args: &Args, any: bool) -> Result<(), Failure> {
    if !args.reading.is_told() || any {
        return Ok(());
    }
    let message = "--dtype and --schema are for files without a header; neither file is one";
    Err(Failure::Said { code: Code::Usage, message: message.to_owned() })
}

/// The dtype of a file, or the one that it tells of.
pub(super) fn dtype(path: &Path, context: &Context) -> Result<DType, Failure> {
    Ok(source(path, &Reading::default(), context)?.dtype)
}

fn source(path: &Path, reading: &Reading, context: &Context) -> Result<Source, Failure> {
    let is_schema = |dtype| Source { dtype, told: false, is_schema: true };
    let reading = Reading { or_header: true, ..reading.clone() };
    let table = Table::open(&[path.to_owned()], &reading, &context.options);
    let of_table =
        |table: &Table| Source { dtype: table.dtype().clone(), told: table.is_any_told(), is_schema: false };
    match table {
        // Beside a dtype that is told, any file could be one of records.
        Ok(table) if table.is_any_told() => {
            Ok(input::schema(path).map_or_else(|_| of_table(&table), is_schema))
        }
        Ok(table) => Ok(of_table(&table)),
        Err(failure) if failure.code() == Some(Code::File) && path.exists() => {
            input::schema(path).map(is_schema).map_err(|_| failure)
        }
        Err(failure) => Err(failure),
    }
}

fn shown(dtype: &DType) -> String {
    let (base, shape) = dtype.flattened();
    cells::array(base, &shape)
}

/// What changed about a field.
pub(super) fn words(field: &Difference) -> String {
    let word = match field.change() {
        Change::Same => "same",
        Change::Moved => "moved",
        Change::ByteOrder if field.is_moved() => "byte order, moved",
        Change::ByteOrder => "byte order",
        Change::Retyped => "retyped",
        Change::Added => "added",
        Change::Removed => "removed",
        _ => "changed",
    };
    word.to_owned()
}
