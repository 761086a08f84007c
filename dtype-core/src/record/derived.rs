//! What the derive's expansion calls while it is compiled: the dtype of a record, and the checks of facts
//! that come from two sources.
//!
//! What fails here fails at compile time, where the expansion calls it: at the type of a field, or at the name
//! of the record.

use std::marker::PhantomData;

use super::Element;
use crate::dtype::layout::{Extent, Packing, finish, next};
use crate::dtype::{DType, Field, Scalar, ScalarKind};

/// What the compiler says of one field, and what its type says as an element.
///
/// All that the expansion asks of a field's type it asks here, once, so that a type that is none is one error.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    place: Place,
    dtype: &'static DType,
    any_bits: bool,
    no_padding: bool,
    is_valid: fn(&[u8]) -> bool,
    write_default: fn(&[usize], &mut [u8]) -> bool,
}

impl FieldSpec {
    /// A field of type `F`.
    pub const fn of<F: Element>(offset: usize) -> FieldSpec {
        FieldSpec::described::<F>(Place::of::<F>(offset))
    }

    /// A field that is stored as an `E`: `#[record(as = E)]`.
    #[track_caller]
    pub const fn stored_as<E: Element>(place: Place) -> FieldSpec {
        assert!(place.extent.size == size_of::<E>(), "`as` needs a type of the field's own size");
        assert!(E::ANY_BITS && E::NO_PADDING, "`as` needs a type that takes any bytes, such as a number");
        FieldSpec::described::<E>(place)
    }

    /// A field that is a gap: no part of the dtype, and its bytes may be any.
    #[track_caller]
    pub const fn padding<F: Element>(offset: usize) -> FieldSpec {
        assert!(
            F::ANY_BITS && F::NO_PADDING,
            "a padding field needs a type that takes any bytes, such as [u8; 4]"
        );
        FieldSpec::of::<F>(offset)
    }

    /// A field without bytes.
    pub const fn phantom<F: Phantom>(offset: usize) -> FieldSpec {
        FieldSpec::described::<[u8; 0]>(Place::of::<F>(offset))
    }

    /// Distance from the start of the record, in bytes.
    pub const fn offset(&self) -> usize {
        self.place.offset
    }

    /// The dtype of the field.
    pub const fn dtype(&self) -> &'static DType {
        self.dtype
    }

    /// Whether the bytes of a record hold a value of the field.
    #[inline]
    pub fn is_valid(&self, record: &[u8]) -> bool {
        self.any_bits
            || (self.is_valid)(&record[self.place.offset..self.place.offset + self.place.extent.size])
    }

    /// The default of a field in this field; see `Element::write_default`.
    pub fn write_default(&self, path: &[usize], out: &mut [u8]) -> bool {
        (self.write_default)(path, out)
    }

    const fn described<E: Element>(place: Place) -> FieldSpec {
        FieldSpec {
            place,
            dtype: E::DTYPE,
            any_bits: E::ANY_BITS,
            no_padding: E::NO_PADDING,
            is_valid: E::is_valid,
            write_default: E::write_default,
        }
    }
}

/// Where a field is and what room it takes, which the compiler knows.
#[derive(Clone, Copy)]
pub struct Place {
    offset: usize,
    extent: Extent,
}

impl Place {
    /// A field of a type that is no element, but plain bytes.
    pub const fn of_pod<F: Pod>(offset: usize) -> Place {
        Place::of::<F>(offset)
    }

    const fn of<F>(offset: usize) -> Place {
        Place { offset, extent: Extent { size: size_of::<F>(), alignment: align_of::<F>() } }
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
    message = "`{Self}` is not bytemuck's `Pod`",
    label = "its bytes can't be taken for a number",
    note = "`#[record(as = ..)]` needs `Pod`; a newtype of yours can do without: `#[derive(Element)]`"
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
    assert!(size_of::<R>() > 0, "all fields of this record have the size zero; add one that has bytes");
    let mut whole = Extent { size: 0, alignment: 1 };
    let mut end = 0;
    let mut i = 0;
    while i < specs.len() {
        let (Place { offset, extent }, dtype) = (specs[i].place, specs[i].dtype);
        assert!(extent.size == dtype.itemsize(), "a field's size differs from its dtype's itemsize");
        assert!(offset >= end, "two fields overlap");
        end = offset + extent.size;
        assert!(end <= size_of::<R>(), "a field leaves the record");
        match next(whole, extent, packing, i) {
            Ok((ours, grown)) => {
                assert!(offset == ours, "the compiler puts a field elsewhere than C's layout rule");
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
        sum += specs[i].place.extent.size;
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
    let Place { offset, extent } = field.place;
    let same = offset == 0 && size_of::<T>() == extent.size && align_of::<T>() == extent.alignment;
    assert!(same, "the type is not stored as its `repr` says");
    field.dtype
}

/// The dtype of a type of which nothing is known but its size: the expansion's, where the input is wrong.
pub const fn opaque<T>() -> DType {
    DType::scalar(Scalar::native(ScalarKind::Void(size_of::<T>())))
}

/// An integer in this machine's byte order, from all of its bytes; zero if they are not just as many.
#[inline]
pub fn read_integer<I: bytemuck::Pod>(bytes: &[u8]) -> I {
    bytemuck::try_pod_read_unaligned(bytes).unwrap_or(I::zeroed())
}
