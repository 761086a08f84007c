//! Records between layouts: every value arrives, no other byte is written but zeros, and what only moves never fails.

use arbitrary::{Result, Unstructured};
use dtype_core::{Conversion, ConvertOptions, DType, Field, Value};

use crate::choices::{self, TakeRest};
use crate::naive;

/// Input: choices of two dtypes; the rest is the records.
pub fn run(data: &[u8]) {
    let _ = checked(&mut Unstructured::new(data));
}

fn checked(u: &mut Unstructured<'_>) -> Result<()> {
    let from = choices::dtype(u, 4)?;
    let mut dropped = false;
    let to = if u.ratio(1, 8)? { choices::dtype(u, 4)? } else { moved(u, &from, &mut dropped)? };
    let options = ConvertOptions::new().allow_extra(u.arbitrary()?);
    let bytes = u.take_rest_bytes();
    let plan = Conversion::plan(&from, &to, &options);
    let _ = from.diff(&to).to_string();
    let plan = match plan {
        Ok(plan) => plan,
        Err(error) => {
            let _ = error.to_string();
            let alike = !dropped && from.diff(&to).is_same_schema();
            assert!(!alike || overlaps(&to), "{from}\n{to}\n{error}");
            return Ok(());
        }
    };
    let _ = plan.to_string();
    let count = bytes.len().checked_div(from.itemsize()).unwrap_or(3).min(64);
    let src = &bytes[..count * from.itemsize()];
    let mut dst = vec![0xA5; count * to.itemsize()];
    plan.run(src, &mut dst).expect("room for as many records");
    let covered = naive::covered(&to);
    for i in 0..count {
        let old = naive::value(&from, &src[i * from.itemsize()..]);
        let item = &dst[i * to.itemsize()..][..to.itemsize()];
        let new = naive::value(&to, item);
        assert!(agrees(&old, &new), "{from}\n{to}\n{old:?}\n{new:?}");
        if !plan.is_copy() {
            assert!(
                item.iter().zip(&covered).all(|(&byte, &covered)| covered || byte == 0),
                "{from}\n{to}\n{item:?}"
            );
        }
    }
    Ok(())
}

/// The same names and types, but for what is dropped, laid out otherwise.
fn moved(u: &mut Unstructured<'_>, dtype: &DType, dropped: &mut bool) -> Result<DType> {
    if let Some((base, shape)) = dtype.as_subarray() {
        let base = moved(u, base, dropped)?;
        return Ok(DType::subarray(base, shape).expect("few bytes"));
    }
    let Some(fields) = dtype.fields() else {
        return Ok(if u.arbitrary()? { dtype.swapped() } else { dtype.clone() });
    };
    let mut left: Vec<&Field> = fields.iter().collect();
    let (mut placed, mut end) = (Vec::new(), 0);
    let packing = u.int_in_range(0..=2)?;
    while !left.is_empty() {
        let field = left.remove(u.choose_index(left.len())?);
        if u.ratio(1, 12)? {
            *dropped = true;
            continue;
        }
        let dtype = moved(u, field.dtype(), dropped)?;
        let offset = end + u.int_in_range(0..=2)?;
        end = offset + dtype.itemsize();
        placed.push(Field::new(field.name(), dtype, offset));
    }
    let named = || placed.iter().map(|field| (field.name(), field.dtype().clone()));
    let itemsize = end + u.int_in_range(0..=2)?;
    let record = match packing {
        0 => DType::packed(named()),
        1 => DType::aligned(named()),
        _ => DType::record(placed.clone(), Some(itemsize)),
    };
    Ok(record.expect("unique names and few bytes"))
}

/// Whether a byte belongs to two fields.
fn overlaps(dtype: &DType) -> bool {
    let base = dtype.flattened().0;
    let fields = base.fields().unwrap_or_default();
    let mut taken = vec![false; base.itemsize()];
    fields.iter().any(|field| {
        let bytes = &mut taken[field.offset()..][..field.dtype().itemsize()];
        let overlaps = bytes.contains(&true);
        bytes.fill(true);
        overlaps || self::overlaps(field.dtype())
    })
}

/// Whether every value that the new record has is the one of that name in the old record.
fn agrees(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| agrees(old, new))
        }
        (Value::Record(old), Value::Record(new)) => new.iter().all(|(name, new)| {
            old.iter().find(|(known, _)| known == name).is_some_and(|(_, old)| agrees(old, new))
        }),
        // Long doubles are bytes, which the other order turns around.
        (Value::Void(old), Value::Void(new)) if old.len() >= 16 => {
            let mut turned = old.clone();
            turned.chunks_mut(16).for_each(<[u8]>::reverse);
            new == old || *new == turned
        }
        _ => naive::same(old, new),
    }
}
