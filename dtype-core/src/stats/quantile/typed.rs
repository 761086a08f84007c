//! Quantiles of typed columns.

use super::QuantileMethod;
use crate::array::ArrayView;
use crate::column::Column;
use crate::record::{Be, Le};
use crate::record::{DateTime64, Endian, TimeDelta64, Unit};
use crate::stats::kind::{Nan, Outcome};
use crate::stats::number::Ordered;
use crate::stats::number::sealed::FromOutcome;
use crate::stats::reduce::{Numbers, Undefined};

/// A type whose values have quantiles: integers, floats, times.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no quantiles",
    note = "integers, floats, `DateTime64`, `TimeDelta64` and their big and little-endian forms have"
)]
pub trait Ranked: Ordered {
    /// `f64` of integers; the type itself, in the byte order of this machine, of floats and times.
    type Quantile: FromOutcome;

    /// What lies between the least and the greatest value: `i128` of integers, the type itself of floats, spans of times.
    type Span: FromOutcome;
}

impl<T: Ranked> Column<'_, T> {
    /// A quantile, as `np.quantile` makes it by its method `linear`; NaN (NaT) if there is one; `None` of no values.
    ///
    /// It takes a few passes over the column. The first of one that lies far apart copies it, 8 bytes an element, up to
    /// 256 MiB; otherwise no memory grows with it.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { x: f32, n: i8 }
    ///
    /// let samples = [(2.5, 3), (f32::NAN, -4), (1.5, 7)].map(|(x, n)| Sample { x, n });
    /// assert_eq!(samples.column(Sample::FIELDS.n).quantile(0.75), Some(5.0));
    /// assert!(samples.column(Sample::FIELDS.x).quantile(0.5).unwrap().is_nan());
    /// assert_eq!(samples.column(Sample::FIELDS.x).nan_quantile(0.5), Some(2.0));
    /// ```
    ///
    /// # Panics
    /// If `q` is not in [0, 1].
    pub fn quantile(&self, q: f64) -> Option<T::Quantile> {
        self.quantiles(&[q], QuantileMethod::Linear).pop()?
    }

    /// A quantile of the values that are not NaN (NaT); `None` if there are none.
    ///
    /// # Panics
    /// If `q` is not in [0, 1].
    pub fn nan_quantile(&self, q: f64) -> Option<T::Quantile> {
        self.nan_quantiles(&[q], QuantileMethod::Linear).pop()?
    }

    /// Several quantiles in the same passes, by one of NumPy's methods.
    ///
    /// Of integers they are `f64` by every method, and rounded where that has not as many digits.
    ///
    /// ```
    /// use dtype_core::{Columns, QuantileMethod, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { x: f64 }
    ///
    /// let samples = [4.0, 1.0, 3.0, 2.0].map(|x| Sample { x });
    /// let x = samples.column(Sample::FIELDS.x);
    /// assert_eq!(x.quantiles(&[0.0, 0.3], QuantileMethod::Lower), [Some(1.0), Some(1.0)]);
    /// assert_eq!(x.quantiles(&[0.3], QuantileMethod::Midpoint), [Some(1.5)]);
    /// ```
    ///
    /// # Panics
    /// If one of them is not in [0, 1].
    pub fn quantiles(&self, quantiles: &[f64], method: QuantileMethod) -> Vec<Option<T::Quantile>> {
        ranks::<T>(self.numbers(), quantiles, method, Nan::Propagate)
    }

    /// The same of the values that are not NaN (NaT).
    ///
    /// # Panics
    /// If one of them is not in [0, 1].
    pub fn nan_quantiles(&self, quantiles: &[f64], method: QuantileMethod) -> Vec<Option<T::Quantile>> {
        ranks::<T>(self.numbers(), quantiles, method, Nan::Skip)
    }

    /// The value in the middle, or the mean of the two there, as `np.median` makes it; NaN (NaT) if there is one; `None`
    /// of no values. NumPy has none of datetimes; here it is the date in the middle.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { n: u8 }
    ///
    /// let samples = [3, 250, 4, 200].map(|n| Sample { n });
    /// assert_eq!(samples.column(Sample::FIELDS.n).median(), Some(102.0));
    /// ```
    pub fn median(&self) -> Option<T::Quantile> {
        middle::<T>(self.numbers(), Nan::Propagate)
    }

    /// The median of the values that are not NaN (NaT); `None` if there are none.
    pub fn nan_median(&self) -> Option<T::Quantile> {
        middle::<T>(self.numbers(), Nan::Skip)
    }
}

