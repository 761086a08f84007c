use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(default = "none")]
    //                 ^^^^^^ E0308
    price: f64,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
