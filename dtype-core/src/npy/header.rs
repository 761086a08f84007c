//! A header's dictionary: text to dtype, shape and order, and back as NumPy writes it.

use std::borrow::Cow;

use super::contents::Contents;
use super::frame::{self, START, Version};
use crate::dtype::descr::literal::{self, Node, Rules, Value};
use crate::dtype::descr::{self, Shape};
use crate::dtype::{DType, MAX_DIMS};
use crate::error::{Error, Result};
use crate::{Limits, int};

/// Data starts at a multiple of this, in bytes, in the files that NumPy writes.
const ALIGNMENT: usize = 64;

/// Characters that the length of the axis that grows may take, so that it can be rewritten in place.
const GROWTH: usize = 21;

/// What the header of a `.npy` file says.
///
/// ```
/// use dtype_core::npy::Header;
/// use dtype_core::{DType, Limits};
///
/// let dtype: DType = "[('time', '<i8'), ('price', '<f8')]".parse()?;
/// let header = Header::new(&dtype, &[1000], false)?;
/// assert_eq!((header.len(), header.data_len(), header.data_offset()), (1000, 16_000, 128));
///
/// let bytes = header.to_bytes();
/// assert!(bytes.starts_with(b"\x93NUMPY\x01\x00\x76\x00{'descr': [('time', '<i8'), ('price', '<f8')], 'fortran_order': "));
/// assert_eq!(Header::parse(&bytes, &Limits::default())?, header);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    version: Version,
    text: String,
    dtype: DType,
    shape: Vec<usize>,
    fortran_order: bool,
}

impl Header {
    /// The header that NumPy writes for a contiguous array of this dtype and shape: the lowest version of the format
    /// that can hold it, and room for the shape to grow.
    ///
    /// An array of sub-arrays is one of more dimensions, as in NumPy. Fortran order is said only of arrays that are
    /// not also in C order.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a header cannot say the dtype (see [`DType::to_descr`]), if
    /// it holds objects, or if it is a sub-array in Fortran order; [`Format`](crate::ErrorKind::Format) if no array
    /// can have that shape.
    pub fn new(dtype: &DType, shape: &[usize], fortran_order: bool) -> Result<Header> {
        Self::as_said(dtype, shape, fortran_order && !is_c_contiguous(shape))
    }

    /// The same, with the order that is said also if both are true: NumPy's `open_memmap` writes such headers.
    pub(super) fn as_said(dtype: &DType, shape: &[usize], fortran_order: bool) -> Result<Header> {
        refuse_objects(dtype)?;
        let (base, inner) = dtype.flattened();
        if fortran_order && !inner.is_empty() {
            return Err(Error::unsupported("cannot write sub-arrays in Fortran order; use C order"));
        }
        let shape = [shape, &inner].concat();
        check_size(base, &shape)?;
        let text = numpy_text(&base.to_descr()?, &shape, fortran_order);
        let (version, text) = padded(text)?;
        Ok(Header { version, text, dtype: base.clone(), shape, fortran_order })
    }

    /// Reads the header at the start of `bytes`; what follows it does not matter.
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if NumPy would not read it, with the byte of the header's text as the
    /// [offset](Error::offset); [`Unsupported`](crate::ErrorKind::Unsupported) for objects, for what
    /// [`DType::from_descr`] does not read, and for other versions; [`Limit`](crate::ErrorKind::Limit) if it asks
    /// for more than `limits` allow.
    pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Header> {
        let version = Version::read(bytes.get(..START).unwrap_or(bytes))?;
        let text_len = version.text_len(&bytes[START..])?;
        let (offset, text_len) =
            (version.text_offset(), int::to_usize(text_len.into()).unwrap_or(usize::MAX));
        let text = &bytes[offset..];
        match text.get(..text_len) {
            Some(text) => Header::from_text(version, text, limits),
            None => Err(frame::cut(offset.saturating_add(text_len), bytes.len(), "the header")),
        }
    }

    /// What the text between length and data says.
    pub(super) fn from_text(version: Version, text: &[u8], limits: &Limits) -> Result<Header> {
        let text = decode(version, text)?;
        let (found, limit) = (text.chars().count(), limits.header_bytes);
        if found > limit {
            return Err(too_long(limit, &format!("{found}")));
        }
        match dictionary(&text, version, limits) {
            Ok((dtype, shape, fortran_order)) => {
                Ok(Header { version, dtype, shape, fortran_order, text: text.into_owned() })
            }
            Err(error) => Err(located(error, &text, version)),
        }
    }

    /// Its bytes, from the magic to the last one before the data.
    pub fn to_bytes(&self) -> Vec<u8> {
        let text = encode(self.version, &self.text);
        let mut bytes = self.version.write(text.len()).unwrap_or_default();
        bytes.extend_from_slice(&text);
        bytes
    }

    /// Major and minor version of the format: (1, 0), (2, 0) or (3, 0).
    pub fn version(&self) -> (u8, u8) {
        self.version.numbers()
    }

