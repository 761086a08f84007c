//! The library under another name in `Cargo.toml`.
#![deny(warnings)]

use layouts::{Element, Record};

/// A record.
#[derive(Clone, Copy, Record)]
#[record(crate = layouts)]
#[repr(C)]
pub struct Trade {
    /// When.
    #[record(default)]
    pub time: i64,
    /// Which.
    pub side: Side,
}

/// An enum.
#[derive(Clone, Copy, Element)]
#[record(crate = ::layouts)]
#[repr(u8)]
pub enum Side {
    /// One.
    Buy,
    /// Another.
    Sell,
}

/// A newtype.
#[derive(Clone, Copy, Element)]
#[record(crate = layouts)]
#[repr(transparent)]
pub struct Price(f64);
