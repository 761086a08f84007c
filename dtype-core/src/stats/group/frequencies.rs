//! How often each value is there: counts of equal keys.

mod distinct;

use super::index::{Index, LONG};
use super::keys::KeyColumn;
use crate::column::Column;
use crate::dtype::{DType, Path};
use crate::error::{Error, Result};
use crate::int;
use crate::lanes::BLOCK;
use crate::stats::any::undefined;
use crate::stats::engine::RANGE;
use crate::stats::number::Ordered;
use crate::stats::source::{Cut, Records};
use crate::stats::words::{self, Reader, Words};
use crate::strided::Bytes;
use crate::threads;
use crate::view::{AnyColumn, Value};

/// Different values that are counted at most: two gigabytes of them.
const MOST: usize = 1 << 26;

/// The different values of a column, and how often each is there.
///
/// Values are equal as for `np.unique`: all NaN are one value, and so are all NaT; `-0.0` is `0.0`; NULs at the end of text
/// don't count. It is the result of [`AnyColumn::frequencies`], and a state that takes further columns of the same dtype, and
/// the counts of other parts of the data. With the feature `serde` these can be sent.
///
/// ```
/// use dtype_core::{Frequencies, RecordView, Value};
///
/// let mut parts = [Frequencies::new(&"S1".parse()?)?, Frequencies::new(&"S1".parse()?)?];
/// parts[0].insert(&RecordView::new(b"abb", &"S1".parse()?)?.any_column([])?)?;
/// parts[1].insert(&RecordView::new(b"cb", &"S1".parse()?)?.any_column([])?)?;
/// let [mut all, later] = parts;
/// all.combine(&later)?;
/// assert_eq!((all.distinct(), all.total()), (3, 5));
/// assert_eq!(all.top(1), [(Value::Bytes(b"b".to_vec()), 3)]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct Frequencies {
    pub(in crate::stats) dtype: DType,
    column: KeyColumn,
    index: Index,
    counts: Vec<u64>,
}

impl Frequencies {
    /// Of no values of this dtype yet.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if values of this dtype are not counted: records, complex numbers, long
    /// doubles.
    pub fn new(dtype: &DType) -> Result<Frequencies> {
        let base = dtype.flattened().0;
        let scalar = base.as_scalar().ok_or_else(|| undefined("frequencies", None))?;
        let column = KeyColumn::of(scalar).map_err(|_| undefined("frequencies", Some(scalar)))?;
        let index = Index::new(column.format.words());
        // Byte order makes no difference.
        Ok(Frequencies { dtype: DType::scalar(column.scalar), column, index, counts: Vec::new() })
    }

    /// Counts the elements of a column too.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they are of another kind; [`Limit`](crate::ErrorKind::Limit) if there are more
    /// than 67,108,864 different values.
    pub fn insert(&mut self, column: &AnyColumn<'_>) -> Result<()> {
        let other = Frequencies::new(column.dtype())?;
        self.check(&other)?;
        let Some((_, bytes)) = column.leaves() else { return Ok(()) };
        self.insert_from(&other.column, &bytes, 0, bytes.count())
    }

    /// Adds the counts of another part of the data.
    ///
    /// # Errors
    /// As [`insert`](Frequencies::insert).
    pub fn combine(&mut self, later: &Frequencies) -> Result<()> {
        self.check(later)?;
        let groups = self.index.groups_of(&later.index);
        self.counts.resize(self.index.len(), 0);
        for (group, &later) in groups.into_iter().zip(&later.counts) {
            let count = &mut self.counts[group as usize];
            *count = count.saturating_add(later);
        }
        self.within_limit()
    }

    /// How many different values there are, as `len(np.unique(x))`.
    pub fn distinct(&self) -> usize {
        self.counts.len()
    }

    /// How many values were counted.
    pub fn total(&self) -> u64 {
        self.counts.iter().fold(0, |total, &count| total.saturating_add(count))
    }

    /// All different values from the least to the greatest, NaN and NaT last, with their counts: `np.unique(x,
    /// return_counts=True)`.
    pub fn sorted(&self) -> Vec<(Value, u64)> {
        let mut order: Vec<usize> = (0..self.counts.len()).collect();
        order.sort_unstable_by(|&a, &b| self.index.key(a).cmp(self.index.key(b)));
        self.shown(order)
    }

