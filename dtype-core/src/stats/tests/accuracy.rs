//! Against exact arithmetic, in integers.

use proptest::prelude::*;

use crate::{Column, RecordView};

fn column(values: &[f64]) -> Column<'_, f64> {
    RecordView::of(values).column([]).unwrap()
}

/// Numbers that look random: SplitMix64.
fn noise(count: usize) -> Vec<u64> {
    let mut state = 0u64;
    let next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    std::iter::repeat_with(next).take(count).collect()
}

/// How many units in the last place of `exact` lie between it and `found`.
fn ulps(found: f64, exact: f64) -> f64 {
    (found - exact).abs() / (exact.abs() * f64::EPSILON)
}

/// Mean and variance of `offset + n * unit`, by integers: exact but for one division each.
fn check(numbers: &[i64], offset: f64, unit: f64, most: f64) {
    let values: Vec<f64> = numbers.iter().map(|&n| offset + n as f64 * unit).collect();
    for (&value, &n) in values.iter().zip(numbers) {
        assert_eq!(value - offset, n as f64 * unit, "a value that is exact");
    }
    let count = numbers.len() as i128;
    let sum: i128 = numbers.iter().map(|&n| i128::from(n)).sum();
    let squares: i128 = numbers.iter().map(|&n| i128::from(n) * i128::from(n)).sum();
    let var = (count * squares - sum * sum) as f64 / (count * count) as f64 * (unit * unit);
    let mean = offset + sum as f64 / count as f64 * unit;

    let x = column(&values);
    let (our_var, our_mean) = (x.var(0).unwrap(), x.mean().unwrap());
    assert!(ulps(our_var, var) <= most, "var {our_var} of exact {var}: {} ulp", ulps(our_var, var));
    assert!(ulps(our_mean, mean) <= most, "mean {our_mean} of exact {mean}: {} ulp", ulps(our_mean, mean));
    let std = x.std(1).unwrap();
    let exact = (var * count as f64 / (count - 1) as f64).sqrt();
    assert!(ulps(std, exact) <= most, "std {std} of exact {exact}");
}

#[test]
fn moments_hold_far_from_zero() {
    for offset in [0.0, 1e6, 1e9, -1e9] {
        for count in [2, 3, 100, 257, 65_536, 200_003] {
            // Around one, in steps of 2^-20.
            let numbers: Vec<i64> = noise(count).iter().map(|x| (x >> 42) as i64 - (1 << 21)).collect();
            check(&numbers, offset, 2f64.powi(-20), 4.0);
        }
    }
}

#[test]
fn moments_of_a_drift() {
    // Every block has another mean.
    let numbers: Vec<i64> =
        noise(100_000).iter().zip(0..).map(|(x, i)| (i << 14) + (x >> 48) as i64).collect();
    check(&numbers, 1e6, 2f64.powi(-16), 4.0);
}

#[test]
fn an_outlier_at_the_start() {
    let mut numbers: Vec<i64> = noise(256).iter().map(|x| (x >> 44) as i64).collect();
    numbers[0] = 1 << 48;
    check(&numbers, 0.0, 2f64.powi(-20), 4.0);
}

#[test]
fn sums_keep_what_rounding_takes() {
    // 0.1 is not exact, but a power of two times it is: the exact sum is known.
    let values = vec![0.1; 1 << 20];
    assert!(ulps(column(&values).sum(), 0.1 * f64::from(1 << 20)) <= 4.0);
    // Large numbers that cancel between blocks leave the small ones.
    let mut values = vec![1.0; 256];
    values.extend([1e16; 256]);
    values.extend([-1e16; 256]);
    assert_eq!(column(&values).sum(), 256.0);
}

#[test]
fn sums_out_of_range_on_the_way_only() {
    const MAX: f64 = f64::MAX;
    for values in [&[MAX, -MAX, MAX, -MAX][..], &[MAX, MAX, -MAX, -MAX], &[-MAX, MAX, MAX, -MAX, -MAX, MAX]] {
        assert_eq!(column(values).sum(), 0.0, "{values:?}");
        assert_eq!(column(values).mean(), Some(0.0), "{values:?}");
    }
    assert_eq!(column(&[MAX, MAX]).sum(), f64::INFINITY);
    assert_eq!(column(&[MAX, MAX]).mean(), Some(MAX));
    assert_eq!(column(&[-MAX; 1000]).mean(), Some(-MAX));
    // A power of two, so that adding it up rounds nothing.
    let mut values = vec![2f64.powi(1023); 100_000];
    values.extend(vec![-(2f64.powi(1023)); 100_000]);
    assert_eq!(column(&values).sum(), 0.0);
    assert_eq!(column(&values).var(0), Some(f64::INFINITY));
    assert_eq!(column(&[MAX; 1000]).var(0), Some(0.0));
    values[7] = f64::NEG_INFINITY;
    assert_eq!(column(&values).sum(), f64::NEG_INFINITY);
    assert!(column(&values).var(0).unwrap().is_nan());
    assert_eq!(column(&[1.0, MAX, MAX, f64::INFINITY]).mean(), Some(f64::INFINITY));
}

