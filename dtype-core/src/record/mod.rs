//! Typed memory: the values that fields of records hold.

pub(crate) mod time;
