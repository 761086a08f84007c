//! The only names that the derive's expansion mentions. No part of the public interface.

pub use memoffset::offset_of;

pub use crate::dtype::layout::Packing;
pub use crate::dtype::{DType, Field};
pub use crate::record::derived::{
    FieldSpec, assert_element, assert_padding, assert_pod_as, fills, record_dtype,
};
pub use crate::record::element::field_of;
pub use crate::record::{Element, Endian, FieldOf, Record};

/// Writes the bytes of a default into its place.
pub fn write_value<T: Element>(value: T, out: &mut [u8]) {
    crate::record::write_value(value, out);
}
