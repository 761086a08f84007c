//! `#[derive(Record)]` for input that keeps the rules: the handles, and the two impls.
//!
//! Everything stands in one `const _` block and is named by full paths. The block has no `use` and one item
//! with a name, which nobody else would write: the fields' types are looked up from inside of it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Member, parse_quote};

use crate::attr::Default;
use crate::generics::record_bounds;
use crate::hygiene::{called_at, hidden_name, local, ours};
use crate::input::{Field, Record, Role, Target};
use crate::name::unraw;

/// The whole expansion of a record.
pub(crate) fn record(input: &Record) -> TokenStream {
    let handles = handles(input);
    let facts = facts(input);
    let element = element_impl(input);
    let record = record_impl(input);
    let name = hidden_name(&input.target);
    let evaluated = evaluated(&input.target, &quote!(#name::DTYPE));
    input.target.in_block(quote! {
        #handles
        #facts
        #element
        #record
        #evaluated
    })
}

/// The type of the handles, one for each field, with the field's own visibility.
pub(crate) fn handles(input: &Record) -> TokenStream {
    let Target { ident, generics, private: p, .. } = &input.target;
    let (vis, ty, name) = (input.vis, input.target.ty(), hidden_name(&input.target));
    let (parameters, arguments, clause) = generics.split_for_impl();
    let fields = input.fields.iter().map(|field| {
        let Field { member, vis, .. } = field;
        let element = field.element();
        let doc = format!("The field `{}`.", shown(member));
        match (field.name(), member) {
            (Some(_), Member::Unnamed(_)) => quote!(#[doc = #doc] #vis #p::FieldOf<#ty, #element>,),
            (Some(_), Member::Named(name)) => {
                let name = ours(name);
                quote!(#[doc = #doc] #vis #name: #p::FieldOf<#ty, #element>,)
            }
            // What is no field of the dtype has no handle, but a place among those that are counted.
            (None, Member::Unnamed(_)) => quote!(
                #[doc = "Nothing."]
                (),
            ),
            (None, Member::Named(_)) => quote!(),
        }
    });
    let doc = format!("The fields of `{}`.", unraw(ident));
    let definition = if input.tuple {
        quote!(#vis struct #name #parameters (#(#fields)*) #clause;)
    } else {
        quote!(#vis struct #name #parameters #clause { #(#fields)* })
    };
    quote! {
        #[doc = #doc]
        #definition
        #[automatically_derived]
        impl #parameters #p::Clone for #name #arguments #clause {
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl #parameters #p::Copy for #name #arguments #clause {}
    }
}

/// `type Fields` and `const FIELDS`, from the offset of each field.
pub(crate) fn handles_of_record(
    input: &Record,
    offset: impl Fn(usize, &Field) -> TokenStream,
) -> TokenStream {
    let p = &input.target.private;
    let name = hidden_name(&input.target);
    let (_, arguments, _) = input.target.generics.split_for_impl();
    let fields = input.fields.iter().enumerate().map(|(i, field)| {
        let (element, offset) = (field.element(), offset(i, field));
        // The invariant of a handle: the bytes at the offset are the field's, and it holds an `element`: it is
        // one, or `stored_as` has made sure that its bytes may be taken for one.
        let handle = quote!(unsafe { #p::field_of::<Self, #element>(#offset) });
        match (field.name(), &field.member) {
            (Some(_), Member::Unnamed(_)) => quote!(#handle,),
            (Some(_), Member::Named(name)) => {
                let name = ours(name);
                quote!(#name: #handle,)
            }
            (None, Member::Unnamed(_)) => quote!((),),
            (None, Member::Named(_)) => quote!(),
        }
    });
    let value = if input.tuple { quote!(#name(#(#fields)*)) } else { quote!(#name { #(#fields)* }) };
    let handles = local("handles");
    let named = input.fields.iter().filter(|field| field.name().is_some());
    let members = named.map(|field| &field.member);
    quote! {
        type Fields = #name #arguments;
        const FIELDS: Self::Fields = {
            let #handles = #value;
            // A private handle that nobody uses is no dead code.
            let _ = (#(#handles.#members,)*);
            #handles
        };
    }
}

/// What the compiler says of the fields, and the dtype made from it.
fn facts(input: &Record) -> TokenStream {
    let p = &input.target.private;
    let (this, name) = (input.target.ty(), hidden_name(&input.target));
    let (parameters, arguments, _) = input.target.generics.split_for_impl();
    let clause = record_bounds(input);
    let specs = input.fields.iter().map(|field| {
        let Field { member, ty, .. } = field;
        let offset = quote!(#p::offset_of!(#this, #member));
        match (&field.role, &field.attr.as_type) {
            (Role::Data(_), None) => {
                called_at(field.written, p, |at| quote_spanned!(at=> FieldSpec::of::<#ty>), offset)
            }
            (Role::Data(_), Some((_, element))) => {
                let place = |at| quote_spanned!(at=> Place::of_pod::<#ty>);
                let place = called_at(field.written, p, place, offset);
                called_at(element, p, |at| quote_spanned!(at=> FieldSpec::stored_as::<#element>), place)
            }
            (Role::Padding, _) => {
                called_at(field.written, p, |at| quote_spanned!(at=> FieldSpec::padding::<#ty>), offset)
            }
            (Role::Phantom, _) => {
                called_at(field.written, p, |at| quote_spanned!(at=> FieldSpec::phantom::<#ty>), offset)
            }
        }
    });
    let listed = input.fields.iter().enumerate().filter_map(|(i, field)| {
        let name = field.name()?;
        let title = match field.title() {
            Some(title) => quote!(#p::Option::Some(#title)),
            None => quote!(#p::Option::None),
        };
        Some(quote!(#p::Field::from_static(#name, #title, Self::SPECS[#i].dtype(), Self::SPECS[#i].offset())))
    });
    let types = input.fields.iter().map(|field| &field.ty);
    let members = input.fields.iter().map(|field| &field.member);
    let packing = packing(&input.target);
    let values: Vec<_> = (0..input.fields.len()).map(|i| local(&format!("field{i}"))).collect();
    let ident = input.target.ident;
    let specs = quote!(&[#(#specs),*], #packing);
    let specs = called_at(input.target.ident, p, |at| quote_spanned!(at=> checked::<#this>), specs);
    quote! {
        impl #parameters #name #arguments #clause {
            const SPECS: &'static [#p::FieldSpec] = #specs;
            const LIST: &'static [#p::Field] = &[#(#listed),*];
            const DTYPE: &'static #p::DType = {
                // These are still all fields, and of these types: no other macro has changed the struct since. One more in a
                // gap would move no other, and nobody would look at its bytes.
                let _: fn(#this) -> (#(#types,)*) = |#ident { #(#members: #values,)* }| (#(#values,)*);
                &#p::record_dtype::<#this>(Self::LIST, #packing)
            };
        }
    }
}

fn element_impl(input: &Record) -> TokenStream {
    let Target { ident, generics, private: p, .. } = &input.target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let clause = record_bounds(input);
    let name = hidden_name(&input.target);
    let facts = quote!(<#name #arguments>);
    let stored = input.fields.iter().enumerate().filter(|(_, field)| !matches!(field.role, Role::Phantom));
    let stored = stored.map(|(i, _)| i);
    let bytes = local("bytes");
    let defaults = defaults(input);
    // The checklist of `Element`, by its numbers. 1: `checked` compares what the compiler says of every
    // field with its dtype and with the arithmetic of C's layout; leaves of fields are leaves of the record.
    // 2, 3: a record is valid where every field is. 4: fields without padding that fill the record leave
    // none. 5: the fields are elements.
    quote! {
        #[automatically_derived]
        unsafe impl #parameters #p::Element for #ident #arguments #clause {
            const DTYPE: &'static #p::DType = #facts::DTYPE;
            const ANY_BITS: #p::bool = #p::any_bits(#facts::SPECS);
            const NO_PADDING: #p::bool = #p::no_padding::<Self>(#facts::SPECS);
            #[inline]
            fn is_valid(#bytes: &[#p::u8]) -> #p::bool {
                true #(&& #facts::SPECS[#stored].is_valid(#bytes))*
            }
            #defaults
        }
    }
}

fn record_impl(input: &Record) -> TokenStream {
    let Target { ident, generics, private: p, .. } = &input.target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let mut clause = record_bounds(input);
    if !input.target.is_generic() {
        // Says nothing new. But if the type is not `Copy`, the impl of `Element` says so, and this one need not.
        clause = Some(parse_quote!(where for<'unproven> Self: #p::Element));
    }
    let name = hidden_name(&input.target);
    let handles = handles_of_record(input, |i, _| quote!(<#name #arguments>::SPECS[#i].offset()));
    quote! {
        #[automatically_derived]
        impl #parameters #p::Record for #ident #arguments #clause {
            #handles
        }
    }
}

/// `write_default`: the defaults of the record's own fields, and those of the records in them.
fn defaults(input: &Record) -> TokenStream {
    let p = &input.target.private;
    let name = hidden_name(&input.target);
    let (_, arguments, _) = input.target.generics.split_for_impl();
    let [path, inner, out, own] = ["path", "inner", "out", "own"].map(local);
    let listed = input.fields.iter().enumerate().filter(|(_, field)| field.name().is_some());
    // Positions among the fields of the dtype, which skips some of the struct's.
    let arms = listed.enumerate().map(|(position, (i, field))| {
        let ty = &field.ty;
        let default = field.attr.default.as_ref().map(|(_, default)| {
            let value = match default {
                Default::OfType => quote!(<#ty as #p::Default>::default()),
                Default::Expr(expr) => quote!((#expr)),
            };
            let write = if field.attr.as_type.is_some() { quote!(write_pod) } else { quote!(write_value) };
            quote! {
                [#position] => {
                    let #own: #ty = #value;
                    #p::#write(#own, #out);
                    true
                }
            }
        });
        quote! {
            #default
            [#position, #inner @ ..] => <#name #arguments>::SPECS[#i].write_default(#inner, #out),
        }
    });
    quote! {
        fn write_default(#path: &[#p::usize], #out: &mut [#p::u8]) -> #p::bool {
            match #path {
                #(#arms)*
                _ => false,
            }
        }
    }
}

/// Has the compiler check the facts where the type is defined. Those of a generic type are known where it
/// is used.
pub(crate) fn evaluated(target: &Target, dtype: &TokenStream) -> TokenStream {
    let p = &target.private;
    if target.is_generic() {
        return TokenStream::new();
    }
    quote!(const _: &'static #p::DType = #dtype;)
}

fn packing(target: &Target) -> TokenStream {
    let p = &target.private;
    match (target.repr.packed, target.repr.align) {
        (Some((bytes, _)), _) => {
            let bytes = bytes as usize;
            quote!(#p::Packing { at_most: #bytes, at_least: 1 })
        }
        (None, Some((bytes, _))) => {
            let bytes = bytes as usize;
            quote!(#p::Packing { at_most: #p::usize::MAX, at_least: #bytes })
        }
        (None, None) => quote!(#p::Packing::ALIGNED),
    }
}

fn shown(member: &Member) -> String {
    match member {
        Member::Named(ident) => unraw(ident),
        Member::Unnamed(index) => index.index.to_string(),
    }
}
