use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Empty {
//     ^^^^^ all fields of this record have the size zero; add one that has bytes
    none: [f64; 0],
}

fn main() {
    let _ = Empty::FIELDS.none;
}
