//! Files that grow: records appended to a `.npy` file that stays loadable at every moment.
//!
//! NumPy leaves blanks in every header, so that the shape can become longer. An appender writes records behind those that
//! are there, and then, in one write to one place, the few bytes of the header that change.

mod any;
mod grow;
mod log;
mod open;
mod options;
mod recover;
mod repair;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;

pub use any::AnyAppender;
pub use options::AppendOptions;
pub use repair::Repair;

use self::log::Log;
use self::open::Opened;
use crate::convert::Conversion;
use crate::error::Result;
use crate::record::{Element, copy_values, solid_bytes};

/// How many bytes of records are converted at a time. They stay in the cache.
const BLOCK: usize = 256 << 10;

/// Appends records to a `.npy` file, which everybody can load at every moment.
///
/// The file is created if it is not there. One that is there can lay the same names and types out otherwise, in another
/// byte order or packed: records are written as it has them. When all is written, the file has the bytes that NumPy would
/// have saved for all of its records at once.
///
/// ```
/// use dtype_core::{Record, npy};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Record)]
/// #[repr(C)]
/// struct Tick { time: i64, price: f64 }
///
/// # let path = std::env::temp_dir().join(format!("appender-{}.npy", std::process::id()));
/// let mut log = npy::Appender::<Tick>::open(&path)?;
/// log.append(&Tick { time: 1, price: 2.5 })?;
/// log.flush()?;
/// assert_eq!(npy::load::<Tick>(&path)?.len(), 1);
/// log.extend_from_slice(&[Tick { time: 2, price: 2.4 }, Tick { time: 3, price: 2.6 }])?;
/// assert_eq!((log.len(), log.flushed_len()), (3, 1));
/// log.finish()?;
///
/// let log = npy::Appender::<Tick>::open(&path)?;
/// assert_eq!((log.len(), log.repaired()), (3, None));
/// # drop(log);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # What is promised
///
/// - **If the process dies**, at whatever moment and of whatever cause, nothing is lost that [`flush`](Appender::flush)
///   returned for. Records that were on their way may be there or not; those that are there are the first ones.
/// - **If power is lost**, nothing is lost that [`sync`](Appender::sync) returned for, as long as the disk writes 512 bytes
///   whole or not at all, and the bytes of the header that change lie in one such sector. They do in every header of up to
///   512 bytes. In longer ones, of records with some twenty fields and more, the shape may lie across two sectors. What was
///   flushed and not synced may be missing, or be zeros.
/// - **Whoever reads meanwhile** sees the first records: the header counts none that is not written. Bytes behind those that
///   it counts are no error, here as in NumPy.
/// - **Opening the file again** counts its records by its length, and mends the header if that says otherwise, even if the
///   shape in it was torn. A last record that is not whole is cut off. [`repaired`](Appender::repaired) tells.
///
/// # What is not
///
/// - A file in which something else follows the records cannot be told from one whose header fell behind: what follows is
///   taken for records. Only another `.npy` array is known by its first bytes, and refused. Files that others have written
///   are looked at first with [`AppendOptions::repair`]`(false)`.
/// - The lock keeps out other appenders, not other programs that write. On Windows it keeps out readers as well. A file that
///   is replaced or removed while an appender has it open goes on growing, unseen.
/// - A reader that comes in the very moment in which nine records become ten can find a shape that is half of each, if the
///   system does not write a few bytes as one; let it try again.
///
/// Of that last, this is what NumPy reads when only so many bytes of the change have been written. Opening mends all of them:
///
/// | bytes written | shape in the header | NumPy |
/// |---|---|---|
/// | 0 | `(9,), } ` | 9 records |
/// | 1 | `(1,), } ` | 1 record |
/// | 2 | `(10), } ` | an error |
/// | 3 | `(10,, } ` | an error |
/// | 4 | `(10,) } ` | 10 records |
/// | 5 | `(10,),} ` | 10 records |
/// | 6 | `(10,),  ` | an error |
/// | 7 | `(10,), }` | 10 records |
///
/// Where the number of digits stays, NumPy reads too few records, or fails as the header counts too many: from 19 to 20 by
/// way of 29.
///
/// Unlike [`save`](super::save), an appender does not write beside the file and rename: that would copy all records that
/// are there for every one that is added.
///
/// # Which files
///
/// Arrays of one axis, and of more in C order, where a type such as `[f32; 3]` is a row of shape (n, 3). Versions 1.0, 2.0 and
/// 3.0 of the format. The header needs room for a number of 15 digits, and the shape as its last key; NumPy's
/// own headers are so since 1.24, older ones where their padding happens to suffice. Others are refused, or [written
/// anew](AppendOptions::rewrite_header).
pub struct Appender<R: Element> {
    log: Log,
    conversion: Conversion,
    repair: Option<Repair>,
    pending: Vec<R>,
    /// How many bytes of records wait at most.
    capacity: usize,
}

