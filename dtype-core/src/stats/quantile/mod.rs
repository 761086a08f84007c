//! Quantiles, medians, and the median of distances from the median.
//!
//! Ranks are found by [`select`]; what is made of them is NumPy's formula in NumPy's type, operation by operation.
//! Where NumPy's formula goes wrong we do not: between equal infinities lies that infinity, and the difference
//! of two integers does not wrap around.

mod any;
mod complex;
mod held;
mod keys;
mod method;
mod select;
mod typed;

pub(crate) use any::{Rank, of_records};
pub(super) use any::{check, of_values};
pub(super) use complex::median as complex_median;
pub(super) use held::side_by_side;
pub(super) use keys::{KeysOf, key_format, number};
pub use method::QuantileMethod;
use select::Bounds;
pub(super) use select::{Keys, bounds};
pub use typed::Ranked;
pub(super) use typed::quantile as typed_quantile;

use super::kind::{Class, Nan, Outcome};
use super::reduce::{Numbers, Undefined};
use super::walk::InMemory;
use crate::dtype::ScalarKind;
use crate::error::Result;
use crate::lanes;
use crate::lanes::order_key::MISSING;
use held::KeysInMemory;
use keys::Distances;
use method::Place;

/// What NaN or NaT is among the outcomes.
fn missing(class: Class) -> Outcome {
    match class {
        Class::TimeDeltas | Class::DateTimes => Outcome::Steps(i64::MIN),
        Class::Complex => Outcome::Complex([f64::NAN; 2]),
        _ => Outcome::Float(f64::NAN),
    }
}

/// Numbers of which ranks are asked for.
pub(super) struct Ranks<'k> {
    pub(super) keys: &'k dyn Keys,
    pub(super) class: Class,
    pub(super) kind: ScalarKind,
}

impl Numbers<'_> {
    /// Quantiles, each `None` of no values.
    pub(super) fn quantiles(
        &self,
        kind: ScalarKind,
        quantiles: &[f64],
        method: QuantileMethod,
        nan: Nan,
    ) -> Result<Vec<Option<Outcome>>, Undefined> {
        self.ranks(kind, |ranks| ranks.quantiles(quantiles, method, nan))
    }

    /// The median, `None` of no values.
    pub(super) fn median(&self, kind: ScalarKind, nan: Nan) -> Result<Option<Outcome>, Undefined> {
        if self.class() == Class::Complex {
            // Memory can always be read.
            return complex::median_of_numbers(&InMemory::from(self), kind, nan).map_err(|_| Undefined);
        }
        self.ranks(kind, |ranks| ranks.median(nan))
    }

    /// The median of the distances from the median.
    pub(super) fn mad(&self, kind: ScalarKind, nan: Nan) -> Result<Option<Outcome>, Undefined> {
        self.ranks(kind, |ranks| ranks.mad(nan))
    }

    fn ranks<T>(
        &self,
        kind: ScalarKind,
        ask: impl FnOnce(&Ranks<'_>) -> Result<Result<T, Undefined>>,
    ) -> Result<T, Undefined> {
        if self.class() == Class::Complex {
            return Err(Undefined);
        }
        let ranks = Ranks { keys: &KeysInMemory::of(self), class: self.class(), kind };
        // Memory can always be read.
        ask(&ranks).unwrap_or(Err(Undefined))
    }
}

