//! New files as memory: mode `w+`.
//!
//! The invariants M1 and M2 are those of `pages.rs`.
#![allow(unsafe_code, reason = "mapping a file is the caller's promise")]

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{MappedFile, Writable};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;
use crate::npy::file::expect_regular;
use crate::npy::header::Header;
use crate::npy::raw::Layout;
use crate::npy::replace::{Draft, Target};
use crate::record::Element;

impl MappedFile<Header, Writable> {
    /// Makes a file of so many records, all zeros, and maps it to fill them in: mode `w+`.
    ///
    /// The file has its whole length from the start, and is what NumPy would have made. It is made beside its target and
    /// renamed: whoever has mapped a file that was there keeps that one, and an error leaves it as it was. Permissions are
    /// kept, and links followed.
    ///
    /// Space on the disk is taken when pages are written to. If the disk is full by then, the system ends the process
    /// (`SIGBUS`), since memory has no other way to say so.
    ///
    /// ```
    /// use dtype_core::{Record, npy};
    ///
    /// #[derive(Clone, Copy, Debug, PartialEq, Record)]
    /// #[repr(C)]
    /// struct Tick { time: i64, price: f64 }
    ///
    /// let path = std::env::temp_dir().join(format!("created-{}.npy", std::process::id()));
    /// // SAFETY: nobody else knows the file.
    /// let mut map = unsafe { npy::MapMut::create::<Tick>(&path, 1000) }?;
    /// for (i, tick) in map.records_mut::<Tick>()?.iter_mut().enumerate() {
    ///     *tick = Tick { time: i as i64, price: 0.5 };
    /// }
    /// map.flush()?;
    /// drop(map);
    /// assert_eq!(npy::load::<Tick>(&path)?[999], Tick { time: 999, price: 0.5 });
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Safety
    /// As [`open`](crate::npy::MapMut::open): others may find the new file by its name.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the file cannot be made, is no regular one, or cannot be mapped;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a header cannot say the dtype;
    /// [`Format`](crate::ErrorKind::Format) if it would be larger than memory can be.
    pub unsafe fn create<R: Element>(path: impl AsRef<Path>, len: usize) -> Result<Self> {
        // SAFETY: the caller promises the same.
        unsafe { Self::create_nd(path, R::DTYPE, &[len], false) }
    }

    /// The same with items of any dtype in any shape, in C order (the last axis varies fastest) or in Fortran order.
    ///
    /// ```
    /// use dtype_core::npy;
    ///
    /// let path = std::env::temp_dir().join(format!("created-nd-{}.npy", std::process::id()));
    /// // SAFETY: nobody else knows the file.
    /// let mut map = unsafe { npy::MapMut::create_nd(&path, &">i2".parse()?, &[2, 3], true) }?;
    /// map.as_bytes_mut()[3] = 5;
    /// assert_eq!(map.view().record(3).unwrap().to_string(), "5"); // row 1, column 0
    /// # drop(map);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Safety
    /// As [`create`](MappedFile::create).
    ///
    /// # Errors
    /// As [`create`](MappedFile::create).
    pub unsafe fn create_nd(
        path: impl AsRef<Path>,
        dtype: &DType,
        shape: &[usize],
        fortran: bool,
    ) -> Result<Self> {
        let path = path.as_ref();
        let create = || {
            let header = Header::as_said(dtype, shape, fortran)?;
            let bytes = header.to_bytes();
            let len = int::to_u64(bytes.len()).saturating_add(header.data_len());
            let draft = draft(path, &bytes, len)?;
            let map = Self::of_header(header, &draft.file, 0..len, path, |file, len| {
                // SAFETY: M1 and M2, as the caller promises.
                unsafe { Writable::map(file, len) }
            })?;
            draft.commit()?;
            Ok(map)
        };
        create().map_err(|error: Error| error.in_file(path))
    }
}

impl MappedFile<Layout, Writable> {
    /// Makes a file without a header that ends with what is said, all zeros, and maps it to fill it in: mode `w+`. What
    /// lies before an offset is zeros too.
    ///
    /// ```
    /// use dtype_core::npy::raw;
    ///
    /// let path = std::env::temp_dir().join(format!("created-{}.bin", std::process::id()));
    /// // SAFETY: nobody else knows the file.
    /// let mut map = unsafe { raw::MapMut::create(&path, raw::Layout::of::<u16>().count(3)) }?;
    /// map.records_mut::<u16>()?.copy_from_slice(&[1, 2, 3]);
    /// drop(map);
    /// assert_eq!(raw::load::<u16>(&path)?, [1, 2, 3]);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Safety
    /// As [`npy::MapMut::create`](MappedFile::create).
    ///
    /// # Errors
    /// As [`npy::MapMut::create`](MappedFile::create); [`Mismatch`](crate::ErrorKind::Mismatch) if the layout says neither
    /// number nor shape.
    pub unsafe fn create(path: impl AsRef<Path>, layout: Layout) -> Result<Self> {
        let path = path.as_ref();
        let create = || {
            let len = layout.file_len()?;
            let draft = draft(path, &[], len)?;
            let map = Self::of_raw((&draft.file, len), path, layout, |file, len| {
                // SAFETY: M1 and M2, as the caller promises.
                unsafe { Writable::map(file, len) }
            })?;
            draft.commit()?;
            Ok(map)
        };
        create().map_err(|error: Error| error.in_file(path))
    }
}

/// A new file beside a path: some bytes, and zeros up to its length.
fn draft(path: &Path, start: &[u8], len: u64) -> Result<Draft> {
    // Asked first: a pipe would wait for somebody who reads it.
    if let Ok(metadata) = fs::metadata(path) {
        expect_regular(&metadata)?;
    }
    let mut draft = match Target::of(path)? {
        Target::Draft(draft) => draft,
        Target::Stream(file) => {
            expect_regular(&file.metadata().map_err(cannot_create)?)?;
            return Err(cannot_create(std::io::ErrorKind::Unsupported.into()));
        }
    };
    draft.file.write_all(start).map_err(cannot_create)?;
    draft.file.set_len(len).map_err(cannot_create)?;
    Ok(draft)
}

fn cannot_create(error: std::io::Error) -> Error {
    Error::io("cannot make the file", error)
}
