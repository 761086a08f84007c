//! Covariances beside NumPy's and pandas' answers, exact integers, variances, and themselves from other sources.

use super::*;
use crate::stats::engine::RANGE;
use crate::view::AnyColumn;

const DTYPE: &str = "[('x', '>f8'), ('n', '<i4'), ('f', '<f4'), ('wide', '<u8'), ('ok', '?'), ('half', '<f2'), ('long', '>i8')]";
const NAMES: [&str; 7] = ["x", "n", "f", "wide", "ok", "half", "long"];

/// Records that look random; every so many have NaN.
fn records(count: usize, nan: u64) -> (DType, Vec<u8>) {
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state >> 33
    };
    let mut bytes = Vec::new();
    for _ in 0..count {
        let (a, b) = (next(), next());
        let missing = |n: u64, x: f64| if nan > 0 && n.is_multiple_of(nan) { f64::NAN } else { x };
        bytes.extend(missing(a, 1e9 + (a % 1000) as f64 / 7.0).to_be_bytes());
        bytes.extend(((a % 1000) as i32 - (b % 300) as i32).to_le_bytes());
        bytes.extend((missing(b, (b % 1000) as f64) as f32).to_le_bytes());
        bytes.extend((u64::MAX - a * b % 12345).to_le_bytes());
        bytes.push((a % 3) as u8);
        bytes.extend(((b % 0x7c00) as u16).to_le_bytes());
        bytes.extend((i64::MIN + (a << 20) as i64).to_be_bytes());
    }
    (DTYPE.parse().unwrap(), bytes)
}

fn bits(matrix: &Matrix) -> Vec<u64> {
    matrix.as_slice().iter().map(|x| if x.is_nan() { 1 } else { x.to_bits() }).collect()
}

#[test]
fn as_numpy_and_pandas_have_it() {
    // `np.cov`, `np.corrcoef`, `DataFrame.cov` and `DataFrame.corr` of NumPy 2.4 and pandas 3 for three columns.
    let rows = [[1.0, 1.0, 3.0], [2.0, 2.0, 1.0], [f64::NAN, 4.0, 2.0], [5.0, 3.0, 2.5]];
    let view = RecordView::of(&rows);
    let columns = ["[0]", "[1]", "[2]"];
    let near = |found: &Matrix, expected: [f64; 9]| {
        let close = |a: f64, b: f64| (a - b).abs() <= 4e-15 * b.abs() || a.is_nan() && b.is_nan();
        let all = found.as_slice().iter().zip(expected).all(|(&a, b)| close(a, b));
        assert!(all, "expected {expected:?}, found {found:?}");
    };
    const NAN: f64 = f64::NAN;
    near(
        &view.covariance(columns, 1).unwrap(),
        [NAN, NAN, NAN, NAN, 1.666_666_666_666_666_5, -0.25, NAN, -0.25, 0.729_166_666_666_666_6],
    );
    near(
        &view.correlation(columns).unwrap(),
        [NAN, NAN, NAN, NAN, 1.0, -0.226_778_683_805_536_34, NAN, -0.226_778_683_805_536_34, 1.0],
    );
    near(
        &view.nan_covariance(columns, 1).unwrap(),
        [
            4.333_333_333_333_334,
            2.0,
            0.083_333_333_333_333_59,
            2.0,
            1.666_666_666_666_667_2,
            -0.249_999_999_999_999_97,
            0.083_333_333_333_333_59,
            -0.249_999_999_999_999_97,
            0.729_166_666_666_666_6,
        ],
    );
    near(
        &view.nan_correlation(columns).unwrap(),
        [
            1.0,
            0.960_768_922_830_522_6,
            0.038_461_538_461_538_57,
            0.960_768_922_830_522_6,
            1.0,
            -0.226_778_683_805_536_29,
            0.038_461_538_461_538_57,
            -0.226_778_683_805_536_29,
            1.0,
        ],
    );
}

#[test]
fn constants_and_nothing() {
    let view = RecordView::of(&[[1.0, 2.0], [1.0, 3.0]]);
    let correlation = view.correlation(["[0]", "[1]"]).unwrap();
    assert!(correlation[(0, 0)].is_nan() && correlation[(0, 1)].is_nan());
    assert_eq!(correlation[(1, 1)], 1.0);
    assert!(view.covariance(["[0]"], 2).unwrap()[(0, 0)].is_nan());
    let nothing = RecordView::of(&[[0.0f64; 2]; 0]);
    assert!(nothing.covariance(["[0]", "[1]"], 0).unwrap().as_slice().iter().all(|x| x.is_nan()));
    assert!(nothing.nan_correlation(["[0]", "[1]"]).unwrap()[(1, 1)].is_nan());
    assert!(view.covariance([""; 0], 1).unwrap().is_empty());
    let infinite = RecordView::of(&[[1.0, f64::INFINITY], [2.0, 3.0], [4.0, 1.0]])
        .covariance(["[0]", "[1]"], 1)
        .unwrap();
    assert!(infinite[(0, 1)].is_nan() && infinite[(1, 1)].is_nan() && infinite[(0, 0)].is_finite());
}

