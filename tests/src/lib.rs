//! Shared by the targets of this crate.
