//! `dtype append`: more records at the end of a file.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dtype_core::npy::{AnyAppender, AppendOptions};
use dtype_core::{ConvertOptions, ErrorKind};

use super::Context;
use super::convert::Allowed;
use crate::args::{TEMPLATE, examples};
use crate::errors::{self, Code, Failure};
use crate::input::{Reading, Table, TextFile};
use crate::numbers::{counted, grouped};
use crate::sink::{Encoding, Kind, Source};

/// Add the records of other files at the end of one, which can be loaded at every moment
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype append all.npy monday.npy tuesday.npy", "fields are matched by name"),
    ("dtype append --allow-extra all.npy new.csv", "from text, but for columns that all.npy has not"),
]))]
pub(crate) struct Args {
    /// The .npy file that grows; what a crash has left in it is mended first
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Files with the records: .npy, members of archives, .csv, .tsv, .jsonl, .json
    #[arg(required = true, value_name = "MORE")]
    more: Vec<PathBuf>,

    /// Another name for a field before it is matched
    #[arg(long, value_name = "OLD=NEW")]
    rename: Vec<String>,

    /// What casts may do to values [default: only their byte order may differ]
    #[arg(long, value_name = "CASTING")]
    casting: Option<Allowed>,

    /// Pass over fields that the file has not
    #[arg(long)]
    allow_extra: bool,

    /// Zero for fields that the new records have not
    #[arg(long)]
    allow_missing: bool,

    /// Copy a file whose header has no room to grow
    #[arg(long)]
    rewrite_header: bool,

    /// What the bytes of S fields are in text: latin1 takes a letter for each
    #[arg(long, value_name = "ENCODING", default_value = "utf8")]
    text: Encoding,

    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let mut convert = ConvertOptions::new().allow_extra(args.allow_extra).zero_missing(args.allow_missing);
    if let Some(allowed) = args.casting {
        convert = convert.casting(allowed.casting());
    }
    for rename in &args.rename {
        let Some((old, new)) = rename.split_once('=') else {
            let message = format!("--rename: expected OLD=NEW, as in price=px, found '{rename}'");
            return Err(Failure::Said { code: Code::Usage, message });
        };
        convert = convert.rename(old, new);
    }
    if !args.file.exists() {
        let (file, first) = (args.file.display(), args.more[0].display());
        let message = format!("{file}: there is no such file; to make it: dtype convert {first} {file}");
        return Err(Failure::Said { code: Code::File, message });
    }
    let options = AppendOptions::new().create(false).convert(convert).rewrite_header(args.rewrite_header);
    let options = options.limits(context.limits.clone());
    let mut log = options.open_any(&args.file)?;
    let say = |text: String| {
        // Nothing depends on it.
        let _ = writeln!(std::io::stderr(), "{}: {text}", args.file.display());
    };
    if let Some(repair) = log.repaired() {
        say(format!("mended: {repair}"));
    }
    let before = log.len();
    let done = args.more.iter().try_for_each(|name| append(args, name, &mut log, context));
    let finished = log.flush();
    let (added, now) = (log.flushed_len() - before, grouped(log.flushed_len()));
    // Of what failed before anything was added, the error is all there is to say.
    if added > 0 || (done.is_ok() && finished.is_ok()) {
        say(format!("{} added, {now} now", counted(added, "record")));
    }
    done?;
    Ok(finished?)
}

fn append(args: &Args, name: &Path, log: &mut AnyAppender, context: &Context) -> Result<(), Failure> {
    let shown = name.display().to_string();
    let named = |error: dtype_core::Error| match error.path() {
        // It is the new records that are not as they should be.
        Some(file) if error.kind() == ErrorKind::Mismatch => {
            let field = error.field().map(|field| format!("field '{field}': ")).unwrap_or_default();
            let says = errors::advised(&format!("{field}{}", error.message()));
            let message = format!("{shown}: its records are not those of {}: {says}", file.display());
            Failure::Said { code: Code::File, message }
        }
        Some(_) => Failure::from(error),
        None => Failure::record(name, &error),
    };
    match Kind::of(name).filter(|kind| kind.is_text()) {
        Some(kind) => {
            let format = args.text.format().allow_extra(args.allow_extra).allow_missing(args.allow_missing);
            let text = TextFile::new(name, &shown, kind, log.dtype(), format);
            text.visit(&mut |records| log.append_view(records).map_err(named))
        }
        None => {
            let table = Table::open(&[name.to_owned()], &args.reading, &context.options)?;
            table.visit(0..table.len(), table.dtype(), |_, records| {
                log.append_view(records).map_err(named)?;
                Ok(ControlFlow::Continue(()))
            })
        }
    }
}
