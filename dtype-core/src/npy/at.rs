//! Reads from a place in a file, and writes to one, that move no cursor, so that many may read one file at once.

use std::fs;
use std::io::{self, Read};
use std::panic::AssertUnwindSafe;

use crate::int;

/// What is told how many more bytes were read. If it panics, nothing of ours is left half done.
pub(super) type Watch = AssertUnwindSafe<Box<dyn Fn(u64) + Send + Sync>>;

/// A file as a stream from some byte on.
pub(super) struct At<'f> {
    file: &'f fs::File,
    position: u64,
    watch: Option<&'f Watch>,
}

impl<'f> At<'f> {
    pub(super) fn new(file: &'f fs::File, position: u64) -> Self {
        At { file, position, watch: None }
    }

    /// The same, that tells what it reads.
    pub(super) fn watched(self, watch: Option<&'f Watch>) -> Self {
        At { watch, ..self }
    }
}

impl Read for At<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = read_at(self.file, out, self.position)?;
        self.position += int::to_u64(read);
        if let Some(watch) = self.watch.filter(|_| read > 0) {
            watch(int::to_u64(read));
        }
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

/// Writes all bytes to a place in a file: one call of the system, unless it takes only some of them.
pub(super) fn write_all_at(file: &fs::File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match write_at(file, bytes, at) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => {
                bytes = &bytes[written.min(bytes.len())..];
                at += int::to_u64(written);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(unix)]
fn write_at(file: &fs::File, bytes: &[u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::write_at(file, bytes, at)
}

#[cfg(windows)]
fn write_at(file: &fs::File, bytes: &[u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_write(file, bytes, at)
}

#[cfg(not(any(unix, windows)))]
fn write_at(file: &fs::File, bytes: &[u8], at: u64) -> io::Result<usize> {
    use std::io::{Seek, SeekFrom, Write};
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(at))?;
    file.write(bytes)
}
