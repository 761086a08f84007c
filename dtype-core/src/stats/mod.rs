//! Statistics of columns.
//!
//! What holds for all of them:
//!
//! - **NaN.** Names and results are NumPy's: a NaN makes `sum`, `mean`, `var`, `std`, `min` and `max` NaN, and `argmin` and
//!   `argmax` find the first one; the `nan_` twins take it as not there. NaT is the NaN of datetimes and timedeltas, but
//!   NumPy skips it in `nan_min` and `nan_max` only, and so do we.
//! - **Nothing.** Of no values (for the twins: no values but NaN) there is no mean, variance or extreme: `None`. Their sum
//!   is zero.
//! - **Types.** Floats of any width are added as `f64`, which is also the type of the result. Integers and booleans are
//!   added exactly, in 128 bits. Extremes have the type of the values.
//! - **Accuracy.** Sums of floats are within a few units in the last place of Σ|x|, means and variances within a few of
//!   their own, however many values there are and however large their mean is.
//! - **Bits.** A result depends on the values and their order only: not on strides, alignment, byte order or the pieces in
//!   which a file is read, nor on the processor.
//! - **Order.** Positions count in the logical (C) order of the column.
//! - **ddof.** The variance is the sum of squared deviations divided by `count - ddof`: 0 for that of the values as they
//!   are (NumPy's default), 1 to estimate that of what they are a sample of (pandas' default). `None` if the divisor is
//!   not positive.

#![cfg_attr(not(feature = "serde"), allow(dead_code, reason = "states are written down by serde only"))]

mod any;
mod array;
mod average;
mod axis;
mod axis_more;
mod bincount;
mod builder;
mod complex;
mod covariance;
mod describe;
mod ends;
mod engine;
mod exact;
mod extrema;
mod group;
mod histogram;
mod kind;
mod lane;
mod moments;
mod more;
mod nonzero;
mod number;
mod pair;
mod product;
mod quantile;
mod query;
mod reduce;
mod rolling;
mod segments;
mod sequence;
#[cfg(feature = "serde")]
mod serde;
mod shape;
mod source;
mod sum;
mod summary;
mod text;
mod tree;
mod typed;
mod typed_more;
mod walk;
mod windows;
mod words;

pub use builder::SummaryBuilder;
pub(crate) use covariance::of_records as covariance_of_records;
pub use covariance::{Comoments, Covariance, Matrix};
pub use exact::ExactSum;
pub(crate) use group::frequencies_of_records;
pub use group::{Frequencies, GroupBy, Groups, GroupsBuilder, Key};
pub(crate) use histogram::of_records as histogram_of_records;
pub use histogram::{Bins, Histogram};
pub use number::{Number, Ordered, Summable};
pub use quantile::{QuantileMethod, Ranked};
pub(crate) use quantile::{Rank, of_records as quantiles_of_records};
pub use query::{Stat, StatQuery, StatSelect, StatValues, StatsBuilder};
pub(crate) use source::{Cut, Inserts, Records, State};
pub use summary::{ColumnSummary, Summary};

#[cfg(test)]
mod tests;
