//! Skewness and kurtosis: the third and fourth moments about the mean.
//!
//! A block is seen twice, for its mean and for the powers of the deviations from it; blocks are joined by the formulas of
//! Pébay (2008), with means kept as pairs.

use std::marker::PhantomData;

use super::engine::{self, Block, Fold};
use super::kind::{Class, Floats, Kind, Nan, Narrow, Outcome, Signed, Unsigned};
use super::lane::Lane;
use super::moments::off_itself;
use super::pair::Pair;
use super::reduce::{Numbers, Undefined};
use super::tree::Combine;
use super::words::words;
use crate::lanes::BLOCK;

/// Count, mean, and the sums of the second to fourth powers of the deviations from it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Powers {
    count: u64,
    nans: u64,
    mean: Pair,
    second: f64,
    third: f64,
    fourth: f64,
}

/// The powers of numbers of a kind, beside other statistics.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PowersOf<K> {
    pub(super) powers: Powers,
    kind: PhantomData<K>,
}

words!(Powers { count, nans, mean, second, third, fourth });
words!([K] PowersOf<K> { powers });

impl Powers {
    /// Inserts a block of numbers, each `base` plus an offset. NaN is counted only.
    pub(super) fn insert(&mut self, base: Pair, offsets: &[f64]) {
        let mut kept = [0.0; BLOCK];
        let mut count = 0;
        for &x in offsets {
            kept[count] = x;
            count += usize::from(!x.is_nan());
        }
        let kept = &kept[..count];
        self.nans += (offsets.len() - count) as u64;
        if kept.is_empty() {
            return;
        }
        let centre = kept.iter().sum::<f64>() / count as f64;
        let powers = |rest: f64| {
            kept.iter().fold([0.0; 4], |[first, second, third, fourth], &x| {
                // The sum of both would be rounded.
                let d = (x - centre) - rest;
                let square = d * d;
                [first + d, second + square, third + square * d, fourth + square * square]
            })
        };
        let [first, ..] = powers(0.0);
        // What rounding left of the mean goes into it, and the powers are of the deviations from that.
        let rest = first / count as f64;
        let [_, second, third, fourth] = powers(rest);
        let mean = base.plus_pair(Pair::of_sum(centre, rest));
        self.combine(Powers { count: count as u64, nans: 0, mean, second, third, fourth });
    }

    /// The standard deviation.
    pub(super) fn std(&self) -> f64 {
        (self.second / self.count as f64).sqrt()
    }

    /// The third standardised moment, NaN if all values are equal.
    pub(super) fn skew(&self) -> f64 {
        let n = self.count as f64;
        let variance = self.second / n;
        if self.is_constant() { f64::NAN } else { self.third / n / (variance * variance.sqrt()) }
    }

    /// The fourth standardised moment less 3, NaN if all values are equal.
    pub(super) fn kurtosis(&self) -> f64 {
        let n = self.count as f64;
        let variance = self.second / n;
        if self.is_constant() { f64::NAN } else { self.fourth / n / (variance * variance) - 3.0 }
    }

    /// Is the variance no more than rounding makes of a mean?
    fn is_constant(&self) -> bool {
        let mean = self.mean.value();
        self.second / self.count as f64 <= (f64::EPSILON * mean).powi(2)
    }
}

impl Combine for Powers {
    fn combine(&mut self, later: Powers) {
        let nans = self.nans.saturating_add(later.nans);
        if later.count == 0 || self.count == 0 {
            *self = Powers { nans, ..if self.count == 0 { later } else { *self } };
            return;
        }
        let (a, b) = (self.count as f64, later.count as f64);
        let n = a + b;
        let d = later.mean.minus(self.mean);
        let (share_a, share_b) = (a / n, b / n);
        self.fourth += later.fourth
            + d * d * d * d * a * share_b * (share_a * share_a - share_a * share_b + share_b * share_b)
            + 6.0 * d * d * (share_a * share_a * later.second + share_b * share_b * self.second)
            + 4.0 * d * (share_a * later.third - share_b * self.third);
        self.third += later.third
            + d * d * d * a * share_b * (share_a - share_b)
            + 3.0 * d * (share_a * later.second - share_b * self.second);
        self.second += later.second + d * d * a * share_b;
        self.mean = self.mean.plus(d * share_b);
        self.count = self.count.saturating_add(later.count);
        self.nans = nans;
    }
}

