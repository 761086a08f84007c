//! What bytes mean: the dtype model.
//!
//! A [`DType`] is a scalar, a sub-array of another dtype, or a record of named fields at offsets. It is
//! metadata only: it holds no data, costs nothing to clone, and the same type serves the constants that the
//! derive writes and the dtypes that files bring. Knows nothing of Rust types, bytes or files.

mod byte_order;
pub(crate) mod calendar;
mod compare;
pub(crate) mod datetime;
pub(crate) mod descr;
mod field;
pub mod layout;
mod path;
mod scalar;
mod shared;
mod suggest;
pub(crate) mod time_text;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

pub use byte_order::ByteOrder;
pub use calendar::TimeError;
pub use datetime::{TimeStep, TimeStepError, TimeUnit};
pub use field::Field;
pub use path::Path;
pub(crate) use path::{Located, push_axes};
pub use scalar::{Scalar, ScalarKind};
pub use suggest::nearest;

use crate::error::{Error, Result};
use crate::int;
use layout::{Extent, LayoutError, MAX_ITEMSIZE, Packing};
use shared::Shared;

/// The most dimensions a sub-array, or an array in a file, can have. As in NumPy.
pub const MAX_DIMS: usize = 64;

/// The type of what lies in memory or in a file: NumPy's `dtype`.
///
/// Two dtypes are equal where NumPy says so: names, titles, offsets, itemsize and byte order count, the
/// align flag does not.
///
/// ```
/// use dtype_core::DType;
///
/// let trade: DType = "[('time', '<i8'), ('price', '<f8'), ('size', '<u4')]".parse()?;
/// assert_eq!(trade.itemsize(), 20);
/// assert_eq!(trade.field("price").unwrap().offset(), 8);
/// assert_eq!(trade.to_string(), "[('time', '<i8'), ('price', '<f8'), ('size', '<u4')]");
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone)]
pub struct DType {
    itemsize: usize,
    alignment: usize,
    form: Form,
}

#[derive(Clone)]
enum Form {
    Scalar(Scalar),
    Subarray { base: Shared<DType>, shape: Shared<[usize]> },
    Record { fields: Shared<[Field]>, aligned: bool },
}

impl DType {
    /// A scalar.
    pub const fn scalar(scalar: Scalar) -> DType {
        DType { itemsize: scalar.itemsize(), alignment: scalar.alignment(), form: Form::Scalar(scalar) }
    }

