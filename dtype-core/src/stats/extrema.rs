//! Least and greatest values, and where they first are.

use super::engine::{Block, Fold, Part};
use super::kind::Nan;
use super::lane::{Lane, Wants};
use super::words::{Words, words};

/// The least and the greatest value that is not NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extrema<L>(Option<(L, L)>);

/// The first position of one of them: of the greatest value, or of the least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct First<L, const GREATEST: bool>(Option<(L, u64)>);

words!([L: Words + Default] Extrema<L> { 0 });
words!([L: Words + Default, const GREATEST: bool] First<L, GREATEST> { 0 });

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

impl<L: Lane, const GREATEST: bool> Part<L, First<L, GREATEST>> {
    /// Where the value is first, or the first NaN if NaN is not skipped. NaT is never skipped.
    pub(super) fn position(&self, nan: Nan) -> Option<u64> {
        let Some((high, low)) = L::STAND_INS else { return Some(self.first_nan.or(self.fold.0)?.1) };
        let stand_in = if GREATEST { low } else { high };
        let (value, at) = self.nan(nan).or(self.fold.0)?;
        Some(self.first_nan.map_or(at, |(_, nan_at)| {
            let before = beats::<L, GREATEST>(stand_in, value) || (stand_in == value && nan_at < at);
            if before { nan_at } else { at }
        }))
    }
}

/// Does a value take the place of one before it?
fn beats<L: Lane, const GREATEST: bool>(value: L, before: L) -> bool {
    if GREATEST { before.is_less(value) } else { value.is_less(before) }
}

impl<L: Copy, F> Part<L, F> {
    /// The NaN that decides.
    fn nan(&self, nan: Nan) -> Option<(L, u64)> {
        if nan == Nan::Propagate { self.first_nan } else { None }
    }
}

impl<L: Lane> Fold<L> for Extrema<L> {
    fn wants(&self) -> Wants {
        Wants::Extremes
    }

    fn may_skip_values(&self) -> bool {
        true
    }

    fn needs_values(&self, _: L::Extent, _: usize) -> bool {
        // What has its extent read where it lies has its extremes in it.
        false
    }

    fn insert(&mut self, extent: L::Extent, block: &Block<'_, L>) {
        self.join(L::extremes(extent, block.kept));
    }

    #[inline]
    fn insert_one(&mut self, value: L, _: u64) {
        self.join((value, value));
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

impl<L: Lane, const GREATEST: bool> First<L, GREATEST> {
    fn is_beaten(&self, value: L) -> bool {
        self.0.is_none_or(|(first, _)| beats::<L, GREATEST>(value, first))
    }

    /// The one of the extremes that it is about.
    fn of(extent: L::Extent, values: &[L]) -> L {
        let (min, max) = L::extremes(extent, values);
        if GREATEST { max } else { min }
    }
}

impl<L: Lane, const GREATEST: bool> Fold<L> for First<L, GREATEST> {
    fn wants(&self) -> Wants {
        Wants::Extremes
    }

    fn may_skip_values(&self) -> bool {
        true
    }

    fn needs_values(&self, extent: L::Extent, _: usize) -> bool {
        self.is_beaten(Self::of(extent, &[]))
    }

    fn insert(&mut self, extent: L::Extent, block: &Block<'_, L>) {
        let value = Self::of(extent, block.kept);
        // Found again in the block only when it beats all before it, which is seldom.
        if self.is_beaten(value) {
            self.0 = Some((value, block.position_of(value)));
        }
    }

    #[inline]
    fn insert_one(&mut self, value: L, at: u64) {
        if self.is_beaten(value) {
            self.0 = Some((value, at));
        }
    }

    fn combine(&mut self, later: Self, at: u64) {
        if let Some((value, position)) = later.0
            && self.is_beaten(value)
        {
            self.0 = Some((value, at.saturating_add(position)));
        }
    }
}

impl<L> Default for Extrema<L> {
    fn default() -> Self {
        Extrema(None)
    }
}

impl<L, const GREATEST: bool> Default for First<L, GREATEST> {
    fn default() -> Self {
        First(None)
    }
}
