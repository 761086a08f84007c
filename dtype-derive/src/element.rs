//! `#[derive(Element)]` for input that keeps the rules: enums as their integers, newtypes as their field.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::endian;
use crate::generics::newtype_bounds;
use crate::input::{Enum, Newtype, Role, Target};

/// The expansion for an enum without fields.
pub(crate) fn of_enum(input: &Enum) -> TokenStream {
    let Target { ident, generics, private: p, repr } = &input.target;
    let (parameters, arguments, clause) = generics.split_for_impl();
    let integer = repr.integer.as_ref().expect("checked: an enum has an integer repr");
    let integer = quote!(#p::#integer);
    let variants = input.variants.iter().map(|variant| &variant.ident);
    let [bytes, value] = ["bytes", "value"].map(|name| Ident::new(name, Span::mixed_site()));
    let endian = endian::of_enum(input, &integer);
    // The checklist of `Element`, by its numbers. 1: the repr has the compiler store this integer. 2, 3: the
    // integers that name a variant are its values, and others are not. 4, 5: it is one integer.
    quote! {
        const _: () = {
            #[automatically_derived]
            unsafe impl #parameters #p::Element for #ident #arguments #clause {
                const DTYPE: &'static #p::DType = <#integer as #p::Element>::DTYPE;
                const ANY_BITS: #p::bool = false;
                const NO_PADDING: #p::bool = true;
                #[inline]
                fn is_valid(#bytes: &[#p::u8]) -> #p::bool {
                    let #value = #p::read_integer::<#integer>(#bytes);
                    false #(|| #value == Self::#variants as #integer)*
                }
            }
            #endian
        };
    }
}

/// The expansion for a newtype.
pub(crate) fn newtype(input: &Newtype) -> TokenStream {
    let Target { ident, generics, private: p, .. } = &input.target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let stored = input.fields.iter().find(|field| !matches!(field.role, Role::Phantom));
    let inner = &stored.expect("checked: a newtype has a field").ty;
    let clause = newtype_bounds(&input.target, inner);
    let [bytes, path, out] = ["bytes", "path", "out"].map(|name| Ident::new(name, Span::mixed_site()));
    let endian = endian::newtype(input);
    // The checklist of `Element`: the repr gives it the layout and the values of its one field.
    quote! {
        const _: () = {
            #[automatically_derived]
            unsafe impl #parameters #p::Element for #ident #arguments #clause {
                const DTYPE: &'static #p::DType = <#inner as #p::Element>::DTYPE;
                const ANY_BITS: #p::bool = <#inner as #p::Element>::ANY_BITS;
                const NO_PADDING: #p::bool = <#inner as #p::Element>::NO_PADDING;
                #[inline]
                fn is_valid(#bytes: &[#p::u8]) -> #p::bool {
                    <#inner as #p::Element>::is_valid(#bytes)
                }
                fn write_default(#path: &[#p::usize], #out: &mut [#p::u8]) -> #p::bool {
                    <#inner as #p::Element>::write_default(#path, #out)
                }
            }
            #endian
        };
    }
}
