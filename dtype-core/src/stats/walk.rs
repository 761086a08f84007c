//! Numbers gone through again and again, range by range: a column in memory, or a field of records in memory or in a file.

use super::engine::RANGE;
use super::kind::Class;
use super::reduce::Numbers;
use super::source::{Cut, Records, State, known, own};
use crate::dtype::{Located, Path};
use crate::error::Result;
use crate::int;
use crate::lanes::{BLOCK, Format, Gather};
use crate::strided::Bytes;
use crate::threads;

/// Numbers of one class that every walk finds the same.
pub(super) trait Walk: Sync {
    fn class(&self) -> Class;

    /// How their bytes are read.
    fn format(&self) -> Format;

    /// Makes states of all numbers, each of those of a range, and hands them over in order. `insert` takes the next so many
    /// numbers, as often as it takes.
    ///
    /// # Errors
    /// If the numbers cannot be read.
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &mut Gather<'_>, usize) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()>;
}

impl dyn Walk + '_ {
    /// The same, for states of one type.
    ///
    /// # Errors
    /// If the numbers cannot be read.
    pub(super) fn each_range<S: Send + 'static>(
        &self,
        start: impl Fn() -> S + Sync,
        insert: impl Fn(&mut S, &mut Gather<'_>, usize) + Sync,
        mut take: impl FnMut(S),
    ) -> Result<()> {
        self.each_state(
            &|| Box::new(start()),
            &|state, numbers, count| insert(known(state), numbers, count),
            &mut |state| take(own(state)),
        )
    }
}

/// Numbers in memory.
pub(super) struct InMemory<'n, 'a> {
    bytes: &'n Bytes<'a>,
    class: Class,
    format: Format,
}

/// A field of records.
pub(super) struct InRecords<'r> {
    records: &'r dyn Records,
    /// It was found in their dtype.
    path: &'r (dyn Path + Sync),
    class: Class,
    format: Format,
    /// Numbers in each record.
    each: usize,
}

impl<'r> InRecords<'r> {
    /// Of a path, and where it leads in the dtype of the records.
    pub(super) fn new(
        records: &'r dyn Records,
        path: &'r (dyn Path + Sync),
        place: &Located,
        class: Class,
        format: Format,
    ) -> Self {
        let dims = place.dims.iter().map(|dim| dim.len);
        let axes: Vec<usize> = dims.chain(place.dtype.flattened().1).collect();
        let each = int::product(&axes).unwrap_or(usize::MAX);
        InRecords { records, path, class, format, each }
    }
}

impl<'n, 'a> From<&'n Numbers<'a>> for InMemory<'n, 'a> {
    fn from(numbers: &'n Numbers<'a>) -> Self {
        InMemory { bytes: numbers.bytes(), class: numbers.class(), format: numbers.format() }
    }
}

impl Walk for InMemory<'_, '_> {
    fn class(&self) -> Class {
        self.class
    }

    fn format(&self) -> Format {
        self.format
    }

    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &mut Gather<'_>, usize) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        let count = self.bytes.count();
        let work = |i: usize| {
            let first = i * RANGE;
            let mut numbers = self.bytes.gather(self.format);
            numbers.skip(first);
            let mut state = start();
            insert(&mut state, &mut numbers, (count - first).min(RANGE));
            state
        };
        let bytes = count.saturating_mul(self.format.word.size());
        threads::for_each(count.div_ceil(RANGE), bytes, work, take);
        Ok(())
    }
}

impl Walk for InRecords<'_> {
    fn class(&self) -> Class {
        self.class
    }

    fn format(&self) -> Format {
        self.format
    }

    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &mut Gather<'_>, usize) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        // A range of numbers, not of records, of which each may have any number: states count in 32 bits, and some hold what
        // they have seen.
        let records = (RANGE / self.each.max(1)).max(1);
        self.records.each_state(
            Cut { records, ..Cut::RANGE },
            &|_| start(),
            &|state, records, range| {
                let column = records.any_column(self.path).ok();
                let Some((_, bytes)) = column.and_then(|column| column.leaves()) else { return };
                let each = bytes.count() / records.len().max(1);
                let mut numbers = bytes.gather(self.format);
                numbers.skip(range.start * each);
                insert(state, &mut numbers, range.len() * each);
            },
            take,
        )
    }
}

/// Lets `see` look at the next `count` real numbers as `f64`, a block at a time. Integers of more than 53 bits are rounded.
pub(super) fn each_block(numbers: &mut Gather<'_>, class: Class, count: usize, mut see: impl FnMut(&[f64])) {
    let mut room = [0.0; BLOCK];
    let mut left = count.min(numbers.left());
    while left > 0 {
        let len = left.min(BLOCK);
        match class {
            Class::Floats | Class::Narrow => see(numbers.next(len, &mut room)),
            _ => {
                fill(numbers, class, &mut room[..len]);
                see(&room[..len]);
            }
        }
        left -= len;
    }
}

/// The next real numbers as `f64`, rounded if they are integers of more than 53 bits.
pub(super) fn fill(from: &mut Gather<'_>, class: Class, out: &mut [f64]) {
    if matches!(class, Class::Floats | Class::Narrow) {
        return from.fill(out);
    }
    let mut room = [0i64; BLOCK];
    let block = from.next(out.len(), &mut room);
    for (x, &n) in out.iter_mut().zip(block) {
        *x = if class == Class::Unsigned { (n ^ i64::MIN).cast_unsigned() as f64 } else { n as f64 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::RecordView;

    /// Those who walk count in 32 bits, and hold a few bytes for each number of a range.
    #[test]
    fn ranges_are_of_elements() {
        let bytes: crate::DType = "|u1".parse().unwrap();
        let (class, format) = Class::of(bytes.as_scalar().unwrap()).unwrap();
        for (dtype, path, each, count) in [
            ("[('x', '|u1', (1000,))]", "x", 1000, 300),
            ("[('r', [('x', '|u1', (5,))], (20,))]", "r.x", 100, 1000),
            ("[('x', '|u1', (70000,))]", "x", 70_000, 3),
        ] {
            let dtype = dtype.parse().unwrap();
            // The same bytes again and again.
            let view = RecordView::with_layout(&[0; 70_000], &dtype, 0, 0, count).unwrap();
            let walk = InRecords::new(&view, &path, &path.locate(&dtype).unwrap(), class, format);
            let mut found = Vec::new();
            let walk: &dyn Walk = &walk;
            walk.each_range(|| 0, |state, _, count| *state += count, |state| found.push(state)).unwrap();
            assert_eq!(found.iter().sum::<usize>(), count * each);
            assert!(found.iter().all(|&numbers| numbers <= RANGE.max(each)), "{found:?}");
        }
    }
}
