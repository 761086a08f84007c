//! Statistics taken together are those of the columns taken alone, to the bit.

use super::sources::records;
use crate::stats::engine::RANGE;
use crate::{
    AnyColumn, DType, Error, ErrorKind, QuantileMethod, RecordView, Stat, StatValues, StatsBuilder, Value,
};

/// NaN as a word: the bits of one are not promised.
pub(super) fn shown(value: &Option<Value>) -> String {
    let bits = |x: f64| if x.is_nan() { "nan".to_owned() } else { format!("{:x}", x.to_bits()) };
    match value {
        Some(Value::Float64(x)) => bits(*x),
        Some(Value::Complex128(re, im)) => format!("{} {}", bits(*re), bits(*im)),
        other => format!("{other:?}"),
    }
}

type Alone = fn(&AnyColumn<'_>) -> Result<Option<Value>, Error>;

fn count(count: usize) -> Value {
    Value::UInt(count as u64)
}

/// Every statistic of a column, and the method that gives it.
fn all(path: &str) -> Vec<(Stat, Alone)> {
    vec![
        (Stat::nan_count(path), |c| Ok(Some(count(c.nan_count()?)))),
        (Stat::sum(path), |c| c.sum().map(Some)),
        (Stat::sum(path).skip_nan(), |c| c.nan_sum().map(Some)),
        (Stat::sum_exact(path), |c| c.sum_exact().map(Some)),
        (Stat::product(path), |c| c.product().map(Some)),
        (Stat::product(path).skip_nan(), |c| c.nan_product().map(Some)),
        (Stat::mean(path), |c| c.mean()),
        (Stat::mean(path).skip_nan(), |c| c.nan_mean()),
        (Stat::var(path, 1), |c| Ok(c.var(1)?.map(Value::Float64))),
        (Stat::var(path, 0).skip_nan(), |c| Ok(c.nan_var(0)?.map(Value::Float64))),
        (Stat::std(path, 0), |c| Ok(c.std(0)?.map(Value::Float64))),
        (Stat::std(path, 1).skip_nan(), |c| Ok(c.nan_std(1)?.map(Value::Float64))),
        (Stat::skew(path), |c| Ok(c.skew()?.map(Value::Float64))),
        (Stat::skew(path).skip_nan(), |c| Ok(c.nan_skew()?.map(Value::Float64))),
        (Stat::kurtosis(path), |c| Ok(c.kurtosis()?.map(Value::Float64))),
        (Stat::kurtosis(path).skip_nan(), |c| Ok(c.nan_kurtosis()?.map(Value::Float64))),
        (Stat::min(path), |c| c.min()),
        (Stat::min(path).skip_nan(), |c| c.nan_min()),
        (Stat::max(path), |c| c.max()),
        (Stat::max(path).skip_nan(), |c| c.nan_max()),
        (Stat::ptp(path), |c| c.ptp()),
        (Stat::argmin(path), |c| Ok(c.argmin()?.map(count))),
        (Stat::argmin(path).skip_nan(), |c| Ok(c.nan_argmin()?.map(count))),
        (Stat::argmax(path), |c| Ok(c.argmax()?.map(count))),
        (Stat::argmax(path).skip_nan(), |c| Ok(c.nan_argmax()?.map(count))),
        (Stat::any(path), |c| Ok(Some(Value::Bool(c.any()?)))),
        (Stat::all(path), |c| Ok(Some(Value::Bool(c.all()?)))),
        (Stat::count_nonzero(path), |c| Ok(Some(count(c.count_nonzero()?)))),
        (Stat::median(path), |c| c.median()),
        (Stat::median(path).skip_nan(), |c| c.nan_median()),
        (Stat::mad(path), |c| c.mad()),
        (Stat::mad(path).skip_nan(), |c| c.nan_mad()),
        (Stat::quantile(path, 0.25), |c| c.quantile(0.25)),
        (Stat::quantile(path, 0.9).skip_nan(), |c| c.nan_quantile(0.9)),
        (Stat::quantile_by(path, 0.7, QuantileMethod::Higher), |c| {
            Ok(c.quantiles(&[0.7], QuantileMethod::Higher)?.pop().flatten())
        }),
    ]
}

/// Those that the dtypes of the columns have, and what they are alone.
fn asked(view: &RecordView<'_>, ranked: bool) -> (Vec<Stat>, Vec<String>) {
    let mut stats = Vec::new();
    let mut expected = Vec::new();
    for (path, column) in view.any_columns() {
        for (stat, alone) in
            all(&path.join(".")).into_iter().filter(|(stat, _)| ranked || !stat.what.is_ranked())
        {
            match alone(&column) {
                Ok(value) => {
                    stats.push(stat);
                    expected.push(shown(&value));
                }
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Unsupported);
                    let together = view.stats([stat.clone()]).run();
                    assert_eq!(together.unwrap_err().kind(), ErrorKind::Unsupported, "{stat:?}");
                }
            }
        }
    }
    // Two quantiles of a column have names of their own.
    let stats = stats.into_iter().enumerate().map(|(i, stat)| stat.named(i.to_string())).collect();
    (stats, expected)
}