    /// A record whose fields follow each other without gaps.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype = DType::packed([("a", "u1".parse()?), ("b", "<f8".parse()?)])?;
    /// assert_eq!((dtype.itemsize(), dtype.alignment()), (9, 1));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if two names are equal or the record gets larger than
    /// [`layout::MAX_ITEMSIZE`].
    pub fn packed<'n>(fields: impl IntoIterator<Item = (&'n str, DType)>) -> Result<DType> {
        let fields: Vec<Field> = fields.into_iter().map(|(name, dtype)| Field::new(name, dtype, 0)).collect();
        DType::placed(fields, Packing::PACKED)
    }

    /// A record whose fields lie as C and `repr(C)` lay them, as NumPy does with `align=True`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype = DType::aligned([("a", "u1".parse()?), ("b", "<f8".parse()?)])?;
    /// assert_eq!((dtype.itemsize(), dtype.alignment()), (16, 8));
    /// assert!(dtype.is_aligned());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`DType::packed`].
    pub fn aligned<'n>(fields: impl IntoIterator<Item = (&'n str, DType)>) -> Result<DType> {
        let fields: Vec<Field> = fields.into_iter().map(|(name, dtype)| Field::new(name, dtype, 0)).collect();
        DType::placed(fields, Packing::ALIGNED)
    }

    /// A record whose fields say themselves where they lie, in any order, with gaps or overlaps. Without an
    /// itemsize, in bytes, the record ends where its last field does.
    ///
    /// ```
    /// use dtype_core::{DType, Field};
    ///
    /// let dtype = DType::record(vec![Field::new("x", "<f4".parse()?, 4)], Some(12))?;
    /// assert_eq!(dtype.itemsize(), 12);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if two names are equal, a title is also a name, or a field ends
    /// beyond the itemsize or beyond [`layout::MAX_ITEMSIZE`].
    pub fn record(fields: Vec<Field>, itemsize: Option<usize>) -> Result<DType> {
        let places: Vec<_> = fields.iter().map(|field| (field.offset(), field.dtype().itemsize())).collect();
        let itemsize = layout::explicit(&places, itemsize).map_err(|error| place_error(error, &fields))?;
        DType::from_fields(fields, itemsize, 1, false)
    }

    /// The same fields at the same offsets, with the align flag set, if NumPy would allow it: every offset a
    /// multiple of its field's alignment, the itemsize one of the largest of them.
    pub(crate) fn flagged_aligned(self) -> Option<DType> {
        let Form::Record { fields, .. } = self.form else { return None };
        let alignment = fields.iter().map(|field| field.dtype().alignment()).max().unwrap_or(1);
        let fits = fields.iter().all(|field| field.offset().is_multiple_of(field.dtype().alignment()));
        (fits && self.itemsize.is_multiple_of(alignment)).then_some(DType {
            itemsize: self.itemsize,
            alignment,
            form: Form::Record { fields, aligned: true },
        })
    }

    /// Fields one after the other; the offsets they came with do not count.
    pub(crate) fn placed(fields: Vec<Field>, packing: Packing) -> Result<DType> {
        let mut whole = Extent { size: 0, alignment: 1 };
        let mut placed = Vec::with_capacity(fields.len());
        for (i, field) in fields.iter().enumerate() {
            let extent = Extent { size: field.dtype().itemsize(), alignment: field.dtype().alignment() };
            let (offset, grown) =
                layout::next(whole, extent, packing, i).map_err(|error| place_error(error, &fields))?;
            placed.push(field.at_offset(offset));
            whole = grown;
        }
        let whole =
            layout::finish(whole, packing, fields.len()).map_err(|error| place_error(error, &fields))?;
        DType::from_fields(placed, whole.size, whole.alignment, packing == Packing::ALIGNED)
    }

    fn from_fields(fields: Vec<Field>, itemsize: usize, alignment: usize, aligned: bool) -> Result<DType> {
        let mut seen = std::collections::HashSet::with_capacity(fields.len());
        for field in &fields {
            if !seen.insert(field.name()) {
                return Err(Error::format("expected every name once, found it twice").in_field(field.name()));
            }
        }
        for field in &fields {
            if let Some(title) = field.title()
                && !seen.insert(title)
            {
                let message = format!("expected a title of its own, found '{title}', which is taken");
                return Err(Error::format(message).in_field(field.name()));
            }
        }
        Ok(DType {
            itemsize,
            alignment,
            form: Form::Record { fields: Shared::Counted(fields.into()), aligned },
        })
    }

    /// An array of a fixed shape as one value: NumPy's `(base, shape)`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let position = DType::subarray("<f4".parse()?, &[3])?;
    /// assert_eq!(position.itemsize(), 12);
    /// assert_eq!(position.to_string(), "('<f4', (3,))");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if it has more than [`MAX_DIMS`] dimensions or gets larger than
    /// [`layout::MAX_ITEMSIZE`]. Without dimensions it is the base itself.
    pub fn subarray(base: DType, shape: &[usize]) -> Result<DType> {
        if shape.is_empty() {
            return Ok(base);
        }
        if shape.len() > MAX_DIMS {
            let found = shape.len();
            return Err(Error::format(format!("expected at most {MAX_DIMS} dimensions, found {found}")));
        }
        if let Some(dim) = shape.iter().find(|&&dim| dim > MAX_ITEMSIZE) {
            return Err(Error::format(format!("expected dimensions up to {MAX_ITEMSIZE}, found {dim}")));
        }
        let itemsize = int::product(shape).and_then(|count| count.checked_mul(base.itemsize));
        let Some(itemsize) = itemsize.filter(|&itemsize| itemsize <= MAX_ITEMSIZE) else {
            let message = format!("sub-array of shape {shape:?} is larger than {MAX_ITEMSIZE} bytes");
            return Err(Error::format(message));
        };
        let alignment = base.alignment;
        let form =
            Form::Subarray { base: Shared::Counted(Arc::new(base)), shape: Shared::Counted(shape.into()) };
        Ok(DType { itemsize, alignment, form })
    }

    /// A sub-array whose parts are constants. The caller's types vouch for the size.
    pub(crate) const fn subarray_static(
        base: &'static DType,
        shape: &'static [usize],
        itemsize: usize,
    ) -> DType {
        let form = Form::Subarray { base: Shared::Static(base), shape: Shared::Static(shape) };
        DType { itemsize, alignment: base.alignment, form }
    }

    /// A record whose parts are constants. `aligned` if it was laid out by C's rule; the flag is kept where
    /// NumPy would allow it.
    pub(crate) const fn record_static(fields: &'static [Field], itemsize: usize, aligned: bool) -> DType {
        let mut alignment = 1;
        let mut fits = aligned;
        let mut i = 0;
        while i < fields.len() {
            let of_field = fields[i].dtype_static().alignment;
            fits = fits && fields[i].offset() % of_field == 0;
            if of_field > alignment {
                alignment = of_field;
            }
            i += 1;
        }
        fits = fits && itemsize % alignment == 0;
        DType {
            itemsize,
            alignment: if fits { alignment } else { 1 },
            form: Form::Record { fields: Shared::Static(fields), aligned: fits },
        }
    }

    /// Size of one item, in bytes.
    pub const fn itemsize(&self) -> usize {
        self.itemsize
    }

    /// Alignment in an aligned record, in bytes. Records that are not aligned themselves have 1.
    pub const fn alignment(&self) -> usize {
        self.alignment
    }

    /// NumPy's sticky align flag: this record was laid out by C's rule and says so. No part of equality.
    pub const fn is_aligned(&self) -> bool {
        matches!(self.form, Form::Record { aligned: true, .. })
    }

    /// The scalar, if it is one.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// assert!("<f8".parse::<DType>()?.as_scalar().is_some());
    /// assert!("[('a', '<f8')]".parse::<DType>()?.as_scalar().is_none());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub const fn as_scalar(&self) -> Option<Scalar> {
        match self.form {
            Form::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Base and shape, if it is a sub-array.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "('<f4', (2, 3))".parse()?;
    /// let (base, shape) = dtype.as_subarray().unwrap();
    /// assert_eq!((base.to_string(), shape), ("'<f4'".to_owned(), &[2, 3][..]));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn as_subarray(&self) -> Option<(&DType, &[usize])> {
        match &self.form {
            Form::Subarray { base, shape } => Some((base, shape)),
            _ => None,
        }
    }

    /// The fields in their order, if it is a record.
    pub fn fields(&self) -> Option<&[Field]> {
        match &self.form {
            Form::Record { fields, .. } => Some(fields),
            _ => None,
        }
    }

    /// The field of a name, if it is a record that has it. Titles are no names here.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields()?.iter().find(|field| field.name() == name)
    }

    /// NumPy's letter for the kind; `V` for records and sub-arrays.
    pub fn kind(&self) -> char {
        self.as_scalar().map_or('V', |scalar| scalar.kind().letter())
    }

    /// The byte order, if it is a scalar.
    pub const fn byte_order(&self) -> Option<ByteOrder> {
        match self.form {
            Form::Scalar(scalar) => Some(scalar.byte_order()),
            _ => None,
        }
    }

    /// Whether no value in it is in a foreign byte order.
    ///
    /// ```
    /// use dtype_core::{ByteOrder, DType};
    ///
    /// let native: DType = "[('a', '<i4'), ('s', 'S3')]".parse()?;
    /// assert_eq!(native.is_native(), ByteOrder::NATIVE == ByteOrder::Little);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn is_native(&self) -> bool {
        match &self.form {
            Form::Scalar(scalar) => scalar.byte_order().is_native(),
            Form::Subarray { base, .. } => base.is_native(),
            Form::Record { fields, .. } => fields.iter().all(|field| field.dtype().is_native()),
        }
    }

    /// Whether there is a Python object anywhere in it. Such data is refused.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// assert!("[('a', '<i4'), ('b', '|O')]".parse::<DType>()?.has_object());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn has_object(&self) -> bool {
        match &self.form {
            Form::Scalar(scalar) => scalar.kind() == ScalarKind::Object,
            Form::Subarray { base, .. } => base.has_object(),
            Form::Record { fields, .. } => fields.iter().any(|field| field.dtype().has_object()),
        }
    }

    /// Base and shape of a constant dtype: of anything else than a sub-array, itself and no dimensions.
    pub(crate) const fn subarray_parts(&'static self) -> (&'static DType, &'static [usize]) {
        match &self.form {
            Form::Subarray { base: Shared::Static(base), shape: Shared::Static(shape) } => (base, shape),
            _ => (self, &[]),
        }
    }

    /// The bytes of an item that belong to a leaf, in ascending order; neighbours are one run.
    pub(crate) fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        self.push_runs(0, &mut runs);
        runs.sort_by_key(|run| run.start);
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(runs.len());
        for run in runs {
            match merged.last_mut() {
                Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
                _ => merged.push(run),
            }
        }
        merged
    }

    fn push_runs(&self, start: usize, runs: &mut Vec<Range<usize>>) {
        match &self.form {
            Form::Scalar(_) if self.itemsize > 0 => runs.push(start..start + self.itemsize),
            Form::Scalar(_) => {}
            Form::Record { fields, .. } => {
                for field in fields.iter() {
                    field.dtype().push_runs(start + field.offset(), runs);
                }
            }
            Form::Subarray { base, .. } if base.itemsize > 0 => {
                let one = base.runs();
                if one == [0..base.itemsize] {
                    runs.push(start..start + self.itemsize);
                    return;
                }
                for at in (start..start + self.itemsize).step_by(base.itemsize) {
                    runs.extend(one.iter().map(|run| run.start + at..run.end + at));
                }
            }
            Form::Subarray { .. } => {}
        }
    }

    /// What a sub-array is made of in the end, and its whole shape: `(('<i2', (2,)), (3,))` is `'<i2'` of
    /// shape `[3, 2]`. What is no sub-array is itself, without dimensions.
    pub fn flattened(&self) -> (&DType, Vec<usize>) {
        let mut shape = Vec::new();
        let mut at = self;
        while let Form::Subarray { base, shape: outer } = &at.form {
            shape.extend_from_slice(outer);
            at = base;
        }
        (at, shape)
    }
}

