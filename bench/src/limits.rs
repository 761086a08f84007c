//! What no program can be faster than: reading every byte once, and copying.

use std::hint::black_box;

/// Words that are added up at a time: enough for the widest registers of this machine, several of them at once.
const WORDS: usize = 32;

/// Adds up all words: the floor of every statistic over records.
pub(crate) fn read_once(bytes: &[u8]) -> u64 {
    let (chunks, _) = bytes.as_chunks::<{ 8 * WORDS }>();
    let mut lanes = [0u64; WORDS];
    for chunk in chunks {
        let (words, _) = chunk.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = lane.wrapping_add(u64::from_ne_bytes(*word));
        }
    }
    black_box(lanes.into_iter().fold(0, u64::wrapping_add))
}

/// Copies into memory that is used again.
pub(crate) fn copy(from: &[u8], to: &mut [u8]) {
    black_box(to).copy_from_slice(black_box(from));
}
