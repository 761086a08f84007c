use dtype_core::Record;
use std::ffi::CString;

#[derive(Record)]
#[repr(C)]
struct Trade {
    venue: String,
    //     ^^^^^^ text lies elsewhere in memory; use FixedBytes<N> ('S') or FixedStr<N> ('U')
    symbol: &'static str,
    //      ^^^^^^^^^^^^ text lies elsewhere in memory; use FixedBytes<N> ('S') or FixedStr<N> ('U')
    broker: CString,
    //      ^^^^^^^ text lies elsewhere in memory; use FixedBytes<N> ('S') or FixedStr<N> ('U')
}

fn main() {}
