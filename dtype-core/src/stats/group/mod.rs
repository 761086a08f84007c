//! Groups of records that have equal keys, and statistics of each.
//!
//! Records are taken a block at a time: their keys become words, words the numbers of groups, and every column's values
//! go to the states of their groups, one after the other in the order of the records. Groups of a range of records are
//! complete before they are combined with those of other ranges, as a fixed tree, so that bits depend on nothing else.
//!
//! A state of a group is the one that a whole column has, and a value is a block of its own to it. So its errors are no
//! larger: sums of floats within a unit in the last place of Σ|x| or so, since what rounding takes is kept.

mod builder;
mod floor;
mod frequencies;
mod groups;
mod index;
mod key;
mod keys;
mod records;
mod run;
mod slots;
mod table;

pub use builder::GroupsBuilder;
pub use frequencies::Frequencies;
pub(crate) use frequencies::of_records as frequencies_of_records;
pub use groups::Groups;
pub use key::Key;
pub use run::GroupBy;
