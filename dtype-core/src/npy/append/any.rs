//! Appending records whose dtype is known at run time.

use std::fmt;
use std::ops::Range;
use std::path::Path;

use super::log::Log;
use super::open::Opened;
use super::repair::Repair;
use super::{AppendOptions, BLOCK};
use crate::convert::{Conversion, ConvertOptions};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::strided::Items;
use crate::view::RecordView;

/// An [`Appender`](super::Appender) for records whose dtype is known at run time: from bytes, or from views of any layout.
///
/// ```
/// use dtype_core::{DType, RecordView, npy};
///
/// # let path = std::env::temp_dir().join(format!("any-appender-{}.npy", std::process::id()));
/// let dtype: DType = "[('id', '>u2'), ('kind', 'S1')]".parse()?;
/// let mut log = npy::AnyAppender::open_dtype(&path, &dtype)?;
/// log.append_bytes(&[0, 1, b'x', 0, 2, b'y'])?;
///
/// // The same names and types, laid out otherwise.
/// let other: DType = "[('kind', 'S1'), ('id', '<u2')]".parse()?;
/// log.append_view(&RecordView::new(&[b'z', 3, 0], &other)?)?;
/// log.finish()?;
///
/// let array = npy::load_array(&path)?;
/// assert_eq!(array.as_bytes(), [0, 1, b'x', 0, 2, b'y', 0, 3, b'z']);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct AnyAppender {
    pub(super) log: Log,
    /// From [`dtype`](Self::dtype) to the file.
    conversion: Conversion,
    convert: ConvertOptions,
    repair: Option<Repair>,
    /// Rows as they will lie in the file.
    pending: Vec<u8>,
    capacity: usize,
}

