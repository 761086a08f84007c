//! Memory for C, Fortran and Python without a copy: NumPy's array interface, version 3, of a view.
//!
//! A pointer, a shape, strides in bytes and flags, as the C struct [`PyArrayInterface`] or as the text of the dict
//! `__array_interface__`. Nothing here reads or writes through the pointer: whoever gets it does, and [`ArrayInterface`]
//! keeps the memory borrowed as long as it lives.

use std::ffi::{c_char, c_int, c_void};
use std::fmt;
use std::marker::PhantomData;
use std::ptr;

use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;
use crate::shape::Dim;
use crate::strided::Items;
use crate::view::{AnyColumn, RecordView, RecordViewMut};

/// The elements lie in C order without gaps.
pub const C_CONTIGUOUS: c_int = 0x1;
/// The elements lie in Fortran order without gaps.
pub const F_CONTIGUOUS: c_int = 0x2;
/// Every element lies at a multiple of its dtype's alignment.
pub const ALIGNED: c_int = 0x100;
/// The elements are in this machine's byte order. As in NumPy, records always are: their fields tell theirs.
pub const NOTSWAPPED: c_int = 0x200;
/// The memory may be written.
pub const WRITEABLE: c_int = 0x400;

/// The struct in C, for programs that do not include NumPy's headers.
///
/// ```
/// use dtype_core::interop::array_interface::C_DEFINITION;
///
/// assert!(C_DEFINITION.starts_with("typedef struct {"));
/// ```
pub const C_DEFINITION: &str = "\
typedef struct {
    int two;
    int nd;
    char typekind;
    int itemsize;
    int flags;
    intptr_t *shape;
    intptr_t *strides;
    void *data;
    void *descr;
} PyArrayInterface;
";

/// NumPy's struct of the same name: what `__array_struct__` points to.
///
/// It is data only. What its pointers lead to lives as long as the [`ArrayInterface`] that lends it.
#[repr(C)]
#[derive(Debug)]
pub struct PyArrayInterface {
    /// The number 2, by which the struct is known.
    pub two: c_int,
    /// How many axes there are.
    pub nd: c_int,
    /// NumPy's letter for the kind of the elements; `V` for records.
    pub typekind: c_char,
    /// Size of an element, in bytes.
    pub itemsize: c_int,
    /// [`C_CONTIGUOUS`] and its siblings.
    pub flags: c_int,
    /// The lengths of the axes, in elements; null without axes.
    pub shape: *mut isize,
    /// The distances between neighbours along the axes, in bytes; null without axes.
    pub strides: *mut isize,
    /// The first element.
    pub data: *mut c_void,
    /// Always null: it would be a Python object. The dict has the descr.
    pub descr: *mut c_void,
}

/// A view as others see it: the struct, what it points to, and the borrow of the memory.
///
/// ```
/// use dtype_core::interop::array_interface::{ALIGNED, ArrayInterface, C_CONTIGUOUS, F_CONTIGUOUS, NOTSWAPPED};
/// use dtype_core::RecordView;
///
/// let numbers = [1.5, 2.5, 3.5];
/// let interface = ArrayInterface::of(&RecordView::of(&numbers))?;
/// let raw = interface.as_raw();
/// assert_eq!((raw.two, raw.nd, raw.itemsize), (2, 1, 8));
/// assert_eq!(raw.flags, C_CONTIGUOUS | F_CONTIGUOUS | ALIGNED | NOTSWAPPED);
/// assert_eq!(raw.data.addr(), numbers.as_ptr().addr());
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct ArrayInterface<'a> {
    raw: PyArrayInterface,
    /// Lengths, then strides. The pointers in `raw` lead here, so it is never changed.
    dims: Vec<isize>,
    /// No sub-array: its axes are among `dims`.
    dtype: DType,
    of: PhantomData<&'a [u8]>,
}

impl<'a> ArrayInterface<'a> {
    /// Of records, to be read. Sub-arrays become axes.
    ///
    /// Over a slice of records with padding, the padding may never have been written: read fields, not bytes.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if there are more axes, or larger elements, than the struct can
    /// say.
    pub fn of(view: &RecordView<'a>) -> Result<Self> {
        Self::over(view.items())
    }

    /// Of one field of all records, to be read.
    ///
    /// ```
    /// use dtype_core::RecordView;
    /// use dtype_core::interop::array_interface::ArrayInterface;
    ///
    /// let view = RecordView::new(&[7, 1, 2, 8, 3, 4], &"[('id', 'u1'), ('xy', 'u1', (2,))]".parse()?)?;
    /// let interface = ArrayInterface::of_column(&view.any_column("xy")?)?;
    /// assert_eq!((interface.shape(), interface.strides()), (&[2, 2][..], &[3, 1][..]));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`ArrayInterface::of`].
    pub fn of_column(column: &AnyColumn<'a>) -> Result<Self> {
        Self::over(column.items())
    }

    /// Of records, to be written too. The view is borrowed as long as this lives, so that nobody else reads or writes
    /// them meanwhile.
    ///
    /// # Errors
    /// As [`ArrayInterface::of`].
    pub fn of_mut(view: &'a mut RecordViewMut<'_>) -> Result<Self> {
        let (dims, dtype, flags) = {
            let read = ArrayInterface::of(&view.as_view())?;
            (read.dims.clone(), read.dtype.clone(), read.raw.flags)
        };
        Ok(Self::new(view.as_mut_ptr(), dims, dtype, flags | WRITEABLE))
    }

    /// The struct. Its pointers are good for as long as this is borrowed or lives, wherever it is moved.
    pub fn as_raw(&self) -> &PyArrayInterface {
        &self.raw
    }

