//! Statistics of a column beside those of a list of its values, and beside themselves in parts.

use dtype_core::{AnyColumn, ColumnSummary, RecordView, SummaryBuilder, Value};

use crate::naive::{self, same};

/// What there is to know of a list of values.
#[derive(Default)]
struct Naive {
    numbers: Vec<f64>,
    whole: Vec<i128>,
    texts: Vec<Vec<u32>>,
    nans: usize,
    first_nan: Option<usize>,
}

impl Naive {
    fn new(values: &[Value]) -> Naive {
        let mut naive = Naive::default();
        for (i, value) in values.iter().enumerate() {
            let is_nan = match value {
                Value::Bool(value) => (naive.whole.push((*value).into()), false).1,
                Value::Int(value) => (naive.whole.push((*value).into()), false).1,
                Value::UInt(value) => (naive.whole.push((*value).into()), false).1,
                Value::DateTime64(count, _) | Value::TimeDelta64(count, _) => {
                    (naive.whole.push((*count).into()), *count == i64::MIN).1
                }
                Value::Float16(value) | Value::Float32(value) => {
                    (naive.numbers.push((*value).into()), value.is_nan()).1
                }
                Value::Float64(value) => (naive.numbers.push(*value), value.is_nan()).1,
                Value::Complex64(re, im) => re.is_nan() || im.is_nan(),
                Value::Complex128(re, im) => re.is_nan() || im.is_nan(),
                Value::Bytes(text) => (naive.texts.push(text.iter().map(|&c| c.into()).collect()), false).1,
                Value::Str(text) => (naive.texts.push(text.clone()), false).1,
                _ => false,
            };
            if is_nan {
                naive.nans += 1;
                naive.first_nan.get_or_insert(i);
            }
        }
        naive
    }

    /// Place of the least, or of the greatest, value: the first one, and the first that is no number before all.
    fn extreme(&self, sign: i8, skip_nan: bool) -> Option<usize> {
        if !skip_nan && self.first_nan.is_some() {
            return self.first_nan;
        }
        let before = |least: bool| if sign > 0 { least } else { !least };
        let first = |places: &mut dyn Iterator<Item = usize>, less: &dyn Fn(usize, usize) -> bool| {
            places.reduce(|best, i| if less(i, best) { i } else { best })
        };
        if !self.numbers.is_empty() {
            let x = &self.numbers;
            let mut places = (0..x.len()).filter(|&i| !x[i].is_nan());
            return first(&mut places, &|i, best| x[i] != x[best] && before(x[i] < x[best]));
        }
        if !self.texts.is_empty() {
            let x = &self.texts;
            return first(&mut (0..x.len()), &|i, best| x[i] != x[best] && before(x[i] < x[best]));
        }
        let x = &self.whole;
        let nat = self.nans > 0;
        let mut places = (0..x.len()).filter(|&i| !nat || x[i] != i64::MIN.into());
        first(&mut places, &|i, best| x[i] != x[best] && before(x[i] < x[best]))
    }
}

/// The statistics of a column whose values are `values`, row by row.
pub(crate) fn compare(column: &AnyColumn<'_>, values: &[Value]) {
    let mut all = Vec::new();
    values.iter().for_each(|value| naive::flat(value.clone(), &mut all));
    let naive = Naive::new(&all);
    let of = column.dtype();
    assert_eq!(column.count(), all.len());
    if let Ok(nans) = column.nan_count() {
        assert_eq!(nans, naive.nans, "{of}");
    }
    let is_complex = matches!(all.first(), Some(Value::Complex64(..) | Value::Complex128(..)));
    if !is_complex {
        for (place, found) in [
            (naive.extreme(1, false), column.argmin()),
            (naive.extreme(-1, false), column.argmax()),
            (naive.extreme(1, true), column.nan_argmin()),
            (naive.extreme(-1, true), column.nan_argmax()),
        ] {
            assert!(
                found.as_ref().is_ok_and(|found| *found == place) || found.is_err(),
                "{of}: {place:?}, {found:?}"
            );
        }
        for (place, found) in [
            (naive.extreme(1, false), column.min()),
            (naive.extreme(-1, false), column.max()),
            (naive.extreme(1, true), column.nan_min()),
            (naive.extreme(-1, true), column.nan_max()),
        ] {
            let Ok(found) = found else { continue };
            let value = place.map(|place| all[place].clone());
            assert!(equal(found.as_ref(), value.as_ref()), "{of}: {found:?}, not {value:?}");
        }
    }
    if let (Ok(Value::Int128(sum)), true) = (column.sum(), naive.numbers.is_empty()) {
        assert_eq!(sum, naive.whole.iter().sum::<i128>(), "{of}");
    }
    if let Ok(Value::Float64(sum)) = column.nan_sum() {
        near(sum, &naive.numbers);
    }
    let _ = (column.mean(), column.var(0), column.std(1), column.nan_mean(), column.nan_var(1));
}

fn near(sum: f64, numbers: &[f64]) {
    let numbers = || numbers.iter().copied().filter(|x| !x.is_nan());
    let (exact, size) = (numbers().sum::<f64>(), numbers().map(f64::abs).sum::<f64>());
    // Where the sum is beyond what a float holds, the order of adding decides what comes out.
    if size.is_finite() {
        assert!((sum - exact).abs() <= size * 1e-12, "{sum}, not {exact}");
    } else if numbers().all(f64::is_finite) || exact.is_nan() {
        assert!(!sum.is_finite() || sum.abs() > 1e300);
    } else {
        assert_eq!(sum, exact);
    }
}

/// Equal numbers, so that the two zeros are one.
fn equal(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// The summary of a view whose records are `rows`.
pub(crate) fn compare_summary(view: &RecordView<'_>, rows: &[Value]) {
    let summary = view.summary();
    assert_eq!(summary.records(), rows.len() as u64);
    for column in summary.columns() {
        let mut all = Vec::new();
        rows.iter().for_each(|row| naive::flat(naive::at(row, column.path()), &mut all));
        assert_eq!(column.count(), all.len() as u64);
        let beside = view.any_column(column.path()).expect("a column of the summary");
        let name = column.name();
        if let Ok(nans) = beside.nan_count() {
            assert_eq!(column.nan_count(), nans as u64, "{name}");
        }
        if let Ok(min) = beside.nan_min() {
            assert!(equal(column.min().as_ref(), min.as_ref()), "{name}");
        }
        if let Ok(max) = beside.nan_max() {
            assert!(equal(column.max().as_ref(), max.as_ref()), "{name}");
        }
        if let (Ok(sum), Some(found)) = (beside.nan_sum(), column.sum()) {
            assert!(same(&sum, &found), "{name}: {found:?}, not {sum:?}");
        }
    }
}

/// The same bits, whether the records come at once or in parts.
pub(crate) fn compare_parts(view: &RecordView<'_>, parts: &[RecordView<'_>]) {
    let mut builder = SummaryBuilder::new(view.dtype()).expect("no objects");
    parts.iter().for_each(|part| builder.insert(part).expect("the same dtype"));
    let (parts, whole) = (builder.finish(), view.summary());
    assert_eq!(parts.records(), whole.records());
    assert_eq!(shown(parts.columns()), shown(whole.columns()));
}

/// Every bit of a summary, but for the sign of NaN.
pub(crate) fn shown(columns: &[ColumnSummary]) -> String {
    format!("{columns:?}")
}
