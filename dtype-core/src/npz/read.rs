//! Archives that are read member by member.

use std::fmt;
use std::fs;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
#[cfg(feature = "mmap")]
use std::sync::Arc;

use zip::ZipArchive;
use zip::read::ZipFile;

use super::member::{Directory, Member, Method, Select};
use super::open::{Stretched, damaged, open, zip_error};
use crate::error::{Error, Result};
use crate::int;
use crate::npy::source::Source;
use crate::npy::{Header, LoadOptions, NdArray, RowReader};
use crate::record::Element;
use crate::stats::{Groups, Key, Stat, StatValues, Summary};
use crate::view::RecordArray;

/// How many bytes one byte of deflated data can become at most.
const DEFLATE: u64 = 1032;

/// An open `.npz` archive. Opening reads its directory; members are read when they are asked for.
///
/// ```
/// use dtype_core::npz;
///
/// let path = std::env::temp_dir().join(format!("archive-{}.npz", std::process::id()));
/// let mut writer = npz::Writer::create(&path)?;
/// writer.add("x", &[0.5, 1.5])?;
/// writer.finish()?;
///
/// let mut archive = npz::Archive::open(&path)?;
/// let member = &archive.members()[0];
/// assert_eq!((member.name(), member.key(), member.method()), ("x.npy", "x", npz::Method::Stored));
/// assert_eq!(archive.header("x")?.shape(), [2]);
/// assert_eq!(archive.load::<f64>("x")?, [0.5, 1.5]);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct Archive<R = fs::File> {
    zip: ZipArchive<Stretched<R>>,
    directory: Directory,
    len: u64,
    pub(super) path: Option<PathBuf>,
    /// The file at the path, to map it.
    #[cfg(feature = "mmap")]
    pub(super) file: Option<Arc<fs::File>>,
    options: LoadOptions,
}

impl Archive {
    /// Opens a file and reads the directory of the archive.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the file cannot be read; [`Format`](crate::ErrorKind::Format) if it is no zip
    /// archive, or a damaged one.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path, LoadOptions::new())
    }

    /// The same with other limits, or for records whose fields are not just those of the members.
    ///
    /// # Errors
    /// As [`open`](Archive::open).
    pub fn open_with(path: impl AsRef<Path>, options: impl Into<LoadOptions>) -> Result<Self> {
        let path = path.as_ref();
        let open = || {
            let cannot_open = |error| Error::io("cannot open", error);
            let file = fs::File::open(path).map_err(cannot_open)?;
            #[cfg(feature = "mmap")]
            let second = file.try_clone().map_err(cannot_open)?;
            let mut archive = Self::from_reader_with(file, options)?;
            archive.path = Some(path.to_owned());
            #[cfg(feature = "mmap")]
            {
                archive.file = Some(Arc::new(second));
            }
            Ok(archive)
        };
        open().map_err(|error: Error| error.in_file(path))
    }
}

impl<R: Read + Seek> Archive<R> {
    /// The archive in something that can be read anywhere.
    ///
    /// # Errors
    /// As [`open`](Archive::open).
    pub fn from_reader(reader: R) -> Result<Self> {
        Self::from_reader_with(reader, LoadOptions::new())
    }

    /// The same with other limits, or for records whose fields are not just those of the members.
    ///
    /// # Errors
    /// As [`open`](Archive::open).
    pub fn from_reader_with(reader: R, options: impl Into<LoadOptions>) -> Result<Self> {
        let (zip, len) = open(reader)?;
        let member = |i| {
            let entry = zip.by_index_data(i)?;
            Ok(Member::new(entry.name()?.into_owned(), &entry))
        };
        let members = (0..zip.len()).map(member).collect::<Result<_, _>>().map_err(zip_error)?;
        let (directory, options) = (Directory::new(members), options.into());
        Ok(Archive {
            zip,
            directory,
            len,
            path: None,
            #[cfg(feature = "mmap")]
            file: None,
            options,
        })
    }

