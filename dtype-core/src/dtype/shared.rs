//! A part of a dtype that is either in the program or on the heap.
//!
//! The derive builds dtypes in `const`, where nothing can be allocated; the parser builds the same types from
//! text. Both forms read alike.

use std::ops::Deref;
use std::sync::Arc;

/// A borrowed constant or a counted allocation.
pub(crate) enum Shared<T: ?Sized + 'static> {
    Static(&'static T),
    Counted(Arc<T>),
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Shared::Static(part) => part,
            Shared::Counted(part) => part,
        }
    }
}

// Written out: the derived form would ask for `T: Clone`.
impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        match self {
            Shared::Static(part) => Shared::Static(part),
            Shared::Counted(part) => Shared::Counted(Arc::clone(part)),
        }
    }
}

impl<T> From<T> for Shared<T> {
    fn from(part: T) -> Self {
        Shared::Counted(Arc::new(part))
    }
}

impl<T> From<Vec<T>> for Shared<[T]> {
    fn from(parts: Vec<T>) -> Self {
        Shared::Counted(parts.into())
    }
}
