//! When a float sum, mean, variance or deviation is right.
//!
//! Ours, an f64, may be off by as much as NumPy's own result is, or by 8 ulp of the exact value; sums and means get
//! that times Σ|x| / |Σx|, which is how much the data cancel. NumPy's result is judged too, by the error bound of the
//! way it adds, in the type it adds in: a recorded value that it cannot have computed makes the case fail.

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use crate::exact::{self, Numbers, approximate, rational};

/// The float type in which NumPy computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Two bytes.
    Half,
    /// Four bytes.
    Single,
    /// Eight bytes; integers are converted to it.
    Double,
}

impl Precision {
    /// The float type of so many bytes.
    pub fn of_size(bytes: usize) -> Option<Self> {
        match bytes {
            2 => Some(Self::Half),
            4 => Some(Self::Single),
            8 => Some(Self::Double),
            _ => None,
        }
    }

    /// The largest relative error of one rounding.
    fn unit(self) -> f64 {
        match self {
            Self::Half => 2f64.powi(-11),
            Self::Single => 2f64.powi(-24),
            Self::Double => 2f64.powi(-53),
        }
    }

    /// The distance between subnormal numbers.
    fn tiny(self) -> f64 {
        match self {
            Self::Half => 2f64.powi(-24),
            Self::Single => 2f64.powi(-149),
            Self::Double => 5e-324,
        }
    }

    /// The largest finite value.
    fn max(self) -> f64 {
        match self {
            Self::Half => 65504.0,
            Self::Single => f32::MAX.into(),
            Self::Double => f64::MAX,
        }
    }
}

/// What a statistic of finite numbers must be.
#[derive(Clone, Debug)]
pub struct Truth {
    /// `None` where NumPy says NaN: nothing to divide by.
    exact: Option<BigRational>,
    /// How far ours may be off where NumPy is closer.
    allowance: BigRational,
    /// How far NumPy can be off.
    bound: f64,
    /// Can NumPy have left the range of its type on the way?
    overflows: bool,
}

impl Truth {
    /// Are both results right? `ours` is NaN where we say there is none.
    ///
    /// # Errors
    /// Expected and found, in words.
    pub fn judge(&self, numpy: f64, ours: f64) -> Result<(), String> {
        let Some(exact) = &self.exact else {
            return agree(f64::NAN, numpy, ours);
        };
        let shown = approximate(exact);
        let numpy_off = rational(numpy).map(|n| (n - exact).abs());
        match &numpy_off {
            Some(off) if approximate(off) <= self.bound => {}
            None if self.overflows => {}
            _ => {
                return Err(format!(
                    "NumPy's value is said to be {numpy:e}, which is not near the exact {shown:e}"
                ));
            }
        }
        match numpy_off {
            Some(off) => near(exact, &off.max(self.allowance.clone()), ours),
            None if !ours.is_finite() => Ok(()), // both overflowed
            None => near(exact, &self.allowance, ours),
        }
    }
}

fn near(exact: &BigRational, allowed: &BigRational, ours: f64) -> Result<(), String> {
    match rational(ours) {
        Some(ours) if (&ours - exact).abs() <= *allowed => Ok(()),
        _ => Err(format!(
            "expected {:e} within {:e}, found {ours:e}",
            approximate(exact),
            approximate(allowed)
        )),
    }
}

/// NaN and the infinities: both results must be `expected`, whatever the NaN.
///
/// # Errors
/// Expected and found, in words.
pub fn agree(expected: f64, numpy: f64, ours: f64) -> Result<(), String> {
    let same = |x: f64| x == expected || x.is_nan() && expected.is_nan();
    if !same(numpy) {
        return Err(format!("NumPy's value is said to be {numpy:e}, but it can only be {expected}"));
    }
    if same(ours) { Ok(()) } else { Err(format!("expected {expected}, found {ours:e}")) }
}

