//! Sorts numbers of which the upper half is a key and the lower half a position.
//!
//! Positions go up where a sort begins, so the order of equal keys is the order of the whole numbers: any way to sort
//! them is stable. Many are dealt out by the highest digit in which they differ, which reads and writes memory once;
//! what has one digit then fits into a cache, and is sorted there from the lowest digit on. Dealing goes by pieces and
//! what follows by digits, on threads where there are some. Unit tests have all of that of few entries.

use crate::buffer;
use crate::error::Result;
use crate::threads;

/// Bits of a digit: so many that three of them are a key, and so few that as many streams as it has values stay in the
/// second-level cache.
const DIGIT: u32 = 11;

/// Fewer than this are sorted by comparing.
const FEW: usize = 1 << 8;

/// So many, and room for as many, are at home in the second-level cache.
const CACHED: usize = if cfg!(test) { 1 << 11 } else { 1 << 16 };

/// Entries that are dealt by one thread at a time.
const PIECE: usize = if cfg!(test) { 1 << 13 } else { 1 << 19 };

/// Sorts by the upper halves. Entries of equal ones must stand in the order of their lower halves.
///
/// # Errors
/// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
pub(super) fn sort(entries: &mut [u64]) -> Result<()> {
    if entries.len() < FEW {
        entries.sort_unstable();
    } else if !entries.is_sorted() {
        let mut room = buffer::filled::<u64>(entries.len(), |_| Ok(()))?;
        sort_beside(entries, &mut room, false);
    }
    Ok(())
}

/// Groups of neighbours: as few as have `least` of something together, and the last with what is left.
pub(super) fn grouped<T>(all: Vec<T>, least: usize, size: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let (mut groups, mut group, mut sum) = (Vec::new(), Vec::new(), 0);
    for one in all {
        sum += size(&one);
        group.push(one);
        if sum >= least {
            groups.push(std::mem::take(&mut group));
            sum = 0;
        }
    }
    groups.push(group);
    groups
}

/// Sorts entries with room for as many. What comes out is in the room if `there`, else where the entries were.
fn sort_beside(entries: &mut [u64], room: &mut [u64], there: bool) {
    if entries.len() < FEW {
        let sorted = if there {
            room.copy_from_slice(entries);
            room
        } else {
            entries
        };
        return sorted.sort_unstable();
    }
    let one = entries[0];
    let differing = |entries: &[u64]| entries.iter().fold(0, |bits, &entry| bits | (entry ^ one)) >> 32 << 32;
    let bytes = size_of_val(entries);
    let bits = threads::map(entries.chunks(PIECE), bytes, differing).into_iter().fold(0, |a, b| a | b);
    if entries.len() <= CACHED || bits == 0 {
        return sort_digits(entries, room, there, bits);
    }
    let place = (u64::BITS - bits.leading_zeros()).saturating_sub(DIGIT).max(u32::BITS);
    let lens = deal(entries, room, place);
    let (mut dealt, mut rest) = (room, entries);
    let mut parts = Vec::with_capacity(lens.len());
    for len in lens {
        let ((part, left), (beside, other)) = (dealt.split_at_mut(len), rest.split_at_mut(len));
        parts.push((part, beside));
        (dealt, rest) = (left, other);
    }
    threads::map(grouped(parts, CACHED, |(part, _)| part.len()), bytes, |parts| {
        parts.into_iter().for_each(|(part, beside)| sort_beside(part, beside, !there));
    });
}

/// Moves entries to `room` by the digit at a place, in their order; tells how many there are of each value.
fn deal(entries: &[u64], room: &mut [u64], place: u32) -> Vec<usize> {
    const VALUES: usize = 1 << DIGIT;
    let digit = |entry: u64| (entry >> place) as usize & (VALUES - 1);
    let bytes = size_of_val(entries);
    let counts = threads::map(entries.chunks(PIECE), bytes, |entries| {
        let mut counts = vec![0usize; VALUES];
        entries.iter().for_each(|&entry| counts[digit(entry)] += 1);
        counts
    });
    // For each value, what the pieces have of it one behind the other.
    let mut places: Vec<Vec<&mut [u64]>> = counts.iter().map(|_| Vec::with_capacity(VALUES)).collect();
    let mut rest = room;
    for value in 0..VALUES {
        for (counts, places) in counts.iter().zip(&mut places) {
            let (place, behind) = rest.split_at_mut(counts[value]);
            places.push(place);
            rest = behind;
        }
    }
    threads::map(entries.chunks(PIECE).zip(places), bytes, |(entries, mut places)| {
        for &entry in entries {
            let place = &mut places[digit(entry)];
            // It has room for all that were counted.
            if let Some((next, behind)) = std::mem::take(place).split_first_mut() {
                *next = entry;
                *place = behind;
            }
        }
    });
    (0..VALUES).map(|value| counts.iter().map(|counts| counts[value]).sum()).collect()
}

/// Sorts from the lowest digit on by those that have one of the bits.
fn sort_digits(entries: &mut [u64], room: &mut [u64], there: bool, bits: u64) {
    const VALUES: usize = 1 << DIGIT;
    const PLACES: [u32; 3] = [32, 32 + DIGIT, 32 + 2 * DIGIT];
    let digit = |entry: u64, place: u32| (entry >> place) as usize & (VALUES - 1);
    let (mut from, mut to) = (entries, room);
    let mut is_there = false;
    for place in PLACES.into_iter().filter(|&place| digit(bits, place) != 0) {
        // No more entries than there are positions.
        let mut counts = [0u32; VALUES];
        from.iter().for_each(|&entry| counts[digit(entry, place)] += 1);
        let mut start = 0;
        for count in &mut counts {
            start += std::mem::replace(count, start);
        }
        for &entry in from.iter() {
            let next = &mut counts[digit(entry, place)];
            to[*next as usize] = entry;
            *next += 1;
        }
        (from, to) = (to, from);
        is_there = !is_there;
    }
    if is_there != there {
        to.copy_from_slice(from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_keys_are_sorted_as_whole_numbers_are() {
        let random = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let keys: [fn(u64, u64) -> u64; 8] = [
            |key, _| key,
            |key, _| key & 0xff,
            |key, _| key & 0xffe0_0000,
            |_, i| i,
            |_, i| !i & 0xffff_ffff,
            |_, _| 7,
            // One that is far from all others.
            |key, i| if i == 9 { 0xffff_ffff } else { key & 0xf_ffff },
            // Many of the same, and a few.
            |key, i| if i % 100 == 0 { key } else { 0x8000_0000 },
        ];
        for key in keys {
            for count in [0, 1, 100, FEW as u64, 5000, CACHED as u64 + 1, PIECE as u64 + 5000] {
                let mut entries: Vec<u64> = (0..count).map(|i| key(random(i + 1), i) << 32 | i).collect();
                let mut expected = entries.clone();
                expected.sort_unstable();
                sort(&mut entries).unwrap();
                assert!(entries == expected);
            }
        }
    }
}
