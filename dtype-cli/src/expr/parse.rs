//! Words to a tree, with Python's order of operators.

use std::ops::Range;

use super::Wrong;
use super::lex::{Kind, Token, words};

/// How deep a condition may nest: it is walked by recursion.
const DEEPEST: usize = 100;

/// A part of a condition, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) what: What,
    pub(super) place: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Path(String),
    Int(i128),
    Float(f64),
    Span(i128, String),
    Text(String),
    Bool(bool),
    /// `not`, `-`, `~`
    Unary(&'static str, Box<Node>),
    /// `and`, `or`, and all that stands between two numbers.
    Binary(&'static str, Box<Node>, Box<Node>),
    /// `a < b <= c`: comparisons in a row.
    Compare(Box<Node>, Vec<(&'static str, Node)>),
    /// `in`, or `not in`.
    In(Box<Node>, Vec<Node>, bool),
    Call(String, Vec<Node>),
}

/// From the loosest to the tightest: operators between `in` and the signs.
const LEVELS: [&[&str]; 5] = [&["|"], &["^"], &["&"], &["+", "-"], &["*", "/", "//", "%"]];

const COMPARISONS: [&str; 6] = ["==", "!=", "<", "<=", ">", ">="];

/// The tree of a whole text.
pub(super) fn parse(text: &str) -> Result<Node, Wrong> {
    let mut parser = Parser { tokens: words(text)?, at: 0, depth: 0 };
    let root = parser.any()?;
    match &parser.next().kind {
        Kind::End => Ok(root),
        _ => Err(parser.expected("'and', 'or' or the end")),
    }
}

struct Parser {
    /// The last one is the end.
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn next(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    /// Takes the next word if it is one of these.
    fn take(&mut self, marks: &[&str]) -> Option<&'static str> {
        let Kind::Mark(mark) = self.next().kind else { return None };
        let found = marks.contains(&mark);
        self.at += usize::from(found);
        found.then_some(mark)
    }

    fn need(&mut self, mark: &'static str) -> Result<usize, Wrong> {
        let end = self.next().place.end;
        match self.take(&[mark]) {
            Some(_) => Ok(end),
            None => Err(self.expected(&format!("'{mark}'"))),
        }
    }

    fn expected(&self, what: &str) -> Wrong {
        let token = self.next();
        let found = match &token.kind {
            Kind::Path(path) => format!("'{path}'"),
            Kind::Int(value) => value.to_string(),
            Kind::Float(value) => value.to_string(),
            Kind::Span(count, unit) => format!("{count}{unit}"),
            Kind::Text(text) => format!("{text:?}"),
            Kind::Mark(mark) => format!("'{mark}'"),
            Kind::End => "the end".to_owned(),
        };
        Wrong::new(token.place.clone(), format!("expected {what}, found {found}"))
    }

    /// `or`, the loosest.
    fn any(&mut self) -> Result<Node, Wrong> {
        if self.depth == DEEPEST {
            let message = format!("expected at most {DEEPEST} parts in each other, found more");
            return Err(Wrong::new(self.next().place.clone(), message));
        }
        self.depth += 1;
        let all = self.row(&["or"], Self::all);
        self.depth -= 1;
        all
    }

    fn all(&mut self) -> Result<Node, Wrong> {
        self.row(&["and"], Self::negation)
    }

    fn negation(&mut self) -> Result<Node, Wrong> {
        let start = self.next().place.start;
        let mut signs = 0;
        while self.take(&["not"]).is_some() {
            signs += 1;
        }
        let inner = self.comparison()?;
        Ok(if signs % 2 == 1 { unary("not", start, inner) } else { inner })
    }

    fn comparison(&mut self) -> Result<Node, Wrong> {
        let first = self.operators(0)?;
        let start = first.place.start;
        let before = self.at;
        let negated = self.take(&["not"]).is_some();
        if self.take(&["in"]).is_some() {
            let (items, end) = self.set()?;
            return Ok(Node { what: What::In(Box::new(first), items, negated), place: start..end });
        }
        self.at = before;
        let mut rest: Vec<(&'static str, Node)> = Vec::new();
        while let Some(mark) = self.take(&COMPARISONS) {
            rest.push((mark, self.operators(0)?));
        }
        Ok(match rest.last() {
            None => first,
            Some((_, last)) => {
                let place = start..last.place.end;
                Node { what: What::Compare(Box::new(first), rest), place }
            }
        })
    }

    /// What stands behind `in`: values in brackets.
    fn set(&mut self) -> Result<(Vec<Node>, usize), Wrong> {
        let Some(open) = self.take(&["(", "["]) else {
            return Err(self.expected("'(' and the values"));
        };
        let close = if open == "(" { ")" } else { "]" };
        let items = self.list(close)?;
        Ok((items, self.need(close)?))
    }

    /// Values with commas between them; one more at the end is no mistake.
    fn list(&mut self, close: &'static str) -> Result<Vec<Node>, Wrong> {
        let mut items = Vec::new();
        while self.next().kind != Kind::Mark(close) {
            items.push(self.any()?);
            if self.take(&[","]).is_none() {
                break;
            }
        }
        Ok(items)
    }

    fn operators(&mut self, level: usize) -> Result<Node, Wrong> {
        match LEVELS.get(level) {
            Some(marks) => self.row(marks, |parser| parser.operators(level + 1)),
            None => self.signed(),
        }
    }

    /// Operators of one level, the left ones first.
    fn row(
        &mut self,
        marks: &[&str],
        mut inner: impl FnMut(&mut Self) -> Result<Node, Wrong>,
    ) -> Result<Node, Wrong> {
        let mut left = inner(self)?;
        let mut links = 0;
        while let Some(mark) = self.take(marks) {
            links += 1;
            if links > DEEPEST * 10 {
                return Err(self.expected("fewer operators in a row"));
            }
            let right = inner(self)?;
            let place = left.place.start..right.place.end;
            left = Node { what: What::Binary(mark, Box::new(left), Box::new(right)), place };
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Node, Wrong> {
        let start = self.next().place.start;
        let mut signs = Vec::new();
        while let Some(sign) = self.take(&["-", "+", "~"]) {
            if signs.len() == DEEPEST {
                return Err(self.expected("fewer signs"));
            }
            signs.push(sign);
        }
        let inner = self.atom()?;
        let signs = signs.into_iter().rev().filter(|&sign| sign != "+");
        Ok(signs.fold(inner, |inner, sign| match (sign, inner.what) {
            ("-", What::Int(value)) => Node { what: What::Int(-value), place: start..inner.place.end },
            ("-", What::Float(value)) => Node { what: What::Float(-value), place: start..inner.place.end },
            ("-", What::Span(count, unit)) => {
                Node { what: What::Span(-count, unit), place: start..inner.place.end }
            }
            (sign, what) => unary(sign, start, Node { what, place: inner.place }),
        }))
    }

    fn atom(&mut self) -> Result<Node, Wrong> {
        let token = self.next().clone();
        let mut place = token.place;
        if token.kind == Kind::Mark("(") {
            self.at += 1;
            let inner = self.any()?;
            place.end = self.need(")")?;
            return Ok(Node { place, ..inner });
        }
        let what = match token.kind {
            Kind::Path(name) => {
                self.at += 1;
                if self.take(&["("]).is_none() {
                    return Ok(Node { what: What::Path(name), place });
                }
                let arguments = self.list(")")?;
                place.end = self.need(")")?;
                return Ok(Node { what: What::Call(name, arguments), place });
            }
            Kind::Int(value) => What::Int(value),
            Kind::Float(value) => What::Float(value),
            Kind::Span(count, unit) => What::Span(count, unit),
            Kind::Text(text) => What::Text(text),
            Kind::Mark("True") => What::Bool(true),
            Kind::Mark("False") => What::Bool(false),
            Kind::Mark(_) | Kind::End => return Err(self.expected("a field or a value")),
        };
        self.at += 1;
        Ok(Node { what, place })
    }
}

fn unary(sign: &'static str, start: usize, inner: Node) -> Node {
    let place = start..inner.place.end;
    Node { what: What::Unary(sign, Box::new(inner)), place }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With brackets around everything.
    fn shown(node: &Node) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(shown).collect::<Vec<_>>().join(", ");
        match &node.what {
            What::Path(path) => path.clone(),
            What::Int(value) => value.to_string(),
            What::Float(value) => format!("{value:?}"),
            What::Span(count, unit) => format!("{count}{unit}"),
            What::Text(text) => format!("{text:?}"),
            What::Bool(value) => value.to_string(),
            What::Unary(sign, inner) => format!("({sign} {})", shown(inner)),
            What::Binary(mark, left, right) => format!("({} {mark} {})", shown(left), shown(right)),
            What::Compare(first, rest) => {
                let rest: String =
                    rest.iter().map(|(mark, node)| format!(" {mark} {}", shown(node))).collect();
                format!("({}{rest})", shown(first))
            }
            What::In(value, items, negated) => {
                format!("({}{} in [{}])", shown(value), if *negated { " not" } else { "" }, list(items))
            }
            What::Call(name, arguments) => format!("{name}({})", list(arguments)),
        }
    }

    #[test]
    fn the_order_is_pythons() {
        for (text, tree) in [
            ("a or b and not c", "(a or (b and (not c)))"),
            ("a + b * c == d", "((a + (b * c)) == d)"),
            ("flags & 4 != 0", "((flags & 4) != 0)"),
            ("a | b ^ c & d + 1", "(a | (b ^ (c & (d + 1))))"),
            ("1 < a <= 2", "(1 < a <= 2)"),
            ("a not in (1, 2,) and b in ['x']", "((a not in [1, 2]) and (b in [\"x\"]))"),
            ("-a - -1", "((- a) - -1)"),
            ("not not a", "a"),
            ("a // b % c", "((a // b) % c)"),
            ("isnan(a + 1)", "isnan((a + 1))"),
        ] {
            assert_eq!(shown(&parse(text).unwrap()), tree, "{text}");
        }
    }

    #[test]
    fn errors_know_their_place() {
        for (text, place, message) in [
            ("", 0..0, "expected a field or a value, found the end"),
            ("a >", 3..3, "expected a field or a value, found the end"),
            ("(a > 1", 6..6, "expected ')', found the end"),
            ("a > 1 b", 6..7, "expected 'and', 'or' or the end, found 'b'"),
            ("a in 3", 5..6, "expected '(' and the values, found 3"),
        ] {
            assert_eq!(parse(text).unwrap_err(), Wrong::new(place, message), "{text}");
        }
        for deep in ["(".repeat(200) + "a", "not ".repeat(10_000) + "a", "-".repeat(10_000) + "a"] {
            let _ = parse(&deep);
        }
        assert!(parse(&("(".repeat(200) + "a")).unwrap_err().message.starts_with("expected at most 100"));
    }
}
