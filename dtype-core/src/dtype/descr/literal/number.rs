//! Numbers as Python writes them: `12`, `1_000`, `0x1F`, `0o17`, `0b1`, `1.5e3`, `2j`, and `12L` of Python 2.

use super::scan::{Scanner, is_word};
use super::{Node, Value};
use crate::error::Result;

/// Whether a number begins here: a digit, or a point and a digit.
pub(super) fn starts(scanner: &Scanner<'_>) -> bool {
    match scanner.rest().as_bytes() {
        [b'.', digit, ..] | [digit, ..] => digit.is_ascii_digit(),
        [] => false,
    }
}

/// Reads the number here.
pub(super) fn number<'t>(scanner: &mut Scanner<'t>) -> Result<Node<'t>> {
    let bytes = scanner.rest().as_bytes();
    let (len, value) = match bytes {
        [b'0', b'x' | b'X', ..] => prefixed(scanner, 16)?,
        [b'0', b'o' | b'O', ..] => prefixed(scanner, 8)?,
        [b'0', b'b' | b'B', ..] => prefixed(scanner, 2)?,
        _ => decimal(scanner)?,
    };
    let long = scanner.rules().python2 && bytes.get(len) == Some(&b'L');
    let whole = len + usize::from(long);
    if bytes.get(whole).is_some_and(|&byte| is_word(byte)) {
        return Err(scanner.error_within(len, "the end of the number"));
    }
    let at = scanner.bump(whole);
    while scanner.rules().python2 && scanner.word() == "L" {
        scanner.bump(1);
    }
    Ok(Node { at, end: at + len, value })
}

/// An integer with a letter for its base. Returns its length with it.
fn prefixed(scanner: &Scanner<'_>, base: u8) -> Result<(usize, Value<'static>)> {
    let bytes = scanner.rest().as_bytes();
    let first = if bytes.get(2) == Some(&b'_') { 3 } else { 2 };
    let len = digits(scanner, first, base)?;
    Ok((len, integer(&bytes[2..len], base)))
}

fn decimal(scanner: &Scanner<'_>) -> Result<(usize, Value<'static>)> {
    let bytes = scanner.rest().as_bytes();
    let byte = |at: usize| bytes.get(at).copied();
    let starts_with_digit = byte(0) != Some(b'.');
    let mut len = if starts_with_digit { digits(scanner, 0, 10)? } else { 0 };
    let whole = len;
    if byte(len) == Some(b'.') {
        len += 1;
        if byte(len).is_some_and(|byte| byte.is_ascii_digit()) {
            len = digits(scanner, len, 10)?;
        }
    }
    if matches!(byte(len), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(byte(len + 1), Some(b'+' | b'-')));
        len = digits(scanner, len + 1 + sign, 10)?;
    }
    if matches!(byte(len), Some(b'j' | b'J')) {
        return Ok((len + 1, Value::Complex));
    }
    if len > whole {
        return Ok((len, Value::Float));
    }
    let digits = &bytes[..len];
    if digits[0] == b'0' && digits.iter().any(|digit| !matches!(digit, b'0' | b'_')) {
        return Err(scanner.error_at(scanner.token_start(), "an integer without leading zeros", "'0'"));
    }
    Ok((len, integer(digits, 10)))
}

/// The end of a run of digits that starts at `at` and may have single underscores inside.
fn digits(scanner: &Scanner<'_>, mut at: usize, base: u8) -> Result<usize> {
    let bytes = scanner.rest().as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(|&byte| char::from(byte).is_digit(base.into()));
    loop {
        if !is_digit(at) {
            return Err(scanner.error_within(at, "a digit"));
        }
        while is_digit(at) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'_') {
            return Ok(at);
        }
        at += 1;
    }
}

/// The value of digits and underscores.
fn integer(digits: &[u8], base: u8) -> Value<'static> {
    let mut digits = digits.iter().filter_map(|&digit| char::from(digit).to_digit(base.into()));
    let value = digits.try_fold(0_i64, |n, digit| n.checked_mul(base.into())?.checked_add(digit.into()));
    Value::Int(value)
}
