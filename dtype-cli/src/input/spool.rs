//! Standard input as a file, for what has to be read more than once or from the end.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::errors::{Code, Failure};

/// A file that goes when it is no longer needed.
pub(super) struct Spool {
    path: PathBuf,
}

impl Spool {
    /// All that standard input has. A file that was redirected is copied too: it may stand anywhere but at its start.
    pub(super) fn stdin() -> Result<Spool, Failure> {
        let failed = |error: io::Error| Failure::Said {
            code: Code::Io,
            message: format!("-: cannot keep standard input in a file: {error}"),
        };
        let path = std::env::temp_dir().join(format!("dtype-stdin-{}", std::process::id()));
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
        let spool = Spool { path };
        io::copy(&mut io::stdin().lock(), &mut file).map_err(failed)?;
        Ok(spool)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // Nobody can be told, and nothing depends on it.
        let _ = fs::remove_file(&self.path);
    }
}

/// The first bytes of a file, fewer if it has fewer.
pub(super) fn start_of(path: &Path) -> io::Result<[u8; 8]> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(0))?;
    let mut start = [0; 8];
    let mut filled = 0;
    while filled < start.len() {
        match file.read(&mut start[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(start)
}
