//! Sums: of floats as a pair of `f64`, of integers exactly in 128 bits.
//!
//! A block is summed in lanes; the sums of blocks are added with their rounding errors kept (Neumaier 1974), so
//! the error is that of one block however many there are.

use super::engine::{Block, Fold};
use super::pair::Pair;
use super::words::words;
use crate::lanes::{self, BLOCK, Extent, WideExtent};

/// Sums that leave the range of `f64` are kept multiplied by this: 2^64 numbers then still fit.
const DOWN: f64 = 1.0 / (1u128 << 100) as f64;

/// The running sum of floats.
///
/// Infinite where a number is, or where the exact sum is out of range; never because of the order of additions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct FloatSum {
    total: Pair,
    /// Is `total` multiplied by `DOWN`?
    scaled: bool,
}

/// The running sum of integers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct WholeSum(i128);

words!(FloatSum { total, scaled });
words!(WholeSum { 0 });

impl FloatSum {
    /// Adds a block and its sum as [`lanes::sum`] gives it.
    pub(super) fn add(&mut self, sum: f64, values: &[f64]) {
        if !self.total.hi.is_finite() && sum.is_finite() {
            return;
        }
        if !self.scaled {
            let total = self.total.plus(sum);
            if total.hi.is_finite() {
                self.total = total;
                return;
            }
            // Out of range, or a value is infinite: only the sum of scaled values tells.
            self.scale();
        }
        self.total = self.total.plus(scaled_sum(values));
    }

    pub(super) fn join(&mut self, mut later: FloatSum) {
        if self.scaled != later.scaled {
            self.scale();
            later.scale();
        }
        let total = self.total.plus_pair(later.total);
        if !self.scaled && !total.hi.is_finite() && self.total.hi.is_finite() && later.total.hi.is_finite() {
            self.scale();
            later.scale();
            return self.join(later);
        }
        self.total = total;
    }

    /// The sum of so many times the numbers.
    pub(super) fn times(&mut self, count: u64) {
        let total = self.total.times(count);
        if !self.scaled && !total.hi.is_finite() && self.total.hi.is_finite() {
            self.scale();
            return self.times(count);
        }
        self.total = total;
    }

    /// The sum, rounded once.
    pub(super) fn value(&self) -> f64 {
        if self.scaled { self.total.value() / DOWN } else { self.total.value() }
    }

    /// The sum divided by `count`.
    pub(super) fn mean(&self, count: u64) -> f64 {
        let mean = self.total.value() / count as f64;
        if self.scaled { mean / DOWN } else { mean }
    }

    fn scale(&mut self) {
        if !self.scaled {
            *self = FloatSum { total: self.total * DOWN, scaled: true };
        }
    }
}

impl WholeSum {
    /// The sum of so many times the numbers.
    pub(super) fn times(&mut self, count: u64) {
        self.0 *= i128::from(count);
    }

    /// The sum of the integers as they stand in the lanes.
    pub(super) fn value(&self) -> i128 {
        self.0
    }
}

impl Fold<f64> for FloatSum {
    fn may_skip_values(&self) -> bool {
        true
    }

    fn needs_values(&self, extent: Extent, _: usize) -> bool {
        self.scaled || !self.total.plus(extent.sum).hi.is_finite()
    }

    fn insert(&mut self, extent: Extent, block: &Block<'_, f64>) {
        self.add(extent.sum, block.kept);
    }

    #[inline]
    fn insert_one(&mut self, value: f64, _: u64) {
        self.add(value, &[value]);
    }

    fn combine(&mut self, later: FloatSum, _: u64) {
        self.join(later);
    }
}

impl Fold<f64> for WholeSum {
    fn may_skip_values(&self) -> bool {
        true
    }

    fn needs_values(&self, _: Extent, _: usize) -> bool {
        false
    }

    fn insert(&mut self, extent: Extent, _: &Block<'_, f64>) {
        // Integers of up to 32 bits, so that a block of them adds up exactly.
        self.0 = self.0.saturating_add(extent.sum as i128);
    }

    #[inline]
    fn insert_one(&mut self, value: f64, _: u64) {
        self.0 = self.0.saturating_add((value as i64).into());
    }

    fn combine(&mut self, later: WholeSum, _: u64) {
        self.0 = self.0.saturating_add(later.0);
    }
}

impl Fold<i64> for WholeSum {
    fn insert(&mut self, extent: WideExtent, _: &Block<'_, i64>) {
        self.0 = self.0.saturating_add(extent.sum);
    }

    #[inline]
    fn insert_one(&mut self, value: i64, _: u64) {
        self.0 = self.0.saturating_add(value.into());
    }

    fn combine(&mut self, later: WholeSum, _: u64) {
        self.0 = self.0.saturating_add(later.0);
    }
}

/// The mean of finite values whose sum is not finite.
pub(super) fn scaled_mean(values: &[f64]) -> f64 {
    scaled_sum(values) / values.len() as f64 / DOWN
}

#[cold]
pub(super) fn all_finite(values: &[f64]) -> bool {
    values.iter().all(|value| value.is_finite())
}

#[cold]
fn scaled_sum(values: &[f64]) -> f64 {
    let mut scaled = [0.0; BLOCK];
    let scaled = &mut scaled[..values.len()];
    for (scaled, value) in scaled.iter_mut().zip(values) {
        *scaled = value * DOWN;
    }
    lanes::sum(scaled)
}
