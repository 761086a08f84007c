//! Chooses the instruction set when the program runs.
//!
//! Every function here is one loop of `kernels`, compiled once for the least that the target guarantees, once for AVX2,
//! and once for AVX-512 where that wins: it compares 64-bit integers, and makes floats of them, in one instruction.
//! All do the same operations in the same order, so they give the same bits.
//!
//! D1. A function compiled for an instruction set is called only after the processor was asked whether it has it.
#![allow(unsafe_code, reason = "a function compiled for an instruction set may only run where that exists")]

use super::BLOCK;
use super::kernels::{self, Deviations, Extent, WideExtent};

/// A loop of somebody else's, compiled once more for AVX2. No float is calculated otherwise for it: the compiler neither fuses
/// nor reorders operations.
pub(crate) trait Kernel {
    /// What comes of it.
    type Out;

    /// Runs it. To be marked `#[inline(always)]`: a function that stands by itself is compiled for the least that the target
    /// guarantees.
    fn run(self) -> Self::Out;
}

/// Runs a loop as it was compiled for the best instruction set of this machine.
pub(crate) fn best<K: Kernel>(kernel: K) -> K::Out {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[target_feature(enable = "avx2")]
        fn avx2<K: Kernel>(kernel: K) -> K::Out {
            kernel.run()
        }
        // SAFETY: D1, asked just above.
        return unsafe { avx2(kernel) };
    }
    kernel.run()
}

/// Kernels, and the sets of features that each is also compiled for, the best first.
macro_rules! dispatched {
    ($(fn $name:ident $parameters:tt $arguments:tt -> $out:ty: $($set:ident [$($feature:tt),+])+;)*) => {$(
        #[doc = concat!("[`kernels::", stringify!($name), "`]")]
        #[inline]
        pub(crate) fn $name $parameters -> $out {
            $(
                #[cfg(target_arch = "x86_64")]
                if $(std::arch::is_x86_feature_detected!($feature))&&+ {
                    #[target_feature($(enable = $feature),+)]
                    fn $set $parameters -> $out {
                        kernels::$name $arguments
                    }
                    // SAFETY: D1, asked just above.
                    return unsafe { $set $arguments };
                }
            )+
            kernels::$name $arguments
        }
    )*};
}

dispatched! {
    fn sum(values: &[f64]) (values) -> f64: avx2["avx2"];
    fn extent(values: &[f64]) (values) -> Extent: avx2["avx2"];
    fn spread(values: &[f64]) (values) -> Extent: avx2["avx2"];
    fn deviations(values: &[f64], centre: f64) (values, centre) -> Deviations: avx2["avx2"];
    fn wide_extent(values: &[i64]) (values) -> WideExtent: avx512["avx512f", "avx512dq"] avx2["avx2"];
    fn wide_deviations(values: &[i64], base: i64, centre: f64) (values, base, centre) -> Deviations:
        avx512["avx512f", "avx512dq"] avx2["avx2"];
    fn centred(values: &[f64], centre: f64, out: &mut [f64; BLOCK]) (values, centre, out) -> Deviations: avx2["avx2"];
    fn wide_centred(values: &[i64], base: i64, centre: f64, out: &mut [f64; BLOCK]) (values, base, centre, out) -> Deviations:
        avx512["avx512f", "avx512dq"] avx2["avx2"];
    fn products(columns: &[[f64; BLOCK]], count: usize, sums: &mut [f64]) (columns, count, sums) -> (): avx2["avx2"];
    fn without_nan(values: &[f64], kept: &mut [f64; BLOCK]) (values, kept) -> usize: avx2["avx2"];
    fn without(values: &[i64], hole: i64, kept: &mut [i64; BLOCK]) (values, hole, kept) -> usize: avx2["avx2"];
}
