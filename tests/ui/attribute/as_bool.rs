use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(as = bool)]
    //            ^^^^ `as` needs a type that takes any bytes, such as a number
    buy: u8,
}

fn main() {
    let _ = Trade::FIELDS.buy;
}
