//! Mean and variance that hold at 1e9 ± 1.
//!
//! Of a block the deviations from a centre near its mean are summed, and their squares; what the centre is off the mean is
//! taken from both (Chan, Golub and LeVeque 1983: shifted data, and equation 1.7, the corrected two-pass algorithm). Blocks
//! are joined by their formula 2.1, with means and sums of squares kept as pairs: with plain means the difference of two of
//! them, near 1e9, has lost nine digits.

use super::engine::{Block, Fold};
use super::lane::Wants;
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

    /// Adds a block of which this is known. If that is enough, no values need to be there.
    pub(super) fn add(&mut self, extent: Extent, count: usize, values: &[f64]) {
        let off = about(extent, count, values);
        let mean = Pair::of_sum(off.centre, off.sum / count as f64);
        self.join(Moments::of_block(count, mean, off));
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
        // Of values that are nearly equal, rounding may leave less than nothing.
        let squares = if squares < 0.0 { 0.0 } else { squares };
        Moments { count: count as u64, mean, squares: Pair { hi: squares, lo: 0.0 } }
    }
}

/// The first two moments of a block, about the value in its middle if the mean is near that, else about the mean.
///
/// The value in the middle is known before the others are seen, so that one pass suffices. But by as much as it is off the mean
/// the squares are more than the variance, which loses digits.
fn about(extent: Extent, count: usize, values: &[f64]) -> Deviations {
    if is_near(extent.off, count) {
        return extent.off;
    }
    lanes::deviations(values, mean_of(extent.sum, values))
}

/// The mean of a block with this sum, also where that is out of range.
pub(super) fn mean_of(sum: f64, values: &[f64]) -> f64 {
    if sum.is_finite() || !all_finite(values) { sum / values.len() as f64 } else { scaled_mean(values) }
}

/// Is the mean of a block within two standard deviations of the centre? Where something is not finite it is not.
pub(super) fn is_near(off: Deviations, count: usize) -> bool {
    let shift = off.sum * off.sum / count as f64;
    off.squares.is_finite() && shift <= 4.0 * (off.squares - shift)
}

/// How far a number is from itself: an infinite one is NaN off, as in a block.
#[inline]
pub(super) fn off_itself(x: f64) -> f64 {
    if x.is_finite() { 0.0 } else { f64::NAN }
}

impl Fold<f64> for Moments {
    fn wants(&self) -> Wants {
        Wants::Moments
    }

    fn may_skip_values(&self) -> bool {
        true
    }

    fn needs_values(&self, extent: Extent, count: usize) -> bool {
        !is_near(extent.off, count)
    }

    fn insert(&mut self, extent: Extent, block: &Block<'_, f64>) {
        self.add(extent, block.count, block.kept);
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
