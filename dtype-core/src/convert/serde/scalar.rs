//! One value into the bytes of a scalar: exactly, or not at all.

use super::options::{RecordFormat, Text, Times};
use crate::dtype::{Scalar, ScalarKind, TimeStep};
use crate::lanes::{f64_to_half, half_to_f64};

/// A value as a format has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Given<'g> {
    Null,
    Bool(bool),
    Int(i128),
    Float(f64),
    Text(&'g str),
    Bytes(&'g [u8]),
    /// The parts of a complex number.
    Pair(f64, f64),
}

/// The count of a datetime or a timedelta that is none.
const NAT: i64 = i64::MIN;

/// Writes a value into the bytes of a scalar, which are zero before.
///
/// # Errors
/// What was expected and found, if the value does not fit.
pub(super) fn put(
    scalar: Scalar,
    given: Given<'_>,
    format: &RecordFormat,
    out: &mut [u8],
) -> Result<(), String> {
    let kind = scalar.kind();
    match kind {
        ScalarKind::Bool => out[0] = boolean(given)?.into(),
        ScalarKind::Int8 => store(scalar, integer::<i8>(given)?.to_ne_bytes(), out),
        ScalarKind::Int16 => store(scalar, integer::<i16>(given)?.to_ne_bytes(), out),
        ScalarKind::Int32 => store(scalar, integer::<i32>(given)?.to_ne_bytes(), out),
        ScalarKind::Int64 => store(scalar, integer::<i64>(given)?.to_ne_bytes(), out),
        ScalarKind::UInt8 => store(scalar, integer::<u8>(given)?.to_ne_bytes(), out),
        ScalarKind::UInt16 => store(scalar, integer::<u16>(given)?.to_ne_bytes(), out),
        ScalarKind::UInt32 => store(scalar, integer::<u32>(given)?.to_ne_bytes(), out),
        ScalarKind::UInt64 => store(scalar, integer::<u64>(given)?.to_ne_bytes(), out),
        ScalarKind::Float16 => store(scalar, half(float(given)?)?.to_ne_bytes(), out),
        ScalarKind::Float32 => store(scalar, single(given)?.to_ne_bytes(), out),
        ScalarKind::Float64 => store(scalar, float(given)?.to_ne_bytes(), out),
        ScalarKind::Complex64 => {
            let (re, im) = complex(given)?;
            let (re, im) = (single(Given::Float(re))?, single(Given::Float(im))?);
            out[..4].copy_from_slice(&re.to_ne_bytes());
            out[4..].copy_from_slice(&im.to_ne_bytes());
            turn(scalar, out);
        }
        ScalarKind::Complex128 => {
            let (re, im) = complex(given)?;
            out[..8].copy_from_slice(&re.to_ne_bytes());
            out[8..].copy_from_slice(&im.to_ne_bytes());
            turn(scalar, out);
        }
        ScalarKind::DateTime64(step) => {
            let counts = format.times == Times::Count;
            let count = match given {
                Given::Text(text) if !is_integer(text) || !(counts || step == TimeStep::GENERIC) => {
                    match step.parse_datetime(text.trim()) {
                        Ok((count, true)) => count,
                        Ok((_, false)) => {
                            return Err(format!(
                                "expected a time in steps of {step}, found '{text}', which is finer"
                            ));
                        }
                        Err(error) => return Err(format!("{error}, found '{}'", shown(text))),
                    }
                }
                given => count(given)?,
            };
            store(scalar, count.to_ne_bytes(), out);
        }
        ScalarKind::TimeDelta64(step) => {
            let count = match given {
                Given::Text(text) => step
                    .parse_timedelta(text.trim())
                    .map_err(|error| format!("{error}, found '{}'", shown(text)))?,
                given => count(given)?,
            };
            store(scalar, count.to_ne_bytes(), out);
        }
        ScalarKind::Bytes(len) => match given {
            Given::Text(text) if format.text == Text::Latin1 => {
                let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
                let bytes = bytes
                    .ok_or_else(|| format!("expected characters up to U+00FF, found '{}'", shown(text)))?;
                fill(&bytes, len, out)?;
            }
            Given::Text(text) => fill(text.as_bytes(), len, out)?,
            Given::Bytes(bytes) => fill(bytes, len, out)?,
            Given::Null => {}
            other => return Err(format!("expected text, found {}", other.describe())),
        },
        ScalarKind::Str(len) => match given {
            Given::Text(text) => points(scalar, text.chars().map(u32::from), len, out)?,
            Given::Null => {}
            other => return Err(format!("expected text, found {}", other.describe())),
        },
        _ => match given {
            Given::Bytes(bytes) => exactly(bytes, out)?,
            Given::Text(text) => {
                let digits = text
                    .as_bytes()
                    .chunks(2)
                    .map(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok());
                let bytes: Option<Vec<u8>> = digits.collect();
                let even = text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
                match bytes.filter(|_| even) {
                    Some(bytes) => exactly(&bytes, out)?,
                    None => {
                        return Err(format!(
                            "expected two hexadecimal digits a byte, found '{}'",
                            shown(text)
                        ));
                    }
                }
            }
            other => return Err(format!("expected bytes, found {}", other.describe())),
        },
    }
    Ok(())
}

/// Writes code points, which may be such as are no characters.
pub(super) fn points(
    scalar: Scalar,
    points: impl Iterator<Item = u32> + Clone,
    len: usize,
    out: &mut [u8],
) -> Result<(), String> {
    let found = points.clone().count();
    if found > len {
        return Err(format!("expected text of at most {len} characters, found {found}"));
    }
    for (point, place) in points.zip(out.chunks_exact_mut(4)) {
        place.copy_from_slice(&point.to_ne_bytes());
        turn(scalar, place);
    }
    Ok(())
}

impl Given<'_> {
    pub(super) fn describe(self) -> String {
        match self {
            Given::Null => "nothing".to_owned(),
            Given::Bool(value) => value.to_string(),
            Given::Int(value) => value.to_string(),
            Given::Float(value) => value.to_string(),
            Given::Text(text) => format!("'{}'", shown(text)),
            Given::Bytes(bytes) => format!("{} bytes", bytes.len()),
            Given::Pair(..) => "a pair of numbers".to_owned(),
        }
    }
}

