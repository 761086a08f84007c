use dtype_core::{Element, Record};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Samples<const N: usize> {
//     ^^^^^^^ all fields of this record have the size zero; add one that has bytes
    of: [f64; N],
}

const _: usize = Samples::<1>::DTYPE.itemsize();
const _: usize = Samples::<0>::DTYPE.itemsize();

fn main() {}
