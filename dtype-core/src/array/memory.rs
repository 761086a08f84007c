//! Where views lie, and whether two of them share bytes.

use crate::shape::{ArrayLayout, ShapeError};

/// A view of any kind, as far as it is a place in memory.
pub trait Memory: sealed::Sealed {
    /// The address of the base, and where in it the elements are.
    #[doc(hidden)]
    fn place(&self) -> (usize, &ArrayLayout);
}

pub(crate) mod sealed {
    pub trait Sealed {}
}

/// Whether the byte bounds of two views overlap.
pub(crate) fn may_share(a: &impl Memory, b: &impl Memory) -> bool {
    let ((start, layout), (other_start, other)) = (a.place(), b.place());
    layout.may_share_memory_at(other_start as i128 - start as i128, other)
}

/// Whether an element of the one and one of the other have a byte in common.
pub(crate) fn share(a: &impl Memory, b: &impl Memory, max_work: u64) -> Result<bool, ShapeError> {
    let ((start, layout), (other_start, other)) = (a.place(), b.place());
    layout.shares_memory_at(other_start as i128 - start as i128, other, max_work)
}

/// What a view says about itself: the same of every kind.
macro_rules! inspection_methods {
    () => {
        /// Where the elements are in the base: shape, byte strides, offset, itemsize.
        pub fn layout(&self) -> &crate::shape::ArrayLayout {
            crate::array::Memory::place(self).1
        }

        /// The lengths of the axes, in elements.
        pub fn shape(&self) -> crate::shape::Axes<usize> {
            self.layout().shape()
        }

        /// The distances between neighbours along the axes, in bytes.
        pub fn strides(&self) -> crate::shape::Axes<isize> {
            self.layout().strides()
        }

        /// How many axes there are.
        pub fn ndim(&self) -> usize {
            self.layout().ndim()
        }

        /// How many elements there are.
        pub fn size(&self) -> usize {
            self.layout().size()
        }

        /// How many bytes the elements have together: what a copy takes.
        pub fn nbytes(&self) -> usize {
            self.layout().nbytes()
        }

        /// Whether there is no element.
        pub fn is_empty(&self) -> bool {
            self.layout().is_empty()
        }

        /// The address of the first element; of the place where it would be, if there is none.
        pub fn address(&self) -> usize {
            let (start, layout) = crate::array::Memory::place(self);
            start.wrapping_add_signed(layout.offset())
        }

        /// The addresses from the first byte that an element has to behind the last: NumPy's `byte_bounds`.
        pub fn byte_bounds(&self) -> std::ops::Range<usize> {
            let (start, layout) = crate::array::Memory::place(self);
            let bounds = layout.byte_bounds();
            start.wrapping_add_signed(bounds.start)..start.wrapping_add_signed(bounds.end)
        }

        /// Whether all its elements lie in the memory of a slice, and there are any.
        pub fn is_view_of<U>(&self, base: &[U]) -> bool {
            let (ours, base) = (self.byte_bounds(), base.as_ptr_range());
            !self.is_empty() && base.start.addr() <= ours.start && ours.end <= base.end.addr()
        }

        /// Whether the byte bounds of two views overlap: `np.may_share_memory`. If not, they share no byte; if so, they
        /// need not share one.
        pub fn may_share_memory(&self, other: &impl crate::array::Memory) -> bool {
            crate::array::memory::may_share(self, other)
        }

        /// Whether an element of the one and an element of the other have a byte in common: `np.shares_memory`, exact.
        ///
        /// # Errors
        /// [`ShapeError::TooHard`](crate::shape::ShapeError::TooHard) if that takes more than `max_work` steps;
        /// [`MAX_WORK`](crate::shape::MAX_WORK) is a good number of them.
        pub fn shares_memory(
            &self,
            other: &impl crate::array::Memory,
            max_work: u64,
        ) -> Result<bool, crate::shape::ShapeError> {
            crate::array::memory::share(self, other, max_work)
        }

        /// Why it is contiguous and aligned or not, its walk over the bytes, and what a copy costs: in words, to be
        /// printed.
        pub fn explain(&self) -> crate::array::Explanation {
            crate::array::Explanation::of(&self.inspected())
        }

        /// Contiguous, writeable, aligned: NumPy's `flags`.
        pub fn flags(&self) -> crate::array::Flags {
            self.inspected().flags()
        }

        /// The addresses of the bytes of the base: what was borrowed, or as much of it as is known.
        pub fn base_span(&self) -> std::ops::Range<usize> {
            let inspected = self.inspected();
            inspected.address..inspected.address + inspected.base
        }
    };
}

pub(crate) use inspection_methods;
