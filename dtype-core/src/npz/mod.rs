//! `.npz` archives: zip files whose members are `.npy` files. Needs the feature `npz`.
//!
//! ```
//! use std::io::Cursor;
//! use dtype_core::{Record, npz};
//!
//! #[derive(Clone, Copy, Debug, PartialEq, Record)]
//! #[repr(C)]
//! struct Trade { time: i64, price: f64 }
//!
//! let trades = [Trade { time: 1, price: 2.5 }, Trade { time: 2, price: 2.4 }];
//! let mut file = Cursor::new(Vec::new());
//! let mut writer = npz::Writer::new(&mut file);
//! writer.add("trades", &trades)?;
//! writer.add("weights", &[0.25, 0.75])?;
//! writer.finish()?;
//!
//! let mut archive = npz::Archive::from_reader(file)?;
//! let keys: Vec<_> = archive.members().iter().map(|member| member.key()).collect();
//! assert_eq!(keys, ["trades", "weights"]);
//! assert_eq!(archive.load::<Trade>("trades")?, trades);
//! assert_eq!(archive.load_array(1)?.view().any_column([])?.value(1).unwrap().to_string(), "0.75");
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! # What is read
//!
//! Members that are stored or deflated, in archives of any size. A member's key is its name without one `.npy` at its
//! end, as in NumPy; it is found by either, and a whole name comes before a key: if there are members `a` and `a.npy`,
//! `"a"` is the first. Of members of the same name the last counts, and it is listed once. A name that is
//! UTF-8 is read as that, whether or not it is flagged as such; other names are in code page 437, as zip has it. What is no `.npy` file is
//! there as [`bytes`](Archive::bytes). Checksums are checked. What a compressed member may become is
//! [limited](crate::Limits::decompressed_bytes). Stored members can be [mapped](Archive::map) without a copy; of all others
//! [`rows`](Archive::rows) and [`summary`](Archive::summary) hold no more than a part at a time.
//!
//! # What is written
//!
//! Archives that NumPy loads. Stored members, which are the default, are laid out so that their data starts at a
//! multiple of 64 bytes. The file appears under its name when it is finished, not before.

#[cfg(feature = "mmap")]
mod map;
mod member;
mod open;
mod read;
mod write;

use std::path::Path;

pub use member::{Member, Method, Select};
pub use read::Archive;
pub use write::{Compression, Writer};

use crate::error::Result;
use crate::record::Element;
use crate::view::RecordArray;

/// The records of a member, by key, as [`npy::load`](crate::npy::load) gives those of a file.
///
/// ```
/// use dtype_core::npz;
///
/// let path = std::env::temp_dir().join(format!("load-{}.npz", std::process::id()));
/// let mut writer = npz::Writer::create(&path)?;
/// writer.add("x", &[1u8, 2])?;
/// writer.finish()?;
/// assert_eq!(npz::load::<u8>(&path, "x")?, [1, 2]);
///
/// let error = npz::load::<u8>(&path, "y").unwrap_err();
/// assert!(error.to_string().ends_with(".npz: no member 'y'; there is 'x'"));
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`Archive::open`] and [`Archive::load`].
pub fn load<R: Element>(path: impl AsRef<Path>, key: &str) -> Result<Vec<R>> {
    Archive::open(path)?.load(key)
}

/// A member of any dtype and shape, by key.
///
/// # Errors
/// As [`Archive::open`] and [`Archive::load_array`].
pub fn load_array(path: impl AsRef<Path>, key: &str) -> Result<RecordArray> {
    Archive::open(path)?.load_array(key)
}

#[cfg(test)]
mod tests;
