//! JSON, as far as the metadata of dtypes needs it: text into a tree, and strings into quotes.

use crate::error::{Error, Result};

/// A value.
#[derive(Debug, PartialEq)]
pub(super) enum Json {
    Text(String),
    /// A number without sign, fraction and exponent.
    Whole(u64),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
    /// Any other number, `true`, `false` or `null`.
    Other,
}

impl Json {
    /// The value under a key, if it is an object that has it. The last one of a key counts.
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        let Json::Object(entries) = self else { return None };
        entries.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_whole(&self) -> Option<u64> {
        match self {
            Json::Whole(number) => Some(*number),
            _ => None,
        }
    }
}

/// The value that `text` is.
///
/// # Errors
/// If it is no JSON, with the byte; if more than `most` brackets nest.
pub(super) fn read(text: &str, most: usize) -> Result<Json> {
    let mut reader = Reader { text, at: 0, most };
    let value = reader.value(0)?;
    reader.blanks();
    if reader.at < text.len() {
        return Err(reader.expected("the end"));
    }
    Ok(value)
}

/// The text as a string of JSON.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\0'..='\x1f' => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    most: usize,
}

impl<'t> Reader<'t> {
    fn value(&mut self, depth: usize) -> Result<Json> {
        if depth > self.most {
            let most = self.most;
            let message = format!(
                "expected at most {most} nested brackets, found more; if the text is trusted, raise `Limits::depth`"
            );
            return Err(Error::limit(message).at(crate::int::to_u64(self.at)));
        }
        self.blanks();
        match self.rest().bytes().next() {
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'[') => {
                let mut items = Vec::new();
                self.items('[', ']', |reader| {
                    items.push(reader.value(depth + 1)?);
                    Ok(())
                })?;
                Ok(Json::List(items))
            }
            Some(b'{') => {
                let mut entries = Vec::new();
                self.items('{', '}', |reader| {
                    let key = reader.string()?;
                    reader.blanks();
                    if !reader.eat(":") {
                        return Err(reader.expected("':'"));
                    }
                    entries.push((key, reader.value(depth + 1)?));
                    Ok(())
                })?;
                Ok(Json::Object(entries))
            }
            Some(b'-' | b'0'..=b'9') => Ok(self.number()),
            _ if ["true", "false", "null"].iter().any(|word| self.eat(word)) => Ok(Json::Other),
            _ => Err(self.expected("a value")),
        }
    }

    /// What stands between two brackets, with commas between.
    fn items(
        &mut self,
        open: char,
        close: char,
        mut item: impl FnMut(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.at += open.len_utf8();
        let close = close.to_string();
        self.blanks();
        if self.eat(&close) {
            return Ok(());
        }
        loop {
            self.blanks();
            item(self)?;
            self.blanks();
            if self.eat(&close) {
                return Ok(());
            }
            if !self.eat(",") {
                return Err(self.expected(&format!("',' or '{close}'")));
            }
        }
    }

    fn number(&mut self) -> Json {
        let rest = self.rest();
        let length =
            rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        let word = &rest[..length.count()];
        self.at += word.len();
        word.parse().map_or(Json::Other, Json::Whole)
    }

    fn string(&mut self) -> Result<String> {
        if !self.eat("\"") {
            return Err(self.expected("a string in double quotes"));
        }
        let mut string = String::new();
        loop {
            let Some(c) = self.rest().chars().next() else { return Err(self.expected("'\"'")) };
            match c {
                '\0'..='\x1f' => return Err(self.expected("a character that is no control character")),
                '\\' => string.push(self.escape()?),
                _ => self.at += c.len_utf8(),
            }
            match c {
                '"' => return Ok(string),
                '\\' => {}
                _ => string.push(c),
            }
        }
    }

    /// The character that `\n`, `\u00e4` or a pair of surrogates stands for.
    fn escape(&mut self) -> Result<char> {
        const PLAIN: [(&str, char); 8] = [
            ("\\\"", '"'),
            ("\\\\", '\\'),
            ("\\/", '/'),
            ("\\b", '\x08'),
            ("\\f", '\x0c'),
            ("\\n", '\n'),
            ("\\r", '\r'),
            ("\\t", '\t'),
        ];
        if let Some((_, c)) = PLAIN.iter().find(|(word, _)| self.eat(word)) {
            return Ok(*c);
        }
        let start = self.at;
        let mut units = vec![self.unit()?];
        if matches!(units[0], 0xD800..0xDC00) {
            units.push(self.unit()?);
        }
        match &char::decode_utf16(units).collect::<Vec<_>>()[..] {
            [Ok(c)] => Ok(*c),
            _ => {
                self.at = start;
                Err(self.expected("a character, not one half of a pair"))
            }
        }
    }

    /// `\u00e4`
    fn unit(&mut self) -> Result<u16> {
        let digits = self.rest().strip_prefix("\\u").and_then(|rest| rest.get(..4));
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                self.at += 6;
                Ok(unit)
            }
            None => Err(self.expected("an escape of JSON")),
        }
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn eat(&mut self, word: &str) -> bool {
        let eaten = self.rest().starts_with(word);
        self.at += if eaten { word.len() } else { 0 };
        eaten
    }

    fn expected(&self, what: &str) -> Error {
        let found = self.rest().chars().next().map_or("the end".to_owned(), |c| format!("{c:?}"));
        Error::format(format!("byte {}: expected {what}, found {found}", self.at))
            .at(crate::int::to_u64(self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn read(text: &str) -> Result<Json> {
        super::read(text, Limits::MAX_DEPTH)
    }

    #[test]
    fn values() {
        let read = |text: &str| read(text).unwrap();
        assert_eq!(read(" [ ] "), Json::List(vec![]));
        assert_eq!(read("[7, -1, 1.5, 18446744073709551616, true, null]").get("x"), None);
        let object = read(r#"{"a": 1, "b": {"c": ["x"]}, "a": 2}"#);
        assert_eq!(object.get("a"), Some(&Json::Whole(2)));
        assert_eq!(object.get("b").and_then(|b| b.get("c")), Some(&Json::List(vec![Json::Text("x".into())])));
        assert_eq!(read(r#""\u00e4\n\/\ud83d\ude00 ü""#).as_text(), Some("ä\n/😀 ü"));
    }

    #[test]
    fn what_is_none() {
        for text in [
            "",
            "[1,]",
            "[1 2]",
            "{1: 2}",
            "{\"a\" 1}",
            "\"a",
            "\"\\x\"",
            "\"\\ud83d\"",
            "\"\n\"",
            "'a'",
            "1 2",
            "nul",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("[1 2]").unwrap_err().to_string(), "byte 3: expected ',' or ']', found '2'");
        assert_eq!(read(&"[".repeat(100_000)).unwrap_err().kind(), crate::ErrorKind::Limit);
    }

    #[test]
    fn quotes_are_undone() {
        for text in ["", "a\"b\\c/", "\0\x1f\u{7f}\u{2028}ä😀"] {
            assert_eq!(read(&quoted(text)).unwrap().as_text(), Some(text));
        }
    }
}
