use dtype_core::{Element, Record};

#[derive(Clone, Copy, Element)]
#[repr(u8)]
enum Side {
    Buy,
    Sell,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    price: f64,
    #[record(default)]
    side: Side,
    //    ^^^^ E0277
}

fn main() {
    let _ = (Trade::FIELDS.side, Side::Buy, Side::Sell);
}
