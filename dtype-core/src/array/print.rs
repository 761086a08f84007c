//! Arrays as NumPy prints them: nested brackets, columns under each other, the middle of long ones left out.

use std::fmt::{self, Debug};

/// More elements than this are not all printed: NumPy's `threshold`.
const MANY: usize = 1000;

/// So many at each end of an axis, then: NumPy's `edgeitems`.
const EDGE: usize = 3;

/// Writes the elements of a shape; `at` gives the one at an index.
pub(crate) fn array<D: Debug>(
    f: &mut fmt::Formatter<'_>,
    shape: &[usize],
    at: impl Fn(&[usize]) -> Option<D>,
) -> fmt::Result {
    let count = shape.iter().try_fold(1usize, |all, &len| all.checked_mul(len));
    let some = count.is_none_or(|count| count > MANY);
    let shown: Vec<Vec<Option<usize>>> = shape.iter().map(|&len| positions(len, some)).collect();
    let mut texts = Vec::new();
    let text = |value: D| match f.precision() {
        Some(digits) => format!("{value:.digits$?}"),
        None => format!("{value:?}"),
    };
    if count != Some(0) {
        collect(&shown, &mut Vec::new(), &|index| at(index).map(&text), &mut texts);
    }
    let width = texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
    let mut texts = texts.iter();
    write(f, &shown, 0, width, &mut texts)
}

/// The positions of an axis that are printed; none stands for those that are left out.
fn positions(len: usize, some: bool) -> Vec<Option<usize>> {
    if !some || len <= 2 * EDGE {
        return (0..len.min(MANY)).map(Some).collect();
    }
    (0..EDGE).map(Some).chain([None]).chain((len - EDGE..len).map(Some)).collect()
}

fn collect(
    shown: &[Vec<Option<usize>>],
    index: &mut Vec<usize>,
    at: &impl Fn(&[usize]) -> Option<String>,
    texts: &mut Vec<String>,
) {
    let Some((axis, inner)) = shown.split_first() else {
        texts.extend(at(index));
        return;
    };
    for &position in axis.iter().flatten() {
        index.push(position);
        collect(inner, index, at, texts);
        index.pop();
    }
}

fn write(
    f: &mut fmt::Formatter<'_>,
    shown: &[Vec<Option<usize>>],
    depth: usize,
    width: usize,
    texts: &mut std::slice::Iter<'_, String>,
) -> fmt::Result {
    let Some((axis, inner)) = shown.split_first() else {
        let text = texts.next().map_or("", String::as_str);
        return write!(f, "{text:>width$}", width = if depth == 0 { 0 } else { width });
    };
    f.write_str("[")?;
    for (i, position) in axis.iter().enumerate() {
        if i > 0 {
            f.write_str(",")?;
            match inner.len() {
                0 => f.write_str(" ")?,
                deep => write!(f, "{}{:indent$}", "\n".repeat(deep), "", indent = depth + 1)?,
            }
        }
        match position {
            Some(_) => write(f, inner, depth + 1, width, texts)?,
            None => f.write_str("...")?,
        }
    }
    f.write_str("]")
}
