//! Text to words: names, numbers, strings, operators, and where each stands.

use std::ops::Range;

use super::Wrong;

/// A word of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// In bytes of the text.
    pub(super) place: Range<usize>,
}

/// What a word is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A field, or the path to one: `quote.bid`, `levels[0].px`, `` `blob/shape` ``.
    Path(String),
    Int(i128),
    Float(f64),
    /// A number of units of time: `250us`. The unit is NumPy's letter.
    Span(i128, String),
    Text(String),
    /// An operator, a bracket, or a word of the language.
    Mark(&'static str),
    End,
}

/// Operators and brackets, the longer before what they start with.
const MARKS: [&str; 25] = [
    "==", "!=", "<=", ">=", "//", "<<", ">>", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",",
    "&", "|", "^", "~", "=", "!",
];

/// Words that are no names.
const WORDS: [&str; 7] = ["and", "or", "not", "in", "True", "False", "nan"];

/// What people write who come from other languages, and what it is here.
const FOREIGN: [(&str, &str); 3] = [("&&", "and"), ("||", "or"), ("<>", "!=")];

/// The words of a text, with one for its end.
pub(super) fn words(text: &str) -> Result<Vec<Token>, Wrong> {
    let mut tokens = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let (kind, len) = match text[at..].chars().next() {
            None => (Kind::End, 0),
            Some(first) => word(text, at, first)?,
        };
        let done = kind == Kind::End;
        tokens.push(Token { kind, place: at..at + len });
        if done {
            return Ok(tokens);
        }
        at += len;
    }
}

/// The word that starts at a byte, and how many bytes it has.
fn word(text: &str, at: usize, first: char) -> Result<(Kind, usize), Wrong> {
    let rest = &text[at..];
    if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
        return number(rest, at);
    }
    if first == '\'' || first == '"' {
        return string(rest, at, first);
    }
    if first == '`' || first == '_' || first.is_alphabetic() {
        return path(rest, at);
    }
    if let Some((theirs, ours)) = FOREIGN.iter().find(|(theirs, _)| rest.starts_with(theirs)) {
        return Err(Wrong::new(at..at + theirs.len(), format!("expected '{ours}', found '{theirs}'")));
    }
    match MARKS.iter().find(|mark| rest.starts_with(**mark)) {
        Some(&"=") => Err(Wrong::new(at..at + 1, "expected '==' to compare, found '='")),
        Some(&"!") => Err(Wrong::new(at..at + 1, "expected 'not', found '!'")),
        Some(mark) => Ok((Kind::Mark(mark), mark.len())),
        None => Err(Wrong::new(at..at + first.len_utf8(), format!("expected a condition, found '{first}'"))),
    }
}

/// A name with whatever follows it of its path, or a word of the language.
fn path(rest: &str, at: usize) -> Result<(Kind, usize), Wrong> {
    let mut path = String::new();
    let mut len = 0;
    let mut quoted = false;
    loop {
        let here = &rest[len..];
        if let Some(inner) = here.strip_prefix('`') {
            let Some(end) = inner.find('`') else {
                return Err(Wrong::new(at + len..at + rest.len(), "expected '`' at the end of the name"));
            };
            path.push_str(&inner[..end]);
            len += end + 2;
            quoted = true;
        } else {
            let name = here.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(here.len());
            path.push_str(&here[..name]);
            len += name;
        }
        if let Some(word) = WORDS.iter().find(|word| !quoted && **word == path) {
            return Ok((if *word == "nan" { Kind::Float(f64::NAN) } else { Kind::Mark(word) }, len));
        }
        while let Some(digits) = index(&rest[len..]) {
            path.push_str(&rest[len..len + digits]);
            len += digits;
        }
        let follows = |c: char| c == '`' || c == '_' || c.is_alphabetic();
        if !rest[len..].strip_prefix('.').is_some_and(|inner| inner.starts_with(follows)) {
            return Ok((Kind::Path(path), len));
        }
        path.push('.');
        len += 1;
    }
}

/// The length of an index at the start of a text: `[12]`.
fn index(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?.find(']')?;
    let is_index = inside > 0 && text[1..=inside].bytes().all(|byte| byte.is_ascii_digit());
    is_index.then_some(inside + 2)
}

