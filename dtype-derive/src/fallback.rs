//! What is emitted beside the errors: impls that let the rest of the program compile, so that one mistake is
//! one message.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::{handles, handles_of_record};
use crate::generics::fallback_bounds;
use crate::input::{Record, Target};

/// Impls of `Element` and `Record` that promise nothing. They are never run: there are errors.
pub(crate) fn record(input: &Record) -> TokenStream {
    let target = &input.target;
    let Target { ident, generics, private: p, .. } = target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let clause = fallback_bounds(target);
    let (handles, of_record) = if generics.lifetimes().next().is_some() {
        (
            TokenStream::new(),
            quote!(
                type Fields = ();
                const FIELDS: () = ();
            ),
        )
    } else {
        (
            handles(input),
            handles_of_record(input, |_, field| {
                let member = &field.member;
                quote!(#p::offset_of!(Self, #member))
            }),
        )
    };
    let element = impl_element(target);
    quote! {
        const _: () = {
            #handles
            #element
            #[automatically_derived]
            impl #parameters #p::Record for #ident #arguments #clause {
                #of_record
                const LIST: &'static [#p::Field] = &[];
            }
        };
    }
}

/// An impl of `Element` that promises nothing.
pub(crate) fn element(target: &Target) -> TokenStream {
    let element = impl_element(target);
    quote!(const _: () = { #element };)
}

fn impl_element(target: &Target) -> TokenStream {
    let Target { ident, generics, private: p, .. } = target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let clause = fallback_bounds(target);
    quote! {
        #[automatically_derived]
        unsafe impl #parameters #p::Element for #ident #arguments #clause {
            const DTYPE: &'static #p::DType = <#p::u8 as #p::Element>::DTYPE;
            const ANY_BITS: #p::bool = false;
            const NO_PADDING: #p::bool = false;
        }
    }
}
