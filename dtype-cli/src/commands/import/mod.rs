//! `dtype import`: text to records.

mod guess;
mod shape;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use dtype_core::DType;
use dtype_core::serde::RecordFormat;

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::errors::{Code, Failure};
use crate::input::{Reading, Spool, TextFile, Watched, cannot_open};
use crate::json::Json;
use crate::sink::{Destination, Kind, Writing};

use guess::Guess;
use shape::Shape;

/// Read text as records: comma-separated values, JSON Lines, JSON
///
/// Without --dtype or --schema the text is read twice: first to find types that hold all values. Lists of .json files are
/// held in memory; of all others a block of lines.
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype import trades.csv trades.npy", "the dtype is found, and printed"),
    ("dtype import --schema trades.json new.csv new.npy", "as `dtype schema --json` has printed it"),
    ("curl -s URL | dtype import --from jsonl - out.npy", "from a pipe"),
]))]
pub(crate) struct Args {
    /// The text: .csv .tsv .jsonl .json, or - with --from
    #[arg(value_name = "TEXT")]
    text_file: PathBuf,

    /// The file to write: .npy, .npz or .raw, or - with --to
    #[arg(value_name = "OUT")]
    out: PathBuf,

    /// Read this format [default: what the name of the text ends with]
    #[arg(long, value_name = "FORMAT")]
    from: Option<Kind>,

    /// What the records are [default: what is found]
    #[arg(long, value_name = "DTYPE", conflicts_with = "schema")]
    dtype: Option<String>,

    /// The same, in a file
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,

    /// What stands between values [default: a comma, in .tsv a tab]
    #[arg(long, value_name = "LETTER")]
    delimiter: Option<char>,

    /// Pass over columns that the dtype has not
    #[arg(long)]
    allow_extra: bool,

    /// Zero for fields that the text has not
    #[arg(long)]
    allow_missing: bool,

    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let usage = |message: String| Failure::Said { code: Code::Usage, message };
    let shown = args.text_file.display().to_string();
    let Some(kind) = args.from.or_else(|| Kind::of(&args.text_file)).filter(|kind| kind.is_text()) else {
        return Err(usage(format!(
            "{shown}: expected a name that ends with .csv, .tsv, .jsonl or .json, or --from"
        )));
    };
    let delimiter = match args.delimiter.map(u8::try_from) {
        None => None,
        Some(Ok(letter)) => Some(letter),
        Some(Err(_)) => return Err(usage("--delimiter: expected a letter of one byte".to_owned())),
    };
    let stem = args.text_file.file_stem().and_then(|stem| stem.to_str()).unwrap_or("-");
    let stem = if stem == "-" { "arr_0" } else { stem };
    let to = Destination::new(&args.out, stem, &args.writing)?;
    let reading = Reading { dtype: args.dtype.clone(), schema: args.schema.clone(), ..Reading::default() };
    let told = reading.told()?;
    let spool = if args.text_file == Path::new("-") { Some(Spool::stdin()?) } else { None };
    let path = spool.as_ref().map_or(&*args.text_file, Spool::path);
    let format = args.writing.text.format().allow_extra(args.allow_extra).allow_missing(args.allow_missing);
    let dtype = match told {
        Some(dtype) => dtype,
        None => {
            let dtype = infer(path, &shown, kind, delimiter.unwrap_or(kind.delimiter()), &format)?;
            // Nothing depends on it.
            let _ = writeln!(std::io::stderr(), "{shown}: dtype {dtype}");
            dtype
        }
    };
    let text = TextFile::new(path, &shown, kind, &dtype, format).delimiter(delimiter);
    to.write(&text, &mut context.out)
}

/// The dtype that holds all records of a text.
fn infer(
    path: &Path,
    shown: &str,
    kind: Kind,
    delimiter: u8,
    format: &RecordFormat,
) -> Result<DType, Failure> {
    let open = || Watched::open(path).map_err(|error| cannot_open(shown, &error));
    let wrong = |says: String| Failure::Said { code: Code::File, message: format!("{shown}: {says}") };
    let mut shape = Shape::new();
    match kind {
        Kind::Jsonl => {
            let mut line = String::new();
            let mut lines = BufReader::new(open()?);
            for number in 1.. {
                line.clear();
                let read = lines.read_line(&mut line);
                if read.map_err(|error| Failure::read(Path::new(shown), error))? == 0 {
                    break;
                }
                if !line.trim().is_empty() {
                    let json: Json = serde_json::from_str(&line).map_err(|error| {
                        wrong(format!("line {number}, column {}: {error}", error.column()))
                    })?;
                    shape.add(&json).map_err(|says| wrong(format!("line {number}: {says}")))?;
                }
            }
        }
        Kind::Json => {
            let all: Vec<Json> =
                serde_json::from_reader(BufReader::new(open()?)).map_err(|error| wrong(error.to_string()))?;
            for (i, json) in all.iter().enumerate() {
                shape.add(json).map_err(|says| wrong(format!("record {i}: {says}")))?;
            }
        }
        _ => return table(open()?, delimiter, format).map_err(wrong),
    }
    let dtype = shape.dtype().map_err(|error| wrong(error.to_string()))?;
    if dtype.fields().is_none() {
        return Err(wrong("expected objects, found none".to_owned()));
    }
    Ok(dtype)
}

/// The dtype of comma-separated values.
fn table(stream: impl Read, delimiter: u8, format: &RecordFormat) -> Result<DType, String> {
    let mut lines = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(stream);
    let heads = lines.headers().map_err(|error| error.to_string())?.clone();
    if heads.is_empty() {
        return Err("expected a line with the names of the columns, found nothing".to_owned());
    }
    let mut guesses = vec![Guess::new(); heads.len()];
    let mut line = csv::StringRecord::new();
    while lines.read_record(&mut line).map_err(|error| error.to_string())? {
        for (text, guess) in line.iter().zip(&mut guesses) {
            guess.add(text, false);
        }
    }
    // Columns called `levels[0].price` are values of nested fields, if all of one record are there.
    let mut shape = Shape::new();
    let nested = heads.iter().zip(&guesses).try_for_each(|(head, guess)| shape.put(head, guess));
    if let (Some(()), Ok(dtype)) = (nested, shape.dtype()) {
        let mut names = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        let names =
            names.write_record(&heads).ok().and_then(|()| names.into_inner().ok()).unwrap_or_default();
        if dtype_core::csv::Reader::new(&names[..], &dtype, format, delimiter).is_ok() {
            return Ok(dtype);
        }
    }
    let fields: Result<Vec<_>, _> =
        heads.iter().zip(&guesses).map(|(head, guess)| guess.dtype().map(|dtype| (head, dtype))).collect();
    fields.and_then(DType::packed).map_err(|error| error.to_string())
}
