//! `.npy` files: a header that says dtype, shape and order, and the bytes of an array.
//!
//! ```text
//! \x93NUMPY  version  length  {'descr': [('time', '<i8'), ...], 'fortran_order': False, 'shape': (1000,), }  data
//! 6 bytes    2        2 or 4  padded, so that the data starts at a multiple of 64
//! ```
//!
//! ```
//! use dtype_core::{Record, npy};
//!
//! #[derive(Clone, Copy, Debug, PartialEq, Record)]
//! #[repr(C)]
//! struct Trade { time: i64, price: f64, size: u32 }
//!
//! let trades = [Trade { time: 1, price: 2.5, size: 3 }, Trade { time: 2, price: 2.4, size: 1 }];
//! let mut file = Vec::new();
//! npy::write_to(&mut file, &trades)?;
//! assert_eq!(npy::read_from::<Trade>(&file[..])?, trades);
//!
//! let array = npy::read_array(&file[..])?; // without the type
//! assert_eq!(array.view().column::<f64>("price")?.to_vec(), [2.5, 2.4]);
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! | | from a file | to a file | from a stream | to a stream |
//! |---|---|---|---|---|
//! | records of a type | [`load`], [`load_into`] | [`save`] | [`read_from`] | [`write_to`] |
//! | any shape, elements of a type | [`load_nd`] | [`save_nd`] | | |
//! | dtype known at run time | [`load_array`] | [`save_array`] | [`read_array`] | [`write_array`] |
//!
//! [`Reader`] reads several arrays from one stream, [`RowReader`] reads one in parts as it comes, [`Writer`] writes records
//! of which it is not known how many there will be. [`load_with`] and [`LoadOptions`] do more or allow less, and find
//! arrays inside of other files; [`header`] reads only what the header says. [`File`] reads
//! files larger than memory in parts, and safely; [`Map`] makes a file memory, without a copy, on the caller's promise
//! that nobody changes it, and [`MapMut`] one that is changed or filled in place. [`raw`] does all of this for files
//! without a header. [`Appender`] makes a file grow, record by
//! record, and [`AnyAppender`] one whose dtype is known at run time; at every moment the file can be loaded.
//!
//! # What is read
//!
//! All that NumPy reads, versions 1.0, 2.0 and 3.0 of the format, but for Python objects. A type takes any
//! representation of its fields: [`load`] finds them by name and converts order, offsets and byte order. Bytes behind
//! the data are no error, as they are none in NumPy: an appender at work makes them. Memory is taken for bytes that
//! are there, not for what a header promises, and within [`Limits`](crate::Limits).
//!
//! # What is written
//!
//! The bytes that NumPy would write for the same array, padding inside of records as zeros. Files are written
//! beside their target and renamed, so that an error leaves the file that was there as it was. Only an appender writes
//! in place; what it promises stands [there](Appender#what-is-promised).

mod append;
mod at;
mod contents;
mod convert;
mod file;
mod flat;
mod frame;
mod header;
#[cfg(feature = "mmap")]
mod map;
mod nd;
mod options;
mod ranges;
pub mod raw;
mod reader;
pub(crate) mod replace;
mod row_reader;
pub(crate) mod source;
mod statistics;
mod typed;
pub(crate) mod write;
mod writer;

use std::io::{Read, Write};
use std::path::Path;

pub use append::{AnyAppender, AppendOptions, Appender, Repair, repair};
pub use convert::convert;
pub use file::RowFile;
pub use header::Header;
#[cfg(feature = "mmap")]
pub use map::{MappedFile, ReadOnly, Writable};
pub use nd::NdArray;
pub use options::LoadOptions;
pub use reader::Reader;
pub use row_reader::RowReader;
pub use writer::Writer;

use crate::error::Result;
use crate::record::Element;
use crate::view::RecordArray;

/// A `.npy` file that is read in parts. See [`RowFile`].
pub type File = RowFile<Header>;

