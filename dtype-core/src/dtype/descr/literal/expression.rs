//! Values within values, by a stack of open brackets: text that nests deep takes memory, not the thread's stack.

use super::scan::Scanner;
use super::{Node, Value, number, string};
use crate::error::Result;

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

/// What stands before the value that comes next, and becomes one with it.
#[derive(Default)]
enum Before<'t> {
    #[default]
    Nothing,
    /// A sign, and where it is.
    Sign(u8, usize),
    /// A real number and a sign: an imaginary one has to follow.
    Real(Node<'t>),
}

/// What a bracket that is open has become so far.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// `(x`: in parentheses, or the first of a tuple.
    Parenthesised,
    Tuple,
    List,
    /// A dict or a set.
    Braced,
}

/// A bracket that is open, and what it holds so far.
struct Bracket<'t> {
    kind: Kind,
    at: usize,
    /// What stands before the bracket.
    before: Before<'t>,
    /// Of a set its keys.
    items: Vec<Node<'t>>,
    entries: Vec<(Node<'t>, Node<'t>)>,
    /// A key whose value comes next.
    key: Option<Node<'t>>,
}

/// A value, or a real number plus or minus an imaginary one.
pub(super) fn expression<'t>(scanner: &mut Scanner<'t>) -> Result<Node<'t>> {
    let mut open: Vec<Bracket<'t>> = Vec::new();
    let mut before = Before::Nothing;
    loop {
        if let (Before::Nothing, Some(sign @ (b'+' | b'-'))) = (&before, scanner.peek()) {
            before = Before::Sign(sign, scanner.bump(1));
        }
        let mut done = match Kind::of(scanner.peek()) {
            Some(kind) => {
                let mut bracket = Bracket::new(kind, scanner.open()?, std::mem::take(&mut before));
                if scanner.close(kind.closing()) {
                    let empty = bracket.close(scanner);
                    before = bracket.before;
                    Some(empty)
                } else {
                    open.push(bracket);
                    None
                }
            }
            None => Some(leaf(scanner)?),
        };
        // Every value may be the last one of the bracket around it.
        while let Some(term) = done.take() {
            let is_second = matches!(before, Before::Real(_));
            let term = joined(scanner, std::mem::take(&mut before), term)?;
            let is_real = !is_second && term.form != Form::Whole && term.node.value != Value::Complex;
            if is_real && matches!(scanner.peek(), Some(b'+' | b'-')) {
                scanner.bump(1);
                before = Before::Real(term.node);
                break;
            }
            let Some(mut bracket) = open.pop() else { return Ok(term.node) };
            match bracket.take(scanner, term)? {
                Some(term) => (before, done) = (bracket.before, Some(term)),
                None => open.push(bracket),
            }
        }
    }
}

/// A value without others in it.
fn leaf<'t>(scanner: &mut Scanner<'t>) -> Result<Term<'t>> {
    if string::starts(scanner) {
        return Ok(Term { node: string::concatenation(scanner)?, form: Form::Whole });
    }
    if scanner.peek().is_some() && number::starts(scanner) {
        return Ok(Term { node: number::number(scanner)?, form: Form::Unsigned });
    }
    Ok(Term { node: word(scanner)?, form: Form::Whole })
}

/// A value together with what stands before it.
fn joined<'t>(scanner: &Scanner<'t>, before: Before<'t>, term: Term<'t>) -> Result<Term<'t>> {
    let Term { node, form } = term;
    match before {
        Before::Nothing => Ok(Term { node, form }),
        Before::Sign(..) if form != Form::Unsigned => {
            Err(scanner.error_at(node.at, "a number after its sign", node.value.describe()))
        }
        Before::Sign(sign, at) => {
            let value = match node.value {
                Value::Int(Some(n)) if sign == b'-' => Value::Int(n.checked_neg()),
                value => value,
            };
            Ok(Term { node: Node { at, end: node.end, value }, form: Form::Signed })
        }
        Before::Real(_) if form != Form::Unsigned || node.value != Value::Complex => {
            Err(scanner.error_at(node.at, "an imaginary number such as 2j", node.value.describe()))
        }
        Before::Real(left) => {
            let node = Node { at: left.at, end: node.end, value: Value::Complex };
            Ok(Term { node, form: Form::Whole })
        }
    }
}

impl Kind {
    fn of(byte: Option<u8>) -> Option<Kind> {
        match byte? {
            b'(' => Some(Kind::Parenthesised),
            b'[' => Some(Kind::List),
            b'{' => Some(Kind::Braced),
            _ => None,
        }
    }

    fn closing(self) -> u8 {
        match self {
            Kind::Parenthesised | Kind::Tuple => b')',
            Kind::List => b']',
            Kind::Braced => b'}',
        }
    }
}

impl<'t> Bracket<'t> {
    fn new(kind: Kind, at: usize, before: Before<'t>) -> Self {
        Bracket { kind, at, before, items: Vec::new(), entries: Vec::new(), key: None }
    }

    /// Takes a value, and what may follow it. If that is the end of the bracket, gives what it has become.
    fn take(&mut self, scanner: &mut Scanner<'t>, term: Term<'t>) -> Result<Option<Term<'t>>> {
        match self.kind {
            // `(x)` is `x`.
            Kind::Parenthesised if scanner.close(b')') => return Ok(Some(term)),
            Kind::Parenthesised => {
                if !scanner.eat(b',') {
                    return Err(scanner.error("',' or ')'"));
                }
                self.items.push(term.node);
                self.kind = Kind::Tuple;
            }
            Kind::Tuple | Kind::List => {
                self.items.push(term.node);
                let expected = if self.kind == Kind::List { "',' or ']'" } else { "',' or ')'" };
                self.comma(scanner, expected)?;
            }
            Kind::Braced => {
                if self.braced(scanner, term.node)? {
                    return Ok(None);
                }
            }
        }
        Ok(scanner.close(self.kind.closing()).then(|| self.close(scanner)))
    }

    /// Takes a key or a value. Tells whether it is a key whose value follows.
    fn braced(&mut self, scanner: &mut Scanner<'t>, node: Node<'t>) -> Result<bool> {
        let is_entry = self.key.is_some();
        if let Some(key) = self.key.take() {
            self.entries.push((key, node));
        } else {
            check_hashable(scanner, &node)?;
            if self.items.is_empty() && scanner.eat(b':') {
                self.key = Some(node);
                return Ok(true);
            }
            if !self.entries.is_empty() {
                return Err(scanner.error("':'"));
            }
            self.items.push(node);
        }
        let could_be_entry = !is_entry && self.items.len() == 1;
        self.comma(scanner, if could_be_entry { "':', ',' or '}'" } else { "',' or '}'" })?;
        Ok(false)
    }

    /// A comma, which may be missing at the end.
    fn comma(&self, scanner: &mut Scanner<'t>, expected: &str) -> Result<()> {
        if !scanner.eat(b',') && scanner.peek() != Some(self.kind.closing()) {
            return Err(scanner.error(expected));
        }
        Ok(())
    }

    /// What it has become, now that it is closed.
    fn close(&mut self, scanner: &Scanner<'t>) -> Term<'t> {
        let items = std::mem::take(&mut self.items);
        let value = match self.kind {
            Kind::Parenthesised | Kind::Tuple => Value::Tuple(items),
            Kind::List => Value::List(items),
            Kind::Braced if items.is_empty() => Value::Dict(std::mem::take(&mut self.entries)),
            Kind::Braced => Value::Set(items),
        };
        Term { node: Node { at: self.at, end: scanner.token_end(), value }, form: Form::Whole }
    }
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
