//! What lies in a file behind its header: dtype, shape, order. And what is said when it is not all there.

use crate::dtype::DType;
use crate::dtype::descr::Shape;
use crate::error::{Error, Result};
use crate::int;

/// An array as a file holds it.
#[derive(Clone, Copy)]
pub(super) struct Contents<'a> {
    pub(super) dtype: &'a DType,
    pub(super) shape: &'a [usize],
    pub(super) fortran: bool,
}

impl Contents<'_> {
    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        int::product(self.shape).unwrap_or(usize::MAX)
    }

    /// How many bytes they take, if memory can hold as many.
    pub(super) fn size(&self) -> Result<usize> {
        let size = int::product(self.shape).and_then(|count| count.checked_mul(self.dtype.itemsize()));
        size.filter(|&size| int::to_isize(size).is_some()).ok_or_else(|| {
            let (shape, itemsize) = (Shape(self.shape), self.dtype.itemsize());
            Error::format(format!("shape {shape} of {itemsize}-byte items is larger than memory can be"))
        })
    }

    /// The error about data of which only `found` bytes are there.
    pub(super) fn cut(&self, found: u64) -> Error {
        let needed = int::to_u64(self.len()).saturating_mul(int::to_u64(self.dtype.itemsize()));
        let missing = needed.saturating_sub(found);
        let (shape, itemsize) = (Shape(self.shape), self.dtype.itemsize());
        let of = if self.dtype.fields().is_some() { "records" } else { "items" };
        Error::format(format!(
            "{missing} {bytes} missing: shape {shape} of {itemsize}-byte {of} needs {needed} bytes of data, found {found}",
            bytes = if missing == 1 { "byte" } else { "bytes" },
        ))
    }
}
