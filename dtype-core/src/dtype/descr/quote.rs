//! Text as Python's `repr` writes it.

use std::fmt::{self, Write};

/// Displays as a Python string literal: in single quotes unless that would take an escape and double ones would not,
/// printable characters as they are, all others escaped.
pub(super) struct Quoted<'t>(pub(super) &'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = if self.0.contains('\'') && !self.0.contains('"') { '"' } else { '\'' };
        f.write_char(quote)?;
        for c in self.0.chars() {
            match c {
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                _ if c == quote => write!(f, "\\{c}")?,
                _ if is_printable(c) => f.write_char(c)?,
                _ => match u32::from(c) {
                    code @ ..=0xFF => write!(f, "\\x{code:02x}")?,
                    code @ ..=0xFFFF => write!(f, "\\u{code:04x}")?,
                    code => write!(f, "\\U{code:08x}")?,
                },
            }
        }
        f.write_char(quote)
    }
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
