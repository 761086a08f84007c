//! What is emitted beside the errors: impls that let the rest of the program compile, so that one mistake is
//! one message.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::{handles, handles_of_record};
use crate::generics::fallback_bounds;
use crate::input::{Record, Target};

/// Impls of `Element` and `Record` that promise nothing, with the handles that the fields would have. They are
/// never run: there are errors.
pub(crate) fn record(input: &Record) -> TokenStream {
    let no_handles = input.fields.iter().all(|field| field.name().is_none());
    if no_handles || input.target.generics.lifetimes().next().is_some() {
        return bare_record(&input.target);
    }
    let (handles, of_record) = (handles(input), handles_of_record(input, |_, _| quote!(0)));
    let impls = impl_record(&input.target, &of_record);
    input.target.in_block(quote!(#handles #impls))
}

/// The same for what has no fields that could have handles.
pub(crate) fn bare_record(target: &Target) -> TokenStream {
    let of_record = quote! {
        type Fields = ();
        const FIELDS: () = ();
    };
    target.in_block(impl_record(target, &of_record))
}

/// An impl of `Element` that promises nothing.
pub(crate) fn element(target: &Target) -> TokenStream {
    target.in_block(impl_element(target))
}

fn impl_record(target: &Target, of_record: &TokenStream) -> TokenStream {
    let Target { ident, generics, private: p, .. } = target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let clause = fallback_bounds(target);
    let element = impl_element(target);
    quote! {
        #element
        #[automatically_derived]
        impl #parameters #p::Record for #ident #arguments #clause {
            #of_record
        }
    }
}

fn impl_element(target: &Target) -> TokenStream {
    let Target { ident, generics, private: p, .. } = target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let clause = fallback_bounds(target);
    quote! {
        #[automatically_derived]
        unsafe impl #parameters #p::Element for #ident #arguments #clause {
            const DTYPE: &'static #p::DType = &#p::opaque::<Self>();
            const ANY_BITS: #p::bool = false;
            const NO_PADDING: #p::bool = false;
        }
    }
}
