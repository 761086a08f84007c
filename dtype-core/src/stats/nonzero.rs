//! How many elements are not zero, and with that whether any or all are.

use std::marker::PhantomData;

use super::engine::{self, Block, Fold};
use super::kind::{Class, Kind};
use super::lane::Lane;
use super::reduce::Numbers;
use super::tree::Combine;
use super::words::words;
use crate::strided::Bytes;

/// How many elements are zero.
#[derive(Clone, Copy, Debug, Default)]
struct Zeros(u64);

/// The same of numbers of a kind, beside other statistics.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ZerosOf<K> {
    pub(super) zeros: u64,
    kind: PhantomData<K>,
}

words!([K] ZerosOf<K> { zeros });

impl<K: Kind> Fold<K::Lane> for ZerosOf<K> {
    fn insert(&mut self, _: <K::Lane as Lane>::Extent, block: &Block<'_, K::Lane>) {
        self.zeros += block.kept.iter().filter(|&&value| value == K::ZERO).count() as u64;
    }

    #[inline]
    fn insert_one(&mut self, value: K::Lane, _: u64) {
        self.zeros += u64::from(value == K::ZERO);
    }

    fn combine(&mut self, later: Self, _: u64) {
        self.zeros = self.zeros.saturating_add(later.zeros);
    }
}

impl Combine for Zeros {
    fn combine(&mut self, later: Zeros) {
        self.0 += later.0;
    }
}

impl Numbers<'_> {
    /// How many numbers are not zero. NaN and NaT are none.
    pub(super) fn count_nonzero(&self) -> u64 {
        fn zeros<K: Kind>(numbers: &Numbers<'_>) -> u64 {
            let count = |zeros: &mut Zeros, values: &[K::Lane]| {
                zeros.0 += values.iter().filter(|&&value| value == K::ZERO).count() as u64;
            };
            let zeros = engine::reduce(numbers.bytes(), numbers.format(), Zeros::default, count);
            zeros.map_or(0, |zeros| zeros.0)
        }
        use super::kind::{Complex, DateTimes, Floats, Narrow, Signed, TimeDeltas, Unsigned};
        let zeros = match self.class() {
            Class::Floats => zeros::<Floats>(self),
            Class::Narrow => zeros::<Narrow>(self),
            Class::Signed => zeros::<Signed>(self),
            Class::Unsigned => zeros::<Unsigned>(self),
            Class::Complex => zeros::<Complex>(self),
            Class::TimeDeltas => zeros::<TimeDeltas>(self),
            Class::DateTimes => zeros::<DateTimes>(self),
        };
        self.bytes().count() as u64 - zeros
    }
}

/// How many texts or opaque items have a byte that is not zero.
pub(super) fn texts(texts: &Bytes<'_>) -> u64 {
    if texts.at(0).is_none_or(|first| first.is_empty()) {
        // Without bytes there may be any number of them.
        return 0;
    }
    let some = |&i: &usize| texts.at(i).is_some_and(|text| text.iter().any(|&byte| byte != 0));
    (0..texts.count()).filter(some).count() as u64
}
