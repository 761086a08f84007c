use dtype_core::{Record, cast};

#[derive(Clone, Copy, Record)]
#[repr(C)]
pub union Payload {
//  ^^^^^ Record is for structs: a union has no one dtype; store its bytes as Void<N> and look at them later
    price: f64,
    count: u64,
}

fn main() {
    let _ = (Payload { price: 1.0 }, Payload { count: 1 }, cast::<Payload>(&[0; 8]).is_ok());
}
