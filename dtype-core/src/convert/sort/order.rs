//! The order of records by their keys: sorted by the first word, then among equals by the next.
//!
//! A word is reduced to 32 bits that tell the most: its distance from the least one there is, without the low bits that
//! do not fit. Beside it goes the position of the record. What these bits do not tell apart is a run, and is sorted by
//! the bits that are left, then by the next word. So memory is walked over once for keys that differ early, and nothing
//! depends on how they are spread.

use std::io;
use std::ops::Range;

use super::keys::Keys;
use super::radix;
use crate::buffer;
use crate::error::{Error, Result};
use crate::threads;

/// Runs shorter than this are sorted by whole words.
const SHORT: usize = 1 << 10;

/// Entries that are a piece of work for a thread.
const RANGE: usize = if cfg!(test) { 1 << 11 } else { 1 << 16 };

const POSITION: u64 = u32::MAX as u64;

/// In a sorted entry: the record has another key than the one before it.
const BEGINS: u64 = 1 << 63;

/// The least and the greatest of no words.
const NOTHING: (u64, u64) = (u64::MAX, 0);

/// The positions of the records in the order of their keys; equal ones stay as they stand.
///
/// # Errors
/// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
pub(crate) fn argsort(keys: &Keys<'_>) -> Result<Vec<usize>> {
    argsort_up_to(keys, POSITION as usize)
}

/// The same, by comparing records if there are more than `most`.
pub(super) fn argsort_up_to(keys: &Keys<'_>, most: usize) -> Result<Vec<usize>> {
    match sorted(keys, most)? {
        // In the memory of the entries.
        Some(entries) => Ok(entries.into_iter().map(|entry| (entry & POSITION) as usize).collect()),
        None => sorted_by_comparing(keys),
    }
}

/// The same order, and where in it another key begins than the one before: at 0, and so on.
///
/// # Errors
/// As [`argsort`].
pub(super) fn argsort_with_starts(keys: &Keys<'_>) -> Result<(Vec<usize>, Vec<usize>)> {
    argsort_with_starts_up_to(keys, POSITION as usize)
}

pub(super) fn argsort_with_starts_up_to(keys: &Keys<'_>, most: usize) -> Result<(Vec<usize>, Vec<usize>)> {
    let starts = |count: usize, begins: &dyn Fn(usize) -> bool| -> Result<Vec<usize>> {
        let is_start = |&i: &usize| i == 0 || begins(i);
        let mut starts = room((0..count).filter(is_start).count())?;
        starts.extend((0..count).filter(is_start));
        Ok(starts)
    };
    match sorted(keys, most)? {
        Some(entries) => {
            let starts = starts(entries.len(), &|i| entries[i] & BEGINS != 0)?;
            Ok((entries.into_iter().map(|entry| (entry & POSITION) as usize).collect(), starts))
        }
        None => {
            let order = sorted_by_comparing(keys)?;
            let starts = starts(order.len(), &|i| !keys.equal(order[i - 1], order[i]))?;
            Ok((order, starts))
        }
    }
}

fn sorted_by_comparing(keys: &Keys<'_>) -> Result<Vec<usize>> {
    let mut order = unsorted(keys.len())?;
    if keys.words() > 0 {
        order.sort_by(|&a, &b| keys.compare(a, keys, b));
    }
    Ok(order)
}

/// Positions in the order of their keys, with a mark where a key begins; `None` if there are more than `most`, or no
/// words to sort by.
fn sorted(keys: &Keys<'_>, most: usize) -> Result<Option<Vec<u64>>> {
    let count = keys.len();
    if count > most || keys.words() == 0 || count == 0 {
        return Ok(None);
    }
    let bytes = count.saturating_mul(16);
    // Words first, then entries in their places.
    let mut entries = buffer::filled::<u64>(count, |_| Ok(()))?;
    keys.word(0).fill(&mut entries);
    let packing = Packing::of(&entries);
    threads::map(entries.chunks_mut(RANGE).enumerate(), bytes, |(i, entries)| {
        for (entry, position) in entries.iter_mut().zip(i as u64 * RANGE as u64..) {
            *entry = packing.entry(*entry, position);
        }
    });
    radix::sort(&mut entries)?;
    let sorted = threads::map(between_runs(&mut entries), bytes, |entries| {
        let mut sorter = Sorter { keys, pairs: Vec::new(), short: Vec::new(), long: Vec::new() };
        sorter.finish(entries, packing.next(0))
    });
    sorted.into_iter().collect::<Result<()>>()?;
    Ok(Some(entries))
}

