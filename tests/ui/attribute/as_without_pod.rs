use dtype_core::Record;

#[derive(Clone, Copy)]
struct Price(f64);

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(as = f64)]
    price: Price,
    //     ^^^^^ `Price` is not bytemuck's `Pod`
}

fn main() {
    let _ = Trade::FIELDS.price;
}
