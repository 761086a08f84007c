use dtype_core::{Element, Record};

#[derive(Record)]
#[repr(C)]
struct Trade {
//     ^^^^^ E0277
    price: f64,
}

#[derive(Element)]
#[repr(u8)]
enum Side {
//   ^^^^ E0277
    Buy,
}

#[derive(Element)]
#[repr(transparent)]
struct Celsius(f32);
//     ^^^^^^^ E0277

fn main() {
    let _ = (Trade { price: 1.0 }, Side::Buy, Celsius(1.0));
}
