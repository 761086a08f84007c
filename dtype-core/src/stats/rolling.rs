//! Statistics of every window along an axis, in time that does not depend on the window's length.
//!
//! Short windows are put together of runs of 1, 2, 4, ... values, each run of two shorter ones; long windows of two parts that
//! meet at a multiple of the length (van Herk 1992; Gil and Werman 1993): the end of one block and the start of the next.
//! Values are only ever joined, never taken out again. So nothing drifts, a NaN or an infinity is in the windows that hold
//! it and in no other, and the error of a sum is bounded as that of adding the window up: window · 2⁻⁵³ · Σ|x|.

use super::axis::has_shape;
use super::windows::{Short, long_windows};
use crate::array::ops::{Arithmetic, Native, Real};
use crate::array::{ArrayView, ArrayViewMut};
use crate::error::{Error, Result};
use crate::lanes::best;
use crate::shape::{ShapeError, axis_of};
use crate::threads;

/// Windows that are worked out in one piece, about.
const PIECE: usize = 1 << 15;

/// The longest window that is put together of runs: each doubling of it costs as much as a value of a long one.
const SHORT: usize = 64;

impl<T: Arithmetic<Native: Real>> ArrayView<'_, T> {
    /// The sums of all windows of a length along an axis: what `sliding_window_view(a, window, axis).sum(-1)` gives, in one
    /// trip. Floats are added as `f64`, with an error of at most window · 2⁻⁵³ · Σ|x| of the window; integers exactly.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    ///
    /// let mut sums = [0i64; 3];
    /// ArrayView::new(&[1, 2, 3, 4]).rolling_sum(2, 0, &mut ArrayViewMut::new(&mut sums))?;
    /// assert_eq!(sums, [3, 5, 7]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such axis, it is shorter than the window, the window is
    /// empty, or `out` has not one place for each window; [`Cast`](crate::ErrorKind::Cast) if a sum of integers does not
    /// fit 64 bits.
    pub fn rolling_sum<O>(&self, window: usize, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = <T::Native as Real>::Sum>,
    {
        let one = |x: T::Native| x.to_total();
        self.roll(window, axis, out, SHORT, one, |a, b| a + b, T::Native::sum_of)
    }

    /// The means of all windows of a length along an axis. See [`rolling_sum`](ArrayView::rolling_sum).
    ///
    /// # Errors
    /// As there.
    pub fn rolling_mean<O>(&self, window: usize, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = f64>,
    {
        let count = window as f64;
        self.roll(window, axis, out, SHORT, |x| x.to_f64(), |a, b| a + b, move |sum| Some(sum / count))
    }

    /// The variances of all windows of a length along an axis, divided by the length less `ddof`. Mean and squared
    /// deviations are joined (Chan, Golub and LeVeque 1979), the mean as a distance from a value of the window, so that values
    /// far from zero lose nothing;
    /// the relative error is a few times window · 2⁻⁵³.
    ///
    /// # Errors
    /// As [`rolling_sum`](ArrayView::rolling_sum); if the window is no longer than `ddof`.
    pub fn rolling_var<O>(
        &self,
        window: usize,
        axis: isize,
        ddof: usize,
        out: &mut ArrayViewMut<'_, O>,
    ) -> Result<()>
    where
        O: Arithmetic<Native = f64>,
    {
        if window <= ddof {
            return Err(Error::mismatch(format!(
                "expected a window longer than `ddof`, {ddof}, found {window}"
            )));
        }
        let divisor = (window - ddof) as f64;
        let one = |x: T::Native| Moments::of(x.to_f64());
        // Joining moments takes too long to be done for every run.
        self.roll(window, axis, out, 0, one, Moments::join, move |all| Some(all.squares / divisor))
    }

    /// The least values of all windows of a length along an axis; NaN where one is.
    ///
    /// # Errors
    /// As [`rolling_sum`](ArrayView::rolling_sum).
    pub fn rolling_min<O>(&self, window: usize, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = T::Native>,
    {
        self.roll(window, axis, out, SHORT, |x| x, Native::least, Some)
    }

    /// The greatest values of all windows of a length along an axis; NaN where one is.
    ///
    /// # Errors
    /// As [`rolling_sum`](ArrayView::rolling_sum).
    pub fn rolling_max<O>(&self, window: usize, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = T::Native>,
    {
        self.roll(window, axis, out, SHORT, |x| x, Native::greatest, Some)
    }

    /// Joins the values of every window; of runs up to the length `short`.
    #[expect(clippy::too_many_arguments, reason = "three are closures, and all callers are above")]
    fn roll<O: Arithmetic, S: Copy + Default + Send>(
        &self,
        window: usize,
        axis: isize,
        out: &mut ArrayViewMut<'_, O>,
        short: usize,
        one: impl Fn(T::Native) -> S + Copy + Sync,
        join: impl Fn(S, S) -> S + Copy + Sync,
        finish: impl Fn(S) -> Option<O::Native> + Copy + Sync,
    ) -> Result<()> {
        let axis_at = axis_of(axis, self.ndim())?;
        let mut shape = self.shape();
        let len = shape[axis_at];
        if window == 0 {
            return Err(Error::mismatch("expected a window of at least one element, found an empty one"));
        }
        shape[axis_at] =
            (len + 1).checked_sub(window).ok_or(ShapeError::Window { axis: axis_at, window, len })?;
        if window > len {
            return Err(ShapeError::Window { axis: axis_at, window, len }.into());
        }
        has_shape(out, &shape)?;
        // Long windows meet at multiples of their length, whatever the pieces: the same bits on any number of threads.
        let piece = (PIECE / window).max(1) * window;
        let mut fits = true;
        for (lane, out) in self.lanes(axis)?.zip(out.reborrow().lanes_mut(axis)?) {
            let work = |(first, out): (usize, ArrayViewMut<'_, O>)| {
                let last = first + out.size() + window - 1;
                let values = lane.slice((first..last,)).expect("elements of the lane");
                roll_piece(&values, window, out, short, one, join, finish)
            };
            fits &= threads::map(pieces(out, piece), lane.nbytes(), work).into_iter().all(|fits| fits);
        }
        if fits { Ok(()) } else { Err(Error::cast("expected sums that fit 64 bits, found a larger one")) }
    }
}

/// Parts of one axis, of so many places, and where they begin.
fn pieces<'o, O: Arithmetic>(out: ArrayViewMut<'o, O>, len: usize) -> Vec<(usize, ArrayViewMut<'o, O>)> {
    let (mut pieces, mut rest, mut at) = (Vec::new(), out, 0);
    while rest.size() > len {
        let Ok((piece, more)) = rest.split_at(0, len) else { unreachable!("a position of the axis") };
        pieces.push((at, piece));
        (rest, at) = (more, at + len);
    }
    pieces.push((at, rest));
    pieces
}

/// The windows of some values, of which there are `window - 1` more than places in `out`. Whether all results fit.
fn roll_piece<T: Arithmetic, O: Arithmetic, S: Copy + Default>(
    values: &ArrayView<'_, T>,
    window: usize,
    mut out: ArrayViewMut<'_, O>,
    short: usize,
    one: impl Fn(T::Native) -> S + Copy,
    join: impl Fn(S, S) -> S + Copy,
    finish: impl Fn(S) -> Option<O::Native> + Copy,
) -> bool {
    let gathered;
    let values = match values.as_slice() {
        Some(slice) => slice,
        None => {
            gathered = values.to_vec();
            &gathered
        }
    };
    let roll = |results: &mut [O]| {
        if window <= short {
            best(Short { values, window, results, one, join, finish })
        } else {
            long_windows(values, window, results, one, join, finish)
        }
    };
    if let Some(results) = out.as_mut_slice() {
        return roll(results);
    }
    let mut results = vec![O::from_native(O::Native::default()); out.size()];
    let fits = roll(&mut results);
    let mut results = results.into_iter();
    out.update(|old| results.next().unwrap_or(old));
    fits
}

/// Mean and squared deviations of some values. The mean is kept from one of them on, so that it is as exact as they are
/// near each other.
#[derive(Clone, Copy, Default)]
struct Moments {
    count: f64,
    anchor: f64,
    offset: f64,
    squares: f64,
}

impl Moments {
    fn of(x: f64) -> Moments {
        // No deviation; NaN of what has none.
        Moments { count: 1.0, anchor: x, offset: 0.0, squares: x * 0.0 }
    }

    #[inline(always)]
    fn join(self, other: Moments) -> Moments {
        let count = self.count + other.count;
        let difference = (other.anchor - self.anchor) + (other.offset - self.offset);
        let share = other.count / count;
        Moments {
            count,
            anchor: self.anchor,
            offset: self.offset + difference * share,
            squares: self.squares + other.squares + difference * difference * self.count * share,
        }
    }
}
