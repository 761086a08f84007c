//! What no program can be faster than: reading every byte once, and copying.

use std::hint::black_box;

/// Pages that are read side by side: a processor stops at the end of each to read ahead by itself, and others go on meanwhile.
const PAGES: usize = 8;
const PAGE: usize = 4096;

/// Adds up all words, but for those behind the last whole pages: the floor of every statistic over records.
pub(crate) fn read_once(bytes: &[u8]) -> u64 {
    let mut lanes = [0u64; 8];
    for block in bytes.chunks_exact(PAGES * PAGE) {
        let pages: [&[u8]; PAGES] = std::array::from_fn(|page| &block[page * PAGE..][..PAGE]);
        for line in (0..PAGE).step_by(64) {
            for page in pages {
                let (words, _) = page[line..line + 64].as_chunks::<8>();
                for (lane, word) in lanes.iter_mut().zip(words) {
                    *lane = lane.wrapping_add(u64::from_ne_bytes(*word));
                }
            }
        }
    }
    black_box(lanes.into_iter().fold(0, u64::wrapping_add))
}

/// Copies into memory that is used again.
pub(crate) fn copy(from: &[u8], to: &mut [u8]) {
    black_box(to).copy_from_slice(black_box(from));
}
