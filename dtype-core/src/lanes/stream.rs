//! Bytes past the caches into memory.
//!
//! A store to a line that is in no cache reads the line first, and throws another one out: where more is written than a cache
//! holds, memory works three times for every byte that is copied. A streaming store of a whole line writes it and no more.
//! So a block is put together in the first-level cache, where its bytes may be written as often and in whichever order one
//! likes, and its whole lines are streamed.
//!
//! T1. A line is 64 bytes from a multiple of 64 on, inside of a slice that is borrowed mutably.
//! T2. Streaming stores come in no order with others until a fence, which stands at the end of the borrow: [`Lines`] touches no
//!     line again that it streamed, and fences where it is dropped.
#![allow(unsafe_code, reason = "streams registers to memory")]

/// From so many bytes on they are not in a cache when they are read again, whichever way they were written.
pub(crate) const WORTH_IT: usize = if cfg!(test) { 1 << 12 } else { 32 << 20 };

/// Bytes of the stage, beside room for the largest steps: far less than the first-level cache has.
const STAGE: usize = 4 << 10;

/// Bytes of a line.
pub(crate) const LINE: usize = 64;

/// Memory that is filled from its start on, past the caches.
pub(crate) struct Lines<'a> {
    /// What is at a multiple of a line in the stage will be at one in memory.
    stage: Vec<u8>,
    /// Where the stage begins in its memory.
    start: usize,
    /// Bytes of the stage before these are in memory, or stand for memory before ours.
    sent: usize,
    /// Bytes of the stage that are filled, with those before.
    filled: usize,
    rest: &'a mut [u8],
    /// How much may be asked for at once.
    most: usize,
    _fence: Fence,
}

impl<'a> Lines<'a> {
    /// Fills `memory`, in steps of up to `most` bytes.
    pub(crate) fn new(memory: &'a mut [u8], most: usize) -> Lines<'a> {
        let stage = vec![0; STAGE + 2 * most];
        let start = stage.as_ptr().align_offset(LINE).min(LINE);
        let skip = memory.as_ptr().addr() % LINE;
        Lines { stage, start, sent: skip, filled: skip, rest: memory, most, _fence: Fence }
    }

    /// Room for the next bytes, and for a line behind them to scribble on. What is in it is anything.
    #[inline(always)]
    pub(crate) fn room(&mut self, len: usize) -> &mut [u8] {
        assert!(len <= self.most);
        if self.start + self.filled + len + LINE > self.stage.len() {
            self.rewind();
        }
        &mut self.stage[self.start + self.filled..][..len + LINE]
    }

    /// Moves what is not sent to the start of the stage.
    #[inline(never)]
    fn rewind(&mut self) {
        // Lines stay lines.
        let first = self.sent / LINE * LINE;
        self.stage[self.start..].copy_within(first..self.filled, 0);
        (self.sent, self.filled) = (self.sent - first, self.filled - first);
    }

    /// Takes so many bytes from the start of the room.
    ///
    /// # Panics
    /// If the memory is full before.
    #[inline(always)]
    pub(crate) fn push(&mut self, len: usize) {
        assert!(len <= self.most && self.filled - self.sent + len <= self.rest.len(), "{len} bytes fit in");
        // What has just been written is on its way into the cache: it is waited for if it is read at once.
        let whole = self.filled / LINE * LINE;
        self.filled += len;
        if whole > self.sent {
            self.send(whole);
        }
    }

    #[inline(always)]
    fn send(&mut self, whole: usize) {
        let (now, rest) = std::mem::take(&mut self.rest).split_at_mut(whole - self.sent);
        let (first, lines) = now.split_at_mut(self.sent.next_multiple_of(LINE) - self.sent);
        let stage = &self.stage[self.start..][self.sent..whole];
        first.copy_from_slice(&stage[..first.len()]);
        stream(&stage[first.len()..], lines);
        (self.rest, self.sent) = (rest, whole);
    }
}

impl Drop for Lines<'_> {
    fn drop(&mut self) {
        let whole = self.filled / LINE * LINE;
        if whole > self.sent {
            self.send(whole);
        }
        let last = &self.stage[self.start..][self.sent..self.filled];
        self.rest[..last.len()].copy_from_slice(last);
    }
}

/// Orders what was streamed before what comes behind.
struct Fence;

impl Drop for Fence {
    fn drop(&mut self) {
        // SAFETY: every processor of this kind has the instruction, which changes no memory.
        #[cfg(all(target_arch = "x86_64", not(miri)))]
        unsafe {
            std::arch::x86_64::_mm_sfence()
        };
    }
}

/// Copies whole lines to whole lines. Fenced by the caller (T2).
#[cfg(all(target_arch = "x86_64", not(miri)))]
#[inline(always)]
fn stream(from: &[u8], to: &mut [u8]) {
    use std::arch::x86_64::*;

    let ((from, _), (to, _)) = (from.as_chunks::<LINE>(), to.as_chunks_mut::<LINE>());
    assert!(to.is_empty() || to.as_ptr().addr().is_multiple_of(LINE), "lines");
    for (from, to) in from.iter().zip(to) {
        for (from, to) in from.as_chunks::<16>().0.iter().zip(to.as_chunks_mut::<16>().0) {
            // SAFETY: an array of 16 bytes.
            let register = unsafe { _mm_loadu_si128(from.as_ptr().cast()) };
            // SAFETY: T1, T2: 16 bytes at a multiple of 16, borrowed mutably.
            unsafe { _mm_stream_si128(to.as_mut_ptr().cast(), register) };
        }
    }
}

#[cfg(not(all(target_arch = "x86_64", not(miri))))]
#[inline(always)]
fn stream(from: &[u8], to: &mut [u8]) {
    to.copy_from_slice(from);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_and_length_is_filled() {
        let all: Vec<u8> = (0..1000usize).map(|i| (i * 7 + i / 256) as u8).collect();
        let mut memory = vec![0; 1100];
        for skip in (0..70).step_by(3) {
            for len in [0, 1, 5, 63, 64, 65, 130, 640, 1000] {
                for step in [1, 7, 56, 64, 100, 2000] {
                    for stop in [len, len / 2] {
                        memory.fill(0xEE);
                        let mut lines = Lines::new(&mut memory[skip..skip + len], step);
                        for part in all[..stop].chunks(step) {
                            let room = lines.room(part.len());
                            room.fill(0xDD);
                            room[..part.len()].copy_from_slice(part);
                            lines.push(part.len());
                        }
                        drop(lines);
                        assert!(memory[skip..skip + stop] == all[..stop], "{skip} {len} {step} {stop}");
                        let mut others = memory[..skip].iter().chain(&memory[skip + stop..]);
                        assert!(others.all(|&byte| byte == 0xEE), "{skip} {len} {step} {stop}");
                    }
                }
            }
        }
    }

    #[test]
    #[should_panic(expected = "fit in")]
    fn more_than_the_memory_has_is_refused() {
        let mut memory = [0; 100];
        Lines::new(&mut memory, 200).push(101);
    }
}
