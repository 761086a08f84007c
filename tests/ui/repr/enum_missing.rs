use dtype_core::{Element, Record};

#[derive(Clone, Copy, Element)]
enum Side {
//   ^^^^ Element needs an integer to store the enum as: #[repr(u8)]
    Buy,
    Sell,
}

#[derive(Clone, Copy, Element)]
#[repr(C)]
enum Venue {
//   ^^^^^ the size of a repr(C) enum is the platform's; name an integer: #[repr(u8)]
    Lse,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    side: Side,
    venue: Venue,
}

fn main() {
    let _ = (Side::Buy, Side::Sell, Venue::Lse, Trade::FIELDS.side);
}
