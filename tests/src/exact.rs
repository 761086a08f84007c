//! Sums and moments of binary floats without any rounding, and how far a rounded result is from them.
//!
//! Finite floats are integers times a power of two, so a list of them becomes a list of big integers with one
//! exponent. Everything here is then integer and rational arithmetic.

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Integers times 2 to the power of one exponent.
#[derive(Clone, Debug)]
pub struct Numbers {
    values: Vec<BigInt>,
    exponent: i32,
}

impl Numbers {
    /// Finite floats, exactly.
    ///
    /// # Panics
    /// If one is infinite or NaN.
    pub fn from_floats(floats: &[f64]) -> Self {
        let parts: Vec<(i64, i32)> = floats.iter().map(|&x| decompose(x)).collect();
        let exponent = parts.iter().map(|p| p.1).min().unwrap_or(0);
        let shifted = |(mantissa, e): &(i64, i32)| BigInt::from(*mantissa) << (e - exponent).unsigned_abs();
        Self { values: parts.iter().map(shifted).collect(), exponent }
    }

    /// Integers.
    pub fn from_ints(ints: impl IntoIterator<Item = i128>) -> Self {
        Self { values: ints.into_iter().map(BigInt::from).collect(), exponent: 0 }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Their sum.
    pub fn sum(&self) -> BigRational {
        scaled(self.values.iter().sum(), self.exponent)
    }

    /// The sum of their magnitudes: what the error of a float sum is measured by.
    pub fn sum_abs(&self) -> BigRational {
        scaled(self.values.iter().map(BigInt::abs).sum(), self.exponent)
    }

    /// The sum divided by the count; `None` without values.
    pub fn mean(&self) -> Option<BigRational> {
        (!self.is_empty()).then(|| self.sum() / count(self.len()))
    }

    /// The sum of squared deviations from the mean; `None` without values.
    pub fn squares(&self) -> Option<BigRational> {
        let n = BigInt::from(self.len());
        let sum: BigInt = self.values.iter().sum();
        let squares: BigInt = self.values.iter().map(|x| x * x).sum();
        let scaled = scaled(&n * squares - &sum * &sum, 2 * self.exponent);
        (!self.is_empty()).then(|| scaled / n)
    }

    /// The variance; `None` if there are not more values than `ddof`.
    pub fn var(&self, ddof: usize) -> Option<BigRational> {
        let degrees = self.len().checked_sub(ddof).filter(|&d| d > 0)?;
        Some(self.squares()? / count(degrees))
    }
}

/// A float as a rational number; `None` for NaN and the infinities.
pub fn rational(x: f64) -> Option<BigRational> {
    x.is_finite().then(|| {
        let (mantissa, exponent) = decompose(x);
        scaled(BigInt::from(mantissa), exponent)
    })
}

/// The square root, below the true one by less than a 2^-120th of it.
pub fn sqrt(x: &BigRational) -> BigRational {
    if x.is_zero() {
        return BigRational::zero();
    }
    // sqrt(n/d) = sqrt(n*d) / d, with enough bits under the root.
    let product = (x.numer() * x.denom()).to_biguint().unwrap_or_else(BigUint::zero);
    let shift = 256_u64.saturating_sub(product.bits()).div_ceil(2);
    let root = BigInt::from((product << (2 * shift)).sqrt());
    BigRational::new(root, x.denom() << shift)
}

/// The distance between neighbouring f64 around `x`. It never falls below that of the subnormal numbers.
pub fn ulp(x: &BigRational) -> BigRational {
    power_of_two(magnitude(x).max(-1022) - 52)
}

/// The nearest f64, for messages and for bounds that need no more.
pub fn approximate(x: &BigRational) -> f64 {
    x.to_f64().unwrap_or(f64::NAN)
}

/// 2 to the power of `exponent`.
pub fn power_of_two(exponent: i64) -> BigRational {
    let power = BigInt::one() << exponent.unsigned_abs();
    if exponent < 0 { BigRational::new(BigInt::one(), power) } else { BigRational::from(power) }
}

/// The largest e with 2^e <= |x|; very small for zero.
fn magnitude(x: &BigRational) -> i64 {
    let bits = |n: &BigInt| i64::try_from(n.bits()).unwrap_or(i64::MAX);
    if x.is_zero() {
        return i64::MIN;
    }
    let guess = bits(x.numer()) - bits(x.denom());
    if x.abs() < power_of_two(guess) { guess - 1 } else { guess }
}

fn scaled(value: BigInt, exponent: i32) -> BigRational {
    BigRational::from(value) * power_of_two(exponent.into())
}

fn count(n: usize) -> BigInt {
    BigInt::from(n)
}

/// A finite float as an integer times a power of two.
fn decompose(x: f64) -> (i64, i32) {
    assert!(x.is_finite(), "expected a finite float, found {x}");
    let bits = x.to_bits().cast_signed();
    let biased = i32::try_from((bits >> 52) & 0x7ff).expect("eleven bits");
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) =
        if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    (if bits < 0 { -mantissa } else { mantissa }, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exactly(x: f64) -> BigRational {
        rational(x).expect("finite")
    }

    #[test]
    fn floats_come_back_unchanged() {
        for x in [0.0, -0.0, 1.0, -1.5, 0.1, 5e-324, f64::MIN_POSITIVE, f64::MAX, -1e-310] {
            assert_eq!(approximate(&exactly(x)), x);
        }
        assert_eq!(rational(f64::NAN), None);
        assert_eq!(rational(f64::INFINITY), None);
    }

    #[test]
    fn sums_lose_nothing() {
        let numbers = Numbers::from_floats(&[1e300, 1.0, -1e300, 5e-324]);
        assert_eq!(numbers.sum(), exactly(1.0) + exactly(5e-324));
        assert_eq!(
            Numbers::from_ints([i128::from(u64::MAX); 3]).sum(),
            BigRational::from(BigInt::from(u64::MAX) * 3)
        );
    }

    #[test]
    fn moments_of_a_known_list() {
        let numbers = Numbers::from_floats(&[1e9 + 1.0, 1e9 - 1.0, 1e9]);
        assert_eq!(numbers.mean(), Some(exactly(1e9)));
        assert_eq!(numbers.squares(), Some(exactly(2.0)));
        assert_eq!(numbers.var(1), Some(exactly(1.0)));
        assert_eq!(numbers.var(3), None);
        assert_eq!(Numbers::from_floats(&[]).mean(), None);
    }

    #[test]
    fn roots_are_close() {
        for x in [4.0, 2.0, 1e-300, 5e-324, 1e300] {
            let root = sqrt(&exactly(x));
            let error = (&root * &root - exactly(x)).abs();
            assert!(error <= exactly(x) * power_of_two(-110), "{x}");
        }
        assert_eq!(sqrt(&exactly(4.0)), exactly(2.0));
        assert_eq!(sqrt(&BigRational::zero()), BigRational::zero());
    }

    #[test]
    fn an_ulp_is_the_gap_to_the_next_float() {
        for x in [1.0, 1.5, 0.1, 1e300, 5e-324, f64::MIN_POSITIVE] {
            assert_eq!(ulp(&exactly(x)), exactly(x.next_up()) - exactly(x), "{x}");
        }
        assert_eq!(ulp(&BigRational::zero()), exactly(5e-324));
    }
}
