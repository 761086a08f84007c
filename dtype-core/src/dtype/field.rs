//! One field of a record: a name, a dtype, an offset, perhaps a title.

use std::fmt;

use super::DType;
use super::shared::Shared;

/// One field of a record.
///
/// ```
/// use dtype_core::DType;
///
/// let trade: DType = "[('time', '<i8'), ('price', '<f8')]".parse()?;
/// let price = &trade.fields().unwrap()[1];
/// assert_eq!((price.name(), price.offset()), ("price", 8));
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Field {
    name: Shared<str>,
    title: Option<Shared<str>>,
    dtype: Shared<DType>,
    offset: usize,
}

impl Field {
    /// A field at an offset from the start of its record, in bytes.
    pub fn new(name: &str, dtype: DType, offset: usize) -> Field {
        Field { name: Shared::Counted(name.into()), title: None, dtype: dtype.into(), offset }
    }

    /// The same field with a title: a second name that NumPy keeps beside the first.
    pub fn with_title(mut self, title: &str) -> Field {
        self.title = Some(Shared::Counted(title.into()));
        self
    }

    /// A field whose parts are constants.
    #[doc(hidden)]
    pub const fn from_static(
        name: &'static str,
        title: Option<&'static str>,
        dtype: &'static DType,
        offset: usize,
    ) -> Field {
        Field {
            name: Shared::Static(name),
            title: match title {
                Some(title) => Some(Shared::Static(title)),
                None => None,
            },
            dtype: Shared::Static(dtype),
            offset,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its title, if it has one.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// What lies there.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// Distance from the start of the record, in bytes.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The dtype of a field made by [`Field::from_static`].
    pub(crate) const fn dtype_static(&self) -> &'static DType {
        match &self.dtype {
            Shared::Static(dtype) => dtype,
            Shared::Counted(_) => panic!("a constant field has a constant dtype"),
        }
    }

    /// Name and title of a field made by [`Field::from_static`].
    pub(crate) const fn names_static(&self) -> (&'static str, Option<&'static str>) {
        match (&self.name, &self.title) {
            (Shared::Static(name), None) => (name, None),
            (Shared::Static(name), Some(Shared::Static(title))) => (name, Some(title)),
            _ => panic!("a constant field has a constant name"),
        }
    }

    /// The first byte behind it, from the start of the record.
    pub(crate) fn end(&self) -> usize {
        self.offset.saturating_add(self.dtype().itemsize())
    }

    pub(crate) fn with_dtype(&self, dtype: DType) -> Field {
        Field { dtype: dtype.into(), ..self.clone() }
    }

    pub(crate) fn at_offset(&self, offset: usize) -> Field {
        Field { offset, ..self.clone() }
    }
}

/// Equal fields have the same name, title, dtype and offset.
impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.offset == other.offset
            && self.name() == other.name()
            && self.title() == other.title()
            && self.dtype() == other.dtype()
    }
}

impl Eq for Field {}

impl std::hash::Hash for Field {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name().hash(state);
        self.title().hash(state);
        self.dtype().hash(state);
        self.offset.hash(state);
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}: {:?}", self.name(), self.offset, self.dtype())
    }
}
