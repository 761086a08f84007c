//! What all statistics are held to: NumPy's and SciPy's answers, exact arithmetic, the same bits from any source.

mod accuracy;
mod numpy;
mod scipy;
mod sources;
