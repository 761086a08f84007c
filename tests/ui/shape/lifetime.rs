use dtype_core::{Element, Record};
use std::marker::PhantomData;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade<'a> {
//           ^^ a record borrows nothing; remove the lifetime `'a`
    price: f64,
    of: PhantomData<&'a u8>,
}

#[derive(Clone, Copy, Element)]
#[repr(transparent)]
struct Celsius<'a>(f32, PhantomData<&'a u8>);
//             ^^ a record borrows nothing; remove the lifetime `'a`

fn main() {
    let _ = (Trade { price: 1.0, of: PhantomData }, Celsius(1.0, PhantomData));
}
