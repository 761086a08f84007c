use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    price: f64,
    #[record(padding)]
    gap: [bool; 8],
    //   ^^^^^^^^^ a padding field needs a type that takes any bytes, such as [u8; 4]
}

fn main() {
    let _ = Trade::FIELDS.price;
}
