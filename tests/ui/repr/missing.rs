use dtype_core::{Columns, Record};

#[derive(Clone, Copy, Record)]
struct Trade {
//     ^^^^^ Record needs #[repr(C)]: without it the compiler may reorder the fields
    price: f64,
    size: u32,
}

fn main() {
    let trades = [Trade { price: 1.0, size: 2 }];
    let _ = trades.column(Trade::FIELDS.size).get(0);
}
