//! What lies between the tokens of a literal: blanks, comments, lines, brackets. And how an error says where it is.

use std::ops::Range;

use super::Rules;
use crate::Limits;
use crate::error::{Error, ErrorKind, Result};
use crate::int;

/// A position in the text. It stands on a token or at the end of a line; blanks are skipped when a token is passed.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The token passed last; empty before the first.
    last: Range<usize>,
    /// How many brackets are open. Inside them a line end is a blank.
    open: usize,
    rules: Rules,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, rules: Rules) -> Self {
        Scanner { text, at: 0, last: 0..0, open: 0, rules }
    }

    pub(super) fn rules(&self) -> Rules {
        self.rules
    }

    /// The text from here on.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The first byte of the token here.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The name or keyword here, or nothing.
    pub(super) fn word(&self) -> &'t str {
        let rest = self.rest();
        let len = rest.bytes().take_while(|&byte| is_word(byte)).count();
        &rest[..len]
    }

    /// Passes a token of `len` bytes and the blanks behind it. Returns where it began.
    pub(super) fn bump(&mut self, len: usize) -> usize {
        let at = self.at;
        self.last = at..at + len;
        self.at += len;
        self.skip_blanks();
        at
    }

    /// Where the token here begins.
    pub(super) fn token_start(&self) -> usize {
        self.at
    }

    /// Where the last token ended.
    pub(super) fn token_end(&self) -> usize {
        self.last.end
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.bump(1);
        }
        found
    }

    /// Passes an opening bracket. Returns where it is.
    pub(super) fn open(&mut self) -> Result<usize> {
        if self.open == self.rules.depth {
            let message = format!(
                "expected at most {} nested brackets, found more; if the text is trusted, raise `Limits::depth`, up to {}",
                self.rules.depth,
                Limits::MAX_DEPTH
            );
            return Err(Error::new(ErrorKind::Limit, message).at(int::to_u64(self.at)));
        }
        self.open += 1;
        Ok(self.bump(1))
    }

    /// Passes a closing bracket if it is the one here.
    pub(super) fn close(&mut self, bracket: u8) -> bool {
        let found = self.peek() == Some(bracket);
        if found {
            self.open -= 1;
            self.bump(1);
        }
        found
    }

    pub(super) fn at_line_end(&self) -> bool {
        matches!(self.peek(), None | Some(b'\n' | b'\r'))
    }

    /// Passes what may stand before the literal. Blanks on the very first line are no indentation.
    pub(super) fn first_line(&mut self) -> Result<()> {
        if let Some(at) = self.text.find('\0') {
            return Err(self.error_at(at, "text", "a NUL byte"));
        }
        self.at = self.text.len() - self.text.trim_start_matches([' ', '\t']).len();
        self.skip_blank_lines()?;
        self.last = self.at..self.at;
        Ok(())
    }

    /// Passes what may stand behind the literal, up to the end of the text.
    pub(super) fn last_lines(&mut self) -> Result<()> {
        if !self.at_line_end() {
            return Err(self.error("end of text"));
        }
        self.skip_blank_lines()?;
        if self.at < self.text.len() {
            return Err(self.error("end of text"));
        }
        Ok(())
    }

    /// The token here is not what should stand here.
    pub(super) fn error(&self, expected: &str) -> Error {
        self.error_within(0, expected)
    }

    /// The same for the byte `len` bytes into the token here.
    pub(super) fn error_within(&self, len: usize, expected: &str) -> Error {
        let at = self.at + len;
        let before = if len > 0 { self.at..at } else { self.last.clone() };
        let expected = match &self.text[before] {
            "" => expected.to_owned(),
            before => format!("{expected} after {}", quote(before)),
        };
        self.error_at(at, &expected, &self.describe(at))
    }

    /// The value at byte `at` is not what should stand there.
    pub(super) fn error_at(&self, at: usize, expected: &str, found: &str) -> Error {
        Error::format(format!("expected {expected}, found {found}")).at(int::to_u64(at))
    }

    fn describe(&self, at: usize) -> String {
        let rest = &self.text[at..];
        let word = rest.bytes().take_while(|&byte| is_word(byte)).count();
        match rest.chars().next() {
            None => "end of text".to_owned(),
            Some('\n' | '\r') => "end of line".to_owned(),
            Some(first) => quote(&rest[..word.max(first.len_utf8())]),
        }
    }

    /// Passes blanks and a comment; inside brackets also line ends.
    fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\x0c' => self.at += 1,
                b'\n' | b'\r' if self.open > 0 => self.at += 1,
                b'#' => self.at += self.line_len(),
                b'\\' => match self.continuation() {
                    0 => return,
                    len => self.at += len,
                },
                _ => return,
            }
        }
    }

    /// Passes lines with nothing on them. What follows must not be indented.
    fn skip_blank_lines(&mut self) -> Result<()> {
        // A form feed takes back the blanks before it, but not those before a continuation.
        let (mut indented, mut kept) = (false, false);
        let mut returned = false;
        while let Some(byte) = self.peek() {
            let mut len = 1;
            match byte {
                b' ' | b'\t' => indented = true,
                b'\x0c' => indented = kept,
                b'\n' | b'\r' => (indented, kept, returned) = (false, false, byte == b'\r'),
                b'#' => {
                    len = self.line_len();
                    (indented, kept) = (false, false);
                }
                b'\\' if self.continuation() > 0 => {
                    len = self.continuation();
                    kept = indented;
                }
                _ => break,
            }
            self.at += len;
        }
        // Trailing blanks at the very end are an indented line to Python 3; see `Rules::python2`. What NumPy does about
        // them knows no line that ends in a carriage return alone.
        if indented && !(self.rules.python2 && self.at == self.text.len() && !returned) {
            return Err(self.error_at(self.at, "no indentation", "blanks at the start of a line"));
        }
        Ok(())
    }

    fn line_len(&self) -> usize {
        self.rest().find(['\n', '\r']).unwrap_or(self.rest().len())
    }

    /// The length of a backslash and the line end behind it, which make one line of two; 0 if there is none. The
    /// text cannot end after it.
    fn continuation(&self) -> usize {
        let rest = self.rest();
        let len = 1 + newline(&rest[1..]);
        if len > 1 && len < rest.len() { len } else { 0 }
    }
}

/// The length of the line end at the start of the text, or 0.
pub(super) fn newline(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// Whether the byte can be part of a name, a keyword or a number.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// A piece of the text as an error shows it: short, without control characters, quoted unless it is a string.
pub(super) fn quote(token: &str) -> String {
    const SHOWN: usize = 24; // characters
    let mut shown: String = token.chars().take(SHOWN).flat_map(visible).collect();
    if token.chars().nth(SHOWN).is_some() {
        shown.push_str("...");
    }
    match token {
        "'" => format!("\"{shown}\""),
        _ if token.len() > 1 && token.ends_with(['\'', '"']) => shown,
        _ => format!("'{shown}'"),
    }
}

fn visible(c: char) -> impl Iterator<Item = char> {
    let hidden = c.is_control() || c.is_whitespace() && c != ' ';
    let escaped = hidden.then(|| c.escape_default());
    let plain = escaped.is_none().then_some(c);
    escaped.into_iter().flatten().chain(plain)
}
