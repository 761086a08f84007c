//! Reads from a place in a file that move no cursor, so that many may read one file at once.

use std::fs;
use std::io::{self, Read};

use crate::int;

/// A file as a stream from some byte on.
pub(super) struct At<'f> {
    pub(super) file: &'f fs::File,
    pub(super) position: u64,
}

impl Read for At<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = read_at(self.file, out, self.position)?;
        self.position += int::to_u64(read);
        Ok(read)
    }
}

#[cfg(unix)]
fn read_at(file: &fs::File, out: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, out, at)
}

#[cfg(windows)]
fn read_at(file: &fs::File, out: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, out, at)
}

/// Elsewhere a cursor of its own does it.
#[cfg(not(any(unix, windows)))]
fn read_at(file: &fs::File, out: &mut [u8], at: u64) -> io::Result<usize> {
    use std::io::{Seek, SeekFrom};
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(at))?;
    file.read(out)
}
