//! NumPy's structured dtypes in Rust.

mod dtype;

pub use dtype::datetime::{TimeStep, TimeStepError, TimeUnit};