/// Names the field that an error of the layout arithmetic counts.
fn place_error(error: LayoutError, fields: &[Field]) -> Error {
    let field = match error {
        LayoutError::TooLarge { field } | LayoutError::Itemsize { field, .. } => fields.get(field),
        _ => None,
    };
    let message = match error {
        LayoutError::TooLarge { .. } => format!("the record gets larger than {MAX_ITEMSIZE} bytes here"),
        LayoutError::Itemsize { end, itemsize, .. } => {
            format!("expected an itemsize of at least {end} bytes, where the field ends, found {itemsize}")
        }
        other => other.to_string(),
    };
    match field {
        Some(field) => Error::format(message).in_field(field.name()),
        None => Error::format(message),
    }
}

impl PartialEq for DType {
    fn eq(&self, other: &DType) -> bool {
        self.itemsize == other.itemsize
            && match (&self.form, &other.form) {
                (Form::Scalar(a), Form::Scalar(b)) => a == b,
                (Form::Subarray { base: a, shape: s }, Form::Subarray { base: b, shape: t }) => {
                    s[..] == t[..] && **a == **b
                }
                (Form::Record { fields: a, .. }, Form::Record { fields: b, .. }) => {
                    std::ptr::eq(&**a, &**b) || a[..] == b[..]
                }
                _ => false,
            }
    }
}

