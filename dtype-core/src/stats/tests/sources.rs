//! The same values give the same bits, wherever they lie and however they arrive.

use crate::stats::engine::RANGE;
use crate::{DType, RecordView, Summary, SummaryBuilder, Value};

/// Everything a summary says, with floats as bits.
fn bits(summary: &Summary) -> Vec<String> {
    let value = |value: Option<Value>| match value {
        Some(Value::Float64(x)) => format!("{:x}", x.to_bits()),
        Some(Value::Complex128(re, im)) => format!("{:x} {:x}", re.to_bits(), im.to_bits()),
        other => format!("{other:?}"),
    };
    let describe = |column: &crate::ColumnSummary| {
        let (sum, mean, var) = (value(column.sum()), value(column.mean()), column.var(1).map(f64::to_bits));
        let (min, max) = (value(column.min()), value(column.max()));
        format!(
            "{} {} {} {sum} {mean} {var:?} {min} {max}",
            column.name(),
            column.count(),
            column.nan_count()
        )
    };
    summary.columns().iter().map(describe).collect()
}

const DTYPE: &str = "[('time', '<M8[ns]'), ('price', '>f8'), ('size', '<u4'), ('pos', '<f4', (3,)), ('flags', '|u1'), \
    ('hash', '<u8'), ('z', '<c8'), ('span', '<m8[s]'), ('half', '<f2'), ('name', 'S3'), ('ok', '?')]";

/// Records of bytes that look random, among them NaN and NaT of every kind.
pub(super) fn records(count: usize) -> (DType, Vec<u8>) {
    let dtype: DType = DTYPE.parse().unwrap();
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state >> 33
    };
    let mut bytes = Vec::new();
    for i in 0..count {
        let x = next() as f64 / 1e6 - 1000.0;
        let time = if next() % 50 == 0 { i64::MIN } else { 1_700_000_000_000_000_000 + i as i64 };
        let price = if next() % 9 == 0 { f64::NAN } else { x };
        bytes.extend(time.to_le_bytes());
        bytes.extend(price.to_be_bytes());
        bytes.extend((next() as u32).to_le_bytes());
        for _ in 0..3 {
            bytes.extend((next() as f32 / 3.0).to_le_bytes());
        }
        bytes.push(next() as u8);
        bytes.extend((next() << 33 ^ next()).to_le_bytes());
        bytes.extend((next() as f32).to_le_bytes());
        bytes.extend(if next() % 70 == 0 { f32::NAN } else { next() as f32 }.to_le_bytes());
        bytes.extend((next() as i64 - (1 << 30)).to_le_bytes());
        bytes.extend(((next() % 0x7c00) as u16).to_le_bytes());
        bytes.extend(b"abc");
        bytes.push((next() % 3) as u8);
    }
    (dtype, bytes)
}

#[test]
fn pieces_of_any_size() {
    let (dtype, bytes) = records(RANGE + 4465);
    let whole = RecordView::new(&bytes, &dtype).unwrap().summary();
    let expected = bits(&whole);
    for piece in [333, 1001, RANGE] {
        let mut builder = SummaryBuilder::new(&dtype).unwrap();
        for bytes in bytes.chunks(piece * dtype.itemsize()) {
            builder.insert(&RecordView::new(bytes, &dtype).unwrap()).unwrap();
        }
        assert_eq!(bits(&builder.finish()), expected, "pieces of {piece}");
    }
    // One record at a time, over the first blocks.
    let first = &bytes[..600 * dtype.itemsize()];
    let mut builder = SummaryBuilder::new(&dtype).unwrap();
    for bytes in first.chunks(dtype.itemsize()) {
        builder.insert(&RecordView::new(bytes, &dtype).unwrap()).unwrap();
    }
    assert_eq!(bits(&builder.finish()), bits(&RecordView::new(first, &dtype).unwrap().summary()));
}

#[test]
fn gaps_and_misalignment() {
    let (dtype, bytes) = records(3000);
    let expected = bits(&RecordView::new(&bytes, &dtype).unwrap().summary());
    let size = dtype.itemsize();
    for (shift, gap) in [(1, 0), (3, 5), (8, 64)] {
        let mut spread = vec![0xA5; shift];
        for record in bytes.chunks(size) {
            spread.extend_from_slice(record);
            spread.extend(vec![0xA5; gap]);
        }
        let view = RecordView::with_layout(&spread, &dtype, shift, (size + gap) as isize, 3000).unwrap();
        assert_eq!(bits(&view.summary()), expected);
    }
}

#[test]
fn a_summary_has_the_bits_of_the_columns() {
    let (dtype, bytes) = records(RANGE + 464);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let summary = view.summary();
    for column in summary.columns() {
        let alone = view.any_column(column.path()).unwrap();
        assert_eq!(column.count(), alone.count() as u64);
        let Ok(nans) = alone.nan_count() else { continue };
        assert_eq!(column.nan_count(), nans as u64);
        if column.scalar().kind().letter() != 'm' {
            // Of timedeltas, a summary skips NaT; NumPy and `nan_sum` do not.
            assert_eq!(
                format!("{:?}", column.sum()),
                format!("{:?}", alone.nan_sum().ok()),
                "{}",
                column.name()
            );
            assert_eq!(format!("{:?}", column.mean()), format!("{:?}", alone.nan_mean().ok().flatten()));
        }
        assert_eq!(column.var(1), alone.nan_var(1).ok().flatten());
        assert_eq!(column.std(0), alone.nan_std(0).ok().flatten());
        assert_eq!(format!("{:?}", column.min()), format!("{:?}", alone.nan_min().ok().flatten()));
        assert_eq!(format!("{:?}", column.max()), format!("{:?}", alone.nan_max().ok().flatten()));
    }
}

