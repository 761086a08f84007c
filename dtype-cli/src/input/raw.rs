//! Files without a header: what they hold is told on the command line.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use dtype_core::npy::{LoadOptions, raw};
use dtype_core::npz::Archive;
use dtype_core::{ByteOrder, DType, Limits, interop};

use super::Reading;
use super::member::{archive_and_key, is_archive_file, only_key};
use super::part::Region;
use crate::errors::{self, Code, Failure};
use crate::starts;

/// Bytes of a text that tells a dtype.
const SCHEMA: u64 = 1 << 20;

impl Reading {
    /// The dtype that was told, if one was.
    pub(crate) fn told(&self) -> Result<Option<DType>, Failure> {
        match (&self.dtype, &self.schema) {
            (Some(text), _) => match dtype_of(text) {
                Ok(dtype) => Ok(Some(dtype)),
                Err(error) => Err(Failure::Said {
                    code: Code::Usage,
                    message: format!("--dtype: {}", errors::message(&error)),
                }),
            },
            (None, Some(path)) => schema(path).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// Refuses what only a told dtype gives a meaning.
    pub(super) fn check_untold(&self) -> Result<(), Failure> {
        let extra = [("--stride", self.place.stride.is_some()), ("--count", self.place.count.is_some())];
        match extra.iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((name, _)) => {
                let message =
                    format!("{name} is for files without a header; tell what they hold with --dtype");
                Err(Failure::Said { code: Code::Usage, message })
            }
        }
    }

    /// Refuses what is told of files where a member of an archive tells it itself.
    pub(super) fn check_member(&self) -> Result<(), Failure> {
        let extra = [
            ("--dtype", self.dtype.is_some()),
            ("--schema", self.schema.is_some()),
            ("--offset", self.place.offset.is_some()),
        ];
        match extra.iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((name, _)) => {
                let message = format!(
                    "{name} is for files; members of archives have headers, and begin where the archive says"
                );
                Err(Failure::Said { code: Code::Usage, message })
            }
        }
    }

    /// Records of a dtype in a file without a header.
    pub(super) fn region(&self, path: &Path, dtype: &DType) -> Result<Region, Failure> {
        let offset = self.place.offset.unwrap_or(0);
        let itemsize = dtype.itemsize();
        let stride = self.place.stride.unwrap_or(itemsize);
        if stride == itemsize {
            let mut layout = raw::Layout::new(dtype).offset(offset);
            if let Some(count) = self.place.count {
                layout = layout.count(count);
            }
            let file = raw::File::open(path, layout)?;
            let items = file.shape().iter().product();
            return Ok(Region { path: path.to_owned(), offset, stride: file.dtype().itemsize(), items });
        }
        if stride < itemsize || itemsize == 0 {
            let message =
                format!("--stride: expected at least {itemsize} bytes, the size of a record, found {stride}");
            return Err(Failure::Said { code: Code::Usage, message });
        }
        let failed = |error| Failure::read(path, error);
        let len = File::open(path).and_then(|file| file.metadata()).map_err(failed)?.len();
        let room = len.saturating_sub(offset);
        // The last record needs no bytes behind it.
        let fitting = match room.checked_sub(itemsize as u64) {
            None => 0,
            Some(rest) => usize::try_from(rest / stride as u64 + 1).unwrap_or(usize::MAX),
        };
        let items = self.place.count.unwrap_or(fitting);
        if items > fitting {
            let message = format!(
                "{}: expected {items} records every {stride} bytes from byte {offset} on, found room for {fitting}",
                path.display()
            );
            return Err(Failure::Said { code: Code::File, message });
        }
        Ok(Region { path: path.to_owned(), offset, stride, items })
    }
}

/// The dtype that a text is in NumPy's notation; the name of a type needs no quotes.
pub(crate) fn dtype_of(text: &str) -> Result<DType, dtype_core::Error> {
    let text = text.trim();
    let is_name = !text.starts_with(['[', '(', '{', '\'', '"']);
    let text = if is_name { format!("'{text}'") } else { text.to_owned() };
    DType::from_python(&text, false, &Limits::default())
}

/// The dtype in a file: JSON of `schema`, of zarr, a text in NumPy's notation, or the header of a `.npy` file or a member of
/// an archive.
pub(crate) fn schema(path: &Path) -> Result<DType, Failure> {
    let member = match archive_and_key(path) {
        None if is_archive_file(path) => Some((path.to_owned(), only_key(path, &LoadOptions::new())?)),
        member => member,
    };
    if let Some((archive, key)) = member {
        return Ok(Archive::open(archive)?.header(key.as_str())?.dtype().clone());
    }
    if starts::of_file(path, 0, 8).is_ok_and(|start| starts::is_npy(&start)) {
        return Ok(dtype_core::npy::header(path)?.dtype().clone());
    }
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(SCHEMA + 1).read_to_string(&mut text));
    read.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Failure::Said { code: Code::File, message: format!("{}: cannot open: {error}", path.display()) }
        }
        std::io::ErrorKind::InvalidData => Failure::Said {
            code: Code::File,
            message: format!("{}: expected a dtype: {error}", path.display()),
        },
        _ => Failure::read(path, error),
    })?;
    if text.len() as u64 > SCHEMA {
        let message = format!("{}: expected a dtype, found more than {SCHEMA} bytes of text", path.display());
        return Err(Failure::Said { code: Code::File, message });
    }
    let notation = match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(serde_json::Value::String(notation)) => notation,
        Ok(serde_json::Value::Object(object)) => match object.get("descr").or(object.get("dtype")) {
            Some(serde_json::Value::String(notation)) => notation.clone(),
            _ => {
                return interop::zarr::parse(&text, ByteOrder::Little)
                    .map_err(|error| of_schema(path, &error));
            }
        },
        _ => text,
    };
    DType::from_python(notation.trim(), false, &Limits::default()).map_err(|error| of_schema(path, &error))
}

fn of_schema(path: &Path, error: &dtype_core::Error) -> Failure {
    Failure::Said {
        code: Code::File,
        message: format!("{}: expected a dtype: {}", path.display(), errors::message(error)),
    }
}
