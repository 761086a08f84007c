//! What NumPy says that a summary does not: positions, and statistics that a NaN decides.

use std::cmp::Ordering;

use dtype_core::{AnyColumn, ColumnSummary, Error, ScalarKind, Value};

use crate::columns::Choice;
use crate::json::Json;
use crate::layout::Leaf;

/// Elements of a record among which a text is looked for by its position.
const MOST_TEXTS: usize = 1 << 16;

/// A value and its position.
type Found = Option<(Value, u64)>;

/// Of each column, in the pieces it comes in.
pub(super) struct Propagated {
    columns: Vec<Column>,
}

/// Of one column. A NaN is less and greater than all that is not NaN.
#[derive(Default)]
pub(super) struct Column {
    /// Elements so far.
    count: u64,
    least: Found,
    greatest: Found,
    /// Of complex numbers, whose parts are NaN each by itself.
    sum: [Sum; 2],
}

impl Propagated {
    /// Of no records yet.
    pub(super) fn new(choice: &Choice) -> Propagated {
        Propagated { columns: choice.leaves.iter().map(|_| Column::default()).collect() }
    }

    /// Takes the next records.
    pub(super) fn insert(&mut self, columns: &[AnyColumn<'_>]) {
        for (state, column) in self.columns.iter_mut().zip(columns) {
            state.insert(column);
        }
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }
}

impl Column {
    fn insert(&mut self, column: &AnyColumn<'_>) {
        let (least, greatest) = self.extremes(column);
        keep(&mut self.least, least, Ordering::Less);
        keep(&mut self.greatest, greatest, Ordering::Greater);
        if let Ok(Value::Complex128(re, im)) = column.sum() {
            self.sum[0].add(re);
            self.sum[1].add(im);
        }
        self.count += column.size() as u64;
    }

    /// Of the next elements, with their positions among all. Of text only positions count.
    fn extremes(&self, column: &AnyColumn<'_>) -> (Found, Found) {
        let found = |at: Result<Option<usize>, Error>, value: Result<Option<Value>, Error>| {
            let at = at.ok()??;
            let value = value.ok().flatten().or_else(|| text(column, at))?;
            Some((value, self.count + at as u64))
        };
        if column.dtype().itemsize() > 0 {
            return (found(column.argmin(), column.min()), found(column.argmax(), column.max()));
        }
        // Texts without bytes are all the same, and there may be as many as a file cares to claim.
        let is_text = matches!(column.dtype().kind(), 'S' | 'U') && column.size() > 0;
        let first = is_text.then(|| (Value::Bytes(Vec::new()), self.count));
        (first.clone(), first)
    }

    /// All that is known of the column, as NumPy has it.
    pub(super) fn entries(&self, leaf: &Leaf, summary: &ColumnSummary) -> Vec<(String, Json)> {
        let kind = summary.scalar().kind();
        let is_opaque = matches!(kind, ScalarKind::LongDouble | ScalarKind::ComplexLongDouble);
        let is_text = matches!(kind.letter(), 'S' | 'U' | 'V');
        let has_nan = summary.nan_count() > 0;
        let (sum, mean, var) = match kind.letter() {
            'f' if has_nan => (Json::Float(f64::NAN), Json::Float(f64::NAN), Some(f64::NAN)),
            'c' if has_nan => (self.sum(), self.mean(), Some(f64::NAN)),
            'm' if has_nan => (Json::from("NaT"), Json::from("NaT"), None),
            _ => (json(summary.sum().as_ref()), json(summary.mean().as_ref()), summary.var(0)),
        };
        let value = |found: &Found| json(found.as_ref().map(|(value, _)| value).filter(|_| !is_text));
        let position = |found: &Found| found.as_ref().map(|&(_, at)| at).into();
        let entries = [
            ("path", Json::list(&leaf.path)),
            ("dtype", leaf.dtype.typestr().into()),
            ("shape", Json::list(&leaf.shape)),
            ("count", summary.count().into()),
            ("nan_count", Some(summary.nan_count()).filter(|_| !is_opaque).into()),
            ("sum", sum),
            ("mean", mean),
            ("std", var.map(f64::sqrt).into()),
            ("var", var.into()),
            ("min", value(&self.least)),
            ("max", value(&self.greatest)),
            ("argmin", position(&self.least)),
            ("argmax", position(&self.greatest)),
        ];
        entries.map(|(name, value)| (name.to_owned(), value)).into()
    }

    /// The sum of complex numbers.
    fn sum(&self) -> Json {
        Json::list(self.sum.map(Sum::value))
    }

