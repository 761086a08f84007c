//! The elements of a column of some records, in the form that its statistics take.

use crate::lanes::{BLOCK, Gather};
use crate::stats::kind::Class;
use crate::stats::lane::{Lane, Scratch};
use crate::strided::Bytes;

/// Elements that are taken one block after the other.
pub(in crate::stats) enum Source<'a> {
    Numbers(Gather<'a>),
    /// Real numbers and their weights.
    Pairs([Real<'a>; 2]),
    /// Text and opaque bytes, from a position on.
    Bytes(Bytes<'a>, usize),
}

/// Real numbers of any kind.
pub(in crate::stats) struct Real<'a> {
    pub(in crate::stats) numbers: Gather<'a>,
    pub(in crate::stats) class: Class,
}

impl Source<'_> {
    /// The next numbers, at most a block of them. None of text.
    pub(super) fn values<'s, L: Lane>(&'s mut self, count: usize, scratch: &'s mut Scratch) -> &'s [L] {
        match self {
            Source::Numbers(numbers) => numbers.next(count, L::block(scratch)),
            Source::Pairs([values, weights]) => {
                let (mut x, mut w) = ([0.0; BLOCK], [0.0; BLOCK]);
                values.fill(&mut x[..count]);
                weights.fill(&mut w[..count]);
                let pairs = <[f64; 2] as Lane>::block(scratch);
                pairs.iter_mut().zip(x.into_iter().zip(w)).for_each(|(pair, (x, w))| *pair = [x, w]);
                L::of_pairs(&pairs[..count])
            }
            Source::Bytes(..) => &[],
        }
    }

    /// How many numbers are left.
    pub(super) fn left(&self) -> usize {
        match self {
            Source::Numbers(numbers) => numbers.left(),
            Source::Pairs([values, weights]) => values.numbers.left().min(weights.numbers.left()),
            Source::Bytes(bytes, at) => bytes.count().saturating_sub(*at),
        }
    }

    /// The walks over memory, to ask for it ahead.
    pub(in crate::stats) fn gathers(&self) -> impl Iterator<Item = &Gather<'_>> {
        let (one, two) = match self {
            Source::Numbers(numbers) => (Some(numbers), None),
            Source::Pairs([values, weights]) => (Some(&values.numbers), Some(&weights.numbers)),
            Source::Bytes(..) => (None, None),
        };
        one.into_iter().chain(two)
    }
}

impl Real<'_> {
    /// The next ones, as floats.
    fn fill(&mut self, out: &mut [f64]) {
        let mut wide = [0; BLOCK];
        match self.class {
            Class::Signed | Class::Unsigned => {
                let is_signed = self.class == Class::Signed;
                let wide = self.numbers.next(out.len(), &mut wide);
                for (x, &n) in out.iter_mut().zip(wide) {
                    // Unsigned ones come moved down by 2^63.
                    *x = if is_signed { n as f64 } else { (n ^ i64::MIN).cast_unsigned() as f64 };
                }
            }
            _ => self.numbers.fill(out),
        }
    }
}