    /// The `k` values that are there most often, from the most frequent on. Of equally frequent ones the lesser comes first.
    pub fn top(&self, k: usize) -> Vec<(Value, u64)> {
        let before = |&a: &usize, &b: &usize| {
            self.counts[b].cmp(&self.counts[a]).then_with(|| self.index.key(a).cmp(self.index.key(b)))
        };
        let mut order: Vec<usize> = (0..self.counts.len()).collect();
        if k < order.len() {
            order.select_nth_unstable_by(k, before);
            order.truncate(k);
        }
        order.sort_unstable_by(before);
        self.shown(order)
    }

    fn shown(&self, order: Vec<usize>) -> Vec<(Value, u64)> {
        order.into_iter().map(|i| (self.column.value(self.index.key(i)), self.counts[i])).collect()
    }

    fn check(&self, other: &Frequencies) -> Result<()> {
        if other.dtype == self.dtype {
            return Ok(());
        }
        let (expected, found) = (&self.dtype, &other.dtype);
        Err(Error::mismatch(format!("expected values of dtype {expected}, found {found}")))
    }

    fn within_limit(&self) -> Result<()> {
        match self.counts.len() {
            0..=MOST => Ok(()),
            _ => Err(Error::limit(format!("expected at most {MOST} different values, found more"))),
        }
    }

    /// Counts some leaves, which are read as `column` says.
    fn insert_from(
        &mut self,
        column: &KeyColumn,
        bytes: &Bytes<'_>,
        first: usize,
        count: usize,
    ) -> Result<()> {
        match column.format.words() {
            // Values without bytes are all the same, and there may be any number of them.
            0 => self.add_empty(count),
            1..LONG => self.insert_by::<BLOCK>(column, bytes, first, count),
            _ => self.insert_by::<1>(column, bytes, first, count),
        }
    }

    /// The same, `N` leaves at a time.
    fn insert_by<const N: usize>(
        &mut self,
        column: &KeyColumn,
        bytes: &Bytes<'_>,
        first: usize,
        count: usize,
    ) -> Result<()> {
        if count == 0 {
            // Not even one key is made room for.
            return Ok(());
        }
        let mut rows = vec![[0; N]; column.format.words()];
        let mut groups = [0; N];
        let mut numbers = column.format.format().map(|format| {
            let mut numbers = bytes.gather(format);
            numbers.skip(first);
            numbers
        });
        for at in (first..first + count).step_by(N) {
            let len = N.min(first + count - at);
            match &mut numbers {
                Some(numbers) => column.format.fill(numbers, 0, &mut rows[0][..len]),
                None => {
                    for (i, bytes) in (at..at + len).map(|i| bytes.at(i).unwrap_or_default()).enumerate() {
                        rows.iter_mut()
                            .enumerate()
                            .for_each(|(word, row)| row[i] = column.format.word(bytes, word));
                    }
                }
            }
            self.index.groups(&rows, &mut groups[..len]);
            self.counts.resize(self.index.len(), 0);
            for &group in &groups[..len] {
                let count = &mut self.counts[group as usize];
                *count = count.saturating_add(1);
            }
            self.within_limit()?;
        }
        Ok(())
    }

    /// Counts so many values without bytes.
    fn add_empty(&mut self, count: usize) -> Result<()> {
        if count > 0 {
            let group = self.index.group(&[]) as usize;
            self.counts.resize(self.counts.len().max(group + 1), 0);
            self.counts[group] = self.counts[group].saturating_add(int::to_u64(count));
        }
        Ok(())
    }
}

/// Into counts of nothing of the same dtype.
impl Words for Frequencies {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.counts.len() as u64);
        for (group, &count) in self.counts.iter().enumerate() {
            out.push(count.min(words::MOST));
            out.extend_from_slice(self.index.key(group));
        }
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        let words = self.index.words();
        for group in 0..from.count().filter(|&count| count <= MOST)? {
            let count = from.number(words::MOST).filter(|&count| count > 0)?;
            let key = (0..words).map(|_| from.word()).collect::<Option<Vec<_>>>()?;
            // Each value once, and only what the dtype has.
            if !self.column.has(&key) || self.index.group(&key) as usize != group {
                return None;
            }
            self.counts.push(count);
        }
        Some(())
    }
}

impl std::fmt::Debug for Frequencies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Frequencies of {} values of dtype {}, {} different",
            self.total(),
            self.dtype,
            self.distinct()
        )
    }
}