    /// The members, in the order of the archive. Of those with the same name it has only the last.
    pub fn members(&self) -> &[Member] {
        &self.directory.members
    }

    /// What the header of a member says. The rest of the member is not read, so its checksum is not checked.
    ///
    /// # Errors
    /// As [`load_array`](Archive::load_array).
    pub fn header(&mut self, member: impl Select) -> Result<Header> {
        self.read(member, |options, file, len| options.header_of(&mut source(file, len)))
    }

    /// Where the bytes of a stored member start, in bytes from the start of the archive; `None` if it is compressed. Its data
    /// lies [`Header::data_offset`] bytes further on.
    ///
    /// ```
    /// use dtype_core::npz;
    ///
    /// let path = std::env::temp_dir().join(format!("offset-{}.npz", std::process::id()));
    /// let mut writer = npz::Writer::create(&path)?;
    /// writer.add("x", &[0.5, 1.5])?;
    /// writer.finish()?;
    ///
    /// let mut archive = npz::Archive::open(&path)?;
    /// let start = archive.offset("x")?.unwrap() + archive.header("x")?.data_offset();
    /// assert_eq!(start % 64, 0);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`bytes`](Archive::bytes).
    pub fn offset(&mut self, member: impl Select) -> Result<Option<u64>> {
        self.read(member, |_, member, _| {
            let is_stored = member.inner.compression() == zip::CompressionMethod::Stored;
            Ok(member.inner.data_start().filter(|_| is_stored))
        })
    }

    /// The records of a member, as [`npy::load`](crate::npy::load) gives those of a file.
    ///
    /// # Errors
    /// As [`load_array`](Archive::load_array); [`Mismatch`](crate::ErrorKind::Mismatch) and
    /// [`Cast`](crate::ErrorKind::Cast) as [`npy::load`](crate::npy::load).
    pub fn load<T: Element>(&mut self, member: impl Select) -> Result<Vec<T>> {
        self.read(member, |options, file, len| whole(file, |file| options.records(source(file, len))))
    }

    /// The elements of a member of any shape.
    ///
    /// # Errors
    /// As [`load`](Archive::load), but for any number of dimensions.
    pub fn load_nd<T: Element>(&mut self, member: impl Select) -> Result<NdArray<T>> {
        self.read(member, |options, file, len| whole(file, |file| options.nd(source(file, len))))
    }

    /// A member of any dtype and shape.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such member; [`Format`](crate::ErrorKind::Format) if it
    /// is no `.npy` file, is cut, or has another checksum; [`Unsupported`](crate::ErrorKind::Unsupported) for other
    /// methods of compression, encryption and Python objects; [`Limit`](crate::ErrorKind::Limit) if it asks for more
    /// than [`Limits`](crate::Limits) allow; [`Io`](crate::ErrorKind::Io) if the file cannot be read.
    pub fn load_array(&mut self, member: impl Select) -> Result<RecordArray> {
        self.read(member, |options, file, len| whole(file, |file| options.array(source(file, len))))
    }

