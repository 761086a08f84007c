//! Records to a file of which it is not known how many there will be.

use std::fmt;
use std::io::{Seek, SeekFrom, Write};

use super::header::Header;
use super::write;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;
use crate::record::{Element, copy_values, solid_bytes};
use crate::view::{RecordArray, RecordView};

/// How many bytes are gathered before they are written.
const BLOCK: usize = 256 << 10;

/// An array that grows while it is written. Its header gets the number of records when they are all there, in the room
/// that NumPy leaves for that, so that the file has the bytes of one that was saved whole.
///
/// The sink has to seek; for others, say how many records there are with [`write_to`](super::write_to). What is dropped
/// without being [finished](Writer::finish) is finished as far as it goes, without a word about errors.
///
/// ```
/// use std::io::Cursor;
/// use dtype_core::{Record, npy};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Record)]
/// #[repr(C)]
/// struct Tick { time: i64, price: f64 }
///
/// let mut writer = npy::Writer::of::<Tick>(Cursor::new(Vec::new()))?;
/// for time in 0..1000 {
///     writer.write(&[Tick { time, price: 0.5 }])?;
/// }
/// assert_eq!(writer.len(), 1000);
/// let file = writer.finish()?.into_inner();
///
/// let ticks = npy::read_from::<Tick>(&file[..])?;
/// assert_eq!((ticks.len(), ticks[999].time), (1000, 999));
/// let mut whole = Vec::new();
/// npy::write_to(&mut whole, &ticks)?;
/// assert_eq!(file, whole);
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct Writer<W: Write + Seek> {
    /// Taken out by `finish`.
    sink: Option<W>,
    dtype: DType,
    /// The type of the last records, which was found to fit.
    known: Option<&'static DType>,
    /// Where the header starts, and how long it is. In bytes.
    start: u64,
    head: usize,
    /// Records that are not written yet.
    block: Vec<u8>,
    /// How many records there are, those included.
    len: usize,
    failed: bool,
}

impl<W: Write + Seek> Writer<W> {
    /// An array of one axis, from where the sink stands. `W` may be a `&mut` to it. If the dtype is a sub-array, its
    /// axes are further ones of the array.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a header cannot say the dtype; [`Io`](crate::ErrorKind::Io) if
    /// the sink cannot be written, or only at its end, as a file that was opened with `append`.
    pub fn new(mut sink: W, dtype: &DType) -> Result<Self> {
        let head = Header::new(dtype, &[0], false)?.to_bytes();
        let start = sink.stream_position().map_err(cannot_write)?;
        write::put(&mut sink, &head)?;
        // Once more, to see whether what is written goes where the sink stands.
        seek(&mut sink, start)?;
        write::put(&mut sink, &head[..1])?;
        if sink.stream_position().map_err(cannot_write)? != start.saturating_add(1) {
            let error =
                std::io::Error::other("expected a sink that writes where it stands, found one that appends");
            return Err(cannot_write(error));
        }
        let head = head.len();
        seek(&mut sink, start.saturating_add(int::to_u64(head)))?;
        let (sink, dtype, block) = (Some(sink), dtype.clone(), Vec::new());
        Ok(Writer { sink, dtype, known: None, start, head, block, len: 0, failed: false })
    }

    /// The same for records of a type.
    ///
    /// # Errors
    /// As [`new`](Writer::new).
    pub fn of<R: Element>(sink: W) -> Result<Self> {
        Self::new(sink, R::DTYPE)
    }

    /// Writes records, with zeros in their padding. Few at a time are gathered.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they do not lie as those of the array; [`Io`](crate::ErrorKind::Io)
    /// if they cannot be written, and then for everything that follows.
    pub fn write<R: Element>(&mut self, records: &[R]) -> Result<()> {
        if !self.known.is_some_and(|known| std::ptr::eq(known, R::DTYPE)) {
            self.check(R::DTYPE)?;
            self.known = Some(R::DTYPE);
        }
        if let Some(bytes) = solid_bytes(records) {
            return self.put(bytes, records.len());
        }
        for records in records.chunks((BLOCK / size_of::<R>().max(1)).max(1)) {
            let start = self.block.len();
            self.block.resize(start + size_of_val(records), 0);
            copy_values(records, &mut self.block[start..]);
            self.put(&[], records.len())?;
        }
        Ok(())
    }

