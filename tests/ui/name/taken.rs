use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    price: f64,
    #[record(rename = "price")]
    //                ^^^^^^^ the name 'price' is taken by the field `price`; `rename` one of the two
    px: f64,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
