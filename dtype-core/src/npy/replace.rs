//! Files that are whole or not there: written beside their target, and renamed when nothing can go wrong any more.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};

/// Writes a file, or leaves the one that is there as it is.
///
/// A file that is replaced keeps its permissions, and its new content is on the disk before the old one goes. A link
/// stays one: what it leads to is replaced. What is no regular file, such as a pipe, is written to as it is.
pub(super) fn replace(path: &Path, write: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    let path = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return create(path, None, write),
        Err(error) => return Err(cannot_write(error)),
    };
    // Says what the system would say if the file were written to in place.
    let mut old = OpenOptions::new().write(true).open(&path).map_err(cannot_write)?;
    let metadata = old.metadata().map_err(cannot_write)?;
    if !metadata.is_file() {
        return write(&mut old);
    }
    create(&path, Some(metadata.permissions()), write)
}

fn create(
    path: &Path,
    permissions: Option<fs::Permissions>,
    write: impl FnOnce(&mut File) -> Result<()>,
) -> Result<()> {
    let (mut file, draft) = Draft::beside(path)?;
    write(&mut file)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions).map_err(cannot_write)?;
        file.sync_all().map_err(cannot_write)?;
    }
    drop(file);
    draft.rename(path)
}

/// A file that is removed unless it is renamed. Once it is, there is no path.
struct Draft(Option<PathBuf>);

impl Draft {
    fn beside(path: &Path) -> Result<(File, Draft)> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        if path.file_name().is_none() {
            return Err(cannot_write(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            // Short, whatever the length of the target's name.
            let draft = path.with_file_name(format!(".npy-{}-{number}.tmp", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&draft) {
                Ok(file) => return Ok((file, Draft(Some(draft)))),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io("cannot create a file beside it", error)),
            }
        }
    }

    fn rename(mut self, path: &Path) -> Result<()> {
        if let Some(draft) = &self.0 {
            fs::rename(draft, path).map_err(cannot_write)?;
        }
        self.0 = None;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(draft) = &self.0 {
            // Whoever failed says why; that a draft stays behind as well is not worth another error.
            let _ = fs::remove_file(draft);
        }
    }
}

fn cannot_write(error: io::Error) -> Error {
    Error::io("cannot write", error)
}
