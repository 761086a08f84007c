//! Where records go: a file of any format, by its name, or standard output.
//!
//! [`Destination`] is what the command line says, [`Source`] what is to be written, [`mod@write`] how it is written down,
//! and [`place`] where: a file is written beside its target and takes its place when it is whole.

mod place;
mod write;

pub(crate) use place::put;

use std::path::{Path, PathBuf};

use clap::Args;
use dtype_core::serde::{RecordFormat, Text};
use dtype_core::{DType, RecordView};

use crate::errors::{Code, Failure};
use crate::output::Output;

/// How records are written.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct Writing {
    /// Write this format [default: what the name of the output ends with]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<Kind>,

    /// Replace a file that is there
    #[arg(short, long)]
    pub(crate) force: bool,

    /// Compress the member of an archive
    #[arg(long)]
    pub(crate) compress: bool,

    /// What the bytes of S fields are: latin1 takes any, with a letter for each
    #[arg(long, value_name = "ENCODING", default_value = "utf8")]
    pub(crate) text: Encoding,
}

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Kind {
    Npy,
    Npz,
    Csv,
    Tsv,
    /// One JSON document a record
    Jsonl,
    /// A list of records
    Json,
    /// Without a header
    Raw,
}

/// What text of bytes is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Encoding {
    #[default]
    Utf8,
    Latin1,
}

/// Records to be written, a block at a time.
pub(crate) trait Source {
    /// What one record is.
    fn dtype(&self) -> &DType;

    /// The lengths of the axes, if they are known before all has been read.
    fn shape(&self) -> Option<Vec<usize>>;

    /// Calls `each` for one block after the other. They lie one behind the other and have one axis.
    fn visit(&self, each: &mut Each<'_>) -> Result<(), Failure>;
}

/// What is done with a block.
pub(crate) type Each<'e> = dyn FnMut(&RecordView<'_>) -> Result<(), Failure> + 'e;

/// A file, or a member of one, or standard output.
#[derive(Debug)]
pub(crate) struct Destination {
    /// `None` for standard output.
    pub(crate) path: Option<PathBuf>,
    pub(crate) kind: Kind,
    /// What a member of an archive is called.
    pub(crate) key: String,
    compress: bool,
    /// Whether it may be there already.
    force: bool,
    text: Encoding,
}

impl Destination {
    /// What a name means. `stem` is what a member is called if it has no name.
    ///
    /// # Errors
    /// If the format is not known, or a file is there that may not be replaced.
    pub(crate) fn new(name: &Path, stem: &str, writing: &Writing) -> Result<Destination, Failure> {
        let usage = |message: String| Failure::Said { code: Code::Usage, message };
        let member =
            name.to_str().and_then(|text| text.split_once("::")).filter(|(file, _)| !file.is_empty());
        let (path, key) = match member {
            Some((file, key)) => (Path::new(file), key),
            None => (name, stem),
        };
        let stdout = name == Path::new("-");
        let shown = name.display();
        let Some(kind) = writing.to.or_else(|| Kind::of(path)) else {
            let formats = "npy, npz, csv, tsv, jsonl, json or raw";
            return Err(usage(format!(
                "{shown}: expected a name that ends with its format, or --to with one of {formats}"
            )));
        };
        if member.is_some() && kind != Kind::Npz {
            return Err(usage(format!("{shown}: only archives have members, and this would be none")));
        }
        if !stdout && !writing.force && path.is_file() {
            return Err(is_there(
                path,
                if member.is_some() { "all of it, also its other members" } else { "it" },
            ));
        }
        let (path, key) = (Some(path.to_owned()).filter(|_| !stdout), key.to_owned());
        Ok(Destination {
            path,
            kind,
            key,
            compress: writing.compress,
            force: writing.force,
            text: writing.text,
        })
    }

    /// Writes all records.
    pub(crate) fn write(&self, source: &dyn Source, out: &mut Output) -> Result<(), Failure> {
        place::write(self, source, out)
    }
}

/// A file that may not be replaced, or what of it would be.
pub(crate) fn is_there(path: &Path, what: &str) -> Failure {
    let message = format!("{}: there is such a file already; -f replaces {what}", path.display());
    Failure::Said { code: Code::Usage, message }
}

impl Kind {
    /// The format that a name ends with.
    pub(crate) fn of(path: &Path) -> Option<Kind> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match &extension[..] {
            "npy" => Kind::Npy,
            "npz" => Kind::Npz,
            "csv" => Kind::Csv,
            "tsv" | "tab" => Kind::Tsv,
            "jsonl" | "ndjson" => Kind::Jsonl,
            "json" => Kind::Json,
            "raw" | "bin" | "dat" => Kind::Raw,
            _ => return None,
        })
    }

    /// Whether values are written as text.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Kind::Csv | Kind::Tsv | Kind::Jsonl | Kind::Json)
    }

    /// What stands between the values of a line.
    pub(crate) fn delimiter(self) -> u8 {
        if self == Kind::Tsv { b'\t' } else { b',' }
    }
}

impl Encoding {
    /// The form of records in text.
    pub(crate) fn format(self) -> RecordFormat {
        match self {
            Encoding::Utf8 => RecordFormat::new(),
            Encoding::Latin1 => RecordFormat::new().text(Text::Latin1),
        }
    }
}
