//! A number kept as the unevaluated sum of two: twice the digits for a few additions.

use std::ops::Mul;

use super::words::words;

/// `hi + lo`, where `lo` is what rounding took from `hi`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Pair {
    pub(super) hi: f64,
    pub(super) lo: f64,
}

words!(Pair { hi, lo });

impl Pair {
    /// The exact sum of two numbers (Knuth, The Art of Computer Programming 2, 4.2.2, theorem B), where it
    /// does not overflow.
    #[inline]
    pub(super) fn of_sum(a: f64, b: f64) -> Pair {
        let hi = a + b;
        let b_seen = hi - a;
        let a_seen = hi - b_seen;
        Pair { hi, lo: (a - a_seen) + (b - b_seen) }
    }

    /// An integer, exactly up to 106 bits.
    pub(super) fn of_integer(n: i128) -> Pair {
        let hi = n as f64;
        Pair { hi, lo: n.wrapping_sub(hi as i128) as f64 }
    }

    /// This and `x`.
    #[inline]
    pub(super) fn plus(self, x: f64) -> Pair {
        let sum = Pair::of_sum(self.hi, x);
        Pair { hi: sum.hi, lo: self.lo + sum.lo }
    }

    /// This and `other`.
    #[inline]
    pub(super) fn plus_pair(self, other: Pair) -> Pair {
        let sum = self.plus(other.hi);
        Pair { hi: sum.hi, lo: sum.lo + other.lo }
    }

    /// So many of this. Its doubles are exact, and are added as pairs.
    pub(super) fn times(self, count: u64) -> Pair {
        let doubles =
            (0..u64::BITS).filter(|bit| count >> bit & 1 == 1).map(|bit| self * (1u64 << bit) as f64);
        doubles.reduce(Pair::plus_pair).unwrap_or_default()
    }

    /// This less `other`, as one number.
    #[inline]
    pub(super) fn minus(self, other: Pair) -> f64 {
        (self.hi - other.hi) + (self.lo - other.lo)
    }

    /// As one number. An infinite or NaN `hi` is the result: `lo` means nothing then.
    pub(super) fn value(self) -> f64 {
        if self.hi.is_finite() { self.hi + self.lo } else { self.hi }
    }
}

impl Mul<f64> for Pair {
    type Output = Pair;

    /// Exact if `factor` is a power of two and nothing underflows.
    fn mul(self, factor: f64) -> Pair {
        Pair { hi: self.hi * factor, lo: self.lo * factor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_took_is_kept() {
        let sum = Pair::of_sum(1e16, 1.0).plus(1.0);
        assert_eq!(sum.value(), 1e16 + 2.0);
        assert_eq!(sum.plus(-1e16).value(), 2.0);
    }

    #[test]
    fn integers_of_more_than_53_bits() {
        let n = (1i128 << 90) + 12345;
        let pair = Pair::of_integer(n);
        assert_eq!(pair.hi as i128 + pair.lo as i128, n);
        assert_eq!(Pair::of_integer(i128::from(i64::MIN)), Pair { hi: -(2f64.powi(63)), lo: 0.0 });
    }

    #[test]
    fn infinity_is_not_spoilt_by_its_error_term() {
        assert_eq!(Pair::of_sum(1.0, f64::INFINITY).plus(1.0).value(), f64::INFINITY);
    }
}
