//! The statistics of columns whose dtype is known at run time.

use super::kind::{Nan, Outcome};
use super::reduce::{Numbers, Undefined};
use super::text;
use crate::dtype::{Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::int;
use crate::strided::Bytes;
use crate::view::{AnyColumn, Value};

/// Statistics of all elements: of all records, and of everything that sub-arrays hold. Positions count elements in
/// C order (the last axis varies fastest), whatever the order in memory.
///
/// Where NumPy has no such statistic for the dtype (the sum of datetimes, the mean of text), or the bytes are opaque here
/// (long doubles, records), the error is of kind [`Unsupported`](crate::ErrorKind::Unsupported).
impl AnyColumn<'_> {
    /// How many elements there are, NaN included: the same as [`AnyColumn::size`].
    pub fn count(&self) -> usize {
        self.size()
    }

    /// How many elements are NaN, or NaT. Text and opaque bytes never are.
    ///
    /// # Errors
    /// For long doubles and records it is not known.
    pub fn nan_count(&self) -> Result<usize> {
        match self.scalar().map(Scalar::kind) {
            Some(ScalarKind::Bytes(_) | ScalarKind::Str(_) | ScalarKind::Void(_)) => Ok(0),
            _ => Ok(self.numbers("count of NaN")?.nan_count()),
        }
    }

    /// The sum: [`Value::Int128`], exact, of integers and booleans; [`Value::Float64`] of floats; [`Value::Complex128`] of
    /// complex numbers; [`Value::TimeDelta64`] of timedeltas, NaT if it is out of range. Zero of no elements.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::new(&[255, 255, 1], &"|u1".parse()?)?;
    /// assert_eq!(view.any_column([])?.sum()?, Value::Int128(511));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the dtype has no sum.
    pub fn sum(&self) -> Result<Value> {
        self.total(Nan::Propagate)
    }

    /// The sum of the elements that are not NaN. NaT is not skipped, as NumPy does not.
    ///
    /// # Errors
    /// If the dtype has no sum.
    pub fn nan_sum(&self) -> Result<Value> {
        self.total(Nan::Skip)
    }

    /// The mean: [`Value::Float64`] of floats, integers and booleans, [`Value::Complex128`] of complex numbers,
    /// [`Value::TimeDelta64`], rounded towards zero, of timedeltas. `None` of no elements.
    ///
    /// # Errors
    /// If the dtype has no mean.
    pub fn mean(&self) -> Result<Option<Value>> {
        self.centre(Nan::Propagate)
    }

    /// The mean of the elements that are not NaN; `None` if there are none. NaT is not skipped, as NumPy does not.
    ///
    /// # Errors
    /// If the dtype has no mean.
    pub fn nan_mean(&self) -> Result<Option<Value>> {
        self.centre(Nan::Skip)
    }

    /// The variance, with `count - ddof` as divisor; `None` if that is not positive.
    ///
    /// # Errors
    /// If the dtype has no variance.
    pub fn var(&self, ddof: usize) -> Result<Option<f64>> {
        self.spread("variance", Nan::Propagate, ddof)
    }

    /// The standard deviation, the square root of [`AnyColumn::var`].
    ///
    /// # Errors
    /// If the dtype has no standard deviation.
    pub fn std(&self, ddof: usize) -> Result<Option<f64>> {
        Ok(self.spread("standard deviation", Nan::Propagate, ddof)?.map(f64::sqrt))
    }

    /// The variance of the elements that are not NaN; `None` if there are not more than `ddof` of them.
    ///
    /// # Errors
    /// If the dtype has no variance.
    pub fn nan_var(&self, ddof: usize) -> Result<Option<f64>> {
        self.spread("variance", Nan::Skip, ddof)
    }

    /// The standard deviation of the elements that are not NaN, the square root of [`AnyColumn::nan_var`].
    ///
    /// # Errors
    /// If the dtype has no standard deviation.
    pub fn nan_std(&self, ddof: usize) -> Result<Option<f64>> {
        Ok(self.spread("standard deviation", Nan::Skip, ddof)?.map(f64::sqrt))
    }

    /// The least element; NaN (NaT) if there is one; `None` of no elements.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::new(&[0, 7, 0xFF, 0xF9], &">i2".parse()?)?;
    /// let column = view.any_column([])?;
    /// assert_eq!((column.min()?, column.max()?), (Some(Value::Int(-7)), Some(Value::Int(7))));
    /// assert_eq!((column.argmin()?, column.argmax()?), (Some(1), Some(0)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the dtype has no minimum.
    pub fn min(&self) -> Result<Option<Value>> {
        Ok(self.numbers("minimum")?.min(Nan::Propagate).map(|min| self.value_of(min)))
    }

    /// The greatest element; NaN (NaT) if there is one; `None` of no elements.
    ///
    /// # Errors
    /// If the dtype has no maximum.
    pub fn max(&self) -> Result<Option<Value>> {
        Ok(self.numbers("maximum")?.max(Nan::Propagate).map(|max| self.value_of(max)))
    }

    /// The least element that is not NaN (NaT); `None` if there is none.
    ///
    /// # Errors
    /// If the dtype has no minimum.
    pub fn nan_min(&self) -> Result<Option<Value>> {
        Ok(self.numbers("minimum")?.min(Nan::Skip).map(|min| self.value_of(min)))
    }

    /// The greatest element that is not NaN (NaT); `None` if there is none.
    ///
    /// # Errors
    /// If the dtype has no maximum.
    pub fn nan_max(&self) -> Result<Option<Value>> {
        Ok(self.numbers("maximum")?.max(Nan::Skip).map(|max| self.value_of(max)))
    }

    /// Position of the first NaN (NaT), else of the first least element; `None` of no elements. Text is compared as bytes
    /// or code points.
    ///
    /// # Errors
    /// If the dtype has no order.
    pub fn argmin(&self) -> Result<Option<usize>> {
        match self.text() {
            Some((scalar, texts)) => Ok(text::argmin(&texts, scalar)),
            None => Ok(self.numbers("minimum")?.argmin(Nan::Propagate)),
        }
    }

    /// Position of the first NaN (NaT), else of the first greatest element; `None` of no elements. Text is compared as
    /// bytes or code points.
    ///
    /// # Errors
    /// If the dtype has no order.
    pub fn argmax(&self) -> Result<Option<usize>> {
        match self.text() {
            Some((scalar, texts)) => Ok(text::argmax(&texts, scalar)),
            None => Ok(self.numbers("maximum")?.argmax(Nan::Propagate)),
        }
    }

    /// Position of the first least element that is not NaN; `None` if there is none. As [`Column::nan_argmin`], also in
    /// what it takes from NumPy.
    ///
    /// [`Column::nan_argmin`]: crate::Column::nan_argmin
    ///
    /// # Errors
    /// If the dtype has no order.
    pub fn nan_argmin(&self) -> Result<Option<usize>> {
        if self.text().is_some() {
            return self.argmin();
        }
        Ok(self.numbers("minimum")?.argmin(Nan::Skip))
    }

    /// Position of the first greatest element that is not NaN; `None` if there is none. As [`Column::nan_argmax`], also in
    /// what it takes from NumPy.
    ///
    /// [`Column::nan_argmax`]: crate::Column::nan_argmax
    ///
    /// # Errors
    /// If the dtype has no order.
    pub fn nan_argmax(&self) -> Result<Option<usize>> {
        if self.text().is_some() {
            return self.argmax();
        }
        Ok(self.numbers("maximum")?.argmax(Nan::Skip))
    }

    fn total(&self, nan: Nan) -> Result<Value> {
        let sum = self.numbers("sum")?.sum(nan).map_err(|Undefined| self.undefined("sum"))?;
        Ok(self.aggregate_of(sum))
    }

    fn centre(&self, nan: Nan) -> Result<Option<Value>> {
        let mean = self.numbers("mean")?.mean(nan).map_err(|Undefined| self.undefined("mean"))?;
        Ok(mean.map(|mean| self.aggregate_of(mean)))
    }

    fn spread(&self, what: &str, nan: Nan, ddof: usize) -> Result<Option<f64>> {
        self.numbers(what)?.var(nan, int::to_u64(ddof)).map_err(|Undefined| self.undefined(what))
    }

    fn numbers(&self, what: &str) -> Result<Numbers<'_>> {
        Ok(self.numbers_of(what)?.0)
    }

    /// The elements, if they are numbers, and what kind of them.
    pub(super) fn numbers_of(&self, what: &str) -> Result<(Numbers<'_>, ScalarKind)> {
        let leaves = self.leaves().ok_or(Undefined);
        leaves
            .and_then(|(scalar, bytes)| Ok((Numbers::new(bytes, scalar)?, scalar.kind())))
            .map_err(|Undefined| self.undefined(what))
    }

    fn text(&self) -> Option<(Scalar, Bytes<'_>)> {
        let is_text = |scalar: &Scalar| matches!(scalar.kind(), ScalarKind::Bytes(_) | ScalarKind::Str(_));
        self.leaves().filter(|(scalar, _)| is_text(scalar))
    }

    pub(super) fn undefined(&self, what: &str) -> Error {
        undefined(what, self.scalar())
    }

    fn value_of(&self, extreme: Outcome) -> Value {
        self.scalar().map_or(Value::Void(Vec::new()), |scalar| value(extreme, scalar.kind()))
    }

    fn aggregate_of(&self, outcome: Outcome) -> Value {
        self.scalar().map_or(Value::Void(Vec::new()), |scalar| aggregate(outcome, scalar.kind()))
    }
}

