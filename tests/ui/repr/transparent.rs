use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(transparent)]
//     ^^^^^^^^^^^ derive Element for a transparent newtype, or write repr(C) for a record of one field
struct Price {
    amount: f64,
}

fn main() {
    let _ = Price::FIELDS.amount;
}
