//! A condition on a block of records: its parts one after the other, each over all records of the block.

use dtype_core::{AnyColumn, ByteOrder, RecordView, Scalar, ScalarKind};

use super::Wrong;
use super::check::{Function, Kind, Op, Typed};
use super::lanes::{Count, Lanes, Row, Text};
use crate::columns;

/// Appends for each of the records whether the condition holds.
pub(super) fn condition(root: &Typed, records: &RecordView<'_>, mask: &mut Vec<bool>) -> Result<(), Wrong> {
    match lanes(root, records)?.bools() {
        Row::Each(values) => mask.extend(values),
        Row::All(value) => mask.resize(mask.len() + records.len(), value),
    }
    Ok(())
}

fn lanes(part: &Typed, records: &RecordView<'_>) -> Result<Lanes, Wrong> {
    let of = |inner: &Typed| lanes(inner, records);
    Ok(match &part.op {
        Op::Column(path, scalar) => match columns::column(records, path) {
            Ok(column) => read(&column, *scalar),
            Err(error) => return Err(Wrong::new(part.place.clone(), error.to_string())),
        },
        Op::Bool(value) => Lanes::Bool(Row::All(*value)),
        Op::Int(value) => constant(*value, part.kind),
        Op::Float(value) => Lanes::Float(Row::All(*value)),
        Op::Text(text) => Lanes::Text(Text::All(text.clone())),
        Op::Not(inner) => Lanes::Bool(of(inner)?.bools().each(|x| !x)),
        Op::And(a, b) => {
            let a = of(a)?.bools();
            Lanes::Bool(a.with(&behind(&a, false, b, records)?, |&a, &b| a & b))
        }
        Op::Or(a, b) => {
            let a = of(a)?.bools();
            Lanes::Bool(a.with(&behind(&a, true, b, records)?, |&a, &b| a | b))
        }
        Op::Compare(mark, a, b) => Lanes::Bool(compare(mark, a.kind, &of(a)?, &of(b)?)),
        Op::Arithmetic(mark, a, b) => arithmetic(mark, part, &of(a)?, &of(b)?)?,
        Op::Scale(inner, factor) => {
            let scale = |x: &i128| if *x == i128::NAT { Some(*x) } else { x.checked_mul(*factor) };
            Lanes::Wide(of(inner)?.wide(true).try_each(scale).map_err(|at| too_large(part, at))?)
        }
        Op::ToFloat(inner) => Lanes::Float(of(inner)?.floats()),
        Op::In(value, items) => {
            let value_lanes = of(value)?;
            let mut found = Row::All(false);
            for item in items {
                let here = compare("==", value.kind, &value_lanes, &of(item)?);
                found = found.with(&here, |&a, &b| a | b);
            }
            Lanes::Bool(found)
        }
        Op::Call(function, inner) => call(*function, part, &of(inner)?, inner.kind)?,
    })
}

/// The right side of an `and` or `or`. As in Python, it may be wrong for records that the left side has `decided`.
fn behind(
    left: &Row<bool>,
    decided: bool,
    right: &Typed,
    records: &RecordView<'_>,
) -> Result<Row<bool>, Wrong> {
    let wrong = match lanes(right, records) {
        Ok(lanes) => return Ok(lanes.bools()),
        Err(wrong) => wrong,
    };
    let is_decided = |record: usize| match left {
        Row::All(is) => *is == decided,
        Row::Each(all) => all.get(record) == Some(&decided),
    };
    if !wrong.record.is_some_and(is_decided) {
        return Err(wrong);
    }
    let each = (0..records.len()).map(|i| {
        if is_decided(i) {
            return Ok(decided);
        }
        match lanes(right, &records.slice(i..i + 1)) {
            Ok(lanes) => Ok(match lanes.bools() {
                Row::All(is) => is,
                Row::Each(one) => one.first().copied().unwrap_or_default(),
            }),
            Err(wrong) => Err(Wrong { record: Some(i), ..wrong }),
        }
    });
    each.collect::<Result<Vec<bool>, Wrong>>().map(Row::Each)
}

