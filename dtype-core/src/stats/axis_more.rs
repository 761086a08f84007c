//! Further statistics along one axis, and any function along one.

use super::axis::{EMPTY, has_shape};
use super::number::{Number, Ordered, Summable};
use super::quantile::Ranked;
use crate::array::ops::{Arithmetic, Real};
use crate::array::{ArrayView, ArrayViewMut};
use crate::column::Column;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::shape::axis_of;

impl<T: Element> ArrayView<'_, T> {
    /// Writes what `f` makes of the values along an axis, which goes: NumPy's `np.apply_along_axis`. What a [`Column`] knows,
    /// every axis knows so.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[1.0, 5.0, 4.0, 2.0, 2.0, 9.0], &[2, 3], Order::C)?;
    /// let mut thirds = [0.0; 2];
    /// let third = |row: dtype_core::Column<'_, f64>| row.quantile(0.75).unwrap_or(f64::NAN);
    /// a.apply_along_axis(1, &mut ArrayViewMut::new(&mut thirds), third)?;
    /// assert_eq!(thirds, [4.5, 5.5]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such axis, or `out` has not the shape of the others.
    pub fn apply_along_axis<O: Element>(
        &self,
        axis: isize,
        out: &mut ArrayViewMut<'_, O>,
        mut f: impl FnMut(Column<'_, T>) -> O,
    ) -> Result<()> {
        let axis_at = axis_of(axis, self.ndim())?;
        let mut shape = self.shape().to_vec();
        shape.remove(axis_at);
        has_shape(out, &shape)?;
        let mut lanes = self.lanes(axis)?;
        out.update(|old| lanes.next().and_then(|lane| lane.as_column()).map_or(old, &mut f));
        Ok(())
    }

    /// The same of what may be missing, which is an error then.
    fn reduced<O: Arithmetic>(
        &self,
        axis: isize,
        out: &mut ArrayViewMut<'_, O>,
        f: impl Fn(Column<'_, T>) -> Option<O::Native>,
        expected: &str,
    ) -> Result<()> {
        let mut missing = false;
        self.apply_along_axis(axis, out, |lane| {
            let found = f(lane);
            missing |= found.is_none();
            O::from_native(found.unwrap_or_default())
        })?;
        if missing { Err(Error::cast(format!("axis {axis}: expected {expected}"))) } else { Ok(()) }
    }
}

impl<T: Arithmetic + Ordered> ArrayView<'_, T> {
    /// Positions along an axis, which goes, of the first NaN (NaT), else of the first least value.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[3.0, 1.0, 2.0, 0.5, f64::NAN, 7.0], &[2, 3], Order::C)?;
    /// let mut at = [0i64; 2];
    /// a.argmin_axis(1, &mut ArrayViewMut::new(&mut at))?;
    /// assert_eq!(at, [1, 1]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis).
    pub fn argmin_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = i64>,
    {
        self.reduced(axis, out, |lane| lane.argmin()?.try_into().ok(), EMPTY)
    }

    /// Positions along an axis, which goes, of the first NaN (NaT), else of the first greatest value.
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis).
    pub fn argmax_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = i64>,
    {
        self.reduced(axis, out, |lane| lane.argmax()?.try_into().ok(), EMPTY)
    }

    /// The least values along an axis, which goes, that are not NaN; NaN where there is no other.
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis).
    pub fn nan_min_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Ordered<Native = <T as Arithmetic>::Native>,
        O: Arithmetic<Native = <T as Arithmetic>::Native>,
    {
        self.reduced(axis, out, |lane| lane.nan_min().or_else(|| lane.min()), EMPTY)
    }

    /// The greatest values along an axis, which goes, that are not NaN; NaN where there is no other.
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis).
    pub fn nan_max_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Ordered<Native = <T as Arithmetic>::Native>,
        O: Arithmetic<Native = <T as Arithmetic>::Native>,
    {
        self.reduced(axis, out, |lane| lane.nan_max().or_else(|| lane.max()), EMPTY)
    }

    /// How many values along an axis, which goes, are not zero.
    ///
    /// # Errors
    /// As [`sum_axis`](ArrayView::sum_axis).
    pub fn count_nonzero_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = i64>,
    {
        self.reduced(axis, out, |lane| lane.count_nonzero().try_into().ok(), EMPTY)
    }

    /// Whether a value along an axis, which goes, is not zero: NumPy's `np.any(a, axis)`.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[0, 1, 0, 2], &[2, 2], Order::C)?;
    /// let (mut any, mut all) = ([false; 2], [false; 2]);
    /// a.any_axis(0, &mut ArrayViewMut::new(&mut any))?;
    /// a.all_axis(0, &mut ArrayViewMut::new(&mut all))?;
    /// assert_eq!((any, all), ([false, true], [false, true]));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`apply_along_axis`](ArrayView::apply_along_axis).
    pub fn any_axis(&self, axis: isize, out: &mut ArrayViewMut<'_, bool>) -> Result<()> {
        self.apply_along_axis(axis, out, |lane| lane.any())
    }

    /// Whether no value along an axis, which goes, is zero: NumPy's `np.all(a, axis)`.
    ///
    /// # Errors
    /// As [`apply_along_axis`](ArrayView::apply_along_axis).
    pub fn all_axis(&self, axis: isize, out: &mut ArrayViewMut<'_, bool>) -> Result<()> {
        self.apply_along_axis(axis, out, |lane| lane.all())
    }
}

