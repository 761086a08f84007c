//! A structured file as a vector of Rust structs: load, compute, change, save.
//!
//! `cargo run -p dtype-examples --example quickstart`

use dtype_core::{Columns, DateTime64, Element, Error, FixedBytes, Nanosecond, Record, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/trades.npy");

/// What a record of the file is: 24 bytes.
#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
struct Trade {
    time: DateTime64<Nanosecond>,
    price: f64,
    size: u32,
    venue: FixedBytes<4>,
}

/// The same with a field of another type: a mistake that reading finds.
#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
struct Mistaken {
    time: DateTime64<Nanosecond>,
    price: f32,
    size: u32,
    venue: FixedBytes<4>,
}

fn main() -> Result<(), Error> {
    let mut trades: Vec<Trade> = npy::load(FILE)?;
    println!("{} trades of {} bytes, such as\n{:?}", trades.len(), Trade::DTYPE.itemsize(), trades[0]);
    assert_eq!(trades.len(), 1000);
    assert_eq!(trades[0].venue, "IEX");

    // A handle knows its field's type, so that a column needs no check and no name in quotes.
    let price = trades.column(Trade::FIELDS.price);
    let shares = trades.column(Trade::FIELDS.size).sum();
    println!("\n{shares} shares; {} of {} prices are missing", price.nan_count(), price.count());
    assert_eq!(shares, 498_100);
    assert_eq!(price.nan_count(), 1);

    // As in NumPy, a NaN makes the mean NaN, and the `nan_` twin looks past it.
    let (low, mean, high) = (price.nan_min(), price.nan_mean(), price.nan_max());
    println!("price from {:.2} to {:.2}, mean {:.4}", low.unwrap(), high.unwrap(), mean.unwrap());
    assert!(price.mean().unwrap().is_nan());
    assert_eq!((low, high), (Some(189.16), Some(190.99)));

    // Columns write through to the records. The file is written as NumPy would write it.
    trades.column_mut(Trade::FIELDS.price).update(|price| if price.is_nan() { 0.0 } else { price });
    let copy = std::env::temp_dir().join(format!("quickstart-{}.npy", std::process::id()));
    npy::save(&copy, &trades)?;
    let header = npy::header(&copy)?;
    let again: Vec<Trade> = npy::load(&copy)?;
    std::fs::remove_file(&copy).expect("the file was just written");
    println!("\nsaved as {}", header.text().trim_end());
    assert_eq!(again.column(Trade::FIELDS.price).min(), Some(0.0));

    // A type that does not fit is an error that says where and why.
    let error = npy::load::<Mistaken>(FILE).unwrap_err();
    println!("\n{error}");
    assert_eq!(error.field(), Some("price"));
    Ok(())
}
