//! What bytes mean: the dtype model.
//!
//! A [`DType`] is a scalar, a sub-array of another dtype, or a record of named fields at offsets. It is
//! metadata only: it holds no data, costs nothing to clone, and the same type serves the constants that the
//! derive writes and the dtypes that files bring. Knows nothing of Rust types, bytes or files.

mod build;
mod byte_order;
pub(crate) mod calendar;
mod change;
mod compare;
pub(crate) mod datetime;
pub(crate) mod descr;
mod edit;
mod field;
mod hollow;
pub mod layout;
mod names;
mod path;
mod scalar;
#[cfg(feature = "serde")]
mod serde;
mod shared;
mod suggest;
pub(crate) mod time_text;
mod uniform;

use std::hash::{Hash, Hasher};
use std::ops::Range;

pub use byte_order::ByteOrder;
pub use calendar::TimeError;
pub use datetime::{TimeStep, TimeStepError, TimeUnit};
pub use field::Field;
pub use names::Names;
pub use path::Path;
pub(crate) use path::sealed as path_sealed;
pub(crate) use path::{Located, OwnedPath, push_axes};
pub use scalar::{Scalar, ScalarKind};
pub use suggest::nearest;

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
///
/// With the feature `serde` it serialises as a string: the same notation, `"[('time', '<i8'), ('price', '<f8')]"`.
#[derive(Clone)]
pub struct DType {
    itemsize: usize,
    alignment: usize,
    /// Every byte of an item belongs to a leaf.
    gapless: bool,
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
        let form = Form::Scalar(scalar);
        DType { itemsize: scalar.itemsize(), alignment: scalar.alignment(), gapless: true, form }
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

    /// The fields of a constant record; none of anything else.
    pub(crate) const fn fields_static(&'static self) -> &'static [Field] {
        match &self.form {
            Form::Record { fields: Shared::Static(fields), .. } => fields,
            _ => &[],
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

    /// Whether every byte of an item belongs to a leaf.
    pub(crate) const fn is_gapless(&self) -> bool {
        self.gapless
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
                if base.is_gapless() {
                    runs.push(start..start + self.itemsize);
                    return;
                }
                let one = base.runs();
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
