//! Records in records: a market-by-price message with a header and ten price levels, 368 bytes.
//!
//! `cargo run -p dtype-examples --example nested`

use dtype_core::{Columns, Element, Error, FieldOf, FixedBytes, Record, RecordView, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/book.npy");

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Header {
    length: u8,
    rtype: u8,
    publisher_id: u16,
    instrument_id: u32,
    ts_event: u64,
}

#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
struct Level {
    bid_px: i64,
    ask_px: i64,
    bid_sz: u32,
    ask_sz: u32,
    bid_ct: u32,
    ask_ct: u32,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Book {
    hd: Header,
    price: i64,
    size: u32,
    action: FixedBytes<1>,
    side: FixedBytes<1>,
    flags: u8,
    depth: u8,
    ts_recv: u64,
    ts_in_delta: i32,
    sequence: u32,
    levels: [Level; 10],
}

/// Handles compose, also in constants: the best bid is a field of the first level.
const BEST_BID: FieldOf<Book, i64> = Book::FIELDS.levels.at(0).then(Level::FIELDS.bid_px);
const BEST_ASK: FieldOf<Book, i64> = Book::FIELDS.levels.at(0).then(Level::FIELDS.ask_px);

/// Prices are counts of this fraction of a dollar.
const UNIT: f64 = 1e-9;

fn main() -> Result<(), Error> {
    let books: Vec<Book> = npy::load(FILE)?;
    println!("{} books of {} bytes", books.len(), Book::DTYPE.itemsize());
    assert_eq!((books.len(), Book::DTYPE.itemsize()), (300, 368));
    println!("the best bid lies {} bytes in, the best ask {}", BEST_BID.offset(), BEST_ASK.offset());
    assert_eq!((BEST_BID.offset(), BEST_ASK.offset()), (48, 56));

    let bid = books.column(BEST_BID);
    let (low, high) = (bid.min().expect("books"), bid.max().expect("books"));
    println!("best bid from {:.2} to {:.2}", low as f64 * UNIT, high as f64 * UNIT);
    assert_eq!((low, high), (189_480_000_000, 189_820_000_000));

    println!("\nthe first book\n{:>10} {:>5} | {:<5} {:<10}", "bid", "size", "size", "ask");
    for level in books[0].levels {
        let (bid, ask) = (level.bid_px as f64 * UNIT, level.ask_px as f64 * UNIT);
        println!("{bid:10.2} {:5} | {:<5} {ask:<10.2}", level.bid_sz, level.ask_sz);
        assert!(level.bid_px < level.ask_px);
    }

    // Arrays of records are read as they are, a level at a time or all levels of all books.
    let deepest = books.column(Book::FIELDS.levels.at(9));
    let empty = deepest.iter().filter(|level| level.ask_px == i64::MAX).count();
    println!("\n{empty} books have no tenth level of asks");
    assert_eq!(empty, 12);

    // By name: one level, or all of them as a column with an axis of its own.
    let view = RecordView::of(&books);
    assert_eq!(view.column::<i64>("levels[0].bid_px")?, bid);
    let sizes = view.any_column("levels.bid_sz")?;
    println!("{} bids in all, an array of shape {:?}", sizes.sum()?, sizes.shape());
    assert_eq!(sizes.shape(), [300, 10]);
    assert_eq!(sizes.sum()?.to_string(), "2021100");
    Ok(())
}
