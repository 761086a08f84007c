//! Iteration over the values of a column.

use std::iter::FusedIterator;

use crate::record::Element;
use crate::strided::Strided;

/// The values of a [`Column`](super::Column), one after the other, from both ends.
#[derive(Clone)]
pub struct Iter<'a, T> {
    values: Strided<'a, T>,
    next: usize,
    end: usize,
}

impl<'a, T: Element> Iter<'a, T> {
    pub(super) fn new(values: Strided<'a, T>) -> Self {
        Iter { values, next: 0, end: values.len() }
    }
}

impl<T: Element> Iterator for Iter<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        let value = self.values.get(self.next);
        self.next += 1;
        value
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.end - self.next, Some(self.end - self.next))
    }

    fn nth(&mut self, n: usize) -> Option<T> {
        self.next = self.next.saturating_add(n).min(self.end);
        self.next()
    }
}

impl<T: Element> DoubleEndedIterator for Iter<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        self.values.get(self.end)
    }
}

impl<T: Element> ExactSizeIterator for Iter<'_, T> {}

impl<T: Element> FusedIterator for Iter<'_, T> {}