impl Eq for DType {}

impl Hash for DType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.itemsize.hash(state);
        match &self.form {
            Form::Scalar(scalar) => (0, scalar).hash(state),
            Form::Subarray { base, shape } => (1, &**base, &**shape).hash(state),
            Form::Record { fields, .. } => (2, &**fields).hash(state),
        }
    }
}

impl From<Scalar> for DType {
    fn from(scalar: Scalar) -> DType {
        DType::scalar(scalar)
    }
}

impl std::fmt::Debug for DType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.form {
            Form::Scalar(scalar) => write!(f, "{scalar:?}"),
            Form::Subarray { base, shape } => write!(f, "({:?}, {:?})", &**base, &**shape),
            Form::Record { fields, .. } => f.debug_list().entries(fields.iter()).finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(kind: ScalarKind) -> DType {
        DType::scalar(Scalar::native(kind))
    }

    #[test]
    fn records_by_cs_rule_and_packed() {
        let fields = || [("a", scalar(ScalarKind::UInt8)), ("b", scalar(ScalarKind::Float64))];
        let aligned = DType::aligned(fields()).unwrap();
        assert_eq!((aligned.itemsize(), aligned.alignment(), aligned.is_aligned()), (16, 8, true));
        let packed = DType::packed(fields()).unwrap();
        assert_eq!((packed.itemsize(), packed.alignment(), packed.is_aligned()), (9, 1, false));
        assert_ne!(aligned, packed);
        // The flag is no part of equality.
        let by_hand = DType::record(aligned.fields().unwrap().to_vec(), Some(16)).unwrap();
        assert!(!by_hand.is_aligned());
        assert_eq!(by_hand, aligned);
        assert!(by_hand.flagged_aligned().unwrap().is_aligned());
    }

