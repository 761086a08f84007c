//! NumPy's answers, as version 2.4 gave them for the same values.

use crate::{AnyColumn, Column, DType, RecordView, Value};

const NAN: f64 = f64::NAN;
const INF: f64 = f64::INFINITY;
const NAT: i64 = i64::MIN;

/// All statistics of `f8`: sum, mean, var, min, max; then argmin and argmax.
type Row = ([Option<f64>; 5], [Option<usize>; 2]);

fn column(values: &[f64]) -> Column<'_, f64> {
    RecordView::of(values).column([]).unwrap()
}

fn any<'a>(bytes: &'a [u8], dtype: &str) -> AnyColumn<'a> {
    let dtype: DType = dtype.parse().unwrap();
    RecordView::new(bytes, &dtype).unwrap().any_column([]).unwrap()
}

fn times(counts: &[i64]) -> Vec<u8> {
    counts.iter().flat_map(|count| count.to_le_bytes()).collect()
}

/// Equal, where NaN equals NaN.
fn same(a: [Option<f64>; 5], b: [Option<f64>; 5]) -> bool {
    a.iter().zip(b).all(|(a, b)| {
        a.map(f64::to_bits) == b.map(f64::to_bits) || a.is_some_and(f64::is_nan) && b.is_some_and(f64::is_nan)
    })
}

#[test]
fn floats_with_nan_and_infinities() {
    let table: [(&[f64], Row, Row); 7] = [
        (
            &[3.0, NAN, -1.5, 2.0, NAN, 7.0],
            ([Some(NAN); 5], [Some(1), Some(1)]),
            ([Some(10.5), Some(2.625), Some(9.171875), Some(-1.5), Some(7.0)], [Some(2), Some(5)]),
        ),
        (
            // NumPy puts inf in place of NaN to find the least, and finds it here.
            &[NAN, INF],
            ([Some(NAN); 5], [Some(0), Some(0)]),
            ([Some(INF), Some(INF), Some(NAN), Some(INF), Some(INF)], [Some(0), Some(1)]),
        ),
        (
            &[NAN, -INF, INF],
            ([Some(NAN); 5], [Some(0), Some(0)]),
            ([Some(NAN), Some(NAN), Some(NAN), Some(-INF), Some(INF)], [Some(1), Some(2)]),
        ),
        (
            &[1.0, INF, 2.0],
            ([Some(INF), Some(INF), Some(NAN), Some(1.0), Some(INF)], [Some(0), Some(1)]),
            ([Some(INF), Some(INF), Some(NAN), Some(1.0), Some(INF)], [Some(0), Some(1)]),
        ),
        (
            &[1.0, INF, -INF],
            ([Some(NAN), Some(NAN), Some(NAN), Some(-INF), Some(INF)], [Some(2), Some(1)]),
            ([Some(NAN), Some(NAN), Some(NAN), Some(-INF), Some(INF)], [Some(2), Some(1)]),
        ),
        (
            &[-0.0, -0.0],
            ([Some(0.0), Some(0.0), Some(0.0), Some(-0.0), Some(-0.0)], [Some(0), Some(0)]),
            ([Some(0.0), Some(0.0), Some(0.0), Some(-0.0), Some(-0.0)], [Some(0), Some(0)]),
        ),
        (
            // Where NumPy gives NaN with a warning, or raises, there is nothing here.
            &[NAN, NAN],
            ([Some(NAN); 5], [Some(0), Some(0)]),
            ([Some(0.0), None, None, None, None], [None, None]),
        ),
    ];
    for (values, plain, skipping) in table {
        let x = column(values);
        let found = [Some(x.sum()), x.mean(), x.var(0), x.min(), x.max()];
        assert!(same(found, plain.0), "{values:?}: {found:?}");
        assert_eq!([x.argmin(), x.argmax()], plain.1, "{values:?}");
        let found = [Some(x.nan_sum()), x.nan_mean(), x.nan_var(0), x.nan_min(), x.nan_max()];
        assert!(same(found, skipping.0), "{values:?}: {found:?}");
        assert_eq!([x.nan_argmin(), x.nan_argmax()], skipping.1, "{values:?}");
    }
}

#[test]
fn nothing_at_all() {
    let x = column(&[]);
    assert_eq!((x.count(), x.nan_count(), x.sum(), x.nan_sum()), (0, 0, 0.0, 0.0));
    assert_eq!([x.mean(), x.nan_mean(), x.var(0), x.std(0), x.min(), x.nan_max()], [None; 6]);
    assert_eq!([x.argmin(), x.argmax(), x.nan_argmin(), x.nan_argmax()], [None; 4]);
    let one = column(&[4.0]);
    assert_eq!((one.var(0), one.var(1), one.std(2)), (Some(0.0), None, None));
}

