use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record]
  //^^^^^^^^^ expected a list such as #[record(rename = "name")]
    time: i64,
    #[record()]
  //^^^^^^^^^^^ expected a list such as #[record(rename = "name")]
    price: f64,
    #[record = "size"]
  //^^^^^^^^^^^^^^^^^^ expected a list such as #[record(rename = "name")]
    size: u32,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
