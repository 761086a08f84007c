//! Numbers, a block at a time: gathered from anywhere into a few contiguous kilobytes, then reduced in lanes.
//!
//! Knows no dtype and no statistic. What it fixes is the order of operations, so that a result has the same
//! bits on every instruction set and from every source:
//!
//! - a block holds [`BLOCK`] elements, block `b` of a column those from `b * BLOCK` on; only the last is shorter;
//! - element `i` of a block belongs to lane `i % LANES`, and a lane takes its elements one after the other;
//! - lanes are combined as a fixed tree: lane `l` with lane `l + 8`, then `l + 4`, `l + 2`, `l + 1`;
//! - nothing is fused: a product is rounded before it is added.
//!
//! There are three kinds of blocks. Floats of any width, booleans and integers of up to 32 bits become `f64`,
//! which holds them all exactly (and sums a block of such integers exactly, being less than 2^40). Integers of
//! 64 bits stay `i64`; unsigned ones are moved down by 2^63, which keeps their order. Complex numbers are pairs of `f64`.

mod dispatch;
mod gather;
mod half;
mod kernels;
pub(crate) mod order_key;
mod piece;
mod shuffle;
pub(crate) mod stream;
mod words;

pub(crate) use dispatch::{
    Kernel, best, centred, deviations, extent, products, spread, sum, wide_centred, wide_deviations,
    wide_extent, without, without_nan,
};
pub(crate) use gather::Gather;
pub(crate) use half::{f64_to_half, half_to_f64};
pub(crate) use kernels::{Deviations, Extent, WideExtent};
pub(crate) use piece::{AHEAD, HINTED, Target, hint};
pub(crate) use shuffle::{Origin, Shuffle};
pub(crate) use words::{Format, Word};

/// Elements in a block: 2 KiB of them, so that a block and the records it comes from stay in the first cache.
pub(crate) const BLOCK: usize = 256;

/// Independent running results in a kernel: four registers of four `f64`, enough to hide the latency of an addition.
pub(crate) const LANES: usize = 16;

#[cfg(test)]
mod tests;