/// The start of a text, on one line.
fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let start: String = text.chars().take(MOST).collect();
    let dots = if start.len() < text.len() { "..." } else { "" };
    format!("{}{dots}", start.escape_debug())
}

fn store<const N: usize>(scalar: Scalar, native: [u8; N], out: &mut [u8]) {
    out.copy_from_slice(&native);
    turn(scalar, out);
}

/// From the byte order of this machine to the scalar's.
fn turn(scalar: Scalar, bytes: &mut [u8]) {
    let part = scalar.kind().swap_size();
    if part > 1 && !scalar.byte_order().is_native() {
        bytes.chunks_exact_mut(part).for_each(<[u8]>::reverse);
    }
}

fn boolean(given: Given<'_>) -> Result<bool, String> {
    match given {
        Given::Bool(value) => Ok(value),
        Given::Int(0) => Ok(false),
        Given::Int(1) => Ok(true),
        Given::Text(text) if ["true", "True", "1"].contains(&text.trim()) => Ok(true),
        Given::Text(text) if ["false", "False", "0"].contains(&text.trim()) => Ok(false),
        other => Err(format!("expected true or false, found {}", other.describe())),
    }
}

fn is_integer(text: &str) -> bool {
    text.trim().parse::<i128>().is_ok()
}

fn integer<T: TryFrom<i128>>(given: Given<'_>) -> Result<T, String> {
    let value = match given {
        Given::Int(value) => Some(value),
        Given::Bool(value) => Some(value.into()),
        // 2^100 is far beyond all integers here; below it, a float without a fraction is exact.
        Given::Float(value) if value.fract() == 0.0 && value.abs() < 1.3e30 => Some(value as i128),
        Given::Text(text) => text.trim().parse().ok(),
        _ => None,
    };
    let value = value.ok_or_else(|| format!("expected an integer, found {}", given.describe()))?;
    T::try_from(value).map_err(|_| {
        let bits = 8 * size_of::<T>();
        let signed = T::try_from(-1).is_ok();
        let kind = if signed { "an integer" } else { "an integer from 0 on" };
        format!("expected {kind} of {bits} bits, found {value}")
    })
}

fn count(given: Given<'_>) -> Result<i64, String> {
    match given {
        Given::Null => Ok(NAT),
        given => integer(given),
    }
}

