//! Means and products of deviations from them, of some columns at a time.
//!
//! As in [`moments`](crate::stats::moments): every block has centres of its own, what those are off the means corrects the sums
//! of products (Chan, Golub and LeVeque 1983), and blocks are joined with means and sums kept as pairs. The sums of squares on
//! the diagonal have the bits that variances are made of.

use crate::lanes::{self, Kernel};
use crate::stats::pair::Pair;
use crate::stats::tree::Combine;

/// Of all records: a mean for each column, and a sum for each two.
#[derive(Clone, Debug, Default)]
pub(super) struct Together {
    pub(super) count: u64,
    pub(super) means: Vec<Pair>,
    /// Of each column with itself and those behind it.
    pub(super) products: Vec<Pair>,
}

/// Of the records in which two columns both have a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Two {
    pub(super) count: u64,
    pub(super) means: [Pair; 2],
    pub(super) squares: [Pair; 2],
    pub(super) product: Pair,
}

/// Where the sum of column `i` with column `j` stands among those of `len` columns; `i` is not behind `j`.
pub(super) fn place(len: usize, i: usize, j: usize) -> usize {
    i * (2 * len + 1 - i) / 2 + (j - i)
}

/// The sum of products less what the sums of both deviations make of it, in a block of `count`.
pub(super) fn corrected(product: f64, sums: [f64; 2], count: usize) -> f64 {
    if product.is_infinite() { product } else { product - sums[0] * sums[1] / count as f64 }
}

/// The same of a column with itself: of values that are nearly equal, rounding may leave less than nothing.
pub(super) fn corrected_square(square: f64, sum: f64, count: usize) -> f64 {
    let square = corrected(square, [sum; 2], count);
    if square < 0.0 { 0.0 } else { square }
}

/// Two sums, where `shift` is what the distances of the means add to them.
#[inline(always)]
fn joined(a: Pair, b: Pair, shift: f64) -> Pair {
    let sum = a.plus_pair(b).plus(shift);
    // Out of range, and stays so; NaN if the other is. Chosen last, and without a branch.
    let is_out = a.hi.is_infinite() | b.hi.is_infinite();
    Pair { hi: if is_out { a.hi + b.hi } else { sum.hi }, lo: if is_out { 0.0 } else { sum.lo } }
}

impl Together {
    /// Adds a block behind these. Its sums are those of products, in the same order.
    pub(super) fn join(&mut self, count: u64, means: &[Pair], products: &[Pair]) {
        if self.count == 0 {
            *self = Together { count, means: means.to_vec(), products: products.to_vec() };
            return;
        }
        let all = self.count.saturating_add(count);
        let share = count as f64 / all as f64;
        let weight = self.count as f64 * share;
        let apart: Vec<f64> = means.iter().zip(&self.means).map(|(later, mean)| later.minus(*mean)).collect();
        lanes::best(Join { sums: &mut self.products, later: products, apart: &apart, weight });
        for (mean, apart) in self.means.iter_mut().zip(&apart) {
            *mean = mean.plus(apart * share);
        }
        self.count = all;
    }
}

/// Sums of products of some columns, and those of what comes after them, where the means are `apart`.
struct Join<'a> {
    sums: &'a mut [Pair],
    later: &'a [Pair],
    apart: &'a [f64],
    weight: f64,
}

impl Kernel for Join<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let (mut sums, mut later) = (self.sums, self.later);
        for (i, &first) in self.apart.iter().enumerate() {
            let behind = &self.apart[i..];
            let (row, rest) = sums.split_at_mut(behind.len());
            let (row_later, rest_later) = later.split_at(behind.len());
            for ((sum, &later), &second) in row.iter_mut().zip(row_later).zip(behind) {
                *sum = joined(*sum, later, first * second * self.weight);
            }
            (sums, later) = (rest, rest_later);
        }
    }
}

impl Combine for Together {
    fn combine(&mut self, later: Together) {
        self.join(later.count, &later.means, &later.products);
    }
}

impl Combine for Two {
    fn combine(&mut self, later: Two) {
        if self.count == 0 || later.count == 0 {
            if self.count == 0 {
                *self = later;
            }
            return;
        }
        let all = self.count.saturating_add(later.count);
        let share = later.count as f64 / all as f64;
        let weight = self.count as f64 * share;
        let [a, b] = [0, 1].map(|i| later.means[i].minus(self.means[i]));
        self.squares = [
            joined(self.squares[0], later.squares[0], a * a * weight),
            joined(self.squares[1], later.squares[1], b * b * weight),
        ];
        self.product = joined(self.product, later.product, a * b * weight);
        self.means = [self.means[0].plus(a * share), self.means[1].plus(b * share)];
        self.count = all;
    }
}
