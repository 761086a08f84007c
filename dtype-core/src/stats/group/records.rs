//! Groups as records of a dtype.

use crate::dtype::{DType, Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::lanes;
use crate::stats::query::{Stat, What};
use crate::view::{RecordArray, Value};

/// What a statistic of a column of these elements is as a field.
pub(super) fn scalar_of(stat: &Stat, of: Option<Scalar>) -> Scalar {
    use ScalarKind::*;
    let kind = of.map_or(Int64, Scalar::kind);
    let letter = kind.letter();
    let sum = match (letter, kind) {
        ('u', _) => UInt64,
        ('i' | 'b', _) => Int64,
        ('c', _) => Complex128,
        (_, TimeDelta64(_)) => kind,
        _ => Float64,
    };
    let ranked = |is_element: bool| match letter {
        'i' | 'u' | 'b' if !is_element => Float64,
        _ => kind,
    };
    Scalar::native(match &stat.what {
        What::Count | What::NanCount | What::CountNonzero | What::ArgMin | What::ArgMax => Int64,
        What::Sum | What::SumExact | What::Product => sum,
        What::Mean if matches!(letter, 'c' | 'm') => sum,
        What::Mean | What::Var(_) | What::Std(_) | What::Skew | What::Kurtosis | What::WeightedMean(_) => {
            Float64
        }
        What::Ptp => match kind {
            DateTime64(step) => TimeDelta64(step),
            _ if matches!(letter, 'i' | 'u') => sum,
            _ => kind,
        },
        What::Any | What::All => Bool,
        What::Quantile(_, method) => ranked(method.is_discrete()),
        What::Median | What::Mad => ranked(false),
        What::Min | What::Max | What::First | What::Last => kind,
    })
}

/// Records of these fields, filled with values.
pub(super) fn array<'v, 'n>(
    fields: impl Iterator<Item = (&'n str, Scalar)>,
    len: usize,
    value: impl Fn(usize, usize) -> Option<&'v Value>,
) -> Result<RecordArray> {
    let fields: Vec<(&str, Scalar)> = fields.collect();
    let dtype = DType::packed(fields.iter().map(|&(name, scalar)| (name, DType::from(scalar))))?;
    let mut bytes = Vec::with_capacity(len.saturating_mul(dtype.itemsize()));
    for record in 0..len {
        for (field, &(name, scalar)) in fields.iter().enumerate() {
            write(value(field, record), scalar.kind(), &mut bytes).map_err(|error| error.in_field(name))?;
        }
    }
    RecordArray::from_bytes(&bytes, &dtype, &[len], false)
}

/// Adds the bytes of a value, in the byte order of this machine.
fn write(value: Option<&Value>, kind: ScalarKind, out: &mut Vec<u8>) -> Result<()> {
    use ScalarKind::*;
    let end = out.len() + kind.itemsize();
    match (kind, value) {
        (Int64, Some(Value::UInt(n))) => out.extend(fitting(i64::try_from(*n), n, "<i8")?.to_ne_bytes()),
        (Int64, Some(Value::Int128(n))) => out.extend(fitting(i64::try_from(*n), n, "<i8")?.to_ne_bytes()),
        (UInt64, Some(Value::Int128(n))) => out.extend(fitting(u64::try_from(*n), n, "<u8")?.to_ne_bytes()),
        // A position that there is not.
        (Int64, None) => out.extend((-1i64).to_ne_bytes()),
        (Bool, Some(Value::Bool(is))) => out.push((*is).into()),
        (Int8, Some(Value::Int(n))) => out.extend((*n as i8).to_ne_bytes()),
        (Int16, Some(Value::Int(n))) => out.extend((*n as i16).to_ne_bytes()),
        (Int32, Some(Value::Int(n))) => out.extend((*n as i32).to_ne_bytes()),
        (Int64, Some(Value::Int(n))) => out.extend(n.to_ne_bytes()),
        (UInt8, Some(Value::UInt(n))) => out.push(*n as u8),
        (UInt16, Some(Value::UInt(n))) => out.extend((*n as u16).to_ne_bytes()),
        (UInt32, Some(Value::UInt(n))) => out.extend((*n as u32).to_ne_bytes()),
        (UInt64, Some(Value::UInt(n))) => out.extend(n.to_ne_bytes()),
        (Float16, Some(Value::Float16(x))) => out.extend(lanes::f64_to_half((*x).into()).to_ne_bytes()),
        (Float16, None) => out.extend(lanes::f64_to_half(f64::NAN).to_ne_bytes()),
        (Float32, x) => out.extend(if let Some(Value::Float32(x)) = x { *x } else { f32::NAN }.to_ne_bytes()),
        (Float64, x) => out.extend(if let Some(Value::Float64(x)) = x { *x } else { f64::NAN }.to_ne_bytes()),
        (Complex64, x) => {
            let (re, im) =
                if let Some(Value::Complex64(re, im)) = x { (*re, *im) } else { (f32::NAN, f32::NAN) };
            [re, im].iter().for_each(|part| out.extend(part.to_ne_bytes()));
        }
        (Complex128, x) => {
            let (re, im) =
                if let Some(Value::Complex128(re, im)) = x { (*re, *im) } else { (f64::NAN, f64::NAN) };
            [re, im].iter().for_each(|part| out.extend(part.to_ne_bytes()));
        }
        (DateTime64(_), Some(Value::DateTime64(n, _))) | (TimeDelta64(_), Some(Value::TimeDelta64(n, _))) => {
            out.extend(n.to_ne_bytes());
        }
        (DateTime64(_) | TimeDelta64(_), _) => out.extend(i64::MIN.to_ne_bytes()),
        (Bytes(_), Some(Value::Bytes(bytes))) | (_, Some(Value::Void(bytes))) => out.extend_from_slice(bytes),
        (Str(_), Some(Value::Str(points))) => points.iter().for_each(|point| out.extend(point.to_ne_bytes())),
        (Bytes(_) | Str(_) | Void(_), None) => {}
        (_, value) => {
            let found = value.map_or_else(|| "none".to_owned(), Value::to_string);
            return Err(Error::mismatch(format!(
                "expected a value of '{}', found {found}",
                Scalar::native(kind)
            )));
        }
    }
    // Text is as long as its field.
    out.resize(end, 0);
    Ok(())
}

fn fitting<T, E>(fits: std::result::Result<T, E>, value: impl std::fmt::Display, dtype: &str) -> Result<T> {
    fits.map_err(|_| Error::mismatch(format!("expected a number that fits '{dtype}', found {value}")))
}
