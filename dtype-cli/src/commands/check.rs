//! `dtype check`: whether a file holds what it should.

mod rules;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anstyle::AnsiColor;
use dtype_core::RecordView;

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::columns;
use crate::errors::{Code, Failure};
use crate::input::{Place, Reading, Table};
use crate::output::Format;
use crate::report::{Entry, Report};
use crate::table::{Cell, Column};
use rules::Rule;

/// Check that a file is whole and holds what it should; exits with 1 if not
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype check trades.npy", "is it whole, are bools and text valid"),
    ("dtype check --sorted time --unique id trades.npy", "more of what should be true"),
    ("dtype check --range price=0:1000 --finite trades.npy", "and of the values"),
    ("dtype check --schema trades.json trades.npy", "are the fields those of a schema, or of another file"),
]))]
pub(crate) struct Args {
    /// Files; several with the same fields are one table
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The dtype must be this one: a file of records, or what `schema --json` prints. With --count or --stride, which are for
    /// files without a header, it tells what those hold
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,

    /// A column must not fall from one record to the next
    #[arg(long, value_name = "COLUMN")]
    sorted: Vec<String>,

    /// No value of a column may come twice; all of them are held in memory
    #[arg(long, value_name = "COLUMN")]
    unique: Vec<String>,

    /// No float may be NaN or infinite, no time NaT
    #[arg(long)]
    finite: bool,

    /// Values must be in a range: price=0:1000, size=1: or time='2024-03-01':
    #[arg(long, value_name = "COLUMN=LO:HI")]
    range: Vec<String>,

    /// Records of this dtype, in a file without a header
    #[arg(long, value_name = "DTYPE", help_heading = "Input")]
    dtype: Option<String>,

    #[command(flatten)]
    place: Place,
}

/// What was found out about a rule.
#[derive(Default)]
pub(crate) struct Finding {
    /// Records that break it, as far as they were counted.
    broken: usize,
    /// The first of them, and what it holds.
    first: Option<(usize, String)>,
}

impl Finding {
    /// One more record breaks the rule.
    fn add(&mut self, position: usize, says: impl FnOnce() -> String) {
        self.broken += 1;
        self.first.get_or_insert_with(|| (position, says()));
    }
}

/// Checks the files.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let is_raw = args.dtype.is_none() && (args.place.count.is_some() || args.place.stride.is_some());
    let reading = Reading {
        dtype: args.dtype.clone(),
        schema: args.schema.clone().filter(|_| is_raw),
        place: args.place.clone(),
        or_header: is_raw,
    };
    let table = Table::open(&args.files, &reading, &context.options).map_err(Failure::or_broken)?;
    if is_raw && let Some(name) = table.first_with_header() {
        let message = format!("--count and --stride are for files without a header; {name} has one");
        return Err(Failure::Said { code: Code::Usage, message });
    }
    let mut rows = vec![Row::held("size", format!("{} records, all there", table.len()))];
    if let Some(path) = &args.schema {
        rows.push(schema(path, &table, context)?);
    }
    let mut rules = rules(args, &table)?;
    let start = table.rows().start;
    let looked = table.visit(0..table.len(), table.dtype(), |first, records| {
        for rule in &mut rules {
            rule.look(start + first, records)?;
        }
        Ok(ControlFlow::Continue(()))
    });
    // What is wrong within a member is found when it is read.
    looked.map_err(Failure::or_broken)?;
    for rule in rules {
        rows.push(Row::of(rule, start)?);
    }
    let failed = rows.iter().any(|row| !row.ok);
    write(&rows, context)?;
    if failed { Err(Failure::Differs) } else { Ok(()) }
}

