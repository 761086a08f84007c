//! Histograms beside what NumPy 2.4.6 makes of the same values.

use super::*;
use crate::error::{ErrorKind, Result};
use crate::lanes;
use crate::record::Element;
use crate::stats::engine::RANGE;
use crate::view::RecordView;

fn histogram<T: Element>(values: &[T], bins: impl Into<Bins>) -> Result<Histogram> {
    RecordView::of(values).any_column([]).unwrap().histogram(bins)
}

#[test]
fn edges_have_numpys_bits() {
    let x = [3.5, 1.25, 7.0, 7.0, -2.0, 0.1, 12.5];
    let ten = histogram(&x, 10).unwrap();
    assert_eq!(ten.counts(), [1, 1, 1, 1, 0, 0, 2, 0, 0, 1]);
    let edges = [
        -2.0,
        -0.55,
        0.8999999999999999,
        2.3499999999999996,
        3.8,
        5.25,
        6.699999999999999,
        8.15,
        9.6,
        11.049999999999999,
        12.5,
    ];
    assert_eq!(ten.edges(), edges);
    let single = histogram(&[0.1f32, 0.2, 0.7], 3).unwrap();
    let edges = [0.10000000149011612, 0.29999998211860657, 0.4999999701976776, 0.699999988079071];
    assert_eq!(single.edges(), edges);
    assert_eq!(single.counts(), [2, 0, 1]);
    assert_eq!(histogram(&[1u8, 2, 2, 3, 255], 4).unwrap().edges(), [1.0, 64.5, 128.0, 191.5, 255.0]);
    assert_eq!(histogram(&[true, false, true], 2).unwrap().counts(), [1, 2]);
}

#[test]
fn ends() {
    assert_eq!(histogram(&[4.0, 4.0], 2).unwrap().edges(), [3.5, 4.0, 4.5]);
    assert_eq!(histogram(&[4.0, 4.0], 2).unwrap().counts(), [0, 2]);
    let none: [f64; 0] = [];
    assert_eq!(histogram(&none, 2).unwrap().edges(), [0.0, 0.5, 1.0]);
    assert_eq!(histogram(&none, Bins::Auto).unwrap().counts(), [0]);
    let extremes = histogram(&[i64::MIN, 0, i64::MAX], 2).unwrap();
    assert_eq!((extremes.counts(), extremes.edges()[1]), (&[1, 2][..], 0.0));
    assert_eq!(histogram(&[0u64, u64::MAX], 2).unwrap().counts(), [1, 1]);
}

#[test]
fn the_last_edge_keeps_the_sign_of_zero() {
    let edges = histogram(&[-0.157f32, -0.0], 2).unwrap().edges().to_vec();
    let bits: Vec<u64> = edges.iter().map(|edge| edge.to_bits()).collect();
    assert_eq!(bits, [0xbfc4_1893_8000_0000, 0xbfb4_1893_8000_0000, (-0.0f64).to_bits()]);
    // Of both zeros it is the positive one, whichever comes first, or first in its lane.
    for (negative, positive) in [(0, 2), (2, 0), (6, 8), (24, 6), (300, 17)] {
        let mut x = [-1.0; 400];
        (x[negative], x[positive]) = (-0.0, 0.0);
        let last = |bits: Histogram| bits.edges()[2].to_bits();
        assert_eq!(last(histogram(&x, 2).unwrap()), 0, "-0.0 at {negative}, 0.0 at {positive}");
        assert_eq!(last(histogram(&x.map(|x| x as f32), 2).unwrap()), 0, "-0.0 at {negative}");
    }
    // The first one is added to a zero.
    assert_eq!(histogram(&[-0.0, 1.0], 1).unwrap().edges()[0].to_bits(), 0);
}

