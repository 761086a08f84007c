use dtype_core::{Record, cast};

#[derive(Clone, Copy, Record)]
#[repr(u8)]
pub enum Side {
//  ^^^^ Record is for structs; an enum without fields can derive Element
    Buy,
    Sell,
}

fn main() {
    let _ = (Side::FIELDS, Side::Buy, Side::Sell, cast::<Side>(&[0]).is_ok());
}
