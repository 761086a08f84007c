use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record(rename_al = "camelCase")]
//       ^^^^^^^^^ unknown word `rename_al`; did you mean `rename_all`?
#[repr(C)]
struct Trade {
    #[record(renam = "px")]
    //       ^^^^^ unknown word `renam`; did you mean `rename`?
    price: f64,
    #[record(Default)]
    //       ^^^^^^^ unknown word `Default`; did you mean `default`?
    size: u32,
    #[record(pading)]
    //       ^^^^^^ unknown word `pading`; did you mean `padding`?
    gap: [u8; 4],
}

fn main() {
    let _ = Trade::FIELDS.price;
}
