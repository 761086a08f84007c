//! What a summary tells of a column: its statistics on their way through the records.

use std::any::Any;

use super::engine::{Fold, Part, RANGE, Running};
use super::extrema::Extrema;
use super::kind::{
    Class, Complex, DateTimes, Floats, Kind, Nan, Narrow, Outcome, Signed, Spread, Summed, TimeDeltas,
    Unsigned,
};
use super::lane::{Lane, Scratch};
use super::words::{Reader, Words};
use crate::int;
use crate::lanes::Gather;

/// The statistics of a column, before they have its type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Described {
    pub(super) count: u64,
    pub(super) nans: u64,
    pub(super) sum: Option<Outcome>,
    pub(super) mean: Option<Outcome>,
    pub(super) squares: Option<f64>,
    pub(super) min: Option<Outcome>,
    pub(super) max: Option<Outcome>,
}

/// The statistics of a column on their way.
pub(super) struct State {
    /// Elements seen.
    count: u64,
    /// The statistics of its numbers, if it holds some.
    numbers: Option<Box<dyn Describe>>,
}

/// Statistics on their way, of numbers of any kind.
trait Describe: Any + Send + Sync {
    fn insert(&mut self, source: &mut Gather<'_>, most: usize, scratch: &mut Scratch);

    /// Adds what comes after this, which is of the same kind.
    fn append(&mut self, later: Box<dyn Describe>);

    fn finish(self: Box<Self>) -> Described;

    fn write(&self, out: &mut Vec<u64>);

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()>;
}

/// Statistics on their way, of numbers of one kind.
struct Describing<L, F> {
    running: Running<L, F>,
    describe: fn(Part<L, F>) -> Described,
}

impl State {
    /// Of nothing yet; the next element has the position `first`.
    pub(super) fn new(class: Option<Class>, first: u64) -> State {
        let range = first / int::to_u64(RANGE);
        let numbers = class.map(|class| match class {
            Class::Floats => spread::<Floats>(range),
            Class::Narrow => spread::<Narrow>(range),
            Class::Signed => spread::<Signed>(range),
            Class::Unsigned => spread::<Unsigned>(range),
            Class::Complex => spread::<Complex>(range),
            Class::TimeDeltas => summed::<TimeDeltas>(range),
            Class::DateTimes => ordered::<DateTimes>(range),
        });
        State { count: 0, numbers }
    }

    /// Inserts the next `count` elements.
    pub(super) fn insert(&mut self, source: Option<&mut Gather<'_>>, count: usize, scratch: &mut Scratch) {
        self.count += int::to_u64(count);
        if let (Some(numbers), Some(source)) = (&mut self.numbers, source) {
            numbers.insert(source, count, scratch);
        }
    }

    /// Adds what comes after this.
    pub(super) fn append(&mut self, later: State) {
        self.count = self.count.saturating_add(later.count);
        if let (Some(numbers), Some(later)) = (&mut self.numbers, later.numbers) {
            numbers.append(later);
        }
    }

    pub(super) fn finish(self) -> Described {
        let described = self.numbers.map(|numbers| numbers.finish()).unwrap_or_default();
        Described { count: self.count, ..described }
    }
}

/// Into a state of nothing, of the same kind.
impl Words for State {
    fn write(&self, out: &mut Vec<u64>) {
        self.count.write(out);
        if let Some(numbers) = &self.numbers {
            numbers.write(out);
        }
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.count.read(from)?;
        self.numbers.as_mut().map_or(Some(()), |numbers| numbers.read(from))
    }
}

impl<L: Lane, F: Fold<L>> Describe for Describing<L, F> {
    fn insert(&mut self, source: &mut Gather<'_>, most: usize, scratch: &mut Scratch) {
        self.running.insert(source, most, L::block(scratch));
    }

    fn append(&mut self, later: Box<dyn Describe>) {
        let later: Box<dyn Any> = later;
        let later = later.downcast::<Self>().expect("states of one column are of one kind");
        self.running.append(later.running);
    }

    fn finish(self: Box<Self>) -> Described {
        (self.describe)(self.running.finish())
    }

    fn write(&self, out: &mut Vec<u64>) {
        self.running.write(out);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.running.read(from)
    }
}

/// Of numbers that have every statistic.
fn spread<K: Spread>(range: u64) -> Box<dyn Describe> {
    describing::<K, (K::Sum, (K::Moments, Extrema<K::Lane>))>(range, |part| {
        let (sum, (moments, extrema)) = part.fold.clone();
        let squares = (part.kept() > 0).then(|| K::squares(&moments));
        Described { squares, ..with_sum::<K, _>(&part, sum, extrema) }
    })
}

/// Of numbers without a variance.
fn summed<K: Summed>(range: u64) -> Box<dyn Describe> {
    describing::<K, (K::Sum, Extrema<K::Lane>)>(range, |part| {
        with_sum::<K, _>(&part, part.fold.0.clone(), part.fold.1)
    })
}

/// Of numbers without a sum.
fn ordered<K: Kind>(range: u64) -> Box<dyn Describe> {
    describing::<K, Extrema<K::Lane>>(range, |part| with_extrema::<K, _>(&part, part.fold))
}

fn describing<K: Kind, F: Fold<K::Lane>>(
    range: u64,
    describe: fn(Part<K::Lane, F>) -> Described,
) -> Box<dyn Describe> {
    Box::new(Describing { running: Running::new(K::NAN, range), describe })
}

fn with_sum<K: Summed, F>(part: &Part<K::Lane, F>, sum: K::Sum, extrema: Extrema<K::Lane>) -> Described {
    let sums = part.with(sum);
    let (sum, mean) = (Some(K::total(&sums, Nan::Skip)), K::mean(&sums, Nan::Skip));
    Described { sum, mean, ..with_extrema::<K, F>(part, extrema) }
}

fn with_extrema<K: Kind, F>(part: &Part<K::Lane, F>, extrema: Extrema<K::Lane>) -> Described {
    let extrema = part.with(extrema);
    let (min, max) = (extrema.min(Nan::Skip).map(K::outcome), extrema.max(Nan::Skip).map(K::outcome));
    Described { nans: part.nans, min, max, ..Described::default() }
}
