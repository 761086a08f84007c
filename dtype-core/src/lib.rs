//! NumPy's structured dtypes in Rust.

mod dtype;
mod error;
mod int;
mod limits;
mod record;
mod shape;

pub use dtype::{
    ByteOrder, DType, Field, MAX_DIMS, Path, Scalar, ScalarKind, TimeError, TimeStep, TimeStepError,
    TimeUnit, layout, nearest,
};
pub use error::{Error, ErrorKind};
pub use limits::Limits;
pub use record::{
    Attosecond, Be, ByteArray, DateTime64, Day, Endian, Femtosecond, FixedBytes, FixedStr, GenericUnit, Hour,
    Le, LengthError, Microsecond, Millisecond, Minute, Month, Nanosecond, Picosecond, Second, TimeDelta64,
    Unit, Void, Week, Year,
};
