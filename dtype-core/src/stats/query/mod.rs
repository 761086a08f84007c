//! Several statistics at once, in one trip over the records.
//!
//! A column is taken from memory once, whatever the number of its statistics, and statistics that come of the same state
//! share it. The states are those of the columns alone, block by block, so that the bits are theirs too.

mod ask;
mod builder;
mod column;
mod folds;
mod plan;
mod run;
mod several;
mod source;
mod stat;
mod text;
mod values;

pub(super) use ask::{Answer, Asked, NoAnswer};
pub use builder::StatsBuilder;
pub(super) use column::Grouped;
pub(super) use plan::Plan;
pub use run::StatQuery;
pub use stat::Stat;
pub(super) use stat::What;
pub use values::{StatSelect, StatValues};
