//! A table of hashes: the numbers of groups by the hashes of their keys, which somebody else holds.
//!
//! A slot is the upper half of a hash and the number of the group. Its place is that of the highest bits of the hash, or one
//! behind it. So a table grows by one trip through it, without the keys, and most keys that are not the one looked
//! for are never compared.

use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

use crate::lanes::hint;

/// Tables of this many slots, 256 KiB, are in the caches; larger ones have to be asked for.
const CACHED: usize = 1 << 15;

/// The least table.
const LEAST: usize = 1 << 6;

/// Groups by hash.
#[derive(Default)]
pub(super) struct Slots {
    /// The upper half of a hash, and below it the number of the group and one; zero if it is free. A power of two of them.
    slots: Vec<u64>,
}

impl Slots {
    /// Makes room for so many groups in all.
    pub(super) fn make_room(&mut self, groups: usize) {
        // Up to five eighths, one finds a slot or that there is none in a few steps; up to three, mostly in the first one.
        let roomy = groups.saturating_mul(8) / 3 + 1;
        let enough = if roomy <= CACHED { roomy } else { groups.saturating_mul(8) / 5 + 1 };
        if enough <= self.slots.len() {
            return;
        }
        let grown = vec![0; enough.next_power_of_two().max(LEAST)];
        let old = std::mem::replace(&mut self.slots, grown);
        for slot in old.into_iter().filter(|&slot| slot != 0) {
            let free = self.probe(slot).find(|&at| self.slots[at] == 0);
            // There is room for more.
            self.slots[free.unwrap_or(0)] = slot;
        }
    }

    /// Asks for the memory in which hashes will be looked for.
    pub(super) fn prefetch(&self, hashes: &[u64]) {
        if self.slots.len() > CACHED {
            for &hash in hashes {
                let at = self.slots.as_ptr().wrapping_add(self.place(hash));
                hint(at.cast(), 0, 1, size_of::<u64>());
            }
        }
    }

    /// The group of a key with this hash, `next` if there was none. `is_known` says whether a group has the key.
    ///
    /// # Panics
    /// If no room was made for another one.
    #[inline]
    pub(super) fn find_or_insert(&mut self, hash: u64, next: u32, is_known: impl Fn(u32) -> bool) -> u32 {
        let upper = hash >> 32;
        for at in self.probe(hash) {
            let slot = self.slots[at];
            if slot == 0 {
                self.slots[at] = upper << 32 | u64::from(next + 1);
                return next;
            }
            let group = slot as u32 - 1;
            if slot >> 32 == upper && is_known(group) {
                return group;
            }
        }
        unreachable!("room was made for another group")
    }

    /// The places of a hash, the likeliest first.
    #[inline]
    fn probe(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let (first, len) = (self.place(hash), self.slots.len());
        (first..first + len).map(move |at| at & (len - 1))
    }

    /// Where a hash is, if it is not behind that.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        place(hash, self.slots.len() as u64) as usize
    }
}

/// The place of a hash among so many.
#[inline]
fn place(hash: u64, len: u64) -> u64 {
    // The highest bits of the upper half, which a slot keeps. There may be more than 2^32 slots.
    ((u128::from(hash >> 32) * u128::from(len)) >> 32) as u64
}

/// Makes hashes that differ from process to process, so that nobody can choose keys that collide.
#[derive(Clone, Copy)]
pub(super) struct Hash {
    state: u64,
    factor: u64,
}

impl Hash {
    pub(super) fn new() -> Hash {
        static SEEDS: OnceLock<(u64, u64)> = OnceLock::new();
        let seed = || (RandomState::new().hash_one(1), RandomState::new().hash_one(2) | 1);
        let &(state, factor) = SEEDS.get_or_init(seed);
        Hash { state, factor }
    }

    /// The hash of no words.
    pub(super) fn start(self) -> u64 {
        self.state
    }

    /// The hash of one word more: multiplied by an odd number that nobody knows, the 128 bits of the product folded.
    #[inline(always)]
    pub(super) fn fold(self, hash: u64, word: u64) -> u64 {
        let product = u128::from(hash ^ word) * u128::from(self.factor);
        product as u64 ^ (product >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_tables_of_any_size() {
        for bits in 0..40 {
            let len = 1u64 << bits;
            assert_eq!((place(0, len), place(1 << 63, len)), (0, len / 2));
            // Of more than 2^32 slots a hash begins at every so many.
            assert_eq!(place(u64::MAX, len), len - (len >> 32).max(1));
        }
    }

    #[test]
    fn groups_stay_where_they_are_found() {
        let (hash, mut slots) = (Hash::new(), Slots::default());
        // Every third key has the hash of the one before it.
        let hash_of = |key: u32| hash.fold(hash.start(), u64::from(key - u32::from(key % 3 == 2)));
        for key in 0..100_000u32 {
            slots.make_room(key as usize + 1);
            assert_eq!(slots.find_or_insert(hash_of(key), key, |group| group == key), key);
        }
        assert!(slots.slots.len() >= 160_000 && slots.slots.len() <= 1 << 18);
        for key in 0..100_000 {
            assert_eq!(slots.find_or_insert(hash_of(key), u32::MAX - 1, |group| group == key), key);
        }
    }
}
