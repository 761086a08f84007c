//! N-D views of items whose dtype is known only at run time, to be written.

use std::fmt;
use std::ops::Range;

use super::{AnyArrayView, RecordArray, RecordViewMut, check_dtype};
use crate::array::memory::inspection_methods;
use crate::array::{ArrayViewMut, Inspected, Memory, memory_sealed};
use crate::dtype::{ByteOrder, DType, Path};
use crate::error::{Error, Result};
use crate::record::Element;
use crate::shape::{ArrayLayout, Op, ShapeError, layout_methods};
use crate::strided::AnyGridMut;

/// Items of a dtype along any axes of bytes, borrowed to be written. No two of them share a byte.
///
/// What changes the header takes the view and gives another; [`reborrow`](AnyArrayViewMut::reborrow) keeps the first.
///
/// ```
/// use dtype_core::RecordArray;
///
/// let mut array = RecordArray::zeros(&"[('id', '|u1'), ('pos', '<u2', (3,))]".parse()?, &[2, 2])?;
/// let pos = array.as_array_mut()?.field("pos")?;
/// assert_eq!(pos.shape(), [2, 2, 3]);
/// pos.slice((.., 0))?.typed::<u16>()?.fill(7);
/// assert_eq!(array.view().record(2).unwrap().to_string(), "(0, [7, 7, 7])");
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct AnyArrayViewMut<'a> {
    grid: AnyGridMut<'a>,
    span: (usize, usize),
}

impl<'a> AnyArrayViewMut<'a> {
    /// Items in bytes, where a layout says.
    ///
    /// # Errors
    /// As [`AnyArrayView::from_bytes`]; [`Mismatch`](crate::ErrorKind::Mismatch) if two items would share bytes, or whether
    /// they do cannot be told within [`MAX_WORK`](crate::shape::MAX_WORK) steps.
    pub fn from_bytes(bytes: &'a mut [u8], dtype: &DType, layout: &ArrayLayout) -> Result<Self> {
        AnyGridMut::over(bytes, layout, dtype).map(Self::of_grid)
    }

    fn of_grid(grid: AnyGridMut<'a>) -> Self {
        let span = grid.as_grid().base().span();
        AnyArrayViewMut { grid, span: (span.start, span.len()) }
    }

    fn apply(self, op: Op<'_>) -> Result<Self, ShapeError> {
        self.grid.apply(op).map(Self::of_grid)
    }

    layout_methods!(self: self);

    inspection_methods!();

