use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(rename_all = "camelCase")]
    //       ^^^^^^^^^^ `rename_all` goes above the struct, not on a field
    price: f64,
    #[record(crate = dtype_core)]
    //       ^^^^^ `crate` goes above the struct, not on a field
    size: u32,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
