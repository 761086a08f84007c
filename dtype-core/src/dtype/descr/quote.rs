//! Text and bytes as Python's `repr` writes them.

use std::fmt::{self, Write};

/// Displays as a Python string literal: in single quotes unless that would take an escape and double ones would not,
/// printable characters as they are, all others escaped.
pub(crate) struct Quoted<T>(pub(crate) T);

impl fmt::Display for Quoted<&str> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        quoted(f, self.0.chars().map(u32::from), is_printable)
    }
}

/// Code points, of which not all need be characters.
impl fmt::Display for Quoted<&[u32]> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        quoted(f, self.0.iter().copied(), is_printable)
    }
}

/// Bytes: a literal with a `b`, in which only ASCII stands for itself.
impl fmt::Display for Quoted<&[u8]> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('b')?;
        quoted(f, self.0.iter().map(|&byte| byte.into()), |c| matches!(c, ' '..='~'))
    }
}

fn quoted(
    f: &mut fmt::Formatter<'_>,
    points: impl Iterator<Item = u32> + Clone,
    is_printable: fn(char) -> bool,
) -> fmt::Result {
    let has = |quote: char| points.clone().any(|point| point == u32::from(quote));
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    f.write_char(quote)?;
    for point in points {
        match char::from_u32(point) {
            Some('\\') => f.write_str("\\\\")?,
            Some('\n') => f.write_str("\\n")?,
            Some('\r') => f.write_str("\\r")?,
            Some('\t') => f.write_str("\\t")?,
            Some(c) if c == quote => write!(f, "\\{c}")?,
            Some(c) if is_printable(c) => f.write_char(c)?,
            _ => match point {
                ..=0xFF => write!(f, "\\x{point:02x}")?,
                0x100..=0xFFFF => write!(f, "\\u{point:04x}")?,
                _ => write!(f, "\\U{point:08x}")?,
            },
        }
    }
    f.write_char(quote)
}

/// Whether Python shows the character. The standard library decides by the same Unicode categories (no control, format,
/// private, unassigned characters, no separators but the space); which characters are assigned depends on its version
/// of Unicode, as it does on Python's.
fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    // `escape_debug` on text escapes what is not printable. Combining characters too, but only at the start.
    let mut bytes = [b'a'; 5];
    let len = 1 + c.encode_utf8(&mut bytes[1..]).len();
    let text = str::from_utf8(&bytes[..len]).unwrap_or_default();
    text.escape_debug().nth(1) == Some(c)
}
