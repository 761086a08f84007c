use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    price: f64,
    #[record(padding, rename = "gap")]
    //                ^^^^^^ a padding field is no part of the dtype; remove `rename` or `padding`
    gap: [u8; 4],
    #[record(default = [1; 4], padding)]
    //       ^^^^^^^ a padding field is no part of the dtype; remove `default` or `padding`
    rest: [u8; 4],
}

fn main() {
    let _ = Trade::FIELDS.price;
}