    /// The text as it stands in the file, blanks at its end included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What one item of the array is.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// Lengths of the axes; none for an array without dimensions, which holds one item.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Whether the file says that the first axis varies fastest: `fortran_order`.
    pub fn is_fortran(&self) -> bool {
        self.fortran_order
    }

    /// How many items the array has: the product of its shape.
    #[expect(clippy::len_without_is_empty, reason = "a header is not a container, its array may be one")]
    pub fn len(&self) -> usize {
        // `check_size` has made sure that it fits.
        int::product(&self.shape).unwrap_or(usize::MAX)
    }

    /// How many bytes the data needs.
    pub fn data_len(&self) -> u64 {
        int::to_u64(self.len()).saturating_mul(int::to_u64(self.dtype.itemsize()))
    }

    /// The version as the rest of the format knows it.
    pub(super) fn frame_version(&self) -> Version {
        self.version
    }

    /// What follows it.
    pub(super) fn contents(&self) -> Contents<'_> {
        Contents { dtype: &self.dtype, shape: &self.shape, fortran: self.fortran_order }
    }

    /// Where the data starts, in bytes from the start of the file.
    pub fn data_offset(&self) -> u64 {
        int::to_u64(self.version.text_offset() + encoded_len(self.version, &self.text))
    }
}

/// The error about a text longer than the limit.
pub(super) fn too_long(limit: usize, found: &str) -> Error {
    Error::limit(format!(
        "expected a header of at most {limit} characters, found {found}; \
         if the file is trusted, raise `Limits::header_bytes`"
    ))
}

/// The literal that the text is.
pub(super) fn tree<'t>(text: &'t str, version: Version, limits: &Limits) -> Result<Node<'t>> {
    let rules = Rules { depth: limits.depth.min(Limits::MAX_DEPTH), python2: version != Version::V3 };
    literal::parse(text, rules)
}

/// Dtype, shape and order out of the text.
fn dictionary(text: &str, version: Version, limits: &Limits) -> Result<(DType, Vec<usize>, bool)> {
    let tree = tree(text, version, limits)?;
    let Value::Dict(entries) = &tree.value else {
        return Err(expected("a dictionary", &tree));
    };
    let (mut dtype, mut order, mut shape) = (None, None, None);
    for (key, value) in entries {
        // Of equal keys the last counts, as in Python.
        match &key.value {
            Value::Str(name) if name == "descr" => dtype = Some(value),
            Value::Str(name) if name == "fortran_order" => order = Some(value),
            Value::Str(name) if name == "shape" => shape = Some(value),
            _ => return Err(expected("the keys 'descr', 'fortran_order' and 'shape'", key)),
        }
    }
    let missing = |key: &str| Error::format(format!("the key '{key}' is missing")).at(int::to_u64(tree.at));
    let dtype = dtype.ok_or_else(|| missing("descr"))?;
    let order = order.ok_or_else(|| missing("fortran_order"))?;
    let shape = shape.ok_or_else(|| missing("shape"))?;

    let Value::Bool(fortran_order) = order.value else {
        return Err(expected("True or False for 'fortran_order'", order));
    };
    let dims = read_shape(shape)?;
    let descr_at = int::to_u64(dtype.at);
    let dtype = descr::from_node(dtype, limits)?;
    refuse_objects(&dtype).map_err(|error| error.at(descr_at))?;
    if dtype.values_without_bytes() > limits.fields {
        let limit = limits.fields;
        let message = format!("expected at most {limit} values without bytes in a record, found more");
        return Err(Error::limit(message).at(descr_at));
    }
    let count = int::product(&dims).unwrap_or(usize::MAX);
    let dtype = item(dtype, count).map_err(|error| error.at(descr_at))?;
    check_size(&dtype, &dims).map_err(|error| error.at(int::to_u64(shape.at)))?;
    if int::to_u64(count) > limits.elements {
        let (limit, found) = (limits.elements, Shape(&dims));
        let message = format!(
            "expected at most {limit} elements, found shape {found}; if the file is trusted, raise `Limits::elements`"
        );
        return Err(Error::limit(message).at(int::to_u64(shape.at)));
    }
    Ok((dtype, dims, fortran_order))
}

fn read_shape(node: &Node<'_>) -> Result<Vec<usize>> {
    let Value::Tuple(dims) = &node.value else {
        return Err(expected("a tuple for 'shape'", node));
    };
    if dims.len() > MAX_DIMS {
        return Err(expected(&format!("at most {MAX_DIMS} dimensions"), node));
    }
    let dim = |node: &Node<'_>| match node.value {
        Value::Int(Some(n)) => usize::try_from(n).ok(),
        _ => None,
    };
    let wanted = "a dimension from 0 to 2^63 - 1";
    dims.iter().map(|node| dim(node).ok_or_else(|| expected(wanted, node))).collect()
}

/// The dtype of the array's items. A header can say that an array is made of sub-arrays, but NumPy then reads them as
/// single items, so it refuses all such arrays in which that makes a difference.
fn item(dtype: DType, count: usize) -> Result<DType> {
    let (base, inner) = dtype.flattened();
    if count == 0 || inner.iter().all(|&len| len == 1) {
        return Ok(base.clone());
    }
    let message = format!(
        "expected the dtype of single items, found sub-arrays of shape {}, which belong to 'shape'",
        Shape(&inner)
    );
    Err(Error::format(message))
}

