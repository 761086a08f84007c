// The essay is the README. Of two definitions of a link the first one counts: here they lead to items, there to sources.
//! [`DType`]: DType
//! [`Record`]: trait@Record
//! [`Element`]: trait@Element
//! [`FieldOf`]: FieldOf
//! [`Column`]: Column
//! [`ArrayView`]: ArrayView
//! [`ArrayViewMut`]: ArrayViewMut
//! [`AnyArrayView`]: AnyArrayView
//! [`ColumnMut`]: ColumnMut
//! [`Columns`]: Columns
//! [`RecordView`]: RecordView
//! [`RecordArray`]: RecordArray
//! [`AnyColumn`]: AnyColumn
//! [`Value`]: Value
//! [`Summary`]: Summary
//! [`FixedBytes`]: FixedBytes
//! [`FixedStr`]: FixedStr
//! [`DateTime64`]: DateTime64
//! [`TimeDelta64`]: TimeDelta64
//! [`Be`]: Be
//! [`npy`]: mod@npy
//! [`cast`]: fn@cast
//! [`as_bytes`]: fn@as_bytes
//! [`Error`]: Error
//! [`ErrorKind`]: ErrorKind
//! [`Limits`]: Limits
//! [numpy_users]: doc::numpy_users
//! [dtype_table]: doc::dtype_table
//! [layout]: doc::layout
#![doc = "\n"]
#![doc = include_str!("../README.md")]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod array;
mod assert_dtype;
mod buffer;
mod column;
mod convert;
#[cfg(feature = "csv")]
pub mod csv;
#[cfg(any(doc, doctest))]
pub mod doc;
mod dtype;
mod error;
mod int;
pub mod interop;
#[cfg(feature = "json")]
pub mod json;
mod lanes;
mod limits;
pub mod npy;
#[cfg(feature = "npz")]
pub mod npz;
mod record;
pub mod shape;
mod stats;
mod strided;
mod threads;
mod view;

#[cfg(feature = "derive")]
pub use dtype_derive::{Element, Record};

#[cfg(feature = "ndarray")]
pub use array::NdarrayError;
pub use array::ops;
pub use array::{ArrayIter, ArrayView, ArrayViewMut, Chunks, Explanation, Flags, Memory, Views, ViewsMut};
pub use column::{Column, ColumnMut, Columns, FieldSet, Iter, OverlapError};
#[cfg(feature = "serde")]
pub use convert::serde;
pub use convert::{
    Casting, Change, ColumnSet, Conversion, ConvertOptions, Diff, Difference, Join, Merge, Records, Side,
    SortKey, SortKeys, Stack, TakeMode, Unique, can_cast, can_read,
};
pub use dtype::{
    ByteOrder, DType, Field, MAX_DIMS, Names, Path, Scalar, ScalarKind, TimeError, TimeStep, TimeStepError,
    TimeUnit, layout, nearest,
};
pub use error::{Error, ErrorKind};
pub use limits::Limits;
pub use record::{
    Attosecond, Be, ByteArray, CastError, DateTime64, Day, Element, Endian, Femtosecond, FieldOf, FixedBytes,
    FixedStr, GenericUnit, Hour, Le, LengthError, Microsecond, Millisecond, Minute, Month, Nanosecond,
    Picosecond, Record, Second, TimeDelta64, Unit, Void, Week, Year, as_bytes, cast, cast_mut,
};
pub use stats::{
    Bins, ColumnSummary, Comoments, Covariance, ExactSum, Frequencies, GroupBy, Groups, GroupsBuilder,
    Histogram, Key, Matrix, Number, Ordered, QuantileMethod, Ranked, Stat, StatQuery, StatSelect, StatValues,
    StatsBuilder, Summable, Summary, SummaryBuilder,
};
pub use view::{AnyArrayView, AnyArrayViewMut, AnyColumn, RecordArray, RecordView, RecordViewMut, Value};
