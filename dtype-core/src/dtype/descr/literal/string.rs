//! Text and bytes as Python writes them: both quotes, three of them, prefixes, escapes, one string behind another.

use std::borrow::Cow;

use super::scan::{self, Scanner, newline};
use super::{Node, Value};
use crate::error::{Error, Result};

/// Whether a string begins here.
pub(super) fn starts(scanner: &Scanner<'_>) -> bool {
    Prefix::of(scanner).is_some()
}

/// Reads the string here and those that follow it directly, which are one with it.
pub(super) fn concatenation<'t>(scanner: &mut Scanner<'t>) -> Result<Node<'t>> {
    let (at, mut text, of_bytes) = string(scanner)?;
    while starts(scanner) {
        let (at, more, more_bytes) = string(scanner)?;
        if more_bytes != of_bytes {
            let kinds = ["text", "bytes"];
            let (expected, found) = (kinds[usize::from(of_bytes)], kinds[usize::from(more_bytes)]);
            return Err(scanner.error_at(at, &format!("{expected} to continue {expected}"), found));
        }
        if !more.is_empty() {
            text.to_mut().push_str(&more);
        }
    }
    let value = match of_bytes {
        // Every escape of bytes stands for a character below 256.
        true => Value::Bytes(text.chars().map(|c| c as u8).collect()),
        false => Value::Str(text),
    };
    Ok(Node { at, end: scanner.token_end(), value })
}

/// What stands before the opening quote.
struct Prefix {
    len: usize,
    raw: bool,
    bytes: bool,
}

impl Prefix {
    fn of(scanner: &Scanner<'_>) -> Option<Prefix> {
        let bytes = scanner.rest().as_bytes();
        let len = bytes.iter().take(3).position(|byte| matches!(byte, b'\'' | b'"'))?;
        let (raw, bytes) = match bytes[..len].to_ascii_lowercase().as_slice() {
            b"" | b"u" => (false, false),
            b"r" => (true, false),
            b"b" => (false, true),
            b"br" | b"rb" => (true, true),
            _ => return None,
        };
        Some(Prefix { len, raw, bytes })
    }
}

/// Reads one string. Returns where it began, what it says, and whether it is bytes, each of them then one character.
fn string<'t>(scanner: &mut Scanner<'t>) -> Result<(usize, Cow<'t, str>, bool)> {
    let Some(prefix) = Prefix::of(scanner) else {
        return Err(scanner.error("text"));
    };
    let rest = scanner.rest();
    let one = &rest[prefix.len..prefix.len + 1];
    let three = rest[prefix.len..].get(..3).filter(|quotes| *quotes == one.repeat(3));
    let quote = three.unwrap_or(one);
    let start = prefix.len + quote.len();
    let end = body_end(scanner, start, quote)?;
    let body = &rest[start..end];
    if prefix.bytes
        && let Some(at) = body.find(|c: char| !c.is_ascii())
    {
        return Err(scanner.error_within(start + at, "an ASCII character"));
    }
    let plain = !body.contains('\r') && (prefix.raw || !body.contains('\\'));
    let text = match plain {
        true => Cow::Borrowed(body),
        false => Cow::Owned(Body { scanner, start, body, prefix: &prefix }.unescape()?),
    };
    Ok((scanner.bump(end + quote.len()), text, prefix.bytes))
}

/// Where the closing quotes are, in bytes from the token's start. The body begins at `at`.
fn body_end(scanner: &Scanner<'_>, mut at: usize, quote: &str) -> Result<usize> {
    let rest = scanner.rest();
    while let Some(&byte) = rest.as_bytes().get(at) {
        match byte {
            b'\\' => at += 1 + newline(&rest[at + 1..]).max(usize::from(at + 1 < rest.len())),
            b'\n' | b'\r' if quote.len() == 1 => break,
            _ if rest.as_bytes()[at..].starts_with(quote.as_bytes()) => return Ok(at),
            _ => at += 1,
        }
    }
    let found = if at < rest.len() { "end of line" } else { "end of text" };
    Err(scanner.error_at(scanner.token_start() + at, &format!("a closing {}", scan::quote(quote)), found))
}

/// The text between the quotes, `start` bytes into the token.
struct Body<'a, 't> {
    scanner: &'a Scanner<'t>,
    start: usize,
    body: &'t str,
    prefix: &'a Prefix,
}

impl Body<'_, '_> {
    fn unescape(&self) -> Result<String> {
        let mut text = String::with_capacity(self.body.len());
        let mut at = 0;
        while let Some(c) = self.body[at..].chars().next() {
            match c {
                '\r' => {
                    text.push('\n');
                    at += newline(&self.body[at..]);
                }
                '\\' if !self.prefix.raw => at = self.escape(at, &mut text)?,
                _ => {
                    text.push(c);
                    at += c.len_utf8();
                }
            }
        }
        Ok(text)
    }

    /// Reads the escape at `at`. Returns where it ends.
    fn escape(&self, at: usize, text: &mut String) -> Result<usize> {
        let rest = &self.body[at + 1..];
        let line = newline(rest);
        let byte = rest.as_bytes().first().copied().unwrap_or(0);
        let c = match byte {
            b'\n' | b'\r' => return Ok(at + 1 + line),
            b'\\' | b'\'' | b'"' => char::from(byte),
            b'a' => '\x07',
            b'b' => '\x08',
            b'f' => '\x0c',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'v' => '\x0b',
            b'0'..=b'7' => return Ok(self.octal(at, text)),
            b'x' => return self.hexadecimal(at, 2, text),
            b'u' if !self.prefix.bytes => return self.hexadecimal(at, 4, text),
            b'U' if !self.prefix.bytes => return self.hexadecimal(at, 8, text),
            b'N' if !self.prefix.bytes => {
                return Err(self.error(at, "a character, or an escape by number", "a character by name"));
            }
            // Not an escape: the backslash stands for itself, and so does what follows.
            _ => {
                text.push('\\');
                return Ok(at + 1);
            }
        };
        text.push(c);
        Ok(at + 2)
    }

    /// One to three octal digits. In bytes, only the low eight bits count.
    fn octal(&self, at: usize, text: &mut String) -> usize {
        let digits = self.body[at + 1..].bytes().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
        let (len, code) =
            digits.fold((0, 0_u16), |(len, code), digit| (len + 1, code * 8 + u16::from(digit - b'0')));
        let code = if self.prefix.bytes { code & 0xFF } else { code };
        text.extend(char::from_u32(code.into()));
        at + 1 + len
    }

    /// Exactly `len` hexadecimal digits after a letter.
    fn hexadecimal(&self, at: usize, len: usize, text: &mut String) -> Result<usize> {
        let digits = self.body[at + 2..].bytes().take(len).map_while(|byte| char::from(byte).to_digit(16));
        let (found, code) = digits.fold((0, 0_u32), |(found, code), digit| (found + 1, code << 4 | digit));
        let end = at + 2 + found;
        let escape = &self.body[at..end];
        if found < len {
            return Err(self.error(
                at,
                &format!("{len} hexadecimal digits after '{}'", &escape[..2]),
                &found.to_string(),
            ));
        }
        let Some(c) = char::from_u32(code) else {
            return Err(self.error(at, "a Unicode character", &format!("'{escape}'")));
        };
        text.push(c);
        Ok(end)
    }

    fn error(&self, at: usize, expected: &str, found: &str) -> Error {
        self.scanner.error_at(self.scanner.token_start() + self.start + at, expected, found)
    }
}