    /// Describes every column of a member, as [`RecordView::summary`](crate::RecordView::summary) does and with the same
    /// results. What is compressed is decompressed on the way: a megabyte is held at a time.
    ///
    /// Of several axes in Fortran order, all of it is held.
    ///
    /// ```
    /// use dtype_core::npz;
    ///
    /// let path = std::env::temp_dir().join(format!("summary-{}.npz", std::process::id()));
    /// let mut writer = npz::Writer::create(&path)?;
    /// writer.compress(npz::Compression::Deflated { level: 6 });
    /// writer.add("x", &[0.5, 1.5])?;
    /// writer.finish()?;
    ///
    /// let mut archive = npz::Archive::open(&path)?;
    /// assert_eq!(archive.summary("x")?.columns()[0].mean().unwrap().to_string(), "1.0");
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`load_array`](Archive::load_array).
    pub fn summary(&mut self, member: impl Select) -> Result<Summary> {
        self.read(member, |options, file, len| RowReader::of(source(file, len), options, true)?.summary())
    }

    /// Several statistics of named columns of a member, as [`RowReader::stats`] takes them.
    ///
    /// # Errors
    /// As [`load_array`](Archive::load_array) and [`RowReader::stats`].
    pub fn stats(
        &mut self,
        member: impl Select,
        stats: impl IntoIterator<Item = Stat>,
    ) -> Result<StatValues> {
        self.read(member, |options, file, len| RowReader::of(source(file, len), options, true)?.stats(stats))
    }

    /// The records of a member in groups of equal columns, as [`RowReader::groups`] makes them.
    ///
    /// # Errors
    /// As [`load_array`](Archive::load_array) and [`RowReader::groups`].
    pub fn groups(
        &mut self,
        member: impl Select,
        keys: impl IntoIterator<Item: Into<Key>>,
        stats: impl IntoIterator<Item = Stat>,
    ) -> Result<Groups> {
        self.read(member, |options, file, len| {
            RowReader::of(source(file, len), options, true)?.groups(keys, stats)
        })
    }

    /// The rows of a member, to be read in parts and in its order, of which nothing but a part is held.
    ///
    /// The checksum is compared when the last row has been read, which then is an error if it is wrong.
    ///
    /// ```
    /// use dtype_core::npz;
    ///
    /// let path = std::env::temp_dir().join(format!("rows-{}.npz", std::process::id()));
    /// let mut writer = npz::Writer::create(&path)?;
    /// writer.compress(npz::Compression::Deflated { level: 6 });
    /// writer.add("x", &[1u16, 2, 3, 4, 5])?;
    /// writer.finish()?;
    ///
    /// let mut archive = npz::Archive::open(&path)?;
    /// let mut rows = archive.rows("x")?;
    /// assert_eq!(rows.header().shape(), [5]);
    /// assert_eq!(rows.read::<u16>(2)?, [1, 2]);
    /// let lens = rows.blocks(2).map(|block| block.map(|block| block.len()));
    /// assert_eq!(lens.collect::<Result<Vec<_>, _>>()?, [2, 1]);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`load_array`](Archive::load_array), also those of the rows.
    pub fn rows(&mut self, member: impl Select) -> Result<RowReader<impl Read + '_>> {
        let path = self.path.clone();
        let within = move |error: Error| match &path {
            Some(path) => error.in_file(path),
            None => error,
        };
        let index = self.directory.find(member).map_err(&within)?;
        let Archive { zip, directory, len, options, .. } = self;
        let member = &directory.members[index];
        let opened = start(zip, index, member, *len, options);
        let rows = opened.and_then(|(file, known)| RowReader::of(source(file, known), options, true));
        let name = member.name().to_owned();
        let named = move |error| within(damaged(error).in_member(&name));
        match rows {
            Ok(rows) => Ok(rows.named(named)),
            Err(error) => Err(named(error)),
        }
    }

    /// All bytes of a member, whatever they are: of an array those of its `.npy` file.
    ///
    /// # Errors
    /// As [`load_array`](Archive::load_array), but any bytes will do.
    pub fn bytes(&mut self, member: impl Select) -> Result<Vec<u8>> {
        self.read(member, |_, mut file, _| {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(|error| Error::io("cannot read", error))?;
            Ok(bytes)
        })
    }

    /// Reads a member and compares its checksum, keeping nothing of it.
    ///
    /// # Errors
    /// As [`bytes`](Archive::bytes).
    pub fn verify(&mut self, member: impl Select) -> Result<()> {
        self.read(member, |_, file, _| whole(file, |_| Ok(())))
    }

    /// Finds a member, checks what can be checked without reading it, and names it in errors. Of a member whose length
    /// can be believed, tells that.
    pub(super) fn read<T>(
        &mut self,
        member: impl Select,
        read: impl FnOnce(&LoadOptions, Open<'_, R>, Option<u64>) -> Result<T>,
    ) -> Result<T> {
        let Archive { zip, directory, len, path, options, .. } = self;
        let result = directory.find(member).and_then(|index| {
            let member = &directory.members[index];
            let open = || {
                let (file, known) = start(zip, index, member, *len, options)?;
                read(options, file, known)
            };
            open().map_err(|error| damaged(error).in_member(member.name()))
        });
        result.map_err(|error| match path {
            Some(path) => error.in_file(path),
            None => error,
        })
    }
}

