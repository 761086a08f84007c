//! Archives that are written one member at a time.

use std::fmt;
use std::fs;
use std::io::{BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::{Error, Result};
use crate::int;
use crate::npy::replace::{Draft, Target};
use crate::npy::{Header, NdArray, write};
use crate::record::Element;
use crate::view::RecordArray;

/// Stored members start at a multiple of this, in bytes, and so does the data behind their headers.
const ALIGNMENT: u16 = 64;

/// Members of more bytes than this get lengths of 64 bits. Leaves room for what deflate adds to what it cannot compress.
const SMALL: u64 = 0xF000_0000;

/// How members are compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// Not at all, as `numpy.savez` does: their data can be mapped, at multiples of 64 bytes.
    #[default]
    Stored,
    /// By deflate, as `numpy.savez_compressed` does.
    Deflated {
        /// From 1, fast, to 9, small. NumPy takes 6.
        level: u8,
    },
}

/// A new `.npz` archive.
///
/// ```
/// use dtype_core::npz::{self, Compression, Method};
///
/// let path = std::env::temp_dir().join(format!("writer-{}.npz", std::process::id()));
/// let mut writer = npz::Writer::create(&path)?;
/// writer.add("few", &[1u16, 2, 3])?;
/// writer.compress(Compression::Deflated { level: 6 });
/// writer.add("many", &[0u8; 10_000])?;
/// writer.finish()?;
///
/// let archive = npz::Archive::open(&path)?;
/// let many = &archive.members()[1];
/// assert!(many.method() == Method::Deflated && many.compressed_size() < 200 && many.size() == 10_128);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct Writer<W: Write + Seek = fs::File> {
    zip: ZipWriter<BufWriter<W>>,
    compression: Compression,
    failed: bool,
    // Behind `zip`, which is dropped first and then no longer writes to it.
    draft: Option<Draft>,
    path: Option<PathBuf>,
}

impl Writer {
    /// An archive that appears at `path` when it is [finished](Writer::finish). Until then, and for good if it never is,
    /// a file that was there stays as it was.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if no file can be written there, or it is no regular one, such as a pipe.
    pub fn create(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let create = || match Target::of(path)? {
            Target::Draft(draft) => {
                let file =
                    draft.file.try_clone().map_err(|error| Error::io("cannot open the file twice", error))?;
                Ok(Writer { draft: Some(draft), path: Some(path.to_owned()), ..Writer::new(file) })
            }
            Target::Stream(_) => {
                let kind = std::io::ErrorKind::NotSeekable;
                Err(Error::io("expected a regular file, or a new one", kind.into()))
            }
        };
        create().map_err(|error: Error| error.in_file(path))
    }
}

impl<W: Write + Seek> Writer<W> {
    /// An archive in something that can be written anywhere, from where it stands. `W` may be a `&mut` to it.
    pub fn new(sink: W) -> Self {
        let zip = ZipWriter::new(BufWriter::new(sink));
        Writer { zip, compression: Compression::default(), failed: false, draft: None, path: None }
    }

    /// How the members that follow are compressed. Levels outside of 1 to 9 count as the nearest of them.
    pub fn compress(&mut self, compression: Compression) {
        self.compression = compression;
    }

    /// Writes records as the member `key` + `.npy`, with zeros in their padding.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is a member of that key;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a header cannot say the dtype, or the key has more than 65,531
    /// bytes; [`Io`](crate::ErrorKind::Io) if the file cannot be written, and then for every member that follows, and
    /// [`finish`](Writer::finish).
    pub fn add<R: Element>(&mut self, key: &str, records: &[R]) -> Result<()> {
        let shape = [records.len()];
        let header = Header::new(R::DTYPE, &shape, false);
        self.member(key, header, |zip| write::records(zip, records, &shape, false))
    }

    /// Writes an array of any shape.
    ///
    /// # Errors
    /// As [`add`](Writer::add).
    pub fn add_nd<T: Element>(&mut self, key: &str, array: &NdArray<T>) -> Result<()> {
        let (shape, fortran) = (array.shape(), array.is_fortran());
        let header = Header::new(T::DTYPE, shape, fortran);
        self.member(key, header, |zip| write::records(zip, array.as_slice(), shape, fortran))
    }

    /// Writes an array, all bytes of its records as they are.
    ///
    /// # Errors
    /// As [`add`](Writer::add).
    pub fn add_array(&mut self, key: &str, array: &RecordArray) -> Result<()> {
        let header = Header::new(array.dtype(), array.shape(), array.is_fortran());
        self.member(key, header, |zip| write::array(zip, array))
    }

