//! Whether a number came out as it went in.

use super::value::found;
use crate::dtype::calendar::NAT;
use crate::dtype::{Scalar, ScalarKind};
use crate::view::Value;

/// A number, exactly.
#[derive(Clone, Copy)]
enum Exact {
    Integer(i128),
    Float(f64),
    Complex(f64, f64),
    NaT,
}

/// Compares a number with what a cast made of it.
pub(super) fn same(from: Scalar, src: &[u8], to: Scalar, dst: &[u8]) -> Result<(), String> {
    use Exact::*;
    let both_times = is_time(from.kind()) && is_time(to.kind());
    let fits = match (exact(from, src), exact(to, dst)) {
        (NaT, NaT) => both_times,
        (NaT, _) | (_, NaT) => false,
        (Complex(_, im), Integer(_) | Float(_)) if im != 0.0 => false,
        (Integer(a), Integer(b)) => a == b,
        (Integer(a), Float(b) | Complex(b, _)) => is_integer(b, a),
        (Float(a) | Complex(a, _), Integer(b)) => is_integer(a, b),
        (Float(a) | Complex(a, _), Float(b)) | (Float(a), Complex(b, _)) => is_near(a, b),
        (Complex(re, im), Complex(re2, im2)) => is_near(re, re2) && is_near(im, im2),
    };
    if fits { Ok(()) } else { Err(found(format!("expected {}", range(to.kind())), (from, src))) }
}

/// What fits a kind of number, in words.
#[cold]
pub(super) fn range(kind: ScalarKind) -> String {
    let integers = |bits: u32, signed: bool| {
        let top = (1i128 << (bits - u32::from(signed))) - 1;
        format!("a whole number from {} to {top}", if signed { -top - 1 } else { 0 })
    };
    match kind {
        ScalarKind::Bool => "0 or 1".to_owned(),
        ScalarKind::DateTime64(_) | ScalarKind::TimeDelta64(_) => {
            "a whole number that 64 bits hold".to_owned()
        }
        _ if matches!(kind.letter(), 'i' | 'u') => integers(8 * kind.itemsize() as u32, kind.letter() == 'i'),
        _ => format!("a number that {}{} can hold", kind.letter(), kind.itemsize()),
    }
}

fn is_time(kind: ScalarKind) -> bool {
    matches!(kind, ScalarKind::DateTime64(_) | ScalarKind::TimeDelta64(_))
}

fn exact(scalar: Scalar, bytes: &[u8]) -> Exact {
    match Value::of_scalar(scalar.kind(), scalar.byte_order(), bytes) {
        Value::Bool(value) => Exact::Integer(value.into()),
        Value::Int(value) => Exact::Integer(value.into()),
        Value::UInt(value) => Exact::Integer(value.into()),
        Value::Float16(value) | Value::Float32(value) => Exact::Float(value.into()),
        Value::Float64(value) => Exact::Float(value),
        Value::Complex64(re, im) => Exact::Complex(re.into(), im.into()),
        Value::Complex128(re, im) => Exact::Complex(re, im),
        Value::DateTime64(NAT, _) | Value::TimeDelta64(NAT, _) => Exact::NaT,
        Value::DateTime64(count, _) | Value::TimeDelta64(count, _) => Exact::Integer(count.into()),
        _ => Exact::NaT,
    }
}

fn is_integer(float: f64, integer: i128) -> bool {
    // Every integer of 64 bits is far from where this saturates.
    float.fract() == 0.0 && float as i128 == integer
}

/// Rounding to fewer digits is what a narrower float does; becoming infinite is not.
fn is_near(before: f64, after: f64) -> bool {
    after.is_finite() || !before.is_finite()
}