fn constant(value: i128, kind: Kind) -> Lanes {
    match i64::try_from(value) {
        _ if kind.is_time() && value == i128::NAT => Lanes::Int(Row::All(i64::NAT)),
        // A count of that number is none: it would be taken for NaT.
        Ok(value) if !(kind.is_time() && value == i64::NAT) => Lanes::Int(Row::All(value)),
        _ => Lanes::Wide(Row::All(value)),
    }
}

/// The values of a column of scalars.
pub(super) fn read(column: &AnyColumn<'_>, scalar: Scalar) -> Lanes {
    let is_big = scalar.byte_order() == ByteOrder::Big;
    let Some(raw) = column.raw() else { return Lanes::Bool(Row::Each(Vec::new())) };
    macro_rules! numbers {
        ($number:ty) => {{
            raw.map(|bytes| {
                let bytes = bytes.try_into().unwrap_or_default();
                if is_big { <$number>::from_be_bytes(bytes) } else { <$number>::from_le_bytes(bytes) }
            })
        }};
    }
    match scalar.kind() {
        ScalarKind::Bool => Lanes::Bool(Row::Each(raw.map(|bytes| bytes != [0]).collect())),
        ScalarKind::Int8 => Lanes::Int(Row::Each(numbers!(i8).map(i64::from).collect())),
        ScalarKind::Int16 => Lanes::Int(Row::Each(numbers!(i16).map(i64::from).collect())),
        ScalarKind::Int32 => Lanes::Int(Row::Each(numbers!(i32).map(i64::from).collect())),
        ScalarKind::UInt8 => Lanes::Int(Row::Each(numbers!(u8).map(i64::from).collect())),
        ScalarKind::UInt16 => Lanes::Int(Row::Each(numbers!(u16).map(i64::from).collect())),
        ScalarKind::UInt32 => Lanes::Int(Row::Each(numbers!(u32).map(i64::from).collect())),
        ScalarKind::UInt64 => unsigned(numbers!(u64).collect()),
        ScalarKind::Int64 | ScalarKind::DateTime64(_) | ScalarKind::TimeDelta64(_) => {
            Lanes::Int(Row::Each(numbers!(i64).collect()))
        }
        ScalarKind::Float32 => Lanes::Float(Row::Each(numbers!(f32).map(f64::from).collect())),
        ScalarKind::Float64 => Lanes::Float(Row::Each(numbers!(f64).collect())),
        ScalarKind::Float16 => Lanes::Float(Row::Each(column.values().map(|value| half(&value)).collect())),
        ScalarKind::Str(_) => Lanes::Text(Text::each(raw, |value, text| append_points(value, is_big, text))),
        _ => Lanes::Text(Text::each(raw, |value, text| text.extend_from_slice(trimmed(value)))),
    }
}

fn half(value: &dtype_core::Value) -> f64 {
    match value {
        dtype_core::Value::Float16(value) => f64::from(*value),
        _ => f64::NAN,
    }
}

/// As integers that fit where all of them do.
fn unsigned(values: Vec<u64>) -> Lanes {
    if values.iter().all(|&value| value <= i64::MAX as u64) {
        Lanes::Int(Row::Each(values.into_iter().map(u64::cast_signed).collect()))
    } else {
        Lanes::Wide(Row::Each(values.into_iter().map(i128::from).collect()))
    }
}

/// Text without the NULs at its end.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let len = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    &bytes[..len]
}

