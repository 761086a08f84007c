//! Where the elements of an array lie in its bytes.

/// Where the elements of a column lie.
pub(crate) struct Place {
    pub(crate) shape: Vec<usize>,
    pub(crate) strides: Vec<isize>,
    pub(crate) offset: usize,
}

impl Place {
    fn is_empty(&self) -> bool {
        self.shape.contains(&0)
    }

    /// Those of `strides` that are ever used: a stride along one element leads nowhere.
    pub(crate) fn used<T: Copy + TryInto<i128>>(&self, strides: &[T]) -> Vec<Option<i128>> {
        let axes = self.shape.iter().zip(strides);
        axes.filter(|axis| *axis.0 != 1).map(|axis| (*axis.1).try_into().ok()).collect()
    }

    /// The axes along which there is a way to go.
    fn long_axes(&self) -> impl DoubleEndedIterator<Item = (usize, isize)> + '_ {
        self.shape.iter().copied().zip(self.strides.iter().copied()).filter(|axis| axis.0 != 1)
    }

    /// Does every element lie at a multiple of `alignment` bytes?
    pub(crate) fn is_aligned(&self, alignment: usize) -> bool {
        let fits = |bytes: usize| bytes.is_multiple_of(alignment);
        self.is_empty() || fits(self.offset) && self.long_axes().all(|axis| fits(axis.1.unsigned_abs()))
    }

    /// Do the elements lie one right behind the other, in C or Fortran order?
    pub(crate) fn is_contiguous(&self, fortran: bool, itemsize: usize) -> bool {
        let mut axes: Vec<_> = self.long_axes().collect();
        if !fortran {
            axes.reverse();
        }
        let mut expected = itemsize;
        self.is_empty()
            || axes.into_iter().all(|(len, stride)| {
                let fits = usize::try_from(stride) == Ok(expected);
                expected *= len;
                fits
            })
    }

    /// The bytes of all elements, in C order.
    pub(crate) fn gather(&self, data: &[u8], itemsize: usize) -> Vec<u8> {
        let count: usize = self.shape.iter().product();
        let mut bytes = Vec::with_capacity(count * itemsize);
        for position in 0..count {
            let mut rest = position;
            let mut at = self.offset;
            for (&len, &stride) in self.shape.iter().zip(&self.strides).rev() {
                at = at.wrapping_add_signed(stride * (rest % len) as isize);
                rest /= len;
            }
            bytes.extend_from_slice(&data[at..at + itemsize]);
        }
        bytes
    }
}
