use dtype_core::Element;

#[derive(Clone, Copy, Element)]
#[record(rename_all = "camelCase")]
//       ^^^^^^^^^^ `rename_all` is for records, whose fields have names; remove it
#[repr(u8)]
enum Side {
    #[record(rename = "B")]
  //^^^^^^^^^^^^^^^^^^^^^^^ variants take no #[record(...)]; remove it
    Buy,
    Sell,
}

#[derive(Clone, Copy, Element)]
#[repr(transparent)]
struct Celsius(
    #[record(default)]
  //^^^^^^^^^^^^^^^^^^ the field of a newtype has no name in a dtype; remove #[record(...)]
    f32,
);

fn main() {
    let _ = (Side::Buy, Side::Sell, Celsius::DTYPE);
}
