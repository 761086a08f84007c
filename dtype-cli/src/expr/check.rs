//! The tree gets types: which fields it names, what they hold, and what may stand beside what.

use std::ops::Range;

use dtype_core::{DType, RecordView, Scalar, ScalarKind, TimeStep, TimeUnit};

use super::Wrong;
use super::parse::{Node, What};
use super::times::{self, Unit};
use crate::columns;

/// A part of a condition whose type is known.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) op: Op,
    pub(super) kind: Kind,
    pub(super) place: Range<usize>,
}

/// What a part is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Bool,
    Int,
    Float,
    Text,
    Time(Unit),
    Span(Unit),
}

#[derive(Clone, Debug)]
pub(super) enum Op {
    Column(String, Scalar),
    Bool(bool),
    /// An integer, or a count of the unit.
    Int(i128),
    Float(f64),
    Text(Vec<u8>),
    Not(Box<Typed>),
    And(Box<Typed>, Box<Typed>),
    Or(Box<Typed>, Box<Typed>),
    /// Both have one kind.
    Compare(&'static str, Box<Typed>, Box<Typed>),
    /// Of integers or floats or counts; both have one kind.
    Arithmetic(&'static str, Box<Typed>, Box<Typed>),
    /// Counts so many times as large.
    Scale(Box<Typed>, i128),
    ToFloat(Box<Typed>),
    /// One of the constants, which have its kind.
    In(Box<Typed>, Vec<Typed>),
    Call(Function, Box<Typed>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Function {
    IsNan,
    IsFinite,
    IsInf,
    Abs,
}

const FUNCTIONS: [(&str, Function); 5] = [
    ("isnan", Function::IsNan),
    ("isnat", Function::IsNan),
    ("isfinite", Function::IsFinite),
    ("isinf", Function::IsInf),
    ("abs", Function::Abs),
];

/// The condition that a tree is for records of this dtype.
pub(super) fn condition(tree: Node, dtype: &DType) -> Result<Typed, Wrong> {
    let records = RecordView::with_layout(&[], dtype, 0, 0, 0);
    let records = records.map_err(|error| Wrong::new(tree.place.clone(), error.to_string()))?;
    if dtype.itemsize() == 0 {
        // There may be as many as a file cares to claim.
        let message =
            "expected records with bytes in them, found ones that have none: all of them are the same";
        return Err(Wrong::new(tree.place, message));
    }
    Checker { records }.truth(tree)
}

struct Checker {
    /// None, of the dtype: it knows the paths.
    records: RecordView<'static>,
}

impl Kind {
    fn shown(self) -> &'static str {
        match self {
            Kind::Bool => "true or false",
            Kind::Int => "an integer",
            Kind::Float => "a number",
            Kind::Text => "text",
            Kind::Time(_) => "a time",
            Kind::Span(_) => "a span of time",
        }
    }

    pub(super) fn is_time(self) -> bool {
        matches!(self, Kind::Time(_) | Kind::Span(_))
    }

    fn is_number(self) -> bool {
        matches!(self, Kind::Bool | Kind::Int | Kind::Float)
    }
}

impl Typed {
    fn new(op: Op, kind: Kind, place: Range<usize>) -> Typed {
        Typed { op, kind, place }
    }

    fn boxed(op: impl FnOnce(Box<Typed>) -> Op, inner: Typed, kind: Kind) -> Typed {
        let place = inner.place.clone();
        Typed { op: op(Box::new(inner)), kind, place }
    }

    fn is_constant(&self) -> bool {
        matches!(self.op, Op::Bool(_) | Op::Int(_) | Op::Float(_) | Op::Text(_))
    }
}

impl Checker {
    /// Something that is true or false.
    fn truth(&self, node: Node) -> Result<Typed, Wrong> {
        let typed = self.typed(node)?;
        if typed.kind == Kind::Bool {
            return Ok(typed);
        }
        let what = typed.kind.shown();
        let hint = if typed.kind.is_number() { "; compare it, as in '... != 0'" } else { "" };
        Err(Wrong::new(typed.place, format!("expected something that is true or false, found {what}{hint}")))
    }

    fn typed(&self, node: Node) -> Result<Typed, Wrong> {
        let place = node.place;
        Ok(match node.what {
            What::Path(path) => self.column(path, place)?,
            What::Bool(value) => Typed::new(Op::Bool(value), Kind::Bool, place),
            What::Int(value) => Typed::new(Op::Int(value), Kind::Int, place),
            What::Float(value) => Typed::new(Op::Float(value), Kind::Float, place),
            What::Text(text) => Typed::new(Op::Text(text.into_bytes()), Kind::Text, place),
            What::Span(count, unit) => span(count, &unit, place)?,
            What::Unary("not", inner) => Typed::boxed(Op::Not, self.truth(*inner)?, Kind::Bool),
            What::Unary(sign, inner) => self.signed(sign, *inner, place)?,
            What::Binary("and", a, b) => {
                Typed::new(Op::And(Box::new(self.truth(*a)?), Box::new(self.truth(*b)?)), Kind::Bool, place)
            }
            What::Binary("or", a, b) => {
                Typed::new(Op::Or(Box::new(self.truth(*a)?), Box::new(self.truth(*b)?)), Kind::Bool, place)
            }
            What::Binary(mark, a, b) => arithmetic(mark, self.typed(*a)?, self.typed(*b)?, place)?,
            What::Compare(first, rest) => self.comparisons(*first, rest, place)?,
            What::In(value, items, negated) => self.is_in(*value, items, negated, place)?,
            What::Call(name, arguments) => self.call(&name, arguments, place)?,
        })
    }

    fn column(&self, path: String, place: Range<usize>) -> Result<Typed, Wrong> {
        let column = match columns::column(&self.records, &path) {
            Ok(column) => column,
            Err(error) => return Err(Wrong::new(place, error.to_string())),
        };
        let Some(scalar) = column.scalar() else {
            let message = format!("expected a field with a value, found '{path}', which is a record");
            return Err(Wrong::new(place, message));
        };
        if let [_, inner @ ..] = &column.shape()[..]
            && !inner.is_empty()
        {
            let shape = crate::cells::shape(inner);
            let message = format!(
                "expected one value in each record, found '{path}' of shape {shape}; name one of them, as in '{path}[0]'"
            );
            return Err(Wrong::new(place, message));
        }
        let kind = match scalar.kind() {
            ScalarKind::Bool => Kind::Bool,
            ScalarKind::Int8 | ScalarKind::Int16 | ScalarKind::Int32 | ScalarKind::Int64 => Kind::Int,
            ScalarKind::UInt8 | ScalarKind::UInt16 | ScalarKind::UInt32 | ScalarKind::UInt64 => Kind::Int,
            ScalarKind::Float16 | ScalarKind::Float32 | ScalarKind::Float64 => Kind::Float,
            ScalarKind::Bytes(_) | ScalarKind::Str(_) => Kind::Text,
            ScalarKind::DateTime64(step) => Kind::Time(Unit::of(step)),
            ScalarKind::TimeDelta64(step) => Kind::Span(Unit::of(step)),
            _ => {
                let dtype = crate::cells::dtype(column.dtype());
                let message = format!("expected numbers, text or times, found '{path}' of dtype {dtype}");
                return Err(Wrong::new(place, message));
            }
        };
        Ok(Typed::new(Op::Column(path, scalar), kind, place))
    }

    fn signed(&self, sign: &'static str, inner: Node, place: Range<usize>) -> Result<Typed, Wrong> {
        let inner = self.typed(inner)?;
        let kind = inner.kind;
        match (sign, kind) {
            ("-", Kind::Int | Kind::Span(_)) => arithmetic("-", zero(kind, &place), inner, place),
            // Not 0 - x, which loses the sign of zero.
            ("-", Kind::Float) => {
                arithmetic("*", Typed::new(Op::Float(-1.0), Kind::Float, place.clone()), inner, place)
            }
            ("~", Kind::Int) => {
                arithmetic("^", Typed::new(Op::Int(-1), Kind::Int, place.clone()), inner, place)
            }
            ("~", Kind::Bool) => {
                Err(Wrong::new(place, "expected 'not' before what is true or false, found '~'"))
            }
            _ => {
                let what = if sign == "~" { "an integer" } else { "a number or a span of time" };
                Err(Wrong::new(
                    inner.place,
                    format!("expected {what} behind '{sign}', found {}", kind.shown()),
                ))
            }
        }
    }

    fn comparisons(
        &self,
        first: Node,
        rest: Vec<(&'static str, Node)>,
        place: Range<usize>,
    ) -> Result<Typed, Wrong> {
        let mut left = self.typed(first)?;
        let mut all: Option<Typed> = None;
        for (mark, right) in rest {
            let right = self.typed(right)?;
            let here = left.place.start..right.place.end;
            let (a, b) = alike(left, right.clone(), mark)?;
            let one = Typed::new(Op::Compare(mark, Box::new(a), Box::new(b)), Kind::Bool, here);
            all = Some(match all {
                None => one,
                Some(all) => Typed::new(Op::And(Box::new(all), Box::new(one)), Kind::Bool, place.clone()),
            });
            left = right;
        }
        // There is at least one.
        Ok(all.unwrap_or(left))
    }

    fn is_in(
        &self,
        value: Node,
        items: Vec<Node>,
        negated: bool,
        place: Range<usize>,
    ) -> Result<Typed, Wrong> {
        let mut value = self.typed(value)?;
        let mut constants = Vec::with_capacity(items.len());
        for item in items {
            let item = self.typed(item)?;
            let (left, item) = alike(value, item, "in")?;
            if !item.is_constant() && !matches!(item.op, Op::Scale(..) | Op::ToFloat(_)) {
                return Err(Wrong::new(item.place, "expected a value behind 'in'; compare fields with '=='"));
            }
            value = left;
            constants.push(item);
        }
        // A later one may have made floats of integers, or needed a finer unit: those before it follow.
        let kind = value.kind;
        let follow = |item: Typed| Ok(alike(zero(kind, &item.place), item, "in")?.1);
        let constants = constants.into_iter().map(follow).collect::<Result<_, Wrong>>()?;
        let found = Typed::new(Op::In(Box::new(value), constants), Kind::Bool, place);
        Ok(if negated { Typed::boxed(Op::Not, found, Kind::Bool) } else { found })
    }

    fn call(&self, name: &str, arguments: Vec<Node>, place: Range<usize>) -> Result<Typed, Wrong> {
        let Some(&(_, function)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let known = FUNCTIONS.map(|(name, _)| name).join(", ");
            return Err(Wrong::new(place, format!("expected one of the functions {known}, found '{name}'")));
        };
        let found = arguments.len();
        let Ok([argument]) = <[Node; 1]>::try_from(arguments) else {
            return Err(Wrong::new(place, format!("expected one argument of {name}, found {found}")));
        };
        let inner = self.typed(argument)?;
        let kind = match (function, inner.kind) {
            (Function::Abs, kind @ (Kind::Int | Kind::Float | Kind::Span(_))) => kind,
            (Function::IsNan | Function::IsFinite | Function::IsInf, Kind::Float) => Kind::Bool,
            (Function::IsNan | Function::IsFinite, Kind::Time(_) | Kind::Span(_)) => Kind::Bool,
            (_, kind) => {
                let what = if function == Function::Abs {
                    "a number"
                } else {
                    "a number with a fraction, or a time"
                };
                let message = format!("expected {what} in {name}, found {}", kind.shown());
                return Err(Wrong::new(inner.place, message));
            }
        };
        Ok(Typed::boxed(|inner| Op::Call(function, inner), inner, kind))
    }
}

fn zero(kind: Kind, place: &Range<usize>) -> Typed {
    Typed::new(Op::Int(0), kind, place.clone())
}

fn span(count: i128, unit: &str, place: Range<usize>) -> Result<Typed, Wrong> {
    match format!("[{unit}]").parse::<TimeStep>() {
        Ok(step) if step != TimeStep::GENERIC => {
            Ok(Typed::new(Op::Int(count), Kind::Span(Unit::of(step)), place))
        }
        _ => {
            let message =
                format!("expected a unit of time (Y M W D h m s ms us ns ps fs as), found '{unit}'");
            Err(Wrong::new(place, message))
        }
    }
}

/// Two parts that are compared, as values of one kind.
fn alike(a: Typed, b: Typed, mark: &str) -> Result<(Typed, Typed), Wrong> {
    let place = a.place.start.min(b.place.start)..a.place.end.max(b.place.end);
    match (a.kind, b.kind) {
        (Kind::Time(_), Kind::Text) => {
            let b = datetime(&a, b)?;
            return alike(a, b, mark);
        }
        (Kind::Text, Kind::Time(_)) => {
            let a = datetime(&b, a)?;
            return alike(a, b, mark);
        }
        (Kind::Time(from), Kind::Time(to)) => {
            if let Some((a, b, _)) = scaled(a, b, from, to, Kind::Time) {
                return Ok((a, b));
            }
        }
        (Kind::Span(from), Kind::Span(to)) => {
            if let Some((a, b, _)) = scaled(a, b, from, to, Kind::Span) {
                return Ok((a, b));
            }
        }
        // A span without a unit beside a number is a count, as in NumPy.
        (Kind::Span(_), Kind::Int) => return Ok(as_span(a, b)),
        (Kind::Int, Kind::Span(_)) => {
            let (b, a) = as_span(b, a);
            return Ok((a, b));
        }
        (Kind::Bool, Kind::Bool)
        | (Kind::Int, Kind::Int)
        | (Kind::Float, Kind::Float)
        | (Kind::Text, Kind::Text) => {
            return Ok((a, b));
        }
        (from, to) if from.is_number() && to.is_number() => return Ok(numbers(a, b)),
        (from, to) => {
            let message = format!(
                "expected values of one kind around '{mark}', found {} and {}",
                from.shown(),
                to.shown()
            );
            return Err(Wrong::new(place, message));
        }
    }
    Err(Wrong::new(place, "expected times of units with a common one; months and years have no fixed length"))
}

/// A number as a count of the span's unit.
fn as_span(span: Typed, number: Typed) -> (Typed, Typed) {
    let kind = span.kind;
    (span, Typed { kind, ..number })
}

/// Numbers of two kinds, as integers if both are or else as floats.
fn numbers(a: Typed, b: Typed) -> (Typed, Typed) {
    let kind = if a.kind == Kind::Float || b.kind == Kind::Float { Kind::Float } else { Kind::Int };
    (number(a, kind), number(b, kind))
}

fn number(part: Typed, kind: Kind) -> Typed {
    match (part.kind, kind) {
        (Kind::Float, _) | (Kind::Int, Kind::Int) => part,
        // A truth value is 0 or 1 wherever an integer is asked for.
        (_, Kind::Int) => Typed { kind, ..part },
        _ => Typed::boxed(Op::ToFloat, part, Kind::Float),
    }
}

/// Times or spans in a common unit.
fn scaled(a: Typed, b: Typed, from: Unit, to: Unit, kind: fn(Unit) -> Kind) -> Option<(Typed, Typed, Unit)> {
    let (unit, of_a, of_b) = from.common(to)?;
    let scale = |part: Typed, factor| match factor {
        1 => Typed { kind: kind(unit), ..part },
        _ => Typed::boxed(|inner| Op::Scale(inner, factor), part, kind(unit)),
    };
    Some((scale(a, of_a), scale(b, of_b), unit))
}

/// Text beside a time is a time.
fn datetime(beside: &Typed, text: Typed) -> Result<Typed, Wrong> {
    let step = match &beside.op {
        Op::Column(_, scalar) => match scalar.kind() {
            ScalarKind::DateTime64(step) => Some(step),
            _ => None,
        },
        _ => None,
    };
    let step = step.unwrap_or(TimeStep::new(TimeUnit::Day, 1));
    let Op::Text(bytes) = &text.op else {
        let message = "expected a time beside a time, found a field of text";
        return Err(Wrong::new(text.place, message));
    };
    let words = String::from_utf8_lossy(bytes);
    match times::datetime(&words, step) {
        Ok((count, unit)) => {
            let count = if count == i64::MIN { i128::MIN } else { count.into() };
            Ok(Typed::new(Op::Int(count), Kind::Time(unit), text.place))
        }
        Err(error) => {
            let message = format!("expected a time such as '2024-03-01T14:30', found '{words}': {error}");
            Err(Wrong::new(text.place, message))
        }
    }
}

fn arithmetic(mark: &'static str, a: Typed, b: Typed, place: Range<usize>) -> Result<Typed, Wrong> {
    let with = |a: Typed, b: Typed, kind| {
        Ok(Typed::new(Op::Arithmetic(mark, Box::new(a), Box::new(b)), kind, place.clone()))
    };
    let wrong = |hint: &str, a: Kind, b: Kind| {
        let message =
            format!("expected numbers around '{mark}', found {} and {}{hint}", a.shown(), b.shown());
        Err(Wrong::new(place.clone(), message))
    };
    let is_bits = matches!(mark, "&" | "|" | "^");
    match (a.kind, b.kind) {
        (Kind::Bool, Kind::Bool) if is_bits => {
            let word = if mark == "&" { "and" } else { "or" };
            wrong(&format!("; write '{word}' between conditions"), a.kind, b.kind)
        }
        (from, to) if from.is_number() && to.is_number() => {
            let (a, b) = numbers(a, b);
            if is_bits && a.kind == Kind::Float {
                return wrong("; only integers have bits", a.kind, b.kind);
            }
            if mark == "/" {
                return with(number(a, Kind::Float), number(b, Kind::Float), Kind::Float);
            }
            // Truth values are added as integers.
            let kind = a.kind;
            with(a, b, kind)
        }
        (Kind::Time(from), Kind::Time(to)) if mark == "-" => match scaled(a, b, from, to, Kind::Span) {
            Some((a, b, unit)) => with(a, b, Kind::Span(unit)),
            None => Err(Wrong::new(place, "expected times of units with a common one")),
        },
        (Kind::Span(from), Kind::Span(to)) if matches!(mark, "+" | "-") => {
            match scaled(a, b, from, to, Kind::Span) {
                Some((a, b, unit)) => with(a, b, Kind::Span(unit)),
                None => Err(Wrong::new(place, "expected spans of units with a common one")),
            }
        }
        (Kind::Time(from), Kind::Span(to)) if matches!(mark, "+" | "-") => {
            match scaled(a, b, from, to, Kind::Time) {
                Some((a, b, unit)) => with(a, b, Kind::Time(unit)),
                None => {
                    Err(Wrong::new(place, "expected a span of a unit that the time's has one in common with"))
                }
            }
        }
        (Kind::Text, _) | (_, Kind::Text) => wrong("; text can only be compared", a.kind, b.kind),
        (from, to) => wrong("", from, to),
    }
}
