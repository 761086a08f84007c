//! Records as comma-separated values: a column for each value of a record, with its path as the name.
//!
//! | dtype | is written as | is read also as |
//! |---|---|---|
//! | `?` | `true`, `false` | `True`, `False`, `1`, `0` |
//! | `i`, `u` | digits | |
//! | `f` | the fewest digits that give it back; `NaN`, `inf`, `-inf` | nothing, for NaN |
//! | `c` | `1+2j` | with brackets, as a real number |
//! | `S`, `U` | text, without the NULs at its end | |
//! | `M8` | ISO 8601, or a count as [`Times`](crate::serde::Times) says; nothing for NaT | `NaT` |
//! | `m8` | a count; nothing for NaT | `NaT`, `5 days` |
//! | `V`, long doubles | two hexadecimal digits a byte | |
//!
//! A field of a nested record is called `quote.bid`, an element of a sub-array `levels[0].px`: the paths that
//! [`RecordView::any_column`](crate::RecordView::any_column) takes.
//!
//! ```
//! use dtype_core::csv;
//! use dtype_core::serde::RecordFormat;
//!
//! let dtype = "[('id', '<u4'), ('pos', '<f4', (2,)), ('name', 'S8')]".parse()?;
//! let text = "name,id,pos[0],pos[1]\n\"a, b\",7,0.1,NaN\n";
//! let records = csv::read(text.as_bytes(), &dtype, &RecordFormat::new())?;
//! assert_eq!(records.view().record(0).unwrap().to_string(), "(7, [0.1, nan], b'a, b')");
//!
//! let mut out = Vec::new();
//! csv::write(&mut out, &records.view(), &RecordFormat::new())?;
//! assert_eq!(out, b"id,pos[0],pos[1],name\n7,0.1,NaN,\"a, b\"\n");
//!
//! let error = csv::read(&b"id,pos[0],pos[1],name\n-1,0,0,\n"[..], &dtype, &RecordFormat::new()).unwrap_err();
//! assert_eq!(error.to_string(), "field 'id': line 2: expected an integer from 0 on of 32 bits, found -1");
//! # Ok::<(), dtype_core::Error>(())
//! ```

mod cells;
mod reader;
mod writer;

use std::io::{Read, Write};

pub use reader::Reader;
pub use writer::Writer;

use crate::convert::serde::RecordFormat;
use crate::dtype::DType;
use crate::error::Result;
use crate::view::{RecordArray, RecordView};

/// Writes a line with the names of the columns, and one for each record.
///
/// # Errors
/// As [`Writer::write`].
pub fn write(sink: impl Write, records: &RecordView<'_>, format: &RecordFormat) -> Result<()> {
    let mut writer = Writer::new(sink, records.dtype(), format, b',')?;
    writer.write(records)?;
    writer.finish()?;
    Ok(())
}

/// Reads a line with the names of the columns, in any order, and a record from each of the others.
///
/// # Errors
/// As [`Reader::new`] and [`Reader::next_block`].
pub fn read(stream: impl Read, dtype: &DType, format: &RecordFormat) -> Result<RecordArray> {
    let mut reader = Reader::new(stream, dtype, format, b',')?;
    match reader.next_block(usize::MAX)? {
        Some(all) => Ok(all),
        None => RecordArray::zeros(dtype, &[0]),
    }
}