/// Sorted entries in pieces that end where a run does.
fn between_runs(entries: &mut [u64]) -> Vec<&mut [u64]> {
    let mut pieces = Vec::new();
    let mut rest = entries;
    while !rest.is_empty() {
        let least = RANGE.min(rest.len());
        let last = rest[least - 1] >> 32;
        let len = least + rest[least..].iter().take_while(|&&entry| entry >> 32 == last).count();
        let (piece, behind) = rest.split_at_mut(len);
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

/// Room for positions.
///
/// # Errors
/// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
pub(crate) fn room(count: usize) -> Result<Vec<usize>> {
    let mut positions = Vec::new();
    positions.try_reserve_exact(count).map_err(|error| {
        let doing = format!("cannot allocate room for {count} positions");
        Error::io(&doing, io::Error::new(io::ErrorKind::OutOfMemory, error))
    })?;
    Ok(positions)
}

fn unsorted(count: usize) -> Result<Vec<usize>> {
    let mut order = room(count)?;
    order.extend(0..count);
    Ok(order)
}

/// Entries of one key: what is left of them is their positions, and a mark on the first.
fn mark(entries: &mut [u64]) {
    entries.iter_mut().for_each(|entry| *entry &= POSITION);
    if let Some(first) = entries.first_mut() {
        *first |= BEGINS;
    }
}

/// How the words of some records become 32 bits.
#[derive(Clone, Copy)]
struct Packing {
    least: u64,
    shift: u32,
    /// Whether the words differ at all.
    differ: bool,
}

impl Packing {
    fn of(words: &[u64]) -> Packing {
        let widest = |(low, high): (u64, u64), (least, most): (u64, u64)| (low.min(least), high.max(most));
        let of_range = |words: &[u64]| words.iter().fold(NOTHING, |range, &word| widest(range, (word, word)));
        let ranges = threads::map(words.chunks(RANGE), size_of_val(words), of_range);
        let (least, most) = ranges.into_iter().fold(NOTHING, widest);
        let span = most.saturating_sub(least);
        Packing { least, shift: 32u32.saturating_sub(span.leading_zeros()), differ: span > 0 }
    }

    fn entry(self, word: u64, position: u64) -> u64 {
        (word - self.least) >> self.shift << 32 | position
    }

    /// The word that is looked at next among records that are equal by these bits of word `level`.
    fn next(self, level: usize) -> usize {
        if self.shift == 0 { level + 1 } else { level }
    }
}

/// Records that are equal by all words before one, and the number of that word.
type Run = (Range<usize>, usize);

struct Sorter<'k, 'a> {
    keys: &'k Keys<'a>,
    /// Runs that are still to be sorted.
    long: Vec<Run>,
    short: Vec<Run>,
    /// Words and positions of a short run.
    pairs: Vec<(u64, u64)>,
}

impl Sorter<'_, '_> {
    /// Sorts what runs have in them, by the words from `level` on, and leaves positions and marks alone.
    fn finish(&mut self, entries: &mut [u64], level: usize) -> Result<()> {
        self.split(entries, 0..entries.len(), level);
        while let Some((range, level)) = self.long.pop() {
            self.sort(entries, range, level)?;
        }
        Ok(())
    }

    /// Finds the runs among entries that are sorted by their upper halves. Short ones are sorted by the words from
    /// `level` on at once, the others later.
    fn split(&mut self, entries: &mut [u64], range: Range<usize>, level: usize) {
        let is_last = level == self.keys.words();
        let mut start = range.start;
        while start < range.end {
            let key = entries[start] >> 32;
            let len = entries[start..range.end].iter().take_while(|&&entry| entry >> 32 == key).count();
            match len {
                _ if is_last || len == 1 => mark(&mut entries[start..start + len]),
                ..SHORT => self.sort_short(entries, (start..start + len, level)),
                _ => self.long.push((start..start + len, level)),
            }
            start += len;
        }
    }

    /// Sorts a run by the words from `level` on. Positions go up in it.
    fn sort(&mut self, entries: &mut [u64], range: Range<usize>, mut level: usize) -> Result<()> {
        let mut words = vec![0; range.len()];
        while level < self.keys.words() {
            let word_of = self.keys.word(level);
            for (word, entry) in words.iter_mut().zip(&entries[range.clone()]) {
                *word = word_of.of((entry & POSITION) as usize);
            }
            let packing = Packing::of(&words);
            if !packing.differ {
                level += 1;
                continue;
            }
            let run = &mut entries[range.clone()];
            let mut sorted: Vec<u64> =
                run.iter().zip(words).map(|(entry, word)| packing.entry(word, entry & POSITION)).collect();
            radix::sort(&mut sorted)?;
            run.copy_from_slice(&sorted);
            self.split(entries, range, packing.next(level));
            return Ok(());
        }
        mark(&mut entries[range]);
        Ok(())
    }

    fn sort_short(&mut self, entries: &mut [u64], run: Run) {
        self.short.push(run);
        while let Some((range, level)) = self.short.pop() {
            let mut pairs = std::mem::take(&mut self.pairs);
            pairs.clear();
            let positions = entries[range.clone()].iter().map(|entry| entry & POSITION);
            pairs.extend(positions.map(|position| (self.word(position, level), position)));
            pairs.sort_unstable();
            for (entry, &(_, position)) in entries[range.clone()].iter_mut().zip(&pairs) {
                *entry = position;
            }
            let mut start = range.start;
            for equal in pairs.chunk_by(|a, b| a.0 == b.0) {
                let end = start + equal.len();
                if equal.len() > 1 && level + 1 < self.keys.words() {
                    self.short.push((start..end, level + 1));
                } else {
                    mark(&mut entries[start..end]);
                }
                start = end;
            }
            self.pairs = pairs;
        }
    }

    fn word(&self, position: u64, level: usize) -> u64 {
        self.keys.word(level).of(position as usize)
    }
}
