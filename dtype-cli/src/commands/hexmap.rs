//! `dtype hexmap`: the bytes of one record, and what they mean.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anstyle::Style;
use dtype_core::{RecordView, Value};

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::cells;
use crate::errors::{Code, Failure};
use crate::input::{Format as Source, Reading, Rows, Table};
use crate::json::{Json, hex};
use crate::output::Format;
use crate::pieces::{Kind, pieces};
use crate::report::{Entry, Report};
use crate::table::{Cell, Column};
use crate::text;

/// Elements of an array of records that are taken apart.
const MOST: usize = 256;

/// Show the bytes of one record: offset, bytes, field, value
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype hexmap trades.npy", "the first record"),
    ("dtype hexmap -r -1 trades.npy", "the last one"),
    ("dtype hexmap -r 5 --dtype \"[('x','<f4'),('y','<f4')]\" points.raw", "of a file without a header"),
]))]
pub(crate) struct Args {
    /// A file
    file: PathBuf,

    /// Which record; below zero, counted from the end
    #[arg(short, long, value_name = "N", default_value_t = 0, allow_negative_numbers = true)]
    record: i64,

    #[command(flatten)]
    reading: Reading,
}

/// Shows a record byte by byte.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let table = Table::open(std::slice::from_ref(&args.file), &args.reading, &context.options)?;
    let position = position(args.record, &table)?;
    let mut bytes = Vec::new();
    table.visit(position..position + 1, table.dtype(), |_, records| {
        bytes = records.as_bytes().map_or_else(
            || records.to_array().map(|array| array.as_bytes().to_vec()),
            |bytes| Ok(bytes.to_vec()),
        )?;
        Ok(ControlFlow::Break(()))
    })?;
    let faint = Style::new().dimmed();
    let mut report = Report::new(
        "bytes",
        vec![
            ("offset", Column::number("offset")),
            ("bytes", Column::word("bytes").or_less()),
            ("field", Column::name("field")),
            ("dtype", Column::word("type").or_nothing()),
            ("value", Column::word("value").or_less()),
        ],
    );
    let people = context.out.width().is_some();
    for piece in pieces(table.dtype(), MOST) {
        let Some(part) = bytes.get(piece.bytes.clone()) else { continue };
        let path = piece.path();
        let (name, dtype, value) = match &piece.kind {
            Kind::Field { dtype, .. } => {
                let value = RecordView::with_shape(part, dtype, 0, &[1], false)?.record(0);
                let (base, shape) = dtype.flattened();
                let name = if path.is_empty() { "value" } else { &path };
                (name.to_owned(), cells::array(base, &shape), value)
            }
            Kind::Padding => ("(padding)".to_owned(), String::new(), None),
            Kind::More(count) => (format!("{path}: {count} more"), String::new(), None),
        };
        let style = if matches!(piece.kind, Kind::Field { .. }) { Style::new() } else { faint };
        let json = hex(part);
        let spaced = spaced(part, if people { 16 } else { usize::MAX });
        let cell = |text: &str| Cell::new(text).style(style);
        let is_field = matches!(piece.kind, Kind::Field { .. });
        report.push(vec![
            Entry::new(cell(&piece.bytes.start.to_string()), piece.bytes.start),
            Entry::new(cell(&spaced), json),
            Entry::new(cell(&name), is_field.then_some(name.clone())),
            Entry::new(cell(&dtype), is_field.then_some(dtype.clone())),
            Entry::new(cell(&shown(value.as_ref())), value.as_ref().map(Json::from)),
        ]);
    }
    if context.out.format() == Format::Table {
        let title = title(&table, position);
        for line in text::wrapped(&title, context.out.width().unwrap_or(usize::MAX)) {
            writeln!(context.out, "{line}")?;
        }
    }
    Ok(report.write(&mut context.out)?)
}

/// The record that a number means.
fn position(number: i64, table: &Table) -> Result<usize, Failure> {
    let rows: Result<Rows, String> = number.to_string().parse();
    match rows.map(|rows| rows.of(table.len())) {
        Ok(rows) if !rows.is_empty() && number >= -i64::try_from(table.len()).unwrap_or(i64::MAX) => {
            Ok(rows.start)
        }
        _ => {
            let (name, len) = (table.name(), table.len());
            let message = format!("{name}: expected a record of {len}, found number {number}");
            Err(Failure::Said { code: Code::Usage, message })
        }
    }
}

/// `record 5 of 3000, bytes 556 to 616 of the file`
fn title(table: &Table, position: usize) -> String {
    let (number, itemsize) = (table.rows().start + position, table.dtype().itemsize());
    let record = format!("record {number} of {}", table.rows().end.max(table.len()));
    let place = table.header().filter(|header| *table.format() == Source::Npy && !header.is_fortran());
    match place {
        Some(header) => {
            let start = header.data_offset().saturating_add((number as u64).saturating_mul(itemsize as u64));
            format!("{record}, bytes {start} to {} of the file", start.saturating_add(itemsize as u64))
        }
        None => format!("{record}, {itemsize} bytes"),
    }
}

fn spaced(bytes: &[u8], most: usize) -> String {
    let mut digits: Vec<String> = bytes.iter().take(most).map(|byte| format!("{byte:02x}")).collect();
    if bytes.len() > most {
        digits.push("…".to_owned());
    }
    digits.join(" ")
}

fn shown(value: Option<&Value>) -> String {
    value.map(cells::value).unwrap_or_default()
}
