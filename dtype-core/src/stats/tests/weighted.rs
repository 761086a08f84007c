//! Means and counts with weights have the same bits on any number of threads and from any source.

use super::query::shown;
use super::sources::records;
use crate::view::RecordView;

/// Whatever has weights, with floats as bits.
fn weighted(view: &RecordView<'_>) -> Vec<String> {
    let mut all = Vec::new();
    let weights = view.any_column("size").unwrap();
    for field in ["price", "size", "flags", "hash", "z", "half", "ok"] {
        let values = view.any_column(field).unwrap();
        all.push(format!("{field} {}", shown(&values.average(&weights).unwrap())));
        all.push(format!("{field} {}", shown(&values.nan_average(&weights).unwrap())));
    }
    // NaN among the weights too.
    let (hash, price) = (view.any_column("hash").unwrap(), view.any_column("price").unwrap());
    all.push(shown(&hash.average(&price).unwrap()));
    all.push(shown(&hash.nan_average(&price).unwrap()));
    let flags = view.column::<u8>("flags").unwrap();
    all.push(format!("{:?}", flags.bincount(0).unwrap()));
    let sums = flags.bincount_weighted(&view.column::<u32>("size").unwrap(), 0).unwrap();
    all.extend(sums.iter().map(|sum| format!("{:x}", sum.to_bits())));
    let sums = flags.bincount_weighted(&view.column::<u64>("hash").unwrap(), 0).unwrap();
    all.extend(sums.iter().map(|sum| format!("{:x}", sum.to_bits())));
    all
}

fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

#[test]
fn threads_and_sources_make_no_difference() {
    // More than two ranges, and an odd rest.
    let count = 140_001;
    let (dtype, bytes) = records(count);
    let expected = on(1, || weighted(&RecordView::new(&bytes, &dtype).unwrap()));
    for (threads, shift, gap) in [(2, 0, 0), (3, 1, 0), (8, 3, 5), (1, 8, 64)] {
        let mut spread = vec![0xA5; shift];
        for record in bytes.chunks(dtype.itemsize()) {
            spread.extend_from_slice(record);
            spread.extend(vec![0xA5; gap]);
        }
        let stride = (dtype.itemsize() + gap) as isize;
        let view = RecordView::with_layout(&spread, &dtype, shift, stride, count).unwrap();
        assert_eq!(
            on(threads, || weighted(&view)),
            expected,
            "{threads} threads, {gap} bytes between records"
        );
    }
}

#[test]
fn typed_columns_say_the_same() {
    let (dtype, bytes) = records(70_001);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let (size, hash) = (view.column::<u32>("size").unwrap(), view.column::<u64>("hash").unwrap());
    let typed = on(3, || hash.average(&size).unwrap()).map(crate::Value::Float64);
    let any = on(1, || view.any_column("hash").unwrap().average(&view.any_column("size").unwrap()).unwrap());
    assert_eq!(shown(&typed), shown(&any));
    // Sums of weights are added one after the other.
    let flags = view.column::<u8>("flags").unwrap();
    let mut sums = vec![0.0; 256];
    flags.iter().zip(hash.iter()).for_each(|(flag, weight)| sums[usize::from(flag)] += weight as f64);
    assert_eq!(on(8, || flags.bincount_weighted(&hash, 256).unwrap()), sums);
}
