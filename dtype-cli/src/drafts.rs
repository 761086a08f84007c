//! Files that are whole or not there: written beside their target and renamed at the end, and removed if it never
//! comes, also when the program is told to stop.
//!
//! The list of drafts is locked while one is made, put in place or removed. Who is told to stop takes the lock, removes
//! what is listed, and never gives it back: nothing can be made behind its back.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use crate::progress;
use crate::stops;

/// Drafts that are there, or about to be.
static DRAFTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file that is removed when it is dropped, unless it was put in its place.
pub(crate) struct Draft {
    path: PathBuf,
}

impl Draft {
    /// A new file in the folder of a target, or the temporary one.
    pub(crate) fn create(folder: &Path) -> io::Result<(Draft, File)> {
        stop_cleanly();
        for number in 0u32.. {
            let path = folder.join(format!(".dtype-{}-{number}.tmp", process::id()));
            let mut drafts = lock();
            if drafts.contains(&path) {
                continue;
            }
            match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => {
                    drafts.push(path.clone());
                    return Ok((Draft { path }, file));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it where it belongs, in place of what is there.
    pub(crate) fn replace(self, target: &Path) -> io::Result<()> {
        // Given back before the draft is dropped, which takes it again.
        let _drafts = lock();
        fs::rename(&self.path, target)
    }

    /// Puts it where it belongs.
    ///
    /// # Errors
    /// [`AlreadyExists`](io::ErrorKind::AlreadyExists) if something is there.
    pub(crate) fn put_at(self, target: &Path) -> io::Result<()> {
        let _drafts = lock();
        match fs::hard_link(&self.path, target) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Not every file system has links. Without them, what comes between these two is lost.
            Err(_) if fs::symlink_metadata(target).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(&self.path, target),
            Ok(()) => Ok(()),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let mut drafts = lock();
        // One that was renamed is no longer there. Of others nobody can be told.
        let _ = fs::remove_file(&self.path);
        drafts.retain(|path| *path != self.path);
    }
}

fn lock() -> MutexGuard<'static, Vec<PathBuf>> {
    DRAFTS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn remove(drafts: &[PathBuf]) {
    for path in drafts {
        let _ = fs::remove_file(path);
    }
}

/// From now on, a signal to stop removes the drafts first, and the line that tells how far work has come.
pub(crate) fn stop_cleanly() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without it a draft may stay behind, under a name that nobody takes for a result.
        let _ = stops::each(|| {
            let drafts = lock();
            remove(&drafts);
            progress::hide_now();
            // Nothing is made any more.
            std::mem::forget(drafts);
        });
        // A panic that ends the process drops nothing.
        #[cfg(panic = "abort")]
        {
            let tell = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                tell(panic);
                // Who panics while a draft is made has the lock, and leaves it behind.
                if let Ok(drafts) = DRAFTS.try_lock() {
                    remove(&drafts);
                }
            }));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_go_unless_they_are_put_in_place() {
        let folder = std::env::temp_dir().join(format!("drafts-{}", process::id()));
        fs::create_dir(&folder).unwrap();
        let (first, _) = Draft::create(&folder).unwrap();
        let (second, _) = Draft::create(&folder).unwrap();
        assert_ne!(first.path(), second.path());
        let target = folder.join("target");
        first.put_at(&target).unwrap();
        assert_eq!(second.put_at(&target).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let (third, mut file) = Draft::create(&folder).unwrap();
        io::Write::write_all(&mut file, b"new").unwrap();
        third.replace(&target).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["target"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