    /// The lengths of the axes, in elements.
    pub fn shape(&self) -> &[isize] {
        &self.dims[..self.dims.len() / 2]
    }

    /// The distances between neighbours along the axes, in bytes.
    pub fn strides(&self) -> &[isize] {
        &self.dims[self.dims.len() / 2..]
    }

    /// The dict `__array_interface__`, as Python writes it: with the address, and the descr of records.
    ///
    /// A dtype that no descr can say, such as one with overlapping fields, is bytes of its size there.
    ///
    /// ```
    /// use dtype_core::RecordView;
    /// use dtype_core::interop::array_interface::ArrayInterface;
    ///
    /// let view = RecordView::new(&[1, 0, 2, 0], &"[('a', 'u1'), ('b', '|b1')]".parse()?)?;
    /// let interface = ArrayInterface::of(&view)?;
    /// let address = interface.as_raw().data.addr();
    /// assert_eq!(interface.to_dict(), format!("{{'data': ({address}, True), 'strides': None, \
    ///     'descr': [('a', '|u1'), ('b', '|b1')], 'typestr': '|V2', 'shape': (2,), 'version': 3}}"));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn to_dict(&self) -> String {
        let typestr = self.dtype.typestr();
        let descr = match self.dtype.fields() {
            Some(_) => self.dtype.to_descr().ok(),
            None => None,
        };
        let descr = descr.unwrap_or_else(|| format!("[('', '{typestr}')]"));
        let read_only = if self.raw.flags & WRITEABLE == 0 { "True" } else { "False" };
        let strides =
            if self.raw.flags & C_CONTIGUOUS != 0 { "None".to_owned() } else { tuple(self.strides()) };
        format!(
            "{{'data': ({}, {read_only}), 'strides': {strides}, 'descr': {descr}, 'typestr': '{typestr}', \
             'shape': {}, 'version': 3}}",
            self.raw.data.expose_provenance(),
            tuple(self.shape())
        )
    }

    fn over(items: &Items<'a>) -> Result<Self> {
        let items = items.spread();
        let axes: &[Dim] = items.dims();
        let lengths: Option<Vec<isize>> = axes.iter().map(|axis| int::to_isize(axis.len)).collect();
        let mut dims = lengths.ok_or_else(|| Error::unsupported("an axis longer than memory can be"))?;
        dims.extend(axes.iter().map(|axis| axis.stride));
        let dtype = items.dtype().clone();
        if c_int::try_from(axes.len()).is_err() || c_int::try_from(dtype.itemsize()).is_err() {
            return Err(Error::unsupported("more axes or larger elements than a C int can count"));
        }
        let flags = flags(items.as_ptr(), axes, &dtype);
        Ok(Self::new(items.as_ptr().cast_mut(), dims, dtype, flags))
    }

    /// Of checked parts: `dims` are lengths, then strides, and their number and the itemsize fit a C `int`.
    fn new(data: *mut u8, mut dims: Vec<isize>, dtype: DType, flags: c_int) -> Self {
        let nd = dims.len() / 2;
        let (shape, strides) = match nd {
            0 => (ptr::null_mut(), ptr::null_mut()),
            _ => (dims.as_mut_ptr(), dims.as_mut_ptr().wrapping_add(nd)),
        };
        let raw = PyArrayInterface {
            two: 2,
            nd: nd as c_int,
            typekind: dtype.kind() as u8 as c_char,
            itemsize: dtype.itemsize() as c_int,
            flags,
            shape,
            strides,
            data: data.cast(),
            descr: ptr::null_mut(),
        };
        ArrayInterface { raw, dims, dtype, of: PhantomData }
    }
}

impl fmt::Debug for ArrayInterface<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArrayInterface({})", self.to_dict())
    }
}

/// NumPy's flags of an array: `data` and strides, and what its elements are.
fn flags(data: *const u8, axes: &[Dim], dtype: &DType) -> c_int {
    let mut flags = 0;
    if contiguous(axes.iter().rev(), dtype.itemsize()) {
        flags |= C_CONTIGUOUS;
    }
    if contiguous(axes.iter(), dtype.itemsize()) {
        flags |= F_CONTIGUOUS;
    }
    // An axis of one element has no stride to speak of, and an empty array no element to be aligned.
    let alignment = dtype.alignment();
    let aligned = data.addr().is_multiple_of(alignment)
        && axes.iter().all(|axis| axis.len <= 1 || axis.stride.unsigned_abs().is_multiple_of(alignment));
    if aligned || axes.iter().any(|axis| axis.len == 0) {
        flags |= ALIGNED;
    }
    if dtype.byte_order().is_none_or(|order| order.is_native()) {
        flags |= NOTSWAPPED;
    }
    flags
}

/// Whether the elements have no gaps between them where the first of `axes` varies fastest.
fn contiguous<'d>(axes: impl Iterator<Item = &'d Dim> + Clone, itemsize: usize) -> bool {
    if axes.clone().any(|axis| axis.len == 0) {
        return true;
    }
    let mut expected = int::to_isize(itemsize);
    for axis in axes.filter(|axis| axis.len != 1) {
        if expected != Some(axis.stride) {
            return false;
        }
        expected = int::to_isize(axis.len).and_then(|len| len.checked_mul(axis.stride));
    }
    true
}

/// `(2, 3)`, `(2,)`, `()`
fn tuple(numbers: &[isize]) -> String {
    match numbers {
        [one] => format!("({one},)"),
        many => format!("({})", many.iter().map(isize::to_string).collect::<Vec<_>>().join(", ")),
    }
}
