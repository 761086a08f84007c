//! Everything that the expansion could name means something else here.
#![deny(warnings)]
#![allow(non_camel_case_types, non_upper_case_globals, dead_code)]

/// The modules that paths start with.
pub mod core {
    /// Not the standard library's.
    pub struct Option;
}
/// As above.
pub mod std {}
/// As above.
pub mod dtype_core {}
/// As above.
pub mod __private {
    /// A field type.
    #[derive(Clone, Copy, ::dtype_core::Element)]
    #[repr(transparent)]
    pub struct Price(pub ::std::primitive::f64);
}

mod names {
    pub(super) use ::dtype_core::Record as Derive;

    pub(super) struct Option;
    pub(super) struct Element;
    pub(super) struct Record;
    pub(super) struct Field;
    pub(super) struct FieldOf;
    pub(super) struct FieldSpec;
    pub(super) struct DType;
    pub(super) struct Packing;
    pub(super) struct PhantomDataOf;
    pub(super) struct Default;
    pub(super) struct Send;
    pub(super) struct Sync;
    pub(super) struct bool;
    pub(super) struct usize;
    pub(super) struct u8;
    pub(super) struct i64;
    pub(super) struct Some(pub(super) ::std::primitive::u8);
    pub(super) const None: ::std::primitive::u8 = 0;
    pub(super) const Ok: ::std::primitive::u8 = 0;
    // The names of arguments and locals of the expansion.
    pub(super) const bytes: ::std::primitive::u8 = 1;
    pub(super) const path: ::std::primitive::u8 = 1;
    pub(super) const inner: ::std::primitive::u8 = 1;
    pub(super) const out: ::std::primitive::f64 = 1.5;
    pub(super) const value: ::std::primitive::u8 = 1;
    pub(super) struct fields(pub(super) ::std::primitive::u8);
}

#[allow(unused_imports)]
use names::{
    DType, Default, Derive, Element, Field, FieldOf, FieldSpec, None, Ok, Option, Packing, PhantomDataOf, Record,
    Send, Some, Sync, bool, bytes, fields, i64, inner, out, path, u8, usize, value,
};

/// A record all the same.
#[derive(Clone, Copy, Derive)]
#[repr(C)]
pub struct Trade {
    /// The expression means what it says here, not in the expansion.
    #[record(default = __private::Price(out))]
    pub price: __private::Price,
    #[record(default = value, title = "A title")]
    flag: ::std::primitive::u8,
    side: Side,
}

/// With parameters that are called like things of the expansion.
#[derive(Clone, Copy, Derive)]
#[repr(C)]
pub struct Generic<Fields, Bytes, const SPECS: ::std::primitive::usize> {
    /// One field.
    pub a: [Fields; SPECS],
    b: Bytes,
}

/// An element all the same.
#[derive(Clone, Copy, ::dtype_core::Element)]
#[repr(u8)]
pub enum Side {
    /// Called like an option.
    Some,
    /// Called like the other.
    None,
}
