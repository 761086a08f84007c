use dtype_core::{Element, cast};

#[derive(Clone, Copy, Element)]
#[repr(C)]
pub union Payload {
//  ^^^^^ Element is for enums and newtypes: a union has no one dtype; use Void<N>
    price: f64,
    count: u64,
}

fn main() {
    let _ = (Payload { price: 1.0 }, Payload { count: 1 }, cast::<Payload>(&[0; 8]).is_ok());
}
