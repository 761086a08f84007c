//! A folder of the corpus form: where it is, and the entries of its groups.

use std::env;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The groups, in the order in which they are printed, and the file and key that hold their entries.
const GROUPS: &[(&str, &str, Option<&str>)] = &[
    ("dtype", "dtype_cases.json", None),
    ("descr", "descr_cases.json", None),
    ("npy", "manifest.json", Some("npy")),
    ("npz", "manifest.json", Some("npz")),
    ("bad", "manifest.json", Some("bad")),
    ("pep3118", "pep3118.json", None),
    ("strides", "strides.json", None),
    ("stats", "stats_cases.json", None),
];

/// The folder that is being run.
pub(crate) struct Corpus {
    root: PathBuf,
}

impl Corpus {
    /// The folder that `DTYPE_CORPUS` names, absolute or relative to the workspace; else the committed one.
    pub(crate) fn open() -> Result<Self, String> {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        let root = workspace.join(env::var_os("DTYPE_CORPUS").unwrap_or_else(|| "tests/corpus".into()));
        if root.is_dir() { Ok(Self { root }) } else { Err(format!("{}: not a folder", root.display())) }
    }

    /// The entries of a group. A folder without the file, or a manifest without the key, has none.
    pub(crate) fn entries(&self, group: &str) -> Result<Vec<Value>, String> {
        let group = GROUPS.iter().find(|g| g.0 == group);
        let &(_, file, key) = group.ok_or("no such group")?;
        let path = self.root.join(file);
        if !path.exists() {
            return Ok(Vec::new());
        }
        let text = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let json: Value = serde_json::from_slice(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        let list = match (key, json) {
            (None, list) => list,
            (Some(key), Value::Object(mut manifest)) => {
                manifest.remove(key).unwrap_or_else(|| Value::Array(Vec::new()))
            }
            (Some(_), _) => return Err(format!("{file}: expected an object")),
        };
        match list {
            Value::Array(entries) => Ok(entries),
            _ => Err(format!("{file}: expected a list of entries")),
        }
    }

    /// A file of the folder.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }
}

/// The names of all groups.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|g| g.0)
}

/// Which groups to run: those that `DTYPE_CORPUS_GROUPS` names, else all.
pub(crate) fn wanted() -> Result<Vec<String>, String> {
    let list = env::var("DTYPE_CORPUS_GROUPS").unwrap_or_default();
    let asked: Vec<String> =
        list.split(',').map(str::trim).filter(|g| !g.is_empty()).map(str::to_owned).collect();
    if asked.is_empty() {
        return Ok(names().map(str::to_owned).collect());
    }
    match asked.iter().find(|group| !names().any(|name| name == *group)) {
        None => Ok(asked),
        Some(unknown) => {
            let known = names().collect::<Vec<_>>().join(", ");
            Err(format!("DTYPE_CORPUS_GROUPS: expected groups of {known}; found '{unknown}'"))
        }
    }
}
