//! Items of a dtype along any axes.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ops::Range;
use std::ptr::NonNull;

use super::{Base, Bytes, Grid, Strided};
use crate::dtype::{DType, Located, Path};
use crate::error::{Error, Result};
use crate::int;
use crate::record::{Element, check_rows, is_solid};
use crate::shape::{Dim, Dims};

/// Items of a dtype, any axes: the core of views whose type is known only at run time.
#[derive(Clone)]
pub(crate) struct Items<'a> {
    ptr: NonNull<u8>,
    dims: Dims,
    dtype: DType,
    whole: bool,
    base: Base<'a>,
}

impl<'a> Items<'a> {
    /// Items in bytes: the first `offset` bytes behind the start, the others along `dims`.
    ///
    /// # Errors
    /// If an item would not lie inside of `bytes`.
    pub(crate) fn over(bytes: &'a [u8], offset: usize, dims: Dims, dtype: DType) -> Result<Self> {
        let itemsize = dtype.itemsize();
        let outside = |found: &str| {
            Error::cast(format!("expected items inside of {} bytes, found {found}", bytes.len()))
        };
        let too_many = || outside("more than memory can hold");
        let count = dims.count().filter(|&count| int::to_isize(count).is_some()).ok_or_else(too_many)?;
        let mut ptr = NonNull::from(bytes).cast::<u8>();
        if count > 0 {
            let (low, high) = dims.reach().ok_or_else(too_many)?;
            let first = offset as i128 + low as i128;
            let end = offset as i128 + high as i128 + itemsize as i128;
            if first < 0 {
                return Err(outside(&format!("one that starts {} bytes before them", -first)));
            }
            if end > bytes.len() as i128 {
                return Err(outside(&format!("one that ends at byte {end}")));
            }
            // SAFETY: first >= 0 and end <= len, so offset is inside.
            ptr = unsafe { ptr.add(offset) };
        }
        // S1: every position is between `first` and `end`. S2: bytes. S4: `reach` fits.
        Ok(Items { ptr, dims, dtype, whole: true, base: Base::bytes(bytes) })
    }

    /// Records of a type that is known to the compiler.
    pub(crate) fn of_slice<R: Element>(records: &'a [R]) -> Self {
        let dims = Dims::new(&[Dim { len: records.len(), stride: size_of::<R>() as isize }]);
        // S1, S4: a slice. S2: `Element` 1 and 4.
        Items {
            ptr: NonNull::from(records).cast(),
            dims,
            dtype: R::DTYPE.clone(),
            whole: is_solid::<R>(),
            base: Base::values(records),
        }
    }

    /// Values of a type that is known to the compiler.
    pub(crate) fn of_values<T: Element>(values: &Strided<'a, T>) -> Self {
        let dims = Dims::new(&[Dim { len: values.len, stride: values.stride }]);
        let base = *Grid::of_strided(values).base();
        // S1, S4: as there. S2: `Element` 1 and 4, by S3.
        Items { ptr: values.ptr, dims, dtype: T::DTYPE.clone(), whole: is_solid::<T>(), base }
    }

    /// Items at positions of a base, as [`AnyGrid`](super::AnyGrid) has them.
    ///
    /// # Safety
    /// S1, S2 and S4 hold of `ptr`, `dims`, `dtype` and `whole`.
    pub(super) unsafe fn from_raw(
        ptr: NonNull<u8>,
        dims: Dims,
        dtype: DType,
        whole: bool,
        base: Base<'a>,
    ) -> Self {
        Items { ptr, dims, dtype, whole, base }
    }

