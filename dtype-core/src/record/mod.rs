//! Typed memory: the values that fields of records hold.

mod endian;
mod text;
mod time;

pub use endian::{Be, ByteArray, Endian, Le};
pub use text::{FixedBytes, FixedStr, LengthError, Void};
pub use time::{
    Attosecond, DateTime64, Day, Femtosecond, GenericUnit, Hour, Microsecond, Millisecond, Minute, Month,
    Nanosecond, Picosecond, Second, TimeDelta64, Unit, Week, Year,
};
