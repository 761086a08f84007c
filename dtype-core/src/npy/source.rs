//! Where an array is read from: a stream of which nothing is known but what has been read, or a file.
//!
//! Reads are as large as what is asked for, and never go beyond the end of the array: what follows in a stream is
//! left there. Memory is taken for what is there, not for what a header says: of a file the length is asked
//! first, of a stream the buffer doubles as it fills.

use std::fs;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use super::contents::Contents;
use super::frame::{self, START, Version};
use super::header::{self, Header};
use crate::buffer::Buffer;
use crate::error::{Error, Result};
use crate::{Limits, int};

/// How much is read at first from a stream of unknown length, in bytes.
const FIRST: usize = 1 << 20;

/// A stream, how much of it has been read, and how long it is, if that is known. In bytes.
pub(crate) struct Source<R> {
    stream: R,
    position: u64,
    len: Option<u64>,
    /// Asks for the length again.
    ask: fn(&R) -> Option<u64>,
}

impl Source<fs::File> {
    /// A file from its start.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let file = fs::File::open(path).map_err(|error| Error::io("cannot open", error))?;
        let len = file_len(&file)?;
        Ok(Source { stream: file, position: 0, len, ask: |file| file_len(file).ok().flatten() })
    }

    /// Passes bytes of a file; only of a pipe are they read.
    pub(super) fn pass(&mut self, count: u64) -> Result<()> {
        if self.len.is_none() {
            return self.skip(count).map(drop);
        }
        let end = self.position.saturating_add(count);
        self.stream.seek(SeekFrom::Start(end)).map_err(|error| Error::io("cannot seek", error))?;
        self.position = end;
        Ok(())
    }
}

impl<R: Read> Source<R> {
    /// A stream of unknown length.
    pub(crate) fn new(stream: R) -> Self {
        Source { stream, position: 0, len: None, ask: |_| None }
    }

    /// A stream of known length that has been read up to some byte.
    pub(crate) fn within(stream: R, position: u64, len: u64) -> Self {
        Source { stream, position, len: Some(len), ask: |_| None }
    }

    /// The same, lent: what is read from the one is read from the other.
    pub(super) fn lend(&mut self) -> Source<&mut Self> {
        let (position, len) = (self.position, self.len);
        Source { stream: self, position, len, ask: |lender| (lender.ask)(&lender.stream) }
    }

    /// What it reads from.
    pub(super) fn into_inner(self) -> R {
        self.stream
    }

    /// How many bytes have been read.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// How long it is, if that is known. In bytes.
    pub(super) fn len(&self) -> Option<u64> {
        self.len
    }

    /// Fills `out` as far as the stream goes, and tells how far.
    pub(super) fn fill(&mut self, out: &mut [u8]) -> Result<usize> {
        let mut filled = 0;
        while filled < out.len() {
            match self.read(&mut out[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Error::io("cannot read", error).at(self.position)),
            }
        }
        Ok(filled)
    }

    /// The header that comes next.
    #[cfg(any(test, feature = "mmap"))]
    pub(crate) fn header(&mut self, limits: &Limits) -> Result<Header> {
        self.next_header(limits)?.ok_or_else(frame::empty)
    }

    /// The header that comes next, or `None` if nothing does.
    pub(super) fn next_header(&mut self, limits: &Limits) -> Result<Option<Header>> {
        match self.next_version_and_text(limits)? {
            Some((version, text)) => Header::from_text(version, &text, limits).map(Some),
            None => Ok(None),
        }
    }

    /// The header that comes next, before anything is made of its text.
    pub(super) fn version_and_text(&mut self, limits: &Limits) -> Result<(Version, Vec<u8>)> {
        self.next_version_and_text(limits)?.ok_or_else(frame::empty)
    }

    fn next_version_and_text(&mut self, limits: &Limits) -> Result<Option<(Version, Vec<u8>)>> {
        let mut start = [0; START + 4];
        // Every header has these many bytes, so nothing of what follows it is taken.
        let mut read = self.fill(&mut start[..START + 2])?;
        if read == 0 {
            return Ok(None);
        }
        let version = Version::read(&start[..read])?;
        if read == START + 2 && version.text_offset() > read {
            read += self.fill(&mut start[read..])?;
        }
        let text_len = version.text_len(&start[START..read])?;
        Ok(Some((version, self.header_text(version, text_len, limits)?)))
    }

    /// Passes bytes without keeping them.
    pub(super) fn skip(&mut self, count: u64) -> Result<u64> {
        io::copy(&mut self.by_ref().take(count), &mut io::sink())
            .map_err(|error| Error::io("cannot read", error).at(self.position))
    }