fn float(given: Given<'_>) -> Result<f64, String> {
    match given {
        Given::Float(value) => Ok(value),
        // As a format that has no integers would read it.
        Given::Int(value) => Ok(value as f64),
        Given::Null => Ok(f64::NAN),
        Given::Text(text) if text.trim().is_empty() => Ok(f64::NAN),
        Given::Text(text) => {
            text.trim().parse().map_err(|_| format!("expected a number, found '{}'", shown(text)))
        }
        other => Err(format!("expected a number, found {}", other.describe())),
    }
}

/// The nearest float of 32 bits. Infinity is one only if it was given.
fn single(given: Given<'_>) -> Result<f32, String> {
    let wide = float(given)?;
    let value = match given {
        // Rounded once, not twice.
        Given::Text(text) if !text.trim().is_empty() => text.trim().parse().unwrap_or(wide as f32),
        _ => wide as f32,
    };
    if value.is_infinite() && wide.is_finite() {
        return Err(format!("expected a number that 32 bits can hold, found {wide:e}"));
    }
    Ok(value)
}

/// The bits of the nearest float of 16 bits. Infinity is one only if it was given.
fn half(value: f64) -> Result<u16, String> {
    let bits = f64_to_half(value);
    if half_to_f64(bits).is_infinite() && value.is_finite() {
        return Err(format!("expected a number that 16 bits can hold, found {value:e}"));
    }
    Ok(bits)
}

fn complex(given: Given<'_>) -> Result<(f64, f64), String> {
    match given {
        Given::Pair(re, im) => Ok((re, im)),
        Given::Text(text) => {
            let text = text.trim();
            let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
            let Some(parts) = inner.strip_suffix(['j', 'J']) else { return Ok((float(given)?, 0.0)) };
            // The sign of the imaginary part is the last one that belongs to no exponent.
            let bytes = parts.as_bytes();
            let at = (1..bytes.len()).rfind(|&i| b"+-".contains(&bytes[i]) && !b"eE".contains(&bytes[i - 1]));
            let (re, im) = parts.split_at(at.unwrap_or(0));
            let number = |text: &str| match text {
                "" => Some(0.0),
                text => text.parse().ok(),
            };
            number(re)
                .zip(number(im))
                .ok_or_else(|| format!("expected a complex number such as 1+2j, found '{}'", shown(text)))
        }
        given => Ok((float(given)?, 0.0)),
    }
}

/// Text into a place that may be longer.
fn fill(bytes: &[u8], len: usize, out: &mut [u8]) -> Result<(), String> {
    let found = bytes.len();
    let place =
        out.get_mut(..found).ok_or_else(|| format!("expected text of at most {len} bytes, found {found}"))?;
    place.copy_from_slice(bytes);
    Ok(())
}

fn exactly(bytes: &[u8], out: &mut [u8]) -> Result<(), String> {
    if bytes.len() != out.len() {
        return Err(format!("expected {} bytes, found {}", out.len(), bytes.len()));
    }
    out.copy_from_slice(bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_infinite_only_if_that_was_given() {
        assert_eq!(half(65_519.999), Ok(0x7BFF));
        assert_eq!(half(f64::NEG_INFINITY), Ok(0xFC00));
        assert_eq!(half(f64::NAN), Ok(0x7E00));
        assert_eq!(half(65_520.0).unwrap_err(), "expected a number that 16 bits can hold, found 6.552e4");
    }

    #[test]
    fn integers_fit_or_are_refused() {
        assert_eq!(integer::<u8>(Given::Int(255)), Ok(255));
        assert_eq!(integer::<u8>(Given::Float(3.0)), Ok(3));
        assert_eq!(integer::<i64>(Given::Text(" -5 ")), Ok(-5));
        let error = |given| integer::<u8>(given).unwrap_err();
        assert_eq!(error(Given::Int(256)), "expected an integer from 0 on of 8 bits, found 256");
        assert_eq!(error(Given::Float(1.5)), "expected an integer, found 1.5");
        assert_eq!(error(Given::Text("x")), "expected an integer, found 'x'");
        assert_eq!(error(Given::Null), "expected an integer, found nothing");
    }

    #[test]
    fn complex_numbers_as_python_prints_them() {
        for (text, value) in
            [("1+2j", (1.0, 2.0)), ("(1e-3-2e+5j)", (1e-3, -2e5)), ("2j", (0.0, 2.0)), ("-1.5", (-1.5, 0.0))]
        {
            assert_eq!(complex(Given::Text(text)), Ok(value), "{text}");
        }
        assert!(complex(Given::Text("1+j+j")).is_err());
    }
}
