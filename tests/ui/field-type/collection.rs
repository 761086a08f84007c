use dtype_core::Record;
use std::collections::HashMap;

#[derive(Record)]
#[repr(C)]
struct Book {
    bids: Vec<f64>,
    //    ^^^^^^^^ a Vec lies elsewhere in memory; use an array `[f64; N]`
    asks: Vec<[f64; 2]>,
    //    ^^^^^^^^^^^^^ a Vec lies elsewhere in memory; use an array
    by_price: HashMap<u64, u32>,
    //        ^^^^^^^^^^^^^^^^^ a HashMap lies elsewhere in memory; a record has room for an array of fixed length only
}

fn main() {}