#[test]
fn variance_of_large_integers() {
    // Near 2^62, where `f64` has steps of 1024.
    let numbers: Vec<i64> = noise(1000).iter().map(|x| (1 << 62) + (x >> 58) as i64).collect();
    let view = RecordView::of(&numbers);
    let x = view.column::<i64>([]).unwrap();
    let least = 1i128 << 62;
    let sum: i128 = numbers.iter().map(|&n| i128::from(n) - least).sum();
    let squares: i128 = numbers.iter().map(|&n| (i128::from(n) - least).pow(2)).sum();
    let var = (1000 * squares - sum * sum) as f64 / 1e6;
    assert!(ulps(x.var(0).unwrap(), var) <= 4.0);
    assert_eq!(x.sum(), sum + 1000 * least);
    let unsigned: Vec<u64> = numbers.iter().map(|&n| n as u64 + (1 << 63)).collect();
    let view = RecordView::of(&unsigned);
    let shifted = view.column::<u64>([]).unwrap();
    assert_eq!(shifted.var(0), x.var(0));
    assert_eq!(shifted.sum(), x.sum() + (1000i128 << 63));
}

/// Squares about a value of the block may be out of range where those about the mean are not.
#[test]
fn the_largest_variances_are_finite() {
    let values = [1.3e154, -0.4e154, 0.0, 0.4e154];
    let (mean, exact) = (0.325e154, 3.96875e307);
    let view = RecordView::of(&values);
    assert_eq!(view.column::<f64>([]).unwrap().mean(), Some(mean));
    assert!(ulps(view.column::<f64>([]).unwrap().var(0).unwrap(), exact) <= 8.0);
    assert!(ulps(view.summary().columns()[0].var(0).unwrap(), exact) <= 8.0);
    let pairs: Vec<[f64; 2]> = values.iter().map(|&x| [x, -x]).collect();
    let matrix = RecordView::of(&pairs).covariance(["[0]", "[1]"], 0).unwrap();
    assert!(ulps(matrix[(0, 1)], -exact) <= 8.0, "{matrix:?}");
    assert_eq!(matrix[(0, 0)], view.column::<f64>([]).unwrap().var(0).unwrap());
}

proptest! {
    #[test]
    fn integers_of_any_width(numbers in prop::collection::vec(any::<i64>(), 0..700), wide in any::<bool>()) {
        let numbers: Vec<i64> = if wide { numbers } else { numbers.iter().map(|n| n >> 40).collect() };
        let view = RecordView::of(&numbers);
        let x = view.column::<i64>([]).unwrap();
        let sum: i128 = numbers.iter().map(|&n| i128::from(n)).sum();
        prop_assert_eq!(x.sum(), sum);
        prop_assert_eq!((x.min(), x.max()), (numbers.iter().min().copied(), numbers.iter().max().copied()));
        prop_assert_eq!(x.argmin(), x.min().and_then(|min| numbers.iter().position(|&n| n == min)));
        prop_assert_eq!(x.argmax(), x.max().and_then(|max| numbers.iter().position(|&n| n == max)));
        if !numbers.is_empty() {
            prop_assert!(ulps(x.mean().unwrap(), sum as f64 / numbers.len() as f64) <= 1.0);
        }
    }

    #[test]
    fn floats_against_plain_loops(values in prop::collection::vec(prop_oneof![9 => -1e3..1e3f64, 1 => Just(f64::NAN)], 0..700)) {
        let x = column(&values);
        let kept: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        prop_assert_eq!((x.count(), x.nan_count()), (values.len(), values.len() - kept.len()));
        let sum: f64 = kept.iter().sum();
        let scale: f64 = kept.iter().map(|value| value.abs()).sum();
        prop_assert!((x.nan_sum() - sum).abs() <= 1e-12 * scale);
        prop_assert_eq!(x.nan_min(), kept.iter().copied().reduce(f64::min));
        prop_assert_eq!(x.nan_max(), kept.iter().copied().reduce(f64::max));
        prop_assert_eq!(x.nan_argmin(), x.nan_min().and_then(|min| values.iter().position(|&value| value == min)));
        if kept.len() > 1 {
            let mean = sum / kept.len() as f64;
            let var = kept.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (kept.len() - 1) as f64;
            prop_assert!((x.nan_var(1).unwrap() - var).abs() <= 1e-11 * var);
        }
        if values.len() > kept.len() {
            prop_assert!(x.sum().is_nan() && x.mean().unwrap().is_nan() && x.max().unwrap().is_nan());
            prop_assert_eq!(x.argmax(), values.iter().position(|value| value.is_nan()));
        } else {
            prop_assert_eq!(x.sum().to_bits(), x.nan_sum().to_bits());
        }
    }
}
