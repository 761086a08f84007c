//! The bytes of an archive as the zip reader is to see them, and its errors as ours.

use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Error, Result};
use crate::int;

/// The record at the end of an archive starts with this, and has so many bytes in front of its comment.
const END: (&[u8; 4], usize) = (b"PK\x05\x06", 22);

/// How long a comment can be.
const COMMENT: u64 = u16::MAX as u64;

/// Finds the directory of an archive. Also tells how many bytes the file has.
pub(super) fn open<R: Read + Seek>(reader: R) -> Result<(ZipArchive<Stretched<R>>, u64)> {
    let mut reader = BufReader::new(reader);
    let cannot_read = |error| Error::io("cannot read", error);
    let len = reader.seek(SeekFrom::End(0)).map_err(cannot_read)?;
    reader.rewind().map_err(cannot_read)?;
    let mut start = Vec::new();
    reader.by_ref().take(6).read_to_end(&mut start).map_err(cannot_read)?;
    check_start(&start)?;
    let missing = missing_comment(&mut reader, len).map_err(cannot_read)?;
    let stretched = Stretched { inner: reader, len, end: len.saturating_add(missing), position: 0 };
    Ok((ZipArchive::new(stretched).map_err(zip_error)?, len))
}

/// A zip archive may start anywhere in a file; NumPy wants one at the first byte, so that it knows what the file is.
fn check_start(start: &[u8]) -> Result<()> {
    let found = match start {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Ok(()),
        [] => "an empty file".to_owned(),
        b"\x93NUMPY" => "a .npy file, which `npy::load` reads".to_owned(),
        _ => format!("the bytes '{}'", start.escape_ascii()),
    };
    Err(Error::format(format!("expected an .npz archive, which starts with 'PK', found {found}")).at(0))
}

/// How much of the archive's comment is not there, in bytes. NumPy does not mind.
fn missing_comment<R: Read + Seek>(reader: &mut BufReader<R>, len: u64) -> io::Result<u64> {
    let (magic, size) = END;
    let from = len.saturating_sub(int::to_u64(size) + COMMENT);
    reader.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    reader.by_ref().take(len - from).read_to_end(&mut tail)?;
    let at = tail.windows(size).rposition(|record| record.starts_with(magic));
    let Some(record) = at.map(|at| &tail[at..]) else { return Ok(0) };
    let promised = u16::from_le_bytes([record[size - 2], record[size - 1]]);
    Ok(u64::from(promised).saturating_sub(int::to_u64(record.len() - size)))
}

/// A file that goes on with zeros up to some end.
pub(super) struct Stretched<R> {
    inner: BufReader<R>,
    len: u64,
    end: u64,
    position: u64,
}

impl<R: Read> Read for Stretched<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = if self.position < self.len {
            self.inner.read(out)?
        } else {
            io::repeat(0).take(self.end.saturating_sub(self.position)).read(out)?
        };
        self.position = self.position.saturating_add(int::to_u64(read));
        Ok(read)
    }
}

impl<R: Read + Seek> Seek for Stretched<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        let position = position.ok_or(ErrorKind::InvalidInput)?;
        self.inner.seek(SeekFrom::Start(position.min(self.len)))?;
        self.position = position;
        Ok(position)
    }
}

/// Who must act on an error of the zip reader.
pub(super) fn zip_error(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => damaged(Error::io("cannot read", error)),
        ZipError::InvalidArchive(what) => Error::format(format!("the archive is damaged or cut: {what}")),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Error::unsupported("it is encrypted, which is not read here")
        }
        ZipError::UnsupportedArchive(what) => Error::unsupported(what),
        other => Error::format(other.to_string()),
    }
}

/// The error about bytes that were read well but are not what they should be is one of the file, not of the world.
pub(super) fn damaged(error: Error) -> Error {
    let Some(io) = error.io_error() else { return error };
    if !matches!(io.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof) {
        return error;
    }
    let damaged = Error::format(format!("the data is damaged: {io}"));
    match error.offset() {
        Some(offset) => damaged.at(offset),
        None => damaged,
    }
}
