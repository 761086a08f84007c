use dtype_core::{Columns, Record};

#[derive(Clone, Copy)]
struct Venue(u8);

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    price: f64,
    venue: Venue,
    //     ^^^^^ `Venue` cannot be a field of a record
}

fn main() {
    let trades = [Trade { price: 1.0, venue: Venue(0) }];
    let _ = trades.column(Trade::FIELDS.price).get(0);
}
