//! Records as columns, each in memory of its own: a struct of arrays.
//!
//! Records are what files and structs hold; columns are what a kernel that looks at one field only reads fastest. One
//! trip over the records writes all columns, a block of records at a time, which stays in the first-level cache.

use std::fmt;

use super::assembly::Assembly;
use super::transpose::{self, Leaf};
use crate::buffer::Buffer;
use crate::convert::select::{self, Rows};
use crate::dtype::{DType, Field, nearest};
use crate::error::{Error, Result};
use crate::record::{Element, cast, cast_mut};
use crate::shape::Dims;
use crate::view::{AnyColumn, RecordArray, RecordView, check_dtype};

/// Columns of one length, each contiguous from a multiple of 64 bytes on.
///
/// ```
/// use dtype_core::{Record, RecordView};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C, packed)]
/// struct Trade { venue: u8, price: f64 }
///
/// let trades = [2.5, 3.5].map(|price| Trade { venue: 7, price });
/// let mut table = RecordView::of(&trades).to_columns()?;
/// assert_eq!(table.names().collect::<Vec<_>>(), ["venue", "price"]);
/// let price: &[f64] = table.column("price")?;
/// assert_eq!((price, price.as_ptr().addr() % 64), (&[2.5, 3.5][..], 0));
///
/// // And back.
/// table.column_mut::<f64>("price")?[0] = 4.0;
/// let records = table.to_records()?;
/// assert_eq!(records.view().records::<Trade>()?.len(), 2);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// Every field without fields of its own is a column; those of nested records have dotted names. What a sub-array holds
/// stays together: a field `('<f4', (3,))` is a column of three values for each record. Values keep their dtype and
/// byte order.
pub struct ColumnSet {
    dtype: DType,
    len: usize,
    columns: Vec<Owned>,
}

/// One column.
struct Owned {
    /// Names from the outside in, dotted.
    name: String,
    /// What each record has of it.
    dtype: DType,
    /// Where the first element of it lies in a record, in bytes, and the sub-arrays of records around that.
    offset: usize,
    axes: Dims,
    buffer: Buffer,
}

impl RecordView<'_> {
    /// Copies every field to a column of its own. Of a view with several axes, records count in C order.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[1, 2, 3, 4], &"[('a', '|u1'), ('b', [('c', '|u1')])]".parse()?)?;
    /// let columns = view.to_columns()?;
    /// assert_eq!((columns.column::<u8>("a")?, columns.column::<u8>("b.c")?), (&[1, 3][..], &[2, 4][..]));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the records have no fields; [`Limit`](crate::ErrorKind::Limit) or
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_columns(&self) -> Result<ColumnSet> {
        if self.dtype().fields().is_none() {
            return Err(Error::mismatch(format!(
                "expected records with fields, found dtype {}",
                self.dtype()
            )));
        }
        let leaves = transpose::leaves(self);
        let mut columns =
            leaves.iter().map(|leaf| Owned::of(leaf, self.len())).collect::<Result<Vec<_>>>()?;
        transpose::fill(self, &leaves, columns.iter_mut().map(|column| &mut column.buffer[..]).collect());
        Ok(ColumnSet { dtype: self.dtype().clone(), len: self.len(), columns })
    }
}

impl ColumnSet {
    /// How many values each column has: as many as there are records.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The records that the columns are of.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The names of the columns, dotted for nested records, in the order of the fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The values of a column.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such column, or its dtype is not `T`'s;
    /// [`Cast`](crate::ErrorKind::Cast) if a value in it is none of `T` (a bool of 2).
    pub fn column<T: Element>(&self, name: &str) -> Result<&[T]> {
        let column = &self.columns[self.position(name)?];
        check_dtype::<T>(&column.dtype).map_err(|error| error.in_field(name))?;
        cast(&column.buffer).map_err(|error| Error::from(error).in_field(name))
    }

    /// The values of a column, to be written.
    ///
    /// # Errors
    /// As [`ColumnSet::column`].
    pub fn column_mut<T: Element>(&mut self, name: &str) -> Result<&mut [T]> {
        let at = self.position(name)?;
        let column = &mut self.columns[at];
        check_dtype::<T>(&column.dtype).map_err(|error| error.in_field(name))?;
        cast_mut(&mut column.buffer).map_err(|error| Error::from(error).in_field(name))
    }

