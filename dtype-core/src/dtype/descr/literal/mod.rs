//! The grammar of header text: Python literals, from text to a tree. Knows nothing of dtypes.
//!
//! Accepts what `ast.literal_eval` of CPython 3.11 accepts, but for three forms that no header needs: `...`,
//! `(set)()`, and the escapes that stand for no `char` or need a table of names (`'\ud800'`, `'\N{BULLET}'`).
//! One pass; every byte is looked at a bounded number of times, and brackets nest no deeper than the caller allows.

mod number;
mod scan;
mod string;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::error::Result;
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
    let first = expression(&mut scanner)?.node;
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

/// A node, and what may still be done with it: `-1` takes no second sign, `1` does.
struct Term<'t> {
    node: Node<'t>,
    form: Form,
}

#[derive(PartialEq)]
enum Form {
    /// A number without a sign.
    Unsigned,
    /// A number with one.
    Signed,
    /// Anything else.
    Whole,
}

/// `1, 'a'` without brackets around it. Only the whole text can be that.
fn bare_tuple<'t>(scanner: &mut Scanner<'t>, first: Node<'t>) -> Result<Node<'t>> {
    let at = first.at;
    let mut items = vec![first];
    while scanner.eat(b',') && !scanner.at_line_end() {
        items.push(expression(scanner)?.node);
    }
    Ok(Node { at, end: scanner.token_end(), value: Value::Tuple(items) })
}

/// A value, or a real number plus or minus an imaginary one.
fn expression<'t>(scanner: &mut Scanner<'t>) -> Result<Term<'t>> {
    let left = signed(scanner)?;
    let real = left.form != Form::Whole && left.node.value != Value::Complex;
    if !(real && matches!(scanner.peek(), Some(b'+' | b'-'))) {
        return Ok(left);
    }
    scanner.bump(1);
    let right = atom(scanner)?;
    if right.form != Form::Unsigned || right.node.value != Value::Complex {
        return Err(scanner.error_at(
            right.node.at,
            "an imaginary number such as 2j",
            right.node.value.describe(),
        ));
    }
    let node = Node { at: left.node.at, end: right.node.end, value: Value::Complex };
    Ok(Term { node, form: Form::Whole })
}

fn signed<'t>(scanner: &mut Scanner<'t>) -> Result<Term<'t>> {
    let sign = match scanner.peek() {
        Some(sign @ (b'+' | b'-')) => sign,
        _ => return atom(scanner),
    };
    let at = scanner.bump(1);
    let Term { node, form } = atom(scanner)?;
    if form != Form::Unsigned {
        return Err(scanner.error_at(node.at, "a number after its sign", node.value.describe()));
    }
    let value = match node.value {
        Value::Int(Some(n)) if sign == b'-' => Value::Int(n.checked_neg()),
        value => value,
    };
    Ok(Term { node: Node { at, end: node.end, value }, form: Form::Signed })
}

fn atom<'t>(scanner: &mut Scanner<'t>) -> Result<Term<'t>> {
    let whole = |node| Ok(Term { node, form: Form::Whole });
    match scanner.peek() {
        Some(b'(') => parenthesised(scanner),
        Some(b'[') => {
            let at = scanner.open()?;
            let items = items_until(scanner, b']', Vec::new())?;
            whole(Node { at, end: scanner.token_end(), value: Value::List(items) })
        }
        Some(b'{') => {
            let at = scanner.open()?;
            let value = braced(scanner)?;
            whole(Node { at, end: scanner.token_end(), value })
        }
        Some(_) if string::starts(scanner) => whole(string::concatenation(scanner)?),
        Some(_) if number::starts(scanner) => {
            Ok(Term { node: number::number(scanner)?, form: Form::Unsigned })
        }
        _ => whole(word(scanner)?),
    }
}

/// `()`, `(x)`, which is `x`, or a tuple.
fn parenthesised<'t>(scanner: &mut Scanner<'t>) -> Result<Term<'t>> {
    let at = scanner.open()?;
    let mut items = Vec::new();
    if scanner.peek() != Some(b')') {
        let first = expression(scanner)?;
        if scanner.close(b')') {
            return Ok(first);
        }
        if !scanner.eat(b',') {
            return Err(scanner.error("',' or ')'"));
        }
        items.push(first.node);
    }
    let items = items_until(scanner, b')', items)?;
    Ok(Term { node: Node { at, end: scanner.token_end(), value: Value::Tuple(items) }, form: Form::Whole })
}

/// The items up to and including the closing bracket, after those already read.
fn items_until<'t>(scanner: &mut Scanner<'t>, close: u8, mut items: Vec<Node<'t>>) -> Result<Vec<Node<'t>>> {
    while !scanner.close(close) {
        items.push(expression(scanner)?.node);
        if !scanner.eat(b',') && scanner.peek() != Some(close) {
            return Err(scanner.error(if close == b')' { "',' or ')'" } else { "',' or ']'" }));
        }
    }
    Ok(items)
}

/// A dict or a set, after the opening brace.
fn braced<'t>(scanner: &mut Scanner<'t>) -> Result<Value<'t>> {
    let (mut keys, mut entries) = (Vec::new(), Vec::new());
    while !scanner.close(b'}') {
        let key = expression(scanner)?.node;
        check_hashable(scanner, &key)?;
        let is_entry = keys.is_empty() && scanner.eat(b':');
        if is_entry {
            entries.push((key, expression(scanner)?.node));
        } else if entries.is_empty() {
            keys.push(key);
        } else {
            return Err(scanner.error("':'"));
        }
        if !scanner.eat(b',') && scanner.peek() != Some(b'}') {
            let could_be_entry = !is_entry && keys.len() == 1;
            return Err(scanner.error(if could_be_entry { "':', ',' or '}'" } else { "',' or '}'" }));
        }
    }
    Ok(if keys.is_empty() { Value::Dict(entries) } else { Value::Set(keys) })
}

/// Lists, dicts and sets cannot be keys, nor tuples that hold one. An accepted key holds no dict and no set, so no
/// node is looked at twice.
fn check_hashable(scanner: &Scanner<'_>, key: &Node<'_>) -> Result<()> {
    match &key.value {
        Value::List(_) | Value::Dict(_) | Value::Set(_) => {
            Err(scanner.error_at(key.at, "a key that can be hashed", key.value.describe()))
        }
        Value::Tuple(items) => items.iter().try_for_each(|item| check_hashable(scanner, item)),
        _ => Ok(()),
    }
}

/// `True`, `False`, `None` and `set()`, the only way to write an empty set.
fn word<'t>(scanner: &mut Scanner<'t>) -> Result<Node<'t>> {
    let word = scanner.word();
    let value = match word {
        "True" => Value::Bool(true),
        "False" => Value::Bool(false),
        "None" => Value::None,
        "set" => Value::Set(Vec::new()),
        _ => return Err(scanner.error("a value")),
    };
    let at = scanner.bump(word.len());
    if word == "set" {
        if scanner.peek() != Some(b'(') {
            return Err(scanner.error("'()'"));
        }
        scanner.open()?;
        if !scanner.close(b')') {
            return Err(scanner.error("')'"));
        }
    }
    Ok(Node { at, end: scanner.token_end(), value })
}
