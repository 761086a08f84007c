//! Statistics that only a query asks for: the first and the last value, weighted means, and values that are kept.

use crate::lanes::{self, BLOCK};
use crate::stats::engine::{Block, Fold};
use crate::stats::lane::{Lane, parts};
use crate::stats::sum::FloatSum;
use crate::stats::words::{Reader, Words, words};

/// The first and the last value, and those of the ones that are not NaN.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends<L> {
    pub(super) all: Option<(L, L)>,
    pub(super) kept: Option<(L, L)>,
}

words!([L: Words + Default] Ends<L> { all, kept });

/// All values, NaN among them or not: what quantiles of groups are made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Values<L, const NAN: bool = false>(pub(super) Vec<L>);

/// The sums of products and of weights, of pairs of a value and its weight.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weighted {
    products: FloatSum,
    weights: FloatSum,
}

words!(Weighted { products, weights });

impl Weighted {
    /// The sum of the products by that of the weights; `None` if that is zero.
    pub(super) fn mean(&self) -> Option<f64> {
        let weights = self.weights.value();
        (weights != 0.0).then(|| self.products.value() / weights)
    }
}

impl Fold<[f64; 2]> for Weighted {
    fn insert(&mut self, extent: [f64; 2], block: &Block<'_, [f64; 2]>) {
        let mut products = [0.0; BLOCK];
        let products = &mut products[..block.kept.len()];
        products.iter_mut().zip(block.kept).for_each(|(product, [x, weight])| *product = x * weight);
        self.products.add(lanes::sum(products), products);
        self.weights.add(extent[1], parts(block.kept, 1, &mut [0.0; BLOCK]));
    }

    #[inline]
    fn insert_one(&mut self, [x, weight]: [f64; 2], _: u64) {
        self.products.add(x * weight, &[x * weight]);
        self.weights.add(weight, &[weight]);
    }

    fn combine(&mut self, later: Weighted, _: u64) {
        self.products.join(later.products);
        self.weights.join(later.weights);
    }
}

impl<L: Lane> Fold<L> for Ends<L> {
    fn insert(&mut self, _: L::Extent, block: &Block<'_, L>) {
        self.kept = extended(self.kept, block.kept);
        if block.kept.len() == block.all.len() {
            self.all = extended(self.all, block.all);
        }
    }

    #[inline]
    fn insert_one(&mut self, value: L, _: u64) {
        self.kept = Some((self.kept.map_or(value, |(first, _)| first), value));
        self.all = Some((self.all.map_or(value, |(first, _)| first), value));
    }

    fn see_nan(&mut self, all: &[L]) {
        self.all = extended(self.all, all);
    }

    fn combine(&mut self, later: Ends<L>, _: u64) {
        let joined = |ends: Option<(L, L)>, later: Option<(L, L)>| match (ends, later) {
            (Some((first, _)), Some((_, last))) => Some((first, last)),
            (ends, later) => ends.or(later),
        };
        self.all = joined(self.all, later.all);
        self.kept = joined(self.kept, later.kept);
    }
}

fn extended<L: Copy>(ends: Option<(L, L)>, values: &[L]) -> Option<(L, L)> {
    match values {
        [] => ends,
        [first, ..] => Some((ends.map_or(*first, |(first, _)| first), values[values.len() - 1])),
    }
}

impl<L: Lane, const NAN: bool> Fold<L> for Values<L, NAN> {
    fn insert(&mut self, _: L::Extent, block: &Block<'_, L>) {
        self.0.extend_from_slice(block.kept);
    }

    #[inline]
    fn insert_one(&mut self, value: L, _: u64) {
        self.0.push(value);
    }

    fn see_nan(&mut self, all: &[L]) {
        if NAN {
            self.0.extend(all.iter().filter(|value| value.is_nan()));
        }
    }

    fn combine(&mut self, mut later: Self, _: u64) {
        self.0.append(&mut later.0);
    }
}

impl<L: Lane, const NAN: bool> Words for Values<L, NAN> {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.0.len() as u64);
        self.0.iter().for_each(|value| value.write(out));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        let count = from.count()?;
        self.0.clear();
        for _ in 0..count {
            let mut value = L::default();
            value.read(from)?;
            self.0.push(value);
        }
        Some(())
    }
}
