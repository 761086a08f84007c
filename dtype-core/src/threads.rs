//! Fixed pieces of work: on threads where that pays, one after the other where it does not.
//!
//! What the pieces are never depends on the number of threads, and results come back in the order of the pieces. Who
//! combines them in that order gets the same bits on any number of threads. With the feature `rayon` the pieces run in
//! the pool that the caller is in: the global one, or the one whose `install` runs the caller.

#[cfg(feature = "rayon")]
use std::sync::{Mutex, PoisonError};

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

/// Does `work` on every piece, and gives what comes of it to `take` in the order of the pieces. Unlike [`map`] it keeps
/// a limited number of results, however many pieces there are.
pub(crate) fn for_each<P: Send, T: Send>(
    pieces: impl IntoIterator<Item = P>,
    bytes: usize,
    work: impl Fn(P) -> T + Sync + Send,
    take: impl FnMut(T),
) {
    for_each_in_waves(WAVE, pieces, bytes, work, take);
}

/// The same, keeping at most `wave` results.
pub(crate) fn for_each_in_waves<P: Send, T: Send>(
    wave: usize,
    pieces: impl IntoIterator<Item = P>,
    bytes: usize,
    work: impl Fn(P) -> T + Sync + Send,
    mut take: impl FnMut(T),
) {
    let mut pieces = pieces.into_iter();
    loop {
        let results = map(pieces.by_ref().take(wave), bytes, &work);
        let last = results.len() < wave;
        results.into_iter().for_each(&mut take);
        if last {
            return;
        }
    }
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
    let slot = |i: usize| slots[i].lock().unwrap_or_else(PoisonError::into_inner);
    each(slots.len(), &|i| {
        let piece = slot(i).0.take();
        let result = piece.map(&work);
        slot(i).1 = result;
    });
    let result = |slot: Mutex<(_, Option<T>)>| slot.into_inner().unwrap_or_else(PoisonError::into_inner).1;
    slots.into_iter().map(|slot| result(slot).expect("every piece is worked on")).collect()
}

/// Does `work` for every number below `count`. The pool is met here only: what it is made of is compiled once, and not for
/// every kind of work.
#[cfg(feature = "rayon")]
fn each(count: usize, work: &(dyn Fn(usize) + Sync)) {
    // A piece is large enough to be worth a thread of its own.
    (0..count).into_par_iter().with_max_len(1).for_each(work);
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
                for_each(0..count, bytes, |i| i * i, |square| taken.push(square));
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
