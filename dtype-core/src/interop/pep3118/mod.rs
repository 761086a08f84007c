//! Format strings of Python's buffer protocol (PEP 3118), as NumPy writes and reads them.
//!
//! ```
//! use dtype_core::interop::pep3118;
//! use dtype_core::DType;
//!
//! let dtype: DType = "{'names': ['a', 'b'], 'formats': ['<i4', '<f8'], 'offsets': [0, 8], 'itemsize': 16}".parse()?;
//! assert_eq!(pep3118::format(&dtype)?, "T{i:a:xxxxd:b:}");
//! assert_eq!(pep3118::parse("T{i:a:xxxxd:b:}")?, dtype);
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! A format says order and sizes with a character that holds until the next one: `@` (the start) for this machine's
//! order, sizes and alignment; `^` for the same without alignment; `=` for its order and standard sizes; `<`, `>` and
//! `!` for the others. What it cannot say: titles, datetimes, fields out of order or on top of each other, and bytes
//! behind the last field, so that a buffer tells its itemsize besides.

mod read;
mod write;

pub use read::{parse, parse_with};
pub use write::format;

/// Size of a C `long` here, in bytes: what `l` stands for where sizes are native.
const LONG: usize = size_of::<std::ffi::c_long>();
