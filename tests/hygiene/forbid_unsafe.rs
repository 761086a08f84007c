//! Not a word of unsafe code.
#![forbid(unsafe_code)]
#![deny(warnings)]

use dtype_core::{Element, Record};

/// A record.
#[derive(Clone, Copy, Record)]
#[repr(C)]
pub struct Trade {
    /// When.
    pub time: i64,
    /// How much.
    #[record(as = u64)]
    pub size: core::num::Wrapping<u64>,
    /// Which.
    pub side: Side,
}

/// An enum.
#[derive(Clone, Copy, Element)]
#[repr(u8)]
pub enum Side {
    /// One.
    Buy,
    /// Another.
    Sell,
}

/// A newtype.
#[derive(Clone, Copy, Element)]
#[repr(transparent)]
pub struct Price {
    raw: f64,
}
