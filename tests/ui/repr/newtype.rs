use dtype_core::Element;

#[derive(Clone, Copy, Element)]
struct Celsius(f32);
//     ^^^^^^^ Element needs #[repr(transparent)] on a newtype; derive Record for a struct of several fields

#[derive(Clone, Copy, Element)]
#[repr(C)]
struct Kelvin(f32);
//     ^^^^^^ Element is for enums and newtypes; derive Record for a struct with #[repr(C)]

fn main() {
    let _ = (Celsius::DTYPE, Kelvin::DTYPE);
}
