use dtype_core::Element;
use std::marker::PhantomData;

#[derive(Clone, Copy, Element)]
#[repr(transparent)]
struct Nothing<T>(PhantomData<T>);
//     ^^^^^^^ a newtype needs a field of which it takes the dtype

#[derive(Clone, Copy, Element)]
#[repr(transparent)]
struct Two(f32, [u8; 0]);
//              ^^^^^^^ a newtype has one field, beside PhantomData; remove this one

fn main() {
    let _ = (Nothing::<u8>::DTYPE, Two::DTYPE);
}
