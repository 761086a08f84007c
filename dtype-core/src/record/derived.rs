//! What the derive's expansion calls while it is compiled: the dtype of a record, and the checks of facts
//! that come from two sources.

use std::marker::PhantomData;

use crate::dtype::layout::{Extent, Packing, finish, next};
use crate::dtype::{DType, Field};

/// What the compiler says of one field: where it is, how large, how aligned.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    offset: usize,
    extent: Extent,
}

impl FieldSpec {
    /// A field of type `F`, described by this dtype.
    ///
    /// # Panics
    /// At compile time, if the dtype is of another size.
    pub const fn of<F>(offset: usize, dtype: &DType) -> FieldSpec {
        assert!(
            size_of::<F>() == dtype.itemsize(),
            "the dtype of this field has another itemsize than its type"
        );
        FieldSpec::place::<F>(offset)
    }

    /// A field whose bytes are taken for another type's: `#[record(as = ..)]`. `numbers` says whether all bytes
    /// are values of that type, and none of them padding.
    ///
    /// # Panics
    /// At compile time, if they are not, or if the dtype is of another size.
    pub const fn taken_as<F: Castable>(offset: usize, dtype: &DType, numbers: bool) -> FieldSpec {
        assert!(size_of::<F>() == dtype.itemsize(), "`as` needs a type of the same size as the field's");
        assert!(numbers, "`as` needs a type of which all bytes are values, such as a number");
        FieldSpec::place::<F>(offset)
    }

    /// A field that is a gap: no part of the dtype. `numbers` says whether its bytes may be any.
    ///
    /// # Panics
    /// At compile time, if they may not.
    pub const fn padding<F>(offset: usize, numbers: bool) -> FieldSpec {
        assert!(numbers, "a padding field needs a type of which all bytes are values, such as `[u8; 4]`");
        FieldSpec::place::<F>(offset)
    }

    /// A field without bytes.
    pub const fn phantom<F: Phantom>(offset: usize) -> FieldSpec {
        FieldSpec::place::<F>(offset)
    }

    /// Where the field is, in bytes from the start of its record.
    pub const fn offset(self) -> usize {
        self.offset
    }

    /// The field's part of the bytes of its record.
    ///
    /// # Panics
    /// If those are fewer than a record has.
    #[inline]
    pub fn part(self, record: &[u8]) -> &[u8] {
        &record[self.offset..self.offset + self.extent.size]
    }

    const fn place<F>(offset: usize) -> FieldSpec {
        FieldSpec { offset, extent: Extent { size: size_of::<F>(), alignment: align_of::<F>() } }
    }
}

/// `PhantomData`, under whatever path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the standard library's `PhantomData`",
    label = "a field of a type with this name is taken for one without bytes",
    note = "give the type another name"
)]
pub trait Phantom {}

impl<T: ?Sized> Phantom for PhantomData<T> {}

/// A type whose bytes can be taken for another type's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not bytemuck's `Pod`",
    label = "its bytes can't be taken for a number",
    note = "`#[record(as = ..)]` needs `Pod`; for a newtype of your own, `#[derive(Element)]` does without"
)]
pub trait Castable {}

#[diagnostic::do_not_recommend]
impl<T: bytemuck::Pod> Castable for T {}

/// All fields of the record `R` in the order of their declaration, after checks that they lie where our own
/// arithmetic puts them.
///
/// # Panics
/// At compile time, where two sources disagree: the compiler's offsets and ours; or a field that overlaps
/// another or leaves the record.
pub const fn checked<R, const N: usize>(specs: [FieldSpec; N], packing: Packing) -> [FieldSpec; N] {
    let mut whole = Extent { size: 0, alignment: 1 };
    let mut end = 0;
    let mut i = 0;
    while i < N {
        let spec = specs[i];
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
    match finish(whole, packing, N) {
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

/// The dtype of the record `R`, whose fields were [`checked`].
pub const fn record_dtype<R>(fields: &'static [Field], packing: Packing) -> DType {
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

/// An integer in this machine's byte order, from all of its bytes; zero if they are not just as many.
pub fn read_integer<I: bytemuck::Pod>(bytes: &[u8]) -> I {
    bytemuck::try_pod_read_unaligned(bytes).unwrap_or(I::zeroed())
}
