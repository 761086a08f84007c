//! What the derive's expansion calls while it is compiled: the dtype of a record, and the checks of facts
//! that come from two sources.

use super::Element;
use crate::dtype::layout::{Extent, Packing, finish, next};
use crate::dtype::{DType, Field};

/// What the compiler says of one field: where it is, how large, how aligned; and what its dtype says.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    offset: usize,
    extent: Extent,
    itemsize: usize,
}

impl FieldSpec {
    /// A field of type `F` described by the dtype of `E`, which is `F` itself but for `#[record(as = E)]`.
    pub const fn of<F, E: Element>(offset: usize) -> FieldSpec {
        let extent = Extent { size: size_of::<F>(), alignment: align_of::<F>() };
        FieldSpec { offset, extent, itemsize: E::DTYPE.itemsize() }
    }

    /// A field that is a gap: no part of the dtype, and its bytes may be any.
    pub const fn padding<F: Element>(offset: usize) -> FieldSpec {
        assert!(F::ANY_BITS && F::NO_PADDING, "a padding field is made of bytes or numbers, as in `[u8; 4]`");
        FieldSpec::of::<F, F>(offset)
    }

    /// A field without bytes.
    pub const fn phantom<F>(offset: usize) -> FieldSpec {
        assert!(size_of::<F>() == 0, "`PhantomData` has no bytes");
        FieldSpec { offset, extent: Extent { size: 0, alignment: align_of::<F>() }, itemsize: 0 }
    }
}

/// The dtype of the record `R`, after checks that its fields lie where our own arithmetic puts them.
///
/// `specs` are all fields in the order of the declaration.
///
/// # Panics
/// At compile time, where two sources disagree: the size of a field and its dtype's itemsize; the compiler's
/// offsets and ours; or a field that overlaps another or leaves the record.
pub const fn record_dtype<R>(fields: &'static [Field], specs: &[FieldSpec], packing: Packing) -> DType {
    let mut whole = Extent { size: 0, alignment: 1 };
    let mut end = 0;
    let mut i = 0;
    while i < specs.len() {
        let spec = &specs[i];
        assert!(spec.extent.size == spec.itemsize, "a field's size differs from its dtype's itemsize");
        assert!(spec.offset >= end, "two fields overlap");
        end = spec.offset + spec.extent.size;
        assert!(end <= size_of::<R>(), "a field leaves the record");
        match next(whole, spec.extent, packing, i) {
            Ok((offset, grown)) => {
                assert!(offset == spec.offset, "the compiler puts a field elsewhere than C's layout rule");
                whole = grown;
            }
            Err(_) => panic!("the record is larger than a dtype can be"),
        }
        i += 1;
    }
    match finish(whole, packing, specs.len()) {
        Ok(whole) => {
            assert!(whole.size == size_of::<R>(), "the compiler gives the record another size than C does");
            assert!(
                whole.alignment == align_of::<R>(),
                "the compiler aligns the record otherwise than C does"
            );
        }
        Err(_) => panic!("the record is larger than a dtype can be"),
    }
    DType::record_static(fields, size_of::<R>(), packing.at_most == usize::MAX)
}

/// Whether fields of these sizes fill `R`, so that no byte of it is padding.
pub const fn fills<R>(specs: &[FieldSpec]) -> bool {
    let mut sum = 0;
    let mut i = 0;
    while i < specs.len() {
        sum += specs[i].extent.size;
        i += 1;
    }
    sum == size_of::<R>()
}

/// Compiles only where the bytes of `F` can be taken for an `E`.
pub const fn assert_pod_as<F: bytemuck::Pod, E: Element>() {
    assert!(size_of::<F>() == size_of::<E>(), "`#[record(as = ..)]` names a type of another size");
    assert!(E::ANY_BITS && E::NO_PADDING, "`#[record(as = ..)]` takes numbers, whose bytes are all values");
}

/// An integer in this machine's byte order, from all of its bytes; zero if they are not just as many.
pub fn read_integer<I: bytemuck::Pod>(bytes: &[u8]) -> I {
    bytemuck::try_pod_read_unaligned(bytes).unwrap_or(I::zeroed())
}
