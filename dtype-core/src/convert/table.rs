//! Rows of text in aligned columns, and how dtypes are named in them.

use std::fmt;

use super::pairs::{Pair, Place, Side};
use crate::dtype::DType;

/// Dtypes whose text is longer are told by what they are.
const LONGEST: usize = 48;

/// Writes rows in columns that are as wide as their widest cell, two blanks in front of each. No line ends in blanks,
/// and only the last one has no line break.
pub(super) fn write<const N: usize>(
    f: &mut impl fmt::Write,
    rows: impl Iterator<Item = [String; N]> + Clone,
) -> fmt::Result {
    let mut widths = [0; N];
    for row in rows.clone() {
        for (width, cell) in widths.iter_mut().zip(&row) {
            *width = cell.chars().count().max(*width);
        }
    }
    for (i, row) in rows.enumerate() {
        if i > 0 {
            f.write_char('\n')?;
        }
        let mut blanks = 0;
        for (width, cell) in widths.iter().zip(&row) {
            blanks += 2;
            if !cell.is_empty() {
                write!(f, "{:blanks$}{cell}", "")?;
                blanks = 0;
            }
            blanks += width - cell.chars().count();
        }
    }
    Ok(())
}

/// The same in an error's text: rows under a head, and how many more there would be.
pub(super) fn append<const N: usize>(
    text: &mut String,
    head: [&str; N],
    rows: impl Iterator<Item = [String; N]> + Clone,
    more: usize,
) {
    // Writing to a String does not fail.
    let _ = write(text, std::iter::once(head.map(str::to_owned)).chain(rows));
    if more > 0 {
        text.push_str(&format!("\n  and {more} more"));
    }
}

/// A dtype in few words: its text if that is short.
pub(super) fn described(dtype: &DType) -> String {
    let (base, shape) = dtype.flattened();
    let of_shape = if shape.is_empty() { String::new() } else { format!(" of shape {shape:?}") };
    match base.fields() {
        Some(fields) => {
            let plural = if fields.len() == 1 { "" } else { "s" };
            format!("{}-byte record of {} field{plural}{of_shape}", base.itemsize(), fields.len())
        }
        None => {
            let text = dtype.to_string();
            if text.chars().count() <= LONGEST { text } else { format!("{base}{of_shape}") }
        }
    }
}

/// The same with an article, for a sentence.
pub(super) fn named(dtype: &DType) -> String {
    let article = if dtype.flattened().0.fields().is_some() { "a" } else { "dtype" };
    format!("{article} {}", described(dtype))
}

/// A dtype and where it lies: `'<f8' at 8`, and in a sub-array of records `'<f8' at 8 + 24 i`. In bytes.
pub(super) fn placed(dtype: &DType, offset: usize, strides: impl Iterator<Item = usize>) -> String {
    let mut text = format!("{} at {offset}", described(dtype));
    for (stride, index) in strides.zip("ijklmn".chars().cycle()) {
        text.push_str(&format!(" + {stride} {index}"));
    }
    text
}

/// What a pair is on either side, and where. `-` for the side that does not have it.
pub(super) fn places(pair: &Pair<'_>) -> (String, String) {
    let from = |place: &Place<'_>| placed(place.dtype, place.offset, pair.axes.iter().map(|axis| axis.from));
    let to = |place: &Place<'_>| placed(place.dtype, place.offset, pair.axes.iter().map(|axis| axis.to));
    match &pair.side {
        Side::Both(a, b) => (from(a), to(b)),
        Side::OnlyFrom(a) => (from(a), "-".to_owned()),
        Side::OnlyTo(b, _) => ("-".to_owned(), to(b)),
    }
}

/// A path as it is shown: a whole dtype has no name.
pub(super) fn shown(path: &str) -> &str {
    if path.is_empty() { "(all)" } else { path }
}
