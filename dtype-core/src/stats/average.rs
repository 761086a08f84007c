//! Means with weights.
//!
//! Values and weights are taken together, block by block, so that memory is read once; products are rounded to `f64`, and
//! added as sums of floats are.

use super::any::aggregate;
use super::engine::RANGE;
use super::kind::{Class, Nan, Outcome};
use super::number::Number;
use super::number::sealed::FromOutcome;
use super::reduce::{Numbers, Undefined};
use super::sum::FloatSum;
use super::tree::{Combine, Tree};
use super::walk::fill;
use crate::column::Column;
use crate::dtype::ScalarKind;
use crate::error::{Error, Result};
use crate::lanes::{self, BLOCK};
use crate::threads;
use crate::view::{AnyColumn, Value};

/// The sums of products with weights, of real and imaginary parts, and of the weights.
#[derive(Clone, Copy, Debug, Default)]
struct Weighted {
    products: [FloatSum; 2],
    weights: FloatSum,
    /// Pairs that count.
    count: u64,
}

impl Combine for Weighted {
    fn combine(&mut self, later: Weighted) {
        self.products[0].join(later.products[0]);
        self.products[1].join(later.products[1]);
        self.weights.join(later.weights);
        self.count += later.count;
    }
}

impl Weighted {
    /// Inserts a block; of real numbers the second part is empty. What is skipped has no weight, and zero as its value.
    fn insert(&mut self, mut parts: [&mut [f64]; 2], weights: &mut [f64], nan: Nan) {
        self.count += weights.len() as u64;
        if nan == Nan::Skip {
            for (i, weight) in weights.iter_mut().enumerate() {
                let mut values = parts.each_mut().map(|part| part.get_mut(i));
                if weight.is_nan() || values.iter().flatten().any(|x| x.is_nan()) {
                    *weight = 0.0;
                    values.iter_mut().flatten().for_each(|x| **x = 0.0);
                    self.count -= 1;
                }
            }
        }
        self.weights.add(lanes::sum(weights), weights);
        for (sum, part) in self.products.iter_mut().zip(parts) {
            part.iter_mut().zip(&*weights).for_each(|(x, &weight)| *x *= weight);
            sum.add(lanes::sum(part), part);
        }
    }
}

impl Numbers<'_> {
    /// The mean of as many numbers as there are weights; `None` of none.
    ///
    /// # Errors
    /// If there is no such mean, or if the weights add up to zero.
    fn average(&self, weights: &Numbers<'_>, nan: Nan) -> Result<Result<Option<Outcome>>, Undefined> {
        let is_real =
            |class| matches!(class, Class::Floats | Class::Narrow | Class::Signed | Class::Unsigned);
        let is_complex = self.class() == Class::Complex;
        if !is_real(weights.class()) || !(is_real(self.class()) || is_complex) {
            return Err(Undefined);
        }
        let count = self.bytes().count();
        let range = |i: usize| {
            let start = i * RANGE;
            let mut sources = [self, weights].map(|numbers| {
                let mut gather = numbers.bytes().gather(numbers.format());
                gather.skip(start);
                gather
            });
            let mut state = Weighted::default();
            let (mut pairs, mut parts, mut of_weights) = ([[0.0; 2]; BLOCK], [[0.0; BLOCK]; 2], [0.0; BLOCK]);
            for at in (start..count.min(start.saturating_add(RANGE))).step_by(BLOCK) {
                let len = BLOCK.min(count - at);
                let [values, weights_from] = &mut sources;
                let [re, im] = &mut parts;
                let (re, im) = (&mut re[..len], &mut im[..len]);
                if is_complex {
                    let block = values.next(len, &mut pairs);
                    for (i, &[x, y]) in block.iter().enumerate() {
                        (re[i], im[i]) = (x, y);
                    }
                } else {
                    fill(values, self.class(), re);
                }
                fill(weights_from, weights.class(), &mut of_weights[..len]);
                let im = if is_complex { im } else { &mut [] };
                state.insert([re, im], &mut of_weights[..len], nan);
            }
            state
        };
        let size = self.format().word.size() + weights.format().word.size();
        let mut ranges = Tree::new(0);
        threads::for_each(count.div_ceil(RANGE), count.saturating_mul(size), range, |part| ranges.push(part));
        let Some(sums) = ranges.finish().filter(|sums| sums.count > 0) else { return Ok(Ok(None)) };
        let total = sums.weights.value();
        if total == 0.0 {
            return Ok(Err(Error::mismatch(
                "expected weights that do not add up to zero, found a sum of zero",
            )));
        }
        let [re, im] = sums.products.map(|sum| sum.value() / total);
        Ok(Ok(Some(if is_complex { Outcome::Complex([re, im]) } else { Outcome::Float(re) })))
    }
}

