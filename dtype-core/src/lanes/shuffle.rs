//! Bytes of records from place to place, a register at a time.
//!
//! A record is written in chunks as wide as a register. Each is put together from a few windows of the source record, by
//! instructions that move the bytes of a register anywhere in it. What a chunk writes behind its end the next one writes
//! again, and the next record after the last: so the last records of all are left to the caller.
//!
//! X1. A part reads `WIDTH` bytes from its offset in the source record on, a chunk writes as many from its own in the target
//!     record; `reach` is the largest of the offsets plus `WIDTH`, on either side.
//! X2. Records are converted only as far as `reach` of the last of them lies inside of its slice.
//! X3. A function compiled for an instruction set is called only after the processor was asked whether it has it.
#![allow(unsafe_code, reason = "loads and stores registers; calls functions compiled for an instruction set")]

mod plan;

pub(crate) use plan::Origin;
use plan::{PARTS, Plan};

use super::stream::Lines;

/// A plan for records of two sizes, if this machine has the instructions for it.
#[derive(Clone, Debug)]
pub(crate) struct Shuffle {
    from: usize,
    to: usize,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    Narrow(Plan<16>),
    Wide(Plan<64>),
}

/// Largest record, in bytes.
const LARGEST: usize = 256;

impl Shuffle {
    /// A plan for records of `from` bytes, of which come those that `origins` tells. `None` where it would be of no use.
    pub(crate) fn new(from: usize, origins: &[Origin]) -> Option<Shuffle> {
        let to = origins.len();
        if from == 0 || to == 0 || from > LARGEST || to > LARGEST {
            return None;
        }
        let form = if has_wide()
            && let Some(plan) = Plan::new(origins, 2)
        {
            Form::Wide(plan)
        } else if has_narrow() {
            Form::Narrow(Plan::new(origins, PARTS)?)
        } else {
            return None;
        };
        Some(Shuffle { from, to, form })
    }

    /// Converts as many of `count` records as there are, but for some of the last; tells how many.
    ///
    /// # Panics
    /// If the slices hold fewer than `count` records.
    pub(crate) fn run(&self, src: &[u8], dst: &mut [u8], count: usize) -> usize {
        assert!(holds(src, count, self.from) && holds(dst, count, self.to), "{count} records");
        let (src_reach, dst_reach) = self.reach();
        // X2.
        let count = room(count, src.len(), src_reach, self.from);
        let count = room(count, dst.len(), dst_reach, self.to);
        #[cfg(target_arch = "x86_64")]
        if count > 0 {
            // SAFETY: X1 and X2 for both pointers.
            unsafe {
                self.call((src.as_ptr(), self.from), x86::To::Memory(dst.as_mut_ptr(), self.to), count)
            };
        }
        count
    }

    /// The same past the caches.
    ///
    /// # Panics
    /// If there are fewer records, or there is no memory for them.
    pub(crate) fn stream(&self, src: &[u8], lines: &mut Lines<'_>, count: usize) -> usize {
        assert!(holds(src, count, self.from), "{count} records");
        // X2.
        let count = room(count, src.len(), self.reach().0, self.from);
        #[cfg(target_arch = "x86_64")]
        if count > 0 {
            // SAFETY: X1 and X2.
            unsafe { self.call((src.as_ptr(), self.from), x86::To::Lines(lines, self.to), count) };
        }
        count
    }

    /// Bytes that [`stream`](Shuffle::stream) asks for at once.
    pub(crate) const AT_ONCE: usize = 1024;

    fn reach(&self) -> (usize, usize) {
        match &self.form {
            Form::Narrow(plan) => plan.reach,
            Form::Wide(plan) => plan.reach,
        }
    }

