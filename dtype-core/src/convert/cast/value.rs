//! One value at a time: text, opaque bytes, and floats as times.

use super::number;
use super::text;
use crate::convert::step::Axis;
use crate::dtype::calendar::NAT;
use crate::dtype::time_text::{format_datetime, format_timedelta, parse_timedelta, read_datetime};
use crate::dtype::{ByteOrder, Scalar, ScalarKind, TimeUnit};
use crate::view::Value;

/// Memory that values of a run share.
#[derive(Default)]
pub(super) struct Scratch {
    text: String,
    points: Vec<u32>,
}

type Source<'a> = (Scalar, &'a [u8]);
type Target<'a> = (Scalar, &'a mut [u8]);

/// Casts one value into zeros.
pub(super) fn cast(
    (from, src): Source<'_>,
    (to, dst): Target<'_>,
    checked: bool,
    scratch: &mut Scratch,
) -> Result<(), String> {
    use ScalarKind::*;
    match (from.kind(), to.kind()) {
        (_, Void(_)) | (Bytes(_), Bytes(_)) => put_raw((from, src), dst, checked),
        (Void(_), _) => {
            dst[0] = src.iter().any(|&byte| byte != 0).into();
            Ok(())
        }
        (Bytes(_) | Str(_), _) => {
            read_points((from, src), scratch);
            let result = match to.kind() {
                Bytes(_) | Str(_) => put_points((from, to), dst, checked, scratch),
                _ => of_text((to, dst), checked, scratch),
            };
            result.map_err(|expected| found(expected, (from, src)))
        }
        (_, Bytes(_) | Str(_)) => {
            write_text((from, src), scratch)?;
            let room = dst.len() / if matches!(to.kind(), Str(_)) { 4 } else { 1 };
            let must_fit = checked || matches!(from.kind(), DateTime64(_));
            if must_fit && scratch.text.len() > room {
                return Err(found(format!("expected text of up to {room} characters"), (from, src)));
            }
            put_text(to, dst, scratch.text.bytes().map(u32::from));
            Ok(())
        }
        _ => {
            let float = float((from, src));
            let count = if (-TWO_TO_63..TWO_TO_63).contains(&float) { float as i64 } else { NAT };
            put_count(to, count, dst);
            let fits = !checked || float.is_nan() || (count != NAT && count as f64 == float);
            if fits && !(checked && is_imaginary((from, src))) {
                return Ok(());
            }
            Err(found("expected a whole number that 64 bits hold".to_owned(), (from, src)))
        }
    }
}

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

/// An error's text with the value that it is about.
#[cold]
pub(super) fn found(expected: String, (from, src): Source<'_>) -> String {
    format!("{expected}, found {}", Value::of_scalar(from.kind(), from.byte_order(), src))
}

/// A count of up to 64 bits.
#[inline]
pub(super) fn integer(scalar: Scalar, bytes: &[u8]) -> i64 {
    let mut word: [u8; 8] = bytes.try_into().unwrap_or_default();
    if !scalar.byte_order().is_native() {
        word.reverse();
    }
    i64::from_ne_bytes(word)
}

#[inline]
pub(super) fn put_count(scalar: Scalar, count: i64, dst: &mut [u8]) {
    let mut word = count.to_ne_bytes();
    if !scalar.byte_order().is_native() {
        word.reverse();
    }
    dst.copy_from_slice(&word);
}

/// A float's value, of a complex number the real part's.
fn float((from, src): Source<'_>) -> f64 {
    let mut bytes = [0; 8];
    put_number((from, src), (Scalar::native(ScalarKind::Float64), &mut bytes));
    f64::from_ne_bytes(bytes)
}

fn is_imaginary((from, src): Source<'_>) -> bool {
    let mut bytes = [0; 16];
    put_number((from, src), (Scalar::native(ScalarKind::Complex128), &mut bytes));
    let [_, im] = [0, 8].map(|at| f64::from_ne_bytes(*bytes[at..].first_chunk().unwrap_or(&[0; 8])));
    im != 0.0
}

/// One number as another.
fn put_number((from, src): Source<'_>, (to, dst): Target<'_>) {
    let one = Axis { count: 1, from: src.len(), to: dst.len() };
    let swap = [from, to].map(|scalar| !scalar.byte_order().is_native());
    if let Some(kernel) = number::kernel(from.kind(), to.kind()) {
        kernel(one, swap, src, dst);
    }
}

/// The bytes of a value in this machine's order, as many as there is room for.
fn put_raw((from, src): Source<'_>, dst: &mut [u8], checked: bool) -> Result<(), String> {
    let part = if from.byte_order().is_native() { 1 } else { from.kind().swap_size() };
    let byte = |at: usize| match from.kind() {
        ScalarKind::Bool => (src[at] != 0).into(),
        _ => src[at - at % part + (part - 1 - at % part)],
    };
    let kept = dst.len().min(src.len());
    dst[..kept].iter_mut().enumerate().for_each(|(at, dst)| *dst = byte(at));
    if checked && (kept..src.len()).any(|at| byte(at) != 0) {
        return Err(found(format!("expected a value of up to {kept} bytes"), (from, src)));
    }
    Ok(())
}

