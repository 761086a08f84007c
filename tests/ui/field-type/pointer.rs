use dtype_core::Record;

#[derive(Record)]
#[repr(C)]
struct Trade {
    venue: &'static u8,
    //     ^^^^^^^^^^^ a reference points elsewhere in memory; store the value itself
    prices: &'static [f64],
    //      ^^^^^^^^^^^^^^ a slice lies elsewhere in memory; store the values as an array `[T; N]`
    next: *const u8,
    //    ^^^^^^^^^ a pointer means nothing outside of this process; store the value, or an index as u64
    call: fn(u8),
    //    ^^^^^^ a function pointer means nothing outside of this process; use an enum that derives Element
    price: Box<f64>,
    //     ^^^^^^^^ a Box points elsewhere in memory; store the value itself: `f64`
}

fn main() {}