    /// # Safety
    /// X1 and X2 for `count` records, which is at least one.
    #[cfg(target_arch = "x86_64")]
    unsafe fn call(&self, src: (*const u8, usize), to: x86::To<'_, '_>, count: usize) {
        // X3 was asked when the plan was made.
        match (&self.form, plan_parts(&self.form)) {
            // SAFETY: as the caller says, and X3.
            (Form::Wide(plan), 1) => unsafe { x86::wide::<1>(plan, src, to, count) },
            // SAFETY: as above.
            (Form::Wide(plan), _) => unsafe { x86::wide::<2>(plan, src, to, count) },
            // SAFETY: as above.
            (Form::Narrow(plan), _) => unsafe { x86::narrow(plan, src, to, count) },
        }
    }
}

/// Whether there are so many records of a size.
fn holds(bytes: &[u8], count: usize, size: usize) -> bool {
    count.checked_mul(size).is_some_and(|size| size <= bytes.len())
}

/// How many of `count` records of a size lie in so many bytes, with all that is reached from each of them.
fn room(count: usize, len: usize, reach: usize, size: usize) -> usize {
    match len.checked_sub(reach) {
        // Mostly all of them, which is told without a division.
        Some(rest) if count.saturating_sub(1) * size <= rest => count,
        Some(rest) => rest / size + 1,
        None => 0,
    }
}

fn plan_parts(form: &Form) -> usize {
    match form {
        Form::Narrow(plan) => plan.parts,
        Form::Wide(plan) => plan.parts,
    }
}

fn has_wide() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("avx512vbmi")
        && std::arch::is_x86_feature_detected!("avx512bw");
    #[cfg(not(target_arch = "x86_64"))]
    false
}