/// A `.npy` file as memory. See [`MappedFile`].
#[cfg(feature = "mmap")]
pub type Map = MappedFile<Header>;

/// A `.npy` file as memory that is written to. See [`MappedFile`].
#[cfg(feature = "mmap")]
pub type MapMut = MappedFile<Header, Writable>;

/// The records of a file, from any representation of their fields: other offsets, another order, another byte order.
///
/// Names and types have to be those of `R`. A field that the file does not have takes its `#[record(default)]`; for
/// fields that `R` does not have, and for renames, there is [`load_with`]. `R` can be a scalar too, or an array of a
/// fixed length: `[f32; 3]` for a file of shape `(n, 3)`.
///
/// ```
/// use dtype_core::{Be, Record, npy};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Record)]
/// #[repr(C)]
/// struct Trade { price: f64, size: u32 }
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C, packed)]
/// struct Packet { size: Be<u32>, price: Be<f64> }
///
/// # let path = std::env::temp_dir().join(format!("load-{}.npy", std::process::id()));
/// npy::save(&path, &[Packet { size: Be::new(3), price: Be::new(2.5) }])?;
/// assert_eq!(npy::load::<Trade>(&path)?, [Trade { price: 2.5, size: 3 }]);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// [`Io`](crate::ErrorKind::Io) if the file cannot be read; [`Format`](crate::ErrorKind::Format) if it is no `.npy`
/// file, or data is missing; [`Mismatch`](crate::ErrorKind::Mismatch) if it has another schema, or more or fewer
/// dimensions than one; [`Cast`](crate::ErrorKind::Cast) if bytes are no value of their type, such as a bool of 2;
/// [`Unsupported`](crate::ErrorKind::Unsupported) for Python objects; [`Limit`](crate::ErrorKind::Limit) if it asks for
/// more than [`Limits`](crate::Limits) allow.
pub fn load<R: Element>(path: impl AsRef<Path>) -> Result<Vec<R>> {
    LoadOptions::new().load(path)
}

/// The same into a vector, whose memory is used again if it suffices. What was in it goes, also after an error.
///
/// # Errors
/// As [`load`].
pub fn load_into<R: Element>(path: impl AsRef<Path>, records: &mut Vec<R>) -> Result<()> {
    LoadOptions::new().load_into(path, records)
}

/// The records of a file whose fields are not just those of `R`.
///
/// ```no_run
/// use dtype_core::{ConvertOptions, Record, npy};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Trade { time: i64, price: f64 }
///
/// let trades: Vec<Trade> =
///     npy::load_with("trades.npy", ConvertOptions::new().allow_extra(true).rename("px", "price"))?;
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`load`].
pub fn load_with<R: Element>(path: impl AsRef<Path>, options: impl Into<LoadOptions>) -> Result<Vec<R>> {
    options.into().load(path)
}

/// An array of any shape whose elements are of a type, in the order of the file.
///
/// ```
/// use dtype_core::npy::{self, NdArray};
///
/// # let path = std::env::temp_dir().join(format!("nd-{}.npy", std::process::id()));
/// npy::save_nd(&path, &NdArray::new(vec![1i32, 2, 3, 4, 5, 6], &[2, 3], false)?)?;
/// let array = npy::load_nd::<i32>(&path)?;
/// assert_eq!((array.shape(), array.get(&[1, 0])), (&[2, 3][..], Some(4)));
/// assert_eq!(npy::load::<[i32; 3]>(&path)?, [[1, 2, 3], [4, 5, 6]]);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`load`], but for any number of dimensions.
pub fn load_nd<T: Element>(path: impl AsRef<Path>) -> Result<NdArray<T>> {
    LoadOptions::new().load_nd(path)
}

