use dtype_core::Element;

#[derive(Clone, Copy, Element)]
#[repr(u8, align(4))]
//         ^^^^^ an enum is stored as its integer and nothing else; remove align(4)
enum Side<const VENUE: usize> {
    Buy,
}

fn main() {
    let _ = Side::<0>::Buy;
}
