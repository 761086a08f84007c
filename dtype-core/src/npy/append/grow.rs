//! A header's text for any number of records: which bytes change, and whether there is room for them. Pure functions.
//!
//! The number is the first entry of the shape, and the shape is the last key, so that nothing but the shape moves when the
//! number gets a digit more. The text keeps its length: what it needs more comes from the blanks at its end.

use std::ops::Range;

use super::super::frame::Version;
use super::super::header::{Header, encode, tree};
use crate::dtype::descr::Shape;
use crate::dtype::descr::literal::Value;
use crate::error::Result;
use crate::{Limits, int};

/// As many digits as a number of records may need. A million records a second make so many in thirty years.
const DIGITS: usize = 15;

/// A header's text, cut where the number of records stands. In the encoding of the file.
#[derive(Debug)]
pub(super) struct Growth {
    version: Version,
    before: Vec<u8>,
    /// From behind the number to the blanks.
    after: Vec<u8>,
    /// What stands behind the blanks: a line end, or nothing.
    end: &'static [u8],
    /// Of the whole text.
    len: usize,
}

impl Growth {
    /// `None` if the array has no axis, the shape is not the last key of the dictionary, or the text says something else when
    /// there are records.
    pub(super) fn of(header: &Header, limits: &Limits) -> Result<Option<Growth>> {
        let (version, text) = (header.frame_version(), header.text());
        let node = tree(text, version, limits)?;
        let Value::Dict(entries) = &node.value else { return Ok(None) };
        let Some((key, Value::Tuple(dims))) = entries.last().map(|(key, shape)| (&key.value, &shape.value))
        else {
            return Ok(None);
        };
        let Some(first) = dims.first().filter(|_| matches!(key, Value::Str(key) if key == "shape")) else {
            return Ok(None);
        };
        let (body, end) = match text.strip_suffix('\n') {
            Some(body) => (body, &b"\n"[..]),
            None => (text, &b""[..]),
        };
        let after = &body.trim_end_matches(' ')[first.end..];
        let growth = Growth {
            version,
            before: encode(version, &text[..first.at]).into_owned(),
            after: encode(version, after).into_owned(),
            end,
            len: encode(version, text).len(),
        };
        Ok(Some(growth).filter(|growth| growth.says(header, limits)))
    }

    /// Whether the text of one record says what the header does. The dtype can be a sub-array, whose shape nobody looks at
    /// as long as there are no elements; with a record, nobody could read the file.
    fn says(&self, header: &Header, limits: &Limits) -> bool {
        let Some(text) = self.text(1) else { return true };
        Header::from_text(self.version, &text, limits).is_ok_and(|one| one.dtype() == header.dtype())
    }

    /// The text whose shape begins behind `before`, as NumPy writes it for rows of shape `inner`.
    pub(super) fn as_numpy(version: Version, before: Vec<u8>, inner: &[usize], len: usize) -> Growth {
        let shape = Shape(&[&[0], inner].concat()).to_string();
        let after = format!("{}, }}", shape.trim_start_matches("(0"));
        Growth { version, before, after: after.into_bytes(), end: b"\n", len }
    }

    /// The same text with a shape as NumPy writes it, if this one is not.
    pub(super) fn respelled(&self, inner: &[usize]) -> Option<Growth> {
        let numpys = Growth::as_numpy(self.version, self.before.clone(), inner, self.len);
        (numpys.after != self.after).then_some(numpys)
    }

    /// The whole text for so many records, or `None` if there is no room for their number.
    pub(super) fn text(&self, count: usize) -> Option<Vec<u8>> {
        let digits = count.to_string();
        let blanks = self.room()?.checked_sub(digits.len())?;
        let mut text = Vec::with_capacity(self.len);
        text.extend_from_slice(&self.before);
        text.extend_from_slice(digits.as_bytes());
        text.extend_from_slice(&self.after);
        text.extend(std::iter::repeat_n(b' ', blanks));
        text.extend_from_slice(self.end);
        Some(text)
    }

    /// For how many digits there is room.
    pub(super) fn room(&self) -> Option<usize> {
        self.len.checked_sub(self.before.len() + self.after.len() + self.end.len())
    }

    /// Whether there is room for every number of rows of so many bytes that there will ever be.
    pub(super) fn is_roomy(&self, row: usize) -> bool {
        let most = (i64::MAX as u64) / int::to_u64(row.max(1));
        self.room().is_some_and(|room| room >= DIGITS.min(most.to_string().len()))
    }

    /// Whether the shape is that of one axis, spelled as NumPy spells it.
    pub(super) fn is_plain(&self) -> bool {
        [&b",), }"[..], b",)}", b"L,), }"].contains(&&*self.after)
    }

    /// What stands in front of the number.
    pub(super) fn before(&self) -> &[u8] {
        &self.before
    }

    /// Where the text starts, in bytes from the start of the file.
    pub(super) fn text_offset(&self) -> u64 {
        int::to_u64(self.version.text_offset())
    }

    /// Whether `text` is what a write of the text for `count` records leaves that was cut short: its start, and then the
    /// end of the text for fewer records.
    pub(super) fn is_torn(&self, text: &[u8], count: usize) -> bool {
        let Some(new) = self.text(count).filter(|new| new.len() == text.len()) else { return false };
        let written = change(text, &new).start;
        let digits = count.to_string().len();
        (1..=digits).any(|digits| {
            let Some(old) = self.text(10_usize.pow(digits as u32 - 1)) else { return false };
            let number = self.before.len()..self.before.len() + digits;
            (written..text.len()).all(|at| match number.contains(&at) {
                true => text[at].is_ascii_digit(),
                false => text[at] == old[at],
            })
        })
    }
}

/// Where two texts of one length differ, from the first byte that does to the last.
pub(super) fn change(old: &[u8], new: &[u8]) -> Range<usize> {
    let differs = |(old, new): (&u8, &u8)| old != new;
    match old.iter().zip(new).position(differs) {
        Some(start) => {
            let end = old.iter().zip(new).rposition(differs).map_or(start, |last| last + 1);
            start..end
        }
        None => old.len()..old.len(),
    }
}