#[test]
fn complex_numbers() {
    let numbers = [[1.0, 2.0], [NAN, 1.0], [1.0, -1.0], [3.0, NAN], [0.5, 9.0]];
    let bytes: Vec<u8> = numbers.as_flattened().iter().flat_map(|part| part.to_be_bytes()).collect();
    let x = any(&bytes, ">c16");
    let Value::Complex128(re, im) = x.sum().unwrap() else { panic!() };
    assert!(re.is_nan() && im.is_nan());
    assert_eq!(x.nan_sum().unwrap(), Value::Complex128(2.5, 10.0));
    assert_eq!(x.nan_mean().unwrap(), Some(Value::Complex128(2.5 / 3.0, 10.0 / 3.0)));
    assert!(x.var(0).unwrap().unwrap().is_nan());
    assert_eq!(x.nan_var(0).unwrap(), Some(17.61111111111111));
    let Some(Value::Complex128(re, 1.0)) = x.min().unwrap() else { panic!() };
    assert!(re.is_nan());
    assert_eq!(x.nan_min().unwrap(), Some(Value::Complex128(0.5, 9.0)));
    assert_eq!(x.nan_max().unwrap(), Some(Value::Complex128(1.0, 2.0)));
    assert_eq!([x.argmin().unwrap(), x.argmax().unwrap()], [Some(1); 2]);
    assert_eq!([x.nan_argmin().unwrap(), x.nan_argmax().unwrap()], [Some(4), Some(0)]);
    assert_eq!(x.nan_count().unwrap(), 2);

    let numbers = [[2f32, 2.0], [1.0, 5.0], [1.0, -1.0], [2.0, -9.0]];
    let bytes: Vec<u8> = numbers.as_flattened().iter().flat_map(|part| part.to_le_bytes()).collect();
    let x = any(&bytes, "<c8");
    assert_eq!(x.mean().unwrap(), Some(Value::Complex128(1.5, -0.75)));
    assert_eq!((x.var(0).unwrap(), x.std(0).unwrap()), (Some(27.4375), Some(5.238081709939241)));
    assert_eq!(x.min().unwrap(), Some(Value::Complex64(1.0, -1.0)));
    assert_eq!([x.argmin().unwrap(), x.argmax().unwrap()], [Some(2), Some(0)]);
}

#[test]
fn a_nan_in_one_part_leaves_the_sum_of_the_other() {
    let bytes: Vec<u8> = [NAN, 1.0, 2.0, 3.0].iter().flat_map(|part| part.to_le_bytes()).collect();
    let Value::Complex128(re, im) = any(&bytes, "<c16").sum().unwrap() else { panic!() };
    assert!(re.is_nan() && im == 4.0);
}

#[test]
fn an_infinite_part_makes_the_mean_of_the_other_nan() {
    // NumPy divides by `2 + 0j`.
    let bytes: Vec<u8> = [1.0, INF, 2.0, 3.0].iter().flat_map(|part| part.to_le_bytes()).collect();
    let Some(Value::Complex128(re, im)) = any(&bytes, "<c16").mean().unwrap() else { panic!() };
    assert!(re.is_nan() && im == INF);
}

#[test]
fn spans_of_time() {
    let step = any(&[], "<m8[s]").scalar().unwrap().kind();
    let crate::ScalarKind::TimeDelta64(step) = step else { panic!() };
    let span = |count| Value::TimeDelta64(count, step);
    let bytes = times(&[5, -3, 8, NAT]);
    let x = any(&bytes, "<m8[s]");
    assert_eq!((x.sum().unwrap(), x.mean().unwrap()), (span(NAT), Some(span(NAT))));
    assert_eq!((x.nan_sum().unwrap(), x.nan_mean().unwrap()), (span(NAT), Some(span(NAT))));
    assert_eq!((x.min().unwrap(), x.nan_min().unwrap()), (Some(span(NAT)), Some(span(-3))));
    assert_eq!((x.max().unwrap(), x.nan_max().unwrap()), (Some(span(NAT)), Some(span(8))));
    assert_eq!([x.argmin().unwrap(), x.nan_argmax().unwrap()], [Some(3); 2]);
    assert_eq!(x.nan_count().unwrap(), 1);
    assert!(x.var(0).is_err() && x.std(0).is_err());
    for (counts, sum, mean) in [([5, -3, 9], 11, 3), ([-5, -3, -2], -10, -3)] {
        let bytes = times(&counts);
        let x = any(&bytes, "<m8[s]");
        assert_eq!((x.sum().unwrap(), x.mean().unwrap()), (span(sum), Some(span(mean))));
    }
    // NumPy wraps here; a wrong span is worse than none.
    let bytes = times(&[i64::MAX, 1]);
    assert_eq!(any(&bytes, "<m8[s]").sum().unwrap(), span(NAT));
}

