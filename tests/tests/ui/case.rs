//! One program and what is expected of it: under the wrong part of a line stands a comment of carets and the message.
//!
//! ```text
//! #[record(renam = "px")]
//! //       ^^^^^ unknown word `renam`; did you mean `rename`?
//! ```
//!
//! A code in place of the message, as in `^^^^^ E0277`, is a message of the compiler's own.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A program with mistakes.
pub(crate) struct Case {
    /// Folder and file, as in `repr/missing`.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) expected: Vec<Complaint>,
}

/// A message and its place.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Complaint {
    /// Counted from 1.
    pub(crate) line: usize,
    /// The characters it is about: from the first to behind the last, counted from 1.
    pub(crate) columns: (usize, usize),
    pub(crate) text: String,
}

impl Case {
    /// The cases in the folders of a folder, sorted by name.
    pub(crate) fn all(folder: &Path) -> Vec<Case> {
        let mut cases: Vec<Case> = entries(folder)
            .iter()
            .filter(|path| path.is_dir())
            .flat_map(|kind| entries(kind))
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .map(|path| Case::read(folder, path))
            .collect();
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        cases
    }

    /// The folder of the case: what kind of mistake it is.
    pub(crate) fn kind(&self) -> &str {
        self.name.split('/').next().expect("a first part")
    }

    fn read(folder: &Path, path: PathBuf) -> Case {
        let name = path.strip_prefix(folder).expect("a file of the folder").with_extension("");
        let text = fs::read_to_string(&path).expect("a source file");
        let expected = expected(&text);
        assert!(!expected.is_empty(), "{}: expects nothing", path.display());
        Case { name: name.to_str().expect("a name in UTF-8").replace('\\', "/"), path, expected }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}: {}", self.line, self.columns.0, self.columns.1, self.text)
    }
}

/// What the comments under the lines of a program expect.
fn expected(text: &str) -> Vec<Complaint> {
    let mut expected = Vec::new();
    let mut above = 0;
    for (line, text) in (1..).zip(text.lines()) {
        match carets(text) {
            Some((columns, text)) => expected.push(Complaint { line: above, columns, text: text.to_owned() }),
            None => above = line,
        }
    }
    expected
}

/// The carets of a comment and the text behind them, if it has carets.
fn carets(line: &str) -> Option<((usize, usize), &str)> {
    let comment = line.trim_start().strip_prefix("//")?;
    let carets = comment.trim_start().strip_prefix('^')?;
    let text = carets.trim_start_matches('^');
    let start = line.len() - carets.len();
    Some(((start, start + 1 + carets.len() - text.len()), text.strip_prefix(' ')?))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry of the folder").path()).collect()
}

#[test]
fn carets_are_read_where_they_stand() {
    assert_eq!(carets("    //  ^^^ a b"), Some(((9, 12), "a b")));
    assert_eq!(carets("//^ a"), Some(((3, 4), "a")));
    assert_eq!(carets("// a ^ b"), None);
    assert_eq!(carets("let a = b ^ c;"), None);
}
