//! Least and greatest values, and where they first are.

use super::engine::{Block, Fold, Part};
use super::kind::Nan;
use super::lane::Lane;

/// A value and its position.
pub(super) type Found<L> = Option<(L, u64)>;

/// The least and the greatest value that is not NaN, each with its first position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extrema<L> {
    pub(super) min: Found<L>,
    pub(super) max: Found<L>,
}

impl<L: Lane> Part<L, Extrema<L>> {
    /// The least value, or the first NaN if NaN is not skipped.
    pub(super) fn min(&self, nan: Nan) -> Option<L> {
        Some(self.nan(nan).or(self.fold.min)?.0)
    }

    /// The greatest value, or the first NaN if NaN is not skipped.
    pub(super) fn max(&self, nan: Nan) -> Option<L> {
        Some(self.nan(nan).or(self.fold.max)?.0)
    }

    /// Where [`Part::min`] is first. NaT is never skipped.
    pub(super) fn argmin(&self, nan: Nan) -> Option<u64> {
        let Some((high, _)) = L::STAND_INS else { return Some(self.first_nan.or(self.fold.min)?.1) };
        let (min, at) = self.nan(nan).or(self.fold.min)?;
        Some(self.first_nan.map_or(at, |(_, nan_at)| {
            let before = high.is_less(min) || (high == min && nan_at < at);
            if before { nan_at } else { at }
        }))
    }

    /// Where [`Part::max`] is first. NaT is never skipped.
    pub(super) fn argmax(&self, nan: Nan) -> Option<u64> {
        let Some((_, low)) = L::STAND_INS else { return Some(self.first_nan.or(self.fold.max)?.1) };
        let (max, at) = self.nan(nan).or(self.fold.max)?;
        Some(self.first_nan.map_or(at, |(_, nan_at)| {
            let before = max.is_less(low) || (max == low && nan_at < at);
            if before { nan_at } else { at }
        }))
    }

    fn nan(&self, nan: Nan) -> Found<L> {
        if nan == Nan::Propagate { self.first_nan } else { None }
    }
}

impl<L> Default for Extrema<L> {
    fn default() -> Self {
        Extrema { min: None, max: None }
    }
}

impl<L: Lane> Fold<L> for Extrema<L> {
    const EXTREMES: bool = true;

    fn insert(&mut self, extent: L::Extent, block: &Block<'_, L>) {
        let (min, max) = L::extremes(extent, block.kept);
        // Found again in the block only when it beats all before it, which is seldom.
        if self.min.is_none_or(|(least, _)| min.is_less(least)) {
            self.min = Some((min, block.position_of(min)));
        }
        if self.max.is_none_or(|(greatest, _)| greatest.is_less(max)) {
            self.max = Some((max, block.position_of(max)));
        }
    }

    fn combine(&mut self, later: Extrema<L>, at: u64) {
        if let Some((min, position)) = later.min
            && self.min.is_none_or(|(least, _)| min.is_less(least))
        {
            self.min = Some((min, at + position));
        }
        if let Some((max, position)) = later.max
            && self.max.is_none_or(|(greatest, _)| greatest.is_less(max))
        {
            self.max = Some((max, at + position));
        }
    }
}
