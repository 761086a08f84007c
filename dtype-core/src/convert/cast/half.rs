//! IEEE 754 binary16 as a number: its bits, widened and rounded.

use crate::lanes::half_to_f64;

/// The bits of a binary16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Half(pub(super) u16);

impl Half {
    #[inline(always)]
    pub(super) fn widen(self) -> f64 {
        half_to_f64(self.0)
    }

    /// The nearest one; of two the one that ends in an even bit. Too large a number is infinite; a NaN stays one, with as
    /// much of its payload as there is room for.
    pub(super) fn round(value: f64) -> Half {
        let bits = value.to_bits();
        let sign = (bits >> 48) as u16 & 0x8000;
        let magnitude = bits & (u64::MAX >> 1);
        if magnitude > f64::INFINITY.to_bits() {
            let payload = (magnitude >> 42) as u16 & 0x3ff;
            return Half(sign | 0x7c00 | payload.max(1));
        }
        let magnitude = f64::from_bits(magnitude);
        // Halfway between the largest finite one and the next power of two.
        if magnitude >= 65520.0 {
            return Half(sign | 0x7c00);
        }
        let half = if magnitude < SMALLEST_NORMAL {
            // Adding a number whose last bit is the smallest step rounds to it.
            ((magnitude + SUBNORMAL_STEP * EVEN).to_bits() - (SUBNORMAL_STEP * EVEN).to_bits()) as u16
        } else {
            let bits = magnitude.to_bits();
            let odd = bits >> 42 & 1;
            let rounded = bits + (1 << 41) - 1 + odd;
            // The exponent's bias is 1008 less.
            ((rounded >> 42) - (1008 << 10)) as u16
        };
        Half(sign | half)
    }
}

const SMALLEST_NORMAL: f64 = 1.0 / 16384.0;
const SUBNORMAL_STEP: f64 = SMALLEST_NORMAL / 1024.0;
/// 2^52: a double of this size counts in ones.
const EVEN: f64 = 4503599627370496.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_comes_back() {
        for bits in 0..=u16::MAX {
            let same = Half::round(Half(bits).widen());
            assert_eq!(same.0, bits, "{bits:#06x}");
        }
    }

    #[test]
    fn ties_go_to_even_and_all_else_to_the_nearest() {
        for bits in 0..0x7bffu16 {
            let (low, high) = (Half(bits).widen(), Half(bits + 1).widen());
            let middle = (low + high) / 2.0;
            let even = bits + (bits & 1);
            assert_eq!(Half::round(middle).0, even, "{bits:#06x}");
            assert_eq!(Half::round(middle.next_down()).0, bits);
            assert_eq!(Half::round(-middle.next_up()).0, (bits + 1) | 0x8000);
        }
        assert_eq!(Half::round(65520.0f64.next_down()).0, 0x7bff);
        assert_eq!(Half::round(-65520.0).0, 0xfc00);
    }
}