#[test]
fn ends_that_the_type_does_not_hold() {
    let half = |values: &[f32]| -> Vec<u8> {
        values.iter().flat_map(|&x| lanes::f64_to_half(f64::from(x)).to_le_bytes()).collect()
    };
    let within = |values: &[f32], bins: Bins, range| {
        let (bytes, dtype) = (half(values), "<f2".parse().unwrap());
        let view = RecordView::new(&bytes, &dtype).unwrap();
        view.any_column([]).unwrap().histogram_within(bins, range).unwrap()
    };
    // The distance from the first edge overflows; NumPy counts the first of these, and fails at the others.
    let wide = within(&[-40_000.0, 20_000.0, 16_000.0, 50_000.0], Bins::Count(10), -50_000.0..=50_000.0);
    assert_eq!(wide.counts(), [0, 1, 0, 0, 0, 0, 1, 1, 0, 1]);
    // Ends are infinities, and nothing infinite lies between them.
    let inf = f32::INFINITY;
    let open = within(&[-inf, -40_000.0, 1.0, inf], Bins::Count(4), -70_000.0..=70_000.0);
    assert_eq!((open.counts(), open.edges()[4]), (&[1, 0, 1, 0][..], f64::INFINITY));
    assert_eq!(within(&[1.0, inf, f32::NAN], Bins::Count(4), 0.0..=70_000.0).counts(), [1, 0, 0, 0]);
    assert_eq!(within(&[1.0, inf], Bins::Sturges, 0.0..=70_000.0).counts(), [1]);
    let (x, range) = (RecordView::of(&[1e38f32, -3e38]), -3e38..=3e38);
    assert_eq!(x.any_column([]).unwrap().histogram_within(2, range).unwrap().counts(), [1, 1]);
}

#[test]
fn booleans_have_quartiles_here() {
    let view = RecordView::of(&[true, false, true, false, true, true]);
    let column = view.any_column([]).unwrap();
    let bins = |bins, range| column.histogram_within(bins, range).unwrap();
    let fd = bins(Bins::Fd, 0.0..=2.0);
    assert_eq!((fd.edges(), fd.counts()), (&[0.0, 1.0, 2.0][..], &[2, 4][..]));
    let fd = bins(Bins::Fd, -17.5..=5.75);
    assert_eq!((fd.counts().len(), fd.edges()[1]), (24, -16.53125));
    assert_eq!((fd.counts()[18], fd.counts()[19]), (2, 4));
    assert_eq!(bins(Bins::Auto, -1.0..=3.0).counts(), [0, 2, 4, 0]);
}

#[test]
fn quartiles_of_singles_are_doubles() {
    // In `f4` the width would be that of 55,130 bins.
    let x = [1.001_221_4f32, 0.999_702_16, 0.999_851_47];
    let view = RecordView::of(&x);
    let range = -6.794431899541621..=51.27737579406711;
    let fd = view.any_column([]).unwrap().histogram_within(Bins::Fd, range).unwrap();
    assert_eq!(fd.counts().len(), 55_129);
}

#[test]
fn edges_that_are_given() {
    let x = [0.0, 1.0, 1.0, 2.0, 3.0, f64::NAN, f64::INFINITY];
    assert_eq!(histogram(&x, [0.0, 1.0, 1.0, 2.0]).unwrap().counts(), [1, 0, 3]);
    assert_eq!(histogram(&x, [0.0, 1.0, 1.0]).unwrap().counts(), [1, 2]);
    assert_eq!(histogram(&x, [f64::NEG_INFINITY, 2.0, f64::INFINITY]).unwrap().counts(), [3, 3]);
}

