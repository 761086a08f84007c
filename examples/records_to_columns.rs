//! Records to columns and back: a struct of arrays for the loops that want one.
//!
//! The records are MetaTrader's ticks, 60 packed bytes, of which no two start at the same place in a cache line.
//!
//! `cargo run -p dtype-examples --example records_to_columns`

use dtype_core::npy;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/ticks.npy");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ticks = npy::load_array(FILE)?;

    // One trip over the records writes all columns.
    let mut columns = ticks.view().to_columns()?;
    println!("{} columns of {} values", columns.names().count(), columns.len());
    assert_eq!(columns.names().collect::<Vec<_>>()[1..4], ["bid", "ask", "last"]);

    // Each is a slice, aligned for vector instructions, of the type that it is.
    let (bid, ask) = (columns.column::<f64>("bid")?, columns.column::<f64>("ask")?);
    assert_eq!(bid.as_ptr().addr() % 64, 0);
    let middle: Vec<f64> = bid.iter().zip(ask).map(|(bid, ask)| (bid + ask) / 2.0).collect();

    // What is computed becomes a column too, and columns have the statistics that records have.
    columns.push("middle", &middle)?;
    let mean = columns.any_column("middle")?.mean()?.expect("there are ticks").to_string();
    println!("the middle is {mean} on average");
    assert_eq!(mean[..7], *"1.07959");

    // A column may be written in place.
    columns.column_mut::<u32>("flags")?.iter_mut().for_each(|flags| *flags &= 0b110);

    // Records again: the old fields where they were, the new one behind them.
    let records = columns.to_records()?;
    println!("{}", records.dtype());
    assert_eq!(records.dtype().itemsize(), 68);
    let tick = records.view().record(7).expect("a tick").to_string();
    assert!(tick.ends_with(&format!(", {})", middle[7])));

    // Fields that nobody needs go.
    let less = records.view().to_without(&["time_msc", "volume_real"])?;
    assert_eq!(less.dtype().itemsize(), 52);

    let error = columns.column::<f64>("bids").expect_err("there is no such column");
    println!("{error}");
    assert_eq!(error.to_string(), "there is no column 'bids'; did you mean 'bid'?");
    Ok(())
}
