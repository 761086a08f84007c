//! A file for each thread, in memory where the system has a folder for that.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of one thread. It goes with the thread.
pub(crate) struct Scratch(PathBuf);

thread_local! {
    static SCRATCH: RefCell<Option<Scratch>> = const { RefCell::new(None) };
}

impl Scratch {
    /// A file that holds `data`. The next one of this thread takes its place.
    pub(crate) fn file(extension: &str, data: &[u8]) -> PathBuf {
        let path = Self::path(extension);
        fs::write(&path, data).expect("room for a small file");
        path
    }

    /// Where a file of this thread would be.
    pub(crate) fn path(extension: &str) -> PathBuf {
        SCRATCH.with_borrow_mut(|scratch| {
            scratch.get_or_insert_with(Scratch::new).0.join("input").with_extension(extension)
        })
    }

    fn new() -> Scratch {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = base.join(format!("dtype-fuzz-{}-{next}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for files");
        Scratch(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left behind is small, and nobody is there to tell.
        let _ = fs::remove_dir_all(&self.0);
    }
}
