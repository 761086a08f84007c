use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record(rename = "ticks", padding)]
//       ^^^^^^ `rename` goes on a field, not above the struct
//                         ^^^^^^^ `padding` goes on a field, not above the struct
#[repr(C)]
struct Trade {
    price: f64,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
