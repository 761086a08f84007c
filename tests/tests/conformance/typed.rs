//! A column as values of a Rust type: the same as without one, or refused because some bytes are no such value.

use std::fmt::Debug;

use dtype_core::{AnyColumn, Be, Element, ErrorKind, FixedStr};
use dtype_tests::elements::{Elements, code_points};
use half::f16;
use num_complex::Complex;

use crate::case::Case;
use crate::excuse::Rule;

/// Compares a column that has one value in each record with its elements, where its dtype is that of a Rust type.
/// `axes` are those of the records.
pub(crate) fn check(
    column: &AnyColumn<'_>,
    axes: usize,
    elements: &Elements,
    case: &mut Case,
    at: &dyn Fn(&str) -> String,
) {
    if axes != 1 || column.shape().len() != 1 || elements.of().itemsize == 0 {
        return;
    }
    let dtype = column.dtype().typestr();
    let result = match dtype.as_str() {
        "|b1" => partial::<bool, _>(column, bools(elements), i128::from, Rule::BoolByte, case),
        "|u1" => whole::<u8, _>(column, elements.ints(), i128::from),
        "|i1" => whole::<i8, _>(column, elements.ints(), i128::from),
        "<u2" => whole::<u16, _>(column, elements.ints(), i128::from),
        "<i2" => whole::<i16, _>(column, elements.ints(), i128::from),
        "<u4" => whole::<u32, _>(column, elements.ints(), i128::from),
        "<i4" => whole::<i32, _>(column, elements.ints(), i128::from),
        "<u8" => whole::<u64, _>(column, elements.ints(), i128::from),
        "<i8" => whole::<i64, _>(column, elements.ints(), i128::from),
        ">u2" => whole::<zerocopy::big_endian::U16, _>(column, elements.ints(), |n| n.get().into()),
        ">i2" => whole::<zerocopy::big_endian::I16, _>(column, elements.ints(), |n| n.get().into()),
        ">u4" => whole::<zerocopy::big_endian::U32, _>(column, elements.ints(), |n| n.get().into()),
        ">i4" => whole::<zerocopy::big_endian::I32, _>(column, elements.ints(), |n| n.get().into()),
        ">u8" => whole::<zerocopy::big_endian::U64, _>(column, elements.ints(), |n| n.get().into()),
        ">i8" => whole::<zerocopy::big_endian::I64, _>(column, elements.ints(), |n| n.get().into()),
        "<f2" => whole::<f16, _>(column, floats(elements), |x| key(x.into())),
        "<f4" => whole::<f32, _>(column, floats(elements), |x| key(x.into())),
        "<f8" => whole::<f64, _>(column, floats(elements), key),
        ">f2" => whole::<Be<f16>, _>(column, floats(elements), |x| key(x.get().into())),
        ">f4" => whole::<zerocopy::big_endian::F32, _>(column, floats(elements), |x| key(x.get().into())),
        ">f8" => whole::<zerocopy::big_endian::F64, _>(column, floats(elements), |x| key(x.get())),
        "<c8" => {
            whole::<Complex<f32>, _>(column, complexes(elements), |z| (key(z.re.into()), key(z.im.into())))
        }
        "<c16" => whole::<Complex<f64>, _>(column, complexes(elements), |z| (key(z.re), key(z.im))),
        "<U1" => text::<1>(column, elements, case),
        "<U2" => text::<2>(column, elements, case),
        "<U3" => text::<3>(column, elements, case),
        "<U4" => text::<4>(column, elements, case),
        "<U5" => text::<5>(column, elements, case),
        _ => Ok(()),
    };
    if let Err(why) = result {
        case.wrong(&at("typed"), why);
    }
}

/// A type of which any bytes are a value.
fn whole<T: Element, K: PartialEq + Debug>(
    column: &AnyColumn<'_>,
    expected: Vec<K>,
    key: fn(T) -> K,
) -> Result<(), String> {
    let found = column.typed::<T>().map_err(|error| error.to_string())?.iter().map(key).collect::<Vec<_>>();
    if found == expected { Ok(()) } else { Err(format!("expected {expected:?}, found {found:?}")) }
}

/// A type with bytes that are no value of it. Such an element has no expectation, and `rule` says why it is refused.
fn partial<T: Element, K: PartialEq + Debug>(
    column: &AnyColumn<'_>,
    expected: Vec<Option<K>>,
    key: fn(T) -> K,
    rule: Rule,
    case: &mut Case,
) -> Result<(), String> {
    let Some(expected) = expected.into_iter().collect::<Option<Vec<K>>>() else {
        case.excuse = Some(rule);
        return match column.typed::<T>() {
            Err(error) if error.kind() == ErrorKind::Cast => Ok(()),
            Err(error) => Err(format!("expected a refusal of the bytes, found: {error}")),
            Ok(_) => Err("expected a refusal of the bytes, found none".to_owned()),
        };
    };
    whole(column, expected, key)
}

fn text<const N: usize>(column: &AnyColumn<'_>, elements: &Elements, case: &mut Case) -> Result<(), String> {
    let decode = |bytes| code_points(bytes).into_iter().map(char::from_u32).collect::<Option<String>>();
    let expected = elements.each().map(decode).collect();
    partial::<FixedStr<N>, _>(column, expected, |text| text.to_string(), Rule::CodePoint, case)
}

fn bools(elements: &Elements) -> Vec<Option<i128>> {
    elements.ints().into_iter().map(|n| (n < 2).then_some(n)).collect()
}

fn floats(elements: &Elements) -> Vec<u64> {
    elements.floats().into_iter().map(key).collect()
}

fn complexes(elements: &Elements) -> Vec<(u64, u64)> {
    let (re, im) = elements.complexes();
    re.into_iter().map(key).zip(im.into_iter().map(key)).collect()
}

/// The bits of a float, of NaN always the same.
fn key(x: f64) -> u64 {
    if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() }
}
