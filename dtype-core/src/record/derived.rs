//! What the derive's expansion calls while it is compiled: the dtype of a record, and the checks of facts
//! that come from two sources.
//!
//! What fails here fails at compile time, where the expansion calls it: at the type of a field, or at the name
//! of the record.

use std::marker::PhantomData;

use super::Element;
use crate::dtype::layout::{Extent, Packing, finish, next};
use crate::dtype::{DType, Field};

/// What the compiler says of one field: where it is, how large, how aligned; and what its type says as an element.
///
/// All that the expansion asks of a field's type it asks here, once, so that a type that is none is one error.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    offset: usize,
    extent: Extent,
    dtype: &'static DType,
    any_bits: bool,
    no_padding: bool,
    is_valid: fn(&[u8]) -> bool,
    write_default: fn(&[usize], &mut [u8]) -> bool,
}

impl FieldSpec {
    /// A field of type `F`.
    pub const fn of<F: Element>(offset: usize) -> FieldSpec {
        FieldSpec::described::<F, F>(offset)
    }

    /// A field of type `F` that is stored as an `E`: `#[record(as = E)]`.
    #[track_caller]
    pub const fn of_pod<F: Pod, E: Element>(offset: usize) -> FieldSpec {
        assert!(size_of::<F>() == size_of::<E>(), "`as` names a type of another size than the field's");
        assert!(
            E::ANY_BITS && E::NO_PADDING,
            "`as` names a type of which some bytes are no value; use a number"
        );
        FieldSpec::described::<F, E>(offset)
    }

    /// A field that is a gap: no part of the dtype, and its bytes may be any.
    #[track_caller]
    pub const fn padding<F: Element>(offset: usize) -> FieldSpec {
        assert!(
            F::ANY_BITS && F::NO_PADDING,
            "a padding field takes any bytes; use an array such as [u8; 4]"
        );
        FieldSpec::of::<F>(offset)
    }

    /// A field without bytes.
    pub const fn phantom<F: Phantom>(offset: usize) -> FieldSpec {
        let spec = FieldSpec::of::<[u8; 0]>(offset);
        FieldSpec { extent: Extent { size: 0, alignment: align_of::<F>() }, ..spec }
    }

    /// Distance from the start of the record, in bytes.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The dtype of the field.
    pub const fn dtype(&self) -> &'static DType {
        self.dtype
    }

    /// Whether the bytes of a record hold a value of the field.
    #[inline]
    pub fn is_valid(&self, record: &[u8]) -> bool {
        self.any_bits || (self.is_valid)(&record[self.offset..self.offset + self.extent.size])
    }

    /// The default of a field in this field; see `Element::write_default`.
    pub fn write_default(&self, path: &[usize], out: &mut [u8]) -> bool {
        (self.write_default)(path, out)
    }

    const fn described<F, E: Element>(offset: usize) -> FieldSpec {
        FieldSpec {
            offset,
            extent: Extent { size: size_of::<F>(), alignment: align_of::<F>() },
            dtype: E::DTYPE,
            any_bits: E::ANY_BITS,
            no_padding: E::NO_PADDING,
            is_valid: E::is_valid,
            write_default: E::write_default,
        }
    }
}

/// `PhantomData`, whatever its path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the standard library's `PhantomData`",
    label = "a field of a type with this name is no part of the dtype",
    note = "give the type another name"
)]
pub trait Phantom {}

impl<T: ?Sized> Phantom for PhantomData<T> {}

/// Types of `#[record(as = ..)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not `Pod`, and its field is stored `as` another type",
    label = "its bytes may be none that a file can hold",
    note = "implement `bytemuck::Pod` for `{Self}`, or derive `Element` for it and remove `as`"
)]
pub trait Pod: bytemuck::Pod {}

#[diagnostic::do_not_recommend]
impl<T: bytemuck::Pod> Pod for T {}

/// The fields of the record `R` in the order of their declaration, after checks that they lie where our own
/// arithmetic puts them. All else of a record is made from these.
///
/// # Panics
/// At compile time, where two sources disagree: the size of a field and its dtype's itemsize; the compiler's
/// offsets and ours; or a field that overlaps another or leaves the record.
#[track_caller]
pub const fn checked<R>(specs: &'static [FieldSpec], packing: Packing) -> &'static [FieldSpec] {
    assert!(size_of::<R>() > 0, "a record needs a byte: all of its fields have the size zero");
    let mut whole = Extent { size: 0, alignment: 1 };
    let mut end = 0;
    let mut i = 0;
    while i < specs.len() {
        let spec = &specs[i];
        assert!(
            spec.extent.size == spec.dtype.itemsize(),
            "a field's size differs from its dtype's itemsize"
        );
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
    specs
}

/// The dtype of the record `R`.
pub const fn record_dtype<R>(fields: &'static [Field], packing: Packing) -> DType {
    DType::record_static(fields, size_of::<R>(), packing.at_most == usize::MAX)
}

/// Whether every field takes all bytes.
pub const fn any_bits(specs: &[FieldSpec]) -> bool {
    let mut i = 0;
    while i < specs.len() && specs[i].any_bits {
        i += 1;
    }
    i == specs.len()
}

/// Whether fields without padding fill `R`, so that no byte of it is padding.
pub const fn no_padding<R>(specs: &[FieldSpec]) -> bool {
    let mut sum = 0;
    let mut i = 0;
    while i < specs.len() && specs[i].no_padding {
        sum += specs[i].extent.size;
        i += 1;
    }
    i == specs.len() && sum == size_of::<R>()
}

/// The dtype of a `T` that is stored as one `field` and nothing else.
///
/// # Panics
/// At compile time, if it is not.
#[track_caller]
pub const fn dtype_as<T>(field: FieldSpec) -> &'static DType {
    let same = size_of::<T>() == field.extent.size && align_of::<T>() == field.extent.alignment;
    assert!(same && field.offset == 0, "the type is not stored as its `repr` says");
    field.dtype
}

/// An integer in this machine's byte order, from all of its bytes; zero if they are not just as many.
#[inline]
pub fn read_integer<I: bytemuck::Pod>(bytes: &[u8]) -> I {
    bytemuck::try_pod_read_unaligned(bytes).unwrap_or(I::zeroed())
}
