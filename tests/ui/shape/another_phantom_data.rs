use dtype_core::Record;

#[derive(Clone, Copy)]
struct PhantomData<T>(T);

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    price: f64,
    of: PhantomData<u8>,
    //  ^^^^^^^^^^^^^^^ `PhantomData<u8>` is not the standard library's `PhantomData`
}

fn main() {
    let _ = (Trade::FIELDS.price, PhantomData(0).0);
}
