//! Records to comma-separated values, a block at a time.

use std::io::Write;

use csv::WriterBuilder;

use super::cells::{Cell, cells};
use crate::convert::serde::{RecordFormat, write_text};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::view::RecordView;

/// Writes records as comma-separated values.
///
/// ```
/// use dtype_core::csv::Writer;
/// use dtype_core::serde::RecordFormat;
/// use dtype_core::{Record, RecordView};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Tick { n: u8, price: f64 }
///
/// let records = [Tick { n: 7, price: 0.5 }, Tick { n: 8, price: 1e300 }];
/// let records = RecordView::of(&records);
/// let mut writer = Writer::new(Vec::new(), records.dtype(), &RecordFormat::new(), b';')?;
/// writer.write(&records)?;
/// writer.write(&records.slice(0..1))?;
/// assert_eq!(writer.finish()?, b"n;price\n7;0.5\n8;1e300\n7;0.5\n");
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct Writer<W: Write> {
    lines: csv::Writer<W>,
    dtype: DType,
    format: RecordFormat,
    cells: Vec<Cell>,
    text: Vec<u8>,
    /// How many records there have been.
    written: usize,
}

impl<W: Write> Writer<W> {
    /// Writes the names of the columns of a dtype; values stand apart by `delimiter`.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if the dtype has Python objects, [`Limit`](crate::ErrorKind::Limit) if
    /// a record has more than 2^20 values, [`Io`](crate::ErrorKind::Io) if the sink does not take them.
    pub fn new(sink: W, dtype: &DType, format: &RecordFormat, delimiter: u8) -> Result<Self> {
        let mut writer = Writer::without_names(sink, dtype, format, delimiter)?;
        writer.lines.write_record(writer.cells.iter().map(|cell| &cell.name)).map_err(not_written)?;
        Ok(writer)
    }

    /// Writes no names: for what is to stand behind other records.
    ///
    /// ```
    /// use dtype_core::csv::Writer;
    /// use dtype_core::RecordView;
    /// use dtype_core::serde::RecordFormat;
    ///
    /// let dtype = "[('n', 'u1')]".parse()?;
    /// let mut writer = Writer::without_names(Vec::new(), &dtype, &RecordFormat::new(), b',')?;
    /// writer.write(&RecordView::new(&[7, 8], &dtype)?)?;
    /// assert_eq!(writer.finish()?, b"7\n8\n");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`new`](Writer::new).
    pub fn without_names(sink: W, dtype: &DType, format: &RecordFormat, delimiter: u8) -> Result<Self> {
        let cells = cells(dtype)?;
        let lines = WriterBuilder::new().delimiter(delimiter).from_writer(sink);
        Ok(Writer {
            lines,
            dtype: dtype.clone(),
            format: format.clone(),
            cells,
            text: Vec::new(),
            written: 0,
        })
    }

    /// Writes a line for each record.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the records have another dtype; [`Cast`](crate::ErrorKind::Cast) with
    /// record and field if text is none that CSV can hold; [`Io`](crate::ErrorKind::Io) if the sink does not take them.
    pub fn write(&mut self, records: &RecordView<'_>) -> Result<()> {
        if records.dtype() != &self.dtype {
            let (expected, found) = (&self.dtype, records.dtype());
            return Err(Error::mismatch(format!("expected records of dtype {expected}, found {found}")));
        }
        let columns = records.any_columns();
        let leaves: Option<Vec<_>> = columns.map(|(_, column)| column.leaves()).collect();
        let leaves =
            leaves.ok_or_else(|| Error::cast("expected values, found bytes that nobody has written"))?;
        let count = records.len().max(1);
        for record in 0..records.len() {
            for cell in &self.cells {
                let (_, bytes) = &leaves[cell.leaf];
                let bytes = bytes.at(record * (bytes.count() / count) + cell.inner).unwrap_or_default();
                self.text.clear();
                write_text(cell.scalar, bytes, &self.format, &mut self.text).map_err(|says| {
                    Error::cast(format!("record {}: {says}", self.written + record)).in_field(&cell.name)
                })?;
                self.lines.write_field(&self.text).map_err(not_written)?;
            }
            self.lines.write_record(None::<&[u8]>).map_err(not_written)?;
        }
        self.written += records.len();
        Ok(())
    }

    /// Writes what is left, and gives the sink back.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the sink does not take it.
    pub fn finish(self) -> Result<W> {
        self.lines.into_inner().map_err(|error| Error::io("cannot write", error.into_error()))
    }
}

fn not_written(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io("cannot write", error),
        other => Error::cast(format!("{other:?}")),
    }
}
