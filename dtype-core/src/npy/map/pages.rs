//! The bytes of a file as memory: what the system is asked for, and what for.
//!
//! M1. The mapped bytes are as many as they are while the pages exist, and nobody changes them but through these pages:
//!     the callers of `Map::open`, `MapMut::open` and their kin promise it, for themselves and for everybody else.
//! M2. What is written through shared pages is seen by all who map the file. Whoever writes has promised that nobody in
//!     this program holds the same file as constant memory. Private pages are seen by nobody else.
#![allow(unsafe_code, reason = "a mapped file changes when somebody writes to it")]

use std::fs;
use std::ops::{Deref, Range};

use memmap2::{Mmap, MmapMut, MmapOptions};

use crate::error::{Error, Result};

/// Memory that is to be read: what a [`Map`](crate::npy::Map) is over.
pub struct ReadOnly(Mmap);

/// Memory that is to be written: what a [`MapMut`](crate::npy::MapMut) is over.
pub struct Writable {
    map: MmapMut,
    copy_on_write: bool,
}

impl ReadOnly {
    /// The first so many bytes of a file.
    ///
    /// # Safety
    /// M1.
    pub(super) unsafe fn map(file: &fs::File, len: usize) -> Result<Self> {
        // SAFETY: M1, as the caller promises.
        unsafe { MmapOptions::new().len(len).map(file) }.map(ReadOnly).map_err(cannot_map)
    }
}

impl Writable {
    /// The first so many bytes of a file. What is written here is written there.
    ///
    /// # Safety
    /// M1 and M2.
    pub(super) unsafe fn map(file: &fs::File, len: usize) -> Result<Self> {
        // SAFETY: M1 and M2, as the caller promises.
        let map = unsafe { MmapOptions::new().len(len).map_mut(file) }.map_err(cannot_map)?;
        Ok(Writable { map, copy_on_write: false })
    }

    /// The first so many bytes of a file. A page that is written to becomes a copy of its own.
    ///
    /// # Safety
    /// M1.
    pub(super) unsafe fn map_copy(file: &fs::File, len: usize) -> Result<Self> {
        let mut options = MmapOptions::new();
        // Memory is taken for the pages that are written to, and not set aside for a whole file that may be larger.
        options.len(len).no_reserve_swap();
        // SAFETY: M1, as the caller promises.
        let map = unsafe { options.map_copy(file) }.map_err(cannot_map)?;
        Ok(Writable { map, copy_on_write: true })
    }

    pub(super) fn is_copy_on_write(&self) -> bool {
        self.copy_on_write
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.map
    }

    /// Writes some bytes to the disk, and waits for it if `wait`.
    pub(super) fn flush(&self, range: Range<usize>, wait: bool) -> Result<()> {
        if self.copy_on_write || range.is_empty() {
            return Ok(());
        }
        let flushed = match wait {
            true => self.map.flush_range(range.start, range.len()),
            false => self.map.flush_async_range(range.start, range.len()),
        };
        flushed.map_err(|error| Error::io("cannot write what was changed in memory", error))
    }
}

fn cannot_map(error: std::io::Error) -> Error {
    Error::io("cannot map", error)
}

impl Deref for ReadOnly {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Deref for Writable {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.map
    }
}
