use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record(crate)]
//       ^^^^^ `crate` needs a path without quotes: crate = my::dtype_core
#[record(rename_all)]
//       ^^^^^^^^^^ `rename_all` needs a text: rename_all = "camelCase"
#[repr(C)]
struct Trade {
    #[record(rename)]
    //       ^^^^^^ `rename` needs a text: rename = "name"
    time: i64,
    #[record(title)]
    //       ^^^^^ `title` needs a text: title = "title"
    price: f64,
    #[record(as)]
    //       ^^ `as` needs the type that the field is stored as: as = f64
    size: u32,
    #[record(default =)]
    //               ^ expected a value after `default =`
    venue: u32,
}

fn main() {
    let _ = Trade::FIELDS.price;
}