impl AnyAppender {
    /// Opens a file that is there, for records that lie as they do in it.
    ///
    /// A file of several axes that needs to be mended is refused, since a torn header may show rows of another shape: open
    /// it with [`open_dtype`](AnyAppender::open_dtype).
    ///
    /// # Errors
    /// As [`Appender::open`](super::Appender::open).
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        AppendOptions::new().open_any(path)
    }

    /// Opens a file for records of a dtype, or creates it. The file may lay them out otherwise. Sub-arrays are rows of a
    /// file of more axes: `('<f4', (3,))` for shape (n, 3).
    ///
    /// # Errors
    /// As [`Appender::open`](super::Appender::open).
    pub fn open_dtype(path: impl AsRef<Path>, dtype: &DType) -> Result<Self> {
        AppendOptions::new().open_dtype(path, dtype)
    }

    pub(super) fn new(opened: Opened, options: &AppendOptions) -> Self {
        let Opened { log, conversion, repair } = opened;
        let (convert, capacity) = (options.convert.clone(), options.capacity);
        AnyAppender { log, conversion, convert, repair, pending: Vec::new(), capacity }
    }

    /// What [`append_bytes`](AnyAppender::append_bytes) takes.
    pub fn dtype(&self) -> &DType {
        self.conversion.source()
    }

    /// What one row of the file is.
    pub fn file_dtype(&self) -> &DType {
        &self.log.row
    }

    /// What was put right when the file was opened.
    pub fn repaired(&self) -> Option<&Repair> {
        self.repair.as_ref()
    }

    /// How many records there are, those included that wait to be written.
    pub fn len(&self) -> usize {
        self.log.len + self.pending.len() / self.log.row.itemsize()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many records the file has and says it has.
    pub fn flushed_len(&self) -> usize {
        self.log.len
    }

    /// Takes whole records of [`dtype`](AnyAppender::dtype), one right behind the other. Gaps between their fields become
    /// zero.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they are not whole; else as [`flush`](AnyAppender::flush). None of them
    /// is taken then.
    pub fn append_bytes(&mut self, records: &[u8]) -> Result<()> {
        let size = self.dtype().itemsize();
        if size == 0 || !records.len().is_multiple_of(size) {
            let found = records.len();
            let message =
                format!("expected records of {size} bytes, found {found} bytes, which are no whole ones");
            return Err(self.named(Error::mismatch(message)));
        }
        self.take(None, records.len() / size, |rows, out| {
            out.copy_from_slice(&records[rows.start * size..rows.end * size]);
        })
    }

    /// Takes the records of a view, converted to the layout of the file by the names of their fields. The first axis of a
    /// view counts records; further ones are part of them, as in the file.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they have other names or types than those of the file; else as
    /// [`flush`](AnyAppender::flush). None of them is taken then.
    pub fn append_view(&mut self, records: &RecordView<'_>) -> Result<()> {
        let shape = records.shape();
        let (count, inner) = shape.split_first().map_or((1, &[][..]), |(&count, inner)| (count, inner));
        let plan = || {
            let item = DType::subarray(records.dtype().clone(), inner)?;
            match item == *self.dtype() {
                true => Ok(None),
                false => Conversion::plan(&item, &self.log.row, &self.convert).map(Some),
            }
        };
        let conversion = plan().map_err(|error| self.named(error))?;
        let items = records.items();
        let each = items.count() / count.max(1);
        self.take(conversion.as_ref(), count, |rows, out| {
            let size = items.dtype().itemsize().max(1);
            let positions = rows.start * each..rows.end * each;
            for (position, out) in positions.zip(out.chunks_exact_mut(size)) {
                if let Some(item) = items.item(position) {
                    copy_item(&item, out);
                }
            }
        })
    }

    /// Writes what waits to the file: records first, then the bytes of the header that count them. When this returns, no
    /// death of the process loses them.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the system could not write all of it, for want of space for example. The file then
    /// counts the records that it counted before, and those that wait still wait: call it again when there is space.
    pub fn flush(&mut self) -> Result<()> {
        self.write(false).map_err(|error| self.named(error))
    }

    /// The same, and brings the file to the disk. When this returns, no loss of power loses the records.
    ///
    /// # Errors
    /// As [`flush`](AnyAppender::flush). If the system could not bring the file to the disk, it does not say what of it is
    /// there, and this fails from then on: open the file anew.
    pub fn sync(&mut self) -> Result<()> {
        self.write(true).map_err(|error| self.named(error))
    }

    /// Flushes, and gives the lock back. Dropping an appender does so too, but nobody hears of errors.
    ///
    /// # Errors
    /// As [`flush`](AnyAppender::flush); what waited is lost then.
    pub fn finish(mut self) -> Result<()> {
        self.flush()
    }

    /// Takes records that `fill` gives block by block. They wait if there is room; else all that waits is written, and they
    /// behind it, and none is taken if that fails.
    fn take(
        &mut self,
        conversion: Option<&Conversion>,
        count: usize,
        mut fill: impl FnMut(Range<usize>, &mut [u8]),
    ) -> Result<()> {
        let (log, pending) = (&mut self.log, &mut self.pending);
        let conversion = conversion.unwrap_or(&self.conversion);
        let (size, row) = (conversion.source().itemsize(), log.row.itemsize());
        let waiting = pending.len() / row;
        let step = (BLOCK / size.max(row)).clamp(1, count.max(1));
        let mut blocks = (0..count).step_by(step).map(|start| start..count.min(start + step));
        let mut from = vec![0; step * size];
        let mut convert = |rows: Range<usize>, to: &mut [u8]| {
            let (start, from) = (rows.start, &mut from[..rows.len() * size]);
            fill(rows, from);
            conversion.run_behind(start, from, to)
        };
        let taken = if count < self.capacity.saturating_sub(pending.len()).div_ceil(row) {
            blocks.try_for_each(|rows| {
                let end = pending.len();
                pending.resize(end + rows.len() * row, 0);
                convert(rows, &mut pending[end..])
            })
        } else {
            let mut to = vec![0; step * row];
            let written = log.append(waiting + count, false, |log| {
                log.put(0, pending)?;
                blocks.try_for_each(|rows| {
                    let (start, to) = (rows.start, &mut to[..rows.len() * row]);
                    convert(rows, to)?;
                    log.put(waiting + start, to)
                })
            });
            written.map(|()| pending.clear())
        };
        taken.map_err(|error| error.in_file(&self.log.path))
    }

    fn write(&mut self, sync: bool) -> Result<()> {
        let (log, pending) = (&mut self.log, &mut self.pending);
        log.append(pending.len() / log.row.itemsize(), sync, |log| log.put(0, pending))?;
        pending.clear();
        Ok(())
    }

    fn named(&self, error: Error) -> Error {
        error.in_file(&self.log.path)
    }
}

/// The bytes of one item, gaps that nobody has written as zeros.
fn copy_item(item: &Items<'_>, out: &mut [u8]) {
    if let Some(bytes) = item.bytes() {
        if let Some(bytes) = bytes.at(0) {
            out.copy_from_slice(bytes);
        }
        return;
    }
    out.fill(0);
    let spread = item.spread();
    let size = spread.dtype().itemsize().max(1);
    for (position, out) in (0..spread.count()).zip(out.chunks_exact_mut(size)) {
        let Some(one) = spread.item(position) else { continue };
        for (i, field) in one.dtype().fields().unwrap_or_default().iter().enumerate() {
            let Some(inner) = one.nth_field(i) else { continue };
            copy_item(&inner, &mut out[field.offset()..][..field.dtype().itemsize()]);
        }
    }
}

impl Drop for AnyAppender {
    fn drop(&mut self) {
        // Whoever wants to hear of errors calls `finish`.
        let _ = self.write(false);
    }
}

impl fmt::Debug for AnyAppender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} records of {}", self.log.path.display(), self.len(), self.log.row)
    }
}
