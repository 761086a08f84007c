//! Records that differ, and how often each is there: NumPy's `unique`.

use super::by::{SortKeys, keys_of};
use super::keys::Keys;
use super::order::{argsort_with_starts, room};
use crate::column::Column;
use crate::error::Result;
use crate::record::Element;
use crate::strided::Items;
use crate::view::{AnyColumn, RecordView, Value};

/// Records in groups of equal keys, in the order of the keys: what NumPy's `unique` returns, with all of its options.
///
/// ```
/// use dtype_core::RecordView;
///
/// let view = RecordView::of(&[30, 10, 30, 20, 10]);
/// let unique = view.unique(())?;
/// assert_eq!(view.to_taken(&unique.first())?.view().records::<i32>()?, [10, 20, 30]);
/// assert_eq!(unique.first(), [1, 3, 0]);
/// assert_eq!(unique.counts(), [2, 1, 2]);
/// assert_eq!(unique.inverse(), [2, 0, 2, 1, 0]);
/// assert_eq!(unique.group(2), [0, 2]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unique {
    /// The positions of all records, sorted.
    order: Vec<usize>,
    /// Where each group starts in it, and its end.
    starts: Vec<usize>,
}

impl Unique {
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub(crate) fn of(keys: &Keys<'_>) -> Result<Unique> {
        let (order, mut starts) = argsort_with_starts(keys)?;
        starts.push(order.len());
        Ok(Unique { order, starts })
    }

    /// Of one column: complex numbers with a NaN part are one group, the last, as NumPy has it.
    fn of_column(keys: &Keys<'_>, items: &Items<'_>) -> Result<Unique> {
        let mut unique = Unique::of(keys)?;
        let is_complex = items.dtype().as_scalar().is_some_and(|scalar| scalar.kind().letter() == 'c');
        if is_complex {
            let is_nan = |at: usize| match items.item(at).map(|item| Value::read(&item)) {
                Some(Value::Complex64(re, im)) => re.is_nan() || im.is_nan(),
                Some(Value::Complex128(re, im)) => re.is_nan() || im.is_nan(),
                _ => false,
            };
            let count = unique.len();
            let first = unique.starts[..count].partition_point(|&start| !is_nan(unique.order[start]));
            unique.starts.drain(count.min(first + 1)..count);
        }
        Ok(unique)
    }

    /// How many different keys there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there is none, because there are no records.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The position of the first record of every group: NumPy's `return_index`. Taken, they are the unique records.
    pub fn first(&self) -> Vec<usize> {
        self.groups().map(|group| group[0]).collect()
    }

    /// How many records each group has: NumPy's `return_counts`.
    pub fn counts(&self) -> Vec<usize> {
        self.groups().map(<[usize]>::len).collect()
    }

    /// For every record the number of its group: NumPy's `return_inverse`.
    pub fn inverse(&self) -> Vec<usize> {
        let mut inverse = vec![0; self.order.len()];
        for (number, group) in self.groups().enumerate() {
            group.iter().for_each(|&position| inverse[position] = number);
        }
        inverse
    }

    /// The positions of the records of one group, ascending.
    ///
    /// # Panics
    /// If there is no group of that number.
    pub fn group(&self, number: usize) -> &[usize] {
        &self.order[self.starts[number]..self.starts[number + 1]]
    }

    /// The positions of the records of every group.
    pub fn groups(&self) -> impl Iterator<Item = &[usize]> {
        (0..self.len()).map(|number| self.group(number))
    }
}

impl RecordView<'_> {
    /// The records in groups of equal fields. All NaN are equal, and all NaT.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(b"A\x05B\x03A\x09", &"[('venue', 'S1'), ('size', '|u1')]".parse()?)?;
    /// let venues = view.unique("venue")?;
    /// assert_eq!(venues.counts(), [2, 1]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`].
    pub fn unique<'p>(&self, by: impl SortKeys<'p>) -> Result<Unique> {
        Unique::of(&keys_of(self, by)?)
    }

    /// The positions of all records whose fields are those of another record too, in the order of these fields:
    /// `numpy.lib.recfunctions.find_duplicates`.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// assert_eq!(RecordView::of(&[1, 7, 3, 1]).find_duplicates(())?, [0, 3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`].
    pub fn find_duplicates<'p>(&self, by: impl SortKeys<'p>) -> Result<Vec<usize>> {
        let unique = self.unique(by)?;
        let mut found = room(0)?;
        unique.groups().filter(|group| group.len() > 1).for_each(|group| found.extend_from_slice(group));
        Ok(found)
    }
}

impl AnyColumn<'_> {
    /// The records in groups of what this column holds. All NaN are equal, and all NaT.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[3, 1, 3]);
    /// assert_eq!(view.any_column(&[])?.unique()?.first(), [1, 0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`].
    pub fn unique(&self) -> Result<Unique> {
        let mut keys = Keys::new(self.len());
        keys.push("", self.items(), self.lead(), false)?;
        Unique::of_column(&keys, self.items())
    }
}

impl<T: Element> Column<'_, T> {
    /// The values in groups of equal ones. All NaN are equal, and all NaT.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[2.0, f64::NAN, 2.0, f64::NAN]);
    /// assert_eq!(view.column::<f64>(&[])?.unique()?.counts(), [2, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::argsort`].
    pub fn unique(&self) -> Result<Unique> {
        let mut keys = Keys::new(self.len());
        let items = Items::of_values(self.values());
        keys.push("", &items, 1, false)?;
        Unique::of_column(&keys, &items)
    }
}
