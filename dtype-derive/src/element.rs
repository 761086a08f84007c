//! `#[derive(Element)]` for input that keeps the rules: enums as their integers, newtypes as their field.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::endian;
use crate::expand::evaluated;
use crate::generics::newtype_bounds;
use crate::hygiene::{called_at, hidden_name, local};
use crate::input::{Enum, Field, Newtype, Role, Target};

/// The expansion for an enum without fields.
pub(crate) fn of_enum(input: &Enum) -> TokenStream {
    let Target { ident, generics, private: p, repr, .. } = &input.target;
    let (parameters, arguments, clause) = generics.split_for_impl();
    let ty = input.target.ty();
    let integer = repr.integer.as_ref().expect("checked: an enum has an integer repr");
    let integer = quote!(#p::#integer);
    let variants = input.variants.iter().map(|variant| &variant.ident);
    let endian = endian::of_enum(input, &integer);
    let [bytes, value] = ["bytes", "value"].map(local);
    let spec = quote!(#p::FieldSpec::of::<#integer>(0));
    let dtype = called_at(ident, p, |at| quote_spanned!(at=> dtype_as::<#ty>), spec.clone());
    let evaluated = evaluated(&input.target, &dtype);
    // The checklist of `Element`, by its numbers. 1: the repr has the compiler store this integer. 2, 3: the
    // integers that name a variant are its values, and others are not. 4, 5: it is one integer.
    input.target.in_block(quote! {
        #[automatically_derived]
        unsafe impl #parameters #p::Element for #ident #arguments #clause {
            const DTYPE: &'static #p::DType = #dtype;
            const ANY_BITS: #p::bool = false;
            const NO_PADDING: #p::bool = #p::no_padding::<Self>(&[#spec]);
            #[inline]
            fn is_valid(#bytes: &[#p::u8]) -> #p::bool {
                let #value = #p::read_integer::<#integer>(#bytes);
                false #(|| #value == Self::#variants as #integer)*
            }
        }
        #endian
        #evaluated
    })
}

/// The expansion for a newtype.
pub(crate) fn newtype(input: &Newtype) -> TokenStream {
    let Target { ident, generics, private: p, .. } = &input.target;
    let (parameters, arguments, own_clause) = generics.split_for_impl();
    let ty = input.target.ty();
    let stored = input.fields.iter().find(|field| !matches!(field.role, Role::Phantom));
    let Field { member, ty: inner, .. } = stored.expect("checked: a newtype has a field");
    let clause = newtype_bounds(&input.target, inner);
    let [bytes, path, out, value] = ["bytes", "path", "out", "value"].map(local);
    let endian = endian::newtype(input);
    let name = hidden_name(&input.target);
    let facts = quote!(<#name #arguments>);
    let spec = quote!(#p::FieldSpec::of::<#inner>(#p::offset_of!(#ty, #member)));
    let dtype = called_at(ident, p, |at| quote_spanned!(at=> dtype_as::<#ty>), quote!(Self::SPEC));
    let evaluated = evaluated(&input.target, &quote!(#name::DTYPE));
    let phantoms = input.fields.iter().filter(|field| matches!(field.role, Role::Phantom));
    let others = phantoms.clone().map(|field| &field.member);
    let phantoms = phantoms.map(|Field { written, ty, .. }| {
        called_at(written, p, |at| quote_spanned!(at=> FieldSpec::phantom::<#ty>), quote!(0))
    });
    // The checklist of `Element`: the repr gives it the layout and the values of its one field.
    input.target.in_block(quote! {
        struct #name #parameters (#p::PhantomData<#ty>) #own_clause;
        impl #parameters #name #arguments #clause {
            const SPEC: #p::FieldSpec = #spec;
            const DTYPE: &'static #p::DType = {
                // These are still all fields, and the type is its type: no other macro has changed the struct since.
                let _: fn(#ty) -> #inner = |#ident { #member: #value, #(#others: _,)* }| #value;
                // Nor is one of the others a token that only its own module may make.
                #(let _ = #phantoms;)*
                #dtype
            };
        }
        #[automatically_derived]
        unsafe impl #parameters #p::Element for #ident #arguments #clause {
            const DTYPE: &'static #p::DType = #facts::DTYPE;
            const ANY_BITS: #p::bool = #p::any_bits(&[#facts::SPEC]);
            const NO_PADDING: #p::bool = #p::no_padding::<Self>(&[#facts::SPEC]);
            #[inline]
            fn is_valid(#bytes: &[#p::u8]) -> #p::bool {
                #facts::SPEC.is_valid(#bytes)
            }
            fn write_default(#path: &[#p::usize], #out: &mut [#p::u8]) -> #p::bool {
                #facts::SPEC.write_default(#path, #out)
            }
        }
        #endian
        #evaluated
    })
}
