//! Histograms of columns, typed and not, and of files.

use std::ops::RangeInclusive;

use super::count::{self, Grid, Within};
use super::edges::{self, Equal, Outer};
use super::held::Held;
use super::rounding::Rounding;
use super::width::Sample;
use super::{Bins, Histogram};
use crate::column::Column;
use crate::dtype::{DType, Path, ScalarKind};
use crate::error::{Error, ErrorKind, Result};
use crate::lanes::order_key::MISSING;
use crate::lanes::{BLOCK, Gather};
use crate::stats::any::undefined;
use crate::stats::engine::Part;
use crate::stats::extrema::Extrema;
use crate::stats::kind::{Class, Floats, Kind, Nan, Narrow, Outcome, Signed, Unsigned};
use crate::stats::number::Number;
use crate::stats::quantile::{Keys, KeysOf, Ranks, bounds, number};
use crate::stats::reduce::{Numbers, by_class};
use crate::stats::source::Records;
use crate::stats::tree::Combine;
use crate::stats::walk::{InMemory, InRecords, Walk, each_block, fill};
use crate::view::AnyColumn;

impl AnyColumn<'_> {
    /// A histogram of all elements, as `np.histogram` makes it: its edges and counts, bit for bit. Booleans count as 0
    /// and 1.
    ///
    /// It takes a pass for the least and the greatest element and one to count, and a few more for some estimators. The
    /// first of a column that lies far apart copies it, 8 bytes an element, up to 256 MiB; they are what is counted then.
    ///
    /// ```
    /// use dtype_core::{Bins, RecordView};
    ///
    /// let view = RecordView::new(&[1, 2, 2, 3, 255], &"|u1".parse()?)?;
    /// let histogram = view.any_column([])?.histogram(4)?;
    /// assert_eq!(histogram.edges(), [1.0, 64.5, 128.0, 191.5, 255.0]);
    /// assert_eq!(histogram.counts(), [4, 0, 0, 1]);
    /// assert_eq!(view.any_column([])?.histogram(Bins::Auto)?.counts().len(), 5);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// - [`Unsupported`](crate::ErrorKind::Unsupported) if the dtype has no histograms: complex numbers, times, text;
    /// - [`Mismatch`](crate::ErrorKind::Mismatch) if there are no bins, their edges fall, or there are so many that
    ///   edges are equal; if NaN or infinities are among the elements and no range is given;
    /// - [`Limit`](crate::ErrorKind::Limit) if there would be more than 16,777,216 bins.
    pub fn histogram(&self, bins: impl Into<Bins>) -> Result<Histogram> {
        let (numbers, kind) = numbers_of(self)?;
        in_memory(&numbers, kind, &bins.into(), None)
    }

    /// The same between two ends. Elements beyond them are not counted, nor are NaN; estimators don't look at them.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[0.25, 0.75, f64::NAN, 1.0, 7.0]);
    /// assert_eq!(view.any_column([])?.histogram_within(2, 0.0..=1.0)?.counts(), [1, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`histogram`](AnyColumn::histogram), and [`Mismatch`](crate::ErrorKind::Mismatch) if the range falls or is not
    /// finite. Beside edges a range means nothing.
    pub fn histogram_within(&self, bins: impl Into<Bins>, range: RangeInclusive<f64>) -> Result<Histogram> {
        let (numbers, kind) = numbers_of(self)?;
        in_memory(&numbers, kind, &bins.into(), Some(range))
    }
}

