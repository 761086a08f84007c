//! What to sort by: one path or several, each ascending or descending.

use std::fmt;

use super::keys::Keys;
use crate::dtype::Path;
use crate::error::{Error, Result};
use crate::view::RecordView;

/// One field to sort by. A path alone is an ascending one.
///
/// ```
/// use dtype_core::{RecordView, SortKey};
///
/// let dtype = "[('venue', 'S1'), ('price', '|u1')]".parse()?;
/// let view = RecordView::new(b"B\x05A\x03B\x09", &dtype)?;
/// assert_eq!(view.argsort(["venue", "price"])?, [1, 0, 2]);
/// assert_eq!(view.argsort(SortKey::new("price").descending())?, [2, 0, 1]);
/// assert_eq!(view.argsort([SortKey::new("venue"), SortKey::new("price").descending()])?, [1, 2, 0]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// A path may lead to a record or a sub-array: then their fields or elements count one after the other. The empty path
/// `&[]` is the whole record.
pub struct SortKey<'p> {
    path: Box<dyn Path + 'p>,
    descending: bool,
}

impl<'p> SortKey<'p> {
    /// Ascending by what lies at `path`.
    pub fn new(path: impl Path + 'p) -> SortKey<'p> {
        SortKey { path: Box::new(path), descending: false }
    }

    /// From the greatest to the least. NaN and NaT still come last, and equal records stay as they stand.
    pub fn descending(self) -> SortKey<'p> {
        SortKey { descending: true, ..self }
    }
}

impl fmt::Debug for SortKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.path.shown(), if self.descending { "descending" } else { "ascending" })
    }
}

/// What records are sorted by: a path, a [`SortKey`], several of either, or `()` for all fields in their order.
pub trait SortKeys<'p>: sealed::Sealed {
    /// The keys, the most significant first. None stands for the whole record.
    #[doc(hidden)]
    fn into_keys(self) -> Vec<SortKey<'p>>;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for () {}
    impl Sealed for &str {}
    impl Sealed for &String {}
    impl Sealed for super::SortKey<'_> {}
    impl<const N: usize> Sealed for [&str; N] {}
    impl Sealed for &[&str] {}
    impl Sealed for &[String] {}
    impl Sealed for &Vec<String> {}
    impl<const N: usize> Sealed for [super::SortKey<'_>; N] {}
    impl Sealed for Vec<super::SortKey<'_>> {}
}

impl SortKeys<'static> for () {
    fn into_keys(self) -> Vec<SortKey<'static>> {
        Vec::new()
    }
}

impl<'p> SortKeys<'p> for &'p str {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        vec![SortKey::new(self)]
    }
}

impl<'p> SortKeys<'p> for &'p String {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        vec![SortKey::new(self)]
    }
}

impl<'p> SortKeys<'p> for SortKey<'p> {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        vec![self]
    }
}

impl<'p, const N: usize> SortKeys<'p> for [&'p str; N] {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self.into_iter().map(SortKey::new).collect()
    }
}

impl<'p> SortKeys<'p> for &'p [&'p str] {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self.iter().copied().map(SortKey::new).collect()
    }
}

impl<'p> SortKeys<'p> for &'p [String] {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self.iter().map(SortKey::new).collect()
    }
}

impl<'p> SortKeys<'p> for &'p Vec<String> {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self.iter().map(SortKey::new).collect()
    }
}

impl<'p, const N: usize> SortKeys<'p> for [SortKey<'p>; N] {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self.into()
    }
}

impl<'p> SortKeys<'p> for Vec<SortKey<'p>> {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self
    }
}

/// The keys of the records of a view.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field;
/// [`Unsupported`](crate::ErrorKind::Unsupported) if one has no order.
pub(crate) fn keys_of<'a, 'p>(view: &RecordView<'a>, by: impl SortKeys<'p>) -> Result<Keys<'a>> {
    let mut by = by.into_keys();
    if by.is_empty() {
        by.push(SortKey::new([]));
    }
    let mut keys = Keys::new(view.len());
    let lead = view.items().dims().len();
    for key in by {
        let in_field = |error: Error| match key.path.shown() {
            path if path.is_empty() => error,
            path => error.in_field(&path),
        };
        keys.push(&view.items().at(&*key.path)?, lead, key.descending).map_err(in_field)?;
    }
    Ok(keys)
}
