//! Rules that records are held to, a block at a time.

use dtype_core::{AnyColumn, DType, Error, RecordArray, RecordView, ScalarKind, Value};

use super::Finding;
use crate::cells;
use crate::columns::{self, Choice, label, sort_key};
use crate::errors::Failure;
use crate::expr::Filter;
use crate::layout::Layout;

/// A rule, and what was found out about it so far.
pub(super) struct Rule {
    column: String,
    asks: Asks,
    finding: Finding,
}

enum Asks {
    /// Bytes of 0 and 1.
    Bools,
    /// Code points that are characters.
    Text,
    /// The last record of the block before.
    Sorted(Option<RecordArray>),
    /// The bytes of all values, in records that hold nothing else.
    Unique {
        keys: Vec<u8>,
        choice: Choice,
    },
    /// A condition that all records fulfil.
    Finite(Filter),
    /// The same of sub-arrays and of complex numbers, which conditions do not know.
    AllFinite,
    Range(Filter),
}

impl Rule {
    fn new(column: String, asks: Asks) -> Rule {
        Rule { column, asks, finding: Finding::default() }
    }

    /// The rules that every file is held to: not all bytes are bools or characters.
    pub(super) fn always(dtype: &DType) -> Vec<Rule> {
        let rules = Layout::of(dtype).leaves.into_iter().filter_map(|leaf| {
            let asks = match leaf.dtype.as_scalar()?.kind() {
                ScalarKind::Bool => Asks::Bools,
                ScalarKind::Str(_) => Asks::Text,
                _ => return None,
            };
            Some(Rule::new(label(&leaf.path), asks))
        });
        rules.collect()
    }

    pub(super) fn sorted(column: String, dtype: &DType) -> Result<Rule, Error> {
        RecordView::with_layout(&[], dtype, 0, 0, 0)?.is_sorted(sort_key(&column, dtype))?;
        Ok(Rule::new(column, Asks::Sorted(None)))
    }

    pub(super) fn unique(column: String, dtype: &DType) -> Result<Rule, Error> {
        RecordView::with_layout(&[], dtype, 0, 0, 0)?.is_sorted(sort_key(&column, dtype))?;
        let choice = Choice::new(dtype, std::slice::from_ref(&column))?;
        Ok(Rule::new(column, Asks::Unique { keys: Vec::new(), choice }))
    }

    /// One rule for every column of floats or times.
    pub(super) fn finite(dtype: &DType) -> Vec<Rule> {
        let rules = Layout::of(dtype).leaves.into_iter().filter_map(|leaf| {
            let column = label(&leaf.path);
            let name = if column.is_empty() { "value".to_owned() } else { quoted(&leaf.path) };
            let filter = [format!("isfinite({name})"), format!("not isnat({name})")]
                .into_iter()
                .find_map(|text| Filter::new(&text, dtype).ok());
            let kind = leaf.dtype.as_scalar()?.kind();
            let has_none = matches!(
                kind,
                ScalarKind::Bool | ScalarKind::Bytes(_) | ScalarKind::Str(_) | ScalarKind::Void(_)
            );
            match filter {
                Some(filter) => Some(Rule::new(column, Asks::Finite(filter))),
                None if has_none || leaf.dtype.typestr().contains(['i', 'u']) => None,
                None => Some(Rule::new(column, Asks::AllFinite)),
            }
        });
        rules.collect()
    }

    /// `LO:HI`, of which one may be missing. Both belong to the range.
    pub(super) fn range(column: String, range: &str, dtype: &DType) -> Result<Rule, Failure> {
        // Times have colons too, in quotes.
        let mut within = false;
        let split = range.char_indices().find(|&(_, c)| {
            within ^= c == '\'';
            c == ':' && !within
        });
        let at = split.map_or(range.len(), |(at, _)| at);
        let (low, high) = (&range[..at], range.get(at + 1..).unwrap_or_default());
        let name = quoted_path(&column, dtype);
        let part = |bound: &str, sign: &str| (!bound.is_empty()).then(|| format!("{name} {sign} {bound}"));
        let parts: Vec<String> = [part(low, ">="), part(high, "<=")].into_iter().flatten().collect();
        let text = if parts.is_empty() { format!("{name} == {name}") } else { parts.join(" and ") };
        let filter = Filter::new(&text, dtype).map_err(|wrong| Failure::condition(&text, wrong))?;
        Ok(Rule::new(column, Asks::Range(filter)))
    }

