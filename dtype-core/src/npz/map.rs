//! Stored members as memory.
//!
//! M1. The mapped bytes stay as they are and as many as they are while the map exists: the caller of `map` promises it.
#![allow(unsafe_code, reason = "a mapped file changes when somebody writes to it")]

use zip::CompressionMethod;

use super::member::Select;
use super::open::zip_error;
use super::read::Archive;
use crate::error::{Error, Result};
use crate::npy::Map;

impl Archive {
    /// Maps a stored member: no copy, whatever its size. Its checksum is not looked at; [`verify`](Archive::verify) does
    /// that.
    ///
    /// Data that NumPy wrote starts at any byte, so columns are what can be had of it, and all statistics. Where the data
    /// starts at a multiple of the type's alignment, as in the archives that [`Writer`](super::Writer) writes, there are
    /// [`records`](Map::records) too.
    ///
    /// ```
    /// use dtype_core::npz;
    ///
    /// let path = std::env::temp_dir().join(format!("mapped-{}.npz", std::process::id()));
    /// let mut writer = npz::Writer::create(&path)?;
    /// writer.add("x", &[0.5, 1.5])?;
    /// writer.finish()?;
    ///
    /// let mut archive = npz::Archive::open(&path)?;
    /// archive.verify("x")?;
    /// // SAFETY: nobody else knows the file.
    /// let map = unsafe { archive.map("x") }?;
    /// assert_eq!(map.records::<f64>()?, [0.5, 1.5]);
    /// # drop(map);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Safety
    /// As [`npy::Map::open`](crate::npy::MappedFile::open), for the archive.
    ///
    /// # Errors
    /// As [`load_array`](Archive::load_array); [`Unsupported`](crate::ErrorKind::Unsupported) if the member is compressed,
    /// or the archive was not opened by its path; [`Io`](crate::ErrorKind::Io) if it cannot be mapped.
    pub unsafe fn map(&mut self, member: impl Select) -> Result<Map> {
        let origin = self.path.clone().zip(self.file.clone());
        self.read(member, |options, member, len| {
            let Some((path, file)) = origin else {
                return Err(Error::unsupported("only archives that were opened by their path can be mapped"));
            };
            let (Some(start), Some(len), CompressionMethod::Stored) =
                (member.inner.data_start(), len, member.inner.compression())
            else {
                return Err(Error::unsupported(
                    "compressed members cannot be mapped; `load_array` reads them",
                ));
            };
            let name = member.inner.name().map_err(zip_error)?;
            let range = start.saturating_add(options.start_in(len)?)..start.saturating_add(len);
            // SAFETY: M1, as the caller promises.
            unsafe { Map::in_range(&file, range, &path, Some(&name), &options.limits) }
        })
    }
}
