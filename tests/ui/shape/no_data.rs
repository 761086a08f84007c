use dtype_core::{Record, cast};
use std::marker::PhantomData;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Gap {
//     ^^^ a record needs a field that is neither padding nor PhantomData
    #[record(padding)]
    bytes: [u8; 4],
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Marker<T>(PhantomData<T>);
//     ^^^^^^ a record needs a field that is neither padding nor PhantomData

fn main() {
    let _ = (cast::<Gap>(&[]), cast::<Marker<u8>>(&[]));
}
