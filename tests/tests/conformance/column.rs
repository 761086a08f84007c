//! One leaf column of a file: its geometry, and every value.

use dtype_core::{AnyColumn, DType, RecordView, Value};
use dtype_tests::elements::{self, Elements, hex};
use dtype_tests::entry::{Entry, Read};
use dtype_tests::typestr::TypeStr;

use crate::case::Case;
use crate::description::sha256;
use crate::place::Place;
use crate::{stats, typed};

/// Whether the columns of an entry have statistics.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stats {
    /// All have.
    Recorded,
    /// None has.
    Absent,
}

/// Compares one of the `columns` of an entry with the field of that path. `data` is what `view` looks at.
pub(crate) fn check(
    expected: &Entry<'_>,
    view: &RecordView<'_>,
    data: &[u8],
    statistics: Stats,
    case: &mut Case,
) -> Read<()> {
    let path = expected.texts("path")?;
    let dotted = expected.text("dotted")?;
    let at =
        |what: &str| if dotted.is_empty() { what.to_owned() } else { format!("column '{dotted}': {what}") };
    let Some(column) = case.ok(&at("column"), view.any_column(&path[..])) else {
        expected.ignore_rest();
        return Ok(());
    };
    let size = column.size();
    let dtype = column.dtype().flattened().0;
    case.same(&at("dotted path"), path.join("."), dotted.to_owned());
    case.same_text(&at("dtype"), expected.text("dtype")?, &dtype.typestr());
    case.same(&at("shape"), expected.sizes("shape")?, column.shape());

    let offset = offset(view.dtype(), &path);
    let place = Place { shape: column.shape(), strides: column.strides(), offset };
    let nowhere = (expected.is_null("strides")?, expected.is_null("offset")?);
    if nowhere == (true, true) {
        case.same(&at("number of elements"), 0, size);
    } else {
        case.same(&at("strides"), place.used(&expected.ints("strides")?), place.used(&place.strides));
        case.same(&at("offset"), expected.size("offset")?, offset);
    }
    case.same(&at("aligned"), expected.bool("aligned")?, place.is_aligned(dtype.alignment()));
    case.same(
        &at("c_contiguous"),
        expected.bool("c_contiguous")?,
        place.is_contiguous(false, dtype.itemsize()),
    );
    case.same(
        &at("f_contiguous"),
        expected.bool("f_contiguous")?,
        place.is_contiguous(true, dtype.itemsize()),
    );

    let of = TypeStr::parse(&dtype.typestr())?;
    let elements = Elements::from_stored(of, place.gather(data, of.itemsize))?;
    let bytes = if of.itemsize > 0 { elements.bytes() } else { &vec![0; size * width_of_nothing(of)] };
    case.same_text(&at("sha256_le"), expected.text("sha256_le")?, &sha256(bytes));
    if expected.find("raw_le_hex").is_some() {
        case.same_text(&at("raw_le_hex"), expected.text("raw_le_hex")?, &hex(bytes));
    }
    encoded(expected, &elements, size, case, &at)?;
    if let Some(difference) = first_difference(&column, &elements) {
        case.wrong(&at("value"), difference);
    }
    typed::check(&column, view.shape().len(), &elements, case, &at);
    match statistics {
        Stats::Recorded => stats::check(expected, &column, &elements, case, &at),
        Stats::Absent => Ok(()),
    }
}

/// What the recorded copy has for a text of no bytes: NumPy's `astype` makes room for one character.
fn width_of_nothing(of: TypeStr) -> usize {
    match of.kind {
        'S' => 1,
        'U' => 4,
        _ => 0,
    }
}

/// `values`, or `head` and `tail` of a long column.
fn encoded(
    expected: &Entry<'_>,
    elements: &Elements,
    size: usize,
    case: &mut Case,
    at: &dyn Fn(&str) -> String,
) -> Read<()> {
    let mut compare = |part: &Entry<'_>, name: &str, elements: Elements| -> Read<()> {
        part.ignore(&["text"]); // NumPy's text for times and bytes; the values are compared
        let points = part.find("codepoints").and_then(|points| points.as_array());
        let values = part.list("values")?;
        if elements.of().itemsize == 0 && !values.iter().all(|value| value == "") {
            case.differs(&at(name), "values without bytes", format_args!("{values:?}"));
        }
        let difference = elements.compare(values, points.map(Vec::as_slice))?;
        if let Some(difference) = difference {
            case.wrong(&at(name), difference);
        }
        Ok(())
    };
    if expected.find("values").is_some() {
        return compare(expected, "values", elements.clone());
    }
    for (key, from) in [("head", 0), ("tail", size.saturating_sub(8))] {
        let part = expected.entry(key)?;
        compare(&part, key, elements.slice(from, 8))?;
        part.finish()?;
    }
    Ok(())
}

/// Is each value that the column gives what the bytes say?
fn first_difference(column: &AnyColumn<'_>, elements: &Elements) -> Option<String> {
    let mut values = Vec::with_capacity(column.size());
    column.values().for_each(|value| flatten(value, &mut values));
    if values.len() != column.size() {
        return Some(format!("expected {} of them, found {}", column.size(), values.len()));
    }
    let of = elements.of();
    let mut pairs = elements.each().zip(&values).enumerate();
    let (i, (bytes, value)) = pairs.find(|(_, (bytes, value))| !is(value, of, bytes))?;
    Some(format!("element {i}: expected that of bytes {bytes:02x?}, found {value}"))
}

fn flatten(value: Value, into: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| flatten(value, into)),
        value => into.push(value),
    }
}

/// Is it the value of these little-endian bytes? NaN is NaN, whatever its payload.
fn is(value: &Value, of: TypeStr, bytes: &[u8]) -> bool {
    let same = |x: f64, bytes: &[u8]| elements::same_float(x, elements::float(bytes));
    let complex = |re: f64, im: f64| {
        let (first, second) = bytes.split_at(bytes.len() / 2);
        same(re, first) && same(im, second)
    };
    let int = |signed| elements::integer(bytes, signed);
    match (value, of.kind, of.itemsize) {
        (Value::Bool(b), 'b', 1) => *b == (bytes != [0]),
        (Value::Int(n), 'i', _) => i128::from(*n) == int(true),
        (Value::UInt(n), 'u', _) => i128::from(*n) == int(false),
        (Value::DateTime64(n, _), 'M', 8) | (Value::TimeDelta64(n, _), 'm', 8) => i128::from(*n) == int(true),
        (Value::Float16(x), 'f', 2) | (Value::Float32(x), 'f', 4) => same((*x).into(), bytes),
        (Value::Float64(x), 'f', 8) => same(*x, bytes),
        (Value::Complex64(re, im), 'c', 8) => complex((*re).into(), (*im).into()),
        (Value::Complex128(re, im), 'c', 16) => complex(*re, *im),
        (Value::Bytes(found), 'S', _) => found == elements::trimmed(bytes),
        (Value::Str(found), 'U', _) => *found == elements::code_points(bytes),
        (Value::Void(found), 'V', _) => found == bytes,
        (Value::Void(found), ..) if of.is_long_double() => of.itemsize == found.len(),
        _ => false,
    }
}

/// How far from the start of a record the field of a path lies.
fn offset(dtype: &DType, path: &[&str]) -> usize {
    let Some((name, rest)) = path.split_first() else { return 0 };
    let field = dtype.flattened().0.field(name);
    field.map_or(0, |field| field.offset() + offset(field.dtype(), rest))
}
