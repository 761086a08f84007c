//! The language of `--where`: which records are meant.
//!
//! ```text
//! price > 100 and venue in ('XNAS', 'IEX') and not isnan(bid)
//! flags & 0x20 != 0 or levels[0].bid_px >= levels[0].ask_px
//! time >= '2024-03-01T14:30' and ts_recv - ts_event > 250us
//! ```
//!
//! Names, literals, operators and their order are Python's, results NumPy's; what differs is never wrong where NumPy is:
//! integers of any size are compared and added exactly, and a time is compared with all the digits that were typed.
//!
//! Four steps: [`lex`] makes words of the text, [`parse`] a tree of the words, [`check`] gives every part of the tree a
//! type from the schema, [`eval`] goes over the records a block at a time. Every error knows the place in the text.

mod check;
mod eval;
mod lanes;
mod lex;
mod parse;
mod times;

use std::ops::Range;

use lanes::{Lanes, Row};

use dtype_core::{AnyColumn, DType, RecordView};

/// Records in a block: few enough for the first cache.
const BLOCK: usize = 2048;

/// A condition on records of a dtype.
#[derive(Debug)]
pub(crate) struct Filter {
    text: String,
    root: check::Typed,
}

/// What is wrong with a condition, and where: bytes of its text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wrong {
    pub(crate) place: Range<usize>,
    pub(crate) message: String,
    /// The record that it is wrong for, if only some are.
    pub(crate) record: Option<usize>,
}

impl Wrong {
    fn new(place: Range<usize>, message: impl Into<String>) -> Wrong {
        Wrong { place, message: message.into(), record: None }
    }
}

impl Filter {
    /// The condition that `text` is for records of this dtype.
    ///
    /// # Errors
    /// If it is none.
    pub(crate) fn new(text: &str, dtype: &DType) -> Result<Filter, Wrong> {
        let tree = parse::parse(text)?;
        Ok(Filter { text: text.to_owned(), root: check::condition(tree, dtype)? })
    }

    /// Its text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Appends for every record whether it is meant. The records have one axis.
    ///
    /// # Errors
    /// If a number gets too large for any integer, or is divided by zero, with its place in the text and the record.
    pub(crate) fn mask(&self, records: &RecordView<'_>, mask: &mut Vec<bool>) -> Result<(), Wrong> {
        for start in (0..records.len()).step_by(BLOCK) {
            let end = records.len().min(start + BLOCK);
            let counted = |wrong: Wrong| Wrong { record: wrong.record.map(|at| at + start), ..wrong };
            eval::condition(&self.root, &records.slice(start..end), mask).map_err(counted)?;
        }
        Ok(())
    }
}

/// Appends the numbers and times of a column as floats that count from `origin`, NaT as NaN. `false` of what is neither.
pub(crate) fn offsets(column: &AnyColumn<'_>, origin: i128, out: &mut Vec<f64>) -> bool {
    let Some(scalar) = column.scalar().filter(|scalar| "biufmM".contains(scalar.kind().letter())) else {
        return false;
    };
    match eval::read(column, scalar) {
        Lanes::Text(_) => return false,
        Lanes::Float(Row::Each(values)) if origin == 0 => out.extend(values),
        values @ Lanes::Float(_) => match values.floats() {
            Row::Each(values) => out.extend(values.into_iter().map(|x| x - origin as f64)),
            Row::All(_) => {}
        },
        values => {
            let time = matches!(scalar.kind().letter(), 'm' | 'M');
            if let Row::Each(values) = values.wide(time) {
                let apart = |x: i128| if time && x == i128::MIN { f64::NAN } else { (x - origin) as f64 };
                out.extend(values.into_iter().map(apart));
            }
        }
    }
    true
}

#[cfg(test)]
mod tests;