/// All rules that ask for a look at records.
fn rules(args: &Args, table: &Table) -> Result<Vec<Rule>, Failure> {
    let (dtype, path) = (table.dtype(), table.path());
    let nothing = RecordView::with_layout(&[], dtype, 0, 0, 0)?;
    let known = |column: &String| match columns::column(&nothing, column) {
        Ok(_) => Ok(column.clone()),
        Err(error) => Err(Failure::field(&path, error)),
    };
    let mut rules = Rule::always(dtype);
    for column in &args.sorted {
        rules.push(Rule::sorted(known(column)?, dtype).map_err(|error| Failure::field(&path, error))?);
    }
    for column in &args.unique {
        rules.push(Rule::unique(known(column)?, dtype).map_err(|error| Failure::field(&path, error))?);
    }
    if args.finite {
        rules.extend(Rule::finite(dtype));
    }
    for text in &args.range {
        let parts = text.rsplit_once('=').and_then(|(column, range)| Some((column, range.split_once(':')?)));
        let Some((column, _)) = parts else {
            let message = format!("--range: expected COLUMN=LO:HI, found '{text}'");
            return Err(Failure::Said { code: Code::Usage, message });
        };
        let column = known(&column.to_owned())?;
        let (_, range) = text.rsplit_once('=').unwrap_or_default();
        rules.push(Rule::range(column, range, dtype)?);
    }
    Ok(rules)
}

/// One check and how it went.
struct Row {
    name: &'static str,
    column: String,
    ok: bool,
    broken: usize,
    record: Option<usize>,
    says: String,
}

impl Row {
    fn held(name: &'static str, says: String) -> Row {
        Row { name, column: String::new(), ok: true, broken: 0, record: None, says }
    }

    fn of(rule: Rule, start: usize) -> Result<Row, Failure> {
        let (name, column) = (rule.name(), rule.column().to_owned());
        let Finding { broken, first } = rule.finish(start)?;
        let (record, says) = first.map_or((None, String::new()), |(at, says)| (Some(at), says));
        Ok(Row { name, column, ok: broken == 0, broken, record, says })
    }
}

/// Whether the fields are those of a schema: a file of records or a text.
fn schema(path: &Path, table: &Table, context: &Context) -> Result<Row, Failure> {
    let expected = super::diff::dtype(path, context)?;
    // Records that are arrays are further axes of a file.
    let expected = expected.flattened().0;
    let diff = expected.diff(table.dtype());
    let changed: Vec<String> = diff
        .fields()
        .iter()
        .filter(|field| field.change() != dtype_core::Change::Same)
        .map(|field| format!("{} ({})", field.path(), super::diff::words(field)))
        .collect();
    let says = match changed.is_empty() {
        false => changed.join(", "),
        true => {
            format!("expected {} bytes a record, found {}", expected.itemsize(), table.dtype().itemsize())
        }
    };
    let ok = diff.is_same_layout();
    let says = if ok { "the same fields in the same places".to_owned() } else { says };
    Ok(Row { name: "schema", column: String::new(), ok, broken: changed.len(), record: None, says })
}

fn write(rows: &[Row], context: &mut Context) -> Result<(), Failure> {
    let people = context.out.format() == Format::Table;
    let mut report = Report::new(
        "checks",
        vec![
            ("check", Column::word("check")),
            ("column", Column::name("column").or_less()),
            ("ok", Column::word("result")),
            ("broken", Column::number("broken")),
            ("record", Column::number("record")),
            ("found", Column::word("found").or_less()),
        ],
    );
    let (green, red) = (AnsiColor::Green.on_default(), AnsiColor::Red.on_default().bold());
    for row in rows {
        let ok = if row.ok { Cell::new("ok").style(green) } else { Cell::new("FAILED").style(red) };
        let broken = if row.broken == 0 && people { String::new() } else { row.broken.to_string() };
        report.push(vec![
            Entry::text(row.name),
            Entry::text(&row.column),
            Entry::new(ok, row.ok),
            Entry::new(broken, row.broken),
            Entry::new(
                row.record.map(|at| at.to_string()).unwrap_or_default(),
                row.record.map(|at| at as u64),
            ),
            Entry::text(&row.says),
        ]);
    }
    Ok(report.in_parts().write(&mut context.out)?)
}
