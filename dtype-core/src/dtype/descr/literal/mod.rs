//! The grammar of header text: Python literals, from text to a tree. Knows nothing of dtypes.
//!
//! Accepts what `ast.literal_eval` of CPython 3.11 accepts, but for three forms that no header needs: `...`,
//! `(set)()`, and the escapes that stand for no `char` or need a table of names (`'\ud800'`, `'\N{BULLET}'`).
//! One pass; every byte is looked at a bounded number of times, and brackets nest no deeper than the caller allows.

mod expression;
mod number;
mod scan;
mod string;

use std::borrow::Cow;

use crate::error::Result;
use expression::expression;
use scan::Scanner;

/// A value and the bytes of the text it was written in. Parentheses around it are not part of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node<'t> {
    pub(crate) at: usize,
    pub(crate) end: usize,
    pub(crate) value: Value<'t>,
}

/// What a literal can be. Numbers that no dtype is made of are only told apart, not kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'t> {
    Str(Cow<'t, str>),
    Bytes(Vec<u8>),
    /// `None`: the magnitude does not fit an `i64`.
    Int(Option<i64>),
    Float,
    Complex,
    Bool(bool),
    None,
    Tuple(Vec<Node<'t>>),
    List(Vec<Node<'t>>),
    /// All entries in order; of equal keys the last counts.
    Dict(Vec<(Node<'t>, Node<'t>)>),
    Set(Vec<Node<'t>>),
}

/// What the text may do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// How deep brackets may nest.
    pub(crate) depth: usize,
    /// Whether a number may end in the `L` of Python 2, and blanks in the text's last line: NumPy passes headers of
    /// versions 1.0 and 2.0 through a filter when they do not parse, and these are what it mends.
    pub(crate) python2: bool,
}

/// Reads one literal, with nothing but blank lines and comments around it.
///
/// # Errors
/// [`Limit`](crate::ErrorKind::Limit) if it nests too deep, else [`Format`](crate::ErrorKind::Format); either with the
/// byte of the text.
pub(crate) fn parse(text: &str, rules: Rules) -> Result<Node<'_>> {
    let mut scanner = Scanner::new(text, rules);
    scanner.first_line()?;
    let first = expression(&mut scanner)?;
    let node = match scanner.peek() {
        Some(b',') => bare_tuple(&mut scanner, first)?,
        _ => first,
    };
    scanner.last_lines()?;
    Ok(node)
}

impl Value<'_> {
    /// The value in words, for errors: `a list`.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Value::Str(_) => "text",
            Value::Bytes(_) => "bytes",
            Value::Int(Some(_)) => "an integer",
            Value::Int(None) => "an integer beyond 64 bits",
            Value::Float => "a float",
            Value::Complex => "a complex number",
            Value::Bool(true) => "True",
            Value::Bool(false) => "False",
            Value::None => "None",
            Value::Tuple(_) => "a tuple",
            Value::List(_) => "a list",
            Value::Dict(_) => "a dict",
            Value::Set(_) => "a set",
        }
    }
}

/// `1, 'a'` without brackets around it. Only the whole text can be that.
fn bare_tuple<'t>(scanner: &mut Scanner<'t>, first: Node<'t>) -> Result<Node<'t>> {
    let at = first.at;
    let mut items = vec![first];
    while scanner.eat(b',') && !scanner.at_line_end() {
        items.push(expression(scanner)?);
    }
    Ok(Node { at, end: scanner.token_end(), value: Value::Tuple(items) })
}

#[cfg(test)]
mod tests;
