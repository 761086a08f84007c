//! Statistics that are as long as the column: running sums and products, differences.
//!
//! They are NumPy's, operation by operation: one value after the other, in the type of the result. Where that cannot hold
//! a result NumPy's integers wrap around; a running sum or product that does so is an error here.

mod axis;
mod cumulative;
mod difference;
mod results;

#[cfg(test)]
mod tests;
