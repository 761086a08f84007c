//! Whether views of one base share bytes, and whether elements of one do.

use super::search::{Term, Work, can_be};
use super::{ArrayLayout, ShapeError};

impl ArrayLayout {
    /// Whether the byte bounds of two views of one base overlap: `np.may_share_memory`. If not, they share no byte; if
    /// so, they need not share one.
    pub fn may_share_memory(&self, other: &ArrayLayout) -> bool {
        self.may_share_memory_at(0, other)
    }

    /// Whether an element of the one and an element of the other have a byte in common: `np.shares_memory`, exact.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, MAX_WORK, Order, Step};
    ///
    /// let a = ArrayLayout::new(&[10], 8, Order::C)?;
    /// let (even, odd) = (a.slice(((..).step(2),))?, a.slice(((1..).step(2),))?);
    /// assert!(even.may_share_memory(&odd));
    /// assert!(!even.shares_memory(&odd, MAX_WORK)?);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::TooHard`] if that takes more than `max_work` steps: the question is as hard as integer programming,
    /// though not for the strides that arrays have.
    pub fn shares_memory(&self, other: &ArrayLayout, max_work: u64) -> Result<bool, ShapeError> {
        self.shares_memory_at(0, other, max_work)
    }

    /// The same of another whose base starts `shift` bytes behind the base of this one.
    pub(crate) fn may_share_memory_at(&self, shift: i128, other: &ArrayLayout) -> bool {
        if self.has_no_bytes() || other.has_no_bytes() {
            return false;
        }
        let ((start, end), (other_start, other_end)) = (self.bounds(), other.bounds());
        start < other_end + shift && other_start + shift < end
    }

    /// See [`ArrayLayout::may_share_memory_at`].
    pub(crate) fn shares_memory_at(
        &self,
        shift: i128,
        other: &ArrayLayout,
        max_work: u64,
    ) -> Result<bool, ShapeError> {
        if !self.may_share_memory_at(shift, other) {
            return Ok(false);
        }
        // start + Σ s·i + u = other_start + Σ t·(len-1-j) + (itemsize-1-v), every variable from zero up, strides
        // positive, counted from the lowest byte of the one and the highest of the other.
        let ((start, _), (_, other_end)) = (self.bounds(), other.bounds());
        let mut terms = self.terms();
        terms.extend(other.terms());
        can_be(&terms, other_end - 1 + shift - start, &mut Work::new(max_work))
    }

    /// Whether two elements of different indices have a byte in common.
    ///
    /// ```
    /// use dtype_core::shape::{ArrayLayout, MAX_WORK, Order};
    ///
    /// let a = ArrayLayout::new(&[10], 8, Order::C)?;
    /// assert!(!a.overlaps_itself(MAX_WORK)?);
    /// assert!(a.sliding_window_view(&[3], None)?.overlaps_itself(MAX_WORK)?);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// [`ShapeError::TooHard`] if that takes more than `max_work` steps.
    pub fn overlaps_itself(&self, max_work: u64) -> Result<bool, ShapeError> {
        if self.has_no_bytes() {
            return Ok(false);
        }
        // From the shortest step to the longest.
        let mut terms: Vec<Term> = self.walks().collect();
        terms.sort_by_key(|term| term.factor);
        let mut reach = self.itemsize as i128;
        let mut nested = true;
        for term in &terms {
            nested &= term.factor >= reach;
            reach += term.factor * term.most;
        }
        if nested {
            // Each axis steps over all that the shorter ones reach.
            return Ok(false);
        }
        // Two elements overlap if their indices differ by d with |Σ s·d| < itemsize. Let the axis of the longest step in
        // which they differ be k; d and -d are the same pair, so d is positive there.
        let mut work = Work::new(max_work);
        for k in 0..terms.len() {
            let Term { factor, most } = terms[k];
            // factor·(1 + x) - Σ s·most + Σ s·y = w - (itemsize-1), with x < most, y to 2·most, w to 2·(itemsize-1).
            let mut sum = vec![Term { factor, most: most - 1 }];
            sum.extend(terms[..k].iter().map(|term| Term { factor: term.factor, most: 2 * term.most }));
            sum.push(Term { factor: 1, most: 2 * (self.itemsize as i128 - 1) });
            let shorter: i128 = terms[..k].iter().map(|term| term.factor * term.most).sum();
            if can_be(&sum, shorter + self.itemsize as i128 - 1 - factor, &mut work)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn has_no_bytes(&self) -> bool {
        self.itemsize == 0 || self.is_empty()
    }

    /// The axes with a way to go, as steps up.
    fn walks(&self) -> impl Iterator<Item = Term> + '_ {
        let long = self.dims.iter().filter(|dim| dim.len > 1);
        long.map(|dim| Term { factor: (dim.stride as i128).abs(), most: dim.len as i128 - 1 })
    }

    /// The steps to every byte from the lowest one.
    fn terms(&self) -> Vec<Term> {
        let byte = Term { factor: 1, most: self.itemsize as i128 - 1 };
        self.walks().chain([byte]).collect()
    }

    fn bounds(&self) -> (i128, i128) {
        let bounds = self.byte_bounds();
        (bounds.start as i128, bounds.end as i128)
    }
}
