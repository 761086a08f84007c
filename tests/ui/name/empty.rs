use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(rename = "")]
    //                ^^ NumPy keeps the empty name for gaps; name the field, or mark it `padding`
    price: f64,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
