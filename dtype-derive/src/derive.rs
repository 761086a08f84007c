//! From tokens to tokens: read, check, expand; or the errors and the fallback.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Data, DeriveInput};

use crate::attr::{Place, TypeAttr};
use crate::ctxt::Ctxt;
use crate::input::{Enum, Newtype, Record, Target};
use crate::{check, element, expand, fallback};

/// `#[derive(Record)]`.
pub(crate) fn derive_record(input: TokenStream) -> TokenStream {
    let ast = match syn::parse2::<DeriveInput>(input) {
        Ok(ast) => ast,
        Err(error) => return error.into_compile_error(),
    };
    let mut ctxt = Ctxt::default();
    match &ast.data {
        Data::Struct(data) => {
            let input = Record::parse(&mut ctxt, &ast, data);
            check::record(&mut ctxt, &input);
            either(ctxt, || expand::record(&input), || fallback::record(&input))
        }
        Data::Enum(data) => {
            let message = "Record is for structs; an enum without fields can derive Element";
            wrong_kind(ctxt, &ast, Place::Record, data.enum_token, message, fallback::bare_record)
        }
        Data::Union(data) => {
            let message = "Record is for structs: a union has no one dtype; \
                           store its bytes as Void<N> and look at them later";
            wrong_kind(ctxt, &ast, Place::Record, data.union_token, message, fallback::bare_record)
        }
    }
}

/// `#[derive(Element)]`.
pub(crate) fn derive_element(input: TokenStream) -> TokenStream {
    let ast = match syn::parse2::<DeriveInput>(input) {
        Ok(ast) => ast,
        Err(error) => return error.into_compile_error(),
    };
    let mut ctxt = Ctxt::default();
    match &ast.data {
        Data::Enum(data) => {
            let input = Enum::parse(&mut ctxt, &ast, data);
            check::of_enum(&mut ctxt, &input);
            either(ctxt, || element::of_enum(&input), || fallback::element(&input.target))
        }
        Data::Struct(data) => {
            let input = Newtype::parse(&mut ctxt, &ast, data);
            check::newtype(&mut ctxt, &input);
            either(ctxt, || element::newtype(&input), || fallback::element(&input.target))
        }
        Data::Union(data) => {
            let message = "Element is for enums and newtypes: a union has no one dtype; use Void<N>";
            wrong_kind(ctxt, &ast, Place::Element, data.union_token, message, fallback::element)
        }
    }
}

/// The expansion, or the errors and the fallback.
fn either(
    ctxt: Ctxt,
    expand: impl FnOnce() -> TokenStream,
    fallback: impl FnOnce() -> TokenStream,
) -> TokenStream {
    match ctxt.finish() {
        Ok(()) => expand(),
        Err(mut errors) => {
            errors.extend(fallback());
            errors
        }
    }
}

/// The error at the word that says what kind of type it is, and the fallback.
fn wrong_kind(
    mut ctxt: Ctxt,
    ast: &DeriveInput,
    place: Place,
    word: impl ToTokens,
    message: &str,
    fallback: impl FnOnce(&Target) -> TokenStream,
) -> TokenStream {
    ctxt.error(word, message);
    let target = Target::new(ast, TypeAttr::parse(&mut ctxt, &ast.attrs, place).krate);
    either(ctxt, TokenStream::new, || fallback(&target))
}
