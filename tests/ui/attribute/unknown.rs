use dtype_core::{Element, Record};

#[derive(Clone, Copy, Record)]
#[record(version = 3)]
//       ^^^^^^^ unknown word `version`; expected one of `rename_all`, `crate`
#[repr(C)]
struct Trade {
    #[record(skip_serializing)]
    //       ^^^^^^^^^^^^^^^^ unknown word `skip_serializing`; expected one of `rename`, `title`, `default`, `padding`, `as`
    price: f64,
    #[record(r#as = f64)]
    //       ^^^^ unknown word `r#as`; did you mean `as`?
    size: f64,
}

#[derive(Clone, Copy, Element)]
#[record(unit = "m")]
//       ^^^^ unknown word `unit`; expected `crate`
#[repr(transparent)]
struct Metres(f64);

fn main() {
    let _ = Trade::FIELDS.price;
}
