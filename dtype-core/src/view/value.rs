//! One value of a dtype known at run time, copied out of its bytes.

use std::fmt;
use std::str::FromStr;

use super::digits::{Float, shortest_half};
use crate::dtype::descr::{Quoted, Shape};
use crate::dtype::time_text::{format_datetime, format_timedelta};
use crate::dtype::{ByteOrder, ScalarKind, TimeStep};
use crate::lanes::half_to_f64;
use crate::limits::Limits;
use crate::strided::Items;

/// A value whose dtype is known only at run time.
///
/// Prints as Python does: numbers, bytes and text as by `repr`, times as NumPy prints them alone, records as tuples,
/// sub-arrays as lists.
///
/// ```
/// use dtype_core::{RecordView, Value};
///
/// let view = RecordView::new(b"\x07ab\0", &"[('n', '|u1'), ('s', 'S3')]".parse()?)?;
/// let record = view.record(0).unwrap();
/// assert_eq!(record.to_string(), "(7, b'ab')");
/// let Value::Record(fields) = record else { panic!() };
/// assert_eq!(fields[0], ("n".to_owned(), Value::UInt(7)));
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// `?`: any byte but zero is true.
    Bool(bool),
    /// `i1` to `i8`
    Int(i64),
    /// `u1` to `u8`
    UInt(u64),
    /// A sum of integers, which may need more than 64 bits.
    Int128(i128),
    /// `f2`: widened, which loses nothing.
    Float16(f32),
    /// `f4`
    Float32(f32),
    /// `f8`
    Float64(f64),
    /// `c8`: real and imaginary part.
    Complex64(f32, f32),
    /// `c16`: real and imaginary part.
    Complex128(f64, f64),
    /// `S`: without trailing NULs.
    Bytes(Vec<u8>),
    /// `U`: code points without trailing NULs. A file may hold such as are no character.
    Str(Vec<u32>),
    /// `M8`: steps since 1970, and the step.
    DateTime64(i64, TimeStep),
    /// `m8`: steps, and the step.
    TimeDelta64(i64, TimeStep),
    /// `V`, and what has no meaning here, such as long doubles.
    Void(Vec<u8>),
    /// A sub-array: its rows, or its elements if it has one axis.
    Array(Vec<Value>),
    /// A sub-array without bytes, of a record that has more than 100,000 values without bytes: they cost its dtype
    /// nothing, and to list them all would cost memory. Its shape.
    Empty(Vec<usize>),
    /// A record: its fields, with their names.
    Record(Vec<(String, Value)>),
}

impl Value {
    /// The value of a single item.
    pub(crate) fn read(item: &Items<'_>) -> Value {
        Value::read_with(item, item.dtype().values_without_bytes() <= Limits::FIELDS)
    }

    /// The same; `whole` if all values without bytes are listed.
    fn read_with(item: &Items<'_>, whole: bool) -> Value {
        let (base, shape) = item.dtype().flattened();
        if !shape.is_empty() {
            // Without rows there is nothing to list.
            if !whole && item.dtype().itemsize() == 0 && shape[0] > 0 {
                return Value::Empty(shape);
            }
            let spread = item.spread();
            let values =
                (0..spread.count()).filter_map(|i| spread.item(i)).map(|item| Value::read_with(&item, whole));
            return Value::nested(values.collect(), &shape);
        }
        if let Some(fields) = base.fields() {
            let value = |(i, name): (usize, &str)| {
                let field = item.nth_field(i)?;
                Some((name.to_owned(), Value::read_with(&field, whole)))
            };
            let names = fields.iter().map(|field| field.name()).enumerate();
            return Value::Record(names.filter_map(value).collect());
        }
        match (base.as_scalar(), item.bytes().and_then(|bytes| bytes.at(0))) {
            (Some(scalar), Some(bytes)) => Value::of_scalar(scalar.kind(), scalar.byte_order(), bytes),
            _ => Value::Void(Vec::new()),
        }
    }

    /// Elements in C order as rows of rows. Without axes there is one element, which is it.
    pub(crate) fn nested(values: Vec<Value>, shape: &[usize]) -> Value {
        match shape {
            [_] => Value::Array(values),
            _ => Value::rows(&mut values.into_iter(), shape),
        }
    }

    fn rows(values: &mut impl Iterator<Item = Value>, shape: &[usize]) -> Value {
        match shape.split_first() {
            None => values.next().unwrap_or(Value::Void(Vec::new())),
            Some((&len, rest)) => Value::Array((0..len).map(|_| Value::rows(values, rest)).collect()),
        }
    }

