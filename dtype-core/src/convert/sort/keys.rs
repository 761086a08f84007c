//! By what records are ordered: the words of their keys, field by field.

use std::cmp::Ordering;

use crate::dtype::{ByteOrder, DType, Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::lanes::order_key::KeyFormat;
use crate::lanes::{Format, Word};
use crate::strided::{Bytes, Items};
use crate::threads;

/// Keys filled by one thread at a time.
const RANGE: usize = if cfg!(test) { 1 << 11 } else { 1 << 16 };

/// The keys of the records of a view: words that are compared one after the other.
pub(crate) struct Keys<'a> {
    parts: Vec<Part<'a>>,
    /// How many words there are in all.
    words: usize,
    len: usize,
}

/// The words of one field, of all elements that it has.
struct Part<'a> {
    /// Names from the outside in, dotted.
    path: String,
    dtype: DType,
    format: KeyFormat,
    values: Bytes<'a>,
    /// How many values there are in each record: of a sub-array several.
    per_record: usize,
    /// How many words the parts before it have.
    before: usize,
    descending: bool,
}

/// One word of the key of every record.
#[derive(Clone, Copy)]
pub(crate) struct KeyWord<'k, 'a> {
    part: &'k Part<'a>,
    element: usize,
    /// Which of the words of the element.
    word: usize,
}

impl<'a> Keys<'a> {
    /// Of so many records, which are all equal so far.
    pub(crate) fn new(len: usize) -> Keys<'a> {
        Keys { parts: Vec::new(), words: 0, len }
    }

    /// Compares by what `items`, which lie at `path`, are too: fields and elements one after the other. Their first
    /// `lead` axes count records.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if they have no order.
    pub(crate) fn push(
        &mut self,
        path: &str,
        items: &Items<'a>,
        lead: usize,
        descending: bool,
    ) -> Result<()> {
        if let Some(fields) = items.dtype().flattened().0.fields() {
            return fields.iter().enumerate().try_for_each(|(i, field)| {
                let Some(inner) = items.nth_field(i) else { return Ok(()) };
                let dot = if path.is_empty() { "" } else { "." };
                self.push(&format!("{path}{dot}{}", field.name()), &inner, lead, descending)
            });
        }
        let spread = items.spread();
        let dtype = spread.dtype().clone();
        let format =
            dtype.as_scalar().and_then(key_format).ok_or_else(|| in_field(path, no_order(&dtype)))?;
        let Some(values) = spread.bytes() else { return Ok(()) };
        let per_record = spread.dims()[lead..].iter().map(|dim| dim.len).product::<usize>();
        let path = path.to_owned();
        self.parts.push(Part { path, dtype, format, values, per_record, before: self.words, descending });
        self.words += per_record.saturating_mul(format.words());
        Ok(())
    }

    /// Whether these keys can be compared with others: both are of the same dtypes, but for the byte order.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) with the first field that differs.
    pub(crate) fn comparable(&self, others: &Keys<'_>) -> Result<()> {
        for (a, b) in self.parts.iter().zip(&others.parts) {
            let kind = |part: &Part<'_>| part.dtype.as_scalar().map(Scalar::kind);
            if kind(a) != kind(b) {
                let message = format!(
                    "expected keys of one dtype on both sides, found {} and {}; convert one of them first",
                    a.dtype, b.dtype
                );
                return Err(in_field(&a.path, Error::mismatch(message)));
            }
            if a.per_record != b.per_record {
                let message = format!(
                    "expected keys of one shape on both sides, found {} and {} values in each record",
                    a.per_record, b.per_record
                );
                return Err(in_field(&a.path, Error::mismatch(message)));
            }
        }
        if self.parts.len() != others.parts.len() {
            let (expected, found) = (self.parts.len(), others.parts.len());
            let message =
                format!("expected keys of as many fields on both sides, found {expected} and {found}");
            return Err(Error::mismatch(message));
        }
        Ok(())
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// How many words a key has.
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    /// A word that exists.
    pub(crate) fn word(&self, level: usize) -> KeyWord<'_, 'a> {
        // Parts without words start where the next one does, so the last that starts there has words.
        let part = &self.parts[self.parts.partition_point(|part| part.before <= level) - 1];
        let within = level - part.before;
        let words = part.format.words();
        KeyWord { part, element: within / words, word: within % words }
    }

    /// Whether two records have the same key.
    pub(crate) fn equal(&self, i: usize, j: usize) -> bool {
        self.compare(i, self, j).is_eq()
    }

    /// Whether there is a NaN or a NaT in the key of a record.
    pub(crate) fn has_missing(&self, record: usize) -> bool {
        self.parts.iter().any(|part| {
            let first = |element| part.format.word(part.bytes(record, element), 0);
            part.format.words() > 0
                && (0..part.per_record).any(|element| part.format.is_missing(first(element)))
        })
    }

    /// Which comes first: the record `i` here, or `j` of keys of the same dtypes.
    pub(crate) fn compare(&self, i: usize, others: &Keys<'_>, j: usize) -> Ordering {
        for (a, b) in self.parts.iter().zip(&others.parts) {
            for element in 0..a.per_record {
                for word in 0..a.format.words() {
                    let order = a.word(i, element, word).cmp(&b.word(j, element, word));
                    if order.is_ne() {
                        return order;
                    }
                }
            }
        }
        Ordering::Equal
    }
}