impl AnyColumn<'_> {
    /// A histogram, and for each bin the sum of the weights of its elements, as `np.histogram(x, bins, weights=w)` adds them.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let (x, w) = ([0.5, 1.5, 1.75], [10, 20, 30]);
    /// let (x, w) = (RecordView::of(&x), RecordView::of(&w));
    /// let (histogram, sums) = x.any_column([])?.histogram_weighted([0.0, 1.0, 2.0], &w.any_column([])?)?;
    /// assert_eq!((histogram.counts(), &sums[..]), (&[1, 2][..], &[10.0, 50.0][..]));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`histogram`](AnyColumn::histogram), for the weights too; [`Mismatch`](crate::ErrorKind::Mismatch) if there is not a weight
    /// for each element, or if an estimator is to find the bins, which NumPy's don't do with weights.
    pub fn histogram_weighted(
        &self,
        bins: impl Into<Bins>,
        weights: &AnyColumn<'_>,
    ) -> Result<(Histogram, Vec<f64>)> {
        let bins = bins.into();
        if !matches!(bins, Bins::Count(_) | Bins::Edges(_)) {
            return Err(Error::mismatch(format!(
                "expected a number of bins or edges beside weights, found '{bins}'"
            )));
        }
        let (values, weights) = (numbers_of(self)?.0, numbers_of(weights)?.0);
        let (count, found) = (values.bytes().count(), weights.bytes().count());
        if count != found {
            return Err(Error::mismatch(format!(
                "expected {count} weights, one for each element, found {found}"
            )));
        }
        let histogram = self.histogram(bins)?;
        let mut sums = vec![0.0; histogram.counts().len()];
        let mut gathers = [&values, &weights].map(|numbers| numbers.bytes().gather(numbers.format()));
        // NumPy adds up so many at a time.
        for from in (0..count).step_by(NUMPY_BLOCK) {
            let mut here = vec![0.0; sums.len()];
            for at in (from..count.min(from + NUMPY_BLOCK)).step_by(BLOCK) {
                let len = BLOCK.min(count - at);
                let mut room = [[0.0; BLOCK]; 2];
                for ((gather, numbers), room) in gathers.iter_mut().zip([&values, &weights]).zip(&mut room) {
                    fill(gather, numbers.class(), &mut room[..len]);
                }
                for (&x, &weight) in room[0][..len].iter().zip(&room[1]) {
                    if let Some(place) = count::place(histogram.edges(), x) {
                        here[place] += weight;
                    }
                }
            }
            sums.iter_mut().zip(here).for_each(|(sum, here)| *sum += here);
        }
        Ok((histogram, sums))
    }
}

/// Elements that NumPy counts at a time.
const NUMPY_BLOCK: usize = 65_536;

impl<T: Number> Column<'_, T> {
    /// A histogram, as [`AnyColumn::histogram`].
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { x: f32 }
    ///
    /// let samples = [0.0, 0.25, 0.5, 1.0].map(|x| Sample { x });
    /// assert_eq!(samples.column(Sample::FIELDS.x).histogram(2)?.counts(), [2, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`AnyColumn::histogram`].
    pub fn histogram(&self, bins: impl Into<Bins>) -> Result<Histogram> {
        self.counted(&bins.into(), None)
    }

    /// The same between two ends, as [`AnyColumn::histogram_within`].
    ///
    /// # Errors
    /// As [`AnyColumn::histogram_within`].
    pub fn histogram_within(&self, bins: impl Into<Bins>, range: RangeInclusive<f64>) -> Result<Histogram> {
        self.counted(&bins.into(), Some(range))
    }

    fn counted(&self, bins: &Bins, range: Option<RangeInclusive<f64>>) -> Result<Histogram> {
        let scalar = T::DTYPE.as_scalar();
        let numbers = self.numbers().ok().filter(|numbers| numbers.class() != Class::Complex);
        let numbers = numbers.ok_or_else(|| undefined("histogram", scalar))?;
        let kind = scalar.map_or(ScalarKind::Float64, |scalar| scalar.kind());
        in_memory(&numbers, kind, bins, range)
    }
}

/// Numbers that have histograms.
pub(super) fn numbers_of<'c>(column: &'c AnyColumn<'_>) -> Result<(Numbers<'c>, ScalarKind)> {
    let (numbers, kind) = column.numbers_of("histogram")?;
    match numbers.class() {
        Class::Complex | Class::TimeDeltas | Class::DateTimes => Err(column.undefined("histogram")),
        _ => Ok((numbers, kind)),
    }
}

