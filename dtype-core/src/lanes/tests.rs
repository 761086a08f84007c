//! Each kernel against its obvious twin, and against itself on another instruction set, to the bit.

use proptest::prelude::*;

use super::kernels::{self, Deviations, Extent, WideExtent};
use super::{BLOCK, LANES};

/// The order of operations that the module promises, without any thought of speed.
fn in_lanes(
    values: &[f64],
    start: f64,
    step: impl Fn(f64, f64) -> f64,
    join: impl Fn(f64, f64) -> f64,
) -> f64 {
    let mut lanes = [start; LANES];
    for (i, &value) in values.iter().enumerate() {
        lanes[i % LANES] = step(lanes[i % LANES], value);
    }
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] = join(lanes[lane], lanes[lane + half]);
        }
    }
    lanes[0]
}

fn lesser(least: f64, x: f64) -> f64 {
    if x < least { x } else { least }
}

fn greater(greatest: f64, x: f64) -> f64 {
    if x > greatest { x } else { greatest }
}

fn floats() -> impl Strategy<Value = Vec<f64>> {
    let number = prop_oneof![
        8 => -1e6..1e6f64,
        1 => any::<f64>(),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(0.0), Just(-0.0), Just(5e-324)],
    ];
    prop::collection::vec(number, 0..=BLOCK)
}

fn integers() -> impl Strategy<Value = Vec<i64>> {
    let near = (any::<i64>(), 1i64..1 << 58).prop_flat_map(|(base, width)| {
        prop::collection::vec((0..width).prop_map(move |x| base.saturating_add(x)), 0..=BLOCK)
    });
    prop_oneof![near, prop::collection::vec(any::<i64>(), 0..=BLOCK)]
}