/// An array of any dtype and shape, in the order of the file.
///
/// ```
/// use dtype_core::npy;
///
/// # let path = std::env::temp_dir().join(format!("array-{}.npy", std::process::id()));
/// npy::save(&path, &[1.5f32, 2.5])?;
/// let array = npy::load_array(&path)?;
/// assert_eq!((array.dtype().to_string(), array.shape()), ("'<f4'".to_owned(), &[2][..]));
/// npy::save_array(&path, &array)?;
/// assert_eq!(npy::load::<f32>(&path)?, [1.5, 2.5]);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`load`], but any dtype and any number of dimensions will do, and any bytes.
pub fn load_array(path: impl AsRef<Path>) -> Result<RecordArray> {
    LoadOptions::new().load_array(path)
}

/// What the header of a file says.
///
/// ```
/// use dtype_core::npy;
///
/// # let path = std::env::temp_dir().join(format!("header-{}.npy", std::process::id()));
/// npy::save(&path, &[1.5, 2.5])?;
/// let header = npy::header(&path)?;
/// assert_eq!((header.dtype().to_string(), header.shape()), ("'<f8'".to_owned(), &[2][..]));
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`Header::parse`], and [`Io`](crate::ErrorKind::Io) if the file cannot be read.
pub fn header(path: impl AsRef<Path>) -> Result<Header> {
    LoadOptions::new().header(path)
}

/// Records from a stream, of which nothing behind them is read.
///
/// Reads are large, so a `BufReader` is of no use.
///
/// ```
/// use dtype_core::npy;
///
/// let mut stream = Vec::new();
/// npy::write_to(&mut stream, &[1u8, 2])?;
/// npy::write_to(&mut stream, &[0.5f64])?;
/// let mut stream = &stream[..];
/// assert_eq!(npy::read_from::<u8>(&mut stream)?, [1, 2]);
/// assert_eq!(npy::read_from::<f64>(&mut stream)?, [0.5]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`load`].
pub fn read_from<R: Element>(stream: impl Read) -> Result<Vec<R>> {
    LoadOptions::new().read_from(stream)
}

/// An array of any dtype and shape from a stream, of which nothing behind it is read.
///
/// # Errors
/// As [`load_array`].
pub fn read_array(stream: impl Read) -> Result<RecordArray> {
    LoadOptions::new().read_array(stream)
}

/// Writes records as NumPy would, with zeros in their padding.
///
/// # Errors
/// [`Io`](crate::ErrorKind::Io) if the file cannot be written; a file that was there is then what it was.
/// [`Unsupported`](crate::ErrorKind::Unsupported) if a header cannot say the dtype; see
/// [`DType::to_descr`](crate::DType::to_descr).
pub fn save<R: Element>(path: impl AsRef<Path>, records: &[R]) -> Result<()> {
    save_by(path.as_ref(), |file| write::records(file, records, &[records.len()], false))
}

/// Writes an array of any shape, as [`save`] does.
///
/// # Errors
/// As [`save`].
pub fn save_nd<T: Element>(path: impl AsRef<Path>, array: &NdArray<T>) -> Result<()> {
    save_by(path.as_ref(), |file| write::records(file, array.as_slice(), array.shape(), array.is_fortran()))
}

/// Writes an array as NumPy would, all bytes of its records as they are.
///
/// # Errors
/// As [`save`].
pub fn save_array(path: impl AsRef<Path>, array: &RecordArray) -> Result<()> {
    save_by(path.as_ref(), |file| write::array(file, array))
}

/// Writes records to a stream, as [`save`] does.
///
/// # Errors
/// As [`save`], but what has been written is written.
pub fn write_to<R: Element>(sink: impl Write, records: &[R]) -> Result<()> {
    write::records(sink, records, &[records.len()], false)
}

/// Writes an array to a stream, as [`save_array`] does.
///
/// # Errors
/// As [`write_to`].
pub fn write_array(sink: impl Write, array: &RecordArray) -> Result<()> {
    write::array(sink, array)
}

fn save_by(path: &Path, write: impl FnOnce(&mut std::fs::File) -> Result<()>) -> Result<()> {
    replace::replace(path, write).map_err(|error| error.in_file(path))
}
