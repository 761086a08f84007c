//! Pure stride arithmetic: lengths and byte strides of axes. Holds no bytes.

mod dims;

pub(crate) use dims::{Dim, Dims};
