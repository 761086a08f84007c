use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record(rename_all = "camelCase")]
#[record(rename_all = "camelCase")]
//       ^^^^^^^^^^ `rename_all` is said twice; remove one
#[repr(C)]
struct Trade {
    #[record(rename = "px", rename = "price")]
    //                      ^^^^^^ `rename` is said twice; remove one
    price: f64,
    #[record(default)]
    #[record(title = "Size", default = 1)]
    //                       ^^^^^^^ `default` is said twice; remove one
    size: u32,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