    /// Writes the items of an array of any shape, in C order, all their bytes as they are.
    ///
    /// # Errors
    /// As [`write`](Writer::write); [`Unsupported`](crate::ErrorKind::Unsupported) if they lie in Fortran order.
    pub fn write_array(&mut self, array: &RecordArray) -> Result<()> {
        self.write_view(&array.view())
    }

    /// The same for a view.
    ///
    /// # Errors
    /// As [`write`](Writer::write); [`Unsupported`](crate::ErrorKind::Unsupported) if the items do not lie one behind
    /// the other, or their padding may not have been written.
    pub fn write_view(&mut self, view: &RecordView<'_>) -> Result<()> {
        self.check(view.dtype())?;
        let bytes = view.as_bytes().ok_or_else(|| {
            Error::unsupported(
                "expected items one behind the other in C order, found others; copy them first",
            )
        })?;
        self.put(bytes, view.len())
    }

    /// Writes what has been gathered, and the number of records so far: the file can be loaded now.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the sink cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        if self.failed {
            return Err(failed());
        }
        self.settle()?;
        self.write_header(self.len).inspect_err(|_| self.failed = true)
    }

    /// Flushes, and gives the sink back. It stands behind the array, where the next one may start.
    ///
    /// # Errors
    /// As [`flush`](Writer::flush).
    pub fn finish(mut self) -> Result<W> {
        self.flush()?;
        // It is there until now, since this consumes the writer.
        self.sink.take().ok_or_else(failed)
    }

    /// What a record is.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none yet.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn check(&self, found: &DType) -> Result<()> {
        if found.same_layout(&self.dtype) {
            return Ok(());
        }
        let expected = &self.dtype;
        Err(Error::mismatch(format!(
            "expected records of dtype {expected}, found {found}; convert them first"
        )))
    }

    /// Takes records whose bytes are these, or in the block already.
    fn put(&mut self, bytes: &[u8], records: usize) -> Result<()> {
        if self.failed {
            return Err(failed());
        }
        if self.block.len() + bytes.len() <= BLOCK {
            self.block.extend_from_slice(bytes);
        } else {
            self.settle()?;
            self.send(bytes)?;
        }
        self.len += records;
        Ok(())
    }

    /// Writes what has been gathered.
    fn settle(&mut self) -> Result<()> {
        let mut block = std::mem::take(&mut self.block);
        self.send(&block)?;
        block.clear();
        self.block = block;
        Ok(())
    }

    fn send(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(sink) = &mut self.sink else { return Ok(()) };
        write::put(sink, bytes).inspect_err(|_| self.failed = true)
    }

    /// Says in the header that there are so many records, and goes behind them.
    fn write_header(&mut self, len: usize) -> Result<()> {
        let header = Header::new(&self.dtype, &[len], false)?;
        let bytes = header.to_bytes();
        let end = self.start.saturating_add(header.data_offset()).saturating_add(header.data_len());
        let Some(sink) = self.sink.as_mut().filter(|_| bytes.len() == self.head) else {
            return Err(Error::unsupported(format!("the header has no room for {len} records")));
        };
        seek(sink, self.start)?;
        write::put(sink, &bytes)?;
        seek(sink, end)?;
        write::flush(sink)
    }

    /// How many records have arrived in a sink that failed, if it knows.
    fn arrived(&mut self) -> Option<usize> {
        let data = self.start.checked_add(int::to_u64(self.head))?;
        let bytes = self.sink.as_mut()?.stream_position().ok()?.checked_sub(data)?;
        let whole = bytes.checked_div(int::to_u64(self.dtype.itemsize()))?;
        Some(int::to_usize(whole)?.min(self.len))
    }
}

impl<W: Write + Seek> Drop for Writer<W> {
    fn drop(&mut self) {
        if self.sink.is_none() {
            return;
        }
        // Whoever wants to know calls `finish`.
        if !self.failed {
            let _ = self.flush();
        } else if let Some(len) = self.arrived() {
            let _ = self.write_header(len);
        }
    }
}

fn seek(sink: &mut impl Seek, to: u64) -> Result<()> {
    sink.seek(SeekFrom::Start(to)).map(drop).map_err(cannot_write)
}

fn failed() -> Error {
    cannot_write(std::io::Error::other("records before these could not be written"))
}

fn cannot_write(error: std::io::Error) -> Error {
    Error::io("cannot write", error)
}

impl<W: Write + Seek> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writer of {} records of dtype {}", self.len, self.dtype)
    }
}
