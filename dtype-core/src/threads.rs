//! Fixed pieces of work: on threads where that pays, one after the other where it does not.
//!
//! What the pieces are never depends on the number of threads, and results come back in the order of the pieces. Who
//! combines them in that order gets the same bits on any number of threads. With the feature `rayon` the pieces run in
//! the pool that the caller is in: the global one, or the one whose `install` runs the caller.

use std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg(feature = "rayon")]
use rayon::prelude::*;

/// Bytes to touch before threads are asked for: less is done sooner than they wake up. Unit tests ask for them early.
const WORTH_IT: usize = if cfg!(test) { 1 << 12 } else { 1 << 20 };

/// Pieces in a wave of [`for_each`].
pub(crate) const WAVE: usize = 256;

/// How many threads there are.
pub(crate) fn count() -> usize {
    #[cfg(feature = "rayon")]
    return rayon::current_num_threads();
    #[cfg(not(feature = "rayon"))]
    1
}

/// Does `work` on every piece, and returns what comes of it in the order of the pieces. `bytes` is about how many
/// bytes all of them touch.
pub(crate) fn map<P: Send, T: Send>(
    pieces: impl IntoIterator<Item = P>,
    bytes: usize,
    work: impl Fn(P) -> T + Sync + Send,
) -> Vec<T> {
    if bytes < WORTH_IT {
        return pieces.into_iter().map(work).collect();
    }
    on_threads(pieces, work)
}

/// Does `work` for every number below `count`, and gives what comes of it to `take` in their order. Unlike [`map`] it
/// keeps a limited number of results, however many there are.
pub(crate) fn for_each<T: Send>(
    count: usize,
    bytes: usize,
    work: impl Fn(usize) -> T + Sync,
    take: impl FnMut(T),
) {
    for_each_in_waves(WAVE, count, bytes, work, take);
}

/// The same, keeping at most `wave` results.
pub(crate) fn for_each_in_waves<T: Send>(
    wave: usize,
    count: usize,
    bytes: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T),
) {
    let wave = if bytes < WORTH_IT || self::count() == 1 { 1 } else { wave.min(count) };
    let slots: Vec<Mutex<Option<T>>> = (0..wave).map(|_| Mutex::new(None)).collect();
    in_waves(wave, count, &|slot, i| *lock(&slots[slot]) = Some(work(i)), &mut |slot| {
        let result = lock(&slots[slot]).take();
        take(result.expect("a slot is filled before it is taken"));
    });
}

/// Sorts numbers.
pub(crate) fn sort(numbers: &mut [u64]) {
    #[cfg(feature = "rayon")]
    if count() > 1 && size_of_val(numbers) >= WORTH_IT {
        return numbers.par_sort_unstable();
    }
    numbers.sort_unstable();
}

/// Fills slots for all numbers below `count`, so many at a time, and has them taken in their order.
fn in_waves(wave: usize, count: usize, fill: &(dyn Fn(usize, usize) + Sync), take: &mut dyn FnMut(usize)) {
    let mut at = 0;
    while at < count {
        let len = wave.min(count - at);
        each(len, &|slot| fill(slot, at + slot));
        (0..len).for_each(&mut *take);
        at += len;
    }
}

/// What is behind a lock. Whoever panicked with it has taken all that follows along.
fn lock<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(feature = "rayon")]
fn on_threads<P: Send, T: Send>(
    pieces: impl IntoIterator<Item = P>,
    work: impl Fn(P) -> T + Sync + Send,
) -> Vec<T> {
    if rayon::current_num_threads() == 1 {
        return pieces.into_iter().map(work).collect();
    }
    // The piece until it is taken, and what came of it.
    let slots: Vec<_> = pieces.into_iter().map(|piece| Mutex::new((Some(piece), None))).collect();
    each(slots.len(), &|i| {
        let piece = lock(&slots[i]).0.take();
        let result = piece.map(&work);
        lock(&slots[i]).1 = result;
    });
    let result = |slot: Mutex<(_, Option<T>)>| slot.into_inner().unwrap_or_else(PoisonError::into_inner).1;
    slots.into_iter().map(|slot| result(slot).expect("every piece is worked on")).collect()
}

/// Does `work` for every number below `count`. The pool is met here only: what it is made of is compiled once, and not for
/// every kind of work.
#[cfg(feature = "rayon")]
fn each(count: usize, work: &(dyn Fn(usize) + Sync)) {
    if count == 1 {
        return work(0);
    }
    // A piece is large enough to be worth a thread of its own.
    (0..count).into_par_iter().with_max_len(1).for_each(work);
}

#[cfg(not(feature = "rayon"))]
fn each(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(work);
}

#[cfg(not(feature = "rayon"))]
fn on_threads<P, T>(pieces: impl IntoIterator<Item = P>, work: impl Fn(P) -> T) -> Vec<T> {
    pieces.into_iter().map(work).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_pieces() {
        for count in [0, 1, 7, WAVE, 3 * WAVE + 1] {
            let squares: Vec<usize> = (0..count).map(|i| i * i).collect();
            for bytes in [0, WORTH_IT] {
                assert_eq!(map(0..count, bytes, |i| i * i), squares);
                let mut taken = Vec::new();
                for_each(count, bytes, |i| i * i, |square| taken.push(square));
                assert_eq!(taken, squares);
            }
        }
    }

    #[test]
    fn pieces_may_be_written_to() {
        let mut bytes = vec![0u8; 1000];
        let lengths = map(bytes.chunks_mut(7).enumerate(), WORTH_IT, |(i, chunk)| {
            chunk.fill(i as u8);
            chunk.len()
        });
        assert_eq!(lengths.iter().sum::<usize>(), 1000);
        assert!(bytes.iter().enumerate().all(|(i, &byte)| byte == (i / 7) as u8));
    }

    #[cfg(feature = "rayon")]
    #[test]
    fn the_pool_of_the_caller_does_the_work() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let workers = pool.install(|| map(0..64, WORTH_IT, |_| rayon::current_num_threads()));
        assert_eq!(workers, [3; 64]);
    }
}