/// # Errors
/// If there are more or fewer.
pub(super) fn same_length(values: usize, weights: usize) -> Result<()> {
    if values == weights {
        return Ok(());
    }
    Err(Error::mismatch(format!("expected {values} weights, one for each value, found {weights}")))
}

/// Means with weights, of all elements.
impl AnyColumn<'_> {
    /// The mean where each element counts as often as its weight says: NumPy's `np.average(a, weights=weights)`, [`Value::Float64`]
    /// or [`Value::Complex128`]. `None` of no elements.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let dtype = "[('price', '|u1'), ('size', '|u1')]".parse()?;
    /// let view = RecordView::new(&[10, 3, 20, 1], &dtype)?;
    /// let price = view.any_column("price")?;
    /// assert_eq!(price.average(&view.any_column("size")?)?, Some(Value::Float64(12.5)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more or fewer weights than elements, or they add up to zero;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if the elements are no numbers, or the weights no real ones.
    pub fn average(&self, weights: &AnyColumn<'_>) -> Result<Option<Value>> {
        self.weighted(weights, Nan::Propagate)
    }

    /// The same of the elements that are not NaN and have a weight that is not NaN; `None` if there are none.
    ///
    /// # Errors
    /// As [`AnyColumn::average`].
    pub fn nan_average(&self, weights: &AnyColumn<'_>) -> Result<Option<Value>> {
        self.weighted(weights, Nan::Skip)
    }

    fn weighted(&self, weights: &AnyColumn<'_>, nan: Nan) -> Result<Option<Value>> {
        same_length(self.size(), weights.size())?;
        let what = "mean with weights";
        let (numbers, kind) = self.numbers_of(what)?;
        let (weight_numbers, weight_kind) = weights.numbers_of("mean with weights")?;
        let is_real = |kind: ScalarKind| matches!(kind.letter(), 'b' | 'i' | 'u' | 'f');
        let mean = numbers.average(&weight_numbers, nan).map_err(|Undefined| match is_real(weight_kind) {
            true => self.undefined(what),
            false => weights.undefined("weights"),
        })?;
        Ok(mean?.map(|mean| aggregate(mean, kind)))
    }
}

impl<T: Number> Column<'_, T> {
    /// The mean where each value counts as often as its weight says: NumPy's `np.average(a, weights=weights)`. `None` of no values.
    ///
    /// ```
    /// use dtype_core::{Columns, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Trade { price: f64, size: u32 }
    ///
    /// let trades = [(10.0, 3), (20.0, 1)].map(|(price, size)| Trade { price, size });
    /// let price = trades.column(Trade::FIELDS.price);
    /// assert_eq!(price.average(&trades.column(Trade::FIELDS.size))?, Some(12.5));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more or fewer weights than values, or they add up to zero;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if they are complex.
    pub fn average<W: Number>(&self, weights: &Column<'_, W>) -> Result<Option<T::Mean>> {
        self.weighted(weights, Nan::Propagate)
    }

    /// The same of the values that are not NaN and have a weight that is not NaN; `None` if there are none.
    ///
    /// # Errors
    /// As [`Column::average`].
    pub fn nan_average<W: Number>(&self, weights: &Column<'_, W>) -> Result<Option<T::Mean>> {
        self.weighted(weights, Nan::Skip)
    }

    fn weighted<W: Number>(&self, weights: &Column<'_, W>, nan: Nan) -> Result<Option<T::Mean>> {
        same_length(self.len(), weights.len())?;
        let mean = self.numbers().and_then(|numbers| numbers.average(&weights.numbers()?, nan));
        let undefined = |Undefined| super::any::undefined("weights", W::DTYPE.as_scalar());
        Ok(mean.map_err(undefined)??.map(T::Mean::from_outcome))
    }
}
