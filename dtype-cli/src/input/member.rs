//! `trades.npz::quotes`: a member of an archive.

use std::path::{Path, PathBuf};

use dtype_core::npy::LoadOptions;
use dtype_core::npz::Archive;

use crate::errors::{Code, Failure};
use crate::starts;

/// The file and the member that a name leads to, if it names one. A file that is really called so is that file.
pub(crate) fn archive_and_key(name: &Path) -> Option<(PathBuf, String)> {
    let (archive, key) = name.to_str()?.split_once("::")?;
    (!name.exists() && !archive.is_empty()).then(|| (PathBuf::from(archive), key.to_owned()))
}

/// Whether a path leads to an archive that can be read, by its first bytes.
pub(crate) fn is_archive_file(path: &Path) -> bool {
    starts::of_file(path, 0, 4).is_ok_and(|start| starts::is_archive(&start))
}

/// The only array of an archive.
///
/// # Errors
/// If it has none or several: then they are named.
pub(super) fn only_key(path: &Path, options: &LoadOptions) -> Result<String, Failure> {
    let mut archive = Archive::open_with(path, options.clone())?;
    let keys: Vec<String> = archive.members().iter().map(|member| member.key().to_owned()).collect();
    let mut arrays = keys.into_iter().filter(|key| archive.header(key.as_str()).is_ok());
    let shown = path.display();
    let (Some(first), second) = (arrays.next(), arrays.next()) else {
        return Err(Failure::Said {
            code: Code::File,
            message: format!("{shown}: the archive holds no array"),
        });
    };
    let Some(second) = second else { return Ok(first) };
    let all: Vec<String> = [first.clone(), second].into_iter().chain(arrays).collect();
    let message = format!(
        "{shown}: expected the member to look at, as in '{shown}::{first}'; there are {}",
        all.join(", ")
    );
    Err(Failure::Said { code: Code::Usage, message })
}
