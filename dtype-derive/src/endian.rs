//! `Endian` from `#[derive(Element)]`, so that enums and newtypes can be stored in either byte order.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::generics::endian_bounds;
use crate::hygiene::local;
use crate::input::{Enum, Newtype, Role};

const TO: [&str; 2] = ["to_be_bytes", "to_le_bytes"];
const FROM: [&str; 2] = ["from_be_bytes", "from_le_bytes"];

/// The impl for an enum: its integer's bytes, read back if they name a variant.
pub(crate) fn of_enum(input: &Enum, integer: &TokenStream) -> TokenStream {
    let (p, ident) = (&input.target.private, input.target.ident);
    let (parameters, arguments, clause) = input.target.generics.split_for_impl();
    let variants: Vec<_> = input.variants.iter().map(|variant| &variant.ident).collect();
    // Not `Self::Bytes`: a variant may have that name.
    let stored = quote!(<Self as #p::Endian>::Bytes);
    let [bytes, value] = ["bytes", "value"].map(local);
    let to = TO.map(|name| format_ident!("{name}")).map(|to| {
        quote!(fn #to(self) -> #stored {
            #p::Endian::#to(self as #integer)
        })
    });
    let from = FROM.map(|name| format_ident!("{name}")).map(|from| {
        quote!(fn #from(#bytes: #stored) -> #p::Option<Self> {
            match <#integer as #p::Endian>::#from(#bytes) {
                #(#p::Option::Some(#value) if #value == Self::#variants as #integer => {
                    #p::Option::Some(Self::#variants)
                })*
                _ => #p::Option::None,
            }
        })
    });
    quote! {
        #[automatically_derived]
        impl #parameters #p::Endian for #ident #arguments #clause {
            type Bytes = <#integer as #p::Endian>::Bytes;
            #(#to)*
            #(#from)*
        }
    }
}

/// The impl for a newtype: that of its field, if the field has one.
pub(crate) fn newtype(input: &Newtype) -> TokenStream {
    let (p, ident) = (&input.target.private, input.target.ident);
    let (parameters, arguments, _) = input.target.generics.split_for_impl();
    let stored = input.fields.iter().find(|field| !matches!(field.role, Role::Phantom));
    let stored = stored.expect("checked: a newtype has a field");
    let (inner, member) = (&stored.ty, &stored.member);
    let phantoms = input.fields.iter().filter(|field| matches!(field.role, Role::Phantom));
    let phantoms: Vec<_> = phantoms.map(|field| &field.member).collect();
    let clause = endian_bounds(&input.target, inner);
    let [bytes, value] = ["bytes", "value"].map(local);
    let to = TO.map(|name| format_ident!("{name}")).map(|to| {
        quote!(fn #to(self) -> Self::Bytes {
            #p::Endian::#to(self.#member)
        })
    });
    let from = FROM.map(|name| format_ident!("{name}")).map(|from| {
        quote!(fn #from(#bytes: Self::Bytes) -> #p::Option<Self> {
            match <#inner as #p::Endian>::#from(#bytes) {
                #p::Option::Some(#value) => #p::Option::Some(Self {
                    #member: #value,
                    #(#phantoms: #p::Default::default(),)*
                }),
                #p::Option::None => #p::Option::None,
            }
        })
    });
    quote! {
        #[automatically_derived]
        impl #parameters #p::Endian for #ident #arguments #clause {
            type Bytes = <#inner as #p::Endian>::Bytes;
            #(#to)*
            #(#from)*
        }
    }
}