/// The characters of a text without trailing NULs.
fn read_points((from, src): Source<'_>, scratch: &mut Scratch) {
    let Scratch { points, .. } = scratch;
    points.clear();
    match (from.kind(), from.byte_order()) {
        (ScalarKind::Str(_), ByteOrder::Big) => {
            points.extend(src.as_chunks().0.iter().map(|&point| u32::from_be_bytes(point)));
        }
        (ScalarKind::Str(_), _) => {
            points.extend(src.as_chunks().0.iter().map(|&point| u32::from_le_bytes(point)));
        }
        _ => points.extend(src.iter().map(|&byte| u32::from(byte))),
    }
    let end = points.iter().rposition(|&point| point != 0).map_or(0, |last| last + 1);
    points.truncate(end);
}

fn put_points(
    (from, to): (Scalar, Scalar),
    dst: &mut [u8],
    checked: bool,
    scratch: &Scratch,
) -> Result<(), String> {
    let points = &scratch.points[..];
    let is_wide = |scalar: Scalar| matches!(scalar.kind(), ScalarKind::Str(_));
    let room = dst.len() / if is_wide(to) { 4 } else { 1 };
    if !(is_wide(from) && is_wide(to)) && points.iter().any(|&point| point >= 128) {
        return Err("expected ASCII characters".to_owned());
    }
    put_text(to, dst, points.iter().copied());
    if checked && points.len() > room {
        return Err(format!("expected text of up to {room} characters"));
    }
    Ok(())
}

/// As many characters as there is room for.
fn put_text(to: Scalar, dst: &mut [u8], points: impl Iterator<Item = u32>) {
    match (to.kind(), to.byte_order()) {
        (ScalarKind::Str(_), ByteOrder::Big) => {
            dst.as_chunks_mut().0.iter_mut().zip(points).for_each(|(dst, point)| *dst = point.to_be_bytes());
        }
        (ScalarKind::Str(_), _) => {
            dst.as_chunks_mut().0.iter_mut().zip(points).for_each(|(dst, point)| *dst = point.to_le_bytes());
        }
        // ASCII all through.
        _ => dst.iter_mut().zip(points).for_each(|(dst, point)| *dst = point as u8),
    }
}

/// A number or a time as text.
fn write_text((from, src): Source<'_>, scratch: &mut Scratch) -> Result<(), String> {
    let Scratch { text, .. } = scratch;
    text.clear();
    match from.kind() {
        ScalarKind::DateTime64(step) => {
            let count = integer(from, src);
            if step.unit() == TimeUnit::Generic && count != NAT {
                return Err("expected a datetime with a unit, or NaT, found a generic one".to_owned());
            }
            text.push_str(&format_datetime(count, step));
        }
        ScalarKind::TimeDelta64(step) => text.push_str(&format_timedelta(integer(from, src), step)),
        kind => text::print(&Value::of_scalar(kind, from.byte_order(), src), text),
    }
    Ok(())
}

/// What the text in `scratch` says, or what it should have been.
fn of_text((to, dst): Target<'_>, checked: bool, scratch: &mut Scratch) -> Result<(), String> {
    use ScalarKind::*;
    let Scratch { text, points } = scratch;
    text.clear();
    for &point in points.iter() {
        text.push(char::from_u32(point).ok_or("expected characters")?);
    }
    match to.kind() {
        Bool => {
            dst[0] = (!text.is_empty()).into();
            // Any other text is true for NumPy, `False` too.
            if checked && !text.is_empty() && text != "True" {
                return Err("expected 'True' or nothing".to_owned());
            }
        }
        DateTime64(_) | TimeDelta64(_) if text.is_empty() => put_count(to, NAT, dst),
        DateTime64(step) => {
            let (count, exact) = read_datetime(text, step).map_err(|error| error.to_string())?;
            put_count(to, count, dst);
            if checked && !exact {
                return Err(format!("expected a whole number of steps of {step}"));
            }
        }
        TimeDelta64(step) => {
            put_count(to, parse_timedelta(text, step).map_err(|error| error.to_string())?, dst);
        }
        Float16 | Float32 | Float64 | Complex64 | Complex128 => {
            let complex = matches!(to.kind(), Complex64 | Complex128);
            let [re, im] = if complex { text::complex(text) } else { text::float(text).map(|re| [re, 0.0]) }
                .ok_or("expected a number")?;
            let mut parts = [0; 16];
            parts[..8].copy_from_slice(&re.to_ne_bytes());
            parts[8..].copy_from_slice(&im.to_ne_bytes());
            let source = Scalar::native(Complex128);
            put_number((source, &parts), (to, &mut *dst));
            let narrowed = float((to, dst));
            if checked && re.is_finite() && !narrowed.is_finite() {
                return Err(format!("expected {}", super::check::range(to.kind())));
            }
        }
        kind => {
            let value = text::integer(text).ok_or("expected a whole number")?;
            let size = dst.len();
            let signed = kind.letter() == 'i';
            let bits = 8 * size as u32 - u32::from(signed);
            let least = if signed { -(1i128 << bits) } else { 0 };
            if !(least..1i128 << bits).contains(&value) {
                return Err(format!("expected {}", super::check::range(kind)));
            }
            // The low bytes are the number in two's complement.
            dst.copy_from_slice(&value.to_le_bytes()[..size]);
            if to.byte_order() == ByteOrder::Big {
                dst.reverse();
            }
        }
    }
    Ok(())
}