    /// A column, whatever it holds: with its statistics, and its values to be shown.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let columns = RecordView::new(&[1, 3], &"[('a', '|u1')]".parse()?)?.to_columns()?;
    /// assert_eq!(columns.any_column("a")?.mean()?.unwrap().to_string(), "2.0");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such column.
    pub fn any_column(&self, name: &str) -> Result<AnyColumn<'_>> {
        self.view(name)?.any_column([])
    }

    /// A column as records without fields.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let columns = RecordView::new(&[1, 9, 2, 8], &"[('a', '|u1'), ('b', '|u1')]".parse()?)?.to_columns()?;
    /// assert_eq!(columns.view("b")?.argsort(())?, [1, 0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such column.
    pub fn view(&self, name: &str) -> Result<RecordView<'_>> {
        self.columns[self.position(name)?].view(self.len)
    }

    /// Adds a column behind the others, copied. In records its field lies behind all that they have.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let mut columns = RecordView::new(&[1, 2], &"[('a', '|u1')]".parse()?)?.to_columns()?;
    /// let twice: Vec<u8> = columns.column::<u8>("a")?.iter().map(|a| 2 * a).collect();
    /// columns.push("b", &twice)?;
    /// assert_eq!(columns.to_records()?.as_bytes(), [1, 2, 2, 4]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more or fewer values than records, or a column has the name;
    /// [`Format`](crate::ErrorKind::Format) if the records get too large; [`Io`](crate::ErrorKind::Io) if there is not so
    /// much memory.
    pub fn push<'v>(&mut self, name: &str, values: impl Into<RecordView<'v>>) -> Result<()> {
        let values = values.into();
        if values.len() != self.len {
            let (expected, found) = (self.len, values.len());
            return Err(Error::mismatch(format!("expected {expected} values, found {found}")).in_field(name));
        }
        if self.names().any(|taken| taken == name) || self.dtype.field(name).is_some() {
            return Err(Error::mismatch("a column or a record has this name").in_field(name));
        }
        let mut fields = self.dtype.fields().unwrap_or_default().to_vec();
        let field = Field::new(name, values.dtype().clone(), self.dtype.itemsize());
        fields.push(field);
        let dtype = DType::record(fields, None)?;
        let mut leaves = transpose::leaves_of(values.items(), values.items().dims().len(), name);
        leaves.iter_mut().for_each(|leaf| leaf.offset += self.dtype.itemsize());
        let mut columns = leaves.iter().map(|leaf| Owned::of(leaf, self.len)).collect::<Result<Vec<_>>>()?;
        for (leaf, column) in leaves.iter().zip(&mut columns) {
            Rows::of(&leaf.items).copy_all(&mut column.buffer);
        }
        self.columns.append(&mut columns);
        self.dtype = dtype;
        Ok(())
    }

    /// The records that the columns are of, copied, with zeros between fields.
    ///
    /// # Errors
    /// [`Limit`](crate::ErrorKind::Limit) or [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_records(&self) -> Result<RecordArray> {
        let size = self.dtype.itemsize();
        let mut assembly = Assembly::new(size);
        for column in self.columns.iter().filter(|column| !column.buffer.is_empty()) {
            let elements = column.axes.count().unwrap_or(0);
            let (base, run) = column.element()?;
            for element in 0..elements {
                let stride = column.dtype.itemsize() as isize;
                let part = RecordView::with_layout(&column.buffer, &base, element * run, stride, self.len)?;
                // Inside of a record, so it is no less than zero.
                let to = column.offset + column.axes.offset_of(element) as usize;
                assembly.rows(to, Rows::new(&part), None);
            }
        }
        let mut buffer = select::room(size, self.len)?;
        assembly.run(&mut buffer);
        RecordArray::from_buffer(buffer, self.dtype.clone(), vec![self.len], false)
    }

    fn position(&self, name: &str) -> Result<usize> {
        let mut found = self.columns.iter().enumerate().filter(|(_, column)| column.name == name);
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Ok(at),
            (None, _) => {
                let hint = nearest(name, self.names()).map(|near| format!("; did you mean '{near}'?"));
                Err(Error::mismatch(format!("there is no column '{name}'{}", hint.unwrap_or_default())))
            }
            _ => Err(Error::mismatch(format!(
                "there are two columns '{name}', as a name has dots in it; rename a field first, with `renamed`"
            ))),
        }
    }
}

impl Owned {
    /// Room for the values of a leaf.
    fn of(leaf: &Leaf<'_>, len: usize) -> Result<Owned> {
        let shape: Vec<usize> = leaf.axes.iter().map(|dim| dim.len).collect();
        let dtype = DType::subarray(leaf.items.dtype().clone(), &shape)?;
        let buffer = select::room(dtype.itemsize(), len)?;
        Ok(Owned { name: leaf.name.clone(), dtype, offset: leaf.offset, axes: leaf.axes.clone(), buffer })
    }

    fn view(&self, len: usize) -> Result<RecordView<'_>> {
        RecordView::with_layout(&self.buffer, &self.dtype, 0, self.dtype.itemsize() as isize, len)
    }

    /// What lies in one element of the sub-arrays of records around it, and its size.
    fn element(&self) -> Result<(DType, usize)> {
        let (base, shape) = self.dtype.flattened();
        let dtype = DType::subarray(base.clone(), &shape[self.axes.len()..])?;
        let size = dtype.itemsize();
        Ok((dtype, size))
    }
}

impl fmt::Debug for ColumnSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ColumnSet of {} records, dtype {}", self.len, self.dtype)
    }
}
