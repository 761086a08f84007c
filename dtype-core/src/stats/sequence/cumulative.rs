//! Running sums and products.

use super::results::{self, Form, Sink};
use crate::column::Column;
use crate::dtype::ScalarKind;
use crate::error::{Error, Result};
use crate::lanes::BLOCK;
use crate::stats::kind::{Class, Complex, Floats, Kind, Nan, Narrow, Outcome, Signed, TimeDeltas, Unsigned};
use crate::stats::lane::Lane;
use crate::stats::number::{Number, Summable};
use crate::stats::reduce::{Numbers, Undefined};
use crate::view::{AnyColumn, RecordArray};

/// What runs.
#[derive(Clone, Copy, PartialEq)]
enum What {
    Sum,
    Product,
}

/// The kind of running sums and products of a kind.
fn kind_of(kind: ScalarKind) -> ScalarKind {
    match kind.letter() {
        'b' | 'i' => ScalarKind::Int64,
        'u' => ScalarKind::UInt64,
        'f' => ScalarKind::Float64,
        'c' => ScalarKind::Complex128,
        _ => kind,
    }
}

impl Numbers<'_> {
    /// Hands running sums or products to `put`. The outer error is that there are none of this kind.
    fn run(&self, what: What, kind: ScalarKind, nan: Nan, put: Sink<'_>) -> Result<Result<()>, Undefined> {
        let skips = nan == Nan::Skip;
        match (self.class(), what) {
            (Class::Floats, What::Sum) => {
                // What adds nothing to anything, not even to -0.
                let mut total = -0.0;
                Ok(self.scan::<Floats, f64>(put, |x| {
                    total += if skips && x.is_nan() { 0.0 } else { x };
                    Ok(total)
                }))
            }
            (Class::Floats, What::Product) => {
                let mut total = 1.0;
                Ok(self.scan::<Floats, f64>(put, |x| {
                    total *= if skips && x.is_nan() { 1.0 } else { x };
                    Ok(total)
                }))
            }
            (Class::Complex, What::Sum) => {
                let mut total = [-0.0; 2];
                Ok(self.scan::<Complex, [f64; 2]>(put, |z| {
                    let z = if skips && z.is_nan() { [0.0; 2] } else { z };
                    total = [total[0] + z[0], total[1] + z[1]];
                    Ok(total)
                }))
            }
            (Class::Complex, What::Product) => {
                let mut total: Option<[f64; 2]> = None;
                Ok(self.scan::<Complex, [f64; 2]>(put, |z| {
                    let z = if skips && z.is_nan() { [1.0, 0.0] } else { z };
                    let product = total.map_or(z, |[a, b]| [a * z[0] - b * z[1], a * z[1] + b * z[0]]);
                    total = Some(product);
                    Ok(product)
                }))
            }
            (Class::Narrow, _) => Ok(self.scan_whole::<Narrow>(what, kind, put)),
            (Class::Signed, _) => Ok(self.scan_whole::<Signed>(what, kind, put)),
            (Class::Unsigned, _) => Ok(self.scan_whole::<Unsigned>(what, kind, put)),
            (Class::TimeDeltas, What::Sum) => {
                let mut total = Some(0i128);
                Ok(self.scan::<TimeDeltas, i64>(put, |n| {
                    total = total.filter(|_| !n.is_nan()).map(|total| total + i128::from(n));
                    Ok(total.and_then(|total| total.try_into().ok()).unwrap_or(i64::MIN))
                }))
            }
            (Class::TimeDeltas, What::Product) | (Class::DateTimes, _) => Err(Undefined),
        }
    }

    /// Of integers: exact, in 64 bits, or an error.
    fn scan_whole<K: Kind>(&self, what: What, kind: ScalarKind, put: Sink<'_>) -> Result<()> {
        let is_unsigned = kind.letter() == 'u';
        let mut total = if what == What::Sum { 0i128 } else { 1 };
        self.scan::<K, i64>(put, |x| {
            let Outcome::Whole(n) = K::outcome(x) else { return Ok(0) };
            let next = match what {
                What::Sum => Some(total + n),
                What::Product => total.checked_mul(n),
            };
            let fits = |n: i128| {
                if is_unsigned { u64::try_from(n).ok().map(u64::cast_signed) } else { i64::try_from(n).ok() }
            };
            let bits = next.and_then(fits).ok_or_else(|| too_large(what))?;
            total = next.unwrap_or_default();
            Ok(bits)
        })
    }

    /// Hands what `step` makes of each number in turn to `put`.
    fn scan<K: Kind, R: Form + Default>(
        &self,
        put: Sink<'_>,
        mut step: impl FnMut(K::Lane) -> Result<R>,
    ) -> Result<()> {
        let mut numbers = self.bytes().gather(self.format());
        let (mut room, mut results) = ([K::Lane::default(); BLOCK], [R::default(); BLOCK]);
        while numbers.left() > 0 {
            let block = numbers.next(BLOCK.min(numbers.left()), &mut room);
            for (result, &x) in results.iter_mut().zip(block) {
                *result = step(x)?;
            }
            put(R::results(&results[..block.len()]));
        }
        Ok(())
    }
}

