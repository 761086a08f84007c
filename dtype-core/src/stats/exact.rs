//! The sum of floats without any error: every bit of every number is kept, and only the result is rounded.
//!
//! A number is an integer times a power of two, so that all of them are added as integers of some 2100 bits, in digits of 32
//! bits each of which has 31 bits of room for carries (Malcolm 1971).

use super::engine::{self, Block, Fold};
use super::kind::{Class, Nan, Outcome};
use super::reduce::{Numbers, Undefined};
use super::tree::Combine;
use super::words::{Reader, Words};
use crate::lanes::Extent;

/// Digits: the first one stands for 2^-1074 and up, the last ones for carries beyond the largest float.
const DIGITS: usize = 68;

/// So many numbers may be added before carries have to be handed on.
const ROOM: u32 = 1 << 29;

/// The exact sum of floats on its way.
///
/// ```
/// use dtype_core::ExactSum;
///
/// let mut sum = ExactSum::new();
/// [1e16, 1.0, -1e16].into_iter().for_each(|x| sum.insert(x));
/// assert_eq!(sum.value(), 1.0);
///
/// let mut more = ExactSum::new();
/// more.insert(f64::MAX);
/// sum.combine(&more);
/// sum.combine(&more);
/// assert_eq!(sum.value(), f64::INFINITY);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ExactSum {
    digits: [i64; DIGITS],
    /// Numbers added since carries were handed on.
    added: u32,
    /// The sum of what is not finite: infinities and NaN.
    special: f64,
}

impl ExactSum {
    /// Of nothing: zero.
    pub fn new() -> ExactSum {
        ExactSum { digits: [0; DIGITS], added: 0, special: 0.0 }
    }

    /// Adds a number.
    pub fn insert(&mut self, x: f64) {
        let bits = x.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as usize;
        if exponent == 0x7ff {
            self.special += x;
            return;
        }
        if self.added == ROOM {
            self.carry();
        }
        self.added += 1;
        let fraction = bits & ((1 << 52) - 1) | if exponent > 0 { 1 << 52 } else { 0 };
        let place = exponent.saturating_sub(1);
        let (digit, shift) = (place / 32, place % 32);
        let wide = u128::from(fraction) << shift;
        let sign = if x.is_sign_negative() { -1 } else { 1 };
        for (i, digit) in self.digits[digit..digit + 3].iter_mut().enumerate() {
            *digit += sign * i64::from((wide >> (32 * i)) as u32);
        }
    }

    /// Adds another sum.
    pub fn combine(&mut self, other: &ExactSum) {
        let mut other = other.clone();
        other.carry();
        self.carry();
        self.digits
            .iter_mut()
            .zip(other.digits)
            .for_each(|(digit, other)| *digit = digit.saturating_add(other));
        self.special += other.special;
        self.added = 2;
    }

    /// The sum, rounded to the nearest float, the even one if two are; infinite if it is out of range. As any sum,
    /// it is NaN if a number is, or if both infinities are there.
    pub fn value(&self) -> f64 {
        if self.special != 0.0 {
            return self.special;
        }
        let mut sum = self.clone();
        sum.carry();
        // Carries leave digits of [0, 2^32) and the sign in the last one.
        let negative = sum.digits[DIGITS - 1] < 0;
        if negative {
            sum.digits.iter_mut().for_each(|digit| *digit = -*digit);
            sum.carry();
        }
        let Some(top) = sum.digits.iter().rposition(|&digit| digit != 0) else { return 0.0 };
        // The 96 bits from the top, and whether there is anything below them.
        let digit = |i: usize| sum.digits.get(i).map_or(0, |&digit| digit as u128);
        let from = top.saturating_sub(2);
        let head = digit(from) | digit(from + 1) << 32 | digit(from + 2) << 64;
        let below = sum.digits[..from].iter().any(|&digit| digit != 0);
        let value = round(head, 32 * from as i64 - 1074, below);
        if negative { -value } else { value }
    }

    /// Hands carries on, so that all digits but the last are in [0, 2^32).
    fn carry(&mut self) {
        let mut carry = 0;
        for digit in &mut self.digits[..DIGITS - 1] {
            let sum = *digit + carry;
            *digit = sum & 0xffff_ffff;
            carry = sum >> 32;
        }
        self.digits[DIGITS - 1] = self.digits[DIGITS - 1].saturating_add(carry);
        self.added = 1;
    }
}

impl Default for ExactSum {
    fn default() -> Self {
        ExactSum::new()
    }
}

impl Combine for ExactSum {
    fn combine(&mut self, later: ExactSum) {
        ExactSum::combine(self, &later);
    }
}

/// With its carries handed on, so that what is read back has room for more.
impl Words for ExactSum {
    fn write(&self, out: &mut Vec<u64>) {
        let mut sum = self.clone();
        sum.carry();
        sum.digits.write(out);
        sum.special.write(out);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.digits.read(from)?;
        self.special.read(from)?;
        self.added = 1;
        let (last, others) = self.digits.split_last()?;
        let is_one = others.iter().all(|digit| (0..1 << 32).contains(digit)) && last.unsigned_abs() < 1 << 48;
        is_one.then_some(())
    }
}