fn bits(values: &StatValues) -> Vec<String> {
    values.values().iter().map(shown).collect()
}

/// Fewer columns of more records: more than four ranges.
fn many(count: usize) -> (DType, Vec<u8>) {
    let dtype = "[('x', '<f8'), ('n', '>i8'), ('z', '<f4', (3,))]".parse().unwrap();
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state >> 33
    };
    let mut bytes = Vec::new();
    for _ in 0..count {
        let x = if next() % 100 == 0 { f64::NAN } else { next() as f64 / 3.0 };
        bytes.extend(x.to_le_bytes());
        bytes.extend((next() as i64).to_be_bytes());
        (0..3).for_each(|_| bytes.extend((next() as f32 / 7.0).to_le_bytes()));
    }
    (dtype, bytes)
}

#[test]
fn together_as_alone() {
    for len in [0, 1, 255, 3000] {
        let (dtype, bytes) = records(len);
        let view = RecordView::new(&bytes, &dtype).unwrap();
        let (stats, expected) = asked(&view, true);
        let found = view.stats(stats.clone()).run().unwrap();
        for ((stat, found), expected) in stats.iter().zip(found.values()).zip(&expected) {
            assert_eq!(&shown(found), expected, "{:?} of {} of {len} records", stat.what, stat.path_shown());
        }
    }
}

#[test]
fn pieces_and_threads_make_no_difference() {
    let (dtype, bytes) = many(3 * RANGE + 3345);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let (stats, expected) = asked(&view, false);
    assert_eq!(bits(&view.stats(stats.clone()).run().unwrap()), expected);
    for piece in [999, RANGE] {
        let mut builder = StatsBuilder::new(&dtype, stats.clone()).unwrap();
        for bytes in bytes.chunks(piece * dtype.itemsize()) {
            builder.insert(&RecordView::new(bytes, &dtype).unwrap()).unwrap();
        }
        assert_eq!(bits(&builder.finish().unwrap()), expected);
    }
    #[cfg(feature = "rayon")]
    for threads in [1, 2, 3, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| view.stats(stats.clone()).run().unwrap());
        assert_eq!(bits(&found), expected, "{threads} threads");
    }
}

