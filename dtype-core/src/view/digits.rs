//! Floats as decimal digits: the shortest that give the same number back.

use std::fmt;
use std::str::FromStr;

/// Floats as Python's `repr` prints them: the shortest digits that give the same number back, an exponent
/// below 1e-4 and from 1e16 on.
pub(super) struct Float<T>(pub(super) T);

impl<T: fmt::LowerExp + Copy + Into<f64> + FromStr + PartialEq> fmt::Display for Float<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_digits(f, self.0, |exponent| !(-4..16).contains(&exponent))
    }
}

/// Writes a float with an exponent if `value` is below 1e-4 or not below `limit`. `short` has the digits: `value` itself
/// but for binary16.
pub(crate) fn write_float<T>(f: &mut impl fmt::Write, short: T, value: f64, limit: f64) -> fmt::Result
where
    T: fmt::LowerExp + Copy + Into<f64> + FromStr + PartialEq,
{
    write_digits(f, short, |_| value.abs() < 1e-4 || value.abs() >= limit)
}

fn write_digits<T>(f: &mut impl fmt::Write, value: T, has_exponent: impl Fn(i32) -> bool) -> fmt::Result
where
    T: fmt::LowerExp + Copy + Into<f64> + FromStr + PartialEq,
{
    let wide: f64 = value.into();
    if wide.is_nan() {
        return f.write_str("nan");
    }
    if wide.is_infinite() {
        return f.write_str(if wide < 0.0 { "-inf" } else { "inf" });
    }
    let digits = shortest(value);
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((&digits, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if wide != 0.0 && has_exponent(exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return write!(f, "{mantissa}e{sign}{:02}", exponent.abs());
    }
    let negative = mantissa.starts_with('-');
    let plain: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let whole = usize::try_from(exponent + 1).unwrap_or(0);
    f.write_str(if negative { "-" } else { "" })?;
    if whole == 0 {
        let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
        return write!(f, "0.{}{plain}", "0".repeat(zeros));
    }
    let padded = format!("{plain:0<whole$}");
    let (before, behind) = padded.split_at(whole);
    write!(f, "{before}.{}", if behind.is_empty() { "0" } else { behind })
}

/// The shortest digits that give the same number back, as `1.5e-7`. Of several the nearest; of two that are equally near
/// the one that ends in an even digit, as in Python, where the standard library takes the greater.
fn shortest<T: fmt::LowerExp + Copy + Into<f64> + FromStr + PartialEq>(value: T) -> String {
    let digits = format!("{value:e}");
    let behind_point = digits.split(['.', 'e']).nth(1).filter(|_| digits.contains('.')).map_or(0, str::len);
    let nearest = format!("{value:.behind_point$e}");
    if nearest.parse().is_ok_and(|same: T| same == value) { nearest } else { digits }
}

/// The shortest decimal that rounds to the same binary16.
pub(crate) fn shortest_half(value: f32) -> f32 {
    if !value.is_finite() || value == 0.0 {
        return value;
    }
    // Distance to the next number; to the one before it is half as far at a power of two.
    let exponent = (value.to_bits() >> 23 & 0xff) as i32 - 127;
    let step = 2f64.powi(exponent.max(-14) - 10);
    let magnitude = f64::from(value).abs();
    let is_even = magnitude / step % 2.0 == 0.0;
    let before = if magnitude / step == 1024.0 && exponent > -14 { step / 2.0 } else { step };
    let rounds_back = |short: f64| {
        let off = short.abs() - magnitude;
        let room = if off < 0.0 { before / 2.0 } else { step / 2.0 };
        off.abs() < room || (off.abs() == room && is_even)
    };
    // Five significant digits tell all binary16 apart. A power of two may be nearer to a decimal that does not round back
    // than to one that does, on its other side.
    let outward = f32::from_bits(value.to_bits() + 1);
    (0..5)
        .flat_map(|digits| [value, outward].map(|value| format!("{value:.digits$e}")))
        .filter_map(|short| short.parse::<f32>().ok())
        .find(|&short| rounds_back(short.into()))
        .unwrap_or(value)
}
