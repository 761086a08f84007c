//! From the words of a key to the number of its group.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

use crate::lanes::BLOCK;

/// Keys near each other that are found in a table without a hash: 256 KiB of numbers.
const DENSE: usize = 1 << 16;

/// Keys in the order in which they came first, and the numbers they have by that.
pub(super) struct Index {
    /// Words of a key.
    words: usize,
    /// The words of all keys, one after the other.
    keys: Vec<u64>,
    /// Of keys of one word near each other, from `base` on: the number of the group and one, or zero.
    dense: Vec<u32>,
    base: u64,
    one: HashMap<u64, u32, Seeded>,
    many: HashMap<Box<[u64]>, u32, Seeded>,
}

impl Index {
    /// Of keys of so many words.
    pub(super) fn new(words: usize) -> Index {
        let (one, many) = (HashMap::with_hasher(Seeded), HashMap::with_hasher(Seeded));
        Index { words, keys: Vec::new(), dense: Vec::new(), base: 0, one, many }
    }

    /// Words of a key.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        // Without words all keys are equal, and there is one as soon as there is a record.
        self.keys.len().checked_div(self.words).unwrap_or(self.many.len())
    }

    /// The words of a key.
    pub(super) fn key(&self, group: usize) -> &[u64] {
        &self.keys[group * self.words..(group + 1) * self.words]
    }

    /// The groups of at most a block of keys, of each of which one word is in every row.
    pub(super) fn groups(&mut self, rows: &[[u64; BLOCK]], out: &mut [u32]) {
        if let [row] = rows {
            return self.groups_of_one(&row[..out.len()], out);
        }
        let mut key = vec![0; self.words];
        let mut last: Option<u32> = None;
        for (i, out) in out.iter_mut().enumerate() {
            key.iter_mut().zip(rows).for_each(|(word, row)| *word = row[i]);
            *out = match last {
                Some(last) if self.key(last as usize) == key => last,
                _ => self.group(&key),
            };
            last = Some(*out);
        }
    }

    /// The group of a key, a new one if it was not there.
    pub(super) fn group(&mut self, key: &[u64]) -> u32 {
        if let [word] = *key {
            return self.group_of_one(word);
        }
        if let Some(&group) = self.many.get(key) {
            return group;
        }
        let group = self.next();
        self.many.insert(key.into(), group);
        self.keys.extend_from_slice(key);
        group
    }

    fn groups_of_one(&mut self, keys: &[u64], out: &mut [u32]) {
        if self.dense.is_empty() && self.keys.is_empty() {
            self.lay_out(keys);
        }
        for (&key, out) in keys.iter().zip(out) {
            let place = usize::try_from(key.wrapping_sub(self.base)).unwrap_or(usize::MAX);
            *out = match self.dense.get(place) {
                Some(&known) if known > 0 => known - 1,
                _ => self.group_of_one(key),
            };
        }
    }

    fn group_of_one(&mut self, key: u64) -> u32 {
        let next = self.next();
        let place = key.wrapping_sub(self.base);
        if place < self.dense.len() as u64 {
            let known = &mut self.dense[place as usize];
            if *known > 0 {
                return *known - 1;
            }
            *known = next + 1;
        } else {
            let group = *self.one.entry(key).or_insert(next);
            if group < next {
                return group;
            }
        }
        self.keys.push(key);
        next
    }

    /// Makes the table, around the first keys, if they are near each other.
    fn lay_out(&mut self, keys: &[u64]) {
        let (least, most) =
            keys.iter().fold((u64::MAX, 0), |(low, high), &key| (key.min(low), key.max(high)));
        let span = most.saturating_sub(least);
        if span < DENSE as u64 {
            self.base = least.saturating_sub((DENSE as u64 - span) / 2);
            self.dense = vec![0; DENSE];
        }
    }

    /// The number of the next group.
    ///
    /// # Panics
    /// If there are more than 2^32 - 1: their keys alone take 32 GiB.
    fn next(&self) -> u32 {
        let next = u32::try_from(self.len()).ok().filter(|&next| next < u32::MAX);
        next.expect("fewer than 2^32 groups")
    }
}

/// Makes hashes that differ from process to process, so that nobody can choose keys that collide.
#[derive(Clone, Copy)]
struct Seeded;

/// Multiplies by an odd number that nobody knows, and folds the 128 bits of the product.
struct Folded {
    state: u64,
    factor: u64,
}

impl BuildHasher for Seeded {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        static SEEDS: OnceLock<(u64, u64)> = OnceLock::new();
        let seed = || (RandomState::new().hash_one(1), RandomState::new().hash_one(2) | 1);
        let &(state, factor) = SEEDS.get_or_init(seed);
        Folded { state, factor }
    }
}

impl Hasher for Folded {
    fn write_u64(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.factor);
        self.state = product as u64 ^ (product >> 64) as u64;
    }

    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut padded = [0; 8];
            padded[..eight.len()].copy_from_slice(eight);
            self.write_u64(u64::from_le_bytes(padded));
        }
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_have_one_number() {
        // Near each other, far apart, and both.
        let series: [&dyn Fn(u64) -> u64; 4] = [
            &|i| i % 300,
            &|i| (i % 977).wrapping_mul(0x9e37_79b9_7f4a_7c15),
            &|i| if i < 1000 { 40_000 + i % 7 } else { (i % 5) << 20 },
            &|i| u64::MAX - i % 3,
        ];
        for key in series {
            for words in [1, 3] {
                let mut index = Index::new(words);
                let mut known: Vec<u64> = Vec::new();
                for block in 0..40 {
                    let keys: [u64; BLOCK] = std::array::from_fn(|i| key(block * BLOCK as u64 + i as u64));
                    let mut groups = [0; BLOCK];
                    index.groups(&vec![keys; words], &mut groups);
                    for (key, group) in keys.into_iter().zip(groups) {
                        let expected = known.iter().position(|&other| other == key).unwrap_or(known.len());
                        if expected == known.len() {
                            known.push(key);
                        }
                        assert_eq!(group as usize, expected);
                        assert_eq!(index.key(expected), vec![key; words]);
                    }
                }
                assert_eq!(index.len(), known.len());
            }
        }
    }

    #[test]
    fn keys_without_words_are_one() {
        let mut index = Index::new(0);
        assert_eq!(index.len(), 0);
        index.groups(&[], &mut [7, 7]);
        assert_eq!((index.len(), index.group(&[])), (1, 0));
    }
}