impl Numbers<'_> {
    /// The powers of the deviations; `None` if NaN decides, or if there is nothing.
    pub(super) fn powers(&self, nan: Nan) -> Result<Shape, Undefined> {
        let powers = match self.class() {
            Class::Floats => self.floats_powers::<Floats>(),
            Class::Narrow => self.floats_powers::<Narrow>(),
            Class::Signed => self.wide_powers::<Signed>(),
            Class::Unsigned => self.wide_powers::<Unsigned>(),
            Class::Complex | Class::TimeDeltas | Class::DateTimes => return Err(Undefined),
        };
        Ok(match powers {
            Some(powers) if powers.nans > 0 && nan == Nan::Propagate => Shape::Nan,
            Some(powers) if powers.count > 0 => Shape::Of(powers),
            _ => Shape::Nothing,
        })
    }

    fn floats_powers<K: Kind<Lane = f64>>(&self) -> Option<Powers> {
        let insert = |powers: &mut Powers, values: &[f64]| powers.insert(Pair::default(), values);
        engine::reduce(self.bytes(), self.format(), Powers::default, insert)
    }

    fn wide_powers<K: Kind<Lane = i64>>(&self) -> Option<Powers> {
        engine::reduce(self.bytes(), self.format(), Powers::default, insert_wide::<K>)
    }
}

/// Inserts a block of integers of 64 bits.
fn insert_wide<K: Kind<Lane = i64>>(powers: &mut Powers, values: &[i64]) {
    let Some(&base) = values.iter().min() else { return };
    let mut offsets = [0.0; BLOCK];
    for (offset, value) in offsets.iter_mut().zip(values) {
        *offset = value.wrapping_sub(base).cast_unsigned() as f64;
    }
    if let Outcome::Whole(base) = K::outcome(base) {
        powers.insert(Pair::of_integer(base), &offsets[..values.len()]);
    }
}

impl<K: Kind<Lane = f64>> Fold<f64> for PowersOf<K> {
    fn insert(&mut self, _: <f64 as Lane>::Extent, block: &Block<'_, f64>) {
        self.powers.insert(Pair::default(), block.kept);
    }

    fn insert_one(&mut self, value: f64, _: u64) {
        let off = off_itself(value);
        let mean = Pair { hi: value, lo: off };
        self.powers.combine(Powers { count: 1, nans: 0, mean, second: off, third: off, fourth: off });
    }

    fn combine(&mut self, later: Self, _: u64) {
        self.powers.combine(later.powers);
    }
}

impl<K: Kind<Lane = i64>> Fold<i64> for PowersOf<K> {
    fn insert(&mut self, _: <i64 as Lane>::Extent, block: &Block<'_, i64>) {
        insert_wide::<K>(&mut self.powers, block.kept);
    }

    fn insert_one(&mut self, value: i64, _: u64) {
        insert_wide::<K>(&mut self.powers, &[value]);
    }

    fn combine(&mut self, later: Self, _: u64) {
        self.powers.combine(later.powers);
    }
}

/// The shape of a distribution.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Nothing,
    /// A NaN decides.
    Nan,
    Of(Powers),
}

impl Shape {
    /// What `statistic` makes of it; `None` of nothing.
    pub(super) fn map(self, statistic: impl Fn(&Powers) -> f64) -> Option<f64> {
        match self {
            Shape::Nothing => None,
            Shape::Nan => Some(f64::NAN),
            Shape::Of(powers) => Some(statistic(&powers)),
        }
    }
}
