//! What all statistics are held to: NumPy's and SciPy's answers, exact arithmetic, the same bits from any source.

mod accuracy;
mod counted;
mod groups;
mod numpy;
mod query;
mod scipy;
mod sources;