    #[test]
    fn names_are_unique() {
        let twice = DType::packed([("a", scalar(ScalarKind::Bool)), ("a", scalar(ScalarKind::Bool))]);
        assert_eq!(twice.unwrap_err().field(), Some("a"));
    }

    #[test]
    fn sizes_that_wrap_in_numpy_are_refused() {
        let half = || scalar(ScalarKind::Bytes(MAX_ITEMSIZE));
        let error = DType::packed([("a", half()), ("b", half())]).unwrap_err();
        assert_eq!(error.field(), Some("b"));
        assert!(DType::subarray(half(), &[2]).is_err());
        assert!(DType::subarray(scalar(ScalarKind::Bytes(0)), &[usize::MAX]).is_err());
        assert!(DType::subarray(scalar(ScalarKind::Int8), &[0, MAX_ITEMSIZE]).is_ok());
    }

    #[test]
    fn sub_arrays_of_sub_arrays_flatten() {
        let inner = DType::subarray(scalar(ScalarKind::Int16), &[2]).unwrap();
        let outer = DType::subarray(inner.clone(), &[3]).unwrap();
        assert_eq!(outer.itemsize(), 12);
        assert_eq!(outer.as_subarray().unwrap().0, &inner);
        assert_eq!(outer.flattened(), (&scalar(ScalarKind::Int16), vec![3, 2]));
        assert_ne!(outer, DType::subarray(scalar(ScalarKind::Int16), &[3, 2]).unwrap());
    }
}
