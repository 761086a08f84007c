//! What the values of every window along a row join to, of short windows and of long ones.

use crate::array::ops::Arithmetic;
use crate::lanes::{AHEAD, Kernel, hint};

/// Windows that are worked out at a time, so that their runs stay in the first cache.
const BLOCK: usize = 512;

/// Windows of runs, which the compiler adds up several at a time.
pub(super) struct Short<'r, T, O, One, Join, Finish> {
    pub(super) values: &'r [T],
    pub(super) window: usize,
    pub(super) results: &'r mut [O],
    pub(super) one: One,
    pub(super) join: Join,
    pub(super) finish: Finish,
}

impl<T, O, S, One, Join, Finish> Kernel for Short<'_, T, O, One, Join, Finish>
where
    T: Arithmetic,
    O: Arithmetic,
    S: Copy + Default,
    One: Fn(T::Native) -> S + Copy,
    Join: Fn(S, S) -> S + Copy,
    Finish: Fn(S) -> Option<O::Native> + Copy,
{
    type Out = bool;

    #[inline(always)]
    fn run(self) -> bool {
        // By value, so that the compiler knows that no result changes them.
        let (one, join, finish) = (self.one, self.join, self.finish);
        let (window, mut fits) = (self.window, true);
        let room = || vec![S::default(); BLOCK + window];
        let (mut runs, mut longer, mut windows) = (room(), room(), room());
        for (block, results) in self.results.chunks_mut(BLOCK).enumerate() {
            let count = results.len();
            let values = &self.values[block * BLOCK..][..count + window - 1];
            hint(values.as_ptr().cast(), AHEAD, count, size_of::<T>());
            hint(results.as_ptr().cast(), AHEAD, count, size_of::<O>());
            for (run, value) in runs.iter_mut().zip(values) {
                *run = one(value.to_native());
            }
            // `have` runs of `len` values; the windows hold the first `done` of theirs.
            let (mut len, mut have, mut done) = (1, values.len(), 0);
            loop {
                if window & len != 0 {
                    let next = &runs[done..][..count];
                    if done == 0 {
                        windows[..count].copy_from_slice(next);
                    } else {
                        for (window, &next) in windows.iter_mut().zip(next) {
                            *window = join(*window, next);
                        }
                    }
                    done += len;
                    if done == window {
                        break;
                    }
                }
                have -= len;
                let (first, second) = (&runs[..have], &runs[len..][..have]);
                for ((longer, &first), &second) in longer.iter_mut().zip(first).zip(second) {
                    *longer = join(first, second);
                }
                std::mem::swap(&mut runs, &mut longer);
                len *= 2;
            }
            for (result, &window) in results.iter_mut().zip(&windows) {
                match finish(window) {
                    Some(value) => *result = O::from_native(value),
                    None => fits = false,
                }
            }
        }
        fits
    }
}

/// Windows of an end and a start.
pub(super) fn long_windows<T: Arithmetic, O: Arithmetic, S: Copy + Default>(
    values: &[T],
    window: usize,
    results: &mut [O],
    one: impl Fn(T::Native) -> S,
    join: impl Fn(S, S) -> S,
    finish: impl Fn(S) -> Option<O::Native>,
) -> bool {
    let mut ends = vec![S::default(); window];
    let mut fits = true;
    for (block, results) in results.chunks_mut(window).enumerate() {
        let values = &values[block * window..];
        // From each place to the end of the block.
        let mut end = one(values[window - 1].to_native());
        ends[window - 1] = end;
        for i in (0..window - 1).rev() {
            end = join(one(values[i].to_native()), end);
            ends[i] = end;
        }
        let mut set = |at: usize, state: S| match finish(state) {
            Some(result) => results[at] = O::from_native(result),
            None => fits = false,
        };
        let count = (values.len() + 1 - window).min(window);
        set(0, ends[0]);
        if count == 1 {
            continue;
        }
        // And from the start of the next block.
        let mut start = one(values[window].to_native());
        set(1, join(ends[1 % window], start));
        for i in 2..count {
            start = join(start, one(values[window + i - 1].to_native()));
            set(i, join(ends[i], start));
        }
    }
    fits
}
