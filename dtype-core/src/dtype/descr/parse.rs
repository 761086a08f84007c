//! From a tree of literals to a dtype.
//!
//! One reader serves three grammars that differ in how they read a list of fields, and in what may stand where:
//! the descr of a header, the text that `Display` prints, and the argument of `np.dtype`.

use std::borrow::Cow;

use super::comma::{self, Item};
use super::literal::{self, Node, Rules, Value};
use super::{MAX_CHARACTERS, quote};
use crate::dtype::layout::{MAX_ITEMSIZE, Packing};
use crate::dtype::{DType, Field, Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::{Limits, int};

/// How fields are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Grammar {
    /// Lists with padding; no dicts.
    Descr,
    /// Lists with padding, dicts, sub-arrays of unsized types.
    Display,
    /// Lists without padding, dicts, `None`, bytes.
    Numpy { align: bool },
}

/// Reads dtypes and counts their fields.
pub(super) struct Reader<'l> {
    limits: &'l Limits,
    fields: usize,
}

impl<'l> Reader<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Reader { limits, fields: 0 }
    }

    /// The dtype that the tree says.
    pub(super) fn dtype(&mut self, node: &Node<'_>, grammar: Grammar) -> Result<DType> {
        let dtype = match (&node.value, grammar) {
            (Value::Str(text), _) => self.text(text, grammar == Grammar::Numpy { align: true }),
            (Value::Bytes(bytes), Grammar::Numpy { align }) => match str::from_utf8(bytes) {
                Ok(text) => self.text(text, align),
                Err(_) => Err(Error::format("expected a type in UTF-8, found other bytes")),
            },
            (Value::None, Grammar::Numpy { .. }) => Ok(DType::scalar(Scalar::native(ScalarKind::Float64))),
            (Value::Tuple(items), _) => self.tuple(items, grammar),
            (Value::List(items), Grammar::Numpy { align }) => self.list(items, align),
            (Value::List(items) | Value::Set(items), Grammar::Descr) => self.descr(items.iter(), grammar),
            (Value::List(items), Grammar::Display) => self.descr(items.iter(), grammar),
            // NumPy walks over whatever it finds here, so over the keys of a dict.
            (Value::Dict(entries), Grammar::Descr) => self.descr(entries.iter().map(|(key, _)| key), grammar),
            (Value::Dict(entries), _) => self.dict(entries, grammar),
            (value, _) => Err(Error::format(format!("expected a dtype, found {}", show(value)))),
        };
        dtype.map_err(|error| error.at(int::to_u64(node.at)))
    }

    /// The dtype of a string: one type, or several with commas.
    pub(super) fn text(&mut self, text: &str, align: bool) -> Result<DType> {
        if !comma::is_list(text) {
            return text.parse().map(DType::scalar);
        }
        let (items, is_record) = comma::split(text)?;
        let mut fields = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            let dtype = self.item(item, align)?;
            if !is_record {
                return Ok(dtype);
            }
            self.count_field()?;
            fields.push(Field::new(&format!("f{i}"), dtype, 0));
        }
        DType::placed(fields, packing(align))
    }

    /// One item of a string with commas. What follows a shape may have a count once more: `(2,2)3i4`.
    fn item(&mut self, item: &Item<'_>, align: bool) -> Result<DType> {
        if item.repeats.is_empty() {
            return self.text(&format!("{}{}", item.order, item.name), align);
        }
        let repeats = literal::parse(item.repeats, Rules { depth: 1, python2: false })
            .map_err(|error| Error::format(format!("no count or shape: {}", error.message())))?;
        if item.name.is_empty() {
            let found = quote(item.repeats);
            return Err(Error::format(format!("expected a count or shape and a type, found only {found}")));
        }
        let dtype = self.text(&format!("{}{}", item.order, item.name), align)?;
        resized(dtype, &repeats, Grammar::Numpy { align })
    }

    /// `(base, shape)`, `(unsized type, length)` or `(type, another type of that size)`.
    fn tuple(&mut self, items: &[Node<'_>], grammar: Grammar) -> Result<DType> {
        let (base, second) = match (items, grammar) {
            ([base, second], _) => (base, second),
            ([base, second, ..], Grammar::Descr) => (base, second),
            _ => {
                let found = items.len();
                return Err(Error::format(format!(
                    "expected a tuple of a dtype and a shape, found a tuple of {found}"
                )));
            }
        };
        let base = self.dtype(base, grammar)?;
        self.pair(base, second, grammar)
    }

    /// The dtype of a pair whose first half has been read.
    pub(super) fn pair(&mut self, base: DType, second: &Node<'_>, grammar: Grammar) -> Result<DType> {
        let dtype = match &second.value {
            value if is_shape(value) => resized(base, second, grammar),
            Value::Float | Value::Complex => {
                Err(Error::format(format!("expected a shape, found {}", show(&second.value))))
            }
            _ => self.dtype(second, Grammar::Numpy { align: false }).and_then(|new| union(base, new)),
        };
        dtype.map_err(|error| error.at(int::to_u64(second.at)))
    }

    pub(super) fn count_field(&mut self) -> Result<()> {
        self.fields += 1;
        if self.fields > self.limits.fields {
            let limit = self.limits.fields;
            let message = format!(
                "expected at most {limit} fields, found more; if the text is trusted, raise `Limits::fields`"
            );
            return Err(Error::limit(message));
        }
        Ok(())
    }
}

