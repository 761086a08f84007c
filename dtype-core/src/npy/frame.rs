//! What stands before a header's text: magic, version, length. Pure functions on bytes.

use crate::error::{Error, Result};

/// The first bytes of every `.npy` file.
pub(super) const MAGIC: [u8; 6] = *b"\x93NUMPY";

/// How many bytes hold magic and version.
pub(super) const START: usize = MAGIC.len() + 2;

/// A version of the format. They differ in the width of the length and in the encoding of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 1.0: length in two bytes, text in latin-1.
    V1,
    /// 2.0: length in four bytes, text in latin-1.
    V2,
    /// 3.0: length in four bytes, text in UTF-8.
    V3,
}

impl Version {
    /// Reads magic and version from the start of a file, of which there are at least [`START`] bytes if the file has
    /// as many.
    pub(super) fn read(start: &[u8]) -> Result<Version> {
        let Some(rest) = start.strip_prefix(&MAGIC) else {
            return Err(foreign(start));
        };
        match *rest {
            [1, 0, ..] => Ok(Version::V1),
            [2, 0, ..] => Ok(Version::V2),
            [3, 0, ..] => Ok(Version::V3),
            [major, minor, ..] => Err(Error::unsupported(format!(
                "expected format version 1.0, 2.0 or 3.0, found {major}.{minor}"
            ))
            .at(MAGIC.len() as u64)),
            _ => Err(cut(START, start.len(), "magic and version")),
        }
    }

    /// Major and minor number.
    pub(super) fn numbers(self) -> (u8, u8) {
        match self {
            Version::V1 => (1, 0),
            Version::V2 => (2, 0),
            Version::V3 => (3, 0),
        }
    }

    /// How many bytes hold the length of the text.
    pub(super) fn length_width(self) -> usize {
        if self == Version::V1 { 2 } else { 4 }
    }

    /// The length of the text in bytes, from the bytes that hold it.
    pub(super) fn text_len(self, length: &[u8]) -> Result<u32> {
        match (self, length) {
            (Version::V1, &[a, b, ..]) => Ok(u32::from(u16::from_le_bytes([a, b]))),
            (Version::V2 | Version::V3, &[a, b, c, d, ..]) => Ok(u32::from_le_bytes([a, b, c, d])),
            _ => Err(cut(START + self.length_width(), START + length.len(), "the header's length")),
        }
    }

    /// Where the text starts, in bytes from the start of the file.
    pub(super) fn text_offset(self) -> usize {
        START + self.length_width()
    }

    /// Magic, version and length of a text, or `None` if this version has no room for that length.
    pub(super) fn write(self, text_len: usize) -> Option<Vec<u8>> {
        let (major, minor) = self.numbers();
        let mut out = Vec::with_capacity(self.text_offset() + text_len);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&[major, minor]);
        match self {
            Version::V1 => out.extend_from_slice(&u16::try_from(text_len).ok()?.to_le_bytes()),
            _ => out.extend_from_slice(&u32::try_from(text_len).ok()?.to_le_bytes()),
        }
        Some(out)
    }
}

/// The file ends before `needed` bytes, with which `what` would be whole.
pub(super) fn cut(needed: usize, found: usize, what: &str) -> Error {
    Error::format(format!("the file ends within {what}: expected {needed} bytes, found {found}"))
        .at(found as u64)
}

/// Where an array is expected, there is nothing.
pub(super) fn empty() -> Error {
    Error::format("the file is empty: expected a .npy file, which starts with '\\x93NUMPY'").at(0)
}

/// What files that are no `.npy` files start with, in the eight bytes that are looked at, and what they probably are.
const OTHERS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a zip archive; if it is an .npz archive, open the .npy files inside of it"),
    (b"PK\x05\x06", "an empty zip archive, as an .npz archive without arrays is"),
    (b"\x1f\x8b", "gzip-compressed data; decompress it first"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data; decompress it first"),
    (b"\x89HDF", "an HDF5 file"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"SIMPLE  ", "a FITS file"),
];

/// The error about a file that does not start as it should.
fn foreign(start: &[u8]) -> Error {
    if start.is_empty() {
        return empty();
    }
    if MAGIC.starts_with(start) {
        return cut(START, start.len(), "magic and version");
    }
    if let [0x80, 2..=5, ..] = start {
        let message = "found a Python pickle, which can run code and is not read here; \
                       in Python, load it and write it with `numpy.save`";
        return Error::unsupported(message).at(0);
    }
    let found = match OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        Some((_, what)) => (*what).to_owned(),
        None if is_text(start) => format!("text: '{}...'", start.escape_ascii()),
        None => format!("the bytes '{}'", start.escape_ascii()),
    };
    Error::format(format!("expected a .npy file, which starts with '\\x93NUMPY', found {found}")).at(0)
}

fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn versions_and_lengths() {
        for (version, len) in [(Version::V1, 118), (Version::V2, 70_000), (Version::V3, 118)] {
            let start = version.write(len).unwrap();
            assert_eq!(start.len(), version.text_offset());
            assert_eq!(Version::read(&start).unwrap(), version);
            assert_eq!(version.text_len(&start[START..]).unwrap() as usize, len);
            for cut in 0..START {
                let error = Version::read(&start[..cut]).unwrap_err();
                assert_eq!((error.kind(), error.offset()), (ErrorKind::Format, Some(cut as u64)));
            }
            for cut in START..start.len() {
                let error = version.text_len(&start[START..cut]).unwrap_err();
                assert_eq!((error.kind(), error.offset()), (ErrorKind::Format, Some(cut as u64)));
            }
        }
        assert_eq!(Version::V1.write(65_536), None);
    }

    #[test]
    fn says_what_a_foreign_file_looks_like() {
        for (start, kind, said) in [
            (&b"PK\x03\x04\x14\0\0\0"[..], ErrorKind::Format, ".npz archive"),
            (b"PK\x05\x06\0\0\0\0", ErrorKind::Format, ".npz archive"),
            (b"\x80\x04\x95\x10\0\0\0\0", ErrorKind::Unsupported, "pickle"),
            (b"SIMPLE  ", ErrorKind::Format, "a FITS file"),
            (b"time,pri", ErrorKind::Format, "text: 'time,pri...'"),
            (b"\x93NUMPZ\x01\0", ErrorKind::Format, "the bytes '\\x93NUMPZ\\x01\\x00'"),
            (b"\x93NUMPY\x01\x01", ErrorKind::Unsupported, "found 1.1"),
            (b"", ErrorKind::Format, "empty"),
            (b"\x93NUM", ErrorKind::Format, "expected 8 bytes, found 4"),
        ] {
            let error = Version::read(start).unwrap_err();
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().contains(said), "{error}");
        }
    }
}