/// The exact sums of finite numbers, and the type in which NumPy would add them.
#[derive(Clone, Debug)]
pub struct Sums {
    n: usize,
    sum: BigRational,
    sum_abs: BigRational,
    squares: BigRational,
    precision: Precision,
}

impl Sums {
    /// Adds exactly.
    pub fn new(numbers: &Numbers, precision: Precision) -> Self {
        Self {
            n: numbers.len(),
            sum: numbers.sum(),
            sum_abs: numbers.sum_abs(),
            squares: numbers.squares().unwrap_or_else(BigRational::zero),
            precision,
        }
    }

    /// The sum.
    pub fn sum(&self) -> Truth {
        Truth {
            exact: Some(self.sum.clone()),
            allowance: self.cancelling(&self.sum),
            bound: self.sum_bound(),
            overflows: self.sum_overflows(),
        }
    }

    /// The mean.
    pub fn mean(&self) -> Truth {
        let mean = (self.n > 0).then(|| &self.sum / self.count(0));
        Truth {
            allowance: mean.as_ref().map_or_else(BigRational::zero, |mean| self.cancelling(mean)),
            exact: mean,
            bound: self.mean_bound(),
            overflows: self.sum_overflows(),
        }
    }

    /// The variance with `ddof` degrees of freedom taken off.
    pub fn var(&self, ddof: usize) -> Truth {
        let var = (self.n > ddof).then(|| &self.squares / self.count(ddof));
        Truth {
            allowance: var.as_ref().map_or_else(BigRational::zero, eight_ulp),
            exact: var,
            bound: self.var_bound(ddof),
            overflows: self.sum_overflows() || approximate(&self.squares) >= 0.99 * self.precision.max(),
        }
    }

    /// The standard deviation.
    pub fn std(&self, ddof: usize) -> Truth {
        let var = self.var(ddof);
        let std = var.exact.as_ref().map(exact::sqrt);
        let root = std.as_ref().map_or(0.0, approximate);
        let by_slope = if root > 0.0 { var.bound / root } else { f64::INFINITY };
        Truth {
            allowance: std.as_ref().map_or_else(BigRational::zero, eight_ulp),
            exact: std,
            bound: by_slope.min(var.bound.sqrt()) + self.precision.unit() * root + self.precision.tiny(),
            overflows: var.overflows,
        }
    }

    /// As if these were the real and the others the imaginary parts: deviations add up.
    #[must_use]
    pub fn with_imaginary(&self, other: &Self) -> Self {
        Self {
            sum_abs: &self.sum_abs + &other.sum_abs,
            squares: &self.squares + &other.squares,
            ..self.clone()
        }
    }

    fn cancelling(&self, value: &BigRational) -> BigRational {
        if self.sum.is_zero() {
            eight_ulp(&self.sum_abs)
        } else {
            eight_ulp(value) * &self.sum_abs / self.sum.abs()
        }
    }

    fn count(&self, ddof: usize) -> BigRational {
        BigRational::from_integer((self.n - ddof).into())
    }

    /// Roundings that one value goes through: blocks of 128 in eight lanes, halves of halves above that, runs of
    /// 8192 one after the other, and the conversions around them.
    fn roundings(&self) -> f64 {
        let n = self.n as f64;
        48.0 + (n + 1.0).log2() + n / 8192.0
    }

    fn sum_bound(&self) -> f64 {
        self.roundings() * self.precision.unit() * approximate(&self.sum_abs) + self.precision.tiny()
    }

    fn mean_bound(&self) -> f64 {
        let n = self.n.max(1) as f64;
        let mean = approximate(&self.sum_abs) / n;
        2.0 * self.sum_bound() / n + 4.0 * self.precision.unit() * mean + self.precision.tiny()
    }

    fn var_bound(&self, ddof: usize) -> f64 {
        let (n, unit) = (self.n as f64, self.precision.unit());
        let squares = approximate(&self.squares);
        let shift = self.mean_bound();
        let shifted = squares + n * shift * shift;
        let off = 4.0 * shift * (n * squares).sqrt()
            + 4.0 * n * shift * shift
            + 4.0 * (self.roundings() + 4.0) * unit * shifted
            + n * self.precision.tiny();
        let degrees = self.n.saturating_sub(ddof).max(1) as f64;
        off / degrees + 2.0 * unit * squares / degrees + self.precision.tiny()
    }

