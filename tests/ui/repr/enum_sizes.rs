use dtype_core::Element;

#[derive(Clone, Copy, Element)]
#[repr(usize)]
//     ^^^^^ `usize` has another size on other machines; use a fixed one such as u8
enum Side {
    Buy,
}

#[derive(Clone, Copy, Element)]
#[repr(u128)]
//     ^^^^ NumPy has no integers of 128 bits; use a smaller one such as u8
enum Venue {
    Lse,
}

fn main() {
    let _ = (Side::Buy, Venue::Lse);
}