#[test]
fn what_is_wrong_is_said() {
    let says = |bins: Bins, x: &[f64]| {
        let error = histogram(x, bins).unwrap_err();
        (error.kind(), error.message().to_owned())
    };
    let nan = says(Bins::Count(2), &[1.0, f64::NAN]);
    assert_eq!(nan.0, ErrorKind::Mismatch);
    assert!(nan.1.contains("1 NaN among 2"), "{}", nan.1);
    assert!(says(Bins::Count(2), &[1.0, f64::INFINITY]).1.contains("found 1 to inf"));
    assert!(says(Bins::Count(0), &[1.0]).1.contains("found zero"));
    assert!(says(Bins::Edges(vec![3.0, 1.0]), &[1.0]).1.contains("found 3 before 1"));
    assert!(says(Bins::Edges(vec![3.0]), &[1.0]).1.contains("at least two edges"));
    assert!(says(Bins::Edges(vec![f64::NAN, 1.0]), &[1.0]).1.contains("do not fall"));
    assert!(says(Bins::Count(5), &[1.0, 1.0 + f64::EPSILON]).1.contains("few enough bins"));
    assert!(says(Bins::Count(5), &[f64::MIN, f64::MAX]).1.contains("a number is between"));
    assert!(says(Bins::Sturges, &[f64::MIN, f64::MAX]).1.contains("a number is between"));
    assert_eq!(says(Bins::Count(usize::MAX), &[1.0]).0, ErrorKind::Limit);
    let view = RecordView::of(&[1.0]);
    let column = view.any_column([]).unwrap();
    assert!(column.histogram_within(2, 1.0..=0.0).is_err());
    assert!(column.histogram_within(2, 0.0..=f64::INFINITY).is_err());
    let error = column.histogram_within(Bins::Sturges, f64::MIN..=f64::MAX).unwrap_err();
    assert!(error.message().contains("a number is between"), "{error}");
    let error = histogram(&[-3e38f32, 3e38], Bins::Sturges).unwrap_err();
    assert!(error.message().contains("a number is between"), "{error}");
    let text = RecordView::new(b"ab", &"S1".parse().unwrap()).unwrap();
    let error = text.any_column([]).unwrap().histogram(2).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}

#[test]
fn many_bins_and_few_count_alike() {
    let x: Vec<f64> = (0..300_000u64).map(|i| (i * 7919 % 100_003) as f64 / 7.0).collect();
    let fine = histogram(&x, 10_000).unwrap();
    let coarse = histogram(&x, 10).unwrap();
    let sums: Vec<u64> = fine.counts().chunks(1000).map(|bins| bins.iter().sum()).collect();
    assert_eq!((fine.total(), coarse.total()), (300_000, 300_000));
    // Edges of both need not have the same bits.
    assert!(sums.iter().zip(coarse.counts()).all(|(a, b)| a.abs_diff(*b) <= 8));
}

#[test]
fn parts_make_the_whole() {
    let x: Vec<i16> = (0..1000).map(|i| (i * 37 % 501) as i16 - 250).collect();
    let whole = histogram(&x, 7).unwrap();
    let mut parts = Histogram::with_edges(whole.edges()).unwrap();
    for part in x.chunks(333) {
        let mut state = Histogram::with_edges(whole.edges()).unwrap();
        state.insert(&RecordView::of(part).any_column([]).unwrap()).unwrap();
        parts.combine(&state).unwrap();
    }
    assert_eq!(parts.counts(), whole.counts());
    let other = Histogram::with_edges(&[0.0, 1.0]).unwrap();
    assert!(parts.combine(&other).unwrap_err().message().contains("the same edges"));
}

#[cfg(feature = "serde")]
#[test]
fn states_are_sent() {
    let state = histogram(&[1.0, 2.0, f64::MAX], [1.0, 2.0, f64::INFINITY]).unwrap();
    let text = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<Histogram>(&text).unwrap(), state);
    for wrong in
        ["[2,[0,1],[1],64]", "[1,[0,1],[1,2],64]", "[1,[],[],64]", "[1,[0,1],[1],7]", "[1,[1,0],[1],64]"]
    {
        assert!(serde_json::from_str::<Histogram>(wrong).is_err(), "{wrong}");
    }
    let says = |text: &str| serde_json::from_str::<Histogram>(text).unwrap_err().to_string();
    assert!(says("[1,[0,1],[1,2],64]").contains("expected a count for each of 1 bins, found 2"));
    assert!(says("[1,[0,1],[1],17]").contains("expected edges of 16, 32 or 64 bits, found 17"));
    assert!(says(&format!("[1,[0,1],[{}],64]", u64::MAX)).contains("counts"));
}

