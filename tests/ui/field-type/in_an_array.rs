use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    counts: [[usize; 2]; 3],
    //        ^^^^^ `usize` has another size on other machines; use u64 or u32
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Quote(f64, [Option<u8>; 2]);
//                 ^^^^^^^^^^ no dtype has room for `None`; use a value that means absence, such as NaN, NaT or 0, or a bool beside it

fn main() {
    let _ = (Trade::FIELDS.counts, Quote::FIELDS.0);
}
