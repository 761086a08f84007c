use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(rename("px"))]
    //             ^^^^^^ expected `=` and a value, or a comma, after `rename`
    price: f64,
    #[record(default title = "Size")]
    //               ^^^^^ expected `=` and a value, or a comma, after `default`
    size: u32,
    #[record(default == 3)]
    //               ^ expected `=` and a value, or a comma, after `default`
    venue: u32,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
