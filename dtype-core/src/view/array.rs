//! Owned records of a dtype known at run time.

use std::fmt;

use super::{RecordView, RecordViewMut};
use crate::buffer::Buffer;
use crate::dtype::{DType, MAX_DIMS};
use crate::error::{Error, Result};
use crate::int;

/// An array of records, of any shape, whose dtype is known at run time: what a file holds.
///
/// Its first byte lies at a multiple of 64 bytes, or of 2 MiB in large arrays.
///
/// ```
/// use dtype_core::RecordArray;
///
/// let mut array = RecordArray::zeros(&"[('a', '|u1'), ('b', '<u2')]".parse()?, &[4])?;
/// array.view_mut()?.column_mut::<u16>("b")?.fill(7);
/// assert_eq!(array.view().record(3).unwrap().to_string(), "(0, 7)");
/// assert_eq!(array.as_bytes().as_ptr().addr() % 64, 0);
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct RecordArray {
    buffer: Buffer,
    dtype: DType,
    shape: Vec<usize>,
    fortran: bool,
}

impl RecordArray {
    /// An array of zero bytes, in C order.
    ///
    /// # Errors
    /// [`Limit`](crate::ErrorKind::Limit) if it is larger than memory can be; [`Io`](crate::ErrorKind::Io) if
    /// there is not so much memory; [`Unsupported`](crate::ErrorKind::Unsupported) if the dtype has Python
    /// objects in it.
    pub fn zeros(dtype: &DType, shape: &[usize]) -> Result<RecordArray> {
        let size = size_of_array(dtype, shape)?;
        RecordArray::from_buffer(Buffer::zeroed(size)?, dtype.clone(), shape.to_vec(), false)
    }

    /// An array whose bytes are `bytes`, copied, in C order or in Fortran order.
    ///
    /// # Errors
    /// [`Cast`](crate::ErrorKind::Cast) if there are more or fewer bytes than the array has; else as
    /// [`RecordArray::zeros`].
    pub fn from_bytes(bytes: &[u8], dtype: &DType, shape: &[usize], fortran: bool) -> Result<RecordArray> {
        let mut buffer = Buffer::zeroed(bytes.len())?;
        buffer.copy_from_slice(bytes);
        RecordArray::from_buffer(buffer, dtype.clone(), shape.to_vec(), fortran)
    }

    /// An array over a buffer of just its size.
    pub(crate) fn from_buffer(
        buffer: Buffer,
        dtype: DType,
        shape: Vec<usize>,
        fortran: bool,
    ) -> Result<RecordArray> {
        let needed = size_of_array(&dtype, &shape)?;
        if buffer.len() != needed {
            let message = format!(
                "expected {needed} bytes for shape {shape:?} of {}-byte items, found {}",
                dtype.itemsize(),
                buffer.len()
            );
            return Err(Error::cast(message));
        }
        if dtype.has_object() {
            return Err(Error::unsupported("dtype with Python objects ('O'), whose bytes are addresses"));
        }
        Ok(RecordArray { buffer, dtype, shape, fortran })
    }

    /// The same bytes as records of another dtype of the same itemsize, after a change to them.
    pub(crate) fn converted_by(
        mut self,
        dtype: &DType,
        change: impl FnOnce(&mut [u8]) -> Result<()>,
    ) -> Result<RecordArray> {
        change(&mut self.buffer)?;
        RecordArray::from_buffer(self.buffer, dtype.clone(), self.shape, self.fortran)
    }

    /// The same bytes as records of another dtype, in C order.
    ///
    /// # Errors
    /// [`Cast`](crate::ErrorKind::Cast) if these have another size.
    pub(crate) fn retyped(self, dtype: &DType, shape: Vec<usize>) -> Result<RecordArray> {
        RecordArray::from_buffer(self.buffer, dtype.clone(), shape, false)
    }

    /// The records, to be read.
    pub fn view(&self) -> RecordView<'_> {
        RecordView::with_shape(&self.buffer, &self.dtype, 0, &self.shape, self.fortran)
            .expect("the size was checked when this array was made")
    }

    /// The records, to be written, along one axis.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the array is in Fortran order and has several axes.
    pub fn view_mut(&mut self) -> Result<RecordViewMut<'_>> {
        if self.fortran && self.shape.len() > 1 {
            return Err(Error::mismatch(format!(
                "expected C order, found Fortran order of shape {:?}",
                self.shape
            )));
        }
        let len = self.len();
        RecordViewMut::with_layout(&mut self.buffer, &self.dtype, 0, self.dtype.itemsize() as isize, len)
    }

    /// What the records are.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The lengths of the axes, in records.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Whether the first axis varies fastest, not the last.
    pub fn is_fortran(&self) -> bool {
        self.fortran
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        int::product(&self.shape).unwrap_or(0)
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.buffer
    }

    /// The same bytes as records of another dtype of the same size.
    pub(super) fn set_dtype(&mut self, dtype: DType) {
        debug_assert_eq!(dtype.itemsize(), self.dtype.itemsize());
        self.dtype = dtype;
    }

    /// The bytes of all records, in the order of the array.
    pub fn as_bytes(&self) -> &[u8] {
        &self.buffer
    }
}

/// How many bytes an array has.
fn size_of_array(dtype: &DType, shape: &[usize]) -> Result<usize> {
    if shape.len() > MAX_DIMS {
        return Err(Error::limit(format!("expected at most {MAX_DIMS} axes, found {}", shape.len())));
    }
    let size = int::product(shape).and_then(|count| count.checked_mul(dtype.itemsize()));
    size.filter(|&size| int::to_isize(size).is_some()).ok_or_else(|| {
        let itemsize = dtype.itemsize();
        Error::limit(format!("shape {shape:?} of {itemsize}-byte items is larger than memory can be"))
    })
}

impl fmt::Debug for RecordArray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordArray of shape {:?}, dtype {}", self.shape, self.dtype)
    }
}