impl Ranks<'_> {
    /// The keys from which on numbers are NaN or NaT, if they can be.
    fn missing_from(&self) -> Option<u64> {
        match self.class {
            // The first word of a float's key is below this.
            Class::Floats | Class::TimeDeltas | Class::DateTimes => Some(MISSING),
            _ => None,
        }
    }

    pub(super) fn quantiles(
        &self,
        quantiles: &[f64],
        method: QuantileMethod,
        nan: Nan,
    ) -> Result<Result<Vec<Option<Outcome>>, Undefined>> {
        if self.kind == ScalarKind::Bool && !method.is_discrete() {
            return Ok(Err(Undefined));
        }
        let bounds = self.keys.bounds(self.missing_from())?;
        if bounds.missing > 0 && nan == Nan::Propagate {
            return Ok(Ok(vec![Some(missing(self.class)); quantiles.len()]));
        }
        if bounds.kept == 0 {
            return Ok(Ok(vec![None; quantiles.len()]));
        }
        let round = rounding(self.kind);
        let outcome = |place, low, high| match place {
            Place::At(_) => low,
            Place::Between { gamma, .. } => between(low, high, gamma, round, round),
        };
        Ok(Ok(self.placed(&bounds, quantiles, method, outcome)?.into_iter().map(Some).collect()))
    }

    /// Quantiles as NumPy makes them when it is asked for several, by its method `linear`: in `f64`, but for the difference of
    /// two values. NaN of no values, or if there is NaN among them.
    pub(super) fn wide_quantiles<const N: usize>(&self, quantiles: [f64; N]) -> Result<[f64; N]> {
        let bounds = self.keys.bounds(self.missing_from())?;
        if bounds.missing > 0 || bounds.kept == 0 {
            return Ok([f64::NAN; N]);
        }
        let outcome = |place, low, high| match place {
            Place::At(_) => low,
            Place::Between { gamma, .. } => between(low, high, gamma, rounding(self.kind), |x| x),
        };
        let outcomes = self.placed(&bounds, &quantiles, QuantileMethod::Linear, outcome)?;
        Ok(std::array::from_fn(|i| match outcomes[i] {
            Outcome::Float(x) => x,
            Outcome::Whole(n) => n as f64,
            _ => f64::NAN,
        }))
    }

    /// What `outcome` makes of the values between which quantiles lie.
    fn placed(
        &self,
        bounds: &Bounds,
        quantiles: &[f64],
        method: QuantileMethod,
        outcome: impl Fn(Place, Outcome, Outcome) -> Outcome,
    ) -> Result<Vec<Outcome>> {
        let places: Vec<Place> = quantiles.iter().map(|&q| method.place(bounds.kept, q)).collect();
        let ranks: Vec<u64> = places
            .iter()
            .flat_map(|place| match *place {
                Place::At(rank) => [rank, rank],
                Place::Between { low, high, .. } => [low, high],
            })
            .collect();
        let selected = self.keys.ranked(bounds, &ranks)?;
        let outcomes = places
            .into_iter()
            .zip(selected.as_chunks::<2>().0)
            .map(|(place, &[low, high])| outcome(place, number(self.class, low), number(self.class, high)));
        Ok(outcomes.collect())
    }

    fn median(&self, nan: Nan) -> Result<Result<Option<Outcome>, Undefined>> {
        if self.class == Class::DateTimes {
            return Ok(Err(Undefined));
        }
        let bounds = self.keys.bounds(self.missing_from())?;
        if bounds.missing > 0 && nan == Nan::Propagate {
            return Ok(Ok(Some(missing(self.class))));
        }
        if bounds.kept == 0 {
            return Ok(Ok(None));
        }
        let ranks = [(bounds.kept - 1) / 2, bounds.kept / 2];
        let selected = self.keys.ranked(&bounds, &ranks)?;
        let [low, high] = [0, 1].map(|i| number(self.class, selected[i]));
        Ok(Ok(Some(middle(low, high, ranks[0] != ranks[1], self.kind))))
    }

    fn mad(&self, nan: Nan) -> Result<Result<Option<Outcome>, Undefined>> {
        if matches!(self.class, Class::TimeDeltas | Class::DateTimes) {
            return Ok(Err(Undefined));
        }
        let centre = match self.median(nan)? {
            Ok(Some(Outcome::Float(centre))) => centre,
            other => return Ok(other),
        };
        if centre.is_nan() {
            return Ok(Ok(Some(Outcome::Float(f64::NAN))));
        }
        let distances = Distances { keys: self.keys, class: self.class, centre, round: rounding(self.kind) };
        // They are floats, also of integers.
        let kind = if self.class == Class::Floats { self.kind } else { ScalarKind::Float64 };
        Ranks { keys: &distances, class: Class::Floats, kind }.median(nan)
    }
}

/// The quantile between two values, as NumPy's `_lerp` makes it. `near` rounds their difference, `round` all else.
fn between(low: Outcome, high: Outcome, gamma: f64, near: fn(f64) -> f64, round: fn(f64) -> f64) -> Outcome {
    match (low, high) {
        (Outcome::Float(a), Outcome::Float(b)) => {
            let apart = near(b - a);
            Outcome::Float(if a == b {
                a
            } else if gamma < 0.5 {
                round(a + round(apart * round(gamma)))
            } else {
                round(b - round(apart * round(1.0 - gamma)))
            })
        }
        (Outcome::Whole(a), Outcome::Whole(b)) => {
            let apart = (b - a) as f64;
            let (a, b) = (a as f64, b as f64);
            Outcome::Float(if gamma < 0.5 { a + apart * gamma } else { b - apart * (1.0 - gamma) })
        }
        (Outcome::Steps(a), Outcome::Steps(b)) => {
            // Steps are cut towards zero.
            let apart = (i128::from(b) - i128::from(a)) as f64;
            let steps = if gamma < 0.5 {
                i128::from(a) + (apart * gamma) as i128
            } else {
                i128::from(b) - (apart * (1.0 - gamma)) as i128
            };
            Outcome::Steps(steps as i64)
        }
        (low, _) => low,
    }
}

/// The mean of the two middle values, or the one.
fn middle(low: Outcome, high: Outcome, are_two: bool, kind: ScalarKind) -> Outcome {
    match (low, high) {
        (Outcome::Float(a), _) if !are_two => Outcome::Float(a),
        (Outcome::Float(a), Outcome::Float(b)) => {
            // Halves are added as f4.
            let sum = match kind {
                ScalarKind::Float64 => a + b,
                _ => f64::from((a + b) as f32),
            };
            Outcome::Float(rounding(kind)(sum / 2.0))
        }
        (Outcome::Whole(a), Outcome::Whole(b)) if are_two => Outcome::Float((a as f64 + b as f64) / 2.0),
        (Outcome::Whole(a), _) => Outcome::Float(a as f64),
        (Outcome::Steps(a), Outcome::Steps(b)) => {
            Outcome::Steps(((i128::from(a) + i128::from(b)) / 2) as i64)
        }
        (low, _) => low,
    }
}

/// Rounds to a type of floats.
pub(super) fn rounding(kind: ScalarKind) -> fn(f64) -> f64 {
    match kind {
        ScalarKind::Float16 => |x| lanes::half_to_f64(lanes::f64_to_half(x)),
        ScalarKind::Float32 | ScalarKind::Complex64 => |x| f64::from(x as f32),
        _ => |x| x,
    }
}

#[cfg(test)]
mod tests;
