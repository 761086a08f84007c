//! The text form of a dtype: NumPy's notations, read and written.
//!
//! Reading takes two steps that do not know each other: [`literal`] makes a tree of Python literals from text, [`parse`],
//! [`record`] and [`dict`] make a dtype from the tree. Writing is [`print`], and [`repr`] for NumPy's own `repr`.

mod comma;
mod dict;
pub(crate) mod literal;
mod parse;
mod print;
mod quote;
mod record;
mod repr;
#[cfg(test)]
mod tests;
mod typestr;

use std::str::FromStr;

use super::DType;
use super::layout::MAX_ITEMSIZE;
use crate::error::Result;
use crate::{Error, Limits};
use literal::{Node, Rules};
use parse::{Grammar, Reader};
pub(crate) use print::Shape;
pub(crate) use quote::Quoted;

/// The most characters a `U` can hold, so that its itemsize is a C `int`.
const MAX_CHARACTERS: usize = MAX_ITEMSIZE / 4;

impl DType {
    /// Reads a descr as it stands in the header of a `.npy` file: NumPy's `descr_to_dtype`.
    ///
    /// An entry without a name that is void or a sub-array is padding. Sub-arrays are `(name, base, shape)`.
    ///
    /// ```
    /// use dtype_core::{DType, Limits};
    ///
    /// let dtype = DType::from_descr("[('a', '|u1'), ('', '|V3'), ('b', '<f4', (2,))]", &Limits::default())?;
    /// assert_eq!(dtype.itemsize(), 12);
    /// assert_eq!(dtype.field("b").unwrap().offset(), 4);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if the text is no Python literal or NumPy would not read it as a descr,
    /// [`Limit`](crate::ErrorKind::Limit) if it nests too deep or has too many fields, and
    /// [`Unsupported`](crate::ErrorKind::Unsupported) for what only NumPy has: titles that are not text, a scalar with
    /// fields, text of variable width. The error's offset is the byte of the text.
    pub fn from_descr(text: &str, limits: &Limits) -> Result<DType> {
        from_node(&literal(text, limits)?, limits)
    }

    /// Reads what may be written in Python between the parentheses of `np.dtype(..)`, `align` being the second
    /// argument.
    ///
    /// Unlike in a descr, fields without a name are called `f0`, `f1`, ... by their position, and nothing is padding.
    ///
    /// ```
    /// use dtype_core::{DType, Limits};
    ///
    /// let dtype = DType::from_python("[('', 'u1'), ('b', 'f8')]", true, &Limits::default())?;
    /// assert_eq!(dtype.repr(), "dtype([('f0', 'u1'), ('b', '<f8')], align=True)");
    /// assert_eq!(dtype.field("b").unwrap().offset(), 8);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`DType::from_descr`].
    pub fn from_python(text: &str, align: bool, limits: &Limits) -> Result<DType> {
        Reader::new(limits).dtype(&literal(text, limits)?, Grammar::Numpy { align })
    }
}

/// The dtype that a header's tree says.
pub(crate) fn from_node(node: &Node<'_>, limits: &Limits) -> Result<DType> {
    Reader::new(limits).dtype(node, Grammar::Descr)
}

/// Reads what `Display` prints, with or without the quotes of a single type: `<f8`, `'<f8'`, `i4,f8`, a descr, the dict
/// of names, formats and offsets. [`Limits`] are the default ones.
///
/// ```
/// use dtype_core::DType;
///
/// let packed: DType = "[('a', '|u1'), ('b', '<f8')]".parse()?;
/// let dict: DType = "{'names': ['b', 'a'], 'formats': ['<f8', '|u1'], 'offsets': [1, 0]}".parse()?;
/// assert_eq!(packed.field("b"), dict.field("b"));
/// assert_eq!(packed.to_string().parse::<DType>()?, packed);
/// assert_eq!(dict.to_string().parse::<DType>()?, dict);
/// # Ok::<(), dtype_core::Error>(())
/// ```
impl FromStr for DType {
    type Err = Error;

    fn from_str(text: &str) -> Result<DType> {
        let limits = Limits::default();
        let mut reader = Reader::new(&limits);
        if is_bare(text) {
            return reader.text(text, false).map_err(|error| error.at(0));
        }
        reader.dtype(&literal(text, &limits)?, Grammar::Display)
    }
}

/// Whether the text is a type string without quotes, not a literal. `(2,)i4` is one, `('i4', (2,))` is not.
fn is_bare(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t', '\n']);
    match text.strip_prefix('(') {
        Some(inner) => inner.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == ')'),
        None => !text.starts_with(['\'', '"', '[', '{']),
    }
}

fn literal<'t>(text: &'t str, limits: &Limits) -> Result<Node<'t>> {
    literal::parse(text, Rules { depth: limits.depth.min(Limits::MAX_DEPTH), python2: false })
}

/// Foreign text as an error shows it: as Python would, and short.
fn quote(text: &str) -> String {
    const SHOWN: usize = 40; // characters
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", Quoted(&text[..end])),
        None => Quoted(text).to_string(),
    }
}