impl Part<'_> {
    #[inline]
    fn bytes(&self, record: usize, element: usize) -> &[u8] {
        self.values.at(record * self.per_record + element).unwrap_or_default()
    }

    #[inline]
    fn word(&self, record: usize, element: usize, word: usize) -> u64 {
        let key = self.format.word(self.bytes(record, element), word);
        if self.descending { self.format.reversed(key) } else { key }
    }
}

impl KeyWord<'_, '_> {
    /// Of a record that exists.
    #[inline]
    pub(crate) fn of(self, record: usize) -> u64 {
        self.part.word(record, self.element, self.word)
    }

    /// Of all records, in order.
    pub(crate) fn fill(self, out: &mut [u64]) {
        let bytes = out.len().saturating_mul(16);
        threads::map(out.chunks_mut(RANGE).enumerate(), bytes, |(i, out)| self.fill_from(i * RANGE, out));
    }

    fn fill_from(self, start: usize, out: &mut [u64]) {
        let part = self.part;
        match part.format.format() {
            Some(format) if part.per_record == 1 => {
                let mut numbers = part.values.gather(format);
                numbers.skip(start);
                part.format.fill(&mut numbers, self.word, out);
                if part.descending {
                    out.iter_mut().for_each(|key| *key = part.format.reversed(*key));
                }
            }
            _ => out.iter_mut().enumerate().for_each(|(i, key)| *key = self.of(start + i)),
        }
    }
}

/// How values of a kind are ordered; `None` if they are not.
fn key_format(scalar: Scalar) -> Option<KeyFormat> {
    use ScalarKind::*;
    let big_endian = match scalar.byte_order() {
        ByteOrder::Big => true,
        ByteOrder::Little => false,
        ByteOrder::Irrelevant => cfg!(target_endian = "big"),
    };
    let format = |word| Format { word, big_endian };
    Some(match scalar.kind() {
        Bool => KeyFormat::Whole(format(Word::Bool)),
        Int8 => KeyFormat::Whole(format(Word::I8)),
        Int16 => KeyFormat::Whole(format(Word::I16)),
        Int32 => KeyFormat::Whole(format(Word::I32)),
        Int64 => KeyFormat::Whole(format(Word::I64)),
        UInt8 => KeyFormat::Whole(format(Word::U8)),
        UInt16 => KeyFormat::Whole(format(Word::U16)),
        UInt32 => KeyFormat::Whole(format(Word::U32)),
        UInt64 => KeyFormat::Whole(format(Word::U64)),
        Float16 => KeyFormat::Float(format(Word::F16)),
        Float32 => KeyFormat::Float(format(Word::F32)),
        Float64 => KeyFormat::Float(format(Word::F64)),
        Complex64 => KeyFormat::Complex(format(Word::C64)),
        Complex128 => KeyFormat::Complex(format(Word::C128)),
        DateTime64(_) | TimeDelta64(_) => KeyFormat::Time(format(Word::I64)),
        Bytes(len) | Void(len) => KeyFormat::Bytes(len),
        Str(len) => KeyFormat::Str { len, big_endian },
        _ => return None,
    })
}

#[cold]
fn in_field(path: &str, error: Error) -> Error {
    if path.is_empty() { error } else { error.in_field(path) }
}

#[cold]
fn no_order(dtype: &DType) -> Error {
    Error::unsupported(format!(
        "values of dtype {dtype} are opaque here and have no order; sort by other fields"
    ))
}
