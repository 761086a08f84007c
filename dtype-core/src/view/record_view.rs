//! Borrowed records of a dtype known at run time.

use std::fmt;
use std::ops::Range;

use super::{AnyColumn, Value, check_type};
use crate::column::Column;
use crate::dtype::{DType, Path};
use crate::error::{Error, Result};
use crate::record::Element;
use crate::shape::{Dim, Dims};
use crate::strided::Items;

/// Records whose dtype is known at run time: a view, without a copy.
///
/// Over any bytes, at any address, with any distance between the records; or over a slice of records.
///
/// ```
/// use dtype_core::{DType, RecordView};
///
/// let dtype: DType = "[('id', '|u1'), ('price', '<f4')]".parse()?;
/// let mut bytes = vec![7];
/// bytes.extend_from_slice(&1.5f32.to_le_bytes());
/// let view = RecordView::new(&bytes, &dtype)?;
/// assert_eq!(view.column::<f32>("price")?.get(0), Some(1.5));
/// assert_eq!(view.record(0).unwrap().to_string(), "(7, 1.5)");
/// assert!(view.column::<f64>("price").is_err());
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone)]
pub struct RecordView<'a> {
    items: Items<'a>,
}

impl<'a> RecordView<'a> {
    /// Records that lie one right behind the other and fill `bytes`.
    ///
    /// # Errors
    /// [`Cast`](crate::ErrorKind::Cast) if the length is no multiple of the itemsize, or the itemsize is zero;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if the dtype has Python objects in it.
    pub fn new(bytes: &'a [u8], dtype: &DType) -> Result<Self> {
        let itemsize = dtype.itemsize();
        if itemsize == 0 || !bytes.len().is_multiple_of(itemsize) {
            let message = format!(
                "expected a multiple of {itemsize} bytes, the size of a record, found {}",
                bytes.len()
            );
            return Err(Error::cast(message));
        }
        Self::with_layout(bytes, dtype, 0, itemsize as isize, bytes.len() / itemsize)
    }

    /// `count` records, the first one `offset` bytes behind the start, each `stride` bytes behind the one
    /// before it.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// // A header of one byte, and every record followed by a byte that is none of it.
    /// let bytes = [0xFF, 1, 0, 2, 0];
    /// let view = RecordView::with_layout(&bytes, &"|u1".parse()?, 1, 2, 2)?;
    /// assert_eq!(view.column::<u8>(&[])?.to_vec(), [1, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Cast`](crate::ErrorKind::Cast) if a record would not lie inside of `bytes`.
    pub fn with_layout(
        bytes: &'a [u8],
        dtype: &DType,
        offset: usize,
        stride: isize,
        count: usize,
    ) -> Result<Self> {
        Self::over(bytes, dtype, offset, Dims::new(&[Dim { len: count, stride }]))
    }

    /// An array of records of any shape, `offset` bytes behind the start, in C order (the last axis varies
    /// fastest) or in Fortran order (the first one does).
    ///
    /// # Errors
    /// [`Cast`](crate::ErrorKind::Cast) if a record would not lie inside of `bytes`.
    pub fn with_shape(
        bytes: &'a [u8],
        dtype: &DType,
        offset: usize,
        shape: &[usize],
        fortran: bool,
    ) -> Result<Self> {
        let dims = Dims::contiguous(shape, dtype.itemsize(), fortran).ok_or_else(|| {
            Error::cast(format!("an array of shape {shape:?} is larger than memory can be"))
        })?;
        Self::over(bytes, dtype, offset, dims)
    }

    fn over(bytes: &'a [u8], dtype: &DType, offset: usize, dims: Dims) -> Result<Self> {
        if dtype.has_object() {
            return Err(Error::unsupported("dtype with Python objects ('O'), whose bytes are addresses"));
        }
        Ok(RecordView { items: Items::over(bytes, offset, dims, dtype.clone())? })
    }

