//! Arithmetic with `out`, statistics along an axis and over windows, beside loops over single elements.

use dtype_core::shape::{Order, ShapeError, Step};
use dtype_core::{ArrayView, ArrayViewMut, Columns, Record, ops};
use proptest::prelude::*;
use zerocopy::{BigEndian, F64, I32};

#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Odd {
    tag: u8,
    big: F64<BigEndian>,
    x: f64,
    n: i16,
}

fn odd(count: usize) -> Vec<Odd> {
    (0..count)
        .map(|i| Odd {
            tag: i as u8,
            big: F64::new(i as f64 - 2.5),
            x: 1.0 / (i as f64 + 1.0),
            n: i as i16 - 3,
        })
        .collect()
}

#[test]
fn operands_of_any_order_alignment_and_shape() {
    let records = odd(12);
    let big = records.column(Odd::FIELDS.big).as_array().reshape(&[3, 4], Order::C).unwrap();
    let x = records.column(Odd::FIELDS.x).as_array().slice((..4,)).unwrap().flip(None).unwrap();
    let mut bytes = vec![0u8; 12 * 9 + 1];
    let layout = dtype_core::shape::ArrayLayout::strided(&[3, 4], &[9, 27], 1, 8).unwrap();
    let mut out = ArrayViewMut::<F64<BigEndian>>::from_bytes(&mut bytes, &layout).unwrap();
    ops::mul(&big, &x, &mut out).unwrap();
    for (i, j) in (0..3).flat_map(|i| (0..4).map(move |j| (i, j))) {
        let expected = big.get(&[i, j]).unwrap().get() * x.get(&[j]).unwrap();
        assert_eq!(out.get(&[i, j]).unwrap().get(), expected);
    }
    ops::div_assign(&mut out, &x).unwrap();
    ops::clip_assign(&mut out, -1.0, 2.0);
    assert!(out.as_view().iter().all(|value| (-1.0..=2.0).contains(&value.get())));
    assert_eq!(
        ops::add(&big, &x, &mut ArrayViewMut::new(&mut [0.0; 5])),
        Err(ShapeError::BroadcastRank { ndim: 2, found: 1 })
    );
    assert!(bytes.iter().step_by(9).all(|&byte| byte == 0), "bytes between elements stay");
}

#[test]
fn integers_wrap_and_floats_propagate_nan() {
    let (a, b) = ([i8::MAX, i8::MIN, -3], [1i8, -1, 2]);
    let (a, b) = (ArrayView::new(&a), ArrayView::new(&b));
    let mut out = [0i8; 3];
    let mut run = |f: &dyn Fn(&mut ArrayViewMut<'_, i8>)| {
        f(&mut ArrayViewMut::new(&mut out));
        out
    };
    // np.add, np.subtract, np.multiply, np.negative, np.abs of int8.
    assert_eq!(run(&|out| ops::add(&a, &b, out).unwrap()), [-128, 127, -1]);
    assert_eq!(run(&|out| ops::sub(&a, &b, out).unwrap()), [126, -127, -5]);
    assert_eq!(run(&|out| ops::mul(&a, &b, out).unwrap()), [127, -128, -6]);
    assert_eq!(run(&|out| ops::neg(&a, out).unwrap()), [-127, -128, 3]);
    assert_eq!(run(&|out| ops::abs(&a, out).unwrap()), [127, -128, 3]);
    assert_eq!(run(&|out| ops::max(&a, &b, out).unwrap()), [127, -1, 2]);
    let nan = [f64::NAN, 1.0, -4.0];
    let other = [0.0, f64::NAN, 2.0];
    let mut out = [0.0f64; 3];
    ops::min(&ArrayView::new(&nan), &ArrayView::new(&other), &mut ArrayViewMut::new(&mut out)).unwrap();
    assert!(out[0].is_nan() && out[1].is_nan() && out[2] == -4.0);
    ops::sqrt(&ArrayView::new(&[4.0, -1.0, 0.25]), &mut ArrayViewMut::new(&mut out)).unwrap();
    assert!(out[0] == 2.0 && out[1].is_nan() && out[2] == 0.5);
}