    pub(super) fn name(&self) -> &'static str {
        match self.asks {
            Asks::Bools => "bool",
            Asks::Text => "text",
            Asks::Sorted(_) => "sorted",
            Asks::Unique { .. } => "unique",
            Asks::Finite(_) | Asks::AllFinite => "finite",
            Asks::Range(_) => "range",
        }
    }

    pub(super) fn column(&self) -> &str {
        &self.column
    }

    /// Looks at a block that starts at a position.
    pub(super) fn look(&mut self, first: usize, records: &RecordView<'_>) -> Result<(), Failure> {
        let (column, finding) = (&self.column[..], &mut self.finding);
        match &mut self.asks {
            Asks::Bools => elements(&field(records, column)?, first, finding, |bytes| {
                (bytes[0] > 1).then(|| format!("expected a byte of 0 or 1, found {}", bytes[0]))
            }),
            Asks::Text => {
                let column = field(records, column)?;
                let is_big = column.dtype().byte_order() == Some(dtype_core::ByteOrder::Big);
                elements(&column, first, finding, |bytes| {
                    let mut points = bytes.chunks_exact(4).map(|unit| {
                        let unit = unit.try_into().unwrap_or_default();
                        if is_big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) }
                    });
                    let wrong = points.find(|&point| char::from_u32(point).is_none())?;
                    Some(format!("expected characters, found the code point {wrong:#x}"))
                });
            }
            Asks::Sorted(before) => {
                if let Some(last) = before {
                    let pair = [last.as_bytes(), records.slice(0..1).to_array()?.as_bytes()].concat();
                    let pair = RecordView::new(&pair, records.dtype())?;
                    if !pair.is_sorted(sort_key(column, records.dtype()))? {
                        falls(&pair, column, first, finding)?;
                    }
                }
                let mut start = 0;
                // Every record that is below the one before it is counted.
                let is_sorted = |range| records.slice(range).is_sorted(sort_key(column, records.dtype()));
                while !is_sorted(start..records.len())? {
                    let (mut low, mut high) = (start + 1, records.len());
                    while low + 1 < high {
                        let middle = low.midpoint(high);
                        if is_sorted(start..middle)? { low = middle } else { high = middle }
                    }
                    falls(&records.slice(low - 1..low + 1), column, first + low, finding)?;
                    start = low;
                    if finding.broken >= MOST_FALLS {
                        break;
                    }
                }
                if !records.is_empty() {
                    *before = Some(records.slice(records.len() - 1..records.len()).to_array()?);
                }
            }
            Asks::Unique { keys, choice } => {
                let bytes = records.to_array()?;
                let same =
                    RecordView::with_shape(bytes.as_bytes(), &choice.dtype, 0, &[records.len()], false)?;
                let columns: Vec<AnyColumn<'_>> = choice.columns(&same);
                let mut raw: Vec<_> = columns.iter().filter_map(AnyColumn::raw).collect();
                for _ in 0..records.len() {
                    for (raw, column) in raw.iter_mut().zip(&columns) {
                        raw.by_ref()
                            .take(elements_of(column))
                            .for_each(|bytes| keys.extend_from_slice(bytes));
                    }
                }
            }
            Asks::AllFinite => {
                for (at, value) in field(records, column)?.values().enumerate() {
                    if !is_finite(&value) {
                        finding.add(first + at, || format!("found {}", cells::value(&value)));
                    }
                }
            }
            Asks::Finite(filter) | Asks::Range(filter) => {
                let mut mask = Vec::new();
                filter.choose(first, records, &mut mask)?;
                let values = field(records, column)?;
                for (at, _) in mask.iter().enumerate().filter(|(_, holds)| !**holds) {
                    finding.add(first + at, || {
                        format!("found {}", values.value(at).as_ref().map(cells::value).unwrap_or_default())
                    });
                }
            }
        }
        Ok(())
    }

    /// What was found, once all records have been seen; the first of them is at a position.
    pub(super) fn finish(mut self, start: usize) -> Result<Finding, Failure> {
        if let Asks::Unique { keys, choice } = self.asks {
            let fields = choice
                .leaves
                .iter()
                .enumerate()
                .map(|(i, leaf)| Ok((i.to_string(), DType::subarray(leaf.dtype.clone(), &leaf.shape)?)));
            let fields: Vec<(String, DType)> = fields.collect::<Result<_, Error>>()?;
            let packed = DType::packed(fields.iter().map(|(name, dtype)| (&name[..], dtype.clone())))?;
            let view = RecordView::new(&keys, &packed)?;
            let mut again: Vec<(usize, usize)> = Vec::new();
            for group in view.unique(())?.groups() {
                if let [first, others @ ..] = group {
                    again.extend(others.iter().map(|&other| (other, *first)));
                }
            }
            again.sort_unstable();
            for (at, first) in again {
                let value = || view.any_column("0").ok().and_then(|column| column.value(at));
                let value = || value().as_ref().map(cells::value).unwrap_or_default();
                self.finding.add(start + at, || {
                    format!("found {} again, first in record {}", value(), start + first)
                });
            }
        }
        Ok(self.finding)
    }
}

