//! Mean and variance that hold at 1e9 ± 1.
//!
//! A block is seen twice: once for its mean, once for the deviations from it, whose own small sum corrects what
//! rounding left of the mean (Chan, Golub and LeVeque 1983, the corrected two-pass algorithm, equation 1.7). Blocks
//! are joined by their formula 2.1, with means and sums of squares kept as pairs: with plain means the difference
//! of two of them, near 1e9, has lost nine digits.

use super::engine::{Block, Fold};
use super::pair::Pair;
use super::sum::{all_finite, scaled_mean};
use super::words::words;
use crate::lanes::{self, Deviations, Extent, WideExtent};

/// Count, mean and sum of squared deviations from the mean.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Moments {
    count: u64,
    mean: Pair,
    squares: Pair,
}

words!(Moments { count, mean, squares });

impl Moments {
    /// The sum of the squared deviations from the mean.
    ///
    /// NaN if a value is infinite, and infinite if it is out of the range of `f64`.
    pub(super) fn squares(&self) -> f64 {
        self.squares.value()
    }

    pub(super) fn add(&mut self, sum: f64, values: &[f64]) {
        let count = values.len() as f64;
        let centre = if sum.is_finite() || !all_finite(values) { sum / count } else { scaled_mean(values) };
        let off = lanes::deviations(values, centre);
        self.join(Moments::of_block(values.len(), Pair::of_sum(centre, off.sum / count), off));
    }

    pub(super) fn add_wide(&mut self, extent: WideExtent, values: &[i64]) {
        let count = values.len() as f64;
        let base = i128::from(extent.min);
        let centre = (extent.sum - base * values.len() as i128) as f64 / count;
        let off = lanes::wide_deviations(values, extent.min, centre);
        let mean = Pair::of_integer(base).plus(centre).plus(off.sum / count);
        self.join(Moments::of_block(values.len(), mean, off));
    }

    pub(super) fn join(&mut self, later: Moments) {
        if self.count == 0 {
            *self = later;
            return;
        }
        let count = self.count.saturating_add(later.count);
        if self.squares.hi.is_infinite() || later.squares.hi.is_infinite() {
            // Out of range, and stays so; NaN if the other is. The means may have overflowed too: they are not asked again.
            self.squares = Pair { hi: self.squares.hi + later.squares.hi, lo: 0.0 };
        } else {
            let share = later.count as f64 / count as f64;
            let apart = later.mean.minus(self.mean);
            self.mean = self.mean.plus(apart * share);
            self.squares =
                self.squares.plus_pair(later.squares).plus(apart * apart * (self.count as f64 * share));
        }
        self.count = count;
    }

    /// Of a value alone, and how far it is off itself.
    fn of_one(mean: Pair, off: f64) -> Moments {
        Moments { count: 1, mean, squares: Pair { hi: off, lo: 0.0 } }
    }

    fn of_block(count: usize, mean: Pair, off: Deviations) -> Moments {
        let squares = if off.squares.is_infinite() {
            off.squares
        } else {
            off.squares - off.sum * off.sum / count as f64
        };
        // Of equal values, rounding may leave less than nothing.
        let squares = if squares < 0.0 { 0.0 } else { squares };
        Moments { count: count as u64, mean, squares: Pair { hi: squares, lo: 0.0 } }
    }
}

/// How far a number is from itself: an infinite one is NaN off, as in a block.
#[inline]
pub(super) fn off_itself(x: f64) -> f64 {
    if x.is_finite() { 0.0 } else { f64::NAN }
}

impl Fold<f64> for Moments {
    const EXTREMES: bool = false;
    const VALUES: bool = true;

    fn insert(&mut self, extent: Extent, block: &Block<'_, f64>) {
        self.add(extent.sum, block.kept);
    }

    #[inline]
    fn insert_one(&mut self, value: f64, _: u64) {
        let off = off_itself(value);
        self.join(Moments::of_one(Pair { hi: value, lo: off }, off));
    }

    fn combine(&mut self, later: Moments, _: u64) {
        self.join(later);
    }
}

impl Fold<i64> for Moments {
    const EXTREMES: bool = false;
    const VALUES: bool = true;

    fn insert(&mut self, extent: WideExtent, block: &Block<'_, i64>) {
        self.add_wide(extent, block.kept);
    }

    #[inline]
    fn insert_one(&mut self, value: i64, _: u64) {
        self.join(Moments::of_one(Pair::of_integer(value.into()), 0.0));
    }

    fn combine(&mut self, later: Moments, _: u64) {
        self.join(later);
    }
}
