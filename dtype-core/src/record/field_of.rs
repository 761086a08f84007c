//! A typed handle of one field: which record, which type, where.

use std::fmt;
use std::marker::PhantomData;

use super::Element;
use crate::dtype::{DType, Located, Path, path_sealed};
use crate::error::{Error, Result};

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

impl<R, T> path_sealed::Sealed for FieldOf<R, T> {}

/// A handle is a path too, into records of a dtype known at run time that are laid out as `R` is.
///
/// ```
/// use dtype_core::{Record, RecordView};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Point { x: i32, y: i32 }
///
/// let view = RecordView::of(&[Point { x: 1, y: 2 }]);
/// assert_eq!(view.any_column(Point::FIELDS.y)?.value(0).unwrap().to_string(), "2");
/// # Ok::<(), dtype_core::Error>(())
/// ```
impl<R: Element, T: Element> Path for FieldOf<R, T> {
    fn locate(&self, dtype: &DType) -> Result<Located> {
        if !dtype.same_layout(R::DTYPE) {
            return Err(Error::mismatch(format!(
                "expected records of dtype {}, as the handle is of, found {dtype}; give the field by its name",
                R::DTYPE
            )));
        }
        // What is returned is found in `dtype`, so it is a place there whatever the handle says.
        find::<T>(dtype, self.offset).map(|(located, _)| located).ok_or_else(|| {
            let offset = self.offset;
            Error::mismatch(format!("expected a field of dtype {} at byte {offset}, found none", T::DTYPE))
        })
    }

    fn shown(&self) -> String {
        find::<T>(R::DTYPE, self.offset).map_or_else(String::new, |(_, path)| path)
    }
}

/// What lies at an offset of a dtype and is a `T`, and its path. The outermost, if several are.
fn find<T: Element>(dtype: &DType, offset: usize) -> Option<(Located, String)> {
    let mut at = Located::whole(dtype);
    let mut path = String::new();
    loop {
        let within = offset.checked_sub(at.offset)?;
        if within == 0 && at.dtype.same_layout(T::DTYPE) {
            return Some((at, path));
        }
        let inside =
            |start: usize, size: usize| start <= within && within < start.saturating_add(size.max(1));
        if let Some((base, shape)) = at.dtype.as_subarray() {
            let element = DType::subarray(base.clone(), &shape[1..]).ok()?;
            let index = within / element.itemsize().max(1);
            if index >= shape[0] {
                return None;
            }
            path.push_str(&format!("[{index}]"));
            at = Located { offset: at.offset + index * element.itemsize(), dtype: element, dims: at.dims };
        } else {
            let fields = at.dtype.fields()?;
            let field = fields.iter().find(|field| inside(field.offset(), field.dtype().itemsize()))?;
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(field.name());
            at = at.field(field.name()).ok()?;
        }
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
