//! NumPy's structured dtypes in Rust.

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod buffer;
mod column;
mod convert;
#[cfg(any(doc, doctest))]
pub mod doc;
mod dtype;
mod error;
mod int;
mod lanes;
mod limits;
pub mod npy;
mod record;
mod shape;
mod stats;
mod strided;
mod view;

#[cfg(feature = "derive")]
pub use dtype_derive::{Element, Record};

pub use column::{Column, ColumnMut, Columns, FieldSet, Iter, OverlapError};
pub use convert::{Change, Conversion, ConvertOptions, Diff, Difference};
pub use dtype::{
    ByteOrder, DType, Field, MAX_DIMS, Path, Scalar, ScalarKind, TimeError, TimeStep, TimeStepError,
    TimeUnit, layout, nearest,
};
pub use error::{Error, ErrorKind};
pub use limits::Limits;
pub use record::{
    Attosecond, Be, ByteArray, CastError, DateTime64, Day, Element, Endian, Femtosecond, FieldOf, FixedBytes,
    FixedStr, GenericUnit, Hour, Le, LengthError, Microsecond, Millisecond, Minute, Month, Nanosecond,
    Picosecond, Record, Second, TimeDelta64, Unit, Void, Week, Year, as_bytes, cast, cast_mut,
};
pub use stats::{ColumnSummary, Number, Ordered, Summable, Summary, SummaryBuilder};
pub use view::{AnyColumn, RecordArray, RecordView, RecordViewMut, Value};
