//! Histograms and frequencies are the same from memory and from files, on any number of threads.

use super::sources::records;
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
fn files_and_memory_count_alike() {
    let (dtype, bytes) = records(70_001);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let path = std::env::temp_dir().join(format!("counted-{}.npy", std::process::id()));
    let header = crate::npy::Header::new(&dtype, &[70_001], false).unwrap().to_bytes();
    std::fs::write(&path, [header, bytes.clone()].concat()).unwrap();
    let file = crate::npy::File::open(&path).unwrap();
    for bins in [
        crate::Bins::Count(7),
        crate::Bins::Count(5000),
        crate::Bins::Auto,
        crate::Bins::Edges(vec![0.0, 1.0, 2.5]),
    ] {
        let memory = counted(
            |field| view.any_column(field)?.histogram(bins.clone()),
            |field| view.any_column(field)?.frequencies(),
        );
        let found = counted(|field| file.histogram(field, bins.clone()), |field| file.frequencies(field));
        assert_eq!(found, memory, "{bins}");
    }
    let within = |range| {
        (
            view.any_column("price").unwrap().histogram_within(9, range),
            file.histogram_within("price", 9, -3.0..=3.0),
        )
    };
    let (memory, found) = within(-3.0..=3.0);
    assert_eq!(memory.unwrap(), found.unwrap());
    let error = file.histogram("price", 3).unwrap_err();
    assert_eq!(error.field(), Some("price"));
    assert!(error.message().contains("NaN among 70001"), "{error}");
    std::fs::remove_file(&path).unwrap();
}

#[cfg(feature = "rayon")]
#[test]
fn threads_count_alike() {
    let (dtype, bytes) = records(300_000);
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
