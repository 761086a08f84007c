//! Running sums and products and differences along an axis of an array, into memory that is there.

use crate::array::ops::{Arithmetic, Native, Real};
use crate::array::{ArrayView, ArrayViewMut};
use crate::error::{Error, Result};
use crate::shape::axis_of;
use crate::stats::axis::has_shape;

impl<T: Arithmetic<Native: Real>> ArrayView<'_, T> {
    /// The running sums along an axis: NumPy's `np.cumsum(a, axis, out=out)`. `out` has the shape of this view, and any type of
    /// the same sort: floats of any width are added as `f64`, one after the other, and then rounded; integers exactly.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[1u8, 2, 3, 250, 2, 3], &[2, 3], Order::C)?;
    /// let mut sums = [0u16; 6];
    /// a.cumsum(1, &mut ArrayViewMut::with_shape(&mut sums, &[2, 3], Order::C)?)?;
    /// assert_eq!(sums, [1, 3, 6, 250, 252, 255]);
    /// a.cumsum(0, &mut ArrayViewMut::with_shape(&mut sums, &[2, 3], Order::C)?)?;
    /// assert_eq!(sums, [1, 2, 3, 251, 4, 6]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such axis, or `out` has another shape;
    /// [`Cast`](crate::ErrorKind::Cast) if a sum of integers does not fit the type of `out`, where NumPy's wraps around.
    pub fn cumsum<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native: Real<Total = <T::Native as Real>::Total>>,
    {
        self.scan(axis, out, |total, x| Some(total + x.to_total()))
    }

    /// The running sums with zero in place of NaN: NumPy's `np.nancumsum(a, axis, out=out)`.
    ///
    /// # Errors
    /// As [`cumsum`](ArrayView::cumsum).
    pub fn nan_cumsum<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native: Real<Total = <T::Native as Real>::Total>>,
    {
        let zero = T::Native::default();
        self.scan_from(axis, out, |x| if is_nan(x) { zero } else { x }, |total, x| Some(total + x.to_total()))
    }

    /// The running products along an axis: NumPy's `np.cumprod(a, axis, out=out)`.
    ///
    /// # Errors
    /// As [`cumsum`](ArrayView::cumsum).
    pub fn cumprod<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native: Real<Total = <T::Native as Real>::Total>>,
    {
        self.scan(axis, out, |total, x| x.times_total(total))
    }

    /// What lies between neighbours along an axis, `n` times over: NumPy's `np.diff(a, n, axis)`. The axis becomes shorter by
    /// `n`; integers wrap around in their type, as NumPy's do.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    ///
    /// let (squares, mut differences) = ([1i32, 4, 9, 16], [0; 2]);
    /// ArrayView::new(&squares).diff(2, 0, &mut ArrayViewMut::new(&mut differences))?;
    /// assert_eq!(differences, [2, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such axis, or `out` has another shape.
    pub fn diff<O>(&self, n: usize, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = T::Native>,
    {
        let axis_at = axis_of(axis, self.ndim())?;
        let mut shape = self.shape();
        shape[axis_at] = shape[axis_at].saturating_sub(n);
        has_shape(out, &shape)?;
        for (lane, mut out) in self.lanes(axis)?.zip(out.reborrow().lanes_mut(axis)?) {
            let mut values: Vec<T::Native> = lane.iter().map(T::to_native).collect();
            for order in 1..=n.min(values.len()) {
                for i in (order..values.len()).rev() {
                    values[i] = values[i].minus(values[i - 1]);
                }
            }
            let mut differences = values.into_iter().skip(n);
            out.update(|old| differences.next().map_or(old, O::from_native));
        }
        Ok(())
    }

    fn scan<O>(
        &self,
        axis: isize,
        out: &mut ArrayViewMut<'_, O>,
        step: impl Fn(<T::Native as Real>::Total, T::Native) -> Option<<T::Native as Real>::Total>,
    ) -> Result<()>
    where
        O: Arithmetic<Native: Real<Total = <T::Native as Real>::Total>>,
    {
        self.scan_from(axis, out, |x| x, step)
    }

    /// Writes what `step` makes of the total so far and what `see` makes of the next value. The first total is that value.
    fn scan_from<O>(
        &self,
        axis: isize,
        out: &mut ArrayViewMut<'_, O>,
        see: impl Fn(T::Native) -> T::Native,
        step: impl Fn(<T::Native as Real>::Total, T::Native) -> Option<<T::Native as Real>::Total>,
    ) -> Result<()>
    where
        O: Arithmetic<Native: Real<Total = <T::Native as Real>::Total>>,
    {
        let axis_at = axis_of(axis, self.ndim())?;
        has_shape(out, &self.shape())?;
        let mut fits = true;
        for (lane, mut out) in self.lanes(axis)?.zip(out.reborrow().lanes_mut(axis)?) {
            let (mut values, mut total) = (lane.iter(), None);
            out.update(|old| {
                let Some(x) = values.next().map(|x| see(x.to_native())) else { return old };
                let next = total.map_or_else(|| Some(x.to_total()), |total| step(total, x));
                let result = next.filter(|_| fits).and_then(O::Native::of_total);
                fits &= result.is_some();
                total = next.or(total);
                result.map_or(old, O::from_native)
            });
        }
        if fits {
            return Ok(());
        }
        Err(Error::cast(format!("axis {axis_at}: expected results that fit `out`, found a larger one")))
    }
}

fn is_nan<N: Real>(x: N) -> bool {
    x.to_f64().is_nan()
}