#[test]
fn points_in_time() {
    let bytes = times(&[5, NAT, 8]);
    let x = any(&bytes, "<M8[s]");
    let error = x.sum().unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Unsupported);
    assert_eq!(error.to_string(), "sum of dtype '<M8[s]', which has none");
    assert!(x.mean().is_err() && x.var(0).is_err());
    assert_eq!(x.min().unwrap().unwrap().to_string(), "NaT");
    assert_eq!(x.nan_min().unwrap().unwrap().to_string(), "1970-01-01T00:00:05");
    assert_eq!(x.nan_max().unwrap().unwrap().to_string(), "1970-01-01T00:00:08");
    assert_eq!([x.argmin().unwrap(), x.argmax().unwrap(), x.nan_argmin().unwrap()], [Some(1); 3]);
}

#[test]
fn integers_and_booleans() {
    let bytes: Vec<u8> = [u64::MAX, 3, 1 << 63].iter().flat_map(|n| n.to_le_bytes()).collect();
    let x = any(&bytes, "<u8");
    // NumPy's own sum is this modulo 2^64.
    assert_eq!(x.sum().unwrap(), Value::Int128(u64::MAX as i128 + 3 + (1 << 63)));
    assert_eq!((x.min().unwrap(), x.max().unwrap()), (Some(Value::UInt(3)), Some(Value::UInt(u64::MAX))));
    assert_eq!([x.argmin().unwrap(), x.argmax().unwrap()], [Some(1), Some(0)]);
    let x = any(&[1, 0, 2], "|b1");
    assert_eq!(x.sum().unwrap(), Value::Int128(2));
    assert_eq!(x.mean().unwrap(), Some(Value::Float64(2.0 / 3.0)));
    assert_eq!(x.std(0).unwrap(), Some(0.4714045207910317));
    assert_eq!((x.min().unwrap(), x.max().unwrap()), (Some(Value::Bool(false)), Some(Value::Bool(true))));
    assert_eq!([x.argmin().unwrap(), x.argmax().unwrap()], [Some(1), Some(0)]);
}

#[test]
fn text_and_opaque_bytes() {
    let x = any(b"b\0aaa\0\0\0", "|S2");
    assert_eq!([x.argmin().unwrap(), x.argmax().unwrap()], [Some(3), Some(0)]);
    assert_eq!((x.count(), x.nan_count().unwrap()), (4, 0));
    assert!(x.min().is_err() && x.sum().is_err());
    let points: Vec<u8> =
        [0x62, 0, 0x61, 0x1F600, 0x61, 0].iter().flat_map(|p: &u32| p.to_be_bytes()).collect();
    let x = any(&points, ">U2");
    assert_eq!(
        [x.argmin().unwrap(), x.nan_argmin().unwrap(), x.argmax().unwrap()],
        [Some(2), Some(2), Some(0)]
    );
    let x = any(b"abcd", "|V2");
    assert!(x.argmin().is_err() && x.nan_count().unwrap() == 0);
    let x = any(&[0; 16], "<f16");
    assert_eq!(x.nan_count().unwrap_err().to_string(), "count of NaN of dtype '<f16', which has none");
    let records = any(&[0; 4], "[('a', '<i2'), ('b', '<i2')]");
    assert_eq!(records.sum().unwrap_err().to_string(), "sum of records; name one of their fields");
}

#[test]
fn fortran_order_counts_in_c_order() {
    // [[1, 0, 1], [1, 1, 0]]
    let dtype: DType = "|u1".parse().unwrap();
    let view = RecordView::with_shape(&[1, 1, 0, 1, 1, 0], &dtype, 0, &[2, 3], true).unwrap();
    let x = view.any_column([]).unwrap();
    assert_eq!((x.argmin().unwrap(), x.argmax().unwrap()), (Some(1), Some(0)));
}

#[test]
fn medians_of_complex_numbers() {
    use crate::Value::Complex128;
    let median = |values: &[[f64; 2]]| {
        let bytes: Vec<u8> = values.iter().flatten().flat_map(|x| x.to_le_bytes()).collect();
        any(&bytes, "<c16").nan_median().unwrap()
    };
    // Zeros are equal, whatever their signs, so that the imaginary parts decide.
    assert_eq!(median(&[[-0.0, 5.0], [0.0, 1.0], [0.0, 3.0]]), Some(Complex128(0.0, 3.0)));
    let Some(Complex128(re, im)) = median(&[[INF, 3.0], [INF, 5.0]]) else { panic!() };
    assert!(re == INF && im.is_nan());
}

#[test]
fn shape_far_from_zero() {
    // By fractions; the mean of these has no float.
    let values: Vec<f64> = (0..100).map(|i| 1e9 + f64::from(i * i % 37) / 8.0 + 1.0 / 3.0).collect();
    let near: Vec<f64> = values.iter().map(|x| x - 1e9).collect();
    let (far, near) = (column(&values), column(&near));
    assert!((far.skew().unwrap() - near.skew().unwrap()).abs() < 1e-14);
    assert!((far.kurtosis().unwrap() - near.kurtosis().unwrap()).abs() < 1e-14);
}
