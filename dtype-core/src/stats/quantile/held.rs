//! Keys of numbers that lie far apart, side by side: the passes of a selection then go through these.

use std::sync::OnceLock;

use super::keys::{KeysOf, key_format};
use super::select::Keys;
use crate::buffer::Buffer;
use crate::error::Result;
use crate::stats::engine::RANGE;
use crate::stats::reduce::Numbers;
use crate::stats::source::State;
use crate::stats::walk::InMemory;
use crate::threads;

/// Bytes of a key.
const SIZE: usize = size_of::<u64>();

/// The keys of numbers in memory, which are held from the first pass on if that pays.
pub(super) struct KeysInMemory<'n, 'a> {
    numbers: &'n Numbers<'a>,
    walk: InMemory<'n, 'a>,
    held: OnceLock<Option<Held>>,
}

/// Keys held.
struct Held(Buffer);

impl<'n, 'a> KeysInMemory<'n, 'a> {
    /// Of real numbers or times.
    pub(super) fn of(numbers: &'n Numbers<'a>) -> Self {
        KeysInMemory { numbers, walk: InMemory::from(numbers), held: OnceLock::new() }
    }
}

impl Keys for KeysInMemory<'_, '_> {
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        match self.held.get_or_init(|| Held::of(self.numbers)) {
            Some(held) => {
                held.each_state(start, insert, take);
                Ok(())
            }
            None => KeysOf(&self.walk).each_state(start, insert, take),
        }
    }
}

impl Held {
    /// `None` if it is not worth it, or if there is no memory for it.
    fn of(numbers: &Numbers<'_>) -> Option<Held> {
        if !numbers.is_worth_holding() {
            return None;
        }
        let (count, format) = (numbers.bytes().count(), numbers.format());
        let keys = key_format(numbers.class(), format);
        let mut buffer = Buffer::zeroed(count * SIZE).ok()?;
        let work = |(i, out): (usize, &mut [u64])| {
            let mut from = numbers.bytes().gather(format);
            from.skip(i * RANGE);
            keys.fill(&mut from, 0, out);
        };
        let out: &mut [u64] = bytemuck::cast_slice_mut(&mut buffer);
        threads::map(out.chunks_mut(RANGE).enumerate(), count * SIZE, work);
        Some(Held(buffer))
    }

    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) {
        let keys: &[u64] = bytemuck::cast_slice(&self.0);
        let work = |i: usize| {
            let mut state = start();
            insert(&mut state, &keys[i * RANGE..keys.len().min((i + 1) * RANGE)]);
            state
        };
        threads::for_each(keys.len().div_ceil(RANGE), self.0.len(), work, take);
    }
}