    /// Writes a member whose data comes in parts: `data` gets a sink for the bytes behind the header, which says how many
    /// there are.
    ///
    /// ```
    /// use std::io::{Cursor, Write};
    /// use dtype_core::{Element, npy, npz};
    ///
    /// let mut file = Cursor::new(Vec::new());
    /// let mut writer = npz::Writer::new(&mut file);
    /// let header = npy::Header::new(u8::DTYPE, &[4], false)?;
    /// writer.add_with::<Box<dyn std::error::Error>>("x", &header, |sink| {
    ///     sink.write_all(&[1, 2])?;
    ///     Ok(sink.write_all(&[3, 4])?)
    /// })?;
    /// writer.finish()?;
    /// assert_eq!(npz::Archive::from_reader(file)?.load::<u8>("x")?, [1, 2, 3, 4]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`add`](Writer::add); what `data` fails with; [`Mismatch`](crate::ErrorKind::Mismatch) if it wrote
    /// more or fewer bytes. The archive can't be finished then.
    pub fn add_with<E>(
        &mut self,
        key: &str,
        header: &Header,
        data: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E>
    where
        E: From<Error>,
    {
        let mut theirs = None;
        let added = self.member(key, Ok(header.clone()), |zip| {
            write::put(&mut *zip, &header.to_bytes())?;
            let mut sink = Counted { sink: zip, bytes: 0 };
            let failed = data(&mut sink).err();
            let (expected, found) = (header.data_len(), sink.bytes);
            if failed.is_some() || expected != found {
                theirs = failed;
                return Err(Error::mismatch(format!("expected {expected} bytes of data, found {found}")));
            }
            Ok(())
        });
        added.map_err(|ours| theirs.unwrap_or_else(|| ours.into()))
    }

    /// Writes the directory. An archive that is dropped without is none.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the file cannot be written, or a member could not.
    pub fn finish(self) -> Result<()> {
        let Writer { zip, failed, draft, path, .. } = self;
        let finish = || {
            check(failed)?;
            let mut sink = zip.finish().map_err(cannot_write)?;
            sink.flush().map_err(|error| cannot_write(error.into()))?;
            drop(sink);
            draft.map_or(Ok(()), Draft::commit)
        };
        finish().map_err(|error| in_file(error, path.as_deref()))
    }

    /// Writes a member of which the header is known to be one.
    fn member(
        &mut self,
        key: &str,
        header: Result<Header>,
        write: impl FnOnce(&mut ZipWriter<BufWriter<W>>) -> Result<()>,
    ) -> Result<()> {
        let name = format!("{key}.npy");
        let add = || {
            check(self.failed)?;
            let header = header?;
            if name.len() > usize::from(u16::MAX) {
                return Err(Error::unsupported(format!(
                    "expected a name of at most 65535 bytes, found {}",
                    name.len()
                )));
            }
            let size = header.data_offset().saturating_add(header.data_len());
            let options = options(self.compression, size);
            self.zip.start_file(&name, options).map_err(|error| match error {
                ZipError::InvalidArchive(_) => Error::mismatch("there is a member of that name already"),
                error => cannot_write(error),
            })?;
            write(&mut self.zip).inspect_err(|_| self.failed = true)
        };
        add().map_err(|error| in_file(error.in_member(&name), self.path.as_deref()))
    }
}

/// A sink that knows how much it took.
struct Counted<'z, W> {
    sink: &'z mut W,
    bytes: u64,
}

impl<W: Write> Write for Counted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let taken = self.sink.write(bytes)?;
        self.bytes = self.bytes.saturating_add(int::to_u64(taken));
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.sink.flush()
    }
}

fn options(compression: Compression, size: u64) -> SimpleFileOptions {
    let options = SimpleFileOptions::default().large_file(size > SMALL);
    match compression {
        Compression::Stored => {
            options.compression_method(CompressionMethod::Stored).with_alignment(ALIGNMENT)
        }
        Compression::Deflated { level } => options
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(level.clamp(1, 9).into())),
    }
}

/// What comes behind a member that could not be written would be no archive.
fn check(failed: bool) -> Result<()> {
    if failed {
        let error = std::io::Error::other("a member before it could not be written");
        return Err(Error::io("cannot write", error));
    }
    Ok(())
}

fn cannot_write(error: ZipError) -> Error {
    Error::io("cannot write", error.into())
}

fn in_file(error: Error, path: Option<&Path>) -> Error {
    match path {
        Some(path) => error.in_file(path),
        None => error,
    }
}

impl<W: Write + Seek> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.as_deref().map(Path::display);
        f.debug_struct("Writer").field("path", &path.map(|path| path.to_string())).finish_non_exhaustive()
    }
}
