use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(as = String)]
    //            ^^^^^^ text lies elsewhere in memory; use FixedBytes<N> ('S') or FixedStr<N> ('U')
    venue: [u8; 4],
}

fn main() {
    let _ = Trade::FIELDS.venue;
}
