//! How many records a file holds, from its header and its length. Pure functions.
//!
//! The length decides: records are written before the header. A header whose shape cannot be read is mended, as long as
//! what stands before the shape can be, and what stands in its place is what an interrupted write leaves.

use super::super::frame::Version;
use super::super::header::{Header, decode, encode};
use super::grow::Growth;
use super::repair::Repair;
use crate::dtype::DType;
use crate::dtype::descr::Shape;
use crate::error::{Error, ErrorKind, Result};
use crate::{Limits, int};

/// What a file holds.
pub(super) struct Found {
    /// `None` if the header cannot grow in place.
    pub(super) growth: Option<Growth>,
    /// What one row is: an item, or a sub-array of items if there are more axes than one.
    pub(super) row: DType,
    /// How many rows there are.
    pub(super) count: usize,
    /// What disagrees with that.
    pub(super) repair: Option<Repair>,
    /// The byte behind the rows that the header knows of, if more follow.
    pub(super) tail: Option<u64>,
    /// Where the rows start.
    pub(super) offset: u64,
}

/// What is to be appended to, as far as it is known before the file is read: the lengths of a row's axes.
pub(super) type Inner<'a> = Option<&'a [usize]>;

/// Looks at a header's text and at the length of the file.
pub(super) fn examine(
    version: Version,
    text: &[u8],
    len: u64,
    inner: Inner<'_>,
    limits: &Limits,
) -> Result<Found> {
    let offset = int::to_u64(version.text_offset() + text.len());
    let data = len.saturating_sub(offset);
    let found = match Header::from_text(version, text, limits) {
        Ok(header) => whole(&header, text, data, inner, limits),
        Err(error) if error.kind() == ErrorKind::Format => {
            torn(version, text, data, inner, limits).ok_or(error)
        }
        Err(error) => Err(error),
    };
    found.map(|found| Found { offset, tail: found.tail.map(|tail| offset.saturating_add(tail)), ..found })
}

/// Of a header that can be read.
fn whole(header: &Header, text: &[u8], data: u64, inner: Inner<'_>, limits: &Limits) -> Result<Found> {
    let (&claimed, rest) = header.shape().split_first().ok_or_else(|| {
        Error::mismatch("expected an array with an axis that can grow, found shape (), a single item")
    })?;
    let growth = Growth::of(header, limits)?;
    if let Some(inner) = inner.filter(|&inner| inner != rest) {
        // A torn shape can look like another one. Then the file is longer than such an array is.
        return growth
            .filter(|_| header.data_len() != data)
            .and_then(|growth| other_rows(&growth, header, text, data, inner))
            .ok_or_else(|| not_rows(header.shape(), inner));
    }
    if header.is_fortran() && !rest.is_empty() {
        let shape = Shape(header.shape());
        let message = format!(
            "expected C order, found Fortran order of shape {shape}, where a row more would move all others"
        );
        return Err(Error::mismatch(message));
    }
    let row = DType::subarray(header.dtype().clone(), rest)?;
    let size = row_size(&row)?;
    let (count, cut) = rows(data, size);
    let repair = (claimed != count || cut > 0).then_some(Repair { claimed: Some(claimed), len: count, cut });
    if let Some(growth) = growth.as_ref().and_then(|growth| growth.respelled(rest))
        && (inner.is_some() || rest.is_empty() || repair.is_none())
        && growth.is_torn(text, count)
    {
        let repair = Some(Repair { claimed: None, len: count, cut });
        return Ok(Found { growth: Some(growth), row, count, repair, tail: None, offset: 0 });
    }
    if let (Some(repair), None) = (&repair, inner) {
        let plain = growth.as_ref().is_some_and(Growth::is_plain);
        if !plain {
            let shape = Shape(header.shape());
            return Err(Error::format(format!(
                "{repair}; the shape {shape} may be torn, so tell what a row is: open it for a type or a dtype"
            )));
        }
    }
    let known = int::to_u64(claimed).saturating_mul(int::to_u64(size));
    Ok(Found { growth, row, count, repair, tail: (data > known).then_some(known), offset: 0 })
}

/// Of a header whose shape looks like one of other rows, but is what an interrupted write leaves.
fn other_rows(growth: &Growth, header: &Header, text: &[u8], data: u64, inner: &[usize]) -> Option<Found> {
    let growth = growth.respelled(inner)?;
    let row = DType::subarray(header.dtype().clone(), inner).ok()?;
    let (count, cut) = rows(data, row_size(&row).ok()?);
    if header.is_fortran() || !growth.is_torn(text, count) {
        return None;
    }
    let repair = Some(Repair { claimed: None, len: count, cut });
    Some(Found { growth: Some(growth), row, count, repair, tail: None, offset: 0 })
}

/// Of a header whose shape cannot be read, though what stands before it can.
fn torn(version: Version, text: &[u8], data: u64, inner: Inner<'_>, limits: &Limits) -> Option<Found> {
    let decoded = decode(version, text).ok()?;
    let (before, shape) = decoded.split_at(shape_start(&decoded)?);
    let growth =
        Growth::as_numpy(version, encode(version, before).into_owned(), inner.unwrap_or(&[]), text.len());
    let header = Header::from_text(version, &growth.text(1)?, limits).ok()?;
    if header.is_fortran() && header.shape().len() > 1 {
        return None;
    }
    let row = DType::subarray(header.dtype().clone(), inner.unwrap_or(&[])).ok()?;
    let (count, cut) = rows(data, row_size(&row).ok()?);
    let is_torn = match inner {
        // What a row is is known, so that nothing but digits and brackets can have been lost.
        Some(_) => shape
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b',' | b'(' | b')' | b'}' | b' ' | b'L' | b'\n')),
        None => growth.is_torn(&encode(version, &decoded), count),
    };
    let repair = Some(Repair { claimed: None, len: count, cut });
    is_torn.then_some(Found { growth: Some(growth), row, count, repair, tail: None, offset: 0 })
}

/// The byte behind the opening bracket of the shape, if that is the last key of the text.
fn shape_start(text: &str) -> Option<usize> {
    let key = ["'shape'", "\"shape\""].iter().filter_map(|key| text.rfind(key)).max()?;
    let rest = text[key + "'shape'".len()..].trim_start_matches(' ').strip_prefix(':')?;
    let rest = rest.trim_start_matches(' ').strip_prefix('(')?;
    Some(text.len() - rest.len())
}

/// How many rows there are in so many bytes, and how many bytes are left over.
fn rows(data: u64, size: usize) -> (usize, u64) {
    let size = int::to_u64(size);
    (int::to_usize(data / size).unwrap_or(usize::MAX), data % size)
}

fn row_size(row: &DType) -> Result<usize> {
    match row.itemsize() {
        0 => Err(Error::unsupported(
            "records without bytes cannot be counted by the length of a file, nor appended",
        )),
        size => Ok(size),
    }
}

fn not_rows(found: &[usize], inner: &[usize]) -> Error {
    let expected = match inner {
        [] => "one dimension".to_owned(),
        _ => format!("shape (n, {})", inner.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    };
    let hint = "; what is appended is one row, such as `[f64; 3]` for shape (n, 3)";
    Error::mismatch(format!("expected {expected}, found shape {}{hint}", Shape(found)))
}
