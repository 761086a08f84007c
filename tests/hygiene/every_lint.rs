//! What the compiler can warn of, apart from what concerns whole crates.
#![deny(warnings, future_incompatible, nonstandard_style, rust_2018_idioms, unused)]
#![deny(explicit_outlives_requirements, let_underscore_drop, missing_copy_implementations, missing_docs)]
#![deny(redundant_lifetimes, single_use_lifetimes, trivial_casts, trivial_numeric_casts)]
#![deny(unit_bindings, unnameable_types, unreachable_pub, unsafe_code, unused_import_braces)]
#![deny(unused_lifetimes, unused_macro_rules, unused_qualifications, unused_results)]
#![deny(missing_debug_implementations, variant_size_differences)]
#![forbid(dead_code, private_bounds, private_interfaces)]

use std::marker::PhantomData;

use dtype_core::{Element, Record};

/// A record of private and public fields, of private and public types.
#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
pub struct Trade {
    /// Everybody's.
    pub time: i64,
    /// The crate's.
    pub(crate) size: u32,
    pub(self) secret: Secret,
    #[record(default)]
    list: [Secret; 2],
}

#[derive(Clone, Copy, Debug, Default, Record)]
#[repr(C, packed)]
struct Secret {
    a: u8,
    b: Price<u8>,
}

/// A generic record with a private type in it.
#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
pub struct Generic<T, const N: usize>
where
    T: Element,
{
    a: Inner<T>,
    b: [T; N],
}

#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
struct Inner<T>(T, PhantomData<T>);

#[derive(Clone, Copy, Debug, Default, Element)]
#[repr(transparent)]
struct Price<T>(u64, PhantomData<T>);

/// Names that are not as the style wants them.
#[allow(non_camel_case_types, non_snake_case)]
#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
pub struct lower_case {
    /// A field.
    pub nPart: u32,
}

/// An enum.
#[derive(Clone, Copy, Debug, Element)]
#[repr(i8)]
pub enum Side {
    /// One.
    Buy = 1,
    /// Called like what the expansion names.
    Bytes = -1,
}

mod inside {
    #[derive(Clone, Copy, Debug, dtype_core::Record)]
    #[repr(C)]
    pub(super) struct Deep {
        pub(super) x: f64,
        pub(in super::inside) y: f64,
    }

    pub(super) fn sum(deep: &Deep) -> f64 {
        deep.x + deep.y
    }
}

/// Uses what is private.
pub fn use_it(trade: &Trade, generic: &Generic<u8, 2>) -> f64 {
    let deep = inside::Deep::FIELDS.x.offset();
    let Secret { a, b } = trade.secret;
    let Inner(inner, _) = generic.a;
    let counted = usize::from(a) + usize::from(inner) + trade.list.len() + generic.b.len() + deep;
    counted as f64 + b.0 as f64 + f64::from(trade.size) + USE(inside::sum)
}

#[allow(non_snake_case)]
fn USE(sum: fn(&inside::Deep) -> f64) -> f64 {
    let deep: &[inside::Deep] = dtype_core::cast(&[]).unwrap_or_default();
    deep.iter().map(sum).sum()
}
