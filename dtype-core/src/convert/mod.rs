//! Records between representations: the same names and types, laid out otherwise.
//!
//! Names and types are the schema of a record. Offsets, gaps, the order of the fields, alignment and byte order are
//! only how it is written down. A [`Conversion`] carries records from one way of writing them down to another; it is
//! planned once, refused before the first record moves if anything does not fit, and then runs at the speed of memory.
//!
//! The rules:
//! 1. Fields are matched by name, in nested records and in sub-arrays of records too, in any order. Titles are no
//!    names. A rename gives a field of the source another name first.
//! 2. Matched fields have the same kind and size of value: `<f8` and `>f8` do, `<f8` and `<f4` do not; text has the
//!    same length, times have the same unit. A [`Casting`] allows more, and casts values as NumPy's `astype` does.
//!    Sub-arrays have the same shape, where a sub-array of sub-arrays is one of more dimensions.
//! 3. A field that only the target has takes a default. A field that only the source has is dropped if
//!    [`ConvertOptions::allow_extra`] allows it.
//! 4. Bytes of the target that belong to no field become zero.
//!
//! NumPy's assignment between records goes by position; `numpy.lib.recfunctions.assign_fields_by_name` is what agrees
//! with this module.

mod cast;
mod casting;
mod diff;
mod execute;
mod failure;
mod fields;
mod kernel;
mod options;
mod pairs;
mod plan;
mod problem;
mod records;
mod select;
#[cfg(feature = "serde")]
pub mod serde;
mod sort;
mod step;
mod table;

pub use casting::{Casting, can_cast};
pub(crate) use diff::same_layout;
pub use diff::{Change, Diff, Difference};
pub use fields::{ColumnSet, Join, Merge, Stack};
pub use options::ConvertOptions;
pub use plan::{Conversion, can_read};
pub use select::{Records, TakeMode};
pub use sort::{Side, SortKey, SortKeys, Unique};

#[cfg(test)]
mod tests;
