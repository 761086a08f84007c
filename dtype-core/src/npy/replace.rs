//! Files that are whole or not there: written beside their target, and renamed when nothing can go wrong any more.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Result};

/// Writes a file, or leaves the one that is there as it is.
///
/// What is no regular file, such as a pipe, is written to as it is.
pub(super) fn replace(path: &Path, write: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    match Target::of(path)? {
        Target::Draft(mut draft) => {
            write(&mut draft.file)?;
            draft.commit()
        }
        Target::Stream(mut stream) => write(&mut stream),
    }
}

/// What is written to when a path is.
pub(crate) enum Target {
    /// A new file that takes the place of the one that is there, if there is one.
    Draft(Draft),
    /// What is no regular file.
    Stream(File),
}

/// A file that is removed unless it is committed.
///
/// A file that is replaced keeps its permissions, and its new content is on the disk before the old one goes. A link
/// stays one: what it leads to is replaced.
pub(crate) struct Draft {
    pub(crate) file: File,
    temporary: Temporary,
    target: PathBuf,
    /// Whether there is a file that it takes the place of.
    replaces: bool,
}

impl Target {
    /// Looks at what is there.
    pub(crate) fn of(path: &Path) -> Result<Target> {
        let path = match fs::canonicalize(path) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Target::Draft(Draft::new(&behind_links(path)?, None)?));
            }
            Err(error) => return Err(cannot_write(error)),
        };
        // Says what the system would say if the file were written to in place.
        let old = OpenOptions::new().write(true).open(&path).map_err(cannot_write)?;
        let metadata = old.metadata().map_err(cannot_write)?;
        if !metadata.is_file() {
            return Ok(Target::Stream(old));
        }
        Ok(Target::Draft(Draft::new(&path, Some(metadata.permissions()))?))
    }
}

/// Where a file would appear if one were made at a path: a link that leads to nothing stays one.
fn behind_links(path: &Path) -> Result<PathBuf> {
    /// As many as Linux follows.
    const MOST: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST {
        match fs::read_link(&path) {
            // A relative one leads on from where it is.
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(cannot_write(io::Error::other("too many links that lead to links")))
}

impl Draft {
    fn new(path: &Path, permissions: Option<fs::Permissions>) -> Result<Draft> {
        let (file, temporary) = Temporary::beside(path)?;
        let replaces = permissions.is_some();
        if let Some(permissions) = permissions {
            // Before anything is in it that not everybody may read. An open file can be written to whatever they are.
            file.set_permissions(permissions).map_err(cannot_write)?;
        }
        Ok(Draft { file, temporary, target: path.to_owned(), replaces })
    }

    /// Puts the file where it belongs.
    pub(crate) fn commit(self) -> Result<()> {
        let Draft { file, temporary, target, replaces } = self;
        if replaces {
            file.sync_all().map_err(cannot_write)?;
        }
        drop(file);
        temporary.rename(&target)
    }

    /// The same, and the file stays open, with the lock that is on it.
    pub(super) fn commit_open(self) -> Result<File> {
        let Draft { file, temporary, target, replaces: _ } = self;
        file.sync_all().map_err(cannot_write)?;
        temporary.rename(&target)?;
        Ok(file)
    }
}

/// A path at which a file is removed unless it is renamed. Once it is, there is none.
struct Temporary(Option<PathBuf>);

impl Temporary {
    fn beside(path: &Path) -> Result<(File, Temporary)> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        if path.file_name().is_none() {
            return Err(cannot_write(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            // Short, whatever the length of the target's name.
            let draft = path.with_file_name(format!(".npy-{}-{number}.tmp", std::process::id()));
            match OpenOptions::new().read(true).write(true).create_new(true).open(&draft) {
                Ok(file) => return Ok((file, Temporary(Some(draft)))),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io("cannot create a file in its folder", error)),
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

impl Drop for Temporary {
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_link_to_nothing_stays_one() {
        let folder = std::env::temp_dir().join(format!("links-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).unwrap();
        std::os::unix::fs::symlink("inner/second", folder.join("first")).unwrap();
        std::os::unix::fs::symlink("../file", folder.join("inner/second")).unwrap();
        for content in ["new", "newer"] {
            replace(&folder.join("first"), |file| {
                io::Write::write_all(file, content.as_bytes()).map_err(cannot_write)
            })
            .unwrap();
            assert!(folder.join("first").is_symlink() && folder.join("inner/second").is_symlink());
            assert_eq!(fs::read_to_string(folder.join("file")).unwrap(), content);
        }
        std::os::unix::fs::symlink("nowhere/file", folder.join("lost")).unwrap();
        assert!(replace(&folder.join("lost"), |_| Ok(())).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_private_is_private_from_the_first_byte_on() {
        let path = std::env::temp_dir().join(format!("private-{}", std::process::id()));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let mode = |metadata: fs::Metadata| metadata.permissions().mode() & 0o777;
        replace(&path, |file| {
            assert_eq!(mode(file.metadata().unwrap()), 0o600);
            Ok(())
        })
        .unwrap();
        assert_eq!(mode(fs::metadata(&path).unwrap()), 0o600);
        fs::remove_file(&path).unwrap();
    }
}