pub(super) fn packing(align: bool) -> Packing {
    if align { Packing::ALIGNED } else { Packing::PACKED }
}

/// The parts of what Python calls a sequence; a string is one of its characters.
pub(super) fn sequence<'n, 't>(node: &'n Node<'t>) -> Option<Cow<'n, [Node<'t>]>> {
    match &node.value {
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => Some(Cow::Borrowed(items)),
        Value::Str(text) => {
            let part = |c: char| Node { at: node.at, end: node.end, value: Value::Str(c.to_string().into()) };
            Some(text.chars().map(part).collect())
        }
        _ => None,
    }
}

/// A number of bytes or elements: an integer from 0 to what a C `int` holds.
pub(super) fn size(node: &Node<'_>, of: &str) -> Result<usize> {
    let size = match node.value {
        Value::Int(Some(n)) => usize::try_from(n).ok().filter(|&n| n <= MAX_ITEMSIZE),
        _ => None,
    };
    size.ok_or_else(|| {
        let found = show(&node.value);
        Error::format(format!("expected {of} from 0 to {MAX_ITEMSIZE}, found {found}"))
            .at(int::to_u64(node.at))
    })
}

/// A value as an error shows it.
pub(super) fn show(value: &Value<'_>) -> String {
    match value {
        Value::Str(text) => quote(text),
        Value::Int(Some(n)) => n.to_string(),
        value => value.describe().to_owned(),
    }
}

/// Whether NumPy takes the second half of a pair for a number or a shape. Lists of numbers are no dtype either.
fn is_shape(value: &Value<'_>) -> bool {
    let is_number = |value: &Value<'_>| matches!(value, Value::Int(_) | Value::Bool(_));
    match value {
        // An empty sequence, as `()`.
        Value::Str(text) => text.is_empty(),
        Value::Tuple(items) => items.iter().all(|item| is_number(&item.value)),
        Value::List(items) => !items.is_empty() && items.iter().all(|item| is_number(&item.value)),
        value => is_number(value),
    }
}

/// A sub-array of a shape; or, if the base is text, bytes or void without a length, the type of that length.
fn resized(base: DType, shape: &Node<'_>, grammar: Grammar) -> Result<DType> {
    let dims: Option<&[Node<'_>]> = match &shape.value {
        Value::Tuple(dims) | Value::List(dims) => Some(dims),
        Value::Str(_) => Some(&[]),
        _ => None,
    };
    let shape = match dims {
        Some(dims) => {
            if is_unsized(&base) && grammar != Grammar::Display {
                return Err(Error::format("expected the length of a type without one, found a shape"));
            }
            dims.iter().map(|dim| size(dim, "a dimension")).collect::<Result<Vec<_>>>()?
        }
        _ if !is_unsized(&base) => vec![size(shape, "a dimension")?],
        _ => return with_length(&base, size(shape, "a length")?),
    };
    DType::subarray(base, &shape)
}

/// What NumPy calls unsized: nothing is known of it but the kind. It takes empty sub-arrays for that too.
pub(super) fn is_unsized(dtype: &DType) -> bool {
    dtype.itemsize() == 0 && dtype.fields().is_none()
}

/// The type of that many bytes or characters.
fn with_length(base: &DType, length: usize) -> Result<DType> {
    let Some(scalar) = base.as_scalar() else {
        return Err(Error::format("expected a base that is not empty, found an empty sub-array"));
    };
    let kind = match scalar.kind() {
        ScalarKind::Bytes(_) => ScalarKind::Bytes(length),
        ScalarKind::Str(_) if length > MAX_CHARACTERS => {
            return Err(Error::format(format!(
                "expected at most {MAX_CHARACTERS} characters, found {length}"
            )));
        }
        ScalarKind::Str(_) => ScalarKind::Str(length),
        _ => ScalarKind::Void(length),
    };
    Ok(DType::scalar(Scalar::new(kind, scalar.byte_order())))
}

/// NumPy's `(type, new type)`: the first with the fields of the second, and its size if it has none itself.
fn union(base: DType, new: DType) -> Result<DType> {
    if base.has_object() || new.has_object() {
        return Err(Error::format("expected a shape, found another type for one that holds objects"));
    }
    if !is_unsized(&base) && base.itemsize() != new.itemsize() {
        let (expected, found) = (base.itemsize(), new.itemsize());
        return Err(Error::format(format!(
            "expected a type of {expected} bytes, as the first, found {found}"
        )));
    }
    if new.fields().is_some() {
        return match base.as_scalar().map(Scalar::kind) {
            Some(ScalarKind::Void(_)) => Ok(new),
            None if base.fields().is_some() => Ok(new),
            _ => Err(Error::unsupported(
                "cannot read a type that has fields beside its value; keep one of the two",
            )),
        };
    }
    match base.as_scalar().map(Scalar::kind) {
        Some(ScalarKind::Str(0)) if !new.itemsize().is_multiple_of(4) => {
            Err(Error::format("expected a type of whole characters of 4 bytes"))
        }
        Some(ScalarKind::Str(0)) => with_length(&base, new.itemsize() / 4),
        _ if is_unsized(&base) => with_length(&base, new.itemsize()),
        _ => Ok(base),
    }
}