fn has_narrow() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("avx2");
    #[cfg(not(target_arch = "x86_64"))]
    false
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{PARTS, Plan, Shuffle};
    use crate::lanes::stream::Lines;

    /// Where records of a size go.
    pub(super) enum To<'a, 'm> {
        Memory(*mut u8, usize),
        Lines(&'a mut Lines<'m>, usize),
    }

    /// Runs `$each` for each of `$count` records with `$dst` at its place in memory, or in the room of the lines, which has
    /// some records at a time and as much behind them as a chunk may write: X2.
    macro_rules! for_each_record {
        ($to:ident, $count:ident, $dst:ident => $each:block) => {
            match $to {
                To::Memory(mut $dst, size) => {
                    for _ in 0..$count {
                        $each
                        $dst = $dst.wrapping_add(size);
                    }
                }
                To::Lines(lines, size) => {
                    let at_once = (Shuffle::AT_ONCE / size).max(1);
                    let mut left = $count;
                    while left > 0 {
                        let now = at_once.min(left);
                        let mut $dst = lines.room(now * size).as_mut_ptr();
                        for _ in 0..now {
                            $each
                            $dst = $dst.wrapping_add(size);
                        }
                        lines.push(now * size);
                        left -= now;
                    }
                }
            }
        };
    }

    /// How far ahead of a record its memory is asked for, in bytes: a processor that reads ahead by itself stops at the end of a
    /// page.
    const AHEAD: usize = 4096;

    /// # Safety
    /// X1 and X2 for `count` records, which is at least one; X3.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn narrow(plan: &Plan<16>, src: (*const u8, usize), to: To<'_, '_>, count: usize) {
        macro_rules! by_size {
            ($($chunks:literal)+) => {
                match (plan.chunks.len(), plan.parts) {
                    $(
                        // SAFETY: as the caller says; the plan has so many chunks.
                        ($chunks, 1) => unsafe { held::<$chunks, 1>(plan, src, to, count) },
                        // SAFETY: as above.
                        ($chunks, 2) => unsafe { held::<$chunks, 2>(plan, src, to, count) },
                    )+
                    // SAFETY: as the caller says.
                    (_, 1) => unsafe { any_size::<1>(plan, src, to, count) },
                    // SAFETY: as above.
                    (_, 2) => unsafe { any_size::<2>(plan, src, to, count) },
                    // SAFETY: as above.
                    (_, 3) => unsafe { any_size::<3>(plan, src, to, count) },
                    // SAFETY: as above.
                    _ => unsafe { any_size::<PARTS>(plan, src, to, count) },
                }
            };
        }
        by_size!(1 2 3 4 5 6 7 8)
    }

    /// By a plan of few chunks, which is read once and held in registers: reading it again for every record takes several
    /// times as long as moving the bytes does.
    ///
    /// # Safety
    /// As [`narrow`].
    #[target_feature(enable = "avx2")]
    unsafe fn held<const CHUNKS: usize, const PARTS: usize>(
        plan: &Plan<16>,
        (mut src, from): (*const u8, usize),
        to: To<'_, '_>,
        count: usize,
    ) {
        let mut starts = [0; CHUNKS];
        let mut constants = [_mm_setzero_si128(); CHUNKS];
        let mut windows = [[0; PARTS]; CHUNKS];
        let mut indices = [[_mm_setzero_si128(); PARTS]; CHUNKS];
        for (i, chunk) in plan.chunks[..CHUNKS].iter().enumerate() {
            starts[i] = chunk.to;
            // SAFETY: an array of 16 bytes.
            constants[i] = unsafe { _mm_loadu_si128(chunk.constant.as_ptr().cast()) };
            for (j, part) in chunk.parts[..PARTS].iter().enumerate() {
                windows[i][j] = part.from;
                // SAFETY: an array of 16 bytes.
                indices[i][j] = unsafe { _mm_loadu_si128(part.index.as_ptr().cast()) };
            }
        }
        for_each_record!(to, count, dst => {
            // Asking for memory is right at any address.
            _mm_prefetch::<_MM_HINT_T0>(src.wrapping_add(AHEAD).cast());
            for i in 0..CHUNKS {
                let mut bytes = constants[i];
                for j in 0..PARTS {
                    // SAFETY: X1 and X2: 16 bytes from here on are inside of the source.
                    let window = unsafe { _mm_loadu_si128(src.wrapping_add(windows[i][j]).cast()) };
                    bytes = _mm_or_si128(bytes, _mm_shuffle_epi8(window, indices[i][j]));
                }
                // SAFETY: X1 and X2: 16 bytes from here on are inside of the target.
                unsafe { _mm_storeu_si128(dst.wrapping_add(starts[i]).cast(), bytes) };
            }
            src = src.wrapping_add(from);
        });
    }

    /// # Safety
    /// As [`narrow`].
    #[target_feature(enable = "avx2")]
    unsafe fn any_size<const PARTS: usize>(
        plan: &Plan<16>,
        (mut src, from): (*const u8, usize),
        to: To<'_, '_>,
        count: usize,
    ) {
        for_each_record!(to, count, dst => {
            for chunk in &plan.chunks {
                // SAFETY: an array of 16 bytes.
                let mut bytes = unsafe { _mm_loadu_si128(chunk.constant.as_ptr().cast()) };
                for part in &chunk.parts[..PARTS] {
                    // SAFETY: X1 and X2: 16 bytes from here on are inside of the source.
                    let window = unsafe { _mm_loadu_si128(src.wrapping_add(part.from).cast()) };
                    // SAFETY: an array of 16 bytes.
                    let index = unsafe { _mm_loadu_si128(part.index.as_ptr().cast()) };
                    bytes = _mm_or_si128(bytes, _mm_shuffle_epi8(window, index));
                }
                // SAFETY: X1 and X2: 16 bytes from here on are inside of the target.
                unsafe { _mm_storeu_si128(dst.wrapping_add(chunk.to).cast(), bytes) };
            }
            src = src.wrapping_add(from);
        });
    }

    /// # Safety
    /// As [`narrow`].
    #[target_feature(enable = "avx512vbmi,avx512bw")]
    pub(super) unsafe fn wide<const PARTS: usize>(
        plan: &Plan<64>,
        (mut src, from): (*const u8, usize),
        to: To<'_, '_>,
        count: usize,
    ) {
        for_each_record!(to, count, dst => {
            for chunk in &plan.chunks {
                // SAFETY: an array of 64 bytes.
                let mut bytes = unsafe { _mm512_loadu_si512(chunk.constant.as_ptr().cast()) };
                for part in &chunk.parts[..PARTS] {
                    // SAFETY: X1 and X2: 64 bytes from here on are inside of the source.
                    let window = unsafe { _mm512_loadu_si512(src.wrapping_add(part.from).cast()) };
                    // SAFETY: an array of 64 bytes.
                    let index = unsafe { _mm512_loadu_si512(part.index.as_ptr().cast()) };
                    let taken = _mm512_movepi8_mask(index);
                    let moved = _mm512_maskz_permutexvar_epi8(!taken, index, window);
                    bytes = _mm512_or_si512(bytes, moved);
                }
                // SAFETY: X1 and X2: 64 bytes from here on are inside of the target.
                unsafe { _mm512_storeu_si512(dst.wrapping_add(chunk.to).cast(), bytes) };
            }
            src = src.wrapping_add(from);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are random enough (Knuth's linear congruential generator).
    fn dice(state: &mut u64, n: usize) -> usize {
        *state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (*state >> 33) as usize % n
    }

    fn compare(shuffle: &Shuffle, origins: &[Origin], src: &[u8], count: usize) {
        let (from, to) = (shuffle.from, shuffle.to);
        let mut dst = vec![0xA5; count * to];
        let done = shuffle.run(src, &mut dst, count);
        assert!(done <= count && count - done <= 64 / from.min(to) + 1 + 256 / from.min(to));
        for record in 0..done {
            for (at, origin) in origins.iter().enumerate() {
                let expected = match *origin {
                    Origin::Byte(byte) => src[record * from + byte],
                    Origin::Constant(byte) => byte,
                };
                assert_eq!(dst[record * to + at], expected, "record {record} byte {at} of {origins:?}");
            }
        }
    }

    #[test]
    fn every_plan_does_what_its_origins_say() {
        let mut state = 1;
        let mut planned = 0;
        for _ in 0..400 {
            let (from, to) = (1 + dice(&mut state, 130), 1 + dice(&mut state, 130));
            // Fields of some bytes each, as records have.
            let mut origins = Vec::new();
            while origins.len() < to {
                let len = 1 + dice(&mut state, 16.min(to - origins.len()));
                if dice(&mut state, 5) == 0 || len > from {
                    origins.extend((0..len).map(|_| Origin::Constant(dice(&mut state, 256) as u8)));
                } else {
                    let start = dice(&mut state, from - len + 1);
                    let swap = dice(&mut state, 2) == 0;
                    origins
                        .extend((0..len).map(|i| Origin::Byte(start + if swap { len - 1 - i } else { i })));
                }
            }
            let src: Vec<u8> = (0..from * 40).map(|_| dice(&mut state, 256) as u8).collect();
            for count in [0, 1, 2, 40] {
                let mut forms = Vec::new();
                if has_narrow()
                    && let Some(plan) = Plan::new(&origins, PARTS)
                {
                    forms.push(Form::Narrow(plan));
                }
                if has_wide()
                    && let Some(plan) = Plan::new(&origins, 2)
                {
                    forms.push(Form::Wide(plan));
                }
                planned += forms.len();
                for form in forms {
                    // Of exactly as many bytes: whatever reads or writes on is seen where memory is watched.
                    let src = src[..count * from].to_vec();
                    compare(&Shuffle { from, to, form }, &origins, &src, count);
                }
            }
        }
        assert!(planned > 0 || !has_narrow());
    }

    #[test]
    fn large_records_and_scattered_bytes_are_left_to_others() {
        assert!(Shuffle::new(300, &[Origin::Byte(0)]).is_none());
        assert!(Shuffle::new(0, &[Origin::Constant(1)]).is_none());
        let scattered: Vec<Origin> = (0..16).map(|i| Origin::Byte(i * 16)).collect();
        assert!(Shuffle::new(256, &scattered).is_none());
    }
}