/// The error about a statistic that a dtype has not.
pub(super) fn undefined(what: &str, scalar: Option<Scalar>) -> Error {
    match scalar {
        Some(scalar) => Error::unsupported(format!("{what} of dtype '{scalar}', which has none")),
        None => Error::unsupported(format!("{what} of records; name one of their fields")),
    }
}

/// An element of a kind. It came from one, so that no conversion loses anything.
pub(super) fn value(element: Outcome, kind: ScalarKind) -> Value {
    match (element, kind) {
        (Outcome::Whole(n), ScalarKind::Bool) => Value::Bool(n != 0),
        (Outcome::Whole(n), kind) if kind.letter() == 'u' => Value::UInt(n as u64),
        (Outcome::Whole(n), _) => Value::Int(n as i64),
        (Outcome::Float(x), ScalarKind::Float16) => Value::Float16(x as f32),
        (Outcome::Float(x), ScalarKind::Float32) => Value::Float32(x as f32),
        (Outcome::Complex([re, im]), ScalarKind::Complex64) => Value::Complex64(re as f32, im as f32),
        (Outcome::Steps(count), ScalarKind::DateTime64(step)) => Value::DateTime64(count, step),
        (other, kind) => aggregate(other, kind),
    }
}

/// A sum or mean of elements of a kind.
pub(super) fn aggregate(outcome: Outcome, kind: ScalarKind) -> Value {
    match (outcome, kind) {
        (Outcome::Whole(n), _) => Value::Int128(n),
        (Outcome::Float(x), _) => Value::Float64(x),
        (Outcome::Complex([re, im]), _) => Value::Complex128(re, im),
        (Outcome::Steps(count), ScalarKind::TimeDelta64(step)) => Value::TimeDelta64(count, step),
        (Outcome::Steps(count), _) => Value::Int(count),
    }
}
