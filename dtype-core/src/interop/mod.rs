//! The same layouts in other languages: pure functions from a dtype to a notation, and back where that is
//! possible.

pub mod array_interface;
pub mod c_header;
mod json;
pub mod pep3118;
pub mod rust_source;
mod structs;
pub mod zarr;
