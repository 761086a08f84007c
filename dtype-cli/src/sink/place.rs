//! Files in their places.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::{Destination, Kind, Source, write};
use crate::drafts::Draft;
use crate::errors::{Code, Failure};
use crate::output::Output;

/// Writes records to where they belong.
pub(super) fn write(to: &Destination, source: &dyn Source, out: &mut Output) -> Result<(), Failure> {
    let Some(path) = &to.path else { return to_stdout(to, source, out) };
    let in_order = |stream: &mut dyn Write| to_stream(to, source, stream);
    put(path, to.force, |file| write::to_file(to, source, file), in_order)
}

/// Puts a file in its place once `write` has written all of it; what is there stays until then, and for good without
/// `force`. What is no regular file gets it `in_order`.
pub(crate) fn put(
    path: &Path,
    force: bool,
    write: impl FnOnce(&File) -> Result<(), Failure>,
    in_order: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let failed = |error: io::Error| cannot_write(path, &error);
    // A link stays one: what it leads to is replaced.
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    let came = || {
        let message = format!("{}: a file of this name has come meanwhile; -f replaces it", path.display());
        Failure::Said { code: Code::Io, message }
    };
    let old = match fs::metadata(&target) {
        Ok(metadata) if metadata.is_file() && !force => return Err(came()),
        Ok(metadata) if metadata.is_file() => Some(metadata.permissions()),
        Ok(metadata) if metadata.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
        // A pipe or a device.
        Ok(_) => {
            let mut stream = OpenOptions::new().write(true).open(&target).map_err(failed)?;
            return in_order(&mut stream).map_err(|failure| named(failure, path));
        }
        Err(_) => None,
    };
    let (draft, file) = Draft::create(&folder(&target)).map_err(failed)?;
    // A link that leads nowhere goes.
    let replaces = force || fs::symlink_metadata(&target).is_ok();
    if let Some(permissions) = old {
        // Before anything is in it that not everybody may read.
        file.set_permissions(permissions).map_err(failed)?;
    }
    write(&file).map_err(|failure| named(failure, path))?;
    if replaces {
        // The new content is on the disk before the old one goes.
        file.sync_all().map_err(failed)?;
        drop(file);
        return draft.replace(&target).map_err(failed);
    }
    drop(file);
    draft.put_at(&target).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => came(),
        _ => failed(error),
    })
}

/// To standard output, where nothing is taken away from bytes that look like commands to a terminal.
fn to_stdout(to: &Destination, source: &dyn Source, out: &mut Output) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match (stdout.is_terminal(), to.kind.is_text()) {
        (true, true) => to_stream(to, source, out),
        (true, false) => {
            let message = "-: this would not be text, and standard output is a terminal; write to a file";
            Err(Failure::Said { code: Code::Usage, message: message.to_owned() })
        }
        (false, _) => {
            out.flush()?;
            to_stream(to, source, &mut stdout)
        }
    }
}

/// To something that takes bytes in their order only.
fn to_stream(to: &Destination, source: &dyn Source, stream: &mut dyn Write) -> Result<(), Failure> {
    let in_order = match to.kind {
        Kind::Npz => false,
        Kind::Npy => source.shape().is_some(),
        _ => true,
    };
    let mut stream = BufWriter::new(stream);
    if in_order {
        write::to_stream(to, source, &mut stream)?;
    } else {
        let (_draft, mut file) = temporary()?;
        write::to_file(to, source, &file)?;
        file.seek(SeekFrom::Start(0))?;
        io::copy(&mut file, &mut stream)?;
    }
    Ok(stream.flush()?)
}

/// A file for what can't be written in order.
pub(super) fn temporary() -> Result<(Draft, File), Failure> {
    let folder = std::env::temp_dir();
    Draft::create(&folder).map_err(|error| cannot_write(&folder, &error))
}

/// The folder that a file is in.
fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::Said { code: Code::Io, message: format!("{}: cannot write: {error}", path.display()) }
}

/// A failure to write, of which nobody has said to which file.
fn named(failure: Failure, path: &Path) -> Failure {
    match failure {
        Failure::Write(error) => cannot_write(path, &error),
        Failure::Library(error) if error.path().is_none() => match error.io_error() {
            Some(_) => Failure::Said { code: Code::Io, message: format!("{}: {error}", path.display()) },
            None => Failure::Library(error),
        },
        other => other,
    }
}