#[test]
fn what_has_no_covariance_is_named() {
    let dtype: DType =
        "[('t', '<M8[s]'), ('s', 'S3'), ('z', '<c8'), ('p', '<f4', (3,)), ('r', [('a', '|u1')])]"
            .parse()
            .unwrap();
    let view = RecordView::with_layout(&[], &dtype, 0, 0, 0).unwrap();
    let error = |path: &str| view.covariance([path], 1).unwrap_err().to_string();
    assert_eq!(error("t"), "field 't': covariance of dtype '<M8[s]', which has none");
    assert_eq!(error("s"), "field 's': covariance of dtype '|S3', which has none");
    assert_eq!(error("z"), "field 'z': covariance of dtype '<c8', which has none");
    assert!(error("p").starts_with("field 'p': expected one number in each record"));
    assert!(error("r").starts_with("field 'r': covariance of records"));
    assert!(view.covariance(["p[1]", "r.a"], 1).is_ok());
    assert!(error("q").contains("'q'"));
}

#[test]
fn the_diagonal_has_the_bits_of_variances() {
    for (count, nan) in [(1, 0), (300, 7), (RANGE + 464, 0), (RANGE + 464, 11)] {
        let (dtype, bytes) = records(count, nan);
        let view = RecordView::new(&bytes, &dtype).unwrap();
        let (plain, skipping) = (view.covariance(NAMES, 0).unwrap(), view.nan_covariance(NAMES, 1).unwrap());
        for (i, name) in NAMES.iter().enumerate() {
            let column: AnyColumn<'_> = view.any_column(name).unwrap();
            let var = |var: Option<f64>| var.filter(|x| !x.is_nan()).map(f64::to_bits);
            let found = |matrix: &Matrix| var(Some(matrix[(i, i)]));
            assert_eq!(found(&plain), var(column.var(0).unwrap()), "{name} of {count}");
            assert_eq!(found(&skipping), var(column.nan_var(1).unwrap()), "{name} of {count} without NaN");
        }
    }
}

#[test]
fn exact_far_from_zero() {
    for offset in [0.0, 1e6, 1e9, -1e9] {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
            (state >> 43) as i64 - (1 << 20)
        };
        let numbers: Vec<[i64; 2]> = (0..70_000)
            .map(|_| {
                let a = next();
                [a, next() / 4 + a / 2]
            })
            .collect();
        let unit = 2f64.powi(-21);
        let rows: Vec<[f64; 2]> = numbers.iter().map(|row| row.map(|n| offset + n as f64 * unit)).collect();
        let (n, sum) =
            (numbers.len() as i128, |i: usize| numbers.iter().map(|row| i128::from(row[i])).sum::<i128>());
        let product: i128 = numbers.iter().map(|row| i128::from(row[0]) * i128::from(row[1])).sum();
        let exact = (n * product - sum(0) * sum(1)) as f64 / (n * n) as f64 * unit * unit;
        let found = RecordView::of(&rows).covariance(["[0]", "[1]"], 0).unwrap()[(0, 1)];
        let ulps = (found - exact).abs() / (exact.abs() * f64::EPSILON);
        assert!(ulps <= 8.0, "{found} of exact {exact} at {offset}: {ulps} ulp");
    }
}

