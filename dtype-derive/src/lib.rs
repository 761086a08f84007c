//! `#[derive(Record)]` and `#[derive(Element)]` for dtype-core.
