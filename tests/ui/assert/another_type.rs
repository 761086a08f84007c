use dtype_core::{Record, assert_dtype};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    on: bool,
    price: f32,
}

fn main() {
    let _ = Trade::FIELDS.on;
    const _: () = { assert_dtype!(Trade, "[('on', '?'), ('', 'V3'), ('price', '<f4')]"); };
    const _: () = { assert_dtype!(Trade, "[('on', '?'), ('', 'V3'), ('price', '<f8')]"); };
    //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected dtype
}
