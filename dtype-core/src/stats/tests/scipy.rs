//! What SciPy 1.17 says of the shape of some numbers: `scipy.stats.skew`, `kurtosis` and `median_abs_deviation`.

use crate::view::{RecordView, Value};

/// More than one range of blocks, and not symmetric.
fn numbers(count: i64) -> Vec<f64> {
    (0..count).map(|i| ((i * 7919) % 10_007).pow(2) as f64 * 0.25 + 1e3).collect()
}

fn assert_shape(values: &RecordView<'_>, skew: f64, kurtosis: f64) {
    let column = values.any_column([]).unwrap();
    let found = (column.skew().unwrap().unwrap(), column.kurtosis().unwrap().unwrap());
    let near = |found: f64, expected: f64| (found - expected).abs() <= 1e-12 * expected.abs().max(1.0);
    assert!(near(found.0, skew) && near(found.1, kurtosis), "{found:?}, expected ({skew}, {kurtosis})");
}

#[test]
fn skewness_and_kurtosis() {
    let all = numbers(70_000);
    assert_shape(&RecordView::of(&all), 0.638_897_906_538_529_5, -0.857_121_352_197_765_4);
    assert_shape(&RecordView::of(&all[..10]), 0.782_030_798_422_759_1, -0.581_108_546_966_022_7);
    assert_shape(&RecordView::of(&[1.0, 2.0, 3.0, 10.0]), 1.018_233_764_908_628_4, -0.769_600_000_000_000_1);
    let bytes: Vec<u8> = (0..70_000u32).map(|i| (i % 251) as u8).collect();
    assert_shape(&RecordView::of(&bytes), 0.000_388_394_238_305_147_23, -1.199_623_589_238_651);
}

#[test]
fn of_nothing_of_equals_and_of_nan() {
    let skew = |values: &[f64]| RecordView::of(values).any_column([]).unwrap().skew().unwrap();
    assert_eq!(skew(&[]), None);
    assert!(skew(&[3.0; 3]).unwrap().is_nan() && skew(&[1.0, f64::NAN, 2.0]).unwrap().is_nan());
    let values = [1.0, f64::NAN, 2.0, 3.0, 10.0];
    let column = RecordView::of(&values);
    let column = column.any_column([]).unwrap();
    assert_eq!(column.nan_skew().unwrap(), skew(&[1.0, 2.0, 3.0, 10.0]));
}

#[test]
fn median_absolute_deviation() {
    let all = numbers(70_000);
    let mad = |values: &[f64]| RecordView::of(values).any_column([]).unwrap().mad().unwrap();
    assert_eq!(mad(&all), Some(Value::Float64(5_419_362.0)));
    assert_eq!(mad(&all[..10]), Some(Value::Float64(4_864_518.0)));
}
