use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    #[record(title = "size")]
    //               ^^^^^^ the title 'size' is taken by the field `size`; choose one that is no name and no other title
    price: f64,
    #[record(title = "Size")]
    size: u32,
    #[record(title = "Size")]
    //               ^^^^^^ the title 'Size' is taken by the field `size`; choose one that is no name and no other title
    lots: u16,
    #[record(title = "venue")]
    //               ^^^^^^^ the title 'venue' is taken by the field `venue`; choose one that is no name and no other title
    venue: u8,
    #[record(title = "")]
    //               ^^ a title needs a text; remove `title` to have none
    side: u8,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
