//! The state of covariances through serde.
//!
//! Numbers are written by their bits, so that no format loses any, nor trips over NaN. Whoever reads a state checks all of it:
//! it may come from anywhere.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::block::{Part, State};
use super::moments::{Together, Two};
use super::{Column, Covariance, Policy};
use crate::dtype::DType;
use crate::int;
use crate::stats::engine::RANGE;
use crate::stats::pair::Pair;
use crate::stats::serde::{PathForm, path_form, path_of};
use crate::stats::tree::Tree;

/// Of the form. It grows when that changes.
const VERSION: u32 = 1;

/// Pairs of columns, of 1,023 of them, that a state may have without a word about each: 45 MiB.
const UNKNOWN: usize = 1 << 19;

/// The version, dtype, columns, whether NaN is skipped, the position of the next record, the parts of a tree (number, level, state), and what
/// comes after these.
type Form<D> = (u32, D, Vec<PathForm>, bool, u64, Vec<(u64, u32, Vec<u64>)>, Vec<u64>);

/// A sequence that is not meant for people, with the feature `serde`. The block of 256 records that is not yet full is closed, so
/// that a state that goes on elsewhere has the bits of the whole if it holds a multiple of 65,536 records.
impl Serialize for Covariance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut state = self.state.clone();
        let rest = state.unfinished().map_or_else(Vec::new, |part| words(&part));
        let nodes = state.ranges.nodes().map(|(first, level, part)| (first, level, words(part))).collect();
        let paths = self.columns.iter().map(|column| path_form(&column.path)).collect();
        let skips_nan = self.policy == Policy::Pairwise;
        let form: Form<&DType> = (VERSION, &self.dtype, paths, skips_nan, state.at, nodes, rest);
        form.serialize(serializer)
    }
}

/// From what was written of a state, with the feature `serde`.
impl<'de> Deserialize<'de> for Covariance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Covariance, D::Error> {
        let (version, dtype, paths, skips_nan, at, nodes, rest): Form<DType> =
            Form::deserialize(deserializer)?;
        if version != VERSION {
            let message = format!("expected covariances of version {VERSION}, found version {version}");
            return Err(D::Error::custom(message));
        }
        let count = paths.len();
        // A state takes memory for each pair of columns, one of no records too.
        let words = nodes.iter().map(|(_, _, words)| words.len()).chain([rest.len()]).max().unwrap_or(0);
        if pairs(count) > words.max(UNKNOWN) {
            let message = format!("expected records, or fewer columns, found {count} columns of no records");
            return Err(D::Error::custom(message));
        }
        let columns = paths.into_iter().map(|path| Column::find(path_of(path), &dtype));
        let columns = columns.collect::<Result<Vec<_>, _>>().map_err(D::Error::custom)?;
        let policy = if skips_nan { Policy::Pairwise } else { Policy::Propagate };
        let part = |words: &[u64]| {
            let expected = || D::Error::custom(format!("expected the state of {} columns", columns.len()));
            part(words, policy, columns.len()).ok_or_else(expected)
        };
        let nodes = nodes.iter().map(|(first, level, words)| Ok((*first, *level, part(words)?)));
        let nodes = nodes.collect::<Result<Vec<_>, D::Error>>()?;
        let mut state = State::new(&columns, policy, at);
        state.ranges = Tree::of_nodes(nodes, at / int::to_u64(RANGE));
        if !rest.is_empty() {
            state.set_range(part(&rest)?);
        }
        Ok(Covariance { dtype, columns, policy, state })
    }
}

/// A part as words: counts, and the bits of floats.
fn words(part: &Part) -> Vec<u64> {
    let pair = |pair: &Pair| [pair.hi.to_bits(), pair.lo.to_bits()];
    match part {
        Part::Together(all) => {
            let pairs = all.means.iter().chain(&all.products);
            [all.count].into_iter().chain(pairs.flat_map(pair)).collect()
        }
        Part::Pairwise(twos) => twos
            .iter()
            .flat_map(|two| {
                let pairs = two.means.iter().chain(&two.squares).chain([&two.product]);
                [two.count].into_iter().chain(pairs.flat_map(pair)).collect::<Vec<_>>()
            })
            .collect(),
    }
}

/// Pairs of so many columns, of each with itself too.
fn pairs(columns: usize) -> usize {
    columns.saturating_mul(columns.saturating_add(1)) / 2
}

/// What [`words`] undoes, if there are as many as it takes.
fn part(words: &[u64], policy: Policy, columns: usize) -> Option<Part> {
    let pair = |&[hi, lo]: &[u64; 2]| Pair { hi: f64::from_bits(hi), lo: f64::from_bits(lo) };
    let twos = pairs(columns);
    match policy {
        Policy::Propagate => {
            let (&count, pairs) = words.split_first()?;
            let (pairs, []) = pairs.as_chunks::<2>() else { return None };
            let is_whole = pairs.len() == columns + twos || count == 0 && pairs.is_empty();
            let (means, products) = pairs.split_at_checked(columns.min(pairs.len()))?;
            let (means, products) = (means.iter().map(pair).collect(), products.iter().map(pair).collect());
            is_whole.then_some(Part::Together(Together { count, means, products }))
        }
        Policy::Pairwise => {
            let (all, []) = words.as_chunks::<11>() else { return None };
            let two = |[count, pairs @ ..]: &[u64; 11]| {
                let [a, b, c, d, e] = pairs.as_chunks::<2>().0 else { unreachable!("ten words") };
                let [a, b, c, d, product] = [a, b, c, d, e].map(pair);
                Two { count: *count, means: [a, b], squares: [c, d], product }
            };
            (all.len() == twos).then(|| Part::Pairwise(all.iter().map(two).collect()))
        }
    }
}
