//! From a path such as `levels[3].bid` to a place in a record.
//!
//! A `&str` is read in every way the names of the dtype allow: an exact field name, or names split at `.`
//! and `[i]`. If two readings exist, that is an error; `&[&str]` is never split and settles it.

use std::ops::Range;

use super::layout::Packing;
use super::{DType, Field, nearest};
use crate::error::{Error, Result};
use crate::shape::Dim;

/// Names a place in a record: a `&str` (`"quote.bid"`, `"levels[3].price"`, or any exact field name), or a
/// `&[&str]` of names that are taken as they are.
///
/// ```
/// use dtype_core::RecordView;
///
/// let dtype = "[('a.b', '|u1'), ('c', [('d', '|u1')])]".parse()?;
/// let view = RecordView::new(&[1, 2], &dtype)?;
/// assert_eq!(view.column::<u8>("a.b")?.get(0), Some(1));
/// assert_eq!(view.column::<u8>("c.d")?.get(0), Some(2));
/// assert_eq!(view.column::<u8>(&["c", "d"])?.get(0), Some(2));
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub trait Path: sealed::Sealed {
    /// The place in `dtype`.
    #[doc(hidden)]
    fn locate(&self, dtype: &DType) -> Result<Located>;

    /// The path as text, for messages.
    #[doc(hidden)]
    fn shown(&self) -> String;

    /// The same path, to be kept.
    #[doc(hidden)]
    fn owned(&self) -> OwnedPath {
        OwnedPath::Text(self.shown())
    }
}

/// A path that borrows nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedPath {
    /// Read in every way that the names allow.
    Text(String),
    /// Names that are taken as they are.
    Names(Vec<String>),
}

pub(crate) mod sealed {
    pub trait Sealed {}
    impl Sealed for str {}
    impl Sealed for String {}
    impl Sealed for [&str] {}
    impl Sealed for [String] {}
    impl<const N: usize> Sealed for [&str; N] {}
    impl Sealed for super::OwnedPath {}
    impl<T: Sealed + ?Sized> Sealed for &T {}
}

/// A place in a record.
#[derive(Clone, Debug)]
pub struct Located {
    /// What lies there.
    pub(crate) dtype: DType,
    /// Distance from the start of the record to the first of them, in bytes.
    pub(crate) offset: usize,
    /// The sub-arrays of records on the way that were not indexed, from the outside in.
    pub(crate) dims: Vec<Dim>,
}

impl Located {
    pub(crate) fn whole(dtype: &DType) -> Located {
        Located { dtype: dtype.clone(), offset: 0, dims: Vec::new() }
    }

    /// Distance from the start of the record, in bytes.
    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    /// Into the field of a name.
    pub(crate) fn field(&self, name: &str) -> Result<Located> {
        let (base, shape) = self.dtype.flattened();
        match base.field(name) {
            Some(field) => Ok(self.step_into(field, base.itemsize(), &shape)),
            None => Err(missing(base, name)),
        }
    }

    /// Into the field of a number.
    pub(crate) fn nth_field(&self, i: usize) -> Option<Located> {
        let (base, shape) = self.dtype.flattened();
        Some(self.step_into(base.fields()?.get(i)?, base.itemsize(), &shape))
    }

    /// Into fields of some numbers as records of them alone. `None` if they do not lie one right behind the other, or the
    /// records are those of a sub-array.
    pub(crate) fn nth_fields(&self, range: Range<usize>) -> Option<Located> {
        let fields = self.dtype.fields()?.get(range)?;
        let is_next = |pair: &[Field]| pair[0].offset() + pair[0].dtype().itemsize() == pair[1].offset();
        let first = fields.first().filter(|_| fields.windows(2).all(is_next))?;
        let dtype = DType::placed(fields.to_vec(), Packing::PACKED).ok()?;
        Some(Located { dtype, offset: self.offset + first.offset(), dims: self.dims.clone() })
    }

