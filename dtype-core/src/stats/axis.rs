//! Statistics along one axis of an array, into memory that is there.

use super::number::{Number, Ordered, Summable};
use crate::array::ops::{Arithmetic, Real};
use crate::array::{ArrayView, ArrayViewMut, Views};
use crate::column::Column;
use crate::dtype::descr::Shape;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::shape::{Order, axis_of};
use crate::threads;

impl<T: Arithmetic<Native: Real> + Number> ArrayView<'_, T> {
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
        T: Summable<Sum = <<T as Arithmetic>::Native as Real>::Total>,
        O: Arithmetic<Native = <<T as Arithmetic>::Native as Real>::Sum>,
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
        f: impl Fn(Column<'_, T>) -> Option<O::Native> + Sync,
        expected: &str,
    ) -> Result<()> {
        let axis_at = axis_of(axis, self.ndim())?;
        let mut shape = self.shape().to_vec();
        shape.remove(axis_at);
        has_shape(out, &shape)?;
        let last = self.moveaxis(&[axis], &[-1])?;
        let of_lanes = |lanes: ArrayView<'_, T>| -> Vec<Option<O::Native>> {
            let lanes = lanes.lanes(-1).expect("a view of an axis");
            lanes.map(|lane| f(lane.as_column()?)).collect()
        };
        let results = if shape.is_empty() {
            of_lanes(last)
        } else {
            let planes = Views::new(last.grid().outer(shape.len() - 1));
            let groups = planes.flat_map(|plane| plane.chunks(0, GROUP).expect("the axis before the last"));
            threads::map(groups, self.nbytes(), |group| match copied(&group) {
                Some(values) => {
                    of_lanes(ArrayView::with_shape(&values, &group.shape(), Order::C).expect("its own shape"))
                }
                None => of_lanes(group),
            })
            .concat()
        };
        let mut results = results.into_iter();
        let mut wrong = false;
        out.update(|old| {
            let result = results.next().flatten();
            wrong |= result.is_none();
            result.map_or(old, O::from_native)
        });
        if wrong { Err(Error::cast(format!("axis {axis_at}: expected {expected}"))) } else { Ok(()) }
    }
}

/// Lanes that are worked on at a time.
const GROUP: usize = 16;

/// Steps of so many bytes bring a line of memory each.
const FAR: usize = 64;

/// Bytes that are copied at a time, at most.
const MOST: usize = 1 << 24;

/// Lanes beside each other that lie along memory, if they lay across it: every line of memory is brought once then, not once
/// for each of them.
fn copied<T: Arithmetic>(lanes: &ArrayView<'_, T>) -> Option<Vec<T>> {
    let [next, step] = lanes.strides()[..] else { return None };
    let across = step.unsigned_abs() >= FAR && next.unsigned_abs() < step.unsigned_abs();
    (across && lanes.shape()[0] > 1 && lanes.nbytes() <= MOST).then(|| lanes.to_vec())
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
