use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade(#[record(rename = "f1")] f64, u32);
//                                         ^^^ the name 'f1' is taken by the field number 0; `rename` one of the two

fn main() {
    let _ = Trade::FIELDS.0;
}
