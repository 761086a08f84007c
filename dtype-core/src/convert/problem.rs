//! Why a conversion is refused: all reasons, each with its field, what was expected, what was found, what to do.

use super::table;
use crate::error::Error;

/// As many reasons are told one by one.
pub(super) const TOLD: usize = 20;

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Dotted; empty for the whole.
    pub(super) path: String,
    pub(super) expected: String,
    pub(super) found: String,
    /// What to do, if there is something.
    pub(super) remedy: String,
}

/// One error for all of them.
#[cold]
pub(super) fn error(problems: &[Problem]) -> Error {
    let [Problem { path, expected, found, remedy }] = problems else { return several(problems) };
    let mut text = format!("expected {expected}, found {found}");
    if !remedy.is_empty() {
        text = format!("{text}; {remedy}");
    }
    let error = Error::mismatch(text);
    if path.is_empty() { error } else { error.in_field(path) }
}

fn several(problems: &[Problem]) -> Error {
    let mut text = format!("{} fields do not fit:\n", problems.len());
    let head = ["field", "expected", "found", "what to do"].map(str::to_owned);
    let rows = problems.iter().take(TOLD).map(|problem| {
        let Problem { path, expected, found, remedy } = problem.clone();
        let path = if path.is_empty() { "(all)".to_owned() } else { path };
        // Under its heading, a dtype needs no introduction.
        let bare = |text: String| text.strip_prefix("dtype ").map_or(text.clone(), str::to_owned);
        [path, bare(expected), bare(found), remedy]
    });
    // Writing to a String does not fail.
    let _ = table::write(&mut text, std::iter::once(head).chain(rows));
    if problems.len() > TOLD {
        text.push_str(&format!("\n  and {} more", problems.len() - TOLD));
    }
    Error::mismatch(text)
}
