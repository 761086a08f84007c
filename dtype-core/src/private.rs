//! The only names that the derive's expansion and `assert_dtype!` mention. No part of the public interface.

pub use std::clone::Clone;
pub use std::default::Default;
pub use std::marker::{Copy, PhantomData, Send, Sync};
pub use std::option::Option;
pub use std::primitive::{bool, i8, i16, i32, i64, u8, u16, u32, u64, usize};

pub use memoffset::offset_of;

pub use crate::assert_dtype::assert_descr;
pub use crate::dtype::layout::Packing;
pub use crate::dtype::{DType, Field};
pub use crate::record::derived::{
    FieldSpec, Place, any_bits, checked, dtype_as, no_padding, opaque, read_integer, record_dtype,
};
pub use crate::record::element::field_of;
pub use crate::record::{Element, Endian, FieldOf, Record};

/// Writes the bytes of a default into its place.
pub fn write_value<T: Element>(value: T, out: &mut [u8]) {
    crate::record::write_value(value, out);
}

/// The same for a field that says with `as` what its bytes are.
pub fn write_pod<T: bytemuck::Pod>(value: T, out: &mut [u8]) {
    out.copy_from_slice(bytemuck::bytes_of(&value));
}
