//! The keys of records as words in their order, and back.

use super::floor::{Bucket, Floor};
use super::key::Key;
use crate::dtype::{ByteOrder, DType, Located, Path, Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::lanes::Gather;
use crate::lanes::order_key::{self, KeyFormat, MISSING};
use crate::stats::any::value;
use crate::stats::kind::{Class, Outcome};
use crate::stats::quantile::{key_format, rounding};
use crate::strided::Bytes;
use crate::view::{RecordView, Value};

/// The columns that records are grouped by.
pub(in crate::stats) struct Keys {
    pub(in crate::stats) keys: Vec<Key>,
    columns: Vec<KeyColumn>,
    /// Words in all.
    pub(super) words: usize,
}

pub(super) struct KeyColumn {
    pub(super) format: KeyFormat,
    floor: Option<Floor>,
    /// What the keys are.
    pub(super) scalar: Scalar,
}

/// The keys of some records, from one on.
pub(super) struct KeySource<'a> {
    columns: Vec<(Values<'a>, Bucket)>,
}

enum Values<'a> {
    Numbers(Gather<'a>),
    Bytes(Bytes<'a>, usize),
}

impl Keys {
    /// # Errors
    /// If there is no such column, or records cannot be grouped by it.
    pub(super) fn new(dtype: &DType, keys: Vec<Key>) -> Result<Keys> {
        if keys.is_empty() {
            return Err(Error::mismatch("expected a column to group by; without one, ask `stats`"));
        }
        let in_field = |key: &Key, error: Error| match key.path.shown() {
            name if name.is_empty() => error,
            name => error.in_field(&name),
        };
        let column = |key: &Key| {
            let place = key.path.locate(dtype)?;
            KeyColumn::new(&place, key).map_err(|error| in_field(key, error))
        };
        let columns = keys.iter().map(column).collect::<Result<Vec<_>>>()?;
        let words = columns.iter().map(|column| column.format.words()).sum();
        Ok(Keys { keys, columns, words })
    }

    pub(super) fn source<'a>(&self, records: &RecordView<'a>, from: usize) -> Result<KeySource<'a>> {
        let source = |(key, column): (&Key, &KeyColumn)| {
            let nothing = || Error::mismatch("expected a column of values").in_field(&key.path.shown());
            let (_, bytes) = records.any_column(&key.path)?.leaves().ok_or_else(nothing)?;
            let values = match column.format.format() {
                Some(format) => {
                    let mut numbers = bytes.gather(format);
                    numbers.skip(from);
                    Values::Numbers(numbers)
                }
                None => Values::Bytes(bytes, from),
            };
            Ok((values, Bucket::default()))
        };
        Ok(KeySource { columns: self.keys.iter().zip(&self.columns).map(source).collect::<Result<_>>()? })
    }

    /// Fills a row for each word with the keys of the next records, at most `N` of them.
    pub(super) fn fill<const N: usize>(
        &self,
        source: &mut KeySource<'_>,
        rows: &mut [[u64; N]],
        count: usize,
    ) {
        let mut rows = rows.iter_mut();
        for (column, (values, last)) in self.columns.iter().zip(&mut source.columns) {
            match values {
                Values::Numbers(numbers) => {
                    let Some(row) = rows.next() else { return };
                    let row = &mut row[..count];
                    column.format.fill(numbers, 0, row);
                    if let Some(floor) = &column.floor {
                        for key in row {
                            *key = order_key::of_time(floor.apply(order_key::to_time(*key), last));
                        }
                    }
                }
                Values::Bytes(bytes, at) => {
                    for (word, row) in (0..column.format.words()).zip(&mut rows) {
                        for (i, key) in (*at..).zip(&mut row[..count]) {
                            *key = column.format.word(bytes.at(i).unwrap_or_default(), word);
                        }
                    }
                    *at += count;
                }
            }
        }
    }

    /// The walks over memory, to ask for it ahead.
    pub(super) fn gathers<'s>(source: &'s KeySource<'_>) -> impl Iterator<Item = &'s Gather<'s>> {
        source.columns.iter().filter_map(|(values, _)| match values {
            Values::Numbers(numbers) => Some(numbers),
            Values::Bytes(..) => None,
        })
    }

    /// What a key stands for: a value of each column.
    pub(super) fn values<'s>(&'s self, mut words: &'s [u64]) -> impl Iterator<Item = Value> + 's {
        self.columns.iter().map(move |column| {
            let (own, rest) = words.split_at(column.format.words());
            words = rest;
            column.value(own)
        })
    }

    /// Is there NaN or NaT in a key?
    pub(super) fn is_missing(&self, mut words: &[u64]) -> bool {
        self.columns.iter().any(|column| {
            let (own, rest) = words.split_at(column.format.words());
            words = rest;
            own.first().is_some_and(|&word| column.format.is_missing(word))
        })
    }

    /// What the keys of each column are.
    pub(super) fn scalars(&self) -> impl Iterator<Item = Scalar> + '_ {
        self.columns.iter().map(|column| column.scalar)
    }
}

