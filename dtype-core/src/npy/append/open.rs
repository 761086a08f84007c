//! Opening: the lock, the look at the file, and what is put right before the first record is taken.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::super::at::{At, write_all_at};
use super::super::frame::MAGIC;
use super::super::header::Header;
use super::super::replace::Target;
use super::super::source::Source;
use super::AppendOptions;
use super::grow::Growth;
use super::log::Log;
use super::recover::{Found, examine};
use super::repair::Repair;
use crate::convert::{Conversion, ConvertOptions};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::{Limits, int};

/// A file ready to grow.
pub(super) struct Opened {
    pub(super) log: Log,
    /// From the rows that are appended to those of the file.
    pub(super) conversion: Conversion,
    pub(super) repair: Option<Repair>,
}

/// Opens a file for rows of a dtype, or for its own if that is not known. With a dtype it can be created.
pub(super) fn open(path: &Path, dtype: Option<&DType>, options: &AppendOptions) -> Result<Opened> {
    // Refused before there is a file: a dtype that no header can say.
    let empty = dtype.map(|dtype| Header::new(dtype, &[0], false)).transpose()?;
    let create = options.create && empty.is_some();
    let file = locked(path, create, options.wait)?;
    let len = length(&file)?;
    if let Some(header) = empty.filter(|_| create) {
        let header = header.to_bytes();
        if is_start(&file, len, &header)? {
            create_file(&file, &header, path)?;
        }
    }
    adopt(file, path, dtype, options)
}

/// Looks at a file without changing it.
pub(super) fn look(path: &Path, dtype: Option<&DType>, limits: &Limits) -> Result<Option<Repair>> {
    let file = File::open(path).map_err(|error| Error::io("cannot open", error))?;
    let metadata = file.metadata().map_err(|error| Error::io("cannot ask for the length", error))?;
    check_regular(&metadata)?;
    file.try_lock_shared().map_err(not_locked)?;
    let (found, ..) = find(&file, metadata.len(), dtype, limits)?;
    Ok(found.repair)
}

/// What the file holds, and the text of its header.
fn find(file: &File, len: u64, dtype: Option<&DType>, limits: &Limits) -> Result<(Found, Vec<u8>)> {
    let mut source = Source::within(At::new(file, 0), 0, len);
    let (version, text) = source.version_and_text(limits)?;
    let inner = dtype.map(|dtype| dtype.flattened().1);
    let found = examine(version, &text, len, inner.as_deref(), limits)?;
    if let Some(tail) = found.tail {
        refuse_array(file, tail)?;
    }
    Ok((found, text))
}

/// Takes over a file that has a header.
fn adopt(file: File, path: &Path, dtype: Option<&DType>, options: &AppendOptions) -> Result<Opened> {
    let len = length(&file)?;
    let (found, text) = find(&file, len, dtype, &options.limits)?;
    let Found { growth, row, count, repair, offset, .. } = found;
    let conversion = match dtype {
        Some(dtype) => Conversion::plan(dtype, &row, &options.convert),
        None => Conversion::plan(&row, &row, ConvertOptions::new()),
    }?;
    if let Some(repair) = repair.as_ref().filter(|_| !options.repair) {
        return Err(Error::format(format!(
            "found a file to be mended before it can grow: {repair}; `AppendOptions::repair(true)` mends it"
        )));
    }
    let path = path.to_owned();
    let unsure = repair.is_some();
    let Some(growth) = growth.filter(|growth| growth.is_roomy(row.itemsize())) else {
        if !options.rewrite_header {
            return Err(Error::unsupported(
                "the header has no room to grow, or has something behind its shape; \
                 `AppendOptions::rewrite_header(true)` writes the file anew, with room",
            ));
        }
        let log = rewritten(&file, &path, row, count, offset, &options.limits)?;
        return Ok(Opened { log, conversion, repair });
    };
    let mut log =
        Log { file, path, growth, text, unsure, offset, row, len: count, stale: false, lost: false };
    if let Some(repair) = &repair {
        if repair.cut > 0 {
            let cut = log.file.set_len(len - repair.cut);
            cut.map_err(|error| Error::io("cannot cut off a torn record", error))?;
        }
        log.commit(0)?;
    }
    Ok(Opened { log, conversion, repair })
}

/// Opens the file and takes its lock. A file that was replaced while we waited is not the one at the path any more.
fn locked(path: &Path, create: bool, wait: bool) -> Result<File> {
    loop {
        let file = OpenOptions::new().read(true).write(true).create(create).truncate(false).open(path);
        let file = file.map_err(|error| Error::io("cannot open", error))?;
        check_regular(&file.metadata().map_err(|error| Error::io("cannot ask for the length", error))?)?;
        if wait {
            file.lock().map_err(|error| not_locked(TryLockError::Error(error)))?;
        } else {
            file.try_lock().map_err(not_locked)?;
        }
        if is_at(&file, path)? {
            return Ok(file);
        }
    }
}

