//! Sorts numbers of which the upper half is a key and the lower half a position.
//!
//! Positions go up where a sort begins, so the order of equal keys is the order of the whole numbers: any way to sort
//! them is stable. Many are sorted digit by digit, from the least significant one, which reads and writes memory in a
//! few streams; digits in which all keys agree are left out.

use crate::buffer;
use crate::error::Result;

/// Bits of a digit: so many that three of them are a key, and so few that as many streams as a digit has values stay
/// in the second-level cache.
const DIGIT: u32 = 11;
const VALUES: usize = 1 << DIGIT;

/// The place of the lowest bit of every digit.
const DIGITS: [u32; 3] = [32, 32 + DIGIT, 32 + 2 * DIGIT];

/// Fewer than this are sorted by comparing.
const FEW: usize = 1 << 11;

/// Sorts by the upper halves. Entries of equal ones must stand in the order of their lower halves.
///
/// # Errors
/// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
pub(super) fn sort(entries: &mut Vec<u64>) -> Result<()> {
    if entries.len() < FEW {
        entries.sort_unstable();
        return Ok(());
    }
    if entries.is_sorted() {
        return Ok(());
    }
    let mut counts = [[0usize; VALUES]; DIGITS.len()];
    for &entry in entries.iter() {
        for (counts, place) in counts.iter_mut().zip(DIGITS) {
            counts[digit(entry, place)] += 1;
        }
    }
    let mut room = buffer::filled::<u64>(entries.len(), |_| Ok(()))?;
    for (counts, place) in counts.iter_mut().zip(DIGITS) {
        if counts[digit(entries[0], place)] == entries.len() {
            continue;
        }
        let mut start = 0;
        for count in counts.iter_mut() {
            start += std::mem::replace(count, start);
        }
        for &entry in entries.iter() {
            let next = &mut counts[digit(entry, place)];
            room[*next] = entry;
            *next += 1;
        }
        std::mem::swap(entries, &mut room);
    }
    Ok(())
}

#[inline(always)]
fn digit(entry: u64, place: u32) -> usize {
    (entry >> place) as usize & (VALUES - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_keys_are_sorted_as_whole_numbers_are() {
        let random = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let keys: [fn(u64, u64) -> u64; 6] = [
            |key, _| key,
            |key, _| key & 0xff,
            |key, _| key & 0xffe0_0000,
            |_, i| i,
            |_, i| !i & 0xffff_ffff,
            |_, _| 7,
        ];
        for key in keys {
            for count in [0, 1, 100, FEW as u64, 5000] {
                let mut entries: Vec<u64> = (0..count).map(|i| key(random(i + 1), i) << 32 | i).collect();
                let mut expected = entries.clone();
                expected.sort();
                sort(&mut entries).unwrap();
                assert_eq!(entries, expected);
            }
        }
    }
}
