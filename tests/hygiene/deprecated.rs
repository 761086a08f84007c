//! Deprecated fields and types may be derived for.
#![deny(warnings)]

use dtype_core::{Element, Record};

/// A record.
#[deprecated]
#[derive(Clone, Copy, Record)]
#[repr(C)]
pub struct Old {
    /// A field.
    pub x: u8,
}

/// A record.
#[derive(Clone, Copy, Record)]
#[repr(C)]
pub struct New {
    /// A field.
    #[deprecated]
    pub x: u8,
    /// Another.
    pub y: Side,
}

/// An enum.
#[derive(Clone, Copy, Element)]
#[repr(u8)]
pub enum Side {
    /// One.
    #[deprecated]
    Buy,
    /// Another.
    Sell,
}