/// Code points in UTF-8, also those that are no characters: the order of the bytes is that of the points.
fn append_points(bytes: &[u8], is_big: bool, text: &mut Vec<u8>) {
    let points = bytes.as_chunks::<4>().0;
    let len = points.iter().rposition(|point| *point != [0; 4]).map_or(0, |last| last + 1);
    for point in &points[..len] {
        let point = if is_big { u32::from_be_bytes(*point) } else { u32::from_le_bytes(*point) };
        match char::from_u32(point) {
            Some(letter) => text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            // A surrogate, as three bytes; anything above all characters, behind them.
            None if point < 0x1_0000 => {
                text.extend([
                    0xE0 | (point >> 12) as u8,
                    0x80 | (point >> 6 & 0x3F) as u8,
                    0x80 | (point & 0x3F) as u8,
                ]);
            }
            None => {
                text.push(0xFF);
                text.extend(point.to_be_bytes());
            }
        }
    }
}

fn compare(mark: &str, kind: Kind, a: &Lanes, b: &Lanes) -> Row<bool> {
    match (a, b) {
        (Lanes::Bool(a), Lanes::Bool(b)) => ordered(mark, a, b),
        (Lanes::Float(a), Lanes::Float(b)) => ordered(mark, a, b),
        (Lanes::Text(a), Lanes::Text(b)) => ordered(mark, &a.row(), &b.row()),
        (Lanes::Int(a), Lanes::Int(b)) => counts(mark, kind, a, b),
        (a, b) => counts(mark, kind, &a.wide(kind.is_time()), &b.wide(kind.is_time())),
    }
}

/// Integers, or counts among which are NaT: that is not equal, less or greater than anything.
fn counts<T: Count>(mark: &str, kind: Kind, a: &Row<T>, b: &Row<T>) -> Row<bool> {
    let plain = ordered(mark, a, b);
    if !kind.is_time() {
        return plain;
    }
    let nat = a.with(b, |&a, &b| a == T::NAT || b == T::NAT);
    plain.with(&nat, |&holds, &nat| if nat { mark == "!=" } else { holds })
}

fn ordered<T: PartialOrd>(mark: &str, a: &Row<T>, b: &Row<T>) -> Row<bool> {
    match mark {
        "==" => a.with(b, |a, b| a == b),
        "!=" => a.with(b, |a, b| a != b),
        "<" => a.with(b, |a, b| a < b),
        "<=" => a.with(b, |a, b| a <= b),
        ">" => a.with(b, |a, b| a > b),
        _ => a.with(b, |a, b| a >= b),
    }
}

fn arithmetic(mark: &str, part: &Typed, a: &Lanes, b: &Lanes) -> Result<Lanes, Wrong> {
    if let (Lanes::Float(a), Lanes::Float(b)) = (a, b) {
        return Ok(Lanes::Float(match mark {
            "+" => a.with(b, |a, b| a + b),
            "-" => a.with(b, |a, b| a - b),
            "*" => a.with(b, |a, b| a * b),
            "/" => a.with(b, |a, b| a / b),
            "//" => a.with(b, |a, b| (a / b).floor()),
            _ => a.with(b, |&a, &b| remainder(a, b)),
        }));
    }
    let time = part.kind.is_time();
    // Most integers stay small; where one does not, the whole block is done again with as many bits as it takes.
    if let (Lanes::Int(a), Lanes::Int(b)) = (a, b)
        && let Ok(row) = integers(mark, time, a, b, [i64::checked_add, i64::checked_sub, i64::checked_mul])
    {
        return Ok(Lanes::Int(row));
    }
    let (a, b) = (a.wide(time), b.wide(time));
    match integers(mark, time, &a, &b, [i128::checked_add, i128::checked_sub, i128::checked_mul]) {
        Ok(row) => Ok(Lanes::Wide(row)),
        Err(at) if matches!(mark, "//" | "%") => {
            let wrong = Wrong::new(
                part.place.clone(),
                "expected no division by zero; floats give inf or nan, as in '1.0 * x / y'",
            );
            Err(Wrong { record: Some(at), ..wrong })
        }
        Err(at) => Err(too_large(part, at)),
    }
}

