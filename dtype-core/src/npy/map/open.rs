//! Files that are there, mapped: to be read (`r`), to be changed (`r+`), and to be changed in memory only (`c`).
//!
//! The invariants M1 and M2 are those of `pages.rs`.
#![allow(unsafe_code, reason = "mapping a file is the caller's promise")]

use std::fs;
use std::ops::Range;
use std::path::Path;

use super::{MappedFile, ReadOnly, Writable};
use crate::Limits;
use crate::error::{Error, Result};
use crate::npy::file::{open_regular, open_to_write};
use crate::npy::header::Header;
use crate::npy::options::LoadOptions;
use crate::npy::raw::Layout;

impl MappedFile<Header> {
    /// Maps a file and reads its header.
    ///
    /// # Safety
    /// While the map exists, nobody writes to the file or makes it shorter. Writing would change values that are borrowed
    /// as constant; a page behind a new end would end the process when it is touched. Making it longer is fine.
    ///
    /// # Errors
    /// As [`RowFile::open`](crate::npy::RowFile::open); [`Io`](crate::ErrorKind::Io) if the file cannot be mapped.
    pub unsafe fn open(path: impl AsRef<Path>) -> Result<Self> {
        // SAFETY: the caller promises the same.
        unsafe { Self::open_with(path, LoadOptions::new()) }
    }

    /// The same with other limits, or from another byte on. Nothing is converted here, so the other options do not matter.
    ///
    /// # Safety
    /// As [`open`](MappedFile::open).
    ///
    /// # Errors
    /// As [`open`](MappedFile::open).
    pub unsafe fn open_with(path: impl AsRef<Path>, options: impl Into<LoadOptions>) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_regular(path)?;
            let options = options.into();
            let start = options.start_in(len)?;
            // SAFETY: M1, as the caller promises.
            unsafe { Self::in_range(&file, start..len, path, None, &options.limits) }
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// Maps some bytes of a file, which hold what a `.npy` file does.
    ///
    /// # Safety
    /// As [`open`](MappedFile::open).
    pub(crate) unsafe fn in_range(
        file: &fs::File,
        range: Range<u64>,
        path: &Path,
        member: Option<&str>,
        limits: &Limits,
    ) -> Result<Self> {
        let mut map = Self::of_npy(file, range, path, limits, |file, len| {
            // SAFETY: M1, as the caller promises.
            unsafe { ReadOnly::map(file, len) }
        })?;
        map.member = member.map(str::to_owned);
        Ok(map)
    }
}

impl MappedFile<Layout> {
    /// Maps a file of records that lie as is said.
    ///
    /// # Safety
    /// As [`npy::Map::open`](MappedFile::open).
    ///
    /// # Errors
    /// As [`raw::File::open`](crate::npy::raw::File); [`Io`](crate::ErrorKind::Io) if the file cannot be mapped.
    pub unsafe fn open(path: impl AsRef<Path>, layout: Layout) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_regular(path)?;
            Self::of_raw((&file, len), path, layout, |file, len| {
                // SAFETY: M1, as the caller promises.
                unsafe { ReadOnly::map(file, len) }
            })
        };
        open().map_err(|error: Error| error.in_file(path))
    }
}

impl MappedFile<Header, Writable> {
    /// Maps a file to change it: mode `r+`. Its dtype, shape and length stay what they are.
    ///
    /// What is written to the map is in the file for everybody who reads it, at once. It is on the disk when the system
    /// sees fit, or when [`flush`](MappedFile::flush) returns.
    ///
    /// ```
    /// use dtype_core::npy;
    ///
    /// let path = std::env::temp_dir().join(format!("patched-{}.npy", std::process::id()));
    /// npy::save(&path, &[1.0, -1.0, 3.0])?;
    ///
    /// // SAFETY: nobody else knows the file.
    /// let mut map = unsafe { npy::MapMut::open(&path) }?;
    /// map.records_mut::<f64>()?[1] = 2.0;
    /// map.flush()?;
    /// drop(map);
    /// assert_eq!(npy::load::<f64>(&path)?, [1.0, 2.0, 3.0]);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Safety
    /// While the map exists, nobody else writes to the file or makes it shorter, and nobody in this program maps it: their
    /// memory would change while it is borrowed as constant. Others may read it, and see what has been written so far.
    ///
    /// # Errors
    /// As [`Map::open`](MappedFile::open); [`Io`](crate::ErrorKind::Io) if the file may not be written. A file that is too
    /// short for its header is an error, and is not made longer.
    pub unsafe fn open(path: impl AsRef<Path>) -> Result<Self> {
        // SAFETY: the caller promises the same.
        unsafe { Self::open_with(path, LoadOptions::new()) }
    }

