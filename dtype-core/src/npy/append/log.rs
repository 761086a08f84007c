//! A file that grows: rows behind those that are there, then the bytes of the header that count them.
//!
//! G1. The header never counts a row that has not been written: every write of it follows the write of the rows.
//! G2. Rows that are counted are never written again.
//! G3. What failed is written again from the start: every write says where it goes, so that twice is as good as once.
//! G4. Rows of a write that failed are cut off, at the latest behind the next that succeeds.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use super::super::at::write_all_at;
use super::grow::{Growth, change};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;

/// An open and locked file, and what is known of it.
pub(super) struct Log {
    pub(super) file: File,
    pub(super) path: PathBuf,
    pub(super) growth: Growth,
    /// The header's text as the file has it.
    pub(super) text: Vec<u8>,
    /// Whether a write of the header failed, so that the file may have another text.
    pub(super) unsure: bool,
    /// Whether there may be bytes behind the rows that are counted, of a write that failed.
    pub(super) stale: bool,
    /// Where the rows start, in bytes.
    pub(super) offset: u64,
    pub(super) row: DType,
    /// How many rows the header counts.
    pub(super) len: usize,
    /// Whether the system failed to bring the file to the disk. What it then holds, nobody knows.
    pub(super) lost: bool,
}

impl Log {
    /// Appends rows that `put` writes, and counts them; `sync` brings them to the disk before they are counted, so that a
    /// header on the disk never counts a row that is not.
    pub(super) fn append(
        &mut self,
        rows: usize,
        sync: bool,
        put: impl FnOnce(&Log) -> Result<()>,
    ) -> Result<()> {
        if rows > 0 {
            let stale = std::mem::replace(&mut self.stale, true);
            if let Err(error) = put(self) {
                self.stale = self.cut().is_err();
                return Err(error);
            }
            if sync {
                self.sync()?;
            }
            self.commit(rows)?;
            // What is behind may be longer than what was written over it.
            self.stale = stale && self.cut().is_err();
        }
        if sync { self.sync() } else { Ok(()) }
    }

    /// Cuts off what is not counted, so that nobody takes it for records later.
    fn cut(&self) -> io::Result<()> {
        let end = int::to_u64(self.len).saturating_mul(int::to_u64(self.row.itemsize()));
        self.file.set_len(self.offset.saturating_add(end))
    }

    /// Writes rows so many behind the last that is counted.
    pub(super) fn put(&self, ahead: usize, rows: &[u8]) -> Result<()> {
        let row = int::to_u64(self.row.itemsize());
        let position = int::to_u64(self.len.saturating_add(ahead)).checked_mul(row);
        let position = position
            .and_then(|position| position.checked_add(self.offset))
            .ok_or_else(|| Error::limit("a file cannot be longer than 2^64 bytes"))?;
        write_all_at(&self.file, rows, position)
            .map_err(|error| Error::io("cannot write records", error).at(position))
    }

    /// Counts rows that have been written.
    pub(super) fn commit(&mut self, rows: usize) -> Result<()> {
        let len = self.len.saturating_add(rows);
        let Some(text) = self.growth.text(len) else {
            let room = self.growth.room().unwrap_or(0);
            return Err(Error::unsupported(format!(
                "the header has room for numbers of {room} digits, and cannot count {len} records; open the file with \
                 `AppendOptions::rewrite_header(true)`"
            )));
        };
        self.show(text)?;
        self.len = len;
        Ok(())
    }

    /// Writes the bytes of the header that change.
    fn show(&mut self, text: Vec<u8>) -> Result<()> {
        let start = self.growth.before().len();
        let changed = if self.unsure { start..text.len() } else { change(&self.text, &text) };
        let position = self.growth.text_offset() + int::to_u64(changed.start);
        self.unsure = true;
        write_all_at(&self.file, &text[changed], position)
            .map_err(|error| Error::io("cannot write the header", error).at(position))?;
        self.unsure = false;
        self.text = text;
        Ok(())
    }

    /// Brings what has been written to the disk.
    fn sync(&mut self) -> Result<()> {
        if self.lost {
            let message =
                "an earlier `sync` failed, so what the disk holds is not known; open the file anew and look";
            return Err(Error::new(crate::ErrorKind::Io, message));
        }
        self.file.sync_data().map_err(|error| {
            self.lost = true;
            Error::io("cannot bring the file to the disk", error)
        })
    }
}
