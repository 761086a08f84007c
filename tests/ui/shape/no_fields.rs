use dtype_core::{Record, cast};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Unit;
//     ^^^^ a record needs a field; add one

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Braces {}
//     ^^^^^^ a record needs a field; add one

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Tuple();
//     ^^^^^ a record needs a field; add one

fn main() {
    let _ = (cast::<Unit>(&[]), cast::<Braces>(&[]), cast::<Tuple>(&[]));
}