#[test]
fn parts_are_the_whole() {
    let part = StatsBuilder::PART as usize;
    let (dtype, bytes) = many(2 * part + 345);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let stats = [
        Stat::mean("x").skip_nan(),
        Stat::var("x", 1).skip_nan(),
        Stat::skew("n"),
        Stat::argmax("n"),
        Stat::sum("z"),
        Stat::count(),
        Stat::last("z"),
        Stat::nan_count("x"),
        Stat::kurtosis("z"),
    ];
    let whole = view.stats(stats.clone()).run().unwrap();
    let of = |range: std::ops::Range<usize>| {
        let mut builder = StatsBuilder::new(&dtype, stats.clone()).unwrap().starting_at(range.start as u64);
        builder.insert(&view.slice(range)).unwrap();
        builder
    };
    let mut all = of(0..part);
    assert!(all.combine(of(2 * part..view.len())).unwrap_err().to_string().contains("begins at record"));
    all.combine(of(part..2 * part)).unwrap();
    all.combine(of(2 * part..view.len())).unwrap();
    assert_eq!(all.records(), view.len() as u64);
    assert_eq!(bits(&all.finish().unwrap()), bits(&whole));
    // Cut anywhere: what is exact is the same, sums are near.
    let mut all = of(0..1001);
    all.combine(of(1001..6 * RANGE + 77)).unwrap();
    all.insert(&view.slice(6 * RANGE + 77..view.len())).unwrap();
    let values = all.finish().unwrap();
    for ((stat, found), expected) in stats.iter().zip(values.values()).zip(whole.values()) {
        match (found, expected) {
            (Some(Value::Float64(a)), Some(Value::Float64(b))) => {
                assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{:?}: {a} {b}", stat.what);
            }
            _ => assert_eq!(shown(found), shown(expected), "{:?} of {}", stat.what, stat.path_shown()),
        }
    }
}

#[test]
fn ends_and_weights() {
    let dtype = "[('x', '<f8'), ('w', '|u1'), ('s', 'S3'), ('l', '<u8')]".parse().unwrap();
    let mut bytes = Vec::new();
    for (x, w, s, l) in [(f64::NAN, 1u8, b"b\0\0", u64::MAX), (3.0, 2, b"abc", 1), (6.0, 1, b"zz\0", 0)] {
        bytes.extend(x.to_le_bytes());
        bytes.push(w);
        bytes.extend(s);
        bytes.extend(l.to_le_bytes());
    }
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let value = |stat: Stat| view.stats([stat]).run().unwrap().values()[0].clone();
    assert_eq!(value(Stat::first("x").skip_nan()), Some(Value::Float64(3.0)));
    assert_eq!(value(Stat::last("s")), Some(Value::Bytes(b"zz".to_vec())));
    assert_eq!(value(Stat::argmin("s")), Some(Value::UInt(1)));
    assert_eq!(value(Stat::first("l")), Some(Value::UInt(u64::MAX)));
    assert_eq!(value(Stat::weighted_mean("x", "w").skip_nan()), Some(Value::Float64(4.0)));
    assert!(matches!(value(Stat::weighted_mean("x", "w")), Some(Value::Float64(x)) if x.is_nan()));
    let mean = (18446744073709551615.0 + 2.0) / 4.0;
    assert_eq!(value(Stat::weighted_mean("l", "w")), Some(Value::Float64(mean)));
    let none = view.slice(0..0);
    let stats = [Stat::weighted_mean("x", "w"), Stat::first("s"), Stat::count(), Stat::sum("w")];
    let of_none = none.stats(stats).run().unwrap();
    assert_eq!(of_none.values(), [None, None, Some(Value::UInt(0)), Some(Value::Int128(0))]);
}

#[test]
fn what_is_asked_wrongly() {
    let dtype = "[('x', '<f8'), ('s', 'S3'), ('p', '<f4', (2,))]".parse().unwrap();
    let view = RecordView::new(&[], &dtype).unwrap();
    let says = |stats: Vec<Stat>| view.stats(stats).run().unwrap_err().to_string();
    assert!(says(vec![Stat::mean("y")]).contains("no field 'y'"), "{}", says(vec![Stat::mean("y")]));
    assert_eq!(says(vec![Stat::mean("s")]), "field 's': mean of dtype '|S3', which has none");
    assert!(says(vec![Stat::mean([])]).starts_with("mean of records; name one of their fields"));
    assert!(says(vec![Stat::quantile("x", 1.5)]).contains("expected quantiles in [0, 1], found 1.5"));
    let twice = says(vec![Stat::var("x", 0), Stat::var("x", 1)]);
    assert!(twice.contains("found 'x_var' twice; name one by `named`"), "{twice}");
    assert!(says(vec![Stat::weighted_mean("x", "p")]).contains("expected a weight for each"));
    assert!(says(vec![Stat::weighted_mean("x", "s")]).contains("weighted mean of dtype '|S3'"));
}
