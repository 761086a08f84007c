//! Values read in the most obvious way: the model that views are compared with. Knows the public shape of a dtype, and
//! nothing of how the library reads.

use dtype_core::{ByteOrder, DType, Scalar, ScalarKind, Value};

/// The value in the first bytes of `bytes`.
pub(crate) fn value(dtype: &DType, bytes: &[u8]) -> Value {
    if let Some((base, shape)) = dtype.as_subarray() {
        return array(base, shape, bytes);
    }
    if let Some(fields) = dtype.fields() {
        let one = |field: &dtype_core::Field| {
            (field.name().to_owned(), value(field.dtype(), &bytes[field.offset()..]))
        };
        return Value::Record(fields.iter().map(one).collect());
    }
    scalar(dtype.as_scalar().expect("nothing else is left"), bytes)
}

fn array(base: &DType, shape: &[usize], bytes: &[u8]) -> Value {
    let Some((&len, rest)) = shape.split_first() else { return value(base, bytes) };
    let size = rest.iter().product::<usize>() * base.itemsize();
    Value::Array((0..len).map(|i| array(base, rest, &bytes[i * size..])).collect())
}

fn scalar(scalar: Scalar, bytes: &[u8]) -> Value {
    use ScalarKind::*;
    let bytes = &bytes[..scalar.itemsize()];
    let part = |at: usize, size: usize| {
        let mut part = bytes[at..at + size].to_vec();
        if scalar.byte_order() == ByteOrder::Big {
            part.reverse();
        }
        part.resize(8, 0);
        u64::from_le_bytes(part.try_into().expect("eight bytes"))
    };
    let trimmed =
        |n: usize, unit: usize| (0..n).rev().find(|&i| part(i * unit, unit) != 0).map_or(0, |i| i + 1);
    match scalar.kind() {
        Bool => Value::Bool(bytes[0] != 0),
        Int8 => Value::Int((part(0, 1) as i8).into()),
        Int16 => Value::Int((part(0, 2) as i16).into()),
        Int32 => Value::Int((part(0, 4) as i32).into()),
        Int64 => Value::Int(part(0, 8) as i64),
        UInt8 | UInt16 | UInt32 | UInt64 => Value::UInt(part(0, bytes.len())),
        Float16 => Value::Float16(half(part(0, 2))),
        Float32 => Value::Float32(f32::from_bits(part(0, 4) as u32)),
        Float64 => Value::Float64(f64::from_bits(part(0, 8))),
        Complex64 => Value::Complex64(f32::from_bits(part(0, 4) as u32), f32::from_bits(part(4, 4) as u32)),
        Complex128 => Value::Complex128(f64::from_bits(part(0, 8)), f64::from_bits(part(8, 8))),
        DateTime64(step) => Value::DateTime64(part(0, 8) as i64, step),
        TimeDelta64(step) => Value::TimeDelta64(part(0, 8) as i64, step),
        Bytes(n) => Value::Bytes(bytes[..trimmed(n, 1)].to_vec()),
        Str(n) => Value::Str((0..trimmed(n, 4)).map(|i| part(i * 4, 4) as u32).collect()),
        _ => Value::Void(bytes.to_vec()),
    }
}

fn half(bits: u64) -> f32 {
    let (exponent, fraction) = ((bits >> 10 & 31) as i32, (bits & 1023) as f32);
    let size = match exponent {
        31 if fraction > 0.0 => f32::NAN,
        31 => f32::INFINITY,
        0 => fraction * 2f32.powi(-24),
        _ => (1024.0 + fraction) * 2f32.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -size } else { size }
}

/// The same value, where NaN is NaN and the two zeros are two.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    a == b || format!("{a:?}") == format!("{b:?}")
}

/// The names that lead to every value that is no record, in order.
pub(crate) fn leaves(dtype: &DType) -> Vec<Vec<String>> {
    let Some(fields) = dtype.flattened().0.fields() else { return vec![Vec::new()] };
    let below = |field: &dtype_core::Field| {
        let mut leaves = leaves(field.dtype());
        leaves.iter_mut().for_each(|path| path.insert(0, field.name().to_owned()));
        leaves
    };
    fields.iter().flat_map(below).collect()
}

/// What of `value` lies at a path, records on the way in arrays or not.
pub(crate) fn at(value: &Value, path: &[String]) -> Value {
    let Some((name, rest)) = path.split_first() else { return value.clone() };
    match value {
        Value::Array(values) => Value::Array(values.iter().map(|value| at(value, path)).collect()),
        Value::Record(fields) => {
            let (_, inner) = fields.iter().find(|(known, _)| known == name).expect("a field of the record");
            at(inner, rest)
        }
        other => panic!("a record, not {other:?}"),
    }
}

/// The scalars of a value, one after the other.
pub(crate) fn flat(value: Value, out: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| flat(value, out)),
        other => out.push(other),
    }
}

/// How many values one item has.
pub(crate) fn count(dtype: &DType) -> usize {
    let (base, shape) = dtype.flattened();
    let inner =
        base.fields().map_or(1, |fields| fields.iter().map(|field| count(field.dtype())).sum::<usize>());
    shape.iter().map(|&len| len.max(1)).product::<usize>().saturating_mul(inner.max(1))
}

/// Whether byte `i` of an item belongs to a value.
pub(crate) fn covered(dtype: &DType) -> Vec<bool> {
    let mut covered = vec![false; dtype.itemsize()];
    if let Some((base, _)) = dtype.as_subarray() {
        let one = self::covered(base);
        return one.iter().copied().cycle().take(dtype.itemsize()).collect();
    }
    match dtype.fields() {
        None => covered.fill(true),
        Some(fields) => {
            for field in fields {
                for (i, inner) in self::covered(field.dtype()).into_iter().enumerate() {
                    covered[field.offset() + i] |= inner;
                }
            }
        }
    }
    covered
}
