//! Records as JSON and as JSON Lines, which is one document on each line.
//!
//! [`serde`](crate::serde) says what a record looks like, and what is forgiven when one is read. Reading takes a dtype,
//! since JSON has fewer types than NumPy; what does not fit is refused with its line, its field and the reason.
//!
//! ```
//! use dtype_core::json;
//! use dtype_core::serde::RecordFormat;
//!
//! let text = "{\"t\": \"2024-03-01\", \"px\": 1.5}\n{\"t\": \"2024-03-02\", \"px\": null}\n";
//! let dtype = "[('t', '<M8[D]'), ('px', '<f4')]".parse()?;
//! let records = json::read_lines(text.as_bytes(), &dtype, &RecordFormat::new())?;
//! assert_eq!(records.view().record(1).unwrap().to_string(), "(2024-03-02, nan)");
//!
//! let mut out = Vec::new();
//! json::write_lines(&mut out, &records.view(), &RecordFormat::new())?;
//! assert_eq!(out, b"{\"t\":\"2024-03-01\",\"px\":1.5}\n{\"t\":\"2024-03-02\",\"px\":\"NaN\"}\n");
//!
//! let error = json::read_lines(&b"\n{\"t\": 0, \"px\": \"much\"}"[..], &dtype, &RecordFormat::new()).unwrap_err();
//! assert_eq!(error.to_string(), "line 2, column 21: field 'px': expected a number, found 'much'");
//! # Ok::<(), dtype_core::Error>(())
//! ```

mod lines;

use std::io::{BufRead, Read, Write};

use serde::Serialize;

pub use lines::Lines;

use crate::convert::serde::RecordFormat;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::view::{RecordArray, RecordView};

/// Writes records as one JSON document: a list of objects, or of such lists for each further axis.
///
/// # Errors
/// [`Io`](crate::ErrorKind::Io) if the sink does not take it; [`Cast`](crate::ErrorKind::Cast) if the form allows no
/// NaN and there is one.
pub fn write(mut sink: impl Write, records: &RecordView<'_>, format: &RecordFormat) -> Result<()> {
    serde_json::to_writer(&mut sink, &format.records(records)).map_err(not_written)
}

/// Writes each record as a JSON document of its own, with a line break behind it.
///
/// # Errors
/// As [`write`](write()).
pub fn write_lines(mut sink: impl Write, records: &RecordView<'_>, format: &RecordFormat) -> Result<()> {
    let records = format.records(records);
    for position in 0..records.len() {
        records
            .record(position)
            .serialize(&mut serde_json::Serializer::new(&mut sink))
            .map_err(not_written)?;
        sink.write_all(b"\n").map_err(|error| Error::io("cannot write", error))?;
    }
    Ok(())
}

/// Reads a list of objects as records of a dtype.
///
/// # Errors
/// [`Format`](crate::ErrorKind::Format) with line and column if it is no JSON, no list of objects, or a value does not
/// fit its field; [`Unsupported`](crate::ErrorKind::Unsupported) if the dtype has Python objects;
/// [`Io`](crate::ErrorKind::Io) if the stream can't be read.
pub fn read(stream: impl Read, dtype: &DType, format: &RecordFormat) -> Result<RecordArray> {
    let seed = format.seed(dtype)?;
    document(stream, |json| seed.read(json))
}

/// Reads a list of objects as records of a type. Fields that an object has not take the defaults of the type.
///
/// # Errors
/// As [`read`](read()); [`Cast`](crate::ErrorKind::Cast) if a record is no value of the type.
///
/// ```
/// use dtype_core::serde::RecordFormat;
/// use dtype_core::{Record, json};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Record)]
/// #[repr(C)]
/// struct Tick { n: u16, #[record(default = 1.0)] weight: f64 }
///
/// let ticks = json::read_vec::<Tick>(&b"[{\"n\": 7}]"[..], &RecordFormat::new())?;
/// assert_eq!(ticks, [Tick { n: 7, weight: 1.0 }]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub fn read_vec<R: Element>(stream: impl Read, format: &RecordFormat) -> Result<Vec<R>> {
    document(stream, |json| format.read_vec(json))
}

/// Reads each line as a record of a dtype. Empty lines are passed over.
///
/// # Errors
/// As [`read`](read()), with the line.
pub fn read_lines(stream: impl BufRead, dtype: &DType, format: &RecordFormat) -> Result<RecordArray> {
    let mut lines = Lines::new(stream, dtype, format)?;
    let all = lines.next_block(usize::MAX)?;
    match all {
        Some(all) => Ok(all),
        None => RecordArray::zeros(dtype, &[0]),
    }
}

/// Reads one document, and makes sure that nothing follows it.
fn document<T, R: Read>(
    stream: R,
    read: impl FnOnce(
        &mut serde_json::Deserializer<serde_json::de::IoRead<std::io::BufReader<R>>>,
    ) -> serde_json::Result<T>,
) -> Result<T> {
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::new(stream));
    let all = read(&mut json).map_err(|error| not_read(error, 0))?;
    json.end().map_err(|error| not_read(error, 0))?;
    Ok(all)
}

fn not_written(error: serde_json::Error) -> Error {
    match error.io_error_kind() {
        Some(kind) => Error::io("cannot write", kind.into()),
        None => Error::cast(error.to_string()),
    }
}

/// What is wrong with a text that starts behind so many lines.
fn not_read(error: serde_json::Error, before: usize) -> Error {
    if let Some(kind) = error.io_error_kind() {
        return Error::io("cannot read", kind.into());
    }
    let (line, column) = (error.line(), error.column());
    let says = error.to_string();
    let says = says.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&says);
    // Before the first byte there is no line.
    let line = before + line.max(1);
    Error::format(format!("line {line}, column {column}: {says}"))
}
