use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record(rename_all = "UPPERCASE")]
//       ^^^^^^^^^^ the fields of a tuple struct are f0, f1, ...; use `rename` on each field instead
#[repr(C)]
struct Trade(f64, u32);

fn main() {
    let _ = Trade::FIELDS.0;
}
