use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record(rename_all = camelCase)]
//                    ^^^^^^^^^ expected a text in quotes: rename_all = "camelCase"
#[record(crate = "my::dtype_core")]
//               ^^^^^^^^^^^^^^^^ `crate` needs a path without quotes: crate = my::dtype_core
#[repr(C)]
struct Trade {
    #[record(rename = time)]
    //                ^^^^ expected a text in quotes: rename = "name"
    time: i64,
    #[record(title = b"Price")]
    //               ^^^^^^^^ expected a text in quotes: title = "title"
    price: f64,
    #[record(as = 8)]
    //            ^ `as` needs the type that the field is stored as: as = f64
    size: u32,
    #[record(padding = true)]
    //                 ^^^^ `padding` takes no value; write only `padding`
    gap: [u8; 4],
}

fn main() {
    let _ = Trade::FIELDS.price;
}