impl AnyColumn<'_> {
    /// How often each value is there, of all elements: integers, booleans, floats, times, bytes, text.
    ///
    /// It takes memory in proportion to the different values. Of numbers and times in memory of which
    /// nearly all seem to be different, copies are sorted, 8 bytes each, if these are up to 256 MiB; the values and
    /// their counts come beside them.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::new(&[3, 1, 3, 2, 1, 3], &"|u1".parse()?)?;
    /// let frequencies = view.any_column([])?.frequencies()?;
    /// assert_eq!(frequencies.distinct(), 3);
    /// assert_eq!(frequencies.top(2), [(Value::UInt(3), 3), (Value::UInt(1), 2)]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Frequencies::new`] and [`Frequencies::insert`].
    pub fn frequencies(&self) -> Result<Frequencies> {
        let Some((_, bytes)) = self.leaves() else { return Frequencies::new(self.dtype()) };
        of_bytes(&bytes, self.dtype())
    }
}

impl<T: Ordered> Column<'_, T> {
    /// How often each value is there, as [`AnyColumn::frequencies`].
    ///
    /// ```
    /// use dtype_core::{Columns, Record, Value};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Sample { n: u8 }
    ///
    /// let samples = [3, 1, 3].map(|n| Sample { n });
    /// assert_eq!(samples.column(Sample::FIELDS.n).frequencies()?.top(1), [(Value::UInt(3), 2)]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`AnyColumn::frequencies`].
    pub fn frequencies(&self) -> Result<Frequencies> {
        match self.numbers() {
            Ok(numbers) => of_bytes(numbers.bytes(), T::DTYPE),
            Err(_) => Frequencies::new(T::DTYPE),
        }
    }
}

/// How the bytes of values become keys, as they lie.
fn column(dtype: &DType) -> Result<KeyColumn> {
    let scalar = dtype.flattened().0.as_scalar().ok_or_else(|| undefined("frequencies", None))?;
    KeyColumn::of(scalar)
}

/// Of all leaves in memory.
fn of_bytes(bytes: &Bytes<'_>, dtype: &DType) -> Result<Frequencies> {
    let (mut all, count) = (Frequencies::new(dtype)?, bytes.count());
    let column = column(dtype)?;
    if column.format.words() == 0 || count <= RANGE {
        all.insert_from(&column, bytes, 0, count)?;
        return Ok(all);
    }
    if let Some(sorted) = distinct::sorted(bytes, dtype, &column)? {
        return Ok(sorted);
    }
    // Counts are the same however the elements are shared out.
    let share = count.div_ceil(threads::count()).next_multiple_of(BLOCK);
    let work = |i: usize| {
        let first = i * share;
        let mut part = Frequencies::new(dtype)?;
        part.insert_from(&column, bytes, first, share.min(count - first))?;
        Ok(part)
    };
    let mut result = Ok(());
    let size = count.saturating_mul(dtype.flattened().0.itemsize());
    threads::for_each(count.div_ceil(share), size, work, |part: Result<Frequencies>| {
        if result.is_ok() {
            result = part.and_then(|part| match all.counts.is_empty() {
                true => {
                    all = part;
                    Ok(())
                }
                false => all.combine(&part),
            });
        }
    });
    result.map(|()| all)
}

/// Of a field of records that are read once.
pub(crate) fn of_records(
    records: &dyn Records,
    dtype: &DType,
    path: &(dyn Path + Sync),
) -> Result<Frequencies> {
    let place = path.locate(dtype)?;
    let named = |error: Error| error.in_field(&path.shown());
    let mut all = Frequencies::new(&place.dtype).map_err(named)?;
    let mut result = Ok(());
    records.each_range(
        Cut { records: 16 * RANGE, waiting: Some(1) },
        |_| Frequencies::new(&place.dtype),
        |state, records, range| {
            let Ok(part) = state else { return };
            let inserted = records.any_column(path).and_then(|column| {
                let Some((_, bytes)) = column.leaves() else { return Ok(()) };
                let each = bytes.count() / records.len().max(1);
                let own = Frequencies::new(column.dtype())?;
                part.insert_from(&own.column, &bytes, range.start * each, range.len() * each)
            });
            if let Err(error) = inserted {
                *state = Err(error);
            }
        },
        |part| {
            if result.is_ok() {
                result = part.and_then(|part| all.combine(&part));
            }
        },
    )?;
    result.map_err(named)?;
    Ok(all)
}

#[cfg(test)]
mod tests;