    /// Into a field of the records of `itemsize` bytes that an array of `shape` here is made of.
    fn step_into(&self, field: &Field, itemsize: usize, shape: &[usize]) -> Located {
        let mut dims = self.dims.clone();
        push_axes(&mut dims, itemsize, shape);
        // Inside the record, so it fits.
        Located { dtype: field.dtype().clone(), offset: self.offset + field.offset(), dims }
    }

    /// Into one element of the outermost axis of a sub-array.
    fn element(&self, index: usize) -> Result<Located> {
        let (base, shape) = self.dtype.flattened();
        let Some((&len, rest)) = shape.split_first() else {
            let message = format!("expected a sub-array to take [{index}] of, found dtype {}", self.dtype);
            return Err(Error::mismatch(message));
        };
        if index >= len {
            return Err(Error::mismatch(format!("expected an index below {len}, found {index}")));
        }
        let dtype = DType::subarray(base.clone(), rest)?;
        let offset = self.offset + index * dtype.itemsize();
        Ok(Located { dtype, offset, dims: self.dims.clone() })
    }
}

/// The axes of a sub-array, in C order.
pub(crate) fn push_axes(dims: &mut Vec<Dim>, itemsize: usize, shape: &[usize]) {
    let first = dims.len();
    // A dtype's itemsize fits 31 bits, and so does every stride in it, unless there are no elements to walk to.
    let mut stride = itemsize as isize;
    for &len in shape.iter().rev() {
        dims.push(Dim { len, stride });
        // As NumPy counts the strides of empty arrays.
        stride = stride.saturating_mul(len.max(1) as isize);
    }
    dims[first..].reverse();
}

impl Path for [&str] {
    fn locate(&self, dtype: &DType) -> Result<Located> {
        let mut at = Located::whole(dtype);
        for (i, name) in self.iter().enumerate() {
            at = at
                .field(name)
                .map_err(|error| self[..i].iter().rev().fold(error, |error, outer| error.in_field(outer)))?;
        }
        Ok(at)
    }

    fn shown(&self) -> String {
        self.join(".")
    }

    fn owned(&self) -> OwnedPath {
        OwnedPath::Names(self.iter().map(|name| (*name).to_string()).collect())
    }
}

impl Path for [String] {
    fn locate(&self, dtype: &DType) -> Result<Located> {
        self.iter().map(String::as_str).collect::<Vec<_>>()[..].locate(dtype)
    }

    fn shown(&self) -> String {
        self.join(".")
    }

    fn owned(&self) -> OwnedPath {
        OwnedPath::Names(self.to_vec())
    }
}

impl<const N: usize> Path for [&str; N] {
    fn locate(&self, dtype: &DType) -> Result<Located> {
        self[..].locate(dtype)
    }

    fn shown(&self) -> String {
        self.join(".")
    }

    fn owned(&self) -> OwnedPath {
        self[..].owned()
    }
}

impl Path for str {
    fn locate(&self, dtype: &DType) -> Result<Located> {
        let mut readings = Vec::new();
        let mut furthest = Failure { at: 0, error: None };
        walk(&Located::whole(dtype), self, 0, true, &mut readings, &mut furthest);
        match readings.len() {
            1 => Ok(readings.remove(0)),
            0 => Err(furthest.into_error(self)),
            _ => {
                let message =
                    format!("path '{self}' can be read in two ways; give the names one by one, as &[\"..\"]");
                Err(Error::mismatch(message))
            }
        }
    }

    fn shown(&self) -> String {
        self.to_owned()
    }
}

impl Path for String {
    fn locate(&self, dtype: &DType) -> Result<Located> {
        self.as_str().locate(dtype)
    }

    fn shown(&self) -> String {
        self.clone()
    }
}

impl<T: Path + ?Sized> Path for &T {
    fn locate(&self, dtype: &DType) -> Result<Located> {
        (**self).locate(dtype)
    }

    fn shown(&self) -> String {
        (**self).shown()
    }

    fn owned(&self) -> OwnedPath {
        (**self).owned()
    }
}