    /// Their mean, as NumPy divides by `count + 0j`: an infinite part makes the other NaN.
    fn mean(&self) -> Json {
        let [re, im] = self.sum.map(|part| part.value() / self.count as f64);
        Json::list([re + im * 0.0, im - re * 0.0])
    }
}

fn json(value: Option<&Value>) -> Json {
    value.map(Json::from).into()
}

/// Keeps the first of the least, or greatest, and the first NaN rather than those.
fn keep(kept: &mut Found, found: Found, wanted: Ordering) {
    let Some((new, _)) = &found else { return };
    let is_better = |old: &Value| !is_nan(old) && (is_nan(new) || compare(new, old) == Some(wanted));
    if kept.as_ref().is_none_or(|(old, _)| is_better(old)) {
        *kept = found;
    }
}

/// A text by its position among all elements.
fn text(column: &AnyColumn<'_>, at: usize) -> Option<Value> {
    let each = column.size().checked_div(column.len())?;
    let (record, mut inner) = (at / each, at % each);
    let mut value = column.value(record).filter(|_| each <= MOST_TEXTS)?;
    let shape = column.shape();
    let mut size = each;
    for len in &shape[shape.len() - axes(&value)..] {
        size /= len;
        let Value::Array(mut rows) = value else { return None };
        value = rows.swap_remove(inner / size);
        inner %= size;
    }
    Some(value)
}

fn axes(value: &Value) -> usize {
    match value {
        Value::Array(rows) => 1 + rows.first().map_or(0, axes),
        _ => 0,
    }
}

fn is_nan(value: &Value) -> bool {
    match *value {
        Value::Float16(x) | Value::Float32(x) => x.is_nan(),
        Value::Float64(x) => x.is_nan(),
        Value::Complex64(re, im) => re.is_nan() || im.is_nan(),
        Value::Complex128(re, im) => re.is_nan() || im.is_nan(),
        Value::DateTime64(count, _) | Value::TimeDelta64(count, _) => count == i64::MIN,
        _ => false,
    }
}

/// The order of values of one dtype.
fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.partial_cmp(b),
        (Value::Int(a), Value::Int(b)) => a.partial_cmp(b),
        (Value::UInt(a), Value::UInt(b)) => a.partial_cmp(b),
        (Value::Float16(a), Value::Float16(b)) => a.partial_cmp(b),
        (Value::Float32(a), Value::Float32(b)) => a.partial_cmp(b),
        (Value::Float64(a), Value::Float64(b)) => a.partial_cmp(b),
        (Value::Complex64(a, c), Value::Complex64(b, d)) => (a, c).partial_cmp(&(b, d)),
        (Value::Complex128(a, c), Value::Complex128(b, d)) => (a, c).partial_cmp(&(b, d)),
        (Value::DateTime64(a, _), Value::DateTime64(b, _)) => a.partial_cmp(b),
        (Value::TimeDelta64(a, _), Value::TimeDelta64(b, _)) => a.partial_cmp(b),
        (Value::Bytes(a), Value::Bytes(b)) => a.partial_cmp(b),
        (Value::Str(a), Value::Str(b)) => a.partial_cmp(b),
        _ => None,
    }
}

/// A sum of few numbers with the error of its additions (Neumaier 1974).
#[derive(Clone, Copy, Default)]
struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    fn add(&mut self, x: f64) {
        let sum = self.high + x;
        let lost = if self.high.abs() >= x.abs() { (self.high - sum) + x } else { (x - sum) + self.high };
        // Infinities lose nothing.
        self.low += if lost.is_nan() { 0.0 } else { lost };
        self.high = sum;
    }

    fn value(self) -> f64 {
        self.high + self.low
    }
}

#[cfg(test)]
mod tests {
    use dtype_core::RecordView;

    use super::*;

    #[test]
    fn the_first_nan_is_kept() {
        let found = |x: f64, at| Some((Value::Float64(x), at));
        let mut kept = None;
        keep(&mut kept, found(3.0, 0), Ordering::Less);
        keep(&mut kept, found(3.0, 1), Ordering::Less);
        assert_eq!(kept, found(3.0, 0));
        keep(&mut kept, found(1.0, 2), Ordering::Less);
        keep(&mut kept, None, Ordering::Less);
        assert_eq!(kept, found(1.0, 2));
        keep(&mut kept, found(f64::NAN, 3), Ordering::Less);
        keep(&mut kept, found(f64::NAN, 4), Ordering::Less);
        keep(&mut kept, found(0.0, 5), Ordering::Less);
        assert_eq!(kept.unwrap().1, 3);
    }

    #[test]
    fn texts_are_found_in_sub_arrays() {
        let choice = Choice::new(&"[('s', 'S1', (2, 3))]".parse().unwrap(), &[]).unwrap();
        let records = RecordView::new(b"cbdefgcbbaef", &choice.dtype).unwrap();
        let columns = choice.columns(&records);
        let found = |at| text(&columns[0], at).unwrap().to_string();
        assert_eq!([found(0), found(5), found(9)], ["b'c'", "b'g'", "b'a'"]);
        let mut propagated = Propagated::new(&choice);
        propagated.insert(&columns);
        propagated.insert(&columns);
        assert_eq!(propagated.columns()[0].least, Some((Value::Bytes(b"a".to_vec()), 9)));
        assert_eq!(propagated.columns()[0].greatest, Some((Value::Bytes(b"g".to_vec()), 5)));
    }

    #[test]
    fn sums_do_not_lose_what_cancels() {
        let mut sum = Sum::default();
        for x in [1e16, 1.0, -1e16] {
            sum.add(x);
        }
        assert_eq!(sum.value(), 1.0);
    }
}
