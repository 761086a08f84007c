use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record("camelCase")]
//       ^^^^^^^^^^^ expected a word, as in #[record(rename_all = "camelCase")]
#[repr(C)]
struct Trade {
    #[record("px")]
    //       ^^^^ expected a word, as in #[record(rename = "name")]
    price: f64,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