/// A histogram of a field of records that are read as often as it takes: twice, as a rule.
pub(crate) fn of_records(
    records: &dyn Records,
    dtype: &DType,
    path: &(dyn Path + Sync),
    bins: &Bins,
    range: Option<RangeInclusive<f64>>,
) -> Result<Histogram> {
    let place = path.locate(dtype)?;
    let base = place.dtype.flattened().0;
    let nothing = || undefined("histogram", base.as_scalar()).in_field(&path.shown());
    let scalar = base.as_scalar().ok_or_else(nothing)?;
    let (class, format) = Class::of(scalar)
        .filter(|(class, _)| matches!(class, Class::Floats | Class::Narrow | Class::Signed | Class::Unsigned))
        .ok_or_else(nothing)?;
    let values = InRecords::new(records, path, &place, class, format);
    of_numbers(&values, scalar.kind(), bins, range).map_err(|error| match error.kind() {
        ErrorKind::Mismatch | ErrorKind::Limit => error.in_field(&path.shown()),
        // Of reading, which knows its place.
        _ => error,
    })
}

/// A histogram of a column. One that lies far apart is gone through once.
fn in_memory(
    numbers: &Numbers<'_>,
    kind: ScalarKind,
    bins: &Bins,
    range: Option<RangeInclusive<f64>>,
) -> Result<Histogram> {
    if let (&Bins::Count(count), None) = (bins, &range)
        && let Some(held) = Held::of(numbers)
    {
        return held.see(|numbers| {
            let values = InMemory::from(numbers);
            let outer = found(&held.ends.signed(&values)?, kind)?;
            between(&values, kind, outer, count)
        });
    }
    of_numbers(&InMemory::from(numbers), kind, bins, range)
}

fn of_numbers(
    values: &dyn Walk,
    kind: ScalarKind,
    bins: &Bins,
    range: Option<RangeInclusive<f64>>,
) -> Result<Histogram> {
    if let Bins::Edges(edges) = bins {
        edges::check(edges)?;
        let mut counts = vec![0; edges.len() - 1];
        count::count(values, &Grid::Edges(edges), &mut counts)?;
        return Ok(Histogram { edges: edges.clone(), counts, rounding: Rounding::Double });
    }
    if let Some(range) = range {
        let outer = Outer::given(*range.start(), *range.end())?;
        let count = match bins {
            Bins::Count(count) => *count,
            _ => estimate_within(values, kind, bins, outer)?,
        };
        return between(values, kind, outer, count);
    }
    let ends = by_class!(
        values.class(), ends(values), Floats, Narrow, Signed, Unsigned;
        _ => Ok(Ends { ends: None, kept: 0, missing: 0 })
    )?;
    let outer = found(&ends, kind)?;
    let count = match (bins, ends.ends) {
        (Bins::Count(count), _) => *count,
        (_, None) => 1,
        (_, Some(two)) => {
            sample(&KeysOf(values), values.class(), kind, ends.kept, two).bins(bins, outer.width, true)?
        }
    };
    between(values, kind, outer, count)
}

/// A histogram of so many equal bins between two ends.
fn between(values: &dyn Walk, kind: ScalarKind, outer: Outer, count: usize) -> Result<Histogram> {
    let equal = Equal::new(outer, count, kind)?;
    let mut counts = vec![0; count];
    count::count(values, &Grid::Equal(&equal), &mut counts)?;
    Ok(Histogram { edges: equal.edges, counts, rounding: Rounding::of(kind) })
}

/// How many bins there should be for the values within given ends.
fn estimate_within(values: &dyn Walk, kind: ScalarKind, bins: &Bins, outer: Outer) -> Result<usize> {
    let class = values.class();
    // As NumPy compares them: in the type of the values.
    let ends = [outer.first, outer.last].map(|end| Rounding::of(kind).round(end));
    let is_within = |key: u64| {
        let x = float(number(class, key));
        // An end may have been rounded to an infinity, beyond which it lies.
        x.is_finite() && (ends[0]..=ends[1]).contains(&x)
    };
    let within = Within { keys: &KeysOf(values), is_within };
    let bounds = bounds(&within, (class == Class::Floats).then_some(MISSING))?;
    if bounds.kept == 0 {
        return Ok(1);
    }
    let ends = [bounds.min, bounds.max].map(|key| number(class, key));
    sample(&within, class, kind, bounds.kept, ends).bins(bins, outer.width, false)
}

