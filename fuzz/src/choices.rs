//! Dtypes and numbers from the bytes of a fuzzer: every input is a choice, and small changes make small changes.

use arbitrary::{Result, Unstructured};
use dtype_core::{ByteOrder, DType, Field, Scalar, ScalarKind, TimeStep, TimeUnit};

const NAMES: [&str; 12] = ["a", "b", "c", "a.b", "x[0]", "", "\u{3b1}", "f0", "price", "A", "b.c", " "];

const UNITS: [TimeUnit; 14] = [
    TimeUnit::Year,
    TimeUnit::Month,
    TimeUnit::Week,
    TimeUnit::Day,
    TimeUnit::Hour,
    TimeUnit::Minute,
    TimeUnit::Second,
    TimeUnit::Millisecond,
    TimeUnit::Microsecond,
    TimeUnit::Nanosecond,
    TimeUnit::Picosecond,
    TimeUnit::Femtosecond,
    TimeUnit::Attosecond,
    TimeUnit::Generic,
];

/// A dtype of at most a few hundred bytes, without objects, with gaps, overlaps and records in records.
pub(crate) fn dtype(u: &mut Unstructured<'_>, depth: usize) -> Result<DType> {
    match u.int_in_range(0..=7)? {
        0..=2 if depth > 0 => record(u, depth),
        3 if depth > 0 => {
            let shape: Vec<usize> = lens(u, 2, 3)?;
            let base = dtype(u, depth - 1)?;
            Ok(DType::subarray(base.clone(), &shape).unwrap_or(base))
        }
        _ => scalar(u).map(DType::scalar),
    }
}

/// Up to `most` lengths of axes, each up to `longest`.
pub(crate) fn lens(u: &mut Unstructured<'_>, most: usize, longest: usize) -> Result<Vec<usize>> {
    let axes = u.int_in_range(0..=most)?;
    (0..axes).map(|_| u.int_in_range(0..=longest)).collect()
}

fn record(u: &mut Unstructured<'_>, depth: usize) -> Result<DType> {
    let mut names = NAMES.to_vec();
    let count = u.int_in_range(0..=4)?;
    let (placing, mut end) = (u.int_in_range(0..=3)?, 0);
    let mut fields = Vec::new();
    for _ in 0..count {
        let name = names.remove(u.choose_index(names.len())?);
        let dtype = dtype(u, depth - 1)?;
        let offset = match placing {
            // Anywhere, so perhaps on top of another.
            0 => u.int_in_range(0..=end)?,
            _ => end + u.int_in_range(0..=2)?,
        };
        end = end.max(offset + dtype.itemsize());
        fields.push(Field::new(name, dtype, offset));
    }
    let itemsize = end + u.int_in_range(0..=3)?;
    let named = || fields.iter().map(|field| (field.name(), field.dtype().clone()));
    let record = match placing {
        2 => DType::packed(named()),
        3 => DType::aligned(named()),
        _ => DType::record(fields.clone(), Some(itemsize)),
    };
    Ok(record.expect("unique names and few bytes"))
}

fn scalar(u: &mut Unstructured<'_>) -> Result<Scalar> {
    use ScalarKind::*;
    const PLAIN: [ScalarKind; 16] = [
        Bool,
        Int8,
        Int16,
        Int32,
        Int64,
        UInt8,
        UInt16,
        UInt32,
        UInt64,
        Float16,
        Float32,
        Float64,
        LongDouble,
        Complex64,
        Complex128,
        ComplexLongDouble,
    ];
    let kind = match u.int_in_range(0..=23)? {
        16 => Bytes(u.int_in_range(0..=5)?),
        17 => Str(u.int_in_range(0..=3)?),
        18 => Void(u.int_in_range(0..=5)?),
        19 => DateTime64(step(u)?),
        20 => TimeDelta64(step(u)?),
        21 => Float64,
        22 => UInt8,
        i => *PLAIN.get(i).unwrap_or(&Int32),
    };
    Ok(Scalar::new(kind, order(u)?))
}

pub(crate) fn order(u: &mut Unstructured<'_>) -> Result<ByteOrder> {
    Ok(if u.ratio(1, 3)? { ByteOrder::Big } else { ByteOrder::Little })
}

pub(crate) fn step(u: &mut Unstructured<'_>) -> Result<TimeStep> {
    let unit = *u.choose(&UNITS)?;
    let multiple = if unit == TimeUnit::Generic { 1 } else { u.int_in_range(0..=30)? };
    Ok(TimeStep::new(unit, multiple))
}

/// All bytes that are left, to be owned.
pub(crate) trait TakeRest {
    fn take_rest_bytes(&mut self) -> Vec<u8>;
}

impl TakeRest for Unstructured<'_> {
    fn take_rest_bytes(&mut self) -> Vec<u8> {
        self.bytes(self.len()).unwrap_or_default().to_vec()
    }
}
