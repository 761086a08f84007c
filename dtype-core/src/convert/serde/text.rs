//! Single values as plain text and back, for formats that have nothing else.

use std::fmt;
use std::io::Write;

use super::options::{RecordFormat, Text, Times};
use super::scalar::{self, Given};
use crate::dtype::time_text::format_datetime;
use crate::dtype::{ByteOrder, Scalar, ScalarKind, TimeStep};
use crate::lanes::half_to_f64;

/// The count of a datetime or a timedelta that is none.
const NAT: i64 = i64::MIN;

/// Reads a value from text into its bytes, which are zero before.
///
/// # Errors
/// What was expected and found, if it does not fit.
pub(crate) fn put_text(
    scalar: Scalar,
    text: &str,
    format: &RecordFormat,
    out: &mut [u8],
) -> Result<(), String> {
    let given = match scalar.kind() {
        ScalarKind::DateTime64(_) | ScalarKind::TimeDelta64(_) if text.is_empty() => Given::Null,
        _ => Given::Text(text),
    };
    scalar::put(scalar, given, format, out)
}

/// Appends a value to a text.
///
/// # Errors
/// If it is text that is none in UTF-8.
pub(crate) fn write_text(
    scalar: Scalar,
    bytes: &[u8],
    format: &RecordFormat,
    out: &mut Vec<u8>,
) -> Result<(), String> {
    let big = scalar.byte_order() == ByteOrder::Big;
    macro_rules! number {
        ($number:ty, $bytes:expr) => {{
            let bytes = $bytes.try_into().unwrap_or_default();
            if big { <$number>::from_be_bytes(bytes) } else { <$number>::from_le_bytes(bytes) }
        }};
    }
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let text: &dyn fmt::Display = &match scalar.kind() {
        ScalarKind::Bool => return put(out, bytes != [0]),
        ScalarKind::Int8 => return put(out, number!(i8, bytes)),
        ScalarKind::Int16 => return put(out, number!(i16, bytes)),
        ScalarKind::Int32 => return put(out, number!(i32, bytes)),
        ScalarKind::Int64 => return put(out, number!(i64, bytes)),
        ScalarKind::UInt8 => return put(out, number!(u8, bytes)),
        ScalarKind::UInt16 => return put(out, number!(u16, bytes)),
        ScalarKind::UInt32 => return put(out, number!(u32, bytes)),
        ScalarKind::UInt64 => return put(out, number!(u64, bytes)),
        // A half is a single float; its few digits come from there.
        ScalarKind::Float16 => return put(out, Shortest(half_to_f64(number!(u16, bytes)) as f32)),
        ScalarKind::Float32 => return put(out, Shortest(number!(f32, bytes))),
        ScalarKind::Float64 => return put(out, Shortest(number!(f64, bytes))),
        ScalarKind::Complex64 => return put_complex(out, number!(f32, first), number!(f32, second)),
        ScalarKind::Complex128 => return put_complex(out, number!(f64, first), number!(f64, second)),
        ScalarKind::DateTime64(step) => match number!(i64, bytes) {
            NAT => return Ok(()),
            count if format.times == Times::Count || step == TimeStep::GENERIC => return put(out, count),
            count => format_datetime(count, step),
        },
        ScalarKind::TimeDelta64(_) => match number!(i64, bytes) {
            NAT => return Ok(()),
            count => return put(out, count),
        },
        ScalarKind::Bytes(_) => {
            let len = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
            match (format.text, str::from_utf8(&bytes[..len])) {
                (Text::Latin1, _) => bytes[..len].iter().map(|&byte| char::from(byte)).collect(),
                (_, Ok(text)) => return put(out, text),
                (_, Err(_)) => {
                    return Err("expected text in UTF-8; `Text::Latin1` takes any bytes".to_owned());
                }
            }
        }
        ScalarKind::Str(_) => {
            let (points, _) = bytes.as_chunks::<4>();
            let len = points.iter().rposition(|point| *point != [0; 4]).map_or(0, |last| last + 1);
            let letters = points[..len].iter().map(|point| char::from_u32(number!(u32, point[..])));
            match letters.collect::<Option<String>>() {
                Some(text) => text,
                None => return Err("expected characters, found a code point that is none".to_owned()),
            }
        }
        _ => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    put(out, text)
}

/// The fewest digits that give a float back.
struct Shortest<T>(T);

impl<T: fmt::Debug + PartialEq> fmt::Display for Shortest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn put(out: &mut Vec<u8>, value: impl fmt::Display) -> Result<(), String> {
    // Memory takes what it gets.
    let _ = write!(out, "{value}");
    Ok(())
}

/// `1.0+2.0j`, with a sign between the parts.
fn put_complex<T: fmt::Debug + PartialEq + Into<f64> + Copy>(
    out: &mut Vec<u8>,
    re: T,
    im: T,
) -> Result<(), String> {
    let plus = if im.into().is_sign_negative() && !im.into().is_nan() { "" } else { "+" };
    put(out, format_args!("{}{plus}{}j", Shortest(re), Shortest(im)))
}
