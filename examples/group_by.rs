//! Trades grouped by venue and by quarter of an hour, in one trip, and the table saved as a file of its own.
//!
//! `cargo run -p dtype-examples --example group_by`

use dtype_core::{Key, RecordView, Stat, Value, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/trades.npy");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The file is read in blocks: it may be larger than memory. NaN is left out of the mean where we say so.
    let file = npy::File::open(FILE)?;
    let groups = file
        .group_by(["venue"])
        .stats([
            Stat::count(),
            Stat::mean("price").skip_nan(),
            Stat::weighted_mean("price", "size").skip_nan().named("vwap"),
            Stat::sum("size"),
            Stat::median("size"),
        ])
        .run()?;
    print!("{groups}");
    assert_eq!(groups.len(), 4);
    assert_eq!(groups.key(0), [Value::Bytes(b"ARCX".to_vec())]);
    let counts = groups.column("count")?.iter().flatten();
    let total: u64 = counts.map(|count| if let Value::UInt(count) = count { *count } else { 0 }).sum();
    assert_eq!(total, 1000);

    // Two keys, one of them times in buckets: 15 minutes as NumPy's `astype("M8[15m]")` has them. NaT is a group too.
    let by_time = [Key::new("venue"), Key::floor("time", "[15m]".parse()?)];
    let bars = file
        .group_by(by_time)
        .stats([
            Stat::first("price"),
            Stat::max("price").skip_nan(),
            Stat::min("price").skip_nan(),
            Stat::last("price"),
        ])
        .run()?;
    println!("\n{bars}");
    let without_times = bars.len() - bars.clone().without_missing().len();
    assert_eq!(without_times, 1);

    // In the order in which they came first, and as records.
    let bars = bars.in_order_of_appearance();
    assert!(bars.first().is_sorted());
    let records = bars.to_records()?;
    println!("{}", records.dtype());
    let path = std::env::temp_dir().join(format!("bars-{}.npy", std::process::id()));
    npy::save_array(&path, &records)?;
    let again = npy::load_array(&path)?;
    std::fs::remove_file(&path)?;
    assert_eq!(again.view().record(0), records.view().record(0));

    // What is in memory is asked in the same way, and says the same.
    let array = npy::load_array(FILE)?;
    let view: RecordView<'_> = array.view();
    let same = view
        .group_by(["venue"])
        .stats([Stat::weighted_mean("price", "size").skip_nan().named("vwap")])
        .run()?;
    assert_eq!(same.column("vwap")?, groups.column("vwap")?);
    Ok(())
}
