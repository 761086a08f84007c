use dtype_core::Element;

#[derive(Element)]
#[repr(transparent)]
struct Name(String);
//          ^^^^^^ text lies elsewhere in memory; use FixedBytes<N> ('S') or FixedStr<N> ('U')

#[derive(Clone, Copy, Element)]
#[repr(transparent)]
struct Index(usize);
//           ^^^^^ `usize` has another size on other machines; use u64 or u32

fn main() {}
