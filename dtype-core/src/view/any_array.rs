//! N-D views of items whose dtype is known only at run time.

use std::fmt;

use super::{AnyColumn, RecordView, Value, check_dtype};
use crate::array::memory::inspection_methods;
use crate::array::{ArrayView, Inspected, Memory, memory_sealed, print};
use crate::dtype::{ByteOrder, DType, Path, Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::record::Element;
use crate::shape::{ArrayLayout, Op, Order, ShapeError, layout_methods};
use crate::strided::AnyGrid;

/// Items of a dtype along any axes, borrowed to be read: NumPy's `ndarray` as it is known at run time.
///
/// It has every operation of [`ArrayView`], and those that change the dtype: fields, several fields, other dtypes over
/// the same bytes, another byte order. Sub-arrays are axes.
///
/// ```
/// use dtype_core::{AnyArrayView, RecordView};
///
/// let dtype = "[('id', '|u1'), ('pos', '|i1', (2,))]".parse()?;
/// let view = RecordView::new(&[1, 2, 3, 4, 5, 6], &dtype)?;
/// let pos = view.as_array()?.field("pos")?;
/// assert_eq!((pos.shape(), pos.strides()), ([2, 2].into(), [3, 1].into()));
/// assert_eq!(format!("{:?}", pos.t()), "[[2, 5],\n [3, 6]], dtype '|i1'");
/// assert_eq!(pos.typed::<i8>()?.iter().map(i32::from).sum::<i32>(), 16);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone)]
pub struct AnyArrayView<'a> {
    grid: AnyGrid<'a>,
}

impl<'a> AnyArrayView<'a> {
    /// Items in bytes, where a layout says.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if an item would not lie inside of the bytes, or the layout's items have
    /// another size than the dtype; [`Unsupported`](crate::ErrorKind::Unsupported) if that has Python objects in it.
    pub fn from_bytes(bytes: &'a [u8], dtype: &DType, layout: &ArrayLayout) -> Result<Self> {
        AnyGrid::over(bytes, layout, dtype).map(Self::of_grid)
    }

    /// Values of a type that the compiler knows.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more than 64 axes, counting those of sub-arrays.
    pub fn of<T: Element>(view: &ArrayView<'a, T>) -> Result<Self> {
        Ok(Self::of_grid(AnyGrid::of_grid(view.grid())?))
    }

    pub(super) fn of_grid(grid: AnyGrid<'a>) -> Self {
        AnyArrayView { grid }
    }

    fn apply(&self, op: Op<'_>) -> Result<Self, ShapeError> {
        self.grid.apply(op).map(Self::of_grid)
    }

    layout_methods!(self: &self);

    inspection_methods!();

