//! `.npy` files: a header that says dtype, shape and order, and the bytes of an array.
//!
//! ```text
//! \x93NUMPY  version  length  {'descr': [('time', '<i8'), ...], 'fortran_order': False, 'shape': (1000,), }  data
//! 6 bytes    2        2 or 4  padded, so that the data starts at a multiple of 64
//! ```
//!
//! | | whole, in memory | from or to a stream |
//! |---|---|---|
//! | dtype known at run time | [`load_array`], [`save_array`] | [`read_array`], [`write_array`] |
//!
//! [`header`] reads only what the header says.
//!
//! # What is read
//!
//! All that NumPy reads, versions 1.0, 2.0 and 3.0 of the format, but for Python objects. Bytes behind the data
//! are no error, as they are none in NumPy: an appender at work makes them. Memory is taken for bytes that
//! are there, not for what a header promises, and within
//! [`Limits`](crate::Limits).
//!
//! # What is written
//!
//! The bytes that NumPy would write for the same array, padding inside of records as zeros. Files are written
//! beside their target and renamed, so that an error leaves the file that was there as it was.

mod contents;
mod frame;
mod header;
mod options;
mod replace;
mod source;
mod write;

use std::io::{Read, Write};
use std::path::Path;

pub use header::Header;
pub use options::LoadOptions;

use crate::error::Result;
use crate::view::RecordArray;

/// What the header of a file says.
///
/// # Errors
/// As [`Header::parse`], and [`Io`](crate::ErrorKind::Io) if the file cannot be read.
pub fn header(path: impl AsRef<Path>) -> Result<Header> {
    LoadOptions::new().header(path)
}

/// An array of any dtype and shape, in the order of the file.
///
/// # Errors
/// As [`header()`], and [`Format`](crate::ErrorKind::Format) if data is missing.
pub fn load_array(path: impl AsRef<Path>) -> Result<RecordArray> {
    LoadOptions::new().load_array(path)
}

/// An array of any dtype and shape from a stream, of which nothing behind it is read.
///
/// # Errors
/// As [`load_array`].
pub fn read_array(stream: impl Read) -> Result<RecordArray> {
    LoadOptions::new().read_array(stream)
}

/// Writes an array as NumPy would, all bytes of its records as they are.
///
/// # Errors
/// As [`Header::new`], and [`Io`](crate::ErrorKind::Io) if the file cannot be written. A file that was there is then
/// what it was.
pub fn save_array(path: impl AsRef<Path>, array: &RecordArray) -> Result<()> {
    let path = path.as_ref();
    replace::replace(path, |file| write::array(file, array)).map_err(|error| error.in_file(path))
}

/// Writes an array to a stream, as [`save_array`] does.
///
/// # Errors
/// As [`Header::new`], and [`Io`](crate::ErrorKind::Io) if the stream cannot be written to.
pub fn write_array(sink: impl Write, array: &RecordArray) -> Result<()> {
    write::array(sink, array)
}
