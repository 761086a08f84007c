use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(align(64))]
//     ^^^^^ write repr(C, align(64)): without C the compiler may reorder the fields
struct Trade {
    price: f64,
    size: u32,
}

fn main() {
    let _ = Trade::FIELDS.size;
}
