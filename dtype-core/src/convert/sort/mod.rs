//! The order of records: sorted by some of their fields, as NumPy's `sort` and `argsort` with `order` have it.
//!
//! Every value becomes an unsigned number of the same order (`lanes::order_key`), and those are sorted. Equal records
//! stay in the order in which they stand, and NaN and NaT come last, in descending order too.

mod by;
mod keys;
mod matches;
mod order;
mod radix;
mod search;
mod sorted;
mod unique;

pub use by::{SortKey, SortKeys};
pub(super) use matches::{Matches, Unmatched};
pub use search::Side;
pub use unique::Unique;

#[cfg(test)]
mod tests;
