//! A typed handle of one field: which record, which type, where.

use std::fmt;
use std::marker::PhantomData;

use super::Element;

/// A field of the record `R` whose type is `T`.
///
/// The derive makes one for every field, in `R::FIELDS`; they compose into nested records and array elements.
///
/// ```
/// use dtype_core::{Columns, FieldOf, Record};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Level { price: f64, size: u32 }
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Book { time: i64, levels: [Level; 10] }
///
/// const BEST: FieldOf<Book, f64> = Book::FIELDS.levels.at(0).then(Level::FIELDS.price);
/// assert_eq!(BEST.offset(), 8);
///
/// let books = [Book { time: 0, levels: [Level { price: 1.5, size: 2 }; 10] }];
/// assert_eq!(books.column(BEST).get(0), Some(1.5));
/// ```
///
/// Invariant: in every `R`, the bytes `[offset, offset + size_of::<T>())` are inside of it and hold a valid
/// `T`, and writing another `T` there leaves a valid `R`.
pub struct FieldOf<R, T> {
    offset: usize,
    of: PhantomData<fn(R, T) -> T>,
}

impl<R, T> FieldOf<R, T> {
    /// The caller vouches for the invariant; only `record::element` and the methods below call it.
    pub(super) const fn new(offset: usize) -> FieldOf<R, T> {
        FieldOf { offset, of: PhantomData }
    }

    /// Distance from the start of the record, in bytes.
    pub const fn offset(self) -> usize {
        self.offset
    }

    /// A field of this field, where that is a record itself.
    pub const fn then<U>(self, inner: FieldOf<T, U>) -> FieldOf<R, U> {
        FieldOf::new(self.offset + inner.offset)
    }
}

impl<R, T: Element, const N: usize> FieldOf<R, [T; N]> {
    /// One element of this field, where that is an array.
    ///
    /// # Panics
    /// If there is no element `index`. In a `const`, that is an error of the compiler.
    pub const fn at(self, index: usize) -> FieldOf<R, T> {
        assert!(index < N, "the array has no element of that index");
        FieldOf::new(self.offset + index * size_of::<T>())
    }
}

impl<R, T> Clone for FieldOf<R, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, T> Copy for FieldOf<R, T> {}

impl<R, T> fmt::Debug for FieldOf<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldOf(offset {})", self.offset)
    }
}
