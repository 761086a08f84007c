//! The types in which NumPy computes with values: what their results are rounded to.

use crate::dtype::ScalarKind;
use crate::lanes;

/// A type of floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rounding {
    Half,
    Single,
    Double,
}

impl Rounding {
    /// The type for values of a kind.
    pub(super) fn of(kind: ScalarKind) -> Rounding {
        match kind {
            ScalarKind::Float16 => Rounding::Half,
            ScalarKind::Float32 => Rounding::Single,
            _ => Rounding::Double,
        }
    }

    pub(super) fn round(self, x: f64) -> f64 {
        match self {
            Rounding::Half => half(x),
            Rounding::Single => single(x),
            Rounding::Double => double(x),
        }
    }

    /// Bits of the type.
    pub(super) fn bits(self) -> u8 {
        match self {
            Rounding::Half => 16,
            Rounding::Single => 32,
            Rounding::Double => 64,
        }
    }

    /// The type of so many bits.
    pub(super) fn of_bits(bits: u8) -> Option<Rounding> {
        [Rounding::Half, Rounding::Single, Rounding::Double].into_iter().find(|known| known.bits() == bits)
    }
}

#[inline(always)]
pub(super) fn half(x: f64) -> f64 {
    lanes::half_to_f64(lanes::f64_to_half(x))
}

#[inline(always)]
pub(super) fn single(x: f64) -> f64 {
    f64::from(x as f32)
}

#[inline(always)]
pub(super) fn double(x: f64) -> f64 {
    x
}
