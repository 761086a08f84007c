//! `dtype convert`: the same records, laid out or written down otherwise.

mod change;
mod source;

use std::path::{Path, PathBuf};

use dtype_core::Casting;

use super::Context;
use crate::args::{COLUMNS, TEMPLATE, examples};
use crate::condition::Condition;
use crate::errors::{Code, Failure};
use crate::input::{Format, Reading, Table, archive_and_key};
use crate::sink::{Destination, Kind, Writing};

use source::Converted;

/// Write records to a file of any format
///
/// Nothing is held in memory but a block of records, unless they are sorted: then all that are written.
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype convert trades.npy trades.csv", "for a spreadsheet"),
    ("dtype convert --endian little --layout packed a.npy b.npy", "laid out otherwise"),
    ("dtype convert -c time,price --cast price=f4 a.npy b.npy", "of some columns"),
    ("dtype convert -w 'price > 190' --sort -size a.npy b.npy", "the largest first"),
    ("dtype convert day-*.npy year.npz::trades", "many files as one"),
    ("dtype convert --to jsonl trades.npy - | jq .price", "into a pipe"),
]))]
pub(crate) struct Args {
    /// Files to read, several as one table, and the one to write: .npy .npz .csv .tsv .jsonl .json .raw, or - with --to
    #[arg(required = true, value_name = "IN.. OUT")]
    files: Vec<PathBuf>,

    /// The file to write; all others are read
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    #[arg(short, long, value_name = "COLS", help = COLUMNS)]
    columns: Vec<String>,

    #[command(flatten)]
    condition: Condition,

    /// Sort by these columns, from the greatest on with a - before the name; holds all records in memory
    #[arg(long, value_name = "COLS", allow_hyphen_values = true)]
    sort: Vec<String>,

    #[command(flatten)]
    change: Change,

    #[command(flatten)]
    writing: Writing,

    #[command(flatten)]
    reading: Reading,
}

/// What becomes of the fields.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Fields")]
pub(crate) struct Change {
    /// Where fields lie: without gaps, or as C would lay them out [default: as they do]
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<Layout>,

    /// The byte order of all numbers [default: as it is]
    #[arg(long, value_name = "ORDER")]
    endian: Option<Endian>,

    /// Another type for a column: price=f4, or f4 alone in files without fields
    #[arg(long, value_name = "COL=TYPE")]
    cast: Vec<String>,

    /// What casts may do to values; checked refuses those that do not fit
    #[arg(long, value_name = "CASTING", default_value = "checked")]
    casting: Allowed,

    /// Another name for a column
    #[arg(long, value_name = "OLD=NEW")]
    rename: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Layout {
    Packed,
    Aligned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Endian {
    Little,
    Big,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Allowed {
    /// To types that hold every value
    Safe,
    /// Within a kind too, rounded or wrapped around
    SameKind,
    /// All that NumPy does
    Unsafe,
    /// All, but a value that does not fit is an error
    Checked,
}

impl Allowed {
    pub(super) fn casting(self) -> Casting {
        match self {
            Allowed::Safe => Casting::Safe,
            Allowed::SameKind => Casting::SameKind,
            Allowed::Unsafe => Casting::Unsafe,
            Allowed::Checked => Casting::Checked,
        }
    }
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let (names, out) = match (&args.output, args.files.split_last()) {
        (Some(out), _) => (&args.files[..], out),
        (None, Some((out, names))) if !names.is_empty() => (names, out),
        _ => {
            let message = "expected files to read and one to write: dtype convert IN.. OUT".to_owned();
            return Err(Failure::Said { code: Code::Usage, message });
        }
    };
    refuse_text(names, &args.reading)?;
    let table = Table::open(names, &args.reading, &context.options)?;
    let to = Destination::new(out, &stem(&names[0], &table), &args.writing)?;
    let converted = Converted::new(&table, args)?;
    to.write(&converted, &mut context.out)
}

/// Of text it is not known what its columns are.
fn refuse_text(names: &[PathBuf], reading: &Reading) -> Result<(), Failure> {
    let is_text = |name: &&PathBuf| Kind::of(name).is_some_and(Kind::is_text);
    let Some(name) = names.iter().find(is_text).filter(|_| reading.told().is_ok_and(|told| told.is_none()))
    else {
        return Ok(());
    };
    let name = name.display();
    let message = format!("{name}: text has no dtype; to find one and read it: dtype import {name} OUT.npy");
    Err(Failure::Said { code: Code::Usage, message })
}

/// What a member of an archive is called, if nothing else is said: as before, or as its file.
fn stem(name: &Path, table: &Table) -> String {
    if let Format::Npz(key) = table.format() {
        return key.clone();
    }
    let path = archive_and_key(name).map_or_else(|| name.to_owned(), |(path, _)| path);
    let stem = path.file_stem().and_then(|stem| stem.to_str()).filter(|&stem| stem != "-");
    // What NumPy calls an array without a name.
    stem.unwrap_or("arr_0").to_owned()
}
