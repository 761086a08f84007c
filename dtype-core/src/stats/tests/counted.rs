//! Histograms and frequencies are the same on any number of threads.

use super::sources::records;
use crate::stats::engine::RANGE;
use crate::view::RecordView;

/// Histograms and frequencies of every field, or why there are none.
fn counted(
    histogram: impl Fn(&str) -> crate::error::Result<crate::Histogram>,
    frequencies: impl Fn(&str) -> crate::error::Result<crate::Frequencies>,
) -> Vec<String> {
    let fields = ["time", "price", "size", "pos", "flags", "hash", "z", "span", "half", "name", "ok"];
    let shown = |field| {
        let histogram = histogram(field).map(|histogram| {
            let edges: Vec<u64> = histogram.edges().iter().map(|edge| edge.to_bits()).collect();
            (edges, histogram.counts().to_vec())
        });
        let frequencies = frequencies(field).map(|all| {
            let shown: Vec<String> =
                all.top(50).iter().map(|(value, count)| format!("{value} {count}")).collect();
            (shown, all.distinct(), all.total())
        });
        format!(
            "{:?} {:?}",
            histogram.map_err(|error| error.kind()),
            frequencies.map_err(|error| error.kind())
        )
    };
    fields.map(shown).to_vec()
}

#[test]
fn threads_count_alike() {
    let (dtype, bytes) = records(4 * RANGE + 4321);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            counted(
                |field| view.any_column(field)?.histogram(31),
                |field| view.any_column(field)?.frequencies(),
            )
        })
    };
    let one = on(1);
    for threads in [2, 3, 8] {
        assert_eq!(on(threads), one, "{threads} threads");
    }
}
