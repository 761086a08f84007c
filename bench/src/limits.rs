//! What no program can be faster than: reading every byte once, and copying.

use std::hint::black_box;

/// Adds up all words: the floor of every statistic over records.
pub(crate) fn read_once(bytes: &[u8]) -> [u64; 8] {
    let (chunks, _) = bytes.as_chunks::<64>();
    let mut lanes = [0u64; 8];
    for chunk in chunks {
        let (words, _) = chunk.as_chunks::<8>();
        lanes
            .iter_mut()
            .zip(words)
            .for_each(|(lane, &word)| *lane = lane.wrapping_add(u64::from_ne_bytes(word)));
    }
    black_box(lanes)
}

/// Copies into memory that is used again.
pub(crate) fn copy(from: &[u8], to: &mut [u8]) {
    black_box(to).copy_from_slice(black_box(from));
}
