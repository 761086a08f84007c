//! Bytes that are no value of their type, in words: how many records, which one first, and which field of it.

use super::{CastError, Element};
use crate::dtype::{ByteOrder, DType, Scalar, ScalarKind};
use crate::error::{Error, Result};

/// How many rows are no values of `R`, and which is the first, with its bytes.
pub(super) fn count<'b, R: Element>(rows: impl Iterator<Item = &'b [u8]>) -> Option<(CastError, &'b [u8])> {
    let mut invalid = rows.enumerate().filter(|(_, row)| !R::is_valid(row));
    let (first, row) = invalid.next()?;
    Some((CastError::Value { rows: 1 + invalid.count(), first }, row))
}

/// Looks whether every row is a value of `R`.
///
/// # Errors
/// [`Cast`](crate::ErrorKind::Cast) if not, with the first field that holds no value of its dtype. Of an enum only the
/// type knows which integers are variants, so that no field is named.
pub(crate) fn check_rows<'b, R: Element>(rows: impl Iterator<Item = &'b [u8]>) -> Result<()> {
    match count::<R>(rows) {
        None => Ok(()),
        Some((error, row)) => Err(in_words(error, R::DTYPE, row)),
    }
}

#[cold]
fn in_words(error: CastError, dtype: &DType, row: &[u8]) -> Error {
    match find(dtype, row) {
        None => error.into(),
        Some(Found { path, reason }) => {
            let error = Error::cast(format!("{error}: {reason}"));
            path.iter().rev().fold(error, |error, step| error.in_field(step))
        }
    }
}

/// Bytes that are no value of a scalar.
struct Found {
    /// Names and indices of the places that lead there.
    path: Vec<String>,
    reason: String,
}

/// The first scalar of an item whose bytes are no value of it. These have as many bytes as the dtype says.
fn find(dtype: &DType, item: &[u8]) -> Option<Found> {
    if let Some(scalar) = dtype.as_scalar() {
        return Some(Found { path: Vec::new(), reason: reason(scalar, item)? });
    }
    if let Some(fields) = dtype.fields() {
        return fields.iter().find_map(|field| {
            let part = item.get(field.offset()..)?.get(..field.dtype().itemsize())?;
            let mut found = find(field.dtype(), part)?;
            found.path.insert(0, field.name().to_owned());
            Some(found)
        });
    }
    let (base, shape) = dtype.flattened();
    item.chunks_exact(base.itemsize().max(1)).enumerate().find_map(|(at, part)| {
        let mut found = find(base, part)?;
        let mut rest = at;
        for &len in shape.iter().rev() {
            found.path.insert(0, format!("[{}]", rest % len.max(1)));
            rest /= len.max(1);
        }
        Some(found)
    })
}

fn reason(scalar: Scalar, bytes: &[u8]) -> Option<String> {
    match scalar.kind() {
        ScalarKind::Bool => {
            let odd = bytes.iter().find(|&&byte| byte > 1)?;
            Some(format!("expected 0 or 1 for a bool, found {odd}"))
        }
        ScalarKind::Str(_) => {
            let point = |&four: &[u8; 4]| match scalar.byte_order() {
                ByteOrder::Big => u32::from_be_bytes(four),
                _ => u32::from_le_bytes(four),
            };
            let odd = bytes.as_chunks().0.iter().map(point).find(|&point| char::from_u32(point).is_none())?;
            Some(format!("expected characters of Unicode, found the number {odd:#x}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Be, FixedStr};

    fn said<R: Element>(rows: &[&[u8]]) -> String {
        check_rows::<R>(rows.iter().copied()).unwrap_err().to_string()
    }

    #[test]
    fn names_the_place_and_what_is_there() {
        assert_eq!(
            said::<bool>(&[&[1], &[7], &[0], &[2]]),
            "2 records hold no value of their type, the first is record 1: expected 0 or 1 for a bool, found 7"
        );
        assert_eq!(
            said::<[[bool; 2]; 3]>(&[&[0, 0, 0, 1, 1, 9]]),
            "field '[2][1]': record 0 holds no value of its type: expected 0 or 1 for a bool, found 9"
        );
        assert_eq!(
            said::<Be<FixedStr<2>>>(&[&[0, 0, 0, b'a', 0, 0, 0xd8, 0]]),
            "record 0 holds no value of its type: expected characters of Unicode, found the number 0xd800"
        );
    }
}
