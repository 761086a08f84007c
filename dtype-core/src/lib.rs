//! NumPy's structured dtypes in Rust.
