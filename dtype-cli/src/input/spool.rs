//! Standard input as a file, for what has to be read more than once or from the end.

use std::io;
use std::path::Path;

use crate::drafts::Draft;
use crate::errors::{self, Code, Failure};
use crate::starts;

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
        errors::stands_for(
            draft.path(),
            "-",
            starts::of_file(draft.path(), 0, errors::HEADER).map_err(failed)?,
        );
        Ok(Spool { draft })
    }

    pub(crate) fn path(&self) -> &Path {
        self.draft.path()
    }
}
