//! Numbers as text, as Python and NumPy print and read them.

use std::fmt::Write;

use crate::view::{Value, write_float};

/// Writes a number as `astype('S')` does: floats with the fewest digits that give them back, with an exponent below 1e-4
/// and from where a float of its size has no more digits.
pub(super) fn print(value: &Value, text: &mut String) {
    // Writing to a String does not fail.
    let _ = match *value {
        Value::Float16(value) => write_float(text, crate::view::shortest_half(value), value.into(), 1e3),
        Value::Float32(value) => write_float(text, value, value.into(), 1e6),
        Value::Float64(value) => write_float(text, value, value, 1e16),
        Value::Complex64(re, im) => {
            complex_of(text, [re, im], |text, part| write_float(text, part, part.into(), 1e6))
        }
        Value::Complex128(re, im) => {
            complex_of(text, [re, im], |text, part| write_float(text, part, part, 1e16))
        }
        _ => write!(text, "{value}"),
    };
}

/// `(1+2j)`, and `2j` alone where the real part is zero, but for its sign.
fn complex_of<T: Copy>(
    text: &mut String,
    parts: [T; 2],
    print: impl Fn(&mut String, T) -> std::fmt::Result,
) -> std::fmt::Result {
    let [re, im] = parts.map(|part| {
        let mut text = String::new();
        let _ = print(&mut text, part);
        text.strip_suffix(".0").unwrap_or(&text).to_owned()
    });
    match (&re[..], im.starts_with('-')) {
        ("0", _) => write!(text, "{im}j"),
        (re, true) => write!(text, "({re}{im}j)"),
        (re, false) => write!(text, "({re}+{im}j)"),
    }
}

/// What Python's `int` makes of a text: blanks around it, a sign, digits with single `_` between them.
pub(super) fn integer(text: &str) -> Option<i128> {
    let digits = plain(text)?;
    let magnitude = digits.strip_prefix(['+', '-']).unwrap_or(&digits);
    if magnitude.is_empty() || !magnitude.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // What is too large for this is too large for every integer, on the same side.
    let saturated = if digits.starts_with('-') { i128::MIN } else { i128::MAX };
    Some(digits.parse().unwrap_or(saturated))
}

/// What Python's `float` makes of a text: `inf` and `nan` too, in any case; too large a number is infinite.
pub(super) fn float(text: &str) -> Option<f64> {
    plain(text)?.parse().ok()
}

/// What Python's `complex` makes of a text: `1+2j`, in parentheses or not, or one part alone.
pub(super) fn complex(text: &str) -> Option<[f64; 2]> {
    let text = text.trim();
    let text = text.strip_prefix('(').map_or(Some(text), |inner| inner.strip_suffix(')'))?;
    let text = plain(text)?;
    let Some(parts) = text.strip_suffix(['j', 'J']) else { return Some([text.parse().ok()?, 0.0]) };
    let mut signs = parts.char_indices().filter(|&(at, sign)| {
        let exponent = at > 0 && matches!(parts.as_bytes()[at - 1], b'e' | b'E');
        matches!(sign, '+' | '-') && !exponent
    });
    let split = signs.next_back().map_or(0, |(at, _)| at);
    let (re, im) = parts.split_at(split);
    let re = if re.is_empty() { 0.0 } else { re.parse().ok()? };
    let im = match im {
        "" | "+" => 1.0,
        "-" => -1.0,
        im => im.parse().ok()?,
    };
    Some([re, im])
}

/// Without blanks around it, and without the `_` that stand between two digits.
fn plain(text: &str) -> Option<std::borrow::Cow<'_, str>> {
    let text = text.trim();
    if !text.contains('_') {
        return Some(text.into());
    }
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let between = |at: usize| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    let all = text.match_indices('_').all(|(at, _)| between(at));
    all.then(|| text.replace('_', "").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_python_reads_them() {
        assert_eq!(integer(" -1_000 "), Some(-1000));
        for bad in ["", "+", "1__0", "_1", "1_", "0x10", "1.0", "1 2", "- 1"] {
            assert_eq!(integer(bad), None, "{bad:?}");
        }
        assert_eq!(integer(&"9".repeat(50)), Some(i128::MAX));
        assert_eq!(float(" 1_0.5e1_0\n"), Some(10.5e10));
        assert_eq!(float("-INFINITY"), Some(f64::NEG_INFINITY));
        for bad in ["", "e5", "1e", ".", "1_.0", "0x1p3", "nan(1)"] {
            assert_eq!(float(bad), None, "{bad:?}");
        }
        assert_eq!(complex("(1-2e-3j)"), Some([1.0, -2e-3]));
        assert_eq!(complex("-j"), Some([0.0, -1.0]));
        assert_eq!(complex("1e+5"), Some([1e5, 0.0]));
        assert_eq!(complex("-1e-5j"), Some([0.0, -1e-5]));
        for bad in ["", "()", "(1", "1+2", "1j2", "1 + 2j"] {
            assert_eq!(complex(bad), None, "{bad:?}");
        }
    }
}
