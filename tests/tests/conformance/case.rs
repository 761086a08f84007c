//! One case: what differs in it, which rule excuses it, what of it was not looked at.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use dtype_tests::entry::Entry;

use crate::excuse::Rule;

/// The record of one entry being checked.
#[derive(Default)]
pub(crate) struct Case {
    /// What differs, as `where: expected .., found ..`.
    pub(crate) differences: Vec<String>,
    /// The rule by which we refuse what NumPy accepts.
    pub(crate) excuse: Option<Rule>,
    /// Parts that the library does not have yet, and how often they occurred.
    pub(crate) not_run: BTreeMap<String, usize>,
    /// All of it waits for such a part: neither passed nor failed.
    pub(crate) set_aside: bool,
}

impl Case {
    /// `found` must equal `expected`.
    pub(crate) fn same<T: PartialEq + Debug>(&mut self, what: &str, expected: T, found: T) {
        if expected != found {
            self.differs(what, format_args!("{expected:?}"), format_args!("{found:?}"));
        }
    }

    /// As [`Case::same`] for texts, which are shown as they are.
    pub(crate) fn same_text(&mut self, what: &str, expected: &str, found: &str) {
        if expected != found {
            self.differs(what, expected, found);
        }
    }

    /// They differ.
    pub(crate) fn differs(&mut self, what: &str, expected: impl Display, found: impl Display) {
        self.differences.push(format!("{what}: expected {expected}, found {found}"));
    }

    /// Anything else that is wrong.
    pub(crate) fn wrong(&mut self, what: &str, why: impl Display) {
        self.differences.push(format!("{what}: {why}"));
    }

    /// The value of `result`, or a difference.
    pub(crate) fn ok<T, E: Display>(&mut self, what: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.wrong(what, error)).ok()
    }

    /// Something that waits for a later part of the library.
    pub(crate) fn skip(&mut self, what: impl Into<String>) {
        *self.not_run.entry(what.into()).or_default() += 1;
    }

    /// All of the case waits for that.
    pub(crate) fn set_aside(&mut self, what: &str, entry: &Entry<'_>) {
        self.skip(what);
        self.set_aside = true;
        entry.ignore_rest();
    }
}