    fn inspected(&self) -> Inspected<'_> {
        let (address, base) = self.span;
        let (layout, dtype) = (self.grid.layout(), self.grid.dtype());
        Inspected { layout, dtype, address, base, writeable: true }
    }

    /// What the items are. No sub-array: these are axes.
    pub fn dtype(&self) -> &DType {
        self.grid.dtype()
    }

    /// The same items, to be read.
    pub fn as_view(&self) -> AnyArrayView<'_> {
        AnyArrayView::of_grid(self.grid.as_grid())
    }

    /// The same items, to be read for as long as they were borrowed to be written.
    pub fn into_view(self) -> AnyArrayView<'a> {
        AnyArrayView::of_grid(self.grid.into_grid())
    }

    /// The same items for a shorter time.
    pub fn reborrow(&mut self) -> AnyArrayViewMut<'_> {
        AnyArrayViewMut { grid: self.grid.reborrow(), span: self.span }
    }

    /// Any shape and strides, from the first item on, inside of the bytes.
    ///
    /// # Errors
    /// As [`AnyArrayView::as_strided`]; [`ShapeError::Overlaps`] or [`ShapeError::TooHard`] if two items share bytes, or
    /// may do so.
    pub fn as_strided(self, shape: &[usize], strides: &[isize]) -> Result<Self, ShapeError> {
        self.grid.restrided(shape, strides).map(Self::of_grid)
    }

    /// A field of every item, by name or path; the axes of sub-arrays come last.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field.
    pub fn field(self, path: impl Path) -> Result<Self> {
        self.grid.at(&path).map(Self::of_grid)
    }

    /// Some fields of every item. See [`AnyArrayView::fields`].
    ///
    /// # Errors
    /// As there.
    pub fn fields(self, names: &[&str]) -> Result<Self> {
        let dtype = crate::strided::AnyGrid::dtype_of_fields(self.dtype(), names)?;
        Ok(Self::of_grid(self.grid.with_dtype(dtype)))
    }

    /// The same bytes as items of another dtype. See [`AnyArrayView::view_as`].
    ///
    /// # Errors
    /// As there.
    pub fn view_as(self, dtype: &DType) -> Result<Self> {
        self.grid.view_as(dtype).map(Self::of_grid)
    }

    /// Items of another dtype `offset` bytes into each of these. See [`AnyArrayView::getfield`].
    ///
    /// # Errors
    /// As there.
    pub fn getfield(self, dtype: &DType, offset: usize) -> Result<Self> {
        self.grid.part_as(dtype, offset).map(Self::of_grid)
    }

    /// The real parts of complex numbers; of other numbers, themselves.
    ///
    /// # Errors
    /// As [`AnyArrayView::real`].
    pub fn real(self) -> Result<Self> {
        let (dtype, _) = self.as_view().part("real")?;
        self.getfield(&dtype, 0)
    }

    /// The imaginary parts of complex numbers.
    ///
    /// # Errors
    /// As [`AnyArrayView::imag`].
    pub fn imag(self) -> Result<Self> {
        let (dtype, offset) = self.as_view().part("imag")?;
        self.getfield(&dtype, offset)
    }

    /// The same bytes read and written in another byte order: every value becomes another one, and no byte changes. See
    /// [`AnyArrayView::with_byte_order`]; [`byteswap_in_place`](AnyArrayViewMut::byteswap_in_place) converts.
    pub fn with_byte_order(self, order: ByteOrder) -> Self {
        let dtype = self.dtype().with_byte_order(order);
        Self::of_grid(self.grid.with_dtype(dtype))
    }

    /// Converts every value to the opposite byte order, where it lies, and gives a view of the dtype that the bytes have
    /// now: values stay what they were. In records every field is converted, and gaps are left alone. NumPy's
    /// `byteswap(inplace=True)` followed by `.view(dtype.newbyteorder())`.
    ///
    /// ```
    /// use dtype_core::AnyArrayViewMut;
    /// use dtype_core::shape::{ArrayLayout, Order};
    ///
    /// let mut bytes = [0, 1, 0, 2];
    /// let layout = ArrayLayout::new(&[2], 2, Order::C)?;
    /// let view = AnyArrayViewMut::from_bytes(&mut bytes, &">u2".parse()?, &layout)?;
    /// let view = view.byteswap_in_place()?;
    /// assert_eq!(format!("{view:?}"), "[1, 2], dtype '<u2'");
    /// assert_eq!(bytes, [1, 0, 2, 0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if fields overlap, which would be converted twice; nothing is done then.
    pub fn byteswap_in_place(mut self) -> Result<Self> {
        if !self.is_empty() {
            let swaps = swaps(self.dtype())?;
            self.grid.for_each_item(|item| {
                for Swap { bytes, size } in &swaps {
                    item[bytes.clone()].chunks_exact_mut(*size).for_each(<[u8]>::reverse);
                }
            });
        }
        let dtype = self.dtype().swapped();
        Ok(Self::of_grid(self.grid.with_dtype(dtype)))
    }

    /// The items as values of a type that has their dtype.
    ///
    /// # Errors
    /// As [`AnyArrayView::typed`].
    pub fn typed<T: Element>(self) -> Result<ArrayViewMut<'a, T>> {
        check_dtype::<T>(self.dtype())?;
        self.grid.grid().map(ArrayViewMut::of_grid)
    }

    /// Writes the bytes of the items of another view, which has the same dtype and is broadcast to the shape of this one.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if dtype or shape do not fit; [`Cast`](crate::ErrorKind::Cast) if some of
    /// the bytes are not initialised: gaps over a slice of typed values. Nothing is written then.
    pub fn assign(&mut self, from: &AnyArrayView<'_>) -> Result<()> {
        if !from.dtype().same_layout(self.dtype()) {
            let (expected, found) = (self.dtype(), from.dtype());
            return Err(Error::mismatch(format!(
                "expected dtype {expected}, found {found}; see `Conversion`"
            )));
        }
        let from = from.broadcast_to(&self.shape())?;
        let records = from.as_records();
        let Some(bytes) = records.items().bytes() else {
            return Err(Error::cast("the records have gaps that are not initialised; assign field by field"));
        };
        let runs = self.dtype().runs();
        let mut position = 0;
        self.grid.for_each_item(|item| {
            if let Some(from) = bytes.at(position) {
                runs.iter().for_each(|run| item[run.clone()].copy_from_slice(&from[run.clone()]));
            }
            position += 1;
        });
        Ok(())
    }
}

/// Some values of one size in an item, one right behind the other.
struct Swap {
    bytes: Range<usize>,
    size: usize,
}

