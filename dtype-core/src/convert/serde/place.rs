//! Where in a record a value is, for messages: kept on the stack, written only when something is wrong.

use std::fmt;

/// A way from the outside in.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Root,
    Row(usize),
    Name(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

/// A place in a record: the names on the way, and the positions of the fields.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) path: &'p Path<'p>,
    pub(super) index: &'p [usize],
}

impl Path<'_> {
    /// The record it is in, and the dotted path in it.
    fn parts(&self) -> (Option<usize>, String) {
        match self {
            Path::Root => (None, String::new()),
            Path::Row(row) => (Some(*row), String::new()),
            Path::Name(outer, name) => {
                let (row, mut text) = outer.parts();
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
                (row, text)
            }
            Path::Index(outer, i) => {
                let (row, mut text) = outer.parts();
                text.push_str(&format!("[{i}]"));
                (row, text)
            }
        }
    }
}

/// What a message starts with: `record 3: field 'quote.bid': `.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, path) = self.path.parts();
        if let Some(row) = row {
            write!(f, "record {row}: ")?;
        }
        if !path.is_empty() {
            write!(f, "field '{}': ", path.escape_debug())?;
        }
        Ok(())
    }
}