#[test]
fn large_arrays_are_shared_among_threads() {
    let count = 700_000;
    let numbers: Vec<i64> = (0..count).collect();
    let view = ArrayView::with_shape(&numbers, &[700, 1000], Order::C).unwrap();
    let mut out = vec![0i64; count as usize];
    ops::add(&view.t(), &view.t(), &mut ArrayViewMut::with_shape(&mut out, &[1000, 700], Order::C).unwrap())
        .unwrap();
    assert!(view.t().iter().zip(&out).all(|(a, &b)| 2 * a == b));
    ops::mul_add(
        &view,
        &view,
        &view,
        &mut ArrayViewMut::with_shape(&mut out, &[700, 1000], Order::C).unwrap(),
    )
    .unwrap();
    assert!(numbers.iter().zip(&out).all(|(&a, &b)| a * a + a == b));
    let mut twice = numbers.clone();
    ops::add_assign(
        &mut ArrayViewMut::new(&mut twice).slice(((..).step(2),)).unwrap(),
        &ArrayView::new(&numbers[..350_000]),
    )
    .unwrap();
    assert!((0..count as usize).all(|i| twice[i] == i as i64 + if i % 2 == 0 { i as i64 / 2 } else { 0 }));
}

#[test]
fn along_an_axis() {
    let records = odd(24);
    let n = records.column(Odd::FIELDS.n).as_array().reshape(&[2, 3, 4], Order::C).unwrap();
    for axis in 0..3isize {
        let moved = n.moveaxis(&[axis], &[-1]).unwrap();
        let lanes: Vec<Vec<i16>> = moved.lanes(-1).unwrap().map(|lane| lane.to_vec()).collect();
        let shape = &moved.shape()[..2];
        let mut sums = vec![0i64; lanes.len()];
        n.sum_axis(axis, &mut ArrayViewMut::with_shape(&mut sums, shape, Order::C).unwrap()).unwrap();
        let expected: Vec<i64> = lanes.iter().map(|lane| lane.iter().map(|&n| i64::from(n)).sum()).collect();
        assert_eq!(sums, expected);
        let mut least = vec![I32::<BigEndian>::new(0); lanes.len()];
        let wide: Vec<i32> = n.iter().map(i32::from).collect();
        let wide = ArrayView::with_shape(&wide, &n.shape(), Order::C).unwrap();
        wide.min_axis(axis, &mut ArrayViewMut::with_shape(&mut least, shape, Order::C).unwrap()).unwrap();
        assert!(
            lanes
                .iter()
                .zip(&least)
                .all(|(lane, least)| i32::from(*lane.iter().min().unwrap()) == least.get())
        );
        let mut vars = vec![0.0; lanes.len()];
        n.var_axis(axis, 1, &mut ArrayViewMut::with_shape(&mut vars, shape, Order::C).unwrap()).unwrap();
        for (lane, var) in lanes.iter().zip(vars) {
            let mean = lane.iter().map(|&n| f64::from(n)).sum::<f64>() / lane.len() as f64;
            let squares: f64 = lane.iter().map(|&n| (f64::from(n) - mean).powi(2)).sum();
            assert!((var - squares / (lane.len() - 1) as f64).abs() < 1e-9);
        }
    }
    let mut wrong = [0i64; 5];
    assert!(n.sum_axis(0, &mut ArrayViewMut::new(&mut wrong)).is_err());
    let empty: [f64; 0] = [];
    let empty = ArrayView::with_shape(&empty, &[0, 2], Order::C).unwrap();
    assert!(empty.mean_axis(0, &mut ArrayViewMut::new(&mut [0.0; 2])).is_err());
    assert!(empty.sum_axis(0, &mut ArrayViewMut::new(&mut [1.0; 2])).is_ok());
}

/// Whether two floats are the same, or differ by at most `by`.
fn near(a: f64, b: f64, by: f64) -> bool {
    a == b || a.is_nan() && b.is_nan() || (a - b).abs() <= by
}

