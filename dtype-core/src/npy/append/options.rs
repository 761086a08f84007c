//! What may be asked of an appender beyond the defaults.

use std::path::Path;

use super::open::{look, open};
use super::repair::Repair;
use super::{AnyAppender, Appender};
use crate::Limits;
use crate::convert::ConvertOptions;
use crate::dtype::DType;
use crate::error::Result;
use crate::record::Element;

/// How many bytes of records wait before they are written.
const CAPACITY: usize = 64 << 10;

/// How a file is opened to be appended to.
///
/// ```
/// use dtype_core::{ErrorKind, npy};
///
/// # let path = std::env::temp_dir().join(format!("append-options-{}.npy", std::process::id()));
/// let options = npy::AppendOptions::new().create(false);
/// assert_eq!(options.open::<u32>(&path).unwrap_err().kind(), ErrorKind::Io); // no such file
/// ```
#[derive(Clone, Debug)]
pub struct AppendOptions {
    pub(super) limits: Limits,
    pub(super) convert: ConvertOptions,
    pub(super) capacity: usize,
    pub(super) create: bool,
    pub(super) wait: bool,
    pub(super) repair: bool,
    pub(super) rewrite_header: bool,
}

impl AppendOptions {
    /// The defaults: a file is created or mended if need be, another appender is not waited for, a header without room
    /// is an error, and 64 KiB of records wait in memory.
    pub fn new() -> Self {
        AppendOptions {
            limits: Limits::default(),
            convert: ConvertOptions::new(),
            capacity: CAPACITY,
            create: true,
            wait: false,
            repair: true,
            rewrite_header: false,
        }
    }

    /// What the header of a file that is there may ask for.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How the fields of the records that are appended become those of the file: which are dropped, renamed, filled in.
    pub fn convert(mut self, options: ConvertOptions) -> Self {
        self.convert = options;
        self
    }

    /// How many bytes of records wait in memory before they are written. Zero writes every record at once.
    pub fn capacity(mut self, bytes: usize) -> Self {
        self.capacity = bytes;
        self
    }

    /// Whether a file is created where there is none.
    pub fn create(mut self, create: bool) -> Self {
        self.create = create;
        self
    }

    /// Whether to wait until no other appender has the file open. Without it that is an error.
    pub fn wait(mut self, wait: bool) -> Self {
        self.wait = wait;
        self
    }

    /// Whether a file whose header and length disagree is mended. Without it that is an error that says what is wrong.
    pub fn repair(mut self, repair: bool) -> Self {
        self.repair = repair;
        self
    }

    /// Whether a header that cannot grow in place is exchanged for one that can: the file is copied, and the copy takes its
    /// place.
    pub fn rewrite_header(mut self, rewrite: bool) -> Self {
        self.rewrite_header = rewrite;
        self
    }

    /// As [`Appender::open`].
    ///
    /// # Errors
    /// As there.
    pub fn open<R: Element>(&self, path: impl AsRef<Path>) -> Result<Appender<R>> {
        let path = path.as_ref();
        let opened = open(path, Some(R::DTYPE), self).map_err(|error| error.in_file(path))?;
        Ok(Appender::new(opened, self))
    }

    /// As [`AnyAppender::open`].
    ///
    /// # Errors
    /// As there.
    pub fn open_any(&self, path: impl AsRef<Path>) -> Result<AnyAppender> {
        self.any(path.as_ref(), None)
    }

    /// As [`AnyAppender::open_dtype`].
    ///
    /// # Errors
    /// As there.
    pub fn open_dtype(&self, path: impl AsRef<Path>, dtype: &DType) -> Result<AnyAppender> {
        self.any(path.as_ref(), Some(dtype))
    }

    /// Mends a file as [`repair`](super::super::repair) does, or says what there would be to mend if
    /// [`repair(false)`](AppendOptions::repair) was asked for. What one row is can be told; it has to be for arrays of
    /// several axes.
    ///
    /// # Errors
    /// As [`repair`](super::super::repair).
    pub fn repair_file(&self, path: impl AsRef<Path>, dtype: Option<&DType>) -> Result<Option<Repair>> {
        let path = path.as_ref();
        let mended = if self.repair {
            open(path, dtype, &AppendOptions { create: false, ..self.clone() }).map(|opened| opened.repair)
        } else {
            look(path, dtype, &self.limits)
        };
        mended.map_err(|error| error.in_file(path))
    }

    fn any(&self, path: &Path, dtype: Option<&DType>) -> Result<AnyAppender> {
        let opened = open(path, dtype, self).map_err(|error| error.in_file(path))?;
        Ok(AnyAppender::new(opened, self))
    }
}

impl Default for AppendOptions {
    fn default() -> Self {
        Self::new()
    }
}
