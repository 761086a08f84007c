//! Fuzz targets: what holds for any input. Each asserts a round trip or compares with a naive model; that nothing
//! panics, hangs or takes memory beyond what was read goes without saying.
//!
//! The bodies are here, apart from the fuzzer: `fuzz/run` drives them with libFuzzer, and the test `fuzz_targets` of
//! `dtype-tests` runs them on the corpus and on what was once found.

pub mod memory;

mod appender;
mod chains;
mod choices;
mod convert;
mod descr;
mod model;
mod naive;
mod npy_file;
mod npy_header;
mod npz_file;
mod paths;
mod pep3118;
mod scratch;
mod selection;
mod statistics;
mod times;
mod view;
mod zarr;

/// A target: it panics where something does not hold.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("descr", descr::run),
    ("npy_header", npy_header::run),
    ("npy_file", npy_file::run),
    ("npz_file", npz_file::run),
    ("appender", appender::run),
    ("pep3118", pep3118::run),
    ("zarr", zarr::run),
    ("times", times::run),
    ("paths", paths::run),
    ("view", view::run),
    ("chains", chains::run),
    ("convert", convert::run),
];

/// The target of a name.
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|&(_, target)| target)
}
