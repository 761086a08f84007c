//! What the bytes of a record mean: names, types, offsets.

pub(crate) mod datetime;