impl Path for OwnedPath {
    fn locate(&self, dtype: &DType) -> Result<Located> {
        match self {
            // The whole record has no name.
            OwnedPath::Text(text) if text.is_empty() && dtype.field("").is_none() => {
                Ok(Located::whole(dtype))
            }
            OwnedPath::Text(text) => text.locate(dtype),
            OwnedPath::Names(names) => names[..].locate(dtype),
        }
    }

    fn shown(&self) -> String {
        match self {
            OwnedPath::Text(text) => text.clone(),
            OwnedPath::Names(names) => names.join("."),
        }
    }

    fn owned(&self) -> OwnedPath {
        self.clone()
    }
}

/// The reading that got furthest, and why it stopped there.
struct Failure {
    at: usize,
    error: Option<Error>,
}

impl Failure {
    fn note(&mut self, at: usize, error: impl FnOnce() -> Error) {
        if self.error.is_none() || at > self.at {
            *self = Failure { at, error: Some(error()) };
        }
    }

    fn into_error(self, path: &str) -> Error {
        let error =
            self.error.unwrap_or_else(|| Error::mismatch("expected the name of a field, found nothing"));
        let before = path[..self.at].trim_end_matches(['.', '[']);
        if before.is_empty() { error } else { error.in_field(before) }
    }
}

/// Reads `path[at..]` from `from` on, and collects up to two readings.
fn walk(
    from: &Located,
    path: &str,
    at: usize,
    start: bool,
    readings: &mut Vec<Located>,
    furthest: &mut Failure,
) {
    let rest = &path[at..];
    if rest.is_empty() && !start {
        readings.push(from.clone());
        return;
    }
    if let Some(digits) = rest.strip_prefix('[')
        && let Some(close) = digits.find(']')
        && let Ok(index) = digits[..close].trim().parse()
    {
        match from.element(index) {
            Ok(element) => walk(&element, path, at + close + 2, false, readings, furthest),
            Err(error) => furthest.note(at, || error),
        }
        // At the start it can be a name too, or stand behind one that is empty.
        if !start {
            return;
        }
    }
    let (name_at, rest) = match rest.strip_prefix('.') {
        Some(rest) if !start => (at + 1, rest),
        _ if start => (at, rest),
        _ => {
            furthest.note(at, || Error::mismatch(format!("expected '.' or '[' before '{rest}'")));
            return;
        }
    };
    let (base, _) = from.dtype.flattened();
    let mut found = false;
    for field in base.fields().unwrap_or_default() {
        let Some(behind) = rest.strip_prefix(field.name()) else { continue };
        if !(behind.is_empty() || behind.starts_with(['.', '['])) || readings.len() > 1 {
            continue;
        }
        found = true;
        if let Ok(inner) = from.field(field.name()) {
            walk(&inner, path, name_at + field.name().len(), false, readings, furthest);
        }
    }
    if !found {
        let name = rest.split(['.', '[']).next().unwrap_or(rest);
        furthest.note(name_at, || missing(base, if base.field(rest).is_some() { rest } else { name }));
    }
}