    fn inspected(&self) -> Inspected<'_> {
        let base = self.grid.base();
        let (address, len) = (base.span().start, base.len());
        let (layout, dtype) = (self.grid.layout(), self.grid.dtype());
        Inspected { layout, dtype, address, base: len, writeable: false }
    }

    /// What the items are. No sub-array: these are axes.
    pub fn dtype(&self) -> &DType {
        self.grid.dtype()
    }

    /// Any shape and strides, from the first item on, inside of the bytes; over a slice of typed values, from item to
    /// item of this view. See [`ArrayView::as_strided`].
    ///
    /// # Errors
    /// [`ShapeError::Outside`], [`ShapeError::NotElements`]; [`ShapeError::Rank`], [`ShapeError::Overflow`].
    pub fn as_strided(&self, shape: &[usize], strides: &[isize]) -> Result<Self, ShapeError> {
        self.grid.as_strided(shape, strides).map(Self::of_grid)
    }

    /// A field of every item, by name or path; the axes of sub-arrays come last.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field.
    pub fn field(&self, path: impl Path) -> Result<Self> {
        self.grid.at(&path).map(Self::of_grid)
    }

    /// Some fields of every item, in the order that is given: NumPy's multi-field index. Offsets and the itemsize stay, so
    /// the other fields become gaps; nothing is copied.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let dtype = "[('x', '|u1'), ('y', '|u1'), ('z', '|u1')]".parse()?;
    /// let view = RecordView::new(&[1, 2, 3, 4, 5, 6], &dtype)?.as_array()?.fields(&["z", "x"])?;
    /// assert_eq!(view.dtype().itemsize(), 3);
    /// assert_eq!(view.item(&[1]).unwrap().to_string(), "(6, 4)");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field; [`Format`](crate::ErrorKind::Format) if one is
    /// named twice.
    pub fn fields(&self, names: &[&str]) -> Result<Self> {
        let dtype = AnyGrid::dtype_of_fields(self.dtype(), names)?;
        Ok(Self::of_grid(self.grid.with_dtype(dtype)))
    }

    /// The same bytes as items of another dtype: NumPy's `view(dtype)`. If the sizes differ, the last axis changes; it must
    /// be without gaps, and its bytes a multiple of the new size.
    ///
    /// ```
    /// use dtype_core::AnyArrayView;
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let layout = ArrayLayout::new(&[2, 4], 1, Order::C)?;
    /// let bytes = AnyArrayView::from_bytes(&[1, 0, 2, 0, 3, 0, 4, 0], &"|u1".parse()?, &layout)?;
    /// let numbers = bytes.view_as(&"<u2".parse()?)?;
    /// assert_eq!(format!("{numbers:?}"), "[[1, 2],\n [3, 4]], dtype '<u2'");
    /// assert!(bytes.t().view_as(&"<u2".parse()?).is_err());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the sizes do not allow it; [`Cast`](crate::ErrorKind::Cast) if the base
    /// is not one of bytes; [`Unsupported`](crate::ErrorKind::Unsupported) if the dtype has Python objects in it.
    pub fn view_as(&self, dtype: &DType) -> Result<Self> {
        self.grid.view_as(dtype).map(Self::of_grid)
    }

    /// Items of another dtype `offset` bytes into each of these: NumPy's `getfield`.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they are not inside; else as [`view_as`](AnyArrayView::view_as).
    pub fn getfield(&self, dtype: &DType, offset: usize) -> Result<Self> {
        self.grid.part_as(dtype, offset).map(Self::of_grid)
    }

    /// The same bytes read in another byte order: every value becomes another one, and no byte changes. What has no byte
    /// order stays. To convert values, see [`AnyArrayViewMut::byteswap_in_place`](crate::AnyArrayViewMut).
    ///
    /// ```
    /// use dtype_core::{ArrayView, AnyArrayView, ByteOrder};
    ///
    /// let one = [1u16.to_le()];
    /// let view = AnyArrayView::of(&ArrayView::new(&one))?;
    /// assert_eq!(view.with_byte_order(ByteOrder::Big).item(&[0]).unwrap().to_string(), "256");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn with_byte_order(&self, order: ByteOrder) -> Self {
        Self::of_grid(self.grid.with_dtype(self.dtype().with_byte_order(order)))
    }

    /// The real parts of complex numbers; of other numbers, themselves.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the items are no numbers.
    pub fn real(&self) -> Result<Self> {
        let (part, offset) = self.part("real")?;
        self.grid.scalar_part(part, offset).map(Self::of_grid)
    }

    /// The imaginary parts of complex numbers.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the items are no complex numbers. NumPy makes an array of zeros of others.
    pub fn imag(&self) -> Result<Self> {
        let (part, offset) = self.part("imag")?;
        self.grid.scalar_part(part, offset).map(Self::of_grid)
    }

    /// The dtype of a part of a number, and where in it that is.
    pub(super) fn part(&self, which: &str) -> Result<(DType, usize)> {
        let scalar = self.dtype().as_scalar();
        let (kind, imaginary) = match scalar.map(Scalar::kind) {
            Some(ScalarKind::Complex64) => (ScalarKind::Float32, true),
            Some(ScalarKind::Complex128) => (ScalarKind::Float64, true),
            Some(kind) => (kind, false),
            None => (ScalarKind::Void(0), false),
        };
        let number = imaginary || matches!(kind.letter(), 'b' | 'i' | 'u' | 'f') && which == "real";
        match scalar {
            Some(scalar) if number => {
                let part = DType::scalar(Scalar::new(kind, scalar.byte_order()));
                let offset = if which == "imag" { part.itemsize() } else { 0 };
                Ok((part, offset))
            }
            _ => {
                let expected = if which == "real" { "numbers" } else { "complex numbers" };
                Err(Error::mismatch(format!("expected {expected}, found dtype {}", self.dtype())))
            }
        }
    }

    /// The items as values of a type that has their dtype. See [`RecordView::column`] for a single axis.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the dtype is not `T`'s; [`Cast`](crate::ErrorKind::Cast) if an item is
    /// no value of `T` (a bool of 2).
    pub fn typed<T: Element>(&self) -> Result<ArrayView<'a, T>> {
        check_dtype::<T>(self.dtype())?;
        self.grid.grid().map(ArrayView::of_grid)
    }

    /// One item as a value, an index for each axis, if there is one.
    pub fn item(&self, index: &[usize]) -> Option<Value> {
        let position = position(&self.shape(), index)?;
        Some(Value::read(&self.grid.items().item(position)?))
    }

    /// The items as values, in C order.
    pub fn values(&self) -> impl Iterator<Item = Value> + use<'a> {
        let items = self.grid.items();
        (0..items.count()).filter_map(move |position| Some(Value::read(&items.item(position)?)))
    }

    /// The bytes of all items, copied, in C order or Fortran order: NumPy's `tobytes`. `None` if some are not initialised:
    /// gaps between fields, over a slice of typed values.
    pub fn to_bytes(&self, order: Order) -> Option<Vec<u8>> {
        let view = if order == Order::F { self.t() } else { self.clone() };
        let items = view.grid.items();
        if let Some(bytes) = items.contiguous() {
            return Some(bytes.to_vec());
        }
        let bytes = items.bytes()?;
        let mut all = Vec::with_capacity(self.nbytes());
        (0..bytes.count()).filter_map(|i| bytes.at(i)).for_each(|item| all.extend_from_slice(item));
        Some(all)
    }

    /// The bytes of all items, if they lie in C order one right behind the other, and all are initialised.
    pub fn as_bytes(&self) -> Option<&'a [u8]> {
        self.grid.items().contiguous()
    }

    /// The items as a column, with every statistic: one record for each position of all axes.
    pub fn as_column(&self) -> AnyColumn<'a> {
        AnyColumn::new(self.grid.items(), self.ndim())
    }

    /// The items as records, with columns and conversions.
    pub fn as_records(&self) -> RecordView<'a> {
        RecordView::from_items(self.grid.items())
    }
}

