//! Chooses the instruction set when the program runs.
//!
//! Every function here is one loop of `kernels`, compiled once for the least the target guarantees and once for
//! AVX2. Both do the same operations in the same order, so they give the same bits.
//!
//! D1. A function of `avx2` is called only after the processor was asked whether it has AVX2.
#![allow(unsafe_code, reason = "a function compiled for AVX2 may only run where AVX2 exists")]

use super::BLOCK;
use super::kernels::{self, Deviations, Extent, WideExtent};

macro_rules! dispatched {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),*) -> $out:ty;)*) => {
        $(
            $(#[$doc])*
            #[inline]
            pub(crate) fn $name($($arg: $type),*) -> $out {
                #[cfg(target_arch = "x86_64")]
                if std::arch::is_x86_feature_detected!("avx2") {
                    // SAFETY: D1, asked on the line above.
                    return unsafe { avx2::$name($($arg),*) };
                }
                kernels::$name($($arg),*)
            }
        )*

        #[cfg(target_arch = "x86_64")]
        mod avx2 {
            use super::*;

            $(
                #[target_feature(enable = "avx2")]
                pub(super) fn $name($($arg: $type),*) -> $out {
                    kernels::$name($($arg),*)
                }
            )*
        }
    };
}

dispatched! {
    /// [`kernels::sum`]
    fn sum(values: &[f64]) -> f64;
    /// [`kernels::extent`]
    fn extent(values: &[f64]) -> Extent;
    /// [`kernels::deviations`]
    fn deviations(values: &[f64], centre: f64) -> Deviations;
    /// [`kernels::wide_extent`]
    fn wide_extent(values: &[i64]) -> WideExtent;
    /// [`kernels::wide_deviations`]
    fn wide_deviations(values: &[i64], base: i64, centre: f64) -> Deviations;
    /// [`kernels::without_nan`]
    fn without_nan(values: &[f64], kept: &mut [f64; BLOCK]) -> usize;
    /// [`kernels::without`]
    fn without(values: &[i64], hole: i64, kept: &mut [i64; BLOCK]) -> usize;
}
