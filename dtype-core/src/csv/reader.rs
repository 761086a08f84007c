//! Comma-separated values of any length to records, a block at a time.

use std::io::Read;

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::cells::{Cell, cells};
use crate::convert::serde::{RecordFormat, put_text};
use crate::dtype::{DType, nearest};
use crate::error::{Error, Result};
use crate::view::RecordArray;

/// Records out of comma-separated values, in blocks, so that a text may be larger than memory.
///
/// ```
/// use dtype_core::csv::Reader;
/// use dtype_core::serde::RecordFormat;
///
/// let text = &b"x\ty\n1\t2\n3\t4\n5\t6\n"[..];
/// let dtype = "[('x', 'u1'), ('y', '<f8')]".parse()?;
/// let mut reader = Reader::new(text, &dtype, &RecordFormat::new(), b'\t')?;
/// assert_eq!(reader.next_block(2)?.unwrap().len(), 2);
/// assert_eq!(reader.next_block(2)?.unwrap().view().record(0).unwrap().to_string(), "(5, 6.0)");
/// assert!(reader.next_block(2)?.is_none());
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct Reader<R> {
    lines: csv::Reader<R>,
    line: StringRecord,
    dtype: DType,
    format: RecordFormat,
    /// For each column of the text where it goes; `None` if it is passed over.
    columns: Vec<Option<Cell>>,
}

impl<R: Read> Reader<R> {
    /// Reads the names of the columns; a value is behind the next `delimiter`.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a column of the dtype is missing, or there is one more, and `format`
    /// does not allow it, or one is there twice; [`Format`](crate::ErrorKind::Format) if the line is not UTF-8;
    /// [`Io`](crate::ErrorKind::Io) if the stream can't be read; as [`write`](super::write()) for dtypes that no table can hold.
    pub fn new(stream: R, dtype: &DType, format: &RecordFormat, delimiter: u8) -> Result<Self> {
        let mut wanted: Vec<Option<Cell>> = cells(dtype)?.into_iter().map(Some).collect();
        let mut lines = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(stream);
        let heads = lines.headers().map_err(not_read)?.clone();
        let known = |wanted: &[Option<Cell>], name: &str| {
            wanted.iter().position(|cell| cell.as_ref().is_some_and(|cell| cell.name == name))
        };
        let mut columns = Vec::with_capacity(heads.len());
        for (i, head) in heads.iter().enumerate() {
            let found = known(&wanted, head);
            if found.is_none() && heads.iter().take(i).any(|earlier| earlier == head) {
                return Err(Error::mismatch("expected the column once, found it twice").in_field(head));
            }
            if found.is_none() && !format.allows_extra() {
                let names = wanted.iter().flatten().map(|cell| cell.name.as_str());
                let hint =
                    nearest(head, names).map(|name| format!("; did you mean '{name}'?")).unwrap_or_default();
                return Err(Error::mismatch(format!("the records have no such field{hint}")).in_field(head));
            }
            columns.push(found.and_then(|i| wanted[i].take()));
        }
        if let Some(missing) = wanted.iter().flatten().next().filter(|_| !format.allows_missing()) {
            return Err(Error::mismatch("there is no such column").in_field(&missing.name));
        }
        let line = StringRecord::new();
        Ok(Reader { lines, line, dtype: dtype.clone(), format: format.clone(), columns })
    }

    /// The next records, at most `most`; `None` when there are no more.
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) with line and field if a value does not fit its field or a line has more or
    /// fewer values than there are columns; [`Io`](crate::ErrorKind::Io) if the stream can't be read.
    pub fn next_block(&mut self, most: usize) -> Result<Option<RecordArray>> {
        let size = self.dtype.itemsize();
        let (mut bytes, mut count) = (Vec::new(), 0);
        while count < most && self.lines.read_record(&mut self.line).map_err(not_read)? {
            let at = self.line.position().map_or(0, |position| position.line());
            if self.line.len() != self.columns.len() {
                let (expected, found) = (self.columns.len(), self.line.len());
                return Err(Error::format(format!("line {at}: expected {expected} values, found {found}")));
            }
            let start = bytes.len();
            bytes.resize(start + size, 0);
            for (text, column) in self.line.iter().zip(&self.columns) {
                let Some(cell) = column else { continue };
                let out = &mut bytes[start + cell.offset..][..cell.scalar.itemsize()];
                put_text(cell.scalar, text, &self.format, out)
                    .map_err(|says| Error::format(format!("line {at}: {says}")).in_field(&cell.name))?;
            }
            count += 1;
        }
        if count == 0 {
            return Ok(None);
        }
        RecordArray::from_bytes(&bytes, &self.dtype, &[count], false).map(Some)
    }
}

fn not_read(error: csv::Error) -> Error {
    let line = error.position().map_or(1, |position| position.line());
    match error.into_kind() {
        ErrorKind::Io(error) => Error::io("cannot read", error),
        ErrorKind::Utf8 { err, .. } => Error::format(format!("line {line}: expected UTF-8: {err}")),
        other => Error::format(format!("line {line}: {other:?}")),
    }
}
