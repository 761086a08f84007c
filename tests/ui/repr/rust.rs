use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(Rust)]
//     ^^^^ Record needs repr(C) in place of repr(Rust), which may reorder the fields
struct Trade {
    price: f64,
    size: u32,
}

fn main() {
    let _ = Trade::FIELDS.size;
}
