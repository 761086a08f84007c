//! Columns of records: read, computed, written, typed and by name.
//!
//! The records are hftbacktest's events: a Rust struct with `align(64)`, so that each fills one cache line.
//!
//! `cargo run -p dtype-examples --example columns`

use dtype_core::{Columns, DType, Record, RecordView, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/events.npy");

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

/// What the low bits of `ev` say of a trade.
const TRADE: u64 = 2;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut events: Vec<Event> = npy::load(FILE)?;
    println!("{} events", events.len());
    assert_eq!(events.len(), 1500);

    // Columns are iterators of values too.
    let f = Event::FIELDS;
    let (heard, sent) = (events.column(f.local_ts), events.column(f.exch_ts));
    let latency = heard.iter().zip(sent).map(|(heard, sent)| heard - sent);
    let worst = latency.max().expect("there are events");
    println!("the slowest took {} us to arrive", worst / 1000);
    assert_eq!(worst, 899_115);

    // Records are a slice, and stay one.
    let (value, quantity) = events
        .iter()
        .filter(|event| event.ev & 0b111 == TRADE)
        .fold((0.0, 0.0), |(v, q), event| (v + event.px * event.qty, q + event.qty));
    println!("traded {quantity:.3} at {:.2} on average", value / quantity);
    assert!((value / quantity - 62_101.028_548).abs() < 1e-6);

    // Several columns to be written at once; that they share no byte is checked. A level without quantity is gone.
    let (qty, mut px) = events.columns_mut((f.qty, f.px))?;
    for i in 0..qty.len() {
        if qty.get(i) == Some(0.0) {
            px.set(i, f64::NAN);
        }
    }
    let px = events.column(f.px);
    println!(
        "{} levels are gone; the others from {:.1} to {:.1}",
        px.nan_count(),
        px.nan_min().unwrap(),
        px.nan_max().unwrap()
    );
    assert_eq!((px.nan_count(), px.nan_min(), px.nan_max()), (139, Some(62_094.8), Some(62_110.0)));

    // Columns are cut and turned without a copy.
    let last = px.slice(1495..).rev().step_by(2);
    println!("every second of the last five, backwards: {last:?}");
    assert_eq!(last.stride(), -128);

    // The same records by name, as for a file whose schema the program does not know.
    let view = RecordView::of(&events);
    println!("\n{:10} {:>6} {:>22} {:>22}", "column", "dtype", "min", "max");
    for column in view.summary().columns() {
        let dtype = DType::from(column.scalar()).to_string();
        let (min, max) = (column.min().expect("not empty"), column.max().expect("not empty"));
        println!("{:10} {dtype:>6} {:>22} {:>22}", column.name(), min.to_string(), max.to_string());
    }
    assert_eq!(view.any_column("px")?.nan_argmax()?, px.nan_argmax());
    let error = view.column::<f32>("px").unwrap_err();
    println!("\nasked for the wrong type: {error}");
    assert_eq!(error.to_string(), "field 'px': expected dtype '<f4', found '<f8'");
    Ok(())
}
