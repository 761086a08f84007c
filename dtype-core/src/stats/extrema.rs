//! Least and greatest values, and where they first are.

use super::engine::{Block, Fold, Part};
use super::kind::Nan;
use super::lane::Lane;

/// The least and the greatest value that is not NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extrema<L>(Option<(L, L)>);

/// The first position of each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Positions<L> {
    min: Option<(L, u64)>,
    max: Option<(L, u64)>,
}

impl<L: Lane> Part<L, Extrema<L>> {
    /// The least value, or the first NaN if NaN is not skipped.
    pub(super) fn min(&self, nan: Nan) -> Option<L> {
        self.nan(nan).map(|(first, _)| first).or(self.fold.0.map(|(min, _)| min))
    }

    /// The greatest value, or the first NaN if NaN is not skipped.
    pub(super) fn max(&self, nan: Nan) -> Option<L> {
        self.nan(nan).map(|(first, _)| first).or(self.fold.0.map(|(_, max)| max))
    }
}

impl<L: Lane> Part<L, Positions<L>> {
    /// Where the least value is first, or the first NaN if NaN is not skipped. NaT is never skipped.
    pub(super) fn argmin(&self, nan: Nan) -> Option<u64> {
        let Some((high, _)) = L::STAND_INS else { return Some(self.first_nan.or(self.fold.min)?.1) };
        let (min, at) = self.nan(nan).or(self.fold.min)?;
        Some(self.first_nan.map_or(at, |(_, nan_at)| {
            let before = high.is_less(min) || (high == min && nan_at < at);
            if before { nan_at } else { at }
        }))
    }

    /// Where the greatest value is first, or the first NaN if NaN is not skipped. NaT is never skipped.
    pub(super) fn argmax(&self, nan: Nan) -> Option<u64> {
        let Some((_, low)) = L::STAND_INS else { return Some(self.first_nan.or(self.fold.max)?.1) };
        let (max, at) = self.nan(nan).or(self.fold.max)?;
        Some(self.first_nan.map_or(at, |(_, nan_at)| {
            let before = max.is_less(low) || (max == low && nan_at < at);
            if before { nan_at } else { at }
        }))
    }
}

impl<L: Copy, F> Part<L, F> {
    /// The NaN that decides.
    fn nan(&self, nan: Nan) -> Option<(L, u64)> {
        if nan == Nan::Propagate { self.first_nan } else { None }
    }
}

impl<L: Lane> Fold<L> for Extrema<L> {
    const EXTREMES: bool = true;

    fn needs_values(&self, _: L::Extent) -> bool {
        // What has its extent read where it lies has its extremes in it.
        false
    }

    fn insert(&mut self, extent: L::Extent, block: &Block<'_, L>) {
        self.join(L::extremes(extent, block.kept));
    }

    fn combine(&mut self, later: Extrema<L>, _: u64) {
        if let Some(later) = later.0 {
            self.join(later);
        }
    }
}

impl<L: Lane> Extrema<L> {
    fn join(&mut self, (min, max): (L, L)) {
        let (least, greatest) = self.0.unwrap_or((min, max));
        let least = if min.is_less(least) { min } else { least };
        let greatest = if greatest.is_less(max) { max } else { greatest };
        self.0 = Some((least, greatest));
    }
}

impl<L: Lane> Fold<L> for Positions<L> {
    const EXTREMES: bool = true;

    fn needs_values(&self, extent: L::Extent) -> bool {
        let (min, max) = L::extremes(extent, &[]);
        self.min.is_none_or(|(least, _)| min.is_less(least))
            || self.max.is_none_or(|(greatest, _)| greatest.is_less(max))
    }

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

    fn combine(&mut self, later: Positions<L>, at: u64) {
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

impl<L> Default for Extrema<L> {
    fn default() -> Self {
        Extrema(None)
    }
}

impl<L> Default for Positions<L> {
    fn default() -> Self {
        Positions { min: None, max: None }
    }
}
