//! Text and opaque bytes as field types: fixed lengths, as NumPy stores them.

use std::error::Error;
use std::fmt;

mod bytes;
mod str;
mod void;

pub use bytes::FixedBytes;
pub use str::FixedStr;
pub use void::Void;

/// A text that is too long for its field.
///
/// ```
/// use dtype_core::FixedBytes;
///
/// let error = FixedBytes::<4>::new("NASDAQ").unwrap_err();
/// assert_eq!((error.expected(), error.found()), (4, 6));
/// assert_eq!(error.to_string(), "expected at most 4 bytes, found 6");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthError {
    expected: usize,
    found: usize,
    of: &'static str,
}

impl LengthError {
    /// The most that the field holds: bytes for `S`, characters for `U`.
    pub const fn expected(&self) -> usize {
        self.expected
    }

    /// The length of the text, trailing NULs left out: bytes for `S`, characters for `U`.
    pub const fn found(&self) -> usize {
        self.found
    }
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected at most {} {}, found {}", self.expected, self.of, self.found)
    }
}

impl Error for LengthError {}