    fn sum_overflows(&self) -> bool {
        approximate(&self.sum_abs) >= 0.99 * self.precision.max()
    }
}

fn eight_ulp(x: &BigRational) -> BigRational {
    exact::ulp(x) * BigRational::from_integer(8.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(floats: &[f64], precision: Precision) -> Sums {
        Sums::new(&Numbers::from_floats(floats), precision)
    }

    #[test]
    fn eight_ulp_are_right_and_nine_are_not() {
        let truth = sums(&[1.0, 2.0, 3.5], Precision::Double).sum();
        let ulp = 6.5f64.next_up() - 6.5;
        assert_eq!(truth.judge(6.5, 6.5 + 8.0 * ulp), Ok(()));
        assert!(truth.judge(6.5, 6.5 + 9.0 * ulp).unwrap_err().starts_with("expected 6.5e0 within"));
        assert!(truth.judge(6.5, f64::NAN).is_err());
    }

    #[test]
    fn where_numpy_is_off_we_may_be_as_far_off() {
        let truth = sums(&[1.0, 2.0, 3.5], Precision::Double).sum();
        let (nine, ten) = (6.5 + 9.0 * f64::EPSILON * 4.0, 6.5 + 10.0 * f64::EPSILON * 4.0);
        assert_eq!(truth.judge(nine, nine), Ok(()));
        assert!(truth.judge(nine, ten).is_err());
    }

    #[test]
    fn what_cancels_may_be_off_by_more() {
        let truth = sums(&[1e16, 1.0, -1e16], Precision::Double).sum();
        assert_eq!(truth.judge(0.0, 0.0), Ok(()));
        assert_eq!(truth.judge(0.0, 2.0), Ok(()));
        assert!(truth.judge(1.0, 100.0).is_err());
    }

    #[test]
    fn a_value_that_numpy_cannot_have_computed_fails() {
        let truth = sums(&[1.0, 2.0, 3.5], Precision::Double).sum();
        assert!(truth.judge(6.6, 6.5).unwrap_err().contains("NumPy's value"));
        assert!(truth.judge(f64::INFINITY, 6.5).is_err());
        let mean = sums(&[1.0, 2.0, 4.0], Precision::Half).mean();
        assert_eq!(mean.judge(2.333984375, 7.0 / 3.0), Ok(()));
        assert!(mean.judge(2.5, 7.0 / 3.0).is_err());
    }

    #[test]
    fn numpy_may_overflow_where_we_do_not() {
        let squares = sums(&[300.0, -300.0, 300.0, -300.0], Precision::Half);
        assert_eq!(squares.var(1).judge(f64::INFINITY, 120_000.0), Ok(()));
        assert_eq!(squares.std(0).judge(f64::INFINITY, 300.0), Ok(()));
        assert!(squares.var(1).judge(f64::INFINITY, 120_001.0).is_err());
        assert!(sums(&[3.0, -3.0], Precision::Half).var(1).judge(f64::INFINITY, 18.0).is_err());
    }

    #[test]
    fn nothing_to_divide_by_is_nan() {
        let one = sums(&[2.0], Precision::Double);
        assert_eq!(one.var(1).judge(f64::NAN, f64::NAN), Ok(()));
        assert!(one.var(1).judge(f64::NAN, 0.0).is_err() && one.var(1).judge(0.0, f64::NAN).is_err());
        assert_eq!(one.std(0).judge(0.0, 0.0), Ok(()));
        assert_eq!(sums(&[], Precision::Double).sum().judge(0.0, 0.0), Ok(()));
        assert_eq!(sums(&[], Precision::Double).mean().judge(f64::NAN, f64::NAN), Ok(()));
    }
}
