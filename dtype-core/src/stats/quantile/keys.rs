//! Where the keys of a selection come from: numbers that are walked over, and their distances from a centre.

use super::select::Keys;
use crate::error::Result;
use crate::lanes::order_key::{self, KeyFormat, MISSING};
use crate::lanes::{BLOCK, Format, Gather};
use crate::stats::kind::{Class, Outcome};
use crate::stats::source::State;
use crate::stats::walk::Walk;

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

/// The distances of floats from a centre, for the median of them.
pub(in crate::stats) struct Distances<'k> {
    pub(in crate::stats) keys: &'k dyn Keys,
    pub(in crate::stats) class: Class,
    pub(in crate::stats) centre: f64,
    /// Rounds to the type of the numbers.
    pub(in crate::stats) round: fn(f64) -> f64,
}

/// The keys of numbers.
pub(in crate::stats) struct KeysOf<'w>(pub(in crate::stats) &'w dyn Walk);

impl Keys for KeysOf<'_> {
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        let format = key_format(self.0.class(), self.0.format());
        let insert = |state: &mut State, numbers: &mut Gather<'_>, count: usize| {
            each_block(format, numbers, count, &mut |keys| insert(state, keys));
        };
        self.0.each_state(start, &insert, take)
    }
}

impl Keys for Distances<'_> {
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        let distance = |key: u64| match number(self.class, key) {
            Outcome::Float(_) if key == MISSING => MISSING,
            Outcome::Float(x) => order_key::of_float((self.round)(x - self.centre).abs()),
            Outcome::Whole(n) => order_key::of_float((n as f64 - self.centre).abs()),
            _ => MISSING,
        };
        let insert = |state: &mut State, keys: &[u64]| {
            let mut distances = [0; BLOCK];
            for keys in keys.chunks(BLOCK) {
                distances.iter_mut().zip(keys).for_each(|(to, &key)| *to = distance(key));
                insert(state, &distances[..keys.len()]);
            }
        };
        self.keys.each_state(start, &insert, take)
    }
}

fn each_block(format: KeyFormat, numbers: &mut Gather<'_>, count: usize, see: &mut dyn FnMut(&[u64])) {
    let mut keys = [0; BLOCK];
    let mut left = count.min(numbers.left());
    while left > 0 {
        let keys = &mut keys[..left.min(BLOCK)];
        format.fill(numbers, 0, keys);
        see(keys);
        left -= keys.len();
    }
}