    /// The value in the bytes of a scalar.
    pub(crate) fn of_scalar(kind: ScalarKind, order: ByteOrder, bytes: &[u8]) -> Value {
        use ScalarKind::*;
        let part = |i: usize, size: usize| number(order, &bytes[i * size..(i + 1) * size]);
        match kind {
            Bool => Value::Bool(bytes[0] != 0),
            Int8 => Value::Int((part(0, 1) as i8).into()),
            Int16 => Value::Int((part(0, 2) as i16).into()),
            Int32 => Value::Int((part(0, 4) as i32).into()),
            Int64 => Value::Int(part(0, 8) as i64),
            UInt8 | UInt16 | UInt32 | UInt64 => Value::UInt(part(0, bytes.len())),
            Float16 => Value::Float16(half_to_f64(part(0, 2) as u16) as f32),
            Float32 => Value::Float32(f32::from_bits(part(0, 4) as u32)),
            Float64 => Value::Float64(f64::from_bits(part(0, 8))),
            Complex64 => {
                Value::Complex64(f32::from_bits(part(0, 4) as u32), f32::from_bits(part(1, 4) as u32))
            }
            Complex128 => Value::Complex128(f64::from_bits(part(0, 8)), f64::from_bits(part(1, 8))),
            DateTime64(step) => Value::DateTime64(part(0, 8) as i64, step),
            TimeDelta64(step) => Value::TimeDelta64(part(0, 8) as i64, step),
            Bytes(_) => Value::Bytes(trimmed(bytes, |&byte| byte == 0).to_vec()),
            Str(n) => {
                let points: Vec<u32> = (0..n).map(|i| part(i, 4) as u32).collect();
                Value::Str(trimmed(&points, |&point| point == 0).to_vec())
            }
            Void(_) | LongDouble | ComplexLongDouble | Object => Value::Void(bytes.to_vec()),
        }
    }
}

/// Up to eight bytes as a number.
fn number(order: ByteOrder, bytes: &[u8]) -> u64 {
    let join = |number: u64, &byte: &u8| number << 8 | u64::from(byte);
    match order {
        ByteOrder::Big => bytes.iter().fold(0, join),
        _ => bytes.iter().rev().fold(0, join),
    }
}

fn trimmed<T>(values: &[T], is_nul: impl Fn(&T) -> bool) -> &[T] {
    let end = values.iter().rposition(|value| !is_nul(value)).map_or(0, |last| last + 1);
    &values[..end]
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Bool(true) => f.write_str("True"),
            Value::Bool(false) => f.write_str("False"),
            Value::Int(value) => value.fmt(f),
            Value::UInt(value) => value.fmt(f),
            Value::Int128(value) => value.fmt(f),
            Value::Float16(value) => Float(shortest_half(*value)).fmt(f),
            Value::Float32(value) => Float(*value).fmt(f),
            Value::Float64(value) => Float(*value).fmt(f),
            Value::Complex64(re, im) => complex(f, *re, *im),
            Value::Complex128(re, im) => complex(f, *re, *im),
            Value::Bytes(bytes) => Quoted(&bytes[..]).fmt(f),
            Value::Str(points) => Quoted(&points[..]).fmt(f),
            Value::Void(bytes) => {
                f.write_str("b'")?;
                bytes.iter().try_for_each(|byte| write!(f, "\\x{byte:02x}"))?;
                f.write_str("'")
            }
            Value::DateTime64(count, step) => f.write_str(&format_datetime(*count, *step)),
            Value::TimeDelta64(count, step) => f.write_str(&format_timedelta(*count, *step)),
            Value::Array(values) => list(f, "[", values.iter(), "]"),
            Value::Empty(shape) => write!(f, "[] of shape {}", Shape(shape)),
            Value::Record(fields) => list(
                f,
                "(",
                fields.iter().map(|(_, value)| value),
                if fields.len() == 1 { ",)" } else { ")" },
            ),
        }
    }
}

