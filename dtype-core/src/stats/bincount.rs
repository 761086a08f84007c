//! How often each small number occurs.

use super::any::undefined;
use super::average::same_length;
use super::kind::{Class, Kind, Nan, Narrow, Outcome, Signed, Unsigned};
use super::number::{Number, Summable};
use super::reduce::Numbers;
use super::walk::fill;
use crate::column::Column;
use crate::error::{Error, Result};
use crate::lanes::BLOCK;

/// As far as numbers are counted one by one: a gibibyte of counts.
const MOST: usize = 1 << 27;

impl<T: Summable<Sum = i128>> Column<'_, T> {
    /// How often each number from zero on occurs, as `np.bincount`: as many counts as it takes to reach the largest one, and
    /// at least `min_len`.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let venues = RecordView::of(&[2u8, 0, 2]);
    /// assert_eq!(venues.column::<u8>([])?.bincount(0)?, [1, 0, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a number is negative; [`Limit`](crate::ErrorKind::Limit) if one is
    /// 2²⁷ or larger, for which [`unique`](Column::unique) needs less memory.
    pub fn bincount(&self, min_len: usize) -> Result<Vec<u64>> {
        let mut counts = Vec::new();
        self.each_bin(min_len, &mut counts, |counts, bins| {
            bins.iter().for_each(|&bin| counts[bin] += 1);
        })?;
        Ok(counts)
    }

    /// The sums of the weights that go with each number from zero on, added one after the other, as
    /// `np.bincount(a, weights)`.
    ///
    /// # Errors
    /// As [`Column::bincount`]; [`Mismatch`](crate::ErrorKind::Mismatch) if there are more or fewer weights than numbers;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if the weights are complex.
    pub fn bincount_weighted<W: Number>(&self, weights: &Column<'_, W>, min_len: usize) -> Result<Vec<f64>> {
        same_length(self.len(), weights.len())?;
        let complex = || undefined("weights", W::DTYPE.as_scalar());
        let numbers = weights.numbers().ok().filter(|numbers| numbers.class() != Class::Complex);
        let numbers = numbers.ok_or_else(complex)?;
        let mut gather = numbers.bytes().gather(numbers.format());
        let (mut sums, mut room) = (Vec::new(), [0.0; BLOCK]);
        self.each_bin(min_len, &mut sums, |sums, bins| {
            fill(&mut gather, numbers.class(), &mut room[..bins.len()]);
            bins.iter().zip(&room).for_each(|(&bin, weight)| sums[bin] += weight);
        })?;
        Ok(sums)
    }

    /// Hands the numbers to `see` as positions, block by block, with room for all of them in `bins`.
    fn each_bin<B: Clone + Default>(
        &self,
        min_len: usize,
        bins: &mut Vec<B>,
        mut see: impl FnMut(&mut [B], &[usize]),
    ) -> Result<()> {
        let numbers = self.numbers().map_err(|_| undefined("counts", T::DTYPE.as_scalar()))?;
        let (min, max) = (numbers.min(Nan::Skip), numbers.max(Nan::Skip));
        if let Some(Outcome::Whole(min)) = min.filter(|min| matches!(min, Outcome::Whole(..0))) {
            return Err(Error::mismatch(format!("expected numbers that are not negative, found {min}")));
        }
        let largest = match max {
            Some(Outcome::Whole(max)) => usize::try_from(max).unwrap_or(usize::MAX),
            _ => 0,
        };
        let len = if max.is_some() { min_len.max(largest.saturating_add(1)) } else { min_len };
        if len > MOST.max(min_len) {
            return Err(Error::limit(format!(
                "expected numbers below {MOST}, found {largest}; see `unique`"
            )));
        }
        bins.resize(len, B::default());
        fn walk<K: Kind>(numbers: &Numbers<'_>, mut see: impl FnMut(&[usize])) {
            let mut gather = numbers.bytes().gather(numbers.format());
            let (mut room, mut places) = ([K::Lane::default(); BLOCK], [0; BLOCK]);
            while gather.left() > 0 {
                let block = gather.next(BLOCK.min(gather.left()), &mut room);
                for (place, &x) in places.iter_mut().zip(block) {
                    // In range, as the extremes are.
                    *place = if let Outcome::Whole(n) = K::outcome(x) { n as usize } else { 0 };
                }
                see(&places[..block.len()]);
            }
        }
        let see = |places: &[usize]| see(bins, places);
        match numbers.class() {
            Class::Narrow => walk::<Narrow>(&numbers, see),
            Class::Signed => walk::<Signed>(&numbers, see),
            Class::Unsigned => walk::<Unsigned>(&numbers, see),
            _ => {}
        }
        Ok(())
    }
}
