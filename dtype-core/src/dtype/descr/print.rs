//! From a dtype to text: NumPy's descr, or where that would lose something, NumPy's dict.

use std::fmt::{self, Write};

use super::parse::is_unsized;
use super::quote::Quoted;
use crate::dtype::{DType, Field, ScalarKind};
use crate::error::{Error, Result};

impl DType {
    /// What stands for this dtype in the header of a `.npy` file: NumPy's `dtype_to_descr`.
    ///
    /// The align flag has no place there, nor has the shape of a sub-array that is no field: of that only the size is
    /// left, since it belongs to the array's shape.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype = DType::aligned([("a", "u1".parse()?), ("b", ">f4".parse()?)])?;
    /// assert_eq!(dtype.to_descr()?, "[('a', '|u1'), ('', '|V3'), ('b', '>f4')]");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a reader of the file would not get an equal dtype: fields that
    /// overlap or are not in the order of their offsets, or a nameless field that would be taken for padding.
    pub fn to_descr(&self) -> Result<String> {
        if self.as_subarray().is_some() {
            return Ok(format!("'{}'", self.typestr()));
        }
        if let Some(obstacle) = obstacle(self) {
            return Err(obstacle);
        }
        let mut text = String::new();
        // Writing to a String does not fail.
        let _ = descr(self, &mut text);
        Ok(text)
    }

    /// NumPy's `.str`: `<f8`, `|S5`, and for records and sub-arrays their size, `|V12`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// assert_eq!("float64".parse::<DType>()?.typestr(), "<f8".parse::<DType>()?.typestr());
    /// assert_eq!("i4,f8".parse::<DType>()?.typestr(), "|V12");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn typestr(&self) -> String {
        match self.as_scalar() {
            Some(scalar) => scalar.to_string(),
            None => format!("|V{}", self.itemsize()),
        }
    }
}

/// Prints NumPy's descr where that says everything, else the dict of names, formats, offsets, titles, itemsize and align
/// flag. `parse` undoes both.
///
/// ```
/// use dtype_core::DType;
///
/// let packed = DType::packed([("a", "u1".parse()?), ("b", "<f8".parse()?)])?;
/// assert_eq!(packed.to_string(), "[('a', '|u1'), ('b', '<f8')]");
/// let aligned = DType::aligned([("a", "u1".parse()?)])?;
/// assert_eq!(
///     aligned.to_string(),
///     "{'names': ['a'], 'formats': ['|u1'], 'offsets': [0], 'itemsize': 1, 'aligned': True}"
/// );
/// # Ok::<(), dtype_core::Error>(())
/// ```
impl fmt::Display for DType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(fields) = self.fields() else {
            return match self.as_subarray() {
                Some((base, shape)) => write!(f, "({base}, {})", Shape(shape)),
                None => write!(f, "'{}'", self.typestr()),
            };
        };
        if !has_flag(self) && obstacle(self).is_none() {
            return descr(self, f);
        }
        dict(self, fields, f, |f, dtype| write!(f, "{dtype}"))?;
        f.write_str(if self.is_aligned() { ", 'aligned': True}" } else { "}" })
    }
}

/// A dtype without obstacles as a descr.
fn descr(dtype: &DType, f: &mut impl Write) -> fmt::Result {
    let Some(fields) = dtype.fields() else {
        return match dtype.as_subarray() {
            Some((base, shape)) => {
                f.write_char('(')?;
                descr(base, f)?;
                write!(f, ", {})", Shape(shape))
            }
            None => write!(f, "'{}'", dtype.typestr()),
        };
    };
    let mut entries = Entries { f, first: true };
    let mut end = 0;
    for field in fields {
        entries.padding(field.offset() - end)?;
        entries.next()?;
        name(field, entries.f)?;
        entries.f.write_str(", ")?;
        match field.dtype().as_subarray() {
            Some((base, shape)) => {
                descr(base, entries.f)?;
                write!(entries.f, ", {}", Shape(shape))?;
            }
            None => descr(field.dtype(), entries.f)?,
        }
        entries.f.write_char(')')?;
        end = field.end();
    }
    entries.padding(dtype.itemsize() - end)?;
    entries.f.write_str(if entries.first { "[]" } else { "]" })
}

