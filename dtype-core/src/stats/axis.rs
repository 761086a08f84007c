//! Statistics along one axis of an array, into memory that is there.

use super::number::{Number, Ordered, Summable};
use crate::array::ops::{Arithmetic, Native};
use crate::array::{ArrayView, ArrayViewMut};
use crate::column::Column;
use crate::dtype::descr::Shape;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::shape::axis_of;

impl<T: Arithmetic + Number> ArrayView<'_, T> {
    /// The sums along an axis, which goes: NumPy's `a.sum(axis, out=out)`. Floats of any width are added as `f64`, integers
    /// exactly.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[1u8, 2, 3, 4, 5, 6], &[2, 3], Order::C)?;
    /// let mut sums = [0u64; 3];
    /// a.sum_axis(0, &mut ArrayViewMut::new(&mut sums))?;
    /// assert_eq!(sums, [5, 7, 9]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such axis, or `out` has not the shape of the others;
    /// [`Cast`](crate::ErrorKind::Cast) if a sum of integers does not fit 64 bits.
    pub fn sum_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Summable<Sum = <<T as Arithmetic>::Native as Native>::Total>,
        O: Arithmetic<Native = <<T as Arithmetic>::Native as Native>::Sum>,
    {
        let sum = |lane: Column<'_, T>| <T as Arithmetic>::Native::sum_of(lane.sum());
        self.along(axis, out, sum, "a sum that fits 64 bits, found a larger one")
    }

    /// The means along an axis, which goes.
    ///
    /// # Errors
    /// As [`sum_axis`](ArrayView::sum_axis); [`Cast`](crate::ErrorKind::Cast) if the axis is empty, where NumPy warns and
    /// gives NaN.
    pub fn mean_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Summable<Mean = f64>,
        O: Arithmetic<Native = f64>,
    {
        self.along(axis, out, |lane| lane.mean(), EMPTY)
    }

    /// The variances along an axis, which goes: divided by the length less `ddof`.
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis); if there are no more elements than `ddof`.
    pub fn var_axis<O>(&self, axis: isize, ddof: usize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = f64>,
    {
        self.along(axis, out, |lane| lane.var(ddof), "more elements along the axis than `ddof`, found none")
    }

    /// The least values along an axis, which goes; NaN where one is.
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis).
    pub fn min_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Ordered<Native = <T as Arithmetic>::Native>,
        O: Arithmetic<Native = <T as Arithmetic>::Native>,
    {
        self.along(axis, out, |lane| lane.min(), EMPTY)
    }

    /// The greatest values along an axis, which goes; NaN where one is.
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis).
    pub fn max_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Ordered<Native = <T as Arithmetic>::Native>,
        O: Arithmetic<Native = <T as Arithmetic>::Native>,
    {
        self.along(axis, out, |lane| lane.max(), EMPTY)
    }

    fn along<O: Arithmetic>(
        &self,
        axis: isize,
        out: &mut ArrayViewMut<'_, O>,
        f: impl Fn(Column<'_, T>) -> Option<O::Native>,
        expected: &str,
    ) -> Result<()> {
        let axis_at = axis_of(axis, self.ndim())?;
        let mut shape = self.shape().to_vec();
        shape.remove(axis_at);
        has_shape(out, &shape)?;
        let mut lanes = self.lanes(axis)?;
        let mut wrong = false;
        out.update(|old| {
            let lane = lanes.next().and_then(|lane| f(lane.as_column()?));
            wrong |= lane.is_none();
            lane.map_or(old, O::from_native)
        });
        if wrong { Err(Error::cast(format!("axis {axis_at}: expected {expected}"))) } else { Ok(()) }
    }
}

pub(super) const EMPTY: &str = "at least one element, found none";

/// # Errors
/// If it has another shape.
pub(super) fn has_shape<O: Element>(out: &ArrayViewMut<'_, O>, shape: &[usize]) -> Result<()> {
    let found = out.shape();
    if found == shape {
        return Ok(());
    }
    Err(Error::mismatch(format!("expected `out` of shape {}, found {}", Shape(shape), Shape(&found))))
}