fn number(rest: &str, at: usize) -> Result<(Kind, usize), Wrong> {
    let wrong = |len: usize, message: &str| Err(Wrong::new(at..at + len, message));
    if let Some(hex) = rest.strip_prefix("0x").or(rest.strip_prefix("0X")) {
        let len = hex.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(hex.len());
        return match i128::from_str_radix(&hex[..len].replace('_', ""), 16) {
            Ok(value) => Ok((Kind::Int(value), len + 2)),
            Err(_) => wrong(len + 2, "expected a hexadecimal number of at most 127 bits"),
        };
    }
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        let is_digit = |byte: &&u8| byte.is_ascii_digit() || **byte == b'_';
        bytes[from..].iter().take_while(is_digit).count()
    };
    let mut len = digits(0);
    let mut is_float = false;
    if bytes.get(len) == Some(&b'.') {
        len += 1 + digits(len + 1);
        is_float = true;
    }
    if matches!(bytes.get(len), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(len + 1), Some(b'+' | b'-')));
        let exponent = digits(len + 1 + sign);
        if exponent > 0 {
            len += 1 + sign + exponent;
            is_float = true;
        }
    }
    let text = rest[..len].replace('_', "");
    let unit = rest[len..].find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len() - len);
    let unit = &rest[len..len + unit];
    if is_float {
        return match text.parse() {
            Ok(value) if unit.is_empty() => Ok((Kind::Float(value), len)),
            _ => wrong(
                len + unit.len(),
                "expected a number; a span of time is a whole number and a unit, as in 250us",
            ),
        };
    }
    match text.parse() {
        Ok(value) if unit.is_empty() => Ok((Kind::Int(value), len)),
        Ok(value) => Ok((Kind::Span(value, unit.to_owned()), len + unit.len())),
        Err(_) => wrong(len, "expected an integer of at most 127 bits"),
    }
}

fn string(rest: &str, at: usize, quote: char) -> Result<(Kind, usize), Wrong> {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1);
    while let Some((i, letter)) = letters.next() {
        match letter {
            _ if letter == quote => return Ok((Kind::Text(text), i + 1)),
            '\\' => match letters.next() {
                Some((_, next @ ('\\' | '\'' | '"'))) => text.push(next),
                Some((_, 'n')) => text.push('\n'),
                Some((_, 't')) => text.push('\t'),
                Some((_, 'r')) => text.push('\r'),
                _ => {
                    let message = "expected one of \\\\ \\' \\\" \\n \\t \\r; a backslash itself is \\\\";
                    return Err(Wrong::new(at + i..at + i + 1, message));
                }
            },
            _ => text.push(letter),
        }
    }
    Err(Wrong::new(at..at + rest.len(), format!("expected {quote} at the end of the text")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        words(text).unwrap().into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn paths_and_words() {
        let path = |text: &str| Kind::Path(text.to_owned());
        assert_eq!(kinds("not a.b[0].c"), [Kind::Mark("not"), path("a.b[0].c"), Kind::End]);
        assert_eq!(kinds("`blob/shape`[1]"), [path("blob/shape[1]"), Kind::End]);
        assert_eq!(kinds("`and`"), [path("and"), Kind::End]);
        assert_eq!(kinds("notional"), [path("notional"), Kind::End]);
        assert_eq!(kinds("größe"), [path("größe"), Kind::End]);
    }

    #[test]
    fn numbers_and_text() {
        assert_eq!(
            kinds("0x1F 1_000 2.5e-3 .5 1."),
            [
                Kind::Int(31),
                Kind::Int(1000),
                Kind::Float(2.5e-3),
                Kind::Float(0.5),
                Kind::Float(1.0),
                Kind::End
            ]
        );
        assert_eq!(kinds("250us"), [Kind::Span(250, "us".to_owned()), Kind::End]);
        assert_eq!(
            kinds(r#"'it\'s' "a\"b""#),
            [Kind::Text("it's".to_owned()), Kind::Text("a\"b".to_owned()), Kind::End]
        );
    }

    #[test]
    fn errors_know_their_place() {
        for (text, place, message) in [
            ("a && b", 2..4, "expected 'and', found '&&'"),
            ("a = 1", 2..3, "expected '==' to compare, found '='"),
            ("a == 'x", 5..7, "expected ' at the end of the text"),
            (
                "a > 1.5us",
                4..9,
                "expected a number; a span of time is a whole number and a unit, as in 250us",
            ),
            ("a > §", 4..6, "expected a condition, found '§'"),
        ] {
            assert_eq!(words(text).unwrap_err(), Wrong::new(place, message), "{text}");
        }
    }
}
