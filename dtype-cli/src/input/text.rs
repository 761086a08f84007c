//! Records out of text: comma-separated values and JSON, of which the dtype is known.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use dtype_core::serde::RecordFormat;
use dtype_core::{DType, Error, csv, json};

use crate::errors::{self, Code, Failure};
use crate::progress::Progress;
use crate::sink::{Each, Kind, Source};

/// Records that are read at a time.
const BLOCK: usize = 1 << 14;

/// A text that holds records.
pub(crate) struct TextFile {
    path: PathBuf,
    /// What it is called in messages.
    shown: String,
    kind: Kind,
    delimiter: u8,
    dtype: DType,
    format: RecordFormat,
}

impl TextFile {
    pub(crate) fn new(path: &Path, shown: &str, kind: Kind, dtype: &DType, format: RecordFormat) -> TextFile {
        let (path, shown, dtype) = (path.to_owned(), shown.to_owned(), dtype.clone());
        TextFile { path, shown, kind, delimiter: kind.delimiter(), dtype, format }
    }

    /// What stands between the values of a line, if it is not what its kind says.
    pub(crate) fn delimiter(self, delimiter: Option<u8>) -> TextFile {
        TextFile { delimiter: delimiter.unwrap_or(self.delimiter), ..self }
    }

    fn failed(&self, error: Error) -> Failure {
        let code = if error.io_error().is_some() { Code::Io } else { Code::File };
        Failure::Said { code, message: format!("{}: {}", self.shown, errors::message(&error)) }
    }
}

impl Source for TextFile {
    fn dtype(&self) -> &DType {
        &self.dtype
    }

    fn shape(&self) -> Option<Vec<usize>> {
        None
    }

    fn visit(&self, each: &mut Each<'_>) -> Result<(), Failure> {
        let stream = Watched::open(&self.path).map_err(|error| cannot_open(&self.shown, &error))?;
        let mut give = |block: Result<Option<dtype_core::RecordArray>, Error>| match block {
            Ok(Some(block)) => each(&block.view()).map(|()| true),
            Ok(None) => Ok(false),
            Err(error) => Err(self.failed(error)),
        };
        match self.kind {
            Kind::Jsonl => {
                let lines = json::Lines::new(BufReader::new(stream), &self.dtype, &self.format);
                let mut lines = lines.map_err(|error| self.failed(error))?;
                while give(lines.next_block(BLOCK))? {}
            }
            Kind::Json => {
                give(json::read(stream, &self.dtype, &self.format).map(Some))?;
            }
            _ => {
                let lines = csv::Reader::new(stream, &self.dtype, &self.format, self.delimiter);
                let mut lines = lines.map_err(|error| self.failed(error))?;
                while give(lines.next_block(BLOCK))? {}
            }
        }
        Ok(())
    }
}

/// A file that tells how far it has been read.
pub(crate) struct Watched {
    file: File,
    progress: Progress,
}

impl Watched {
    pub(crate) fn open(path: &Path) -> io::Result<Watched> {
        let file = File::open(path)?;
        let len = file.metadata()?.len();
        Ok(Watched { file, progress: Progress::new(Some(len).filter(|&len| len > 0)) })
    }
}

impl Read for Watched {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(bytes)?;
        self.progress.advance(read as u64);
        Ok(read)
    }
}

/// A text that is not there, or can't be read.
pub(crate) fn cannot_open(shown: &str, error: &io::Error) -> Failure {
    let code = if error.kind() == io::ErrorKind::NotFound { Code::File } else { Code::Io };
    Failure::Said { code, message: format!("{shown}: cannot open: {error}") }
}