/// Integers a size at a time: sum, difference and product are given, as they may not fit.
fn integers<T: Count + Integer>(
    mark: &str,
    time: bool,
    a: &Row<T>,
    b: &Row<T>,
    [add, subtract, multiply]: [fn(T, T) -> Option<T>; 3],
) -> Result<Row<T>, usize> {
    let with = |f: &dyn Fn(T, T) -> Option<T>| {
        a.try_with(b, |&a, &b| {
            if time && (a == T::NAT || b == T::NAT) {
                return Some(T::NAT);
            }
            // A count that would look like NaT does not fit.
            f(a, b).filter(|&out| !(time && out == T::NAT))
        })
    };
    match mark {
        "+" => with(&add),
        "-" => with(&subtract),
        "*" => with(&multiply),
        "//" => with(&T::floor_div),
        "%" => with(&T::modulo),
        "&" => with(&|a, b| Some(a.and(b))),
        "|" => with(&|a, b| Some(a.or(b))),
        _ => with(&|a, b| Some(a.xor(b))),
    }
}

/// What integers of both sizes can do.
trait Integer: Sized {
    /// Rounded down, as in Python.
    fn floor_div(self, by: Self) -> Option<Self>;
    /// With the sign of the divisor, as in Python.
    fn modulo(self, by: Self) -> Option<Self>;
    fn and(self, other: Self) -> Self;
    fn or(self, other: Self) -> Self;
    fn xor(self, other: Self) -> Self;
}

macro_rules! integer {
    ($($integer:ty),*) => {$(
        impl Integer for $integer {
            fn floor_div(self, by: Self) -> Option<Self> {
                let down = self.checked_div(by)?;
                Some(if self % by != 0 && (self < 0) != (by < 0) { down - 1 } else { down })
            }

            fn modulo(self, by: Self) -> Option<Self> {
                if by == -1 {
                    return Some(0);
                }
                let rest = self.checked_rem(by)?;
                Some(if rest != 0 && (rest < 0) != (by < 0) { rest + by } else { rest })
            }

            fn and(self, other: Self) -> Self {
                self & other
            }

            fn or(self, other: Self) -> Self {
                self | other
            }

            fn xor(self, other: Self) -> Self {
                self ^ other
            }
        }
    )*};
}

integer!(i64, i128);

/// With the sign of the divisor, as in Python.
fn remainder(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest != 0.0 && (rest < 0.0) != (b < 0.0) { rest + b } else { rest }
}

fn call(function: Function, part: &Typed, inner: &Lanes, kind: Kind) -> Result<Lanes, Wrong> {
    if let Lanes::Float(row) = inner {
        return Ok(match function {
            Function::IsNan => Lanes::Bool(row.each(|x| x.is_nan())),
            Function::IsFinite => Lanes::Bool(row.each(|x| x.is_finite())),
            Function::IsInf => Lanes::Bool(row.each(|x| x.is_infinite())),
            Function::Abs => Lanes::Float(row.each(|x| x.abs())),
        });
    }
    let time = kind.is_time();
    let row = inner.wide(time);
    Ok(match function {
        Function::IsNan => Lanes::Bool(row.each(|&x| time && x == i128::NAT)),
        Function::IsFinite => Lanes::Bool(row.each(|&x| !(time && x == i128::NAT))),
        Function::IsInf => Lanes::Bool(row.each(|_| false)),
        Function::Abs => {
            let absolute = |x: &i128| if time && *x == i128::NAT { Some(*x) } else { x.checked_abs() };
            Lanes::Wide(row.try_each(absolute).map_err(|at| too_large(part, at))?)
        }
    })
}

#[cold]
fn too_large(part: &Typed, at: usize) -> Wrong {
    let wrong =
        Wrong::new(part.place.clone(), "expected integers of at most 127 bits; use floats, as in '1.0 * x'");
    Wrong { record: Some(at), ..wrong }
}
