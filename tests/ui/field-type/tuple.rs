use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    bid: (f64, u32),
    //   ^^^^^^^^^^ the compiler may reorder a tuple; use a struct that derives Record
    none: (),
    //    ^^ `()` has no bytes and no dtype; remove the field
}

fn main() {
    let _ = Trade::FIELDS.bid;
}
