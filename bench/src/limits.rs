//! What no program can be faster than: reading every byte once, and copying.

use std::hint::black_box;
use std::sync::OnceLock;
use std::time::Instant;

/// Pages that are read side by side: a processor stops at the end of each to read ahead by itself, and others go on meanwhile.
const PAGES: usize = 8;
const PAGE: usize = 4096;

/// Bytes that are in no cache, for sure.
const LARGE: usize = 64 << 20;

/// Adds up all words, but for a few behind the last whole line or group of pages, in the way that is faster here: the floor
/// of every statistic over records.
pub(crate) fn read_once(bytes: &[u8]) -> u64 {
    static IS_SIDE_BY_SIDE: OnceLock<bool> = OnceLock::new();
    let time = |read: fn(&[u8]) -> u64| {
        let once = || {
            let start = Instant::now();
            black_box(read(bytes));
            start.elapsed()
        };
        (0..5).map(|_| once()).min()
    };
    let is_side_by_side = || time(side_by_side) < time(in_order);
    match bytes.len() > LARGE && *IS_SIDE_BY_SIDE.get_or_init(is_side_by_side) {
        true => side_by_side(bytes),
        false => in_order(bytes),
    }
}

fn in_order(bytes: &[u8]) -> u64 {
    let mut lanes = [0u64; 8];
    for line in bytes.as_chunks::<64>().0 {
        add(&mut lanes, line);
    }
    black_box(lanes.into_iter().fold(0, u64::wrapping_add))
}

fn side_by_side(bytes: &[u8]) -> u64 {
    let mut lanes = [0u64; 8];
    for block in bytes.chunks_exact(PAGES * PAGE) {
        let pages: [&[u8]; PAGES] = std::array::from_fn(|page| &block[page * PAGE..][..PAGE]);
        for line in (0..PAGE).step_by(64) {
            for page in pages {
                add(&mut lanes, &page[line..line + 64]);
            }
        }
    }
    black_box(lanes.into_iter().fold(0, u64::wrapping_add))
}

#[inline(always)]
fn add(lanes: &mut [u64; 8], line: &[u8]) {
    for (lane, word) in lanes.iter_mut().zip(line.as_chunks::<8>().0) {
        *lane = lane.wrapping_add(u64::from_ne_bytes(*word));
    }
}

/// Copies into memory that is used again.
pub(crate) fn copy(from: &[u8], to: &mut [u8]) {
    black_box(to).copy_from_slice(black_box(from));
}
