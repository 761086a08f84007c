use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    price: Option<f64>,
    //     ^^^^^^^^^^^ no dtype has room for `None`; use a value that means absence, such as NaN, NaT or 0, or a bool beside it
}

fn main() {
    let _ = Trade::FIELDS.price;
}
