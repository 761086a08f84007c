//! Selection against sorting.

use proptest::prelude::*;

use super::select::{Keys, bounds, select};
use crate::error::Result;
use crate::stats::State;
use crate::stats::engine::RANGE;
use crate::view::RecordView;

struct Listed<'k>(&'k [u64]);

impl Keys for Listed<'_> {
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        for part in self.0.chunks(100) {
            let mut state = start();
            insert(&mut state, part);
            take(state);
        }
        Ok(())
    }
}

fn check(keys: &[u64], ranks: &[u64], held: u64) {
    let bounds = bounds(&Listed(keys), Some(u64::MAX)).unwrap();
    let mut sorted: Vec<u64> = keys.iter().copied().filter(|&key| key != u64::MAX).collect();
    sorted.sort_unstable();
    assert_eq!((bounds.kept, bounds.missing), (sorted.len() as u64, (keys.len() - sorted.len()) as u64));
    let expected: Vec<u64> = ranks.iter().map(|&rank| sorted[rank as usize]).collect();
    assert_eq!(select(&Listed(keys), &bounds, ranks, held).unwrap(), expected);
}

proptest! {
    #[test]
    fn ranks_are_those_of_sorting(
        spread in 0..64u32,
        base in any::<u64>(),
        offsets in prop::collection::vec(any::<u64>(), 1..400),
        places in prop::collection::vec(any::<prop::sample::Index>(), 0..5),
        missing in prop::collection::vec(any::<bool>(), 400),
        held in prop::sample::select(vec![0, 1, 7, 1 << 20]),
    ) {
        // Keys of any spread: all equal, all near each other, anywhere; some of them missing.
        let key = |&offset: &u64| base.saturating_add(offset >> spread);
        let keys: Vec<u64> = offsets.iter().map(key).zip(&missing)
            .map(|(key, &missing)| if missing && held > 1 { u64::MAX } else { key }).collect();
        let kept = keys.iter().filter(|&&key| key != u64::MAX).count();
        prop_assume!(kept > 0);
        let ranks: Vec<u64> = places.iter().map(|place| place.index(kept) as u64).collect();
        check(&keys, &ranks, held);
    }
}

#[test]
fn crowded_keys_take_more_passes() {
    // Two thirds are within a few keys, at the far end of the range.
    let keys: Vec<u64> = (0..3000).map(|i| if i % 3 == 0 { i << 50 } else { (1 << 63) + i % 7 }).collect();
    check(&keys, &[0, 1, 1000, 1500, 2999], 10);
}

/// Numbers that lie far apart are held while their ranks are found.
#[test]
fn from_far_apart_as_from_side_by_side() {
    let count = 3 * RANGE + 17;
    for kind in ["<f8", ">f8", "<f4", "<f2", "|i1", ">u4", "<i8", ">u8", "<m8[s]", "<M8[us]"] {
        let dtype: crate::DType = kind.parse().unwrap();
        let size = dtype.itemsize();
        // A few of them NaN or NaT.
        let number = |i: usize| match i as u64 % 1000 {
            999 if kind.contains(['m', 'M']) => (1u64 << 63).to_le_bytes(),
            _ => (i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes(),
        };
        let packed: Vec<u8> = (0..count).flat_map(|i| number(i)[..size].to_vec()).collect();
        let apart: Vec<u8> = packed.chunks(size).flat_map(|x| [x, &vec![7; 40 - size]].concat()).collect();
        let packed = RecordView::new(&packed, &dtype).unwrap().any_column([]).unwrap();
        let apart = RecordView::with_layout(&apart, &dtype, 0, 40, count).unwrap();
        let apart = apart.any_column([]).unwrap();
        let shown = |column: &crate::AnyColumn<'_>| {
            let quantiles = column.nan_quantiles(&[0.0, 0.1, 0.5, 1.0], super::QuantileMethod::Nearest);
            let all = (column.median(), column.nan_median(), column.mad(), column.nan_mad(), quantiles);
            format!("{all:?}")
        };
        assert_eq!(shown(&apart), shown(&packed), "{kind}");
    }
}
