//! Where the keys of a selection come from: numbers in memory, a field of a file, distances from a centre.

use super::select::Keys;
use crate::dtype::Path;
use crate::error::Result;
use crate::lanes::order_key::{self, KeyFormat, MISSING};
use crate::lanes::{BLOCK, Format, Gather};
use crate::stats::engine::RANGE;
use crate::stats::kind::{Class, Outcome};
use crate::stats::source::{Cut, Records};
use crate::strided::Bytes;
use crate::threads;

/// How numbers of a class become keys.
pub(in crate::stats) fn key_format(class: Class, format: Format) -> KeyFormat {
    match class {
        Class::Floats => KeyFormat::Float(format),
        Class::Narrow | Class::Signed | Class::Unsigned => KeyFormat::Whole(format),
        Class::TimeDeltas | Class::DateTimes => KeyFormat::Time(format),
        Class::Complex => KeyFormat::Complex(format),
    }
}

/// The number of a key that is not missing.
pub(in crate::stats) fn number(class: Class, key: u64) -> Outcome {
    match class {
        Class::Floats => Outcome::Float(order_key::to_float(key)),
        Class::Narrow | Class::Signed => Outcome::Whole(order_key::to_whole(key).into()),
        Class::Unsigned => Outcome::Whole(key.into()),
        Class::TimeDeltas | Class::DateTimes => Outcome::Steps(order_key::to_time(key)),
        Class::Complex => unreachable!("keys of complex numbers have two words"),
    }
}

/// Numbers in memory.
pub(in crate::stats) struct InMemory<'k, 'a> {
    pub(in crate::stats) bytes: &'k Bytes<'a>,
    pub(in crate::stats) format: KeyFormat,
}

/// A field of records, in memory or in a file.
pub(in crate::stats) struct InRecords<'k, R, P> {
    pub(in crate::stats) records: &'k R,
    /// It was found in their dtype.
    pub(in crate::stats) path: &'k P,
    pub(in crate::stats) format: KeyFormat,
}

/// The distances of floats from a centre, for the median of them.
pub(in crate::stats) struct Distances<'k, K> {
    pub(in crate::stats) keys: &'k K,
    pub(in crate::stats) class: Class,
    pub(in crate::stats) centre: f64,
    /// Rounds to the type of the numbers.
    pub(in crate::stats) round: fn(f64) -> f64,
}

impl Keys for InMemory<'_, '_> {
    fn pass<S: Send>(
        &self,
        start: impl Fn() -> S + Sync + Send,
        insert: impl Fn(&mut S, &[u64]) + Sync + Send,
        take: impl FnMut(S),
    ) -> Result<()> {
        let Some(format) = self.format.format() else { return Ok(()) };
        let count = self.bytes.count();
        let work = |first: usize| {
            let mut numbers = self.bytes.gather(format);
            numbers.skip(first);
            if count > RANGE {
                numbers.read_ahead();
            }
            let mut state = start();
            let len = (count - first).min(RANGE);
            each_block(self.format, &mut numbers, len, |keys| insert(&mut state, keys));
            state
        };
        threads::for_each((0..count).step_by(RANGE), count.saturating_mul(format.word.size()), work, take);
        Ok(())
    }
}

impl<R: Records, P: Path + Sync> Keys for InRecords<'_, R, P> {
    fn pass<S: Send>(
        &self,
        start: impl Fn() -> S + Sync + Send,
        insert: impl Fn(&mut S, &[u64]) + Sync + Send,
        take: impl FnMut(S),
    ) -> Result<()> {
        let Some(format) = self.format.format() else { return Ok(()) };
        self.records.each_range(
            Cut::RANGE,
            |_| start(),
            |state, records, range| {
                let column = records.any_column(self.path).ok();
                let Some((_, bytes)) = column.and_then(|column| column.leaves()) else { return };
                let each = bytes.count() / records.len().max(1);
                let mut numbers = bytes.gather(format);
                numbers.skip(range.start * each);
                each_block(self.format, &mut numbers, range.len() * each, |keys| insert(state, keys));
            },
            take,
        )
    }
}

impl<K: Keys> Keys for Distances<'_, K> {
    fn pass<S: Send>(
        &self,
        start: impl Fn() -> S + Sync + Send,
        insert: impl Fn(&mut S, &[u64]) + Sync + Send,
        take: impl FnMut(S),
    ) -> Result<()> {
        let distance = |key: u64| match number(self.class, key) {
            Outcome::Float(_) if key == MISSING => MISSING,
            Outcome::Float(x) => order_key::of_float((self.round)(x - self.centre).abs()),
            Outcome::Whole(n) => order_key::of_float((n as f64 - self.centre).abs()),
            _ => MISSING,
        };
        let insert = |state: &mut S, keys: &[u64]| {
            let mut distances = [0; BLOCK];
            for keys in keys.chunks(BLOCK) {
                distances.iter_mut().zip(keys).for_each(|(to, &key)| *to = distance(key));
                insert(state, &distances[..keys.len()]);
            }
        };
        self.keys.pass(start, insert, take)
    }
}

fn each_block(format: KeyFormat, numbers: &mut Gather<'_>, count: usize, mut see: impl FnMut(&[u64])) {
    let mut keys = [0; BLOCK];
    let mut left = count.min(numbers.left());
    while left > 0 {
        let keys = &mut keys[..left.min(BLOCK)];
        format.fill(numbers, 0, keys);
        see(keys);
        left -= keys.len();
    }
}