impl<T: Ranked> ArrayView<'_, T> {
    /// A quantile, as `np.quantile` makes it by its method `linear`; NaN (NaT) if there is one; `None` of no values.
    ///
    /// ```
    /// use dtype_core::ArrayView;
    /// use dtype_core::shape::Order;
    ///
    /// let a = ArrayView::with_shape(&[4, 1, 3, 2], &[2, 2], Order::C)?;
    /// assert_eq!((a.quantile(0.75), a.median()), (Some(3.25), Some(2.5)));
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Panics
    /// If `q` is not in [0, 1].
    pub fn quantile(&self, q: f64) -> Option<T::Quantile> {
        self.quantiles(&[q], QuantileMethod::Linear).pop()?
    }

    /// Several quantiles in the same passes, by one of NumPy's methods. See [`Column::quantiles`].
    ///
    /// # Panics
    /// If one of them is not in [0, 1].
    pub fn quantiles(&self, quantiles: &[f64], method: QuantileMethod) -> Vec<Option<T::Quantile>> {
        ranks::<T>(self.numbers(), quantiles, method, Nan::Propagate)
    }

    /// The same of the values that are not NaN (NaT).
    ///
    /// # Panics
    /// If one of them is not in [0, 1].
    pub fn nan_quantiles(&self, quantiles: &[f64], method: QuantileMethod) -> Vec<Option<T::Quantile>> {
        ranks::<T>(self.numbers(), quantiles, method, Nan::Skip)
    }

    /// The value in the middle, or the mean of the two there. See [`Column::median`].
    pub fn median(&self) -> Option<T::Quantile> {
        middle::<T>(self.numbers(), Nan::Propagate)
    }

    /// The median of the values that are not NaN (NaT); `None` if there are none.
    pub fn nan_median(&self) -> Option<T::Quantile> {
        middle::<T>(self.numbers(), Nan::Skip)
    }
}

fn ranks<T: Ranked>(
    numbers: Result<Numbers<'_>, Undefined>,
    quantiles: &[f64],
    method: QuantileMethod,
    nan: Nan,
) -> Vec<Option<T::Quantile>> {
    for q in quantiles {
        assert!((0.0..=1.0).contains(q), "expected quantiles in [0, 1], found {q}");
    }
    let kind = T::DTYPE.as_scalar().map(|scalar| scalar.kind());
    let outcomes = kind.and_then(|kind| numbers.ok()?.quantiles(kind, quantiles, method, nan).ok());
    outcomes.unwrap_or_default().into_iter().map(|outcome| outcome.map(quantile::<T>)).collect()
}

fn middle<T: Ranked>(numbers: Result<Numbers<'_>, Undefined>, nan: Nan) -> Option<T::Quantile> {
    let numbers = numbers.ok()?;
    match numbers.median(T::DTYPE.as_scalar()?.kind(), nan) {
        Ok(median) => median.map(quantile::<T>),
        Err(Undefined) => ranks::<T>(Ok(numbers), &[0.5], QuantileMethod::Linear, nan).pop()?,
    }
}

/// An integer that is a quantile is an `f64`.
pub(in crate::stats) fn quantile<T: Ranked>(outcome: Outcome) -> T::Quantile {
    T::Quantile::from_outcome(match outcome {
        Outcome::Whole(n) => Outcome::Float(n as f64),
        other => other,
    })
}

macro_rules! ranked {
    ($($(#[$meta:meta])* $type:ty => $quantile:ty, $span:ty;)*) => {$(
        $(#[$meta])*
        impl Ranked for $type {
            type Quantile = $quantile;
            type Span = $span;
        }
    )*};
}

ranked! {
    i8 => f64, i128;
    i16 => f64, i128;
    i32 => f64, i128;
    i64 => f64, i128;
    u8 => f64, i128;
    u16 => f64, i128;
    u32 => f64, i128;
    u64 => f64, i128;
    f32 => f32, f32;
    f64 => f64, f64;
    #[cfg(feature = "half")]
    half::f16 => half::f16, half::f16;
    zerocopy::I16<zerocopy::LittleEndian> => f64, i128;
    zerocopy::I32<zerocopy::LittleEndian> => f64, i128;
    zerocopy::I64<zerocopy::LittleEndian> => f64, i128;
    zerocopy::U16<zerocopy::LittleEndian> => f64, i128;
    zerocopy::U32<zerocopy::LittleEndian> => f64, i128;
    zerocopy::U64<zerocopy::LittleEndian> => f64, i128;
    zerocopy::F32<zerocopy::LittleEndian> => f32, f32;
    zerocopy::F64<zerocopy::LittleEndian> => f64, f64;
    zerocopy::I16<zerocopy::BigEndian> => f64, i128;
    zerocopy::I32<zerocopy::BigEndian> => f64, i128;
    zerocopy::I64<zerocopy::BigEndian> => f64, i128;
    zerocopy::U16<zerocopy::BigEndian> => f64, i128;
    zerocopy::U32<zerocopy::BigEndian> => f64, i128;
    zerocopy::U64<zerocopy::BigEndian> => f64, i128;
    zerocopy::F32<zerocopy::BigEndian> => f32, f32;
    zerocopy::F64<zerocopy::BigEndian> => f64, f64;
}

impl<U: Unit, const MULTIPLE: u32> Ranked for DateTime64<U, MULTIPLE> {
    type Quantile = Self;
    type Span = TimeDelta64<U, MULTIPLE>;
}

impl<U: Unit, const MULTIPLE: u32> Ranked for TimeDelta64<U, MULTIPLE> {
    type Quantile = Self;
    type Span = Self;
}

impl<T: Ranked + Endian> Ranked for Be<T> {
    type Quantile = T::Quantile;
    type Span = T::Span;
}

impl<T: Ranked + Endian> Ranked for Le<T> {
    type Quantile = T::Quantile;
    type Span = T::Span;
}
