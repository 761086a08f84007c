//! Files that stand for something else, such as standard input.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::starts;

/// Bytes at the start of a file among which its header ends, unless it is a very long one.
pub(crate) const HEADER: u64 = 1 << 16;

static STAND_INS: Mutex<Vec<StandIn>> = Mutex::new(Vec::new());

/// A file, and what it stands for.
struct StandIn {
    path: PathBuf,
    name: String,
    /// What it begins with, for when it is gone.
    start: Vec<u8>,
}

/// Errors about a file are about something else, which is called so and begins so.
pub(crate) fn stands_for(path: &Path, name: &str, start: Vec<u8>) {
    lock().push(StandIn { path: path.to_owned(), name: name.to_owned(), start });
}

/// What a file begins with, or what it stands for.
pub(super) fn start(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    match lock().iter().rev().find(|one| one.path == path) {
        Some(one) => Ok(one.start.clone()),
        None => starts::of_file(path, 0, most),
    }
}

/// Whether somebody has named the file.
pub(super) fn is_named(path: &Path) -> bool {
    lock().iter().all(|one| one.path != path)
}

/// A message with what files stand for in their place.
pub(super) fn with_names(says: String) -> String {
    lock().iter().fold(says, |says, one| says.replace(&*one.path.to_string_lossy(), &one.name))
}

fn lock() -> MutexGuard<'static, Vec<StandIn>> {
    STAND_INS.lock().unwrap_or_else(PoisonError::into_inner)
}
