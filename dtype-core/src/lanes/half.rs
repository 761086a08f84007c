//! IEEE 754 binary16: its bits as a number, and the nearest bits to a number.

/// The value of a binary16, exactly. A NaN stays one.
#[inline(always)]
pub(crate) fn half_to_f64(bits: u16) -> f64 {
    let magnitude = u64::from(bits & 0x7fff);
    let sign = u64::from(bits & 0x8000) << 48;
    // Exponent and fraction in their places of a binary64, whose exponent has a bias that is larger by 1008.
    let finite = f64::from_bits(magnitude << 42) * f64::from_bits((1023 + 1008) << 52);
    let special = f64::from_bits(0x7ff0_0000_0000_0000 | magnitude << 42);
    let value = if magnitude < 0x7c00 { finite } else { special };
    f64::from_bits(value.to_bits() | sign)
}

/// The bits of the nearest binary16; of two the one that ends in an even bit. Too large a number is infinite; a NaN stays
/// one, with as much of its payload as there is room for.
pub(crate) fn f64_to_half(value: f64) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 48) as u16 & 0x8000;
    let magnitude = bits & (u64::MAX >> 1);
    if magnitude > f64::INFINITY.to_bits() {
        let payload = (magnitude >> 42) as u16 & 0x3ff;
        return sign | 0x7c00 | payload.max(1);
    }
    let magnitude = f64::from_bits(magnitude);
    // Halfway between the largest finite one and the next power of two.
    if magnitude >= 65520.0 {
        return sign | 0x7c00;
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
    sign | half
}

const SMALLEST_NORMAL: f64 = 1.0 / 16384.0;
const SUBNORMAL_STEP: f64 = SMALLEST_NORMAL / 1024.0;
/// 2^52: a double of this size counts in ones.
const EVEN: f64 = 4503599627370496.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numpys() {
        // As NumPy 2.4 converts `np.array([bits], 'u2').view('f2').astype('f8')`.
        let table = [
            (0x0000, 0.0),
            (0x0001, 5.960464477539063e-08),
            (0x03ff, 6.097555160522461e-05),
            (0x0400, 6.103515625e-05),
            (0x2e66, 0.0999755859375),
            (0x3c00, 1.0),
            (0xc080, -2.25),
            (0x7bff, 65504.0),
            (0x7c00, f64::INFINITY),
            (0xfc00, f64::NEG_INFINITY),
        ];
        for (bits, value) in table {
            assert_eq!(half_to_f64(bits), value, "{bits:#06x}");
        }
        assert!(half_to_f64(0x8000).is_sign_negative() && half_to_f64(0x8000) == 0.0);
        assert!(half_to_f64(0x7c01).is_nan() && half_to_f64(0xffff).is_nan());
    }

    #[test]
    fn every_half_comes_back() {
        for bits in 0..=u16::MAX {
            assert_eq!(f64_to_half(half_to_f64(bits)), bits, "{bits:#06x}");
        }
    }

    #[test]
    fn ties_go_to_even_and_all_else_to_the_nearest() {
        for bits in 0..0x7bffu16 {
            let (low, high) = (half_to_f64(bits), half_to_f64(bits + 1));
            let middle = (low + high) / 2.0;
            assert_eq!(f64_to_half(middle), bits + (bits & 1), "{bits:#06x}");
            assert_eq!(f64_to_half(-middle), (bits + (bits & 1)) | 0x8000, "{bits:#06x}");
            assert_eq!(f64_to_half(middle.next_down()), bits);
            assert_eq!(f64_to_half(-middle.next_up()), (bits + 1) | 0x8000);
        }
        assert_eq!(f64_to_half(65520.0f64.next_down()), 0x7bff);
        assert_eq!(f64_to_half(-65520.0), 0xfc00);
        assert_eq!(f64_to_half(f64::MIN_POSITIVE / 4.0), 0);
    }

    /// As NumPy 2.4 does `np.array(bits, 'u8').view('f8').astype('f2').view('u2')`: the FNV hash of what comes out, a half
    /// at a time.
    #[test]
    fn many_doubles_become_numpys_halves() {
        let mut state = 1u64;
        let mut random = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            state >> 32
        };
        let mut hash = 0xcbf2_9ce4_8422_2325u64;
        for i in 0..200_000 {
            let bits = random() << 32 | random();
            // From 2^-27 to 2^17; every eighth a tie.
            let exponent = 1023 - 27 + (bits >> 52 & 0x7ff) % 45;
            let fraction = bits & ((1 << 52) - 1);
            let fraction = if i % 8 == 0 { fraction & !((1 << 42) - 1) | 1 << 41 } else { fraction };
            let half = f64_to_half(f64::from_bits(bits & 1 << 63 | exponent << 52 | fraction));
            hash = (hash ^ u64::from(half)).wrapping_mul(0x100_0000_01b3);
        }
        assert_eq!(hash, 0xfedd_a3c4_e034_a016);
    }

    #[cfg(feature = "half")]
    #[test]
    fn every_half_is_what_the_half_crate_says() {
        for bits in 0..=u16::MAX {
            let (ours, theirs) = (half_to_f64(bits), half::f16::from_bits(bits).to_f64());
            assert!(ours.to_bits() == theirs.to_bits() || (ours.is_nan() && theirs.is_nan()), "{bits:#06x}");
        }
    }
}
