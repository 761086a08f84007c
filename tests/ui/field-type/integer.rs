use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    count: usize,
    //     ^^^^^ `usize` has another size on other machines; use u64 or u32
    delta: isize,
    //     ^^^^^ `isize` has another size on other machines; use i64 or i32
    id: u128,
    //  ^^^^ NumPy has no integers of 128 bits; use `[u64; 2]` or Void<16>
}

fn main() {
    let _ = Trade::FIELDS.count;
}