impl KeyColumn {
    fn new(place: &Located, key: &Key) -> Result<KeyColumn> {
        if !place.dims.is_empty() || place.dtype.as_subarray().is_some() {
            return Err(Error::unsupported(
                "expected a key of one value in each record, found several; give an index, as in `levels[0].price`",
            ));
        }
        let scalar = place.dtype.as_scalar().ok_or_else(|| refused(format!("dtype {}", place.dtype)))?;
        let plain = KeyColumn::of(scalar)?;
        let (floor, kind) = match (key.floor, scalar.kind()) {
            (None, kind) => (None, kind),
            (Some(to), ScalarKind::DateTime64(from)) => (Some((from, to, true)), ScalarKind::DateTime64(to)),
            (Some(to), ScalarKind::TimeDelta64(from)) => {
                (Some((from, to, false)), ScalarKind::TimeDelta64(to))
            }
            (Some(_), _) => {
                let message =
                    format!("expected datetimes or timedeltas to put into buckets, found dtype '{scalar}'");
                return Err(Error::unsupported(message));
            }
        };
        let floor = floor.map(|(from, to, is_datetime)| {
            Floor::new(from, to, is_datetime).ok_or_else(|| {
                Error::unsupported(format!(
                    "expected buckets that are no shorter than steps of {from}, found {to}"
                ))
            })
        });
        Ok(KeyColumn { floor: floor.transpose()?, scalar: Scalar::native(kind), ..plain })
    }

    /// Of values as they are.
    pub(super) fn of(scalar: Scalar) -> Result<KeyColumn> {
        let class = Class::of(scalar).filter(|&(class, _)| class != Class::Complex);
        let format = match (scalar.kind(), class) {
            (_, Some((class, format))) => key_format(class, format),
            (ScalarKind::Bytes(len) | ScalarKind::Void(len), _) => KeyFormat::Bytes(len),
            (ScalarKind::Str(len), _) => {
                KeyFormat::Str { len, big_endian: scalar.byte_order() == ByteOrder::Big }
            }
            _ => return Err(refused(format!("dtype '{scalar}'"))),
        };
        Ok(KeyColumn { format, floor: None, scalar: Scalar::native(scalar.kind()) })
    }

    /// Are these the words of a value of this column's dtype?
    pub(super) fn has(&self, words: &[u64]) -> bool {
        let (&[first, ..], &[.., last]) = (words, words) else { return self.format.words() == 0 };
        let is_in = |least: i64, most: i64| (least..=most).contains(&order_key::to_whole(first));
        match (self.format, self.scalar.kind()) {
            (KeyFormat::Whole(_), ScalarKind::Bool) => is_in(0, 1),
            (KeyFormat::Whole(_), ScalarKind::Int8) => is_in(i8::MIN.into(), i8::MAX.into()),
            (KeyFormat::Whole(_), ScalarKind::Int16) => is_in(i16::MIN.into(), i16::MAX.into()),
            (KeyFormat::Whole(_), ScalarKind::Int32) => is_in(i32::MIN.into(), i32::MAX.into()),
            (KeyFormat::Whole(_), ScalarKind::UInt8) => is_in(0, u8::MAX.into()),
            (KeyFormat::Whole(_), ScalarKind::UInt16) => is_in(0, u16::MAX.into()),
            (KeyFormat::Whole(_), ScalarKind::UInt32) => is_in(0, u32::MAX.into()),
            (KeyFormat::Float(_), kind) => {
                let x = rounding(kind)(order_key::to_float(first));
                first == MISSING || order_key::of_float(x) == first
            }
            // NULs fill the last word.
            (KeyFormat::Bytes(len), _) => last & (1u64 << (8 * (8 * words.len() - len))).wrapping_sub(1) == 0,
            (KeyFormat::Str { len, .. }, _) => len % 2 == 0 || last as u32 == 0,
            _ => true,
        }
    }

    pub(super) fn value(&self, words: &[u64]) -> Value {
        let kind = self.scalar.kind();
        let first = words.first().copied().unwrap_or(0);
        match (self.format, kind) {
            (KeyFormat::Whole(_), ScalarKind::UInt64) => Value::UInt(first),
            (KeyFormat::Whole(_), _) => value(Outcome::Whole(order_key::to_whole(first).into()), kind),
            (KeyFormat::Time(_), _) => value(Outcome::Steps(order_key::to_time(first)), kind),
            (KeyFormat::Float(_), _) => {
                let x = if first == MISSING { f64::NAN } else { order_key::to_float(first) };
                value(Outcome::Float(x), kind)
            }
            (KeyFormat::Str { len, .. }, _) => {
                let halves = words.iter().flat_map(|word| [(word >> 32) as u32, *word as u32]);
                let bytes: Vec<u8> = halves.take(len).flat_map(u32::to_ne_bytes).collect();
                Value::of_scalar(kind, NATIVE, &bytes)
            }
            (KeyFormat::Bytes(len), _) => {
                let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).take(len).collect();
                Value::of_scalar(kind, NATIVE, &bytes)
            }
            (KeyFormat::Complex(_), _) => Value::Void(Vec::new()),
        }
    }
}

fn refused(found: String) -> Error {
    Error::unsupported(format!(
        "expected keys that are integers, booleans, floats, datetimes, timedeltas or text, found {found}"
    ))
}

const NATIVE: ByteOrder = if cfg!(target_endian = "big") { ByteOrder::Big } else { ByteOrder::Little };
