//! Dtypes and records through serde, JSON and CSV.

mod dtype;
mod records;
mod wrong;
