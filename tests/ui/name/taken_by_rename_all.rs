use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record(rename_all = "lowercase")]
#[repr(C)]
#[allow(non_snake_case)]
struct Trade {
    price: f64,
    Price: f64,
  //^^^^^ the name 'price' is taken by the field `price`; `rename` one of the two
}

fn main() {
    let _ = Trade::FIELDS.price;
}