/// The values of an item that have a byte order.
fn swaps(dtype: &DType) -> Result<Vec<Swap>> {
    let mut swaps = Vec::new();
    push_swaps(dtype, 0, &mut swaps);
    swaps.sort_unstable_by_key(|swap| swap.bytes.start);
    match swaps.windows(2).find(|pair| pair[0].bytes.end > pair[1].bytes.start) {
        None => Ok(swaps),
        Some(pair) => Err(Error::mismatch(format!(
            "expected fields that share no bytes, found values at bytes {} and {} that do; convert one of them",
            pair[0].bytes.start, pair[1].bytes.start
        ))),
    }
}

fn push_swaps(dtype: &DType, start: usize, swaps: &mut Vec<Swap>) {
    let (base, _) = dtype.flattened();
    if let Some(scalar) = base.as_scalar() {
        let size = scalar.kind().swap_size();
        if size > 1 && dtype.itemsize() > 0 {
            swaps.push(Swap { bytes: start..start + dtype.itemsize(), size });
        }
        return;
    }
    for at in (start..start + dtype.itemsize()).step_by(base.itemsize().max(1)) {
        for field in base.fields().unwrap_or_default() {
            push_swaps(field.dtype(), at + field.offset(), swaps);
        }
    }
}

impl RecordArray {
    /// The array as an N-D view, to be written. Sub-arrays become axes.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more than 64 axes, counting those of sub-arrays.
    pub fn as_array_mut(&mut self) -> Result<AnyArrayViewMut<'_>> {
        let order = if self.is_fortran() { crate::shape::Order::F } else { crate::shape::Order::C };
        let layout = ArrayLayout::new(self.shape(), self.dtype().itemsize(), order)?;
        let dtype = self.dtype().clone();
        AnyArrayViewMut::from_bytes(self.bytes_mut(), &dtype, &layout)
    }

    /// Converts every value of a field to the opposite byte order, and the dtype with it: values stay what they were. The
    /// empty path `&[]` is the whole record.
    ///
    /// ```
    /// use dtype_core::RecordArray;
    ///
    /// let dtype = "[('n', '>u2'), ('id', '<u2')]".parse()?;
    /// let mut array = RecordArray::from_bytes(&[0, 1, 2, 0], &dtype, &[1], false)?;
    /// array.byteswap_in_place("n")?;
    /// assert_eq!(array.dtype().to_string(), "[('n', '<u2'), ('id', '<u2')]");
    /// assert_eq!((array.as_bytes(), array.view().record(0).unwrap().to_string()), (&[1, 0, 2, 0][..], "(1, 2)".into()));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field, or if it overlaps with another; nothing is done
    /// then.
    pub fn byteswap_in_place(&mut self, path: impl Path) -> Result<()> {
        let dtype = self.dtype().swapped_at(&path.locate(self.dtype())?)?;
        self.as_array_mut()?.field(path)?.byteswap_in_place()?;
        self.set_dtype(dtype);
        Ok(())
    }
}

impl<'a> RecordViewMut<'a> {
    /// The records as an N-D view, to be written. Sub-arrays become axes.
    ///
    /// # Errors
    /// As [`RecordArray::as_array_mut`].
    pub fn as_array_mut(&mut self) -> Result<AnyArrayViewMut<'_>> {
        let (layout, dtype) = (self.layout()?, self.dtype().clone());
        AnyArrayViewMut::from_bytes(self.bytes_mut(), &dtype, &layout)
    }

    /// The same records with every value read and written in another byte order: no byte changes.
    pub fn with_byte_order(mut self, order: ByteOrder) -> RecordViewMut<'a> {
        let dtype = self.dtype().with_byte_order(order);
        self.set_dtype(dtype);
        self
    }

    /// Converts every value of a field to the opposite byte order, where it lies, and the dtype of this view with it. See
    /// [`RecordArray::byteswap_in_place`].
    ///
    /// # Errors
    /// As there.
    pub fn byteswap_in_place(&mut self, path: impl Path) -> Result<()> {
        let dtype = self.dtype().swapped_at(&path.locate(self.dtype())?)?;
        self.as_array_mut()?.field(path)?.byteswap_in_place()?;
        self.set_dtype(dtype);
        Ok(())
    }
}

impl memory_sealed::Sealed for AnyArrayViewMut<'_> {}

impl Memory for AnyArrayViewMut<'_> {
    fn place(&self) -> (usize, &ArrayLayout) {
        (self.span.0, self.grid.layout())
    }
}

impl fmt::Debug for AnyArrayViewMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_view().fmt(f)
    }
}