/// Opens a member that is one that is read, and of which the length is told if it can be believed.
fn start<'z, R: Read + Seek>(
    zip: &'z mut ZipArchive<Stretched<R>>,
    index: usize,
    member: &Member,
    archive_len: u64,
    options: &LoadOptions,
) -> Result<(Open<'z, R>, Option<u64>)> {
    check(member, options.limits.decompressed_bytes)?;
    let file = zip.by_index(index).map_err(zip_error)?;
    let room = archive_len.saturating_sub(file.data_start().unwrap_or(0));
    let known = known_len(member, room)?;
    Ok((Promised { inner: file, left: member.size() }, known))
}

/// A member that is being read.
type Open<'z, R> = Promised<ZipFile<'z, Stretched<R>>>;

/// What is decompressed, of which there is no more than the directory says.
pub(super) struct Promised<F> {
    pub(super) inner: F,
    left: u64,
}

impl<F: Read> Read for Promised<F> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // The checksum is compared at the end, so a byte is asked for there too.
        let room = int::to_usize(self.left).map_or(out.len(), |left| left.max(1).min(out.len()));
        let read = self.inner.read(&mut out[..room])?;
        match self.left.checked_sub(int::to_u64(read)) {
            Some(left) => self.left = left,
            None => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "more bytes than the directory says"));
            }
        }
        Ok(read)
    }
}

/// Reads an array, and what is behind it, since the checksum is that of all bytes.
fn whole<F: Read, T>(mut file: F, read: impl FnOnce(&mut F) -> Result<T>) -> Result<T> {
    let value = read(&mut file)?;
    io::copy(&mut file, &mut io::sink()).map_err(|error| Error::io("cannot read", error))?;
    Ok(value)
}

fn source<F: Read>(file: F, len: Option<u64>) -> Source<F> {
    match len {
        Some(len) => Source::within(file, 0, len),
        None => Source::new(file),
    }
}

/// Whether a member is one that is read.
fn check(member: &Member, limit: u64) -> Result<()> {
    match member.method() {
        Method::Stored => Ok(()),
        Method::Deflated if member.size() <= limit => Ok(()),
        Method::Deflated => Err(Error::limit(format!(
            "expected at most {limit} bytes when decompressed, found {}; \
             if the file is trusted, raise `Limits::decompressed_bytes`",
            member.size()
        ))),
        Method::Other => Err(Error::unsupported(
            "expected a stored or deflated member, found another method of compression; \
             `numpy.savez` and `numpy.savez_compressed` write members that are read here",
        )),
    }
}

/// The length of a member whose data has room for so many bytes, if there can be that much: memory is taken for bytes
/// that are there, not for what the directory promises.
fn known_len(member: &Member, room: u64) -> Result<Option<u64>> {
    let (size, compressed) = (member.size(), member.compressed_size());
    if compressed > room {
        return Err(Error::format(format!("the archive is cut: expected {compressed} bytes, found {room}")));
    }
    match member.method() {
        Method::Stored => Ok(Some(size.min(compressed))),
        _ => Ok(Some(size).filter(|&size| size <= compressed.saturating_mul(DEFLATE))),
    }
}

impl<R> fmt::Debug for Archive<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        f.debug_list().entries(self.directory.members.iter().map(Member::name)).finish()
    }
}