    /// The same with other limits, or from another byte on. Nothing is converted here, so the other options do not matter.
    ///
    /// # Safety
    /// As [`open`](crate::npy::MapMut::open).
    ///
    /// # Errors
    /// As [`open`](crate::npy::MapMut::open).
    pub unsafe fn open_with(path: impl AsRef<Path>, options: impl Into<LoadOptions>) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_to_write(path)?;
            let options = options.into();
            let start = options.start_in(len)?;
            Self::of_npy(&file, start..len, path, &options.limits, |file, len| {
                // SAFETY: M1 and M2, as the caller promises.
                unsafe { Writable::map(file, len) }
            })
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// Maps a file to change it in memory only: mode `c`. What is written is a copy, page by page as it is touched, that
    /// nobody else sees and that ends with the map. The file is opened to be read.
    ///
    /// ```
    /// use dtype_core::npy;
    ///
    /// let path = std::env::temp_dir().join(format!("copied-{}.npy", std::process::id()));
    /// npy::save(&path, &[1.0, 2.0])?;
    ///
    /// // SAFETY: nobody else knows the file.
    /// let mut map = unsafe { npy::MapMut::copy_on_write(&path) }?;
    /// map.records_mut::<f64>()?[0] = 7.0;
    /// assert_eq!(map.records::<f64>()?, [7.0, 2.0]);
    /// assert_eq!(npy::load::<f64>(&path)?, [1.0, 2.0]);
    /// # drop(map);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Safety
    /// As [`Map::open`](MappedFile::open): pages that have not been written to are still the file's.
    ///
    /// # Errors
    /// As [`Map::open`](MappedFile::open).
    pub unsafe fn copy_on_write(path: impl AsRef<Path>) -> Result<Self> {
        // SAFETY: the caller promises the same.
        unsafe { Self::copy_on_write_with(path, LoadOptions::new()) }
    }

    /// The same with other limits, or from another byte on. Nothing is converted here, so the other options do not matter.
    ///
    /// # Safety
    /// As [`copy_on_write`](crate::npy::MapMut::copy_on_write).
    ///
    /// # Errors
    /// As [`copy_on_write`](crate::npy::MapMut::copy_on_write).
    pub unsafe fn copy_on_write_with(
        path: impl AsRef<Path>,
        options: impl Into<LoadOptions>,
    ) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_regular(path)?;
            let options = options.into();
            let start = options.start_in(len)?;
            Self::of_npy(&file, start..len, path, &options.limits, |file, len| {
                // SAFETY: M1, as the caller promises.
                unsafe { Writable::map_copy(file, len) }
            })
        };
        open().map_err(|error: Error| error.in_file(path))
    }
}

impl MappedFile<Layout, Writable> {
    /// Maps a file of records that lie as is said, to change it: mode `r+`. Its length stays what it is.
    ///
    /// # Safety
    /// As [`npy::MapMut::open`](crate::npy::MapMut::open).
    ///
    /// # Errors
    /// As [`raw::Map::open`](crate::npy::raw::Map::open); [`Io`](crate::ErrorKind::Io) if the file may not be written. A
    /// file that is too short is an error, and is not made longer as NumPy makes it.
    pub unsafe fn open(path: impl AsRef<Path>, layout: Layout) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_to_write(path)?;
            Self::of_raw((&file, len), path, layout, |file, len| {
                // SAFETY: M1 and M2, as the caller promises.
                unsafe { Writable::map(file, len) }
            })
        };
        open().map_err(|error: Error| error.in_file(path))
    }

    /// Maps a file of records that lie as is said, to change it in memory only: mode `c`.
    ///
    /// # Safety
    /// As [`npy::Map::open`](MappedFile::open).
    ///
    /// # Errors
    /// As [`raw::Map::open`](crate::npy::raw::Map::open).
    pub unsafe fn copy_on_write(path: impl AsRef<Path>, layout: Layout) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let (file, len) = open_regular(path)?;
            Self::of_raw((&file, len), path, layout, |file, len| {
                // SAFETY: M1, as the caller promises.
                unsafe { Writable::map_copy(file, len) }
            })
        };
        open().map_err(|error: Error| error.in_file(path))
    }
}