fn too_large(what: What) -> Error {
    let what = if what == What::Sum { "sums" } else { "products" };
    Error::cast(format!("expected running {what} that fit 64 bits, found a larger one; make floats of them"))
}

/// Running sums of all elements, in C order: of all records, and of everything that sub-arrays hold.
impl AnyColumn<'_> {
    /// The running sums, as `np.cumsum`, in an array of one axis: `i8` of booleans and integers with a sign and `u8` of those
    /// without one, which are exact; `f8` of floats of any width, added one after the other; `c16`; timedeltas, NaT from the
    /// first NaT on, and where the sum is out of range.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[200, 100, 1], &"|u1".parse()?)?;
    /// let sums = view.any_column([])?.cumsum()?;
    /// assert_eq!(sums.view().column::<u64>([])?.to_vec(), [200, 300, 301]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if the dtype has no sum;
    /// [`Cast`](crate::ErrorKind::Cast) if one of integers does not fit 64 bits, where NumPy's wraps around.
    pub fn cumsum(&self) -> Result<RecordArray> {
        self.running(What::Sum, Nan::Propagate)
    }

    /// The running sums with zero in place of NaN, as `np.nancumsum`. NaT is not replaced, as NumPy does not.
    ///
    /// # Errors
    /// As [`AnyColumn::cumsum`].
    pub fn nan_cumsum(&self) -> Result<RecordArray> {
        self.running(What::Sum, Nan::Skip)
    }

    /// The running products, as `np.cumprod`, of the dtypes that [`AnyColumn::cumsum`] has.
    ///
    /// # Errors
    /// As there; timedeltas have none.
    pub fn cumprod(&self) -> Result<RecordArray> {
        self.running(What::Product, Nan::Propagate)
    }

    /// The running products with one in place of NaN, as `np.nancumprod`.
    ///
    /// # Errors
    /// As [`AnyColumn::cumprod`].
    pub fn nan_cumprod(&self) -> Result<RecordArray> {
        self.running(What::Product, Nan::Skip)
    }

    fn running(&self, what: What, nan: Nan) -> Result<RecordArray> {
        let name = if what == What::Sum { "running sums" } else { "running products" };
        let (numbers, kind) = self.numbers_of(name)?;
        results::array(kind_of(kind), &[self.size()], |put| {
            numbers.run(what, kind, nan, put).unwrap_or_else(|Undefined| Err(self.undefined(name)))
        })
    }
}

impl<T: Summable> Column<'_, T> {
    /// The running sums, as `np.cumsum`. Floats of any width are added as `f64`, one after the other, so that those of `f64`
    /// have NumPy's bits; integers exactly. Spans of time are NaT from the first NaT on, and where the sum is out of range.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { n: i8, x: f32 }
    ///
    /// let samples = [(100, 1.0), (100, f32::NAN), (-1, 2.5)].map(|(n, x)| Sample { n, x });
    /// assert_eq!(samples.column(Sample::FIELDS.n).cumsum()?, [100, 200, 199]);
    /// assert_eq!(samples.column(Sample::FIELDS.x).nan_cumsum()?, [1.0, 1.0, 3.5]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Cast`](crate::ErrorKind::Cast) if one of integers does not fit 64 bits, where NumPy's wraps around.
    pub fn cumsum(&self) -> Result<Vec<T::Running>> {
        self.running(What::Sum, Nan::Propagate)
    }

    /// The running sums with zero in place of NaN, as `np.nancumsum`. NaT is not replaced, as NumPy does not.
    ///
    /// # Errors
    /// As [`Column::cumsum`].
    pub fn nan_cumsum(&self) -> Result<Vec<T::Running>> {
        self.running(What::Sum, Nan::Skip)
    }

    fn running(&self, what: What, nan: Nan) -> Result<Vec<T::Running>> {
        let name = "running sums";
        let undefined = || crate::stats::any::undefined(name, T::DTYPE.as_scalar());
        let kind = T::DTYPE.as_scalar().ok_or_else(undefined)?.kind();
        let numbers = self.numbers().map_err(|Undefined| undefined())?;
        results::values(kind_of(kind), self.len(), |put| {
            numbers.run(what, kind, nan, put).unwrap_or_else(|Undefined| Err(undefined()))
        })
    }
}

impl<T: Number> Column<'_, T> {
    /// The running products, as `np.cumprod`. Floats of any width are multiplied as `f64`; integers exactly.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let n = RecordView::of(&[2u8, 3, 0]);
    /// assert_eq!(n.column::<u8>([])?.cumprod()?, [2, 6, 0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Column::cumsum`].
    pub fn cumprod(&self) -> Result<Vec<T::Running>> {
        self.running(What::Product, Nan::Propagate)
    }

    /// The running products with one in place of NaN, as `np.nancumprod`.
    ///
    /// # Errors
    /// As [`Column::cumsum`].
    pub fn nan_cumprod(&self) -> Result<Vec<T::Running>> {
        self.running(What::Product, Nan::Skip)
    }
}
