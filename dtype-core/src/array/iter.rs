//! Iterators over the values of a view, and over views of its parts.

use std::iter::FusedIterator;

use super::{ArrayView, ArrayViewMut};
use crate::record::Element;
use crate::strided::{Outer, OuterMut, Walk};

/// The values of an [`ArrayView`], in C order.
///
/// Loops inside of the iterator (`fold`, `sum`, `for_each`) cost nothing beyond the inner axis.
#[derive(Clone)]
pub struct ArrayIter<'a, T> {
    walk: Walk<'a, T>,
}

impl<'a, T: Element> ArrayIter<'a, T> {
    pub(super) fn new(walk: Walk<'a, T>) -> Self {
        ArrayIter { walk }
    }
}

impl<T: Element> Iterator for ArrayIter<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.walk.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.walk.len(), Some(self.walk.len()))
    }

    #[inline]
    fn fold<B, F: FnMut(B, T) -> B>(self, init: B, f: F) -> B {
        self.walk.fold(init, f)
    }
}

impl<T: Element> ExactSizeIterator for ArrayIter<'_, T> {}

impl<T: Element> FusedIterator for ArrayIter<'_, T> {}

/// Views of parts of an [`ArrayView`], one after the other, from both ends.
pub struct Views<'a, T> {
    parts: Outer<'a, T>,
}

impl<'a, T: Element> Views<'a, T> {
    pub(crate) fn new(parts: Outer<'a, T>) -> Self {
        Views { parts }
    }
}

impl<'a, T: Element> Iterator for Views<'a, T> {
    type Item = ArrayView<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.parts.next().map(ArrayView::of_grid)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.parts.left(), Some(self.parts.left()))
    }
}

impl<T: Element> DoubleEndedIterator for Views<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.parts.next_back().map(ArrayView::of_grid)
    }
}

impl<T: Element> ExactSizeIterator for Views<'_, T> {}

impl<T: Element> FusedIterator for Views<'_, T> {}

/// Views of parts of an [`ArrayViewMut`], one after the other, each of them once.
pub struct ViewsMut<'a, T> {
    parts: OuterMut<'a, T>,
}

impl<'a, T: Element> ViewsMut<'a, T> {
    pub(super) fn new(parts: OuterMut<'a, T>) -> Self {
        ViewsMut { parts }
    }
}

impl<'a, T: Element> Iterator for ViewsMut<'a, T> {
    type Item = ArrayViewMut<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.parts.next().map(ArrayViewMut::of_grid)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.parts.left(), Some(self.parts.left()))
    }
}

impl<T: Element> ExactSizeIterator for ViewsMut<'_, T> {}

impl<T: Element> FusedIterator for ViewsMut<'_, T> {}

/// Views of so many positions along an axis, one behind the other; the last may have fewer.
pub struct Chunks<'a, T> {
    rest: ArrayView<'a, T>,
    axis: usize,
    len: usize,
}

impl<'a, T: Element> Chunks<'a, T> {
    pub(super) fn new(view: ArrayView<'a, T>, axis: usize, len: usize) -> Self {
        Chunks { rest: view, axis, len }
    }

    fn left(&self) -> usize {
        self.rest.shape()[self.axis]
    }
}

impl<'a, T: Element> Iterator for Chunks<'a, T> {
    type Item = ArrayView<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        let left = self.left();
        if left == 0 {
            return None;
        }
        let at = self.len.min(left);
        let (chunk, rest) = self.rest.split_at(self.axis as isize, at).expect("a position of the axis");
        self.rest = rest;
        Some(chunk)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.left().div_ceil(self.len);
        (left, Some(left))
    }
}

impl<T: Element> ExactSizeIterator for Chunks<'_, T> {}

impl<T: Element> FusedIterator for Chunks<'_, T> {}
