//! Keys of numbers that lie far apart, side by side: the passes of a selection then go through these.

use std::sync::OnceLock;

use super::keys::{KeysOf, key_format};
use super::select::Keys;
use crate::buffer::Buffer;
use crate::error::Result;
use crate::lanes::order_key::KeyFormat;
use crate::stats::engine::RANGE;
use crate::stats::reduce::Numbers;
use crate::stats::source::State;
use crate::stats::walk::InMemory;
use crate::strided::Bytes;
use crate::threads;

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
        let keys = key_format(numbers.class(), numbers.format());
        let is_worth_it = numbers.is_worth_holding();
        is_worth_it.then(|| side_by_side(numbers.bytes(), keys)).flatten().map(Held)
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

/// The keys of numbers, one word each, as a buffer of `u64`. `None` if they are gathered otherwise, or if there is no memory.
pub(in crate::stats) fn side_by_side(bytes: &Bytes<'_>, keys: KeyFormat) -> Option<Buffer> {
    let format = keys.format().filter(|_| keys.words() == 1)?;
    let size = bytes.count().checked_mul(size_of::<u64>())?;
    let mut buffer = Buffer::zeroed(size).ok()?;
    let work = |(i, out): (usize, &mut [u64])| {
        let mut numbers = bytes.gather(format);
        numbers.skip(i * RANGE);
        keys.fill(&mut numbers, 0, out);
    };
    let out: &mut [u64] = bytemuck::cast_slice_mut(&mut buffer);
    threads::map(out.chunks_mut(RANGE).enumerate(), size, work);
    Some(buffer)
}
