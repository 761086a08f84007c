use dtype_core::{Element, Record};

#[derive(Clone, Copy)]
struct Venue(u8);

#[derive(Clone, Copy, Element)]
#[repr(transparent)]
struct Code(Venue);
//          ^^^^^ `Venue` cannot be a field of a record

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    code: Code,
}

fn main() {
    let _ = (Trade::FIELDS.code, Venue(0));
}
