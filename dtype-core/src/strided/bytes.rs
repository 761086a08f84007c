//! Leaves of so many bytes along any axes: what the kernels walk over.
#![allow(unsafe_code, reason = "reads and writes through a pointer and a stride")]

use std::marker::PhantomData;
use std::ptr::NonNull;

use crate::int;
use crate::lanes::{Format, Gather};
use crate::shape::{Dim, Dims};

/// Leaves of so many bytes, any axes.
#[derive(Clone)]
pub(crate) struct Bytes<'a> {
    pub(super) ptr: NonNull<u8>,
    pub(super) dims: Dims,
    pub(super) size: usize,
    pub(super) of: PhantomData<&'a [u8]>,
}

impl<'a> Bytes<'a> {
    /// The first position. S1 to S4 say what may be read from it along [`Bytes::dims`].
    pub(crate) fn as_ptr(&self) -> *const u8 {
        self.ptr.as_ptr()
    }

    pub(crate) fn count(&self) -> usize {
        self.dims.count().unwrap_or(0)
    }

    /// How far apart two leaves lie that follow each other, in bytes, on average.
    pub(crate) fn apart(&self) -> usize {
        let spans =
            self.dims.iter().map(|dim| dim.stride.unsigned_abs().saturating_mul(dim.len.saturating_sub(1)));
        spans.fold(0, usize::saturating_add) / self.count().saturating_sub(1).max(1)
    }

    /// Whether a leaf is met more than once, as far as axes tell that have the same stride, or none.
    pub(crate) fn repeats(&self) -> bool {
        same_stride(&self.dims).is_some() || self.dims.iter().any(|dim| dim.stride == 0)
    }

    /// Parts in which a leaf is met once, each with how often these bytes meet its leaves: axes without a stride, and the two
    /// axes of windows along another one, which go by the same stride.
    pub(crate) fn distinct(&self) -> Vec<(Bytes<'a>, u64)> {
        /// Parts are worth their while if they are many elements long, on average.
        const WORTH_IT: usize = 64;
        let count = self.count();
        let (mut dims, mut times) = (Dims::new(&[]), 1);
        for &dim in self.dims.iter() {
            if dim.stride == 0 && count > 0 { times *= int::to_u64(dim.len) } else { dims.push(dim) }
        }
        // Where a part starts, its axes, and how often it is met.
        let mut parts = vec![(0, dims, times)];
        while let Some((first, second)) = same_stride(&parts[0].1) {
            let dims = &parts[0].1;
            let (long, short) =
                (dims[first].len.max(dims[second].len), dims[first].len.min(dims[second].len));
            if parts.len().saturating_mul(2 * short - 1).saturating_mul(WORTH_IT) > count {
                break;
            }
            let stride = dims[first].stride;
            // A slope up, level ground, a slope down.
            let up = (1..short).map(|times| (times - 1, 1, times));
            let down = (1..short).map(|times| (long + short - 1 - times, 1, times));
            let slopes: Vec<_> = up.chain([(short - 1, long - short + 1, short)]).chain(down).collect();
            let of_part = |(start, dims, times): &(isize, Dims, u64)| {
                let mut rest: Dims = dims
                    .iter()
                    .copied()
                    .enumerate()
                    .filter(|&(i, _)| i != second)
                    .map(|(_, dim)| dim)
                    .collect();
                let (start, times) = (*start, *times);
                slopes
                    .iter()
                    .map(|&(at, len, here)| {
                        rest[first] = Dim { len, stride };
                        (start + at as isize * stride, rest.clone(), times * int::to_u64(here))
                    })
                    .collect::<Vec<_>>()
            };
            parts = parts.iter().flat_map(of_part).collect();
        }
        let part = |(start, dims, times)| {
            let offset = if count == 0 { 0 } else { start };
            // SAFETY: S1 and S4: the first position of a part is one of these.
            let ptr = unsafe { self.ptr.offset(offset) };
            // S1, S2, S4: positions of a part are positions of these.
            (Bytes { ptr, dims, size: self.size, of: PhantomData }, times)
        };
        parts.into_iter().map(part).collect()
    }

    /// A walk over the leaves as numbers of a format.
    ///
    /// # Panics
    /// If these are of another size than the leaves.
    pub(crate) fn gather(&self, format: Format) -> Gather<'a> {
        assert_eq!(self.size, format.word.size(), "a format of the size of the leaves");
        // SAFETY: S1, S2 and S4 for every position, of as many bytes as the format has.
        unsafe { Gather::new(self.ptr, &self.dims, format) }
    }

    /// The bytes at a position, counted in C order.
    #[inline]
    pub(crate) fn at(&self, position: usize) -> Option<&'a [u8]> {
        let offset = match self.dims[..] {
            // Most are so, and two divisions take longer than all the rest.
            [dim] => (position < dim.len).then_some(position as isize * dim.stride)?,
            _ => (position < self.count()).then(|| self.dims.offset_of(position))?,
        };
        // SAFETY: S1 and S4: the position exists.
        let at = unsafe { self.ptr.offset(offset) };
        // SAFETY: S1, S2: inside the borrowed allocation and initialised, for 'a.
        Some(unsafe { std::slice::from_raw_parts(at.as_ptr(), self.size) })
    }
}

/// Two axes of the same stride that have more than one position.
fn same_stride(dims: &Dims) -> Option<(usize, usize)> {
    let long = |i: &usize| dims[*i].len > 1;
    let later = |i: usize| (i + 1..dims.len()).filter(long).find(|&j| dims[j].stride == dims[i].stride);
    (0..dims.len()).filter(long).find_map(|i| Some((i, later(i)?)))
}

// SAFETY: it is a shared borrow of plain bytes.
unsafe impl Send for Bytes<'_> {}
// SAFETY: as above.
unsafe impl Sync for Bytes<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_is_met_as_often_as_before() {
        let bytes = [0u8; 4096];
        let dim = |len, stride| Dim { len, stride };
        for dims in [
            vec![dim(300, 2), dim(9, 2)],
            vec![dim(9, 2), dim(300, 2), dim(3, 0)],
            vec![dim(40, 80), dim(3, 80), dim(36, 2), dim(5, 2)],
            vec![dim(90, 8), dim(4, 2), dim(7, 8)],
            vec![dim(3, 2), dim(2, 2)],
            vec![dim(0, 2), dim(5, 2), dim(7, 0)],
            vec![dim(1000, 2), dim(2, 2), dim(3, 2)],
            vec![],
        ] {
            let of = |start: usize, dims: &Dims| {
                (0..dims.count().unwrap())
                    .map(|i| start.wrapping_add_signed(dims.offset_of(i)))
                    .collect::<Vec<_>>()
            };
            let dims = Dims::new(&dims);
            let all =
                Bytes { ptr: NonNull::from(&bytes).cast(), dims: dims.clone(), size: 2, of: PhantomData };
            let parts = all.distinct();
            let mut found = Vec::new();
            for (part, times) in &parts {
                let start = part.as_ptr().addr() - all.as_ptr().addr();
                (0..*times).for_each(|_| found.extend(of(start, &part.dims)));
            }
            let mut expected = of(0, &dims);
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{dims:?}");
            assert!(dims.count() != Some(2700) || (parts.len(), parts[8].1) == (17, 9));
        }
    }
}
