//! `#[derive(Record)]` and `#[derive(Element)]` for dtype-core, which re-exports both.
//!
//! From tokens to tokens in five steps, a module each: `derive` leads through `input` (our own tree, with `attr`,
//! `repr` and `name` for its parts), `check` (the rules, with `field_type`), and then `expand` or `element`, or, where
//! a rule is broken, the errors that `ctxt` collected and the impls of `fallback`.

mod attr;
mod check;
mod ctxt;
mod derive;
mod element;
mod endian;
mod expand;
mod fallback;
mod field_type;
mod generics;
mod hygiene;
mod input;
mod name;
mod repr;

use proc_macro::TokenStream;

#[doc = include_str!("record.md")]
#[proc_macro_derive(Record, attributes(record))]
pub fn record(input: TokenStream) -> TokenStream {
    derive::derive_record(input.into()).into()
}

#[doc = include_str!("element.md")]
#[proc_macro_derive(Element, attributes(record))]
pub fn element(input: TokenStream) -> TokenStream {
    derive::derive_element(input.into()).into()
}
