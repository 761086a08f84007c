//! Nothing is in scope by itself.
#![no_implicit_prelude]
#![deny(warnings)]

use ::dtype_core::{Element, Record};
use ::std::clone::Clone;
use ::std::marker::Copy;

/// A named struct.
#[derive(Clone, Copy, Record)]
#[repr(C)]
pub struct Trade {
    /// A number with a default.
    #[record(title = "Time", default)]
    pub time: i64,
    #[record(default = 5)]
    size: u32,
    #[record(padding)]
    gap: [u8; 4],
    side: Side,
}

/// A tuple struct with parameters.
#[derive(Clone, Copy, Record)]
#[repr(C)]
pub struct Pair<T, const N: usize>(pub [T; N], #[record(default)] u8, ::std::marker::PhantomData<T>);

/// An enum.
#[derive(Clone, Copy, Element)]
#[repr(i16)]
pub enum Side {
    /// One.
    Buy = -1,
    /// Another.
    Sell,
}

/// A newtype.
#[derive(Clone, Copy, Element)]
#[repr(transparent)]
pub struct Price<T>(f64, ::std::marker::PhantomData<T>);