#[test]
fn byte_order_and_stride_of_typed_columns() {
    use crate::Be;
    let values: Vec<f64> = (0..5000).map(|i| f64::from(i).sin() * 1e3).collect();
    let swapped: Vec<[Be<f64>; 2]> = values.iter().map(|&x| [Be::new(x), Be::new(-x)]).collect();
    let native = RecordView::of(&values);
    let (x, view) = (native.column::<f64>([]).unwrap(), RecordView::of(&swapped));
    let bytes: Vec<u8> = view.any_column("[0]").unwrap().values().flat_map(|_| [0u8]).collect();
    assert_eq!(bytes.len(), 5000);
    let y = view.any_column("[0]").unwrap();
    assert_eq!(y.sum().unwrap(), Value::Float64(x.sum()));
    assert_eq!(y.var(1).unwrap(), x.var(1));
    // Backwards, and every second: other values, but through the same door as a copy of them.
    let copy: Vec<f64> = values.iter().rev().copied().step_by(2).collect();
    let copy = RecordView::of(&copy);
    let copy = copy.column::<f64>([]).unwrap();
    let walk = x.rev().step_by(2);
    assert_eq!((walk.sum(), walk.std(1), walk.argmax()), (copy.sum(), copy.std(1), copy.argmax()));
}

#[test]
fn records_of_another_dtype_are_refused() {
    let mut builder = SummaryBuilder::new(&"<f8".parse().unwrap()).unwrap();
    let error = builder.insert(&RecordView::of(&[1.0f32])).unwrap_err();
    assert_eq!(error.to_string(), "expected records of dtype '<f8', found '<f4'");
    assert!(SummaryBuilder::new(&"O".parse().unwrap()).is_err());
}

#[test]
fn a_summary_of_nothing() {
    let dtype: DType = DTYPE.parse().unwrap();
    let summary = RecordView::new(&[], &dtype).unwrap().summary();
    assert_eq!((summary.records(), summary.columns().len()), (0, 11));
    for column in summary.columns() {
        assert_eq!((column.count(), column.mean(), column.min(), column.var(0)), (0, None, None, None));
    }
}

/// Enough records for several ranges, in pools of several sizes.
#[cfg(feature = "rayon")]
#[test]
fn any_number_of_threads() {
    let (dtype, bytes) = records(2 * RANGE + 3928);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let column = view.any_column("price").unwrap();
        pool.install(|| (bits(&view.summary()), column.nan_var(1).unwrap(), column.nan_argmax().unwrap()))
    };
    let one = on(1);
    for threads in [2, 3, 8] {
        assert_eq!(on(threads), one, "{threads} threads");
    }
}

#[test]
fn sums_of_windows_and_broadcast_views_are_those_of_their_copies() {
    use crate::ArrayView;
    use crate::shape::Order;

    let floats: Vec<f64> = (0..6000).map(|i| f64::from(i % 97) * 0.25 - 3.0).collect();
    let integers: Vec<i16> = (0..6000).map(|i| (i % 1009) as i16 - 400).collect();
    let shapes: [&[usize]; 3] = [&[6000], &[60, 100], &[20, 3, 100]];
    for shape in shapes {
        let of = |window: &[usize], by: usize| {
            let f = ArrayView::with_shape(&floats, shape, Order::C).unwrap();
            let i = ArrayView::with_shape(&integers, shape, Order::C).unwrap();
            let f = f.sliding_window_view(window, None).unwrap();
            let i = i.sliding_window_view(window, None).unwrap();
            let more: Vec<usize> = std::iter::once(by).chain(f.shape().iter().copied()).collect();
            let (f, i) = (f.broadcast_to(&more).unwrap(), i.broadcast_to(&more).unwrap());
            // Quarters add up exactly.
            assert_eq!(f.sum(), f.iter().sum::<f64>(), "{shape:?} {window:?}");
            assert_eq!(f.mean(), Some(f.sum() / f.size() as f64));
            assert_eq!(i.sum(), i.iter().map(i128::from).sum::<i128>());
        };
        let longest: Vec<usize> = shape.iter().map(|&len| len.min(50)).collect();
        of(&vec![1; shape.len()], 3);
        of(&vec![3; shape.len()], 1);
        of(&longest, 2);
    }
    let mut odd = vec![f64::MAX / 4.0; 4000];
    let sum = |values: &[f64]| ArrayView::new(values).sliding_window_view(&[9], None).unwrap().sum();
    assert_eq!(sum(&odd), f64::INFINITY);
    odd.iter_mut().skip(1).step_by(2).for_each(|x| *x = -*x);
    assert!(sum(&odd).is_finite());
    odd[2000] = f64::NEG_INFINITY;
    assert_eq!(sum(&odd), f64::NEG_INFINITY);
    odd[1999] = f64::NAN;
    assert!(sum(&odd).is_nan());
}
