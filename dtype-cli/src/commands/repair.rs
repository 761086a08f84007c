//! `dtype repair`: a file whose header and records disagree.

use std::path::{Path, PathBuf};

use dtype_core::npy::AppendOptions;

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::errors::Failure;
use crate::input::{self, Reading};
use crate::report::{Entry, Report};
use crate::table::Column;
use crate::text::{self, Cut};

/// Mend what a crash has left of a file that was growing
///
/// The header is made to say how many records there are; a record that was not written to its end is cut off.
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype repair log.npy", "mend it, and say what was wrong"),
    ("dtype repair --dry-run *.npy", "say what is wrong; exit code 1 if anything is"),
]))]
pub(crate) struct Args {
    /// Files in the .npy format
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Change nothing
    #[arg(long)]
    dry_run: bool,

    /// What one record is, where the header does not tell
    #[arg(long, value_name = "DTYPE")]
    dtype: Option<String>,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let reading = Reading { dtype: args.dtype.clone(), ..Reading::default() };
    let dtype = reading.told()?;
    let options = AppendOptions::new().create(false).limits(context.limits.clone()).repair(!args.dry_run);
    let mut report = Report::new(
        "files",
        vec![
            ("file", Column::word("file")),
            ("state", Column::word("state")),
            ("claimed", Column::number("header said")),
            ("records", Column::number("records")),
            ("cut", Column::number("bytes cut off")),
        ],
    );
    // The numbers stand beside a name, whatever its length.
    let most = context.out.width().map_or(usize::MAX, |width| width / 2);
    let (mut broken, mut failures) = (0, Vec::new());
    for file in &input::expanded(&args.files)? {
        let look = || {
            let repair = options.repair_file(file, dtype.as_ref())?;
            let records = match &repair {
                Some(repair) => repair.len(),
                None => context.options.header(file)?.shape().first().copied().unwrap_or(1),
            };
            Ok((repair, records))
        };
        let (repair, records) = match look() {
            Ok(found) => found,
            // What was done to others is told all the same.
            Err(error) => {
                failures.push(Failure::Library(error));
                continue;
            }
        };
        broken += usize::from(repair.is_some());
        let state = match (&repair, args.dry_run) {
            (None, _) => "whole",
            (Some(_), true) => "broken",
            (Some(_), false) => "mended",
        };
        let claimed = repair.as_ref().map_or(Some(records), |repair| repair.claimed());
        let cut = repair.as_ref().map_or(0, |repair| repair.cut_len());
        let number = |count: usize| Entry::new(context.out.integer(count), count);
        report.push(vec![
            Entry::new(text::cut(&name(file), most, Cut::Middle), name(file)),
            Entry::text(state),
            claimed.map_or_else(|| Entry::new("torn", None::<usize>), number),
            number(records),
            Entry::new(context.out.integer(cut), cut),
        ]);
    }
    if failures.is_empty() || !report.is_empty() {
        report.in_parts().write(&mut context.out)?;
    }
    Failure::all_of(failures)?;
    if broken > 0 && args.dry_run {
        return Err(Failure::Differs);
    }
    Ok(())
}

fn name(file: &Path) -> String {
    file.display().to_string()
}
