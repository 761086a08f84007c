//! What all statistics are held to: NumPy's and SciPy's answers, exact arithmetic, the same bits from any source.

mod accuracy;
#[cfg(feature = "rayon")]
mod counted;
mod groups;
mod numpy;
mod query;
mod scipy;
mod sources;
#[cfg(feature = "rayon")]
mod weighted;