    /// Records of a type that the compiler knows.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[1.5, 2.5]);
    /// assert_eq!(view.dtype().to_string(), "'<f8'");
    /// assert_eq!(view.len(), 2);
    /// ```
    pub fn of<R: Element>(records: &'a [R]) -> Self {
        RecordView { items: Items::of_slice(records) }
    }

    pub(crate) fn from_items(items: Items<'a>) -> Self {
        RecordView { items }
    }

    pub(crate) fn items(&self) -> &Items<'a> {
        &self.items
    }

    /// What the records are.
    pub fn dtype(&self) -> &DType {
        self.items.dtype()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.items.count()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The lengths of the axes, in records.
    pub fn shape(&self) -> Vec<usize> {
        self.items.dims().iter().map(|dim| dim.len).collect()
    }

    /// The distances between neighbours along the axes, in bytes.
    pub fn strides(&self) -> Vec<isize> {
        self.items.dims().iter().map(|dim| dim.stride).collect()
    }

    /// The bytes of all records, if they lie in C order one right behind the other, and all are initialised.
    pub fn as_bytes(&self) -> Option<&'a [u8]> {
        self.items.contiguous()
    }

    /// One field of all records, if it holds values of `T`. The empty path `&[]` is the whole record.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field, or its dtype is not `T`'s;
    /// [`Cast`](crate::ErrorKind::Cast) if a value in it is none of `T` (a bool of 2).
    pub fn column<T: Element>(&self, path: impl Path) -> Result<Column<'a, T>> {
        let place = path.locate(self.dtype())?;
        let in_field = |error: Error| match path.shown() {
            name if name.is_empty() => error,
            name => error.in_field(&name),
        };
        check_type::<T>(&place).map_err(in_field)?;
        let values = self.items.at(&path)?.values().map_err(in_field)?;
        Ok(Column::new(values, place.offset()))
    }

    /// One field of all records, whatever it holds. The empty path `&[]` is the whole record.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field.
    pub fn any_column(&self, path: impl Path) -> Result<AnyColumn<'a>> {
        Ok(AnyColumn::new(self.items.at(&path)?, self.items.dims().len()))
    }

    /// All columns that have no fields of their own, with their paths, in the order of the fields. Of a view
    /// without fields that is itself, under the empty path.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let dtype = "[('a', '|u1'), ('b', [('c', '|u1'), ('d', '|u1')])]".parse()?;
    /// let view = RecordView::new(&[1, 2, 3], &dtype)?;
    /// let paths: Vec<String> = view.any_columns().map(|(path, _)| path.join(".")).collect();
    /// assert_eq!(paths, ["a", "b.c", "b.d"]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn any_columns(&self) -> impl Iterator<Item = (Vec<String>, AnyColumn<'a>)> + use<'a> {
        let mut leaves = Vec::new();
        push_leaves(&self.items, &mut Vec::new(), &mut leaves);
        let lead = self.items.dims().len();
        leaves.into_iter().map(move |(path, items)| (path, AnyColumn::new(items, lead)))
    }

    /// One record as a value, if it exists. Positions count in C order.
    pub fn record(&self, position: usize) -> Option<Value> {
        Some(Value::read(&self.items.item(position)?))
    }

    /// The records in a range of the first axis.
    ///
    /// # Panics
    /// If the range is not within the first axis, or the view is of a single record without axes.
    pub fn slice(&self, range: Range<usize>) -> RecordView<'a> {
        RecordView { items: self.items.range(range) }
    }
}

/// The leaves of `items`, with their paths.
fn push_leaves<'a>(items: &Items<'a>, path: &mut Vec<String>, leaves: &mut Vec<(Vec<String>, Items<'a>)>) {
    let Some(fields) = items.dtype().flattened().0.fields() else {
        leaves.push((path.clone(), items.clone()));
        return;
    };
    for (i, field) in fields.iter().enumerate() {
        let Some(inner) = items.nth_field(i) else { continue };
        path.push(field.name().to_owned());
        push_leaves(&inner, path, leaves);
        path.pop();
    }
}

impl fmt::Debug for RecordView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordView of shape {:?}, dtype {}", self.shape(), self.dtype())
    }
}