impl<R: Element> Appender<R> {
    /// Opens a file, or creates it. See [`AppendOptions`] for other ways.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if it cannot be opened, read or written, or another appender has it open;
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if it holds other fields, types, or rows of another shape, or has no axis to
    /// grow along; [`Format`](crate::ErrorKind::Format) if it is no `.npy` file, or another array follows in it;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if its header has no room to grow, or its records have no bytes;
    /// [`Limit`](crate::ErrorKind::Limit) if the header exceeds [`Limits`](crate::Limits). The file is then what it was.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        AppendOptions::new().open(path)
    }

    fn new(opened: Opened, options: &AppendOptions) -> Self {
        let Opened { log, conversion, repair } = opened;
        Appender { log, conversion, repair, pending: Vec::new(), capacity: options.capacity }
    }

    /// What was put right when the file was opened.
    pub fn repaired(&self) -> Option<&Repair> {
        self.repair.as_ref()
    }

    /// How many records there are, those included that wait to be written.
    pub fn len(&self) -> usize {
        self.log.len + self.pending.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many records the file has and says it has.
    pub fn flushed_len(&self) -> usize {
        self.log.len
    }

    /// Takes a record. It waits until there are enough to be written.
    ///
    /// # Errors
    /// As [`flush`](Appender::flush). The record is not taken then.
    pub fn append(&mut self, record: &R) -> Result<()> {
        self.extend_from_slice(std::slice::from_ref(record))
    }

    /// Takes records. They wait until there are enough to be written.
    ///
    /// # Errors
    /// As [`flush`](Appender::flush). None of the records is taken then.
    pub fn extend_from_slice(&mut self, records: &[R]) -> Result<()> {
        let waiting = size_of_val(&self.pending[..]).saturating_add(size_of_val(records));
        if waiting < self.capacity {
            self.pending.extend_from_slice(records);
            return Ok(());
        }
        self.write(records, false)
    }

    /// Writes what waits to the file: records first, then the bytes of the header that count them. When this returns, no
    /// death of the process loses them.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the system could not write all of it, for want of space for example. The file then
    /// counts the records that it counted before, and those that wait still wait: call it again when there is space.
    pub fn flush(&mut self) -> Result<()> {
        self.write(&[], false)
    }

    /// The same, and brings the file to the disk. When this returns, no loss of power loses the records.
    ///
    /// # Errors
    /// As [`flush`](Appender::flush). If the system could not bring the file to the disk, it does not say what of it is there,
    /// and this fails from then on: open the file anew.
    pub fn sync(&mut self) -> Result<()> {
        self.write(&[], true)
    }

    /// Flushes, and gives the lock back. Dropping an appender does so too, but nobody hears of errors.
    ///
    /// # Errors
    /// As [`flush`](Appender::flush); what waited is lost then.
    pub fn finish(mut self) -> Result<()> {
        self.flush()
    }

    /// Writes what waits, and `more` behind it.
    fn write(&mut self, more: &[R], sync: bool) -> Result<()> {
        self.try_write(more, sync).map_err(|error| error.in_file(&self.log.path))
    }

    fn try_write(&mut self, more: &[R], sync: bool) -> Result<()> {
        let (conversion, pending) = (&self.conversion, &mut self.pending);
        self.log.append(pending.len() + more.len(), sync, |log| {
            put(log, conversion, 0, pending)?;
            put(log, conversion, pending.len(), more)
        })?;
        pending.clear();
        Ok(())
    }
}

/// Writes records as the file has them, so many rows behind those that it counts.
fn put<R: Element>(log: &Log, conversion: &Conversion, ahead: usize, records: &[R]) -> Result<()> {
    if let Some(bytes) = solid_bytes(records).filter(|_| conversion.is_copy()) {
        return log.put(ahead, bytes);
    }
    let (size, row) = (size_of::<R>(), log.row.itemsize());
    let step = (BLOCK / size.max(row)).clamp(1, records.len().max(1));
    let (mut from, mut to) = (vec![0; step * size], vec![0; step * row]);
    for (i, records) in records.chunks(step).enumerate() {
        let (from, to) = (&mut from[..size_of_val(records)], &mut to[..records.len() * row]);
        copy_values(records, from);
        conversion.run_behind(i * step, from, to)?;
        log.put(ahead + i * step, to)?;
    }
    Ok(())
}

impl<R: Element> Drop for Appender<R> {
    fn drop(&mut self) {
        // Whoever wants to hear of errors calls `finish`.
        let _ = self.try_write(&[], false);
    }
}

impl<R: Element> fmt::Debug for Appender<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} records of {}", self.log.path.display(), self.len(), R::DTYPE)
    }
}

/// Mends a file that an appender left behind, or says that there was nothing to mend: its header then counts the whole
/// records that are there, and a last one that is not whole is cut off. See [`Repair`].
///
/// # Errors
/// As [`AnyAppender::open`].
pub fn repair(path: impl AsRef<Path>) -> Result<Option<Repair>> {
    AppendOptions::new().repair_file(path, None)
}
