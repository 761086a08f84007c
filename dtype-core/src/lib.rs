//! NumPy's structured dtypes in Rust.

mod dtype;
mod error;
mod int;
mod limits;
mod shape;

pub use dtype::{
    ByteOrder, DType, Field, MAX_DIMS, Path, Scalar, ScalarKind, TimeStep, TimeStepError, TimeUnit, layout,
    nearest,
};
pub use error::{Error, ErrorKind};
pub use limits::Limits;