proptest! {
    #[test]
    fn windows_in_one_trip(
        values in proptest::collection::vec(
            prop_oneof![8 => -1e3..1e3f64, 1 => Just(1e9 + 0.5), 1 => Just(f64::NAN), 1 => Just(f64::INFINITY)], 1..60),
        window in 1usize..12,
        backwards in any::<bool>(),
    ) {
        let window = window.min(values.len());
        let view = ArrayView::new(&values);
        let view = if backwards { view.flip(None).unwrap() } else { view };
        let count = values.len() + 1 - window;
        let results = |f: &dyn Fn(&mut ArrayViewMut<'_, f64>)| {
            let mut out = vec![0.0; count];
            f(&mut ArrayViewMut::new(&mut out));
            out
        };
        let sums = results(&|out| view.rolling_sum(window, 0, out).unwrap());
        let means = results(&|out| view.rolling_mean(window, 0, out).unwrap());
        let least = results(&|out| view.rolling_min(window, 0, out).unwrap());
        let greatest = results(&|out| view.rolling_max(window, 0, out).unwrap());
        let vars = results(&|out| view.rolling_var(window, 0, 0, out).unwrap());
        for (i, part) in view.windows(&[window]).unwrap().enumerate() {
            let part = part.to_vec();
            let (sum, size): (f64, f64) = (part.iter().sum(), part.iter().map(|x| x.abs()).sum());
            let bound = 2.0 * window as f64 * f64::EPSILON * size;
            prop_assert!(near(sums[i], sum, bound), "{} {}", sums[i], sum);
            prop_assert!(near(means[i], sum / window as f64, bound));
            let pick = |f: fn(f64, f64) -> f64| part.iter().copied().reduce(|a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { f(a, b) });
            prop_assert!(near(least[i], pick(f64::min).unwrap(), 0.0));
            prop_assert!(near(greatest[i], pick(f64::max).unwrap(), 0.0));
            let mean = sum / window as f64;
            let var = part.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / window as f64;
            prop_assert!(near(vars[i], var, 1e-11 * size * size / window as f64 + 1e-300), "{} {}", vars[i], var);
        }
    }

    #[test]
    fn integer_windows_are_exact(values in proptest::collection::vec(any::<i32>(), 1..50), window in 1usize..9) {
        let window = window.min(values.len());
        let mut sums = vec![0i64; values.len() + 1 - window];
        ArrayView::new(&values).rolling_sum(window, 0, &mut ArrayViewMut::new(&mut sums)).unwrap();
        let expected: Vec<i64> = values.windows(window).map(|part| part.iter().map(|&n| i64::from(n)).sum()).collect();
        prop_assert_eq!(sums, expected);
    }
}

#[test]
fn windows_far_from_zero_keep_their_variance() {
    let values: Vec<f64> = (0..1000).map(|i| 1e9 + f64::from(i % 3)).collect();
    let mut vars = vec![0.0f64; 998];
    ArrayView::new(&values).rolling_var(3, 0, 0, &mut ArrayViewMut::new(&mut vars)).unwrap();
    assert!(vars.iter().all(|var| (var - 2.0 / 3.0).abs() < 1e-12), "{:?}", &vars[..4]);
}

#[test]
fn long_windows_along_any_axis() {
    let values: Vec<f32> = (0..200_000).map(|i| (i % 977) as f32).collect();
    let view = ArrayView::with_shape(&values, &[2, 100_000], Order::C).unwrap();
    let mut means = vec![0.0; 2 * 60_001];
    view.rolling_mean(40_000, 1, &mut ArrayViewMut::with_shape(&mut means, &[2, 60_001], Order::C).unwrap())
        .unwrap();
    for (row, i) in [(0, 0), (0, 39_999), (0, 40_000), (1, 60_000)] {
        let exact: f64 =
            (i..i + 40_000).map(|j| f64::from(values[row * 100_000 + j])).sum::<f64>() / 40_000.0;
        assert!((means[row * 60_001 + i] - exact).abs() < 1e-9);
    }
    let wrong = view.rolling_mean(100_001, 1, &mut ArrayViewMut::new(&mut [0.0; 1]));
    assert!(wrong.unwrap_err().to_string().contains("a window of at most 100000 elements"));
    assert!(view.rolling_mean(0, 1, &mut ArrayViewMut::new(&mut [0.0; 1])).is_err());
}
