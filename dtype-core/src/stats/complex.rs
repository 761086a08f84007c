//! Sums and moments of complex numbers: those of their parts.

use super::engine::{Block, Fold};
use super::lane::parts;
use super::moments::Moments;
use super::sum::FloatSum;
use super::words::words;
use crate::lanes::{self, BLOCK};

/// The running sums of both parts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ComplexSum {
    /// Of the numbers without a NaN part.
    kept: [FloatSum; 2],
    /// Of all numbers: a NaN in one part leaves the other alone, as in NumPy.
    all: [FloatSum; 2],
}

/// The moments of both parts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ComplexMoments([Moments; 2]);

words!(ComplexSum { kept, all });
words!(ComplexMoments { 0 });

impl ComplexSum {
    /// The sums, with or without the numbers that have a NaN part.
    pub(super) fn of(&self, skip_nan: bool) -> &[FloatSum; 2] {
        if skip_nan { &self.kept } else { &self.all }
    }
}

impl ComplexSum {
    /// The sums of so many times the numbers.
    pub(super) fn times(&mut self, count: u64) {
        self.kept.iter_mut().chain(&mut self.all).for_each(|sum| sum.times(count));
    }
}

impl ComplexMoments {
    /// The sum of |x - mean|².
    pub(super) fn squares(&self) -> f64 {
        self.0[0].squares() + self.0[1].squares()
    }
}

impl Fold<[f64; 2]> for ComplexSum {
    fn insert(&mut self, extent: [f64; 2], block: &Block<'_, [f64; 2]>) {
        let clean = block.kept.len() == block.all.len();
        for (part, sum) in extent.into_iter().enumerate() {
            let buffer = &mut [0.0; BLOCK];
            let values = parts(block.kept, part, buffer);
            self.kept[part].add(sum, values);
            if clean {
                self.all[part].add(sum, values);
            }
        }
    }

    fn see_nan(&mut self, all: &[[f64; 2]]) {
        for part in [0, 1] {
            let buffer = &mut [0.0; BLOCK];
            let values = parts(all, part, buffer);
            self.all[part].add(lanes::sum(values), values);
        }
    }

    fn combine(&mut self, later: ComplexSum, _: u64) {
        for part in [0, 1] {
            self.kept[part].join(later.kept[part]);
            self.all[part].join(later.all[part]);
        }
    }
}

impl Fold<[f64; 2]> for ComplexMoments {
    fn insert(&mut self, _: [f64; 2], block: &Block<'_, [f64; 2]>) {
        for part in [0, 1] {
            let buffer = &mut [0.0; BLOCK];
            let values = parts(block.kept, part, buffer);
            self.0[part].add(lanes::spread(values), values.len(), values);
        }
    }

    fn combine(&mut self, later: ComplexMoments, _: u64) {
        for part in [0, 1] {
            self.0[part].join(later.0[part]);
        }
    }
}
