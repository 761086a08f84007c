//! What to sort by: one path or several, each ascending or descending.

use std::fmt;

use super::keys::Keys;
use crate::dtype::Path;
use crate::error::Result;
use crate::record::{Element, FieldOf};
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

/// What records are ordered by: a path, a handle, a [`SortKey`], several of them, or `()` for all fields in their order.
pub trait SortKeys<'p>: sealed::Sealed {
    /// The keys, the most significant first. None stands for the whole record.
    #[doc(hidden)]
    fn into_keys(self) -> Vec<SortKey<'p>>;
}

mod sealed {
    pub trait Sealed {}
}

impl<'p> From<&'p str> for SortKey<'p> {
    fn from(path: &'p str) -> SortKey<'p> {
        SortKey::new(path)
    }
}

impl<'p> From<&'p String> for SortKey<'p> {
    fn from(path: &'p String) -> SortKey<'p> {
        SortKey::new(path)
    }
}

impl<'p, R: Element, T: Element> From<FieldOf<R, T>> for SortKey<'p> {
    fn from(field: FieldOf<R, T>) -> SortKey<'p> {
        SortKey::new(field)
    }
}

impl sealed::Sealed for () {}
impl<'p> SortKeys<'p> for () {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        Vec::new()
    }
}

impl sealed::Sealed for SortKey<'_> {}
impl<'p> SortKeys<'p> for SortKey<'p> {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        vec![self]
    }
}

impl sealed::Sealed for &str {}
impl<'p> SortKeys<'p> for &'p str {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        vec![self.into()]
    }
}

impl sealed::Sealed for &String {}
impl<'p> SortKeys<'p> for &'p String {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        vec![self.into()]
    }
}

impl<R, T> sealed::Sealed for FieldOf<R, T> {}
impl<'p, R: Element, T: Element> SortKeys<'p> for FieldOf<R, T> {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        vec![self.into()]
    }
}

impl<K, const N: usize> sealed::Sealed for [K; N] {}
impl<'p, K: Into<SortKey<'p>>, const N: usize> SortKeys<'p> for [K; N] {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<K> sealed::Sealed for Vec<K> {}
impl<'p, K: Into<SortKey<'p>>> SortKeys<'p> for Vec<K> {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<S: AsRef<str>> sealed::Sealed for &[S] {}
impl<'p, S: AsRef<str>> SortKeys<'p> for &'p [S] {
    fn into_keys(self) -> Vec<SortKey<'p>> {
        self.iter().map(|path| SortKey::new(path.as_ref())).collect()
    }
}

/// Several handles, each with its own type.
macro_rules! tuples {
    ($($name:ident)+) => {
        impl<$($name),+> sealed::Sealed for ($($name,)+) {}
        impl<'p, $($name: Into<SortKey<'p>>),+> SortKeys<'p> for ($($name,)+) {
            fn into_keys(self) -> Vec<SortKey<'p>> {
                #[allow(non_snake_case, reason = "the names of the types serve for the values")]
                let ($($name,)+) = self;
                vec![$($name.into()),+]
            }
        }
    };
}

tuples!(A B);
tuples!(A B C);
tuples!(A B C D);

/// The keys of the records of a view.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field;
/// [`Unsupported`](crate::ErrorKind::Unsupported) if one has no order.
pub(crate) fn keys_of<'a, 'p>(view: &RecordView<'a>, by: impl SortKeys<'p>) -> Result<Keys<'a>> {
    keys_by(view, &by.into_keys())
}

/// The same of a list of keys, where none stands for the whole record.
///
/// # Errors
/// As [`keys_of`].
pub(crate) fn keys_by<'a>(view: &RecordView<'a>, by: &[SortKey<'_>]) -> Result<Keys<'a>> {
    let mut keys = Keys::new(view.len());
    let lead = view.items().dims().len();
    if by.is_empty() {
        keys.push("", view.items(), lead, false)?;
    }
    for key in by {
        keys.push(&key.path.shown(), &view.items().at(&*key.path)?, lead, key.descending)?;
    }
    Ok(keys)
}
