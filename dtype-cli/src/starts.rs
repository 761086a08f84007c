//! What files begin with.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// The bytes of a file from an offset on, `most` of them, fewer if it ends before.
pub(crate) fn of_file(path: &Path, offset: u64, most: u64) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut start = Vec::new();
    file.take(most).read_to_end(&mut start)?;
    Ok(start)
}

/// Whether it is a `.npy` file, as far as these bytes tell.
pub(crate) fn is_npy(start: &[u8]) -> bool {
    start.starts_with(b"\x93NUMPY")
}

/// The same of an archive.
pub(crate) fn is_archive(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}
