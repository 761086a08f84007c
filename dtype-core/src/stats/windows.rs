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
            let mut put = |result: &mut O, window: S| match finish(window) {
                Some(value) => *result = O::from_native(value),
                None => fits = false,
            };
            // Runs of `len` values, `have` of them; the windows hold the first `done` of theirs.
            let (mut len, mut done) = (if window % 2 == 0 { 2 } else { 1 }, 0);
            let mut have = values.len() + 1 - len;
            if len == 2 {
                for ((run, first), second) in runs.iter_mut().zip(values).zip(&values[1..]) {
                    *run = join(one(first.to_native()), one(second.to_native()));
                }
            } else {
                for (run, value) in runs.iter_mut().zip(values) {
                    *run = one(value.to_native());
                }
            }
            loop {
                let wanted = window & len != 0;
                let next = &runs[done..][..count];
                if done + len == window {
                    if done == 0 {
                        results.iter_mut().zip(next).for_each(|(result, &next)| put(result, next));
                    } else {
                        let windows = results.iter_mut().zip(&windows).zip(next);
                        windows.for_each(|((result, &window), &next)| put(result, join(window, next)));
                    }
                    break;
                }
                if wanted && done > 0 {
                    for (window, &next) in windows.iter_mut().zip(next) {
                        *window = join(*window, next);
                    }
                }
                have -= len;
                let (first, second) = (&runs[..have], &runs[len..][..have]);
                for ((longer, &first), &second) in longer.iter_mut().zip(first).zip(second) {
                    *longer = join(first, second);
                }
                if wanted && done == 0 {
                    // These runs are the first of the windows.
                    std::mem::swap(&mut windows, &mut runs);
                }
                done += if wanted { len } else { 0 };
                std::mem::swap(&mut runs, &mut longer);
                len *= 2;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::ops::Native;
    use crate::lanes::best;

    #[test]
    fn short_and_long_windows_are_what_their_values_join_to() {
        // Quarters add up exactly, in any order.
        let values: Vec<f64> = (0..3 * BLOCK + 7).map(|i| (i * i % 97) as f64 * 0.25 - 9.0).collect();
        for window in (1..=66).chain([127, 128, 500]) {
            for count in [1, 2, window, BLOCK, BLOCK + 1, 2 * BLOCK + 3] {
                let Some(values) = values.get(..count + window - 1) else { continue };
                let naive = |join: fn(f64, f64) -> f64| -> Vec<f64> {
                    values.windows(window).map(|all| all.iter().copied().reduce(join).unwrap()).collect()
                };
                let joins: [fn(f64, f64) -> f64; 3] = [|a, b| a + b, f64::least, f64::greatest];
                for join in joins {
                    let (mut short, mut long) = (vec![0.0; count], vec![0.0; count]);
                    let (one, finish) = (|x: f64| x, Some);
                    assert!(best(Short { values, window, results: &mut short, one, join, finish }));
                    assert!(long_windows(values, window, &mut long, one, join, finish));
                    assert_eq!(short, naive(join), "{count} windows of {window}");
                    assert_eq!(long, short, "{count} windows of {window}");
                }
            }
        }
    }

    #[test]
    fn a_nan_is_in_the_windows_that_hold_it() {
        let mut values = vec![1.0; 100];
        values[50] = f64::NAN;
        for window in [1, 7, 20, 33] {
            let mut sums = vec![0.0f64; 101 - window];
            let (one, join, finish) = (|x: f64| x, |a: f64, b: f64| a + b, Some);
            best(Short { values: &values, window, results: &mut sums, one, join, finish });
            let holds = |i: usize| (i..i + window).contains(&50);
            assert!((0..sums.len()).all(|i| sums[i].is_nan() == holds(i)), "{window}");
        }
    }
}