/// Both parts without a point where they are whole. A real part of zero is left out, but for its sign.
fn complex<T>(f: &mut fmt::Formatter<'_>, re: T, im: T) -> fmt::Result
where
    T: fmt::LowerExp + Copy + Into<f64> + FromStr + PartialEq,
{
    let [re, im] = [re, im].map(|part| Float(part).to_string());
    let [re, im] = [&re, &im].map(|text| text.strip_suffix(".0").unwrap_or(text));
    match (re, im.starts_with('-')) {
        ("0", _) => write!(f, "{im}j"),
        (re, true) => write!(f, "({re}{im}j)"),
        (re, false) => write!(f, "({re}+{im}j)"),
    }
}

fn list<'v>(
    f: &mut fmt::Formatter<'_>,
    open: &str,
    values: impl Iterator<Item = &'v Value>,
    close: &str,
) -> fmt::Result {
    f.write_str(open)?;
    for (i, value) in values.enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        fmt::Display::fmt(value, f)?;
    }
    f.write_str(close)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::RecordView;

    #[test]
    fn floats_print_as_in_python() {
        // Each as Python's repr prints it.
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (123456.789, "123456.789"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-2.5e-7, "-2.5e-07"),
            (f64::NAN, "nan"),
            (f64::NEG_INFINITY, "-inf"),
            (0.125 + 155641910984044.0, "155641910984044.12"), // as near to ..13
        ] {
            assert_eq!(Value::Float64(value).to_string(), text);
        }
        assert_eq!(Value::Float32(0.1).to_string(), "0.1");
        assert_eq!(Value::Float16(0.099975586).to_string(), "0.1");
        for (value, text) in [
            (65504.0, "65500.0"),
            (5.9604645e-8, "6e-08"),
            (0.0078125, "0.007812"),
            (0.015625, "0.01563"),
            (4112.0, "4110.0"),
        ] {
            assert_eq!(Value::Float16(value).to_string(), text);
        }
        for (re, im, text) in [
            (1.0, -2.0, "(1-2j)"),
            (0.0, 1.5, "1.5j"),
            (0.0, -0.0, "-0j"),
            (-0.0, 1.0, "(-0+1j)"),
            (f64::NAN, -f64::NAN, "(nan+nanj)"),
            (1e16, f64::NEG_INFINITY, "(1e+16-infj)"),
        ] {
            assert_eq!(Value::Complex128(re, im).to_string(), text);
        }
    }

    #[test]
    fn rows_of_rows() {
        let values: Vec<Value> = (0..6).map(Value::Int).collect();
        assert_eq!(Value::nested(values, &[2, 3]).to_string(), "[[0, 1, 2], [3, 4, 5]]");
        assert_eq!(Value::nested(Vec::new(), &[2, 0]).to_string(), "[[], []]");
        assert_eq!(Value::nested(Vec::new(), &[0, 2]).to_string(), "[]");
        assert_eq!(Value::nested(vec![Value::Int(1)], &[]).to_string(), "1");
    }

    #[test]
    fn values_without_bytes_cost_no_memory() {
        let shown = |dtype: &str| {
            let dtype = dtype.parse().unwrap();
            let view = RecordView::new(&[7], &dtype).unwrap();
            view.record(0).unwrap().to_string()
        };
        let huge = "[('x', '|u1'), ('y', '<f4', (1000000000, 0)), ('z', '|V0', (2, 1000000000))]";
        assert_eq!(shown(huge), "(7, [] of shape (1000000000, 0), [] of shape (2, 1000000000))");
        // So many by being nested.
        let nested = "[('x', '|u1'), ('y', [('z', 'S0', (1000,))], (1000,))]";
        assert_eq!(shown(nested), "(7, [] of shape (1000,))");
        assert_eq!(
            shown("[('x', '|u1'), ('y', '<f4', (2, 0)), ('z', 'S0', (2,))]"),
            "(7, [[], []], [b'', b''])"
        );
        let dtype = "[('x', '|u1'), ('y', [('z', 'S0')], (1000000000,))]".parse().unwrap();
        let view = RecordView::new(&[7], &dtype).unwrap();
        assert_eq!(view.any_column("y.z").unwrap().value(0), Some(Value::Empty(vec![1_000_000_000])));
    }

    #[test]
    fn text_prints_as_in_python() {
        let text = |text: &str| Value::Str(text.chars().map(u32::from).collect()).to_string();
        assert_eq!(text("it's \"é\" \u{7f}\u{200b}"), r#"'it\'s "é" \x7f\u200b'"#);
        assert_eq!(text("it's"), r#""it's""#);
        // What is no character is shown too.
        assert_eq!(Value::Str(vec![0x61, 0xD800, u32::MAX]).to_string(), r"'a\ud800\Uffffffff'");
        assert_eq!(Value::Bytes(b"a\"\x00\xff\n".to_vec()).to_string(), r#"b'a"\x00\xff\n'"#);
        assert_eq!(Value::Bytes(b"it's".to_vec()).to_string(), r#"b"it's""#);
        assert_eq!(Value::Void(b"a\0".to_vec()).to_string(), r"b'\x61\x00'");
    }
}
