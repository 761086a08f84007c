use dtype_core::Record;
use std::marker::PhantomData;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Price<Currency> {
    amount: f64,
    #[record(rename = "currency")]
    //       ^^^^^^ PhantomData is no part of the dtype; remove `rename`
    currency: PhantomData<Currency>,
}

fn main() {
    let _ = Price::<u8>::FIELDS.amount;
}
