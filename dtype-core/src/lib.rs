//! NumPy's structured dtypes in Rust.

mod dtype;
mod error;
mod int;
mod limits;
mod record;
mod shape;

pub use dtype::calendar::TimeError;
pub use dtype::{
    ByteOrder, DType, Field, MAX_DIMS, Path, Scalar, ScalarKind, TimeStep, TimeStepError, TimeUnit, layout,
    nearest,
};
pub use error::{Error, ErrorKind};
pub use limits::Limits;
pub use record::time::datetime::DateTime64;
pub use record::time::timedelta::TimeDelta64;
pub use record::time::unit::{
    Attosecond, Day, Femtosecond, GenericUnit, Hour, Microsecond, Millisecond, Minute, Month, Nanosecond,
    Picosecond, Second, Unit, Week, Year,
};
