//! From the words of a key to the number of its group.

use super::slots::{Hash, Slots};
use crate::lanes::BLOCK;

/// Keys near each other that are found in a table without a hash: 256 KiB of numbers.
const DENSE: usize = 1 << 16;

/// Words of a key from which on keys are taken one by one: a block of longer ones would be in no cache, and much memory for
/// the few that there may be.
pub(super) const LONG: usize = 64;

/// Keys in the order in which they came first, and the numbers they have by that.
pub(super) struct Index {
    /// Words of a key.
    words: usize,
    /// The words of all keys, one after the other.
    keys: Vec<u64>,
    /// How many keys there are: without words all are equal, and there is one as soon as there is a record.
    len: usize,
    /// Of keys of one word near each other, from `base` on: the number of the group and one, or zero.
    dense: Vec<u32>,
    base: u64,
    /// All others.
    slots: Slots,
    hash: Hash,
    /// The keys have no slots yet: nobody has asked for one.
    is_loose: bool,
}

impl Index {
    /// Of keys of so many words.
    pub(super) fn new(words: usize) -> Index {
        let (slots, hash) = (Slots::default(), Hash::new());
        Index { words, keys: Vec::new(), len: 0, dense: Vec::new(), base: 0, slots, hash, is_loose: false }
    }

    /// Of keys of one word, each of which is there once.
    pub(super) fn of_distinct(keys: Vec<u64>) -> Index {
        Index { len: keys.len(), keys, is_loose: true, ..Index::new(1) }
    }

    /// Words of a key.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The words of a key.
    pub(super) fn key(&self, group: usize) -> &[u64] {
        &self.keys[group * self.words..(group + 1) * self.words]
    }

    /// The groups of at most `N` keys, of each of which one word is in every row; `N` is at most a block.
    pub(super) fn groups<const N: usize>(&mut self, rows: &[[u64; N]], out: &mut [u32]) {
        self.settle();
        if let [row] = rows {
            let keys = &row[..out.len()];
            if self.dense.is_empty() && self.keys.is_empty() {
                self.lay_out(keys);
            }
            let is_near = |&key: &u64| place(key, self.base) < self.dense.len();
            if keys.iter().fold(true, |all, key| all & is_near(key)) {
                return self.near_groups(keys, out);
            }
        }
        let mut hashes = [self.hash.start(); N];
        let hashes = &mut hashes[..out.len()];
        for row in rows {
            hashes.iter_mut().zip(row).for_each(|(hash, &word)| *hash = self.hash.fold(*hash, word));
        }
        // A whole block is made room for, and its memory asked for, before the first key is looked for.
        self.slots.make_room(self.len + out.len());
        self.slots.prefetch(hashes);
        for (i, (out, &hash)) in out.iter_mut().zip(&*hashes).enumerate() {
            if let [row] = rows
                && place(row[i], self.base) < self.dense.len()
            {
                *out = self.group(&[row[i]]);
                continue;
            }
            let next = self.next();
            let (keys, words) = (&self.keys, self.words);
            *out = match rows {
                [row] => self.slots.find_or_insert(hash, next, |group| keys[group as usize] == row[i]),
                _ => self.slots.find_or_insert(hash, next, |group| {
                    let key = &keys[group as usize * words..][..words];
                    key.iter().zip(rows).all(|(&word, row)| word == row[i])
                }),
            };
            if *out == next {
                self.keys.extend(rows.iter().map(|row| row[i]));
                self.len += 1;
            }
        }
    }

    /// The group of a key, a new one if it was not there.
    pub(super) fn group(&mut self, key: &[u64]) -> u32 {
        self.settle();
        let next = self.next();
        if let [word] = *key
            && let Some(known) = self.dense.get_mut(place(word, self.base))
        {
            if *known > 0 {
                return *known - 1;
            }
            *known = next + 1;
        } else {
            let hash = key.iter().fold(self.hash.start(), |hash, &word| self.hash.fold(hash, word));
            let (keys, words) = (&self.keys, self.words);
            self.slots.make_room(self.len + 1);
            let group = self
                .slots
                .find_or_insert(hash, next, |group| keys[group as usize * words..][..words] == *key);
            if group < next {
                return group;
            }
        }
        self.keys.extend_from_slice(key);
        self.len += 1;
        next
    }

    /// The groups of all keys of another index.
    pub(super) fn groups_of(&mut self, other: &Index) -> Vec<u32> {
        if self.words >= LONG {
            return (0..other.len).map(|group| self.group(other.key(group))).collect();
        }
        let mut groups = vec![0; other.len];
        let mut rows = vec![[0; BLOCK]; self.words];
        for (first, out) in (0..).step_by(BLOCK).zip(groups.chunks_mut(BLOCK)) {
            for (word, row) in rows.iter_mut().enumerate() {
                row.iter_mut()
                    .zip(first..first + out.len())
                    .for_each(|(to, group)| *to = other.key(group)[word]);
            }
            self.groups(&rows, out);
        }
        groups
    }

    /// Of keys of one word, all of which have a place in the table without a hash.
    fn near_groups(&mut self, keys: &[u64], out: &mut [u32]) {
        // Most blocks have no new key, and are looked up in a loop without a branch.
        let (dense, base) = (&self.dense[..], self.base);
        let mut all_known = true;
        for (&key, out) in keys.iter().zip(&mut *out) {
            let known = dense.get(place(key, base)).copied().unwrap_or(0);
            all_known &= known > 0;
            *out = known.wrapping_sub(1);
        }
        if !all_known {
            keys.iter().zip(out).for_each(|(&key, out)| *out = self.group(&[key]));
        }
    }

    /// Gives their slots to keys that have none.
    fn settle(&mut self) {
        if !std::mem::take(&mut self.is_loose) {
            return;
        }
        self.slots.make_room(self.len);
        let mut group = 0;
        for keys in self.keys.chunks(BLOCK) {
            let mut hashes = [self.hash.start(); BLOCK];
            let hashes = &mut hashes[..keys.len()];
            hashes.iter_mut().zip(keys).for_each(|(hash, &key)| *hash = self.hash.fold(*hash, key));
            self.slots.prefetch(hashes);
            for &hash in &*hashes {
                self.slots.find_or_insert(hash, group, |_| false);
                group += 1;
            }
        }
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
        let next = u32::try_from(self.len).ok().filter(|&next| next < u32::MAX);
        next.expect("fewer than 2^32 groups")
    }
}

/// The place of a key in the table without a hash.
fn place(key: u64, base: u64) -> usize {
    usize::try_from(key.wrapping_sub(base)).unwrap_or(usize::MAX)
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
        index.groups::<BLOCK>(&[], &mut [7, 7]);
        assert_eq!((index.len(), index.group(&[])), (1, 0));
    }
}