/// Falls in an order that are counted; then it is in no order.
const MOST_FALLS: usize = 1000;

/// The second of two records is below the first.
fn falls(pair: &RecordView<'_>, column: &str, at: usize, finding: &mut Finding) -> Result<(), Failure> {
    let values = field(pair, column)?;
    let show = |at| values.value(at).as_ref().map(cells::value).unwrap_or_default();
    finding.add(at, || format!("found {} after {}", show(1), show(0)));
    Ok(())
}

fn field<'a>(records: &RecordView<'a>, column: &str) -> Result<AnyColumn<'a>, Error> {
    columns::column(records, column)
}

/// Whether nothing in it is NaN, infinite or NaT.
fn is_finite(value: &Value) -> bool {
    match value {
        Value::Float16(x) | Value::Float32(x) => x.is_finite(),
        Value::Float64(x) => x.is_finite(),
        Value::Complex64(re, im) => re.is_finite() && im.is_finite(),
        Value::Complex128(re, im) => re.is_finite() && im.is_finite(),
        Value::DateTime64(count, _) | Value::TimeDelta64(count, _) => *count != i64::MIN,
        Value::Array(values) => values.iter().all(is_finite),
        _ => true,
    }
}

/// How many elements it has in a record.
fn elements_of(column: &AnyColumn<'_>) -> usize {
    column.size() / column.len().max(1)
}

/// Looks at the bytes of every element.
fn elements(
    column: &AnyColumn<'_>,
    first: usize,
    finding: &mut Finding,
    wrong: impl Fn(&[u8]) -> Option<String>,
) {
    let per_record = elements_of(column).max(1);
    let mut last = None;
    for (i, bytes) in column.raw().into_iter().flatten().enumerate().filter(|(_, bytes)| !bytes.is_empty()) {
        if let Some(says) = wrong(bytes)
            && last != Some(i / per_record)
        {
            last = Some(i / per_record);
            finding.add(first + i / per_record, || says);
        }
    }
}

/// A path as conditions take it, whatever its names.
fn quoted(path: &[String]) -> String {
    path.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(".")
}

/// The same of a path as `-c` takes it, which is left as it is where it leads into sub-arrays.
fn quoted_path(column: &str, dtype: &DType) -> String {
    let leaf = Layout::of(dtype).leaves.into_iter().find(|leaf| label(&leaf.path) == column);
    leaf.map_or_else(|| column.to_owned(), |leaf| quoted(&leaf.path))
}