proptest! {
    #[test]
    fn floats_are_reduced_in_lanes(values in floats(), centre in -10.0..10.0f64) {
        let sum = in_lanes(&values, 0.0, |s, x| s + x, |a, b| a + b);
        prop_assert_eq!(canonical(kernels::sum(&values)), canonical(sum));

        let extent = kernels::extent(&values);
        let min = in_lanes(&values, f64::INFINITY, lesser, lesser);
        let max = in_lanes(&values, f64::NEG_INFINITY, greater, greater);
        let twin = Extent { sum, min, max, off: Deviations::UNKNOWN };
        prop_assert_eq!(bits(extent), bits(twin));

        let middle = values.get(values.len() / 2).copied().unwrap_or(0.0);
        let twin = Extent { off: kernels::deviations(&values, middle), ..twin };
        prop_assert_eq!(bits(kernels::spread(&values)), bits(twin));

        let off = kernels::deviations(&values, centre);
        let sum = in_lanes(&values, 0.0, |s, x| s + (x - centre), |a, b| a + b);
        let squares = in_lanes(&values, 0.0, |s, x| s + (x - centre) * (x - centre), |a, b| a + b);
        prop_assert_eq!(bits_of(off), bits_of(Deviations { centre, sum, squares }));
    }

    #[test]
    fn products_are_summed_in_lanes(
        columns in prop::collection::vec(floats(), 0..6),
        count in 0..=BLOCK,
        centre in -10.0..10.0f64,
    ) {
        let mut centred = vec![[f64::NAN; BLOCK]; columns.len()];
        let count = columns.iter().map(Vec::len).min().unwrap_or(0).min(count);
        for (values, centred) in columns.iter().zip(&mut centred) {
            let off = kernels::centred(&values[..count], centre, centred);
            prop_assert_eq!(bits_of(off), bits_of(kernels::deviations(&values[..count], centre)));
            prop_assert_eq!(bits_of(super::centred(&values[..count], centre, &mut [0.0; BLOCK])), bits_of(off));
            prop_assert!(centred[count..].iter().all(|&x| x == 0.0));
        }
        let len = columns.len() * columns.len().saturating_sub(1) / 2;
        let (mut portable, mut dispatched) = (vec![0.0; len], vec![0.0; len]);
        kernels::products(&centred, count, &mut portable);
        super::products(&centred, count, &mut dispatched);
        let mut sums = portable.iter().zip(&dispatched);
        for (i, a) in columns.iter().enumerate() {
            for b in &columns[i + 1..] {
                let products: Vec<f64> =
                    a[..count].iter().zip(b).map(|(a, b)| (a - centre) * (b - centre)).collect();
                let twin = canonical(in_lanes(&products, 0.0, |s, x| s + x, |a, b| a + b));
                let (&portable, &dispatched) = sums.next().unwrap();
                prop_assert_eq!((canonical(portable), canonical(dispatched)), (twin, twin));
            }
        }
    }

    #[test]
    fn integers_are_exact(values in integers()) {
        let twin = WideExtent {
            sum: values.iter().map(|&x| i128::from(x)).sum(),
            min: values.iter().copied().min().unwrap_or(i64::MAX),
            max: values.iter().copied().max().unwrap_or(i64::MIN),
        };
        prop_assert_eq!(kernels::wide_extent(&values), twin);

        let away: Vec<f64> = values.iter().map(|&x| (i128::from(x) - i128::from(twin.min)) as f64).collect();
        let off = kernels::wide_deviations(&values, twin.min, 0.5);
        prop_assert_eq!(bits_of(off), bits_of(kernels::deviations(&away, 0.5)));
    }

    #[test]
    fn holes_are_dropped_in_order(values in floats(), numbers in prop::collection::vec(0i64..3, 0..=BLOCK)) {
        let mut kept = [0.0; BLOCK];
        let count = kernels::without_nan(&values, &mut kept);
        let twin: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
        prop_assert_eq!(kept[..count].iter().map(|x| x.to_bits()).collect::<Vec<_>>(), twin.iter().map(|x| x.to_bits()).collect::<Vec<_>>());

        let mut kept = [0; BLOCK];
        let count = kernels::without(&numbers, 1, &mut kept);
        let twin: Vec<i64> = numbers.iter().copied().filter(|&n| n != 1).collect();
        prop_assert_eq!(&kept[..count], &twin[..]);
    }

    /// `kernels` here is what the target guarantees; the functions of `super` take the best there is.
    #[test]
    fn instruction_sets_agree(values in floats(), numbers in integers(), centre in -10.0..10.0f64) {
        prop_assert_eq!(canonical(super::sum(&values)), canonical(kernels::sum(&values)));
        prop_assert_eq!(bits(super::extent(&values)), bits(kernels::extent(&values)));
        prop_assert_eq!(bits(super::spread(&values)), bits(kernels::spread(&values)));
        let (ours, portable) = (super::deviations(&values, centre), kernels::deviations(&values, centre));
        prop_assert_eq!(bits_of(ours), bits_of(portable));
        let least = numbers.iter().copied().min().unwrap_or(0);
        prop_assert_eq!(super::wide_extent(&numbers), kernels::wide_extent(&numbers));
        let ours = super::wide_deviations(&numbers, least, centre);
        prop_assert_eq!(bits_of(ours), bits_of(kernels::wide_deviations(&numbers, least, centre)));
        let (mut kept, mut kept_portable) = ([0.0; BLOCK], [0.0; BLOCK]);
        prop_assert_eq!(
            super::without_nan(&values, &mut kept),
            kernels::without_nan(&values, &mut kept_portable)
        );
        prop_assert_eq!(kept.map(canonical), kept_portable.map(canonical));
        let (mut kept, mut kept_portable) = ([0; BLOCK], [0; BLOCK]);
        prop_assert_eq!(
            super::without(&numbers, least, &mut kept),
            kernels::without(&numbers, least, &mut kept_portable)
        );
        prop_assert_eq!(kept, kept_portable);
    }
}

/// All NaN are one: which one an operation makes is the processor's choice.
fn canonical(x: f64) -> u64 {
    if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() }
}

fn bits(extent: Extent) -> ([u64; 3], [u64; 3]) {
    ([extent.sum, extent.min, extent.max].map(canonical), bits_of(extent.off))
}

fn bits_of(off: Deviations) -> [u64; 3] {
    [off.centre, off.sum, off.squares].map(canonical)
}
