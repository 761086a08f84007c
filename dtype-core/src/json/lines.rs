//! JSON Lines of any length, a block of records at a time.

use std::io::BufRead;

use super::not_read;
use crate::convert::serde::{RecordFormat, RecordsSeed};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;
use crate::view::RecordArray;

/// Records out of JSON Lines, in blocks, so that a text may be larger than memory.
///
/// ```
/// use dtype_core::json::Lines;
/// use dtype_core::serde::RecordFormat;
///
/// let text = &b"{\"n\": 1}\n{\"n\": 2}\n{\"n\": 3}\n"[..];
/// let mut lines = Lines::new(text, &"[('n', 'u1')]".parse()?, &RecordFormat::new())?;
/// let mut sizes = Vec::new();
/// while let Some(block) = lines.next_block(2)? {
///     sizes.push(block.len());
/// }
/// assert_eq!(sizes, [2, 1]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct Lines<R> {
    stream: R,
    seed: RecordsSeed,
    /// Lines that have been read.
    line: usize,
    text: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// Reads records of this dtype.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if it has Python objects.
    pub fn new(stream: R, dtype: &DType, format: &RecordFormat) -> Result<Self> {
        Ok(Lines { stream, seed: format.seed(dtype)?, line: 0, text: Vec::new() })
    }

    /// How many lines have been read, empty ones included.
    pub fn lines(&self) -> usize {
        self.line
    }

    /// The next records, at most `most`; `None` when there are no more. After an error the next call goes on with the
    /// line behind it.
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) with line and column if a line is no record of the dtype;
    /// [`Io`](crate::ErrorKind::Io) if the stream can't be read.
    pub fn next_block(&mut self, most: usize) -> Result<Option<RecordArray>> {
        let size = self.seed.dtype().itemsize();
        let (mut bytes, mut count) = (Vec::new(), 0);
        while count < most {
            self.text.clear();
            let read = self.stream.read_until(b'\n', &mut self.text);
            if read.map_err(|error| Error::io("cannot read", error))? == 0 {
                break;
            }
            self.line += 1;
            if self.text.trim_ascii().is_empty() {
                continue;
            }
            let start = bytes.len();
            bytes.resize(start + size, 0);
            let mut json = serde_json::Deserializer::from_slice(&self.text);
            let one = self.seed.read_record(&mut json, &mut bytes[start..]).and_then(|()| json.end());
            one.map_err(|error| not_read(error, self.line - 1))?;
            count += 1;
        }
        if count == 0 {
            return Ok(None);
        }
        debug_assert_eq!(int::product(&[count, size]), Some(bytes.len()));
        RecordArray::from_bytes(&bytes, self.seed.dtype(), &[count], false).map(Some)
    }
}
