//! Standard input as a file, for what has to be read more than once or from the end.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::drafts::Draft;
use crate::errors::{self, Code, Failure};

/// A file that goes when it is no longer needed.
pub(crate) struct Spool {
    draft: Draft,
}

impl Spool {
    /// All that standard input has. A file that was redirected is copied too: it may stand anywhere but at its start.
    pub(crate) fn stdin() -> Result<Spool, Failure> {
        let failed = |error: io::Error| Failure::Said {
            code: Code::Io,
            message: format!("-: cannot keep standard input in a file: {error}"),
        };
        let (draft, mut file) = Draft::create(&std::env::temp_dir()).map_err(failed)?;
        io::copy(&mut io::stdin().lock(), &mut file).map_err(failed)?;
        errors::stands_for(draft.path(), "-", start_of(draft.path()).map_err(failed)?);
        Ok(Spool { draft })
    }

    pub(crate) fn path(&self) -> &Path {
        self.draft.path()
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
