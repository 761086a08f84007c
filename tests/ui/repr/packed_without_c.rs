use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(packed)]
//     ^^^^^^ write repr(C, packed): without C the compiler may reorder the fields
struct Trade {
    price: f64,
    size: u32,
}

#[derive(Clone, Copy, Record)]
#[repr(packed(4))]
//     ^^^^^^ write repr(C, packed(4)): without C the compiler may reorder the fields
struct Quote {
    price: f64,
    size: u32,
}

fn main() {
    let _ = (Trade::FIELDS.size, Quote::FIELDS.size);
}