impl<T: Arithmetic<Native: Real> + Number> ArrayView<'_, T> {
    /// The sums along an axis, which goes, of the values that are not NaN.
    ///
    /// # Errors
    /// As [`sum_axis`](ArrayView::sum_axis).
    pub fn nan_sum_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Summable<Sum = <<T as Arithmetic>::Native as Real>::Total>,
        O: Arithmetic<Native = <<T as Arithmetic>::Native as Real>::Sum>,
    {
        self.reduced(
            axis,
            out,
            |lane| <T as Arithmetic>::Native::sum_of(lane.nan_sum()),
            "a sum that fits 64 bits, found a larger one",
        )
    }

    /// The products along an axis, which goes: NumPy's `a.prod(axis, out=out)`.
    ///
    /// # Errors
    /// As [`sum_axis`](ArrayView::sum_axis).
    pub fn product_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Summable<Sum = <<T as Arithmetic>::Native as Real>::Total>,
        O: Arithmetic<Native = <<T as Arithmetic>::Native as Real>::Sum>,
    {
        self.reduced(
            axis,
            out,
            |lane| <T as Arithmetic>::Native::sum_of(lane.product().ok()?),
            "a product that fits 64 bits, found a larger one",
        )
    }

    /// The means along an axis, which goes, of the values that are not NaN; NaN where there are none.
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis).
    pub fn nan_mean_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Summable<Mean = f64>,
        O: Arithmetic<Native = f64>,
    {
        self.reduced(axis, out, |lane| lane.nan_mean().or_else(|| lane.mean()), EMPTY)
    }

    /// The variances along an axis, which goes, of the values that are not NaN: divided by their number less `ddof`; NaN where
    /// that is not positive.
    ///
    /// # Errors
    /// As [`apply_along_axis`](ArrayView::apply_along_axis).
    pub fn nan_var_axis<O>(&self, axis: isize, ddof: usize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        O: Arithmetic<Native = f64>,
    {
        self.apply_along_axis(axis, out, |lane| O::from_native(lane.nan_var(ddof).unwrap_or(f64::NAN)))
    }
}

impl<T: Arithmetic<Native: Real> + Ranked> ArrayView<'_, T> {
    /// The medians along an axis, which goes: NumPy's `np.median(a, axis)`, `f64` of integers.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[4, 1, 3, 2, 8, 6], &[2, 3], Order::C)?;
    /// let (mut middles, mut apart) = ([0.0; 2], [0; 2]);
    /// a.median_axis(1, &mut ArrayViewMut::new(&mut middles))?;
    /// a.ptp_axis(1, &mut ArrayViewMut::new(&mut apart))?;
    /// assert_eq!((middles, apart), ([3.0, 6.0], [3, 6]));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis).
    pub fn median_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Ranked<Quantile: Real>,
        O: Arithmetic<Native = <T as Ranked>::Quantile>,
    {
        self.reduced(axis, out, |lane| lane.median(), EMPTY)
    }

    /// The greatest less the least values along an axis, which goes: NumPy's `np.ptp(a, axis)`.
    ///
    /// # Errors
    /// As [`mean_axis`](ArrayView::mean_axis); [`Cast`](crate::ErrorKind::Cast) if one does not fit the type, where NumPy's wraps around.
    pub fn ptp_axis<O>(&self, axis: isize, out: &mut ArrayViewMut<'_, O>) -> Result<()>
    where
        T: Ranked<Span: Into<<<T as Arithmetic>::Native as Real>::Total>>,
        O: Arithmetic<Native = <T as Arithmetic>::Native>,
    {
        self.reduced(
            axis,
            out,
            |lane| <T as Arithmetic>::Native::of_total(lane.ptp()?.into()),
            "at least one element and a span in range, found none",
        )
    }
}
