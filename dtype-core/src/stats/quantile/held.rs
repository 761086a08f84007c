//! Keys of numbers that lie far apart, side by side: the passes of a selection then go through these.

use super::keys::key_format;
use super::select::Keys;
use crate::buffer::Buffer;
use crate::error::Result;
use crate::stats::engine::RANGE;
use crate::stats::reduce::Numbers;
use crate::stats::source::State;
use crate::threads;

/// Bytes of a key.
const SIZE: usize = size_of::<u64>();

/// Keys held.
pub(super) struct HeldKeys(Buffer);

impl HeldKeys {
    /// The keys of real numbers or times, if it is worth to hold them and there is memory for it.
    pub(super) fn of(numbers: &Numbers<'_>) -> Option<HeldKeys> {
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
        Some(HeldKeys(buffer))
    }
}

impl Keys for HeldKeys {
    fn each_state(
        &self,
        start: &(dyn Fn() -> State + Sync),
        insert: &(dyn Fn(&mut State, &[u64]) + Sync),
        take: &mut dyn FnMut(State),
    ) -> Result<()> {
        let keys: &[u64] = bytemuck::cast_slice(&self.0);
        let work = |i: usize| {
            let mut state = start();
            insert(&mut state, &keys[i * RANGE..keys.len().min((i + 1) * RANGE)]);
            state
        };
        threads::for_each(keys.len().div_ceil(RANGE), self.0.len(), work, take);
        Ok(())
    }
}
