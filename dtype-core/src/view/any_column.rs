//! One field of all records, whatever it holds.

use std::fmt;

use super::{Value, check_dtype};
use crate::column::Column;
use crate::dtype::{DType, Scalar};
use crate::error::{Error, Result};
use crate::int;
use crate::limits::Limits;
use crate::record::Element;
use crate::strided::{Bytes, Items};

/// One field of all records, of a dtype known at run time: a view, without a copy.
///
/// It needs no type, prints its values, and has every statistic, in any byte order.
///
/// ```
/// use dtype_core::RecordView;
///
/// let dtype = "[('t', '>u2'), ('pos', '|u1', (2,))]".parse()?;
/// let view = RecordView::new(&[0, 7, 1, 2, 1, 0, 3, 4], &dtype)?;
/// assert_eq!(view.any_column("t")?.value(1).unwrap().to_string(), "256");
/// let pos = view.any_column("pos")?;
/// assert_eq!((pos.len(), pos.shape()), (2, vec![2, 2]));
/// assert_eq!(pos.value(1).unwrap().to_string(), "[3, 4]");
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone)]
pub struct AnyColumn<'a> {
    items: Items<'a>,
    lead: usize,
}

impl<'a> AnyColumn<'a> {
    /// `lead` of the axes count records, the others what is in each.
    pub(super) fn new(items: Items<'a>, lead: usize) -> Self {
        AnyColumn { items, lead }
    }

    pub(crate) fn items(&self) -> &Items<'a> {
        &self.items
    }

    /// How many of the axes of [`AnyColumn::items`] count records.
    pub(crate) fn lead(&self) -> usize {
        self.lead
    }

    /// What lies in the field; of a path through sub-arrays of records, what lies in each of them.
    pub fn dtype(&self) -> &DType {
        self.items.dtype()
    }

    /// The scalar that its elements are, unless they are records.
    pub fn scalar(&self) -> Option<Scalar> {
        self.dtype().flattened().0.as_scalar()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        let lead: Vec<usize> = self.items.dims()[..self.lead].iter().map(|dim| dim.len).collect();
        // It fits, or there would be no view.
        int::product(&lead).unwrap_or(usize::MAX)
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many elements there are in all: records times what sub-arrays hold.
    pub fn size(&self) -> usize {
        self.items.spread().count()
    }

    /// The lengths of the axes: those of the records, then those of the sub-arrays.
    pub fn shape(&self) -> Vec<usize> {
        self.items.spread().dims().iter().map(|dim| dim.len).collect()
    }

    /// The distances between neighbours along the axes, in bytes.
    pub fn strides(&self) -> Vec<isize> {
        self.items.spread().dims().iter().map(|dim| dim.stride).collect()
    }

    /// What it holds in one record, if that exists. Positions count in C order.
    pub fn value(&self, position: usize) -> Option<Value> {
        if position >= self.len() {
            return None;
        }
        let shape: Vec<usize> = self.items.dims()[self.lead..].iter().map(|dim| dim.len).collect();
        let count = int::product(&shape)?;
        if self.dtype().itemsize() == 0 && count > Limits::FIELDS {
            return Some(Value::Empty(shape));
        }
        let first = position.checked_mul(count)?;
        let values = (first..first.checked_add(count)?)
            .filter_map(|at| self.items.item(at))
            .map(|item| Value::read(&item))
            .collect();
        Some(Value::nested(values, &shape))
    }

    /// One element, if that exists. Positions count the elements of all records in C order.
    pub(crate) fn element(&self, position: usize) -> Option<Value> {
        self.items.spread().item(position).map(|item| Value::read(&item))
    }

    /// What it holds in each record, from the first to the last.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        (0..self.len()).filter_map(|position| self.value(position))
    }

    /// The bytes of every element as they lie there, in C order: in their byte order, and with the NULs at the end of
    /// text. A view, without a copy. `None` if the elements are records.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(b"\x00\x07ab\0\x01\0c\0\0", &"[('n', '>u2'), ('s', 'S3')]".parse()?)?;
    /// assert_eq!(view.any_column("n")?.raw().unwrap().next(), Some(&[0, 7][..]));
    /// assert_eq!(view.any_column("s")?.raw().unwrap().collect::<Vec<_>>(), [&b"ab\0"[..], b"c\0\0"]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn raw(&self) -> Option<impl ExactSizeIterator<Item = &'a [u8]> + use<'a>> {
        let (_, leaves) = self.leaves()?;
        Some((0..leaves.count()).map(move |i| leaves.at(i).unwrap_or_default()))
    }

    /// The same column typed, if it holds values of `T`, one in each record.
    ///
    /// # Errors
    /// As [`RecordView::column`](crate::RecordView::column).
    pub fn typed<T: Element>(&self) -> Result<Column<'a, T>> {
        if self.items.dims().len() != self.lead {
            return Err(Error::mismatch("expected one value in each record, found a sub-array of records"));
        }
        check_dtype::<T>(self.dtype())?;
        Ok(Column::new(self.items.values()?, 0))
    }

    /// The elements for the kernels; `None` if they are records.
    pub(crate) fn leaves(&self) -> Option<(Scalar, Bytes<'a>)> {
        let items = self.items.spread();
        Some((items.dtype().as_scalar()?, items.bytes()?))
    }
}

impl fmt::Debug for AnyColumn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.values().take(16).map(|value| value.to_string())).finish()?;
        write!(f, ", shape {:?}, dtype {}", self.shape(), self.dtype())
    }
}
