//! Histograms, as `np.histogram` makes them: its edges in its type, its rule for the last bin, its estimators.

mod any;
mod bins;
mod count;
mod edges;
mod held;
mod place;
mod rounding;
#[cfg(feature = "serde")]
mod serde;
mod state;
#[cfg(test)]
mod tests;
mod width;

pub(crate) use any::of_records;
pub use bins::Bins;
pub use state::Histogram;