/// The least and the greatest value, and how many there are.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    ends: Option<[Outcome; 2]>,
    kept: u64,
    missing: u64,
}

impl Ends {
    pub(super) fn of<K: Kind>(all: &Part<K::Lane, Extrema<K::Lane>>) -> Ends {
        let ends = all.min(Nan::Skip).zip(all.max(Nan::Skip)).map(|(min, max)| [min, max].map(K::outcome));
        Ends { ends, kept: all.kept(), missing: all.nans }
    }

    /// The greatest is only then `-0.0` if no `0.0` is there: which of them comes first depends on how values come in blocks.
    fn signed(mut self, values: &dyn Walk) -> Result<Ends> {
        if let Some([_, Outcome::Float(max)]) = &mut self.ends
            && *max == 0.0
            && max.is_sign_negative()
            && has_zero(values)?
        {
            *max = 0.0;
        }
        Ok(self)
    }
}

fn ends<K: Kind>(values: &dyn Walk) -> Result<Ends> {
    let mut all = Part::<K::Lane, Extrema<K::Lane>>::default();
    let insert = |part: &mut Part<_, _>, numbers: &mut Gather<'_>, count: usize| {
        part.insert_from(numbers, count.min(numbers.left()), K::NAN);
    };
    values.each_range(Part::default, insert, |part| all.combine(part))?;
    Ends::of::<K>(&all).signed(values)
}

/// Is `0.0` among floats? `-0.0` does not count.
fn has_zero(values: &dyn Walk) -> Result<bool> {
    let insert = |found: &mut bool, numbers: &mut Gather<'_>, count: usize| {
        each_block(numbers, values.class(), count, |block| {
            *found |= block.iter().any(|x| *x == 0.0 && x.is_sign_positive());
        });
    };
    let mut found = false;
    values.each_range(|| false, insert, |part| found |= part)?;
    Ok(found)
}

/// Between which ends bins lie.
fn found(ends: &Ends, kind: ScalarKind) -> Result<Outer> {
    if ends.missing > 0 {
        let (count, all) = (ends.missing, ends.kept + ends.missing);
        return Err(Error::mismatch(format!(
            "expected finite numbers to find a range, found {count} NaN among {all}; give a range"
        )));
    }
    let Some(ends) = ends.ends else { return Outer::given(0.0, 1.0) };
    let [first, last] = ends.map(float);
    if !(first.is_finite() && last.is_finite()) {
        return Err(Error::mismatch(format!(
            "expected finite numbers to find a range, found {first} to {last}; give a range"
        )));
    }
    Outer::found(first, last, ptp(ends, kind), kind)
}

fn float(number: Outcome) -> f64 {
    match number {
        Outcome::Float(x) => x,
        Outcome::Whole(n) => n as f64,
        _ => f64::NAN,
    }
}

/// The greatest less the least: exact of integers before it is rounded, in their type of floats.
fn ptp(ends: [Outcome; 2], kind: ScalarKind) -> f64 {
    match ends {
        [Outcome::Whole(min), Outcome::Whole(max)] => (max - min) as f64,
        [min, max] => Rounding::of(kind).round(float(max) - float(min)),
    }
}

fn sample<'k>(
    keys: &'k dyn Keys,
    class: Class,
    kind: ScalarKind,
    count: u64,
    ends: [Outcome; 2],
) -> Sample<'k> {
    let ranks = Ranks { keys, class, kind };
    Sample { ranks, count, ptp: ptp(ends, kind), rounding: Rounding::of(kind) }
}
