//! Records with other fields: what `numpy.lib.recfunctions` does, by name.
//!
//! What only changes a name is a view. All else is a copy, and says so: it is planned on dtypes, refused before the
//! first record moves if anything does not fit, and carried out in one trip over the records.

mod assembly;
mod assign;
mod columns;
mod defaults;
mod edit;
mod join;
mod merge;
mod stack;
mod transpose;
mod unstructured;

pub use columns::ColumnSet;
pub use join::Join;
pub use merge::Merge;
pub use stack::Stack;

#[cfg(test)]
mod tests;