    pub(super) fn base(&self) -> &Base<'a> {
        &self.base
    }

    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    pub(crate) fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The first item. S1 and S2 say what may be read from it along [`Items::dims`].
    pub(crate) fn as_ptr(&self) -> *const u8 {
        self.ptr.as_ptr()
    }

    pub(crate) fn dims(&self) -> &Dims {
        &self.dims
    }

    /// How many items there are. It fits, or `over` would have failed.
    pub(crate) fn count(&self) -> usize {
        self.dims.count().unwrap_or(0)
    }

    /// The same bytes as items of what lies at `path` in each.
    pub(crate) fn at<P: Path + ?Sized>(&self, path: &P) -> Result<Self> {
        Ok(self.place(path.locate(&self.dtype)?))
    }

    /// The same bytes as items of the field of a number.
    pub(crate) fn nth_field(&self, i: usize) -> Option<Self> {
        Some(self.place(Located::whole(&self.dtype).nth_field(i)?))
    }

    /// The same bytes as items of the fields of some numbers, if those lie one right behind the other.
    pub(crate) fn nth_fields(&self, range: Range<usize>) -> Option<Self> {
        Some(self.place(Located::whole(&self.dtype).nth_fields(range)?))
    }

    /// All values of records as one more axis, if they are of one dtype at one distance.
    pub(crate) fn uniform(&self) -> Option<Self> {
        Some(self.place(self.dtype.uniform()?))
    }

    /// The same items under other names.
    pub(crate) fn renamed(&self, renames: &[(&str, &str)]) -> Result<Self> {
        // S2: the same leaves, as renaming moves none.
        Ok(Items { dtype: self.dtype.renamed(renames)?, ..self.clone() })
    }

    /// Sub-arrays as axes: items of `('<f4', (3,))` become items of `'<f4'` with one axis more.
    pub(crate) fn spread(&self) -> Self {
        let mut inner = Vec::new();
        let (base, shape) = self.dtype.flattened();
        crate::dtype::push_axes(&mut inner, base.itemsize(), &shape);
        self.place(Located { dtype: base.clone(), offset: 0, dims: inner })
    }

    /// `place` is a place in this dtype: only the functions above call it, with what `dtype` found there.
    fn place(&self, place: Located) -> Self {
        let dims = self.dims.then(&place.dims);
        let mut ptr = self.ptr;
        if dims.count().is_some_and(|count| count > 0) {
            // SAFETY: a place inside of the first item, which exists.
            ptr = unsafe { ptr.add(place.offset) };
        }
        // S1, S4: inside of the items. S2: leaves of a part are leaves of the whole.
        Items { ptr, dims, dtype: place.dtype, whole: self.whole, base: self.base }
    }

    /// One item. `None` if there is none of that position, counted in C order.
    pub(crate) fn item(&self, position: usize) -> Option<Self> {
        if position >= self.count() {
            return None;
        }
        // SAFETY: S1 and S4: the position exists.
        let ptr = unsafe { self.ptr.offset(self.dims.offset_of(position)) };
        Some(Items { ptr, dims: Dims::new(&[]), ..self.clone() })
    }

    /// The items in a range of the first axis.
    ///
    /// # Panics
    /// If the range is not within the first axis, or there is none.
    pub(crate) fn range(&self, range: Range<usize>) -> Self {
        let (first, rest) = self.dims.split_first().expect("an axis to take a range of");
        assert!(range.start <= range.end && range.end <= first.len, "a range within the axis");
        let mut dims = vec![Dim { len: range.len(), stride: first.stride }];
        dims.extend_from_slice(rest);
        let dims = Dims::new(&dims);
        let mut ptr = self.ptr;
        if dims.count().is_some_and(|count| count > 0) {
            // SAFETY: S1 and S4: the first position of the range exists.
            ptr = unsafe { ptr.offset(range.start as isize * first.stride) };
        }
        Items { ptr, dims, ..self.clone() }
    }

    /// The bytes of every item, if they are all initialised: scalars, or anything over a base of bytes.
    pub(crate) fn bytes(&self) -> Option<Bytes<'a>> {
        let solid = self.whole || self.dtype.as_scalar().is_some() || self.dtype.is_gapless();
        solid.then(|| Bytes {
            ptr: self.ptr,
            dims: self.dims.clone(),
            size: self.dtype.itemsize(),
            of: PhantomData,
        })
    }

    /// The bytes of all items together, if they lie in C order without gaps and are initialised.
    pub(crate) fn contiguous(&self) -> Option<&'a [u8]> {
        let bytes = self.bytes()?;
        let count = self.count();
        let (merged, size) = (self.dims.merged(), self.dtype.itemsize());
        let dense = match &merged[..] {
            [] => true,
            [one] => one.stride == size as isize,
            _ => count == 0,
        };
        if !dense || count == 0 {
            return dense.then_some(&[]);
        }
        // SAFETY: S1, S2: `count` items one right behind the other, borrowed for 'a.
        Some(unsafe { std::slice::from_raw_parts(bytes.as_ptr(), count * size) })
    }

    /// The items as values of a type that has their dtype.
    ///
    /// # Errors
    /// If they lie along more than one axis, or a value is not one of `T`. Over a typed base, also if `T` has
    /// gaps, since what is a gap there may be none here.
    pub(crate) fn values<T: Element>(&self) -> Result<Strided<'a, T>> {
        if self.dtype.itemsize() != size_of::<T>() {
            let (expected, found) = (size_of::<T>(), self.dtype.itemsize());
            return Err(Error::mismatch(format!("expected values of {expected} bytes, found {found}")));
        }
        let dims = self.dims.merged();
        let dim = match &dims[..] {
            [] => Dim { len: self.count(), stride: size_of::<T>() as isize },
            [one] => *one,
            many => {
                let message =
                    format!("expected values along one axis, found {}; take an element of them", many.len());
                return Err(Error::mismatch(message));
            }
        };
        if self.bytes().is_none() {
            return Err(Error::cast(
                "the record has gaps that are not initialised here; take its fields one by one, or the slice that the view is of",
            ));
        }
        self.validate::<T>()?;
        // S1, S2, S4: as here. S3: validated.
        Ok(Strided { ptr: self.ptr, len: dim.len, stride: dim.stride, of: PhantomData })
    }

    /// Looks whether the bytes of every item are a value of `T`.
    pub(super) fn validate<T: Element>(&self) -> Result<()> {
        if T::ANY_BITS {
            return Ok(());
        }
        let Some(bytes) = self.bytes() else {
            return Err(Error::cast(
                "the record has gaps that are not initialised here; take its fields one by one, or the slice that the view is of",
            ));
        };
        // Items without bytes are all the same one, and a file may claim any number of them.
        let count = if self.dtype.itemsize() == 0 { bytes.count().min(1) } else { bytes.count() };
        check_rows::<T>((0..count).map(|i| bytes.at(i).unwrap_or_default()))
    }
}

// SAFETY: it is a shared borrow of plain bytes.
unsafe impl Send for Items<'_> {}
// SAFETY: as above.
unsafe impl Sync for Items<'_> {}