impl Fold<f64> for ExactSum {
    fn insert(&mut self, _: Extent, block: &Block<'_, f64>) {
        block.kept.iter().for_each(|&x| ExactSum::insert(self, x));
    }

    fn insert_one(&mut self, value: f64, _: u64) {
        ExactSum::insert(self, value);
    }

    fn combine(&mut self, later: ExactSum, _: u64) {
        ExactSum::combine(self, &later);
    }
}

impl Numbers<'_> {
    /// The exact sum of floats, rounded once. Of integers every sum is.
    pub(super) fn sum_exact(&self, nan: Nan) -> Result<Outcome, Undefined> {
        if self.class() != Class::Floats {
            return self.sum(nan).and_then(|sum| match sum {
                Outcome::Complex(_) => Err(Undefined),
                sum => Ok(sum),
            });
        }
        let insert = |sum: &mut ExactSum, values: &[f64]| {
            let kept = values.iter().filter(|x| nan == Nan::Propagate || !x.is_nan());
            kept.for_each(|&x| sum.insert(x));
        };
        let sum = engine::reduce(self.bytes(), self.format(), ExactSum::new, insert);
        Ok(Outcome::Float(sum.map_or(0.0, |sum| sum.value())))
    }
}

/// `head * 2^exponent` and a little more if there is something `below`, rounded to the nearest float.
fn round(head: u128, exponent: i64, below: bool) -> f64 {
    let length = i64::from(u128::BITS - head.leading_zeros());
    // Floats below 2^-1022 all have their last bit at 2^-1074.
    let cut = (length - 53).max(-1074 - exponent).max(0);
    let (mut mantissa, rest) = (head >> cut, head & ((1 << cut) - 1));
    let half = if cut > 0 { 1u128 << (cut - 1) } else { 0 };
    let is_up = cut > 0 && (rest > half || rest == half && (below || mantissa & 1 == 1));
    mantissa += u128::from(is_up);
    // Exact, as it has at most 54 bits, and 53 if it is odd.
    let (mantissa, exponent) = (mantissa as f64, exponent + cut);
    if exponent > 971 {
        return f64::INFINITY;
    }
    let (low, high) = (exponent / 2, exponent - exponent / 2);
    mantissa * 2f64.powi(low as i32) * 2f64.powi(high as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(values: &[f64]) -> f64 {
        let mut sum = ExactSum::new();
        values.iter().for_each(|&x| sum.insert(x));
        sum.value()
    }

    #[test]
    fn corners() {
        assert_eq!(sum(&[]).to_bits(), 0.0f64.to_bits());
        assert_eq!(sum(&[f64::MAX, f64::MAX, -f64::MAX]), f64::MAX);
        assert_eq!(sum(&[f64::MAX, f64::MAX / 2f64.powi(54)]), f64::MAX);
        assert_eq!(sum(&[f64::MAX, f64::MAX * f64::EPSILON / 2.0]), f64::INFINITY);
        assert_eq!(sum(&[5e-324, 5e-324, -5e-324]), 5e-324);
        assert_eq!(sum(&[-5e-324; 3]), -1.5e-323);
        assert_eq!(sum(&[1.0, 2f64.powi(-53)]), 1.0);
        assert_eq!(sum(&[1.0, 2f64.powi(-53), 5e-324]), 1.0 + f64::EPSILON);
        assert_eq!(sum(&[f64::INFINITY, -1e308]), f64::INFINITY);
        assert!(sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_nan() && sum(&[f64::NAN, 1.0]).is_nan());
    }

    proptest! {
        #[test]
        fn a_float_alone_is_its_sum(bits in any::<u64>()) {
            let x = f64::from_bits(bits);
            prop_assume!(!x.is_nan());
            prop_assert_eq!(sum(&[x]), x);
            prop_assert_eq!(sum(&[x, 1e16, -1e16]), x);
        }

        #[test]
        fn order_makes_no_difference(values in prop::collection::vec(any::<f64>(), 0..50), split in 0..50usize) {
            let values: Vec<f64> = values.into_iter().filter(|x| x.is_finite()).collect();
            let backwards: Vec<f64> = values.iter().rev().copied().collect();
            prop_assert_eq!(sum(&values).to_bits(), sum(&backwards).to_bits());
            let (left, right) = values.split_at(split.min(values.len()));
            let mut parts = [ExactSum::new(), ExactSum::new()];
            left.iter().for_each(|&x| parts[0].insert(x));
            right.iter().for_each(|&x| parts[1].insert(x));
            let [mut all, later] = parts;
            all.combine(&later);
            prop_assert_eq!(all.value().to_bits(), sum(&values).to_bits());
        }

        #[test]
        fn integers_are_a_reference(values in prop::collection::vec(-(1i64 << 52)..1 << 52, 0..100), shift in -500..500i32) {
            let exact: i128 = values.iter().map(|&n| i128::from(n)).sum();
            let scaled: Vec<f64> = values.iter().map(|&n| n as f64 * 2f64.powi(shift)).collect();
            prop_assert_eq!(sum(&scaled), exact as f64 * 2f64.powi(shift));
        }
    }
}
