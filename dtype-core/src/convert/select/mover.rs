//! Copies of a few bytes, of a number that is the same all over a loop.
//!
//! A call of `memcpy` takes as long as moving fifty bytes does. Two moves of a fixed size, which may overlap, do it for
//! any number from that size to twice as much.

/// Copies between slices of one length.
pub(crate) trait Mover: Copy + Send + Sync {
    fn copy(self, from: &[u8], to: &mut [u8]);
}

/// From `N` to `2 * N` bytes.
#[derive(Clone, Copy)]
pub(crate) struct Ends<const N: usize>;

/// From `4 * N` to `8 * N` bytes, for large `N`.
#[derive(Clone, Copy)]
pub(crate) struct Blocks<const N: usize>;

/// Any number.
#[derive(Clone, Copy)]
pub(crate) struct Any;

impl<const N: usize> Mover for Ends<N> {
    #[inline(always)]
    fn copy(self, from: &[u8], to: &mut [u8]) {
        if let (Some(first), Some(last)) = (from.first_chunk::<N>(), from.last_chunk::<N>())
            && to.len() == from.len()
        {
            let end = to.len() - N;
            to[..N].copy_from_slice(first);
            to[end..].copy_from_slice(last);
        }
    }
}

impl<const N: usize> Mover for Blocks<N> {
    #[inline(always)]
    fn copy(self, from: &[u8], to: &mut [u8]) {
        for (to, from) in to.as_chunks_mut::<N>().0.iter_mut().zip(from.as_chunks::<N>().0) {
            *to = *from;
        }
        if let (Some(from), Some(to)) = (from.last_chunk::<N>(), to.last_chunk_mut::<N>()) {
            *to = *from;
        }
    }
}

impl Mover for Any {
    #[inline(always)]
    fn copy(self, from: &[u8], to: &mut [u8]) {
        to.copy_from_slice(from);
    }
}

/// Runs an expression with the mover for so many bytes.
macro_rules! with_mover {
    ($size:expr, $mover:ident => $run:expr) => {{
        use $crate::convert::select::mover::{Any, Blocks, Ends};
        match $size {
            1 => {
                let $mover = Ends::<1>;
                $run
            }
            2..=3 => {
                let $mover = Ends::<2>;
                $run
            }
            4..=7 => {
                let $mover = Ends::<4>;
                $run
            }
            8..=15 => {
                let $mover = Ends::<8>;
                $run
            }
            16..=31 => {
                let $mover = Ends::<16>;
                $run
            }
            32..=64 => {
                let $mover = Ends::<32>;
                $run
            }
            65..=256 => {
                let $mover = Blocks::<32>;
                $run
            }
            _ => {
                let $mover = Any;
                $run
            }
        }
    }};
}
pub(crate) use with_mover;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_bytes_is_copied() {
        let from: Vec<u8> = (0..300).map(|i| i as u8 ^ 0x5a).collect();
        for size in 0..300 {
            let mut to = vec![0; size];
            with_mover!(size, mover => mover.copy(&from[..size], &mut to));
            assert_eq!(to, from[..size]);
        }
    }
}