/// The entries of a list of fields, one after the other.
struct Entries<'f, W> {
    f: &'f mut W,
    first: bool,
}

impl<W: Write> Entries<'_, W> {
    fn next(&mut self) -> fmt::Result {
        self.f.write_str(if self.first { "[(" } else { ", (" })?;
        self.first = false;
        Ok(())
    }

    fn padding(&mut self, bytes: usize) -> fmt::Result {
        if bytes == 0 {
            return Ok(());
        }
        self.next()?;
        write!(self.f, "'', '|V{bytes}')")
    }
}

/// Names, formats, offsets, titles and itemsize, but for the closing brace.
pub(super) fn dict<W: Write>(
    dtype: &DType,
    fields: &[Field],
    f: &mut W,
    format: impl Fn(&mut W, &DType) -> fmt::Result,
) -> fmt::Result {
    f.write_str("{'names': ")?;
    list(f, fields, |f, field| write!(f, "{}", Quoted(field.name())))?;
    f.write_str(", 'formats': ")?;
    list(f, fields, |f, field| format(f, field.dtype()))?;
    f.write_str(", 'offsets': ")?;
    list(f, fields, |f, field| write!(f, "{}", field.offset()))?;
    if fields.iter().any(|field| field.title().is_some()) {
        f.write_str(", 'titles': ")?;
        list(f, fields, |f, field| match field.title() {
            Some(title) => write!(f, "{}", Quoted(title)),
            None => f.write_str("None"),
        })?;
    }
    write!(f, ", 'itemsize': {}", dtype.itemsize())
}

/// A list with an entry for each field.
pub(super) fn list<W: Write>(
    f: &mut W,
    fields: &[Field],
    mut entry: impl FnMut(&mut W, &Field) -> fmt::Result,
) -> fmt::Result {
    f.write_char('[')?;
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        entry(f, field)?;
    }
    f.write_char(']')
}

/// `'name'` or `('title', 'name')`.
pub(super) fn name(field: &Field, f: &mut impl Write) -> fmt::Result {
    match field.title() {
        Some(title) => write!(f, "({}, {})", Quoted(title), Quoted(field.name())),
        None => write!(f, "{}", Quoted(field.name())),
    }
}

/// Displays as a Python tuple: `(3,)`, `(2, 3)`.
pub(crate) struct Shape<'s, N>(pub(crate) &'s [N]);

impl<N: fmt::Display> fmt::Display for Shape<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('(')?;
        for (i, len) in self.0.iter().enumerate() {
            write!(f, "{}{len}", if i > 0 { ", " } else { "" })?;
        }
        f.write_str(if self.0.len() == 1 { ",)" } else { ")" })
    }
}

/// Why a descr would not say everything but the align flag.
fn obstacle(dtype: &DType) -> Option<Error> {
    if let Some((base, _)) = dtype.as_subarray() {
        return match is_unsized(base) {
            true => Some(Error::unsupported("a descr cannot say sub-arrays of a type without a size")),
            false => obstacle(base),
        };
    }
    let mut end = 0;
    for field in dtype.fields()? {
        let error = if field.offset() < end {
            let at = field.offset();
            Some(Error::unsupported(format!(
                "a descr lists fields in order and without overlap, and this one begins at byte {at} of the record, \
                 before the end of another"
            )))
        } else if field.name().is_empty() && field.title().is_none() && is_void(field.dtype()) {
            Some(Error::unsupported("a field without a name is padding in a descr"))
        } else {
            obstacle(field.dtype())
        };
        if let Some(error) = error {
            return Some(error.in_field(field.name()));
        }
        end = field.end();
    }
    None
}

/// Whether NumPy takes it for padding if it has no name.
pub(super) fn is_void(dtype: &DType) -> bool {
    dtype.fields().is_none()
        && dtype.as_scalar().is_none_or(|scalar| matches!(scalar.kind(), ScalarKind::Void(_)))
}

/// Whether there is an aligned record anywhere in it.
fn has_flag(dtype: &DType) -> bool {
    match (dtype.fields(), dtype.as_subarray()) {
        (Some(fields), _) => dtype.is_aligned() || fields.iter().any(|field| has_flag(field.dtype())),
        (None, Some((base, _))) => has_flag(base),
        (None, None) => false,
    }
}
