//! Files larger than you want to load: as memory, or part by part.
//!
//! Mapping copies nothing and reads nothing before it is touched, but the caller has to promise that nobody changes the
//! file. Reading in parts is safe, holds one part at a time, and gives the same numbers.
//!
//! `cargo run --release -p dtype-examples --example map_large`

#![allow(unsafe_code, reason = "mapping a file is a promise that the compiler cannot check")]

use std::time::Instant;

use dtype_core::{Columns, Element, Error, Record, npy};

const EVENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/events.npy");

#[derive(Clone, Copy, Record)]
#[repr(C, align(64))]
struct Event {
    ev: u64,
    exch_ts: i64,
    local_ts: i64,
    px: f64,
    qty: f64,
    order_id: u64,
    ival: i64,
    fval: f64,
}

fn main() -> Result<(), Error> {
    // A day of events: the small file many times over, 29 MB.
    let day = npy::load::<Event>(EVENTS)?.repeat(300);
    let path = std::env::temp_dir().join(format!("map_large-{}.npy", std::process::id()));
    npy::save(&path, &day)?;
    drop(day);

    let start = Instant::now();
    // SAFETY: the file was made above under a name that nobody else knows, and is not written to any more.
    let map = unsafe { npy::Map::open(&path) }?;
    let events: &[Event] = map.records()?;
    println!(
        "{} events of {} bytes, mapped in {:.0?}",
        events.len(),
        Event::DTYPE.itemsize(),
        start.elapsed()
    );
    assert_eq!(events.len(), 450_000);

    // They are a slice as any other. Only the pages that are looked at are read.
    let middle = &events[events.len() / 2];
    println!("in the middle of the day: {:.3} at {:.1}", middle.qty, middle.px);
    let px = events.column(Event::FIELDS.px);
    assert_eq!(px.as_slice(), None); // one price in each 64 bytes
    assert_eq!(px.get(1500), px.get(0));

    let start = Instant::now();
    let mapped = map.view().summary();
    println!("all {} columns in {:.0?}, one pass", mapped.columns().len(), start.elapsed());

    // The same without a promise.
    let file = npy::File::open(&path)?;
    let read = file.summary()?;
    println!("\n{:10} {:>24} {:>24}", "column", "mean", "deviation");
    for (ours, theirs) in mapped.columns().iter().zip(read.columns()) {
        let (mean, std) = (ours.mean().expect("not empty"), ours.std(0).expect("not empty"));
        println!("{:10} {:>24} {std:>24}", ours.name(), mean.to_string());
        assert_eq!((Some(mean), Some(std)), (theirs.mean(), theirs.std(0)));
    }

    // Any rows, and block after block.
    let quantity = file.rows(225_000..225_010)?.view().column::<f64>("qty")?.sum();
    let mut largest = f64::NEG_INFINITY;
    for block in file.blocks(100_000) {
        largest = largest.max(block?.view().column::<f64>("qty")?.max().expect("not empty"));
    }
    println!("\nten events in the middle move {quantity:.3}, the largest of the day {largest}");
    assert_eq!(quantity, events[225_000..225_010].column(Event::FIELDS.qty).sum());
    assert_eq!(largest, 4.999);

    drop(map);
    std::fs::remove_file(&path).expect("nobody else knows it");
    Ok(())
}
