//! Strings of several types: `i4,f8`, `(2,3)f4, <u2`, `3S5`. From text to its items; knows no types.
//!
//! An item is an order, a count or shape, a second order, a type; each but the type may be missing.

use crate::dtype::ByteOrder;
use crate::error::{Error, Result};

/// One type and how often it stands there.
#[derive(Debug, PartialEq)]
pub(super) struct Item<'t> {
    /// The byte order, if it is not this machine's.
    pub(super) order: &'t str,
    /// A count or a shape as a Python literal, or nothing.
    pub(super) repeats: &'t str,
    /// The type without its order.
    pub(super) name: &'t str,
}

/// Whether NumPy reads the text as such a string, and not as the name of one type.
pub(super) fn is_list(text: &str) -> bool {
    let rest = text.strip_prefix(ORDERS).unwrap_or(text);
    if rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("()") {
        return true;
    }
    let mut open = 0_i32;
    text.bytes().any(|byte| {
        open += i32::from(byte == b'[') - i32::from(byte == b']');
        byte == b',' && open == 0
    })
}

/// The items, and whether they are the fields of a record: a single one without a comma is not.
pub(super) fn split(text: &str) -> Result<(Vec<Item<'_>>, bool)> {
    let (mut items, mut is_record) = (Vec::new(), false);
    let mut rest = text;
    while !rest.is_empty() {
        let before = take(&mut rest, |len, c| len == 0 && ORDERS.contains(&c));
        let start = rest;
        take(&mut rest, |_, c| c == ' ');
        take(&mut rest, |len, c| len == 0 && c == '(');
        take(&mut rest, |_, c| matches!(c, ' ' | ',' | '0'..='9'));
        take(&mut rest, |len, c| len == 0 && c == ')');
        take(&mut rest, |_, c| c == ' ');
        let repeats = &start[..start.len() - rest.len()];
        let after = take(&mut rest, |len, c| len == 0 && ORDERS.contains(&c));
        let start = rest;
        take(&mut rest, |_, c| c.is_ascii_alphanumeric() || matches!(c, '.' | '?'));
        rest = &rest[unit(rest)..];
        let name = &start[..start.len() - rest.len()];
        items.push(Item { order: order(before, after)?, repeats, name });

        let number = items.len();
        let blank = take(&mut rest, |_, c| is_blank(c)).len();
        let comma = !take(&mut rest, |len, c| len == 0 && c == ',').is_empty();
        if comma {
            take(&mut rest, |_, c| is_blank(c));
            is_record = true;
        } else if !rest.is_empty() {
            let found = super::quote(&text[text.len() - rest.len() - blank..]);
            return Err(Error::format(format!("expected ',' after type number {number}, found {found}")));
        }
    }
    Ok((items, is_record))
}

const ORDERS: [char; 4] = ['<', '>', '|', '='];

/// Cuts off and returns the characters at the start that `want` wants, given how many bytes it has so far.
fn take<'t>(rest: &mut &'t str, want: impl Fn(usize, char) -> bool) -> &'t str {
    let end = rest.char_indices().find(|&(len, c)| !want(len, c)).map_or(rest.len(), |(at, _)| at);
    let (taken, after) = rest.split_at(end);
    *rest = after;
    taken
}

/// The length of a unit in brackets, `[25s]`, or 0.
fn unit(text: &str) -> usize {
    let Some(inner) = text.strip_prefix('[') else { return 0 };
    let len =
        inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'.')).count();
    if len > 0 && inner[len..].starts_with(']') { len + 2 } else { 0 }
}

/// What Python takes for white space.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// The order of an item, from those before and behind its count. Empty if it is this machine's, or there is none.
fn order<'t>(before: &'t str, after: &'t str) -> Result<&'t str> {
    let native = if ByteOrder::NATIVE == ByteOrder::Little { "<" } else { ">" };
    let resolve = |order| if order == "=" { native } else { order };
    if !before.is_empty() && !after.is_empty() && resolve(before) != resolve(after) {
        return Err(Error::format(format!("expected one byte order, found '{before}' and '{after}'")));
    }
    let order = if after.is_empty() { before } else { after };
    Ok(if order == "|" || resolve(order) == native { "" } else { order })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items() {
        let item = |order, repeats, name| Item { order, repeats, name };
        for (text, items, is_record) in [
            ("2i4", vec![item("", "2", "i4")], false),
            ("()i4 ", vec![item("", "()", "i4")], false),
            ("i4,", vec![item("", "", "i4")], true),
            (">(2, 3) f8 , =M8[25s]", vec![item(">", "(2, 3) ", "f8"), item("", "", "M8[25s]")], true),
            ("(2,2)2i4", vec![item("", "(2,2)", "2i4")], false),
            ("=2<i4", vec![item("", "2", "i4")], false),
            (",i4", vec![item("", ",", "i4")], false),
        ] {
            assert_eq!(split(text).unwrap(), (items, is_record), "{text}");
        }
    }

    #[test]
    fn refusals() {
        for (text, message) in [
            ("<(2,)>i4", "expected one byte order, found '<' and '>'"),
            ("(-1,)i4", "expected ',' after type number 1, found '-1,)i4'"),
            ("i4, u2;f8", "expected ',' after type number 2, found ';f8'"),
        ] {
            assert_eq!(split(text).unwrap_err().message(), message);
        }
    }

    #[test]
    fn what_is_a_list() {
        for text in ["2i4", "<2i4", "()i4", ">()i4", "i4,f8", "i4,", ",i4", "M8[s],i4"] {
            assert!(is_list(text), "{text}");
        }
        for text in ["i4", "(2)i4", "M8[s,2]", "<i4", "", "float64"] {
            assert!(!is_list(text), "{text}");
        }
    }
}
