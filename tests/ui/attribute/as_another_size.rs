use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(as = f32)]
    //            ^^^ `as` needs a type of the field's own size
    price: u64,
    size: u32,
}

fn main() {
    let _ = Trade::FIELDS.size;
}
