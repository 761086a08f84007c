//! `dtype corr`: how columns go together.

use std::io::{self, Write};
use std::path::PathBuf;

use anstyle::Style;
use clap::ValueEnum;
use dtype_core::{Covariance, Matrix, RecordView, Value};

use super::Context;
use crate::args::{COLUMNS, TEMPLATE, examples};
use crate::cells;
use crate::chosen::Chosen;
use crate::columns::Choice;
use crate::condition::Condition;
use crate::errors::{Code, Failure};
use crate::input::{Reading, Table as Records};
use crate::json::Json;
use crate::numbers::rounded;
use crate::output::{Format, Output};
use crate::report::quoted;
use crate::table::{Cell, Column, Table};

/// Correlate the columns with each other: a matrix of Pearson's coefficients
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype corr trades.npy", "every column of numbers with every other"),
    ("dtype corr -c price,size trades.npy", "these two"),
    ("dtype corr --covariance --json trades.npy", "covariances, for programs"),
]))]
pub(crate) struct Args {
    /// Files; several with the same fields are one table
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Which columns.
    #[arg(short, long, value_name = "COLS", help = COLUMNS)]
    columns: Vec<String>,

    /// Covariances instead, of a sample (divided by one less than there are)
    #[arg(long)]
    covariance: bool,

    /// NaN: leave out the pairs that have one, as pandas does, or let one decide, as NumPy does
    #[arg(long, value_name = "WHAT", default_value = "skip")]
    nan: Nan,

    #[command(flatten)]
    condition: Condition,

    #[command(flatten)]
    reading: Reading,
}

/// What is done about NaN.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Nan {
    Skip,
    Propagate,
}

/// Correlates columns, in one pass over the records.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let table = Records::open(&args.files, &args.reading, &context.options)?;
    let choice =
        Choice::new(table.dtype(), &args.columns).map_err(|error| Failure::field(&table.path(), error))?;
    let (names, paths) = columns(&choice, &table, !args.columns.is_empty())?;
    let mut state = Covariance::new(&choice.dtype, paths.iter().map(Vec::as_slice))?;
    if args.nan == Nan::Skip {
        state = state.skipping_nan();
    }
    let (chosen, mut count) = (Chosen::new(&table, &choice, &args.condition)?, 0);
    chosen.visit(|records| {
        count += records.len() as u64;
        Ok(state.insert(records)?)
    })?;
    let moments = state.finish();
    let (what, matrix) = match args.covariance {
        true => ("covariance", moments.covariance(1)),
        false => ("correlation", moments.correlation()),
    };
    let out = &mut context.out;
    match out.format() {
        Format::Table => show(&names, &matrix, args.covariance, out)?,
        Format::Csv => {
            writeln!(out, "{}", rows(&names, &matrix).0.join(","))?;
            for (name, values) in rows(&names, &matrix).1 {
                let cells: Vec<String> = values.iter().map(|&x| quoted(&Json::Float(x))).collect();
                writeln!(out, "{},{}", quoted(&name.as_str().into()), cells.join(","))?;
            }
        }
        Format::JsonLines => {
            for (name, values) in rows(&names, &matrix).1 {
                let values = Json::list(values.iter().copied());
                out.document(&Json::object([("column", name.as_str().into()), (what, values)]))?;
            }
        }
        Format::Json => {
            let rows = rows(&names, &matrix).1.map(|(_, values)| Json::list(values.iter().copied()));
            let document = Json::object([
                ("file", table.name().into()),
                ("records", count.into()),
                ("columns", Json::list(&names)),
                (what, rows.collect()),
            ]);
            out.document(&document)?;
        }
    }
    Ok(())
}

/// The columns of real numbers, by their names and their paths in the records of the choice. Others are left out, but not
/// if they were asked for.
fn columns(
    choice: &Choice,
    table: &Records,
    asked: bool,
) -> Result<(Vec<String>, Vec<Vec<String>>), Failure> {
    let fields = RecordView::with_layout(&[], &choice.dtype, 0, 0, 0)?;
    let (mut names, mut paths) = (Vec::new(), Vec::new());
    for (leaf, (path, _)) in choice.leaves.iter().zip(fields.any_columns()) {
        let name = cells::column(&leaf.path);
        if Covariance::new(&choice.dtype, [path.as_slice()]).is_ok() {
            names.push(name);
            paths.push(path);
        } else if asked {
            let found = cells::array(&leaf.dtype, &leaf.shape);
            let message = format!(
                "{}: field '{name}': expected one real number in each record, found {found}",
                table.name()
            );
            return Err(Failure::Said { code: Code::Usage, message });
        }
    }
    if names.is_empty() {
        let message = format!("{}: expected columns of real numbers, found none", table.name());
        return Err(Failure::Said { code: Code::File, message });
    }
    Ok((names, paths))
}

/// The heads of all columns, and a name with its values for each row.
fn rows<'m>(
    names: &'m [String],
    matrix: &'m Matrix,
) -> (Vec<String>, impl Iterator<Item = (&'m String, &'m [f64])>) {
    let heads = ["column"].into_iter().chain(names.iter().map(String::as_str));
    let heads = heads.map(|name| quoted(&name.into())).collect();
    (heads, names.iter().enumerate().map(|(i, name)| (name, matrix.row(i))))
}

/// A row and a column for each; where there is no room, several tables one below the other.
fn show(names: &[String], matrix: &Matrix, covariance: bool, out: &mut Output) -> io::Result<()> {
    let is_wide = out.width().is_some();
    let mut heads = vec![Column::name(if is_wide { "" } else { "column" })];
    heads.extend(names.iter().map(Column::number));
    let mut table = Table::new(heads);
    for (i, name) in names.iter().enumerate() {
        let cell = |(j, &x): (usize, &f64)| {
            let text = match (is_wide, covariance) {
                (false, _) => cells::value(&Value::Float64(x)),
                (true, true) => rounded(x, 5),
                (true, false) if x.is_nan() => "nan".to_owned(),
                (true, false) => format!("{x:.3}"),
            };
            Cell::new(text).style(if i == j { Style::new().dimmed() } else { Style::new() })
        };
        let cells = matrix.row(i).iter().enumerate().map(cell);
        table.push([Cell::new(name)].into_iter().chain(cells).collect());
    }
    match out.width() {
        Some(width) => table.write_whole(out, width),
        None => table.write(out, None),
    }
}