/// There is no such field; the nearest, or all there are.
fn missing(dtype: &DType, name: &str) -> Error {
    let Some(fields) = dtype.fields() else {
        let message = format!("expected a record with a field '{name}', found dtype {dtype}");
        return Error::mismatch(message);
    };
    let names = fields.iter().map(|field| field.name());
    let hint = match nearest(name, names.clone()) {
        Some(near) => format!("did you mean '{near}'?"),
        None => {
            let mut list: Vec<_> = names.take(12).map(|name| format!("'{name}'")).collect();
            if fields.len() > list.len() {
                list.push(format!("and {} more", fields.len() - list.len()));
            }
            format!("the fields are {}", list.join(", "))
        }
    };
    Error::mismatch(format!("there is no field '{name}'; {hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dtype() -> DType {
        "[('time', '<i8'), ('a.b', '<u2'), ('a', [('c', '<u2')]), ('blob/path', 'S5'),
          ('levels', [('price', '<f8'), ('size', '<u4', (2, 3))], (10,))]"
            .parse()
            .unwrap()
    }

    fn place(path: &str) -> (usize, String, Vec<(usize, isize)>) {
        let at = path.locate(&dtype()).unwrap();
        (at.offset, at.dtype.to_string(), at.dims.iter().map(|dim| (dim.len, dim.stride)).collect())
    }

    #[test]
    fn finds_names_elements_and_nested_fields() {
        assert_eq!(place("time"), (0, "'<i8'".into(), vec![]));
        assert_eq!(place("a.b").0, 8);
        assert_eq!(place("a.c").0, 10);
        assert_eq!(place("blob/path").0, 12);
        assert_eq!(place("levels[3].price"), (17 + 3 * 32, "'<f8'".into(), vec![]));
        assert_eq!(place("levels.price"), (17, "'<f8'".into(), vec![(10, 32)]));
        assert_eq!(place("levels[1].size[1][2]"), (17 + 32 + 8 + 20, "'<u4'".into(), vec![]));
        assert_eq!(place("levels[1].size[1]"), (17 + 32 + 8 + 12, "('<u4', (3,))".into(), vec![]));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let error = |path: &str| path.locate(&dtype()).unwrap_err().to_string();
        assert_eq!(error("tmie"), "there is no field 'tmie'; did you mean 'time'?");
        assert_eq!(
            error("levels[3].prcie"),
            "field 'levels[3]': there is no field 'prcie'; did you mean 'price'?"
        );
        assert_eq!(error("levels[10].price"), "field 'levels': expected an index below 10, found 10");
        assert_eq!(error("time[0]"), "field 'time': expected a sub-array to take [0] of, found dtype '<i8'");
        assert_eq!(error("time.x"), "field 'time': expected a record with a field 'x', found dtype '<i8'");
        assert!(error("").contains("there is no field ''"));
    }

    #[test]
    fn fields_side_by_side_are_a_record() {
        let dtype: DType = "{'names': ['a', 'b', 'c', 'd'], 'formats': ['u1', '<u2', ('|u1', (3,)), '|u1'],
            'offsets': [1, 2, 4, 8]}"
            .parse()
            .unwrap();
        let whole = Located::whole(&dtype);
        let place = whole.nth_fields(0..3).unwrap();
        assert_eq!(
            (place.offset, place.dtype.to_string()),
            (1, "[('a', '|u1'), ('b', '<u2'), ('c', '|u1', (3,))]".into())
        );
        assert!(whole.nth_fields(2..4).is_none() && whole.nth_fields(3..5).is_none());
        assert!(Located::whole(&DType::subarray(dtype, &[2]).unwrap()).nth_fields(0..2).is_none());
    }

    #[test]
    fn names_may_look_like_indices() {
        let fields = "{'names': ['[1]', '', '[0]'], 'formats': ['<u2', ('<u2', (2,)), [('x', '<u2')]]}";
        let dtype: DType = fields.parse().unwrap();
        assert_eq!("[0].x".locate(&dtype).unwrap().offset, 6);
        assert_eq!([""].locate(&dtype).unwrap().offset, 2);
        assert!("[1]".locate(&dtype).unwrap_err().to_string().contains("two ways"));
        let array = DType::subarray(dtype, &[3]).unwrap();
        assert_eq!("[2].[0].x".locate(&array).unwrap().offset, 22);
    }

    #[test]
    fn two_readings_are_an_error_that_names_the_way_out() {
        let dtype: DType = "[('a.b', '<u2'), ('a', [('b', '<u2')])]".parse().unwrap();
        assert!("a.b".locate(&dtype).unwrap_err().to_string().contains("two ways"));
        assert_eq!(["a.b"].locate(&dtype).unwrap().offset, 0);
        assert_eq!(["a", "b"].locate(&dtype).unwrap().offset, 2);
    }
}