#[cfg(feature = "serde")]
#[test]
fn counts_do_not_overflow() {
    for bins in [2, 5000] {
        let edges: Vec<f64> = (0..=bins).map(f64::from).collect();
        let mut counts = vec![0; edges.len() - 1];
        counts[..2].fill(1u64 << 60);
        let bits: Vec<u64> = edges.iter().map(|edge| edge.to_bits()).collect();
        let text = serde_json::to_string(&(1, bits, counts, 64)).unwrap();
        let mut state: Histogram = serde_json::from_str(&text).unwrap();
        (0..5).for_each(|_| state.combine(&state.clone()).unwrap());
        state.insert(&RecordView::of(&[0.5, 0.5]).any_column([]).unwrap()).unwrap();
        assert_eq!((state.counts()[0], state.total()), (u64::MAX, u64::MAX));
        // What is written can be read.
        let text = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<Histogram>(&text).unwrap().counts()[0], 1 << 60);
    }
}

/// Numbers that lie far apart are held while they are counted.
#[test]
fn from_far_apart_as_from_side_by_side() {
    let count = 3 * RANGE + 17;
    let kinds = ["<f8", ">f8", "<f4", "<f2", "|b1", "|i1", "<i2", ">u4", "<i8", "<u8", ">u8"];
    let numbers = |kind: &str, i: usize| -> Vec<u8> {
        let x = i.wrapping_mul(2_654_435_761) % 1009;
        let mut bytes = match kind {
            "<f8" | ">f8" => (x as f64 * 0.37 - 100.0).to_le_bytes().to_vec(),
            "<f4" => (x as f32 * 0.37 - 100.0).to_le_bytes().to_vec(),
            // Negative zero is the greatest.
            "<f2" => (0x8000 + 8 * x as u16).to_le_bytes().to_vec(),
            "|b1" => vec![(x % 2) as u8],
            "|i1" => vec![x as u8],
            "<i2" => (x as i16 - 500).to_le_bytes().to_vec(),
            ">u4" => (x as u32 * 4_000_037).to_le_bytes().to_vec(),
            "<i8" => (i64::MIN + (x as i64) * 9_000_000_000_000_001).to_le_bytes().to_vec(),
            _ => (u64::MAX - (x as u64) * 9_000_000_000_000_001).to_le_bytes().to_vec(),
        };
        if kind.starts_with('>') {
            bytes.reverse();
        }
        bytes
    };
    for kind in kinds {
        let packed: Vec<u8> = (0..count).flat_map(|i| numbers(kind, i)).collect();
        let size = packed.len() / count;
        let apart: Vec<u8> = packed.chunks(size).flat_map(|x| [x, &vec![7; 40 - size]].concat()).collect();
        let packed = RecordView::new(&packed, &kind.parse().unwrap()).unwrap().any_column([]).unwrap();
        let apart = RecordView::with_layout(&apart, packed.dtype(), 0, 40, count).unwrap();
        let apart = apart.any_column([]).unwrap();
        for bins in [1, 10, 1000] {
            let (expected, found) = (packed.histogram(bins), apart.histogram(bins));
            assert_eq!(found.as_ref().ok(), expected.as_ref().ok(), "{kind}, {bins} bins");
            let edges = |histogram: &Result<Histogram>| {
                histogram
                    .as_ref()
                    .map(|histogram| histogram.edges().iter().map(|x| x.to_bits()).collect::<Vec<_>>())
                    .ok()
            };
            assert_eq!(edges(&found), edges(&expected), "{kind}");
        }
    }
    let some = [1.0, f64::NAN, 2.0].map(f64::to_le_bytes);
    let bytes: Vec<u8> = (0..count).flat_map(|i| [&some[i % 3][..], &[0; 40]].concat()).collect();
    let view = RecordView::with_layout(&bytes, &"<f8".parse().unwrap(), 0, 48, count).unwrap();
    let error = view.any_column([]).unwrap().histogram(10).unwrap_err().to_string();
    assert!(error.contains(&format!("found {} NaN among {count}", (count + 1) / 3)), "{error}");
}
