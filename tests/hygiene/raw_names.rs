//! Names that are keywords, and what they are called in the dtype.
#![deny(warnings)]
#![allow(non_camel_case_types)]

use dtype_core::{Element, Record};

/// A keyword.
#[derive(Clone, Copy, Record)]
#[record(rename_all = "UPPERCASE")]
#[repr(C)]
pub struct r#struct {
    /// A keyword.
    pub r#type: u8,
    r#match: r#enum,
    #[record(rename = "r#fn")]
    r#fn: r#impl<i64>,
}

/// A keyword.
#[derive(Clone, Copy, Element)]
#[repr(u8)]
pub enum r#enum {
    /// A keyword.
    r#if,
    /// Another.
    r#else,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct r#impl<r#for>(r#for);

/// The keyword is the name; a name that starts with `r#` is one too.
pub const NAMES: [usize; 3] = [
    r#struct::FIELDS.r#type.offset(),
    r#struct::FIELDS.r#match.offset(),
    r#struct::FIELDS.r#fn.then(r#impl::<i64>::FIELDS.0).offset(),
];
