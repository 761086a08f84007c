use dtype_core::{Element, Record};

#[derive(Clone, Copy)]
struct PhantomData<T>(T);

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    price: f64,
    of: PhantomData<u8>,
    //  ^^^^^^^^^^^^^^^ `PhantomData<u8>` is not the standard library's `PhantomData`
}

mod token {
    #[derive(Clone, Copy, Default)]
    pub struct PhantomData(());
}

// Else bytes could be made a token, without asking its module.
#[derive(Clone, Copy, Element)]
#[repr(transparent)]
struct Sealed(f64, token::PhantomData);
//                 ^^^^^^^^^^^^^^^^^^ `token::PhantomData` is not the standard library's `PhantomData`

fn main() {
    let _ = (Trade::FIELDS.price, PhantomData(0).0, Sealed::DTYPE);
}