    /// Makes sure that a file is long enough for the data that comes next. Of other streams it is unknown.
    pub(super) fn check_len(&self, contents: &Contents<'_>) -> Result<()> {
        let Some(len) = self.len else { return Ok(()) };
        let needed = int::to_u64(contents.size()?);
        if len.saturating_sub(self.position) >= needed {
            return Ok(());
        }
        // A file that grows may have got longer before its header was read.
        let len = (self.ask)(&self.stream).unwrap_or(len);
        let found = len.saturating_sub(self.position);
        if found < needed { Err(contents.cut(found).at(len)) } else { Ok(()) }
    }

    /// The data that comes next.
    pub(super) fn data(&mut self, contents: &Contents<'_>) -> Result<Buffer> {
        self.check_len(contents)?;
        let found = self.buffer(contents.size()?)?;
        found.map_err(|found| contents.cut(int::to_u64(found)).at(self.position))
    }

    /// So many bytes that come next, or how many there are.
    pub(super) fn buffer(&mut self, size: usize) -> Result<std::result::Result<Buffer, usize>> {
        let room = self.len.map(|len| len.saturating_sub(self.position) >= int::to_u64(size));
        let first = if room == Some(true) { size } else { size.min(FIRST) };
        let mut buffer = Buffer::zeroed(first)?;
        let mut filled = 0;
        loop {
            filled += self.fill(&mut buffer[filled..])?;
            if filled < buffer.len() {
                return Ok(Err(filled));
            }
            if filled == size {
                return Ok(Ok(buffer));
            }
            buffer.grow(filled.saturating_mul(2).min(size))?;
        }
    }

    /// The header's text, of which no more is read than the limits allow.
    fn header_text(&mut self, version: Version, text_len: u32, limits: &Limits) -> Result<Vec<u8>> {
        // A character has up to four bytes in UTF-8, and one in latin-1.
        let width = if version == Version::V3 { 4 } else { 1 };
        let most = int::to_u64(limits.header_bytes).saturating_mul(width);
        let wanted = u64::from(text_len);
        let mut text = Vec::new();
        self.by_ref()
            .take(wanted.min(most))
            .read_to_end(&mut text)
            .map_err(|error| Error::io("cannot read", error).at(self.position))?;
        let found = int::to_u64(text.len());
        if found == wanted {
            return Ok(text);
        }
        if found == most && self.len.is_none_or(|len| len.saturating_sub(self.position) >= wanted - found) {
            return Err(header::too_long(limits.header_bytes, &format!("one of {wanted} bytes")));
        }
        let offset = version.text_offset();
        let needed = offset.saturating_add(int::to_usize(wanted).unwrap_or(usize::MAX));
        Err(frame::cut(needed, offset + text.len(), "the header"))
    }
}

/// Counts what is read, of which [`fill`](Source::fill) makes errors that say where.
impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // A reader that claims more than there is room for is wrong, and must not make us so.
        let read = self.stream.read(out)?.min(out.len());
        self.position += int::to_u64(read);
        Ok(read)
    }
}

/// The length of a file in bytes, if the system knows it: not of pipes and devices, nor of files that claim to be
/// empty, as those do which are made up while they are read.
fn file_len(file: &fs::File) -> Result<Option<u64>> {
    let metadata = file.metadata().map_err(|error| Error::io("cannot ask for the length", error))?;
    Ok(Some(metadata.len()).filter(|&len| metadata.is_file() && len > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, and is interrupted before each.
    struct Trickle<'b>(&'b [u8], bool);

    impl Read for Trickle<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(ErrorKind::Interrupted.into());
            }
            let len = out.len().min(1);
            self.0.read(&mut out[..len])
        }
    }

    #[test]
    fn takes_no_more_than_the_array() {
        let dtype = "<u2".parse().unwrap();
        for shape in [vec![], vec![3], vec![2, 2], vec![0]] {
            let header = Header::new(&dtype, &shape, false).unwrap();
            let mut bytes = header.to_bytes();
            bytes.extend(0..header.data_len() as u8);
            let len = bytes.len();
            bytes.extend_from_slice(b"more");
            let mut rest = Trickle(&bytes, false);
            let mut source = Source::new(&mut rest);
            assert_eq!(source.header(&Limits::default()).unwrap(), header);
            assert_eq!(source.position(), header.data_offset());
            let data = source.data(&header.contents()).unwrap();
            assert_eq!(*data, bytes[len - data.len()..len]);
            assert_eq!(rest.0, b"more");
        }
    }

    #[test]
    fn streams_take_memory_as_they_come() {
        // The header promises 2^60 bytes; a buffer of that size could not be had.
        let header = Header::new(&"|u1".parse().unwrap(), &[1 << 60], false).unwrap();
        let mut stream = io::repeat(7).take(3 << 20);
        let error = Source::new(&mut stream).data(&header.contents()).err().unwrap();
        assert_eq!(error.offset(), Some(3 << 20));
        let text = "1152921504603701248 bytes missing: shape (1152921504606846976,) of 1-byte items needs \
                    1152921504606846976 bytes of data, found 3145728";
        assert_eq!(error.to_string(), text);
    }
}