fn not_locked(error: TryLockError) -> Error {
    match error {
        TryLockError::WouldBlock => Error::io(
            "another appender holds the lock; `AppendOptions::wait(true)` waits for it",
            io::ErrorKind::WouldBlock.into(),
        ),
        TryLockError::Error(error) => Error::io("cannot lock", error),
    }
}

/// Whether the file is still what the path leads to.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let ours = file.metadata().map_err(|error| Error::io("cannot ask for the file", error))?;
    match fs::metadata(path) {
        Ok(theirs) => Ok((ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io("cannot ask for the file", error)),
    }
}

/// Where an open file cannot be replaced.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> Result<bool> {
    Ok(true)
}

fn check_regular(metadata: &fs::Metadata) -> Result<()> {
    if metadata.is_file() {
        return Ok(());
    }
    let kind = if metadata.is_dir() { io::ErrorKind::IsADirectory } else { io::ErrorKind::NotSeekable };
    Err(Error::io("expected a regular file", kind.into()))
}

fn length(file: &File) -> Result<u64> {
    file.metadata()
        .map(|metadata| metadata.len())
        .map_err(|error| Error::io("cannot ask for the length", error))
}

/// Whether the file is new: empty, or cut within the header that it would get, by a process that was killed.
fn is_start(file: &File, len: u64, header: &[u8]) -> Result<bool> {
    if len >= int::to_u64(header.len()) {
        return Ok(false);
    }
    let mut start = Vec::new();
    At::new(file, 0).read_to_end(&mut start).map_err(|error| Error::io("cannot read", error))?;
    Ok(header.starts_with(&start))
}

/// Writes the header of an array without records, and brings file and name to the disk: what comes later adds to it.
fn create_file(file: &File, header: &[u8], path: &Path) -> Result<()> {
    write_all_at(file, header, 0).map_err(|error| Error::io("cannot write the header", error))?;
    file.sync_all().map_err(|error| Error::io("cannot bring the file to the disk", error))?;
    sync_folder(path)
}

/// A new file is safe when its name is.
#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    match synced {
        // Not every file system knows how.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        // Nor is every folder that may be written to one that may be read.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced.map_err(|error| Error::io("cannot bring its folder to the disk", error)),
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<()> {
    Ok(())
}

/// Refuses files in which another array follows: what is behind the data is no record.
fn refuse_array(file: &File, tail: u64) -> Result<()> {
    let mut start = Vec::new();
    let read = At::new(file, tail).take(int::to_u64(MAGIC.len())).read_to_end(&mut start);
    read.map_err(|error| Error::io("cannot read", error))?;
    if start == MAGIC {
        return Err(Error::format(format!(
            "expected nothing but records behind the header, found another array at byte {tail}"
        ))
        .at(tail));
    }
    Ok(())
}

/// The file with a header that has room, in the place of the one that is there. It is locked before anybody can see it.
fn rewritten(old: &File, path: &Path, row: DType, count: usize, offset: u64, limits: &Limits) -> Result<Log> {
    let header = Header::new(&row, &[count], false)?;
    let bytes = header.to_bytes();
    let Target::Draft(mut draft) = Target::of(path)? else {
        return Err(Error::io("expected a regular file", io::ErrorKind::NotSeekable.into()));
    };
    draft.file.try_lock().map_err(not_locked)?;
    let mut copy = || {
        io::Write::write_all(&mut draft.file, &bytes)?;
        let mut rows = old;
        rows.seek(SeekFrom::Start(offset))?;
        io::copy(&mut rows.take(header.data_len()), &mut draft.file)
    };
    let copied = copy().map_err(|error| Error::io("cannot copy the records", error))?;
    if copied < header.data_len() {
        return Err(Error::format("the file got shorter while it was copied"));
    }
    let growth = Growth::of(&header, limits)?;
    let growth = growth.ok_or_else(|| Error::unsupported("a header without a shape that can grow"))?;
    let file = draft.commit_open()?;
    sync_folder(path)?;
    let (text, offset) =
        (bytes[int::to_usize(growth.text_offset()).unwrap_or(0)..].to_vec(), header.data_offset());
    let path = path.to_owned();
    Ok(Log { file, path, growth, text, unsure: false, offset, row, len: count, stale: false, lost: false })
}