#[test]
fn pieces_and_parts() {
    let (dtype, bytes) = records(2 * RANGE + 929, 13);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    for skip in [false, true] {
        let new = || {
            let state = Covariance::new(&dtype, NAMES).unwrap();
            if skip { state.skipping_nan() } else { state }
        };
        let mut whole = new();
        whole.insert(&view).unwrap();
        let whole = whole.finish();
        let expected = (bits(&whole.covariance(1)), bits(&whole.correlation()));
        for piece in [997, 3 * RANGE / 2] {
            let mut state = new();
            for at in (0..view.len()).step_by(piece) {
                state.insert(&view.slice(at..view.len().min(at + piece))).unwrap();
            }
            let moments = state.finish();
            assert_eq!(
                (bits(&moments.covariance(1)), bits(&moments.correlation())),
                expected,
                "pieces of {piece}"
            );
        }
        // Parts that were worked out apart.
        let mut parts = [0, RANGE, 2 * RANGE]
            .map(|at| {
                let mut part = new().starting_at(at as u64);
                part.insert(&view.slice(at..view.len().min(at + RANGE))).unwrap();
                part
            })
            .into_iter();
        let mut first = parts.next().unwrap();
        parts.for_each(|part| first.combine(part).unwrap());
        let combined = first.finish();
        assert_eq!((bits(&combined.covariance(1)), bits(&combined.correlation())), expected);
        assert_eq!(combined.count(1, 1), 2 * RANGE as u64 + 929);
    }
    let other = Covariance::new(&dtype, ["x"]).unwrap();
    assert!(Covariance::new(&dtype, ["n"]).unwrap().combine(other).is_err());
    assert!(Covariance::new(&dtype, ["n"]).unwrap().insert(&RecordView::of(&[1.0])).is_err());
}

/// Enough records for several ranges, in pools of several sizes.
#[cfg(feature = "rayon")]
#[test]
fn any_number_of_threads() {
    let (dtype, bytes) = records(2 * RANGE + 928, 17);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            (bits(&view.covariance(NAMES, 1).unwrap()), bits(&view.nan_correlation(NAMES).unwrap()))
        })
    };
    let one = on(1);
    for threads in [2, 3, 8] {
        assert_eq!(on(threads), one, "{threads} threads");
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_state_is_written_and_read() {
    let (dtype, bytes) = records(RANGE + 464, 9);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    for skip in [false, true] {
        let new = || {
            let state = Covariance::new(&dtype, NAMES).unwrap();
            if skip { state.skipping_nan() } else { state }
        };
        let mut state = new();
        state.insert(&view.slice(0..RANGE)).unwrap();
        let text = serde_json::to_string(&state).unwrap();
        let mut read: Covariance = serde_json::from_str(&text).unwrap();
        for state in [&mut state, &mut read] {
            state.insert(&view.slice(RANGE..view.len())).unwrap();
        }
        let text = serde_json::to_string(&read).unwrap();
        let expected = state.finish();
        assert_eq!(bits(&read.finish().covariance(1)), bits(&expected.covariance(1)));
        let read: Covariance = serde_json::from_str(&text).unwrap();
        assert_eq!(bits(&read.finish().correlation()), bits(&expected.correlation()));
        // What is damaged is refused, or read as another state.
        for cut in (0..text.len()).step_by(97) {
            assert!(serde_json::from_str::<Covariance>(&text[..cut]).is_err());
        }
        assert!(serde_json::from_str::<Covariance>(&text.replacen("\"n\"", "\"m\"", 1)).is_err());
        assert!(serde_json::from_str::<Covariance>(&text.replacen("[\"x\",", "[", 1)).is_err());
    }
}

/// A state of nothing takes memory for all pairs of its columns.
#[cfg(feature = "serde")]
#[test]
fn columns_that_nothing_is_known_of_are_few() {
    let state = |columns: usize, skips: bool| {
        let paths = vec!["[\"x\",[]]"; columns].join(",");
        serde_json::from_str::<Covariance>(&format!("[1,\"[('x','<f8')]\",[{paths}],{skips},0,[],[]]"))
    };
    assert!(state(200, true).is_ok());
    for skips in [false, true] {
        let error = state(100_000, skips).unwrap_err().to_string();
        assert!(error.contains("100000 columns"), "{error}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn other_versions_are_refused() {
    let text = serde_json::to_string(&Covariance::new(&"<f8".parse().unwrap(), [""]).unwrap()).unwrap();
    assert!(serde_json::from_str::<Covariance>(&text).is_ok());
    let later = serde_json::from_str::<Covariance>(&text.replacen("[1,", "[2,", 1)).unwrap_err();
    assert!(later.to_string().contains("expected covariances of version 1, found version 2"), "{later}");
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let dtype: DType = "[('a.b', '<f8'), ('a', [('b', '<f8')])]".parse().unwrap();
    let whole = Covariance::new(&dtype, [&["a.b"][..]]).unwrap();
    let inner = Covariance::new(&dtype, [&["a", "b"][..]]).unwrap();
    let error = whole.clone().combine(inner.clone()).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Mismatch);
    assert!(error.message().contains("found 'a.b' at byte 8"), "{error}");
    inner.clone().combine(inner).unwrap();
    whole.clone().combine(whole).unwrap();
}
