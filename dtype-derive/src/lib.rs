//! `#[derive(Record)]` and `#[derive(Element)]` for dtype-core.
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
mod input;
mod name;
mod repr;

use proc_macro::TokenStream;

/// TODO
#[proc_macro_derive(Record, attributes(record))]
pub fn record(input: TokenStream) -> TokenStream {
    derive::derive_record(input.into()).into()
}

/// TODO
#[proc_macro_derive(Element, attributes(record))]
pub fn element(input: TokenStream) -> TokenStream {
    derive::derive_element(input.into()).into()
}
