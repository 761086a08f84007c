//! Records as JSON Lines and as CSV, and back: with the same bits, or with an error that says where.
//!
//! `cargo run -p dtype-examples --example json_lines`

use dtype_core::serde::{NonFinite, RecordFormat};
use dtype_core::{DateTime64, FixedBytes, Nanosecond, Record, RecordView, csv, json, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/trades.npy");

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    time: DateTime64<Nanosecond>,
    price: f64,
    size: u32,
    venue: FixedBytes<4>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let trades: Vec<Trade> = npy::load(FILE)?;
    let view = RecordView::of(&trades);
    let format = RecordFormat::new();

    // One object a line, straight from the records.
    let mut text = Vec::new();
    json::write_lines(&mut text, &view.slice(0..3), &format)?;
    print!("{}", str::from_utf8(&text)?);

    // All of them, and back: JSON says nothing of types, so the dtype does.
    let mut text = Vec::new();
    json::write_lines(&mut text, &view, &format)?;
    let back = json::read_lines(&text[..], view.dtype(), &format)?;
    let prices = |view: &RecordView<'_>| -> Vec<u64> {
        let price = view.column::<f64>("price").expect("a price");
        price.iter().map(f64::to_bits).collect()
    };
    assert_eq!(prices(&back.view()), prices(&view));
    println!("{} records, {} bytes of text, the same bits", back.len(), text.len());

    // What is no number in JSON has a choice of forms.
    let nulls = RecordFormat::new().non_finite(NonFinite::Null);
    let missing = trades.iter().position(|trade| trade.price.is_nan()).expect("a trade without a price");
    println!("{}", serde_json::to_string(&nulls.records(&view).record(missing))?);

    // A mistake has a line, a field and a reason.
    let wrong = "{\"time\": \"2024-03-01\", \"price\": 1, \"size\": 2, \"venue\": \"IEX\"}\n\
                 {\"time\": \"2024-03-01\", \"price\": 1, \"size\": -2, \"venue\": \"IEX\"}\n";
    let error = json::read_lines(wrong.as_bytes(), view.dtype(), &format).expect_err("no size is below zero");
    println!("{error}");
    assert!(error.to_string().starts_with("line 2, column "));

    // CSV has a column for each value, in any order when it is read.
    let mut text = Vec::new();
    csv::write(&mut text, &view.slice(0..2), &format)?;
    print!("{}", str::from_utf8(&text)?);
    assert_eq!(csv::read(&text[..], view.dtype(), &format)?.len(), 2);
    Ok(())
}
