//! From tokens to tokens: read, check, expand; or the errors and the fallback.

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput};

use crate::ctxt::Ctxt;
use crate::input::{Enum, Newtype, Record};
use crate::{check, element, expand, fallback};

/// `#[derive(Record)]`.
pub(crate) fn derive_record(input: TokenStream) -> TokenStream {
    let ast = match syn::parse2::<DeriveInput>(input) {
        Ok(ast) => ast,
        Err(error) => return error.into_compile_error(),
    };
    let mut ctxt = Ctxt::default();
    let Some(input) = Record::parse(&mut ctxt, &ast) else {
        return ctxt.finish().err().unwrap_or_default();
    };
    check::record(&mut ctxt, &input);
    either(ctxt, || expand::record(&input), || fallback::record(&input))
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
            ctxt.error(data.union_token, message);
            ctxt.finish().err().unwrap_or_default()
        }
    }
}

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
