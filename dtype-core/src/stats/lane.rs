//! The three forms that a number has in a block: `f64`, `i64`, and a pair of `f64` for complex numbers.

use super::words::Words;
use crate::lanes::{self, BLOCK, Deviations, Extent, Gather, Target, WideExtent};

/// What is wanted of a block in one go, each with those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wants {
    Sum,
    Extremes,
    Moments,
}

/// A number as it lies in a block.
pub(super) trait Lane: Target + Default + PartialEq + Words + Send + Sync + 'static {
    /// What is known of a block.
    type Extent: Copy;

    /// What NumPy puts in place of NaN when it looks for the position of the least and of the greatest value.
    /// `None` for times: there it finds the NaT.
    const STAND_INS: Option<(Self, Self)>;

    /// Of a block that is not empty. What is not wanted means nothing.
    fn extent(values: &[Self], wants: Wants) -> Self::Extent;

    /// The same of the next `count` numbers where they lie, if that is faster than gathering them.
    fn peek_extent(_source: &Gather<'_>, _count: usize, _wants: Wants) -> Option<Self::Extent> {
        None
    }

    /// The least and the greatest of a block that is not empty and has no NaN.
    fn extremes(extent: Self::Extent, values: &[Self]) -> (Self, Self);

    /// Could there be NaN in the block? Cheap; true only if a closer look is worth it.
    fn suspects_nan(extent: Self::Extent) -> bool;

    /// Moves what is not NaN to the front of `kept`, and returns how many those are.
    fn without_nan(values: &[Self], kept: &mut [Self; BLOCK]) -> usize;

    /// Is it NaN (or NaT)?
    fn is_nan(self) -> bool;

    /// Is it before `other`? Neither is NaN.
    fn is_less(self, other: Self) -> bool;

    /// Pairs, if that is its form.
    fn of_pairs(_pairs: &[[f64; 2]]) -> &[Self] {
        &[]
    }

    /// Room for a block.
    fn block(scratch: &mut Scratch) -> &mut [Self; BLOCK];
}

/// Room for one block of each form, so that columns that take turns share it.
pub(super) struct Scratch {
    floats: [f64; BLOCK],
    wides: [i64; BLOCK],
    pairs: [[f64; 2]; BLOCK],
}

impl Default for Scratch {
    fn default() -> Self {
        Scratch { floats: [0.0; BLOCK], wides: [0; BLOCK], pairs: [[0.0; 2]; BLOCK] }
    }
}

impl Lane for f64 {
    type Extent = Extent;

    const STAND_INS: Option<(f64, f64)> = Some((f64::INFINITY, f64::NEG_INFINITY));

    fn extent(values: &[f64], wants: Wants) -> Extent {
        match wants {
            Wants::Sum => only_sum(lanes::sum(values)),
            Wants::Extremes => lanes::extent(values),
            Wants::Moments => lanes::spread(values),
        }
    }

    fn peek_extent(source: &Gather<'_>, count: usize, wants: Wants) -> Option<Extent> {
        match wants {
            Wants::Sum => source.peek_sum(count).map(only_sum),
            Wants::Extremes => source.peek_extent(count),
            Wants::Moments => source.peek_spread(count),
        }
    }

    fn extremes(extent: Extent, _: &[f64]) -> (f64, f64) {
        (extent.min, extent.max)
    }

    fn suspects_nan(extent: Extent) -> bool {
        // It may also be the sum of both infinities.
        extent.sum.is_nan()
    }

    fn without_nan(values: &[f64], kept: &mut [f64; BLOCK]) -> usize {
        lanes::without_nan(values, kept)
    }

    fn is_nan(self) -> bool {
        f64::is_nan(self)
    }

    fn is_less(self, other: f64) -> bool {
        self < other
    }

    fn block(scratch: &mut Scratch) -> &mut [f64; BLOCK] {
        &mut scratch.floats
    }
}

fn only_sum(sum: f64) -> Extent {
    Extent { sum, min: f64::NAN, max: f64::NAN, off: Deviations::UNKNOWN }
}

/// Times use the least integer for NaT; other integers are never asked for NaN.
impl Lane for i64 {
    type Extent = WideExtent;

    const STAND_INS: Option<(i64, i64)> = None;

    fn extent(values: &[i64], _: Wants) -> WideExtent {
        lanes::wide_extent(values)
    }

    fn extremes(extent: WideExtent, _: &[i64]) -> (i64, i64) {
        (extent.min, extent.max)
    }

    fn suspects_nan(extent: WideExtent) -> bool {
        extent.min.is_nan()
    }

    fn without_nan(values: &[i64], kept: &mut [i64; BLOCK]) -> usize {
        lanes::without(values, i64::MIN, kept)
    }

    fn is_nan(self) -> bool {
        self == i64::MIN
    }

    fn is_less(self, other: i64) -> bool {
        self < other
    }

    fn block(scratch: &mut Scratch) -> &mut [i64; BLOCK] {
        &mut scratch.wides
    }
}

/// Complex numbers, ordered by their real parts and then by their imaginary parts. One with a NaN part is NaN.
impl Lane for [f64; 2] {
    /// The sums of the parts.
    type Extent = [f64; 2];

    const STAND_INS: Option<([f64; 2], [f64; 2])> = Some(([f64::INFINITY, 0.0], [f64::NEG_INFINITY, 0.0]));

    fn extent(values: &[[f64; 2]], _: Wants) -> [f64; 2] {
        [0, 1].map(|part| lanes::sum(parts(values, part, &mut [0.0; BLOCK])))
    }

    fn extremes(_: [f64; 2], values: &[[f64; 2]]) -> ([f64; 2], [f64; 2]) {
        let first = values[0];
        values[1..].iter().fold((first, first), |(min, max), &value| {
            (if value.is_less(min) { value } else { min }, if max.is_less(value) { value } else { max })
        })
    }

    fn suspects_nan(extent: [f64; 2]) -> bool {
        extent.is_nan()
    }

    fn without_nan(values: &[[f64; 2]], kept: &mut [[f64; 2]; BLOCK]) -> usize {
        let mut count = 0;
        for value in values.iter().filter(|value| !value.is_nan()) {
            kept[count] = *value;
            count += 1;
        }
        count
    }

    fn is_nan(self) -> bool {
        self[0].is_nan() || self[1].is_nan()
    }

    fn is_less(self, other: [f64; 2]) -> bool {
        self[0] < other[0] || (self[0] == other[0] && self[1] < other[1])
    }

    fn of_pairs(pairs: &[[f64; 2]]) -> &[Self] {
        pairs
    }

    fn block(scratch: &mut Scratch) -> &mut [[f64; 2]; BLOCK] {
        &mut scratch.pairs
    }
}

/// The real (0) or the imaginary (1) parts of at most a block of complex numbers.
pub(super) fn parts<'b>(values: &[[f64; 2]], part: usize, buffer: &'b mut [f64; BLOCK]) -> &'b [f64] {
    for (x, value) in buffer.iter_mut().zip(values) {
        *x = value[part];
    }
    &buffer[..values.len()]
}