/// The position of an index in C order, if it is within the shape.
fn position(shape: &[usize], index: &[usize]) -> Option<usize> {
    let within = index.len() == shape.len() && index.iter().zip(shape).all(|(i, len)| i < len);
    within.then(|| index.iter().zip(shape).fold(0, |at, (i, len)| at * len + i))
}

impl<'a> RecordView<'a> {
    /// The records as an N-D view, with slicing, transposing, reshaping, windows. Sub-arrays become axes.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more than 64 axes, counting those of sub-arrays.
    pub fn as_array(&self) -> Result<AnyArrayView<'a>> {
        Ok(AnyArrayView::of_grid(AnyGrid::of_items(self.items())?))
    }

    /// A field of all records as an N-D view of values: the axes of the records, then those of sub-arrays.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let dtype = "[('id', '|u1'), ('pos', '<f4', (3,))]".parse()?;
    /// let view = RecordView::new(&[0; 39], &dtype)?;
    /// assert_eq!(view.array::<f32>("pos")?.shape(), [3, 3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`column`](RecordView::column), and as [`as_array`](RecordView::as_array).
    pub fn array<T: Element>(&self, path: impl Path) -> Result<ArrayView<'a, T>> {
        self.as_array()?.field(path)?.typed()
    }
}

impl<'a> AnyColumn<'a> {
    /// The column as an N-D view: the axes of the records, then those of sub-arrays.
    ///
    /// # Errors
    /// As [`RecordView::as_array`].
    pub fn as_array(&self) -> Result<AnyArrayView<'a>> {
        Ok(AnyArrayView::of_grid(AnyGrid::of_items(self.items())?))
    }
}

impl memory_sealed::Sealed for AnyArrayView<'_> {}

impl Memory for AnyArrayView<'_> {
    fn place(&self) -> (usize, &ArrayLayout) {
        (self.grid.base().span().start, self.grid.layout())
    }
}

impl fmt::Debug for AnyArrayView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::array(f, &self.shape(), |index| self.item(index).map(Shown))?;
        write!(f, ", dtype {}", self.dtype())
    }
}

/// A value that prints as it displays.
struct Shown(Value);

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