pub(super) fn refuse_objects(dtype: &DType) -> Result<()> {
    if dtype.has_object() {
        return Err(Error::unsupported(
            "Python objects are stored as pickles, which can run code and are not read or written here",
        ));
    }
    Ok(())
}

/// Refuses arrays that no memory can hold, even if an axis without elements makes them empty: NumPy does.
pub(super) fn check_size(dtype: &DType, shape: &[usize]) -> Result<()> {
    if shape.len() > MAX_DIMS {
        let found = shape.len();
        return Err(Error::format(format!("expected at most {MAX_DIMS} dimensions, found {found}")));
    }
    let dims: Vec<usize> = shape.iter().copied().filter(|&dim| dim > 0).collect();
    let bytes = int::product(&dims).and_then(|count| count.checked_mul(dtype.itemsize().max(1)));
    match bytes.and_then(int::to_isize) {
        Some(_) => Ok(()),
        None => {
            let (shape, itemsize) = (Shape(shape), dtype.itemsize());
            Err(Error::format(format!("shape {shape} of {itemsize}-byte items is larger than memory can be")))
        }
    }
}

/// Whether an array in Fortran order is also one in C order: at most one axis has a length that matters.
pub(super) fn is_c_contiguous(shape: &[usize]) -> bool {
    shape.contains(&0) || shape.iter().filter(|&&len| len > 1).count() <= 1
}

/// The dictionary as NumPy prints it, and blanks that a longer shape may take.
fn numpy_text(descr: &str, shape: &[usize], fortran_order: bool) -> String {
    let order = if fortran_order { "True" } else { "False" };
    let mut text = format!("{{'descr': {descr}, 'fortran_order': {order}, 'shape': {}, }}", Shape(shape));
    let growing = if fortran_order { shape.last() } else { shape.first() };
    if let Some(len) = growing {
        let digits = len.to_string().len();
        text.extend(std::iter::repeat_n(' ', GROWTH.saturating_sub(digits)));
    }
    text
}

/// The lowest version that can hold the text, and the text filled up to the alignment.
fn padded(mut text: String) -> Result<(Version, String)> {
    let is_latin1 = text.chars().all(|c| u32::from(c) <= 0xFF);
    for version in [Version::V1, Version::V2, Version::V3] {
        if version != Version::V3 && !is_latin1 {
            continue;
        }
        let len = encoded_len(version, &text);
        // A text that would end just right gets a whole round of blanks, in NumPy too.
        let blanks = ALIGNMENT - (version.text_offset() + len + 1) % ALIGNMENT;
        if version.write(len + blanks + 1).is_some() {
            text.extend(std::iter::repeat_n(' ', blanks));
            text.push('\n');
            return Ok((version, text));
        }
    }
    Err(Error::unsupported("the dtype has more text than a header can hold"))
}

pub(super) fn decode(version: Version, text: &[u8]) -> Result<Cow<'_, str>> {
    match (version, str::from_utf8(text)) {
        (Version::V3, Ok(text)) => Ok(Cow::Borrowed(text)),
        (Version::V3, Err(error)) => {
            let at = error.valid_up_to();
            let message = format!("header byte {at}: expected UTF-8, found byte 0x{:02x}", text[at]);
            Err(Error::format(message).at(int::to_u64(at)))
        }
        (_, Ok(ascii)) if ascii.is_ascii() => Ok(Cow::Borrowed(ascii)),
        _ => Ok(text.iter().map(|&byte| char::from(byte)).collect()),
    }
}

/// Undoes [`decode`].
pub(super) fn encode(version: Version, text: &str) -> Cow<'_, [u8]> {
    if version == Version::V3 || text.is_ascii() {
        return Cow::Borrowed(text.as_bytes());
    }
    // A header's text in latin-1 has no other characters.
    text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect()
}

pub(super) fn encoded_len(version: Version, text: &str) -> usize {
    if version == Version::V3 { text.len() } else { text.chars().count() }
}

fn expected(what: &str, node: &Node<'_>) -> Error {
    let found = match &node.value {
        Value::Str(text) => format!("'{}'", text.escape_debug()),
        Value::Int(Some(n)) => n.to_string(),
        Value::Tuple(items) => format!("a tuple of {}", items.len()),
        value => value.describe().to_owned(),
    };
    Error::format(format!("expected {what}, found {found}")).at(int::to_u64(node.at))
}

/// Says where in the header it is. Text that was latin-1 has more bytes here than in the file.
fn located(error: Error, text: &str, version: Version) -> Error {
    let Some(at) = error.offset().and_then(int::to_usize) else { return error };
    let before = text.get(..at).map_or(at, |before| encoded_len(version, before));
    error.located(&format!("header byte {before}"), int::to_u64(before))
}

#[cfg(test)]
mod tests;
