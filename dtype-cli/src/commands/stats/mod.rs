//! `dtype stats`: what the values of each column amount to.

mod numpy;
mod show;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use dtype_core::npy::{File, LoadOptions};
use dtype_core::{Summary, SummaryBuilder};

use crate::columns::Choice;
use crate::errors::Failure;
use crate::json::Json;
use crate::numbers;
use crate::output::Output;
use crate::records;
use numpy::Propagated;

/// Describes columns of a file, in one pass over it.
pub(crate) fn run(
    path: &Path,
    wanted: &[String],
    options: &LoadOptions,
    out: &mut Output,
) -> Result<(), Failure> {
    let start = Instant::now();
    let file = File::open_with(path, options.clone())?;
    let choice = Choice::new(file.dtype(), wanted).map_err(|error| Failure::field(path, error))?;
    let mut summary = SummaryBuilder::new(&choice.dtype)?;
    if !out.is_json() {
        records::visit(path, &file, &choice.dtype, usize::MAX, |records| Ok(summary.insert(records)?))?;
        show::table(&choice, &summary.finish(), out)?;
        out.flush()?;
        return report(&file, start.elapsed());
    }
    let mut propagated = Propagated::new(&choice);
    records::visit(path, &file, &choice.dtype, usize::MAX, |records| {
        propagated.insert(&choice.columns(records));
        Ok(summary.insert(records)?)
    })?;
    Ok(out.document(&document(path, &file, &choice, &summary.finish(), &propagated))?)
}

fn document(path: &Path, file: &File, choice: &Choice, summary: &Summary, propagated: &Propagated) -> Json {
    let columns = summary.columns().iter().zip(propagated.columns()).zip(&choice.leaves);
    Json::object([
        ("file", path.display().to_string().into()),
        ("records", summary.records().into()),
        ("shape", Json::list(file.shape())),
        ("columns", columns.map(|((column, propagated), leaf)| propagated.to_json(leaf, column)).collect()),
    ])
}

/// Tells who looks on how long it took.
fn report(file: &File, time: Duration) -> Result<(), Failure> {
    if !(io::stdout().is_terminal() && io::stderr().is_terminal()) {
        return Ok(());
    }
    let records = numbers::counted(file.header().len(), "record");
    let size = file.header().data_len();
    let rate = numbers::bytes((size as f64 / time.as_secs_f64().max(1e-9)) as u64);
    let milliseconds = numbers::rounded(time.as_secs_f64() * 1e3, 3);
    // Nothing depends on it.
    let _ = writeln!(io::stderr(), "{records}, {}, {milliseconds} ms, {rate}/s", numbers::bytes(size));
    Ok(())
}
