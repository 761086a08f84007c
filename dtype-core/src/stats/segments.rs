//! Parts of a column between given positions.

use crate::column::Column;
use crate::error::{Error, Result};
use crate::record::Element;

impl<'a, T: Element> Column<'a, T> {
    /// The values from each of some positions to the next, and from the last one to the end; where the next position is not
    /// behind it, the one value there. What `np.add.reduceat` and its like add up, for every statistic.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[1, 2, 3, 4, 5, 6]);
    /// let column = view.column::<i32>([])?;
    /// let sums: Vec<i128> = column.segments(&[0, 4, 1])?.map(|segment| segment.sum()).collect();
    /// assert_eq!(sums, [10, 5, 20]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no value at one of the positions.
    pub fn segments(&self, starts: &[usize]) -> Result<impl Iterator<Item = Column<'a, T>>> {
        let len = self.len();
        if let Some(start) = starts.iter().find(|&&start| start >= len) {
            return Err(Error::mismatch(format!("expected positions of {len} values, found {start}")));
        }
        let column = *self;
        Ok((0..starts.len())
            .map(move |i| (starts[i], starts.get(i + 1).copied().unwrap_or(len)))
            .map(move |(start, next)| column.slice(start..if next > start { next } else { start + 1 })))
    }
}
