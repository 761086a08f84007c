//! `#[derive(Record)]` for input that keeps the rules: the handles, and the two impls.
//!
//! Everything stands in one `const _` block and is named by full paths. The block has no `use` and one item
//! with a name, which nobody else would write: the fields' types are looked up from inside of it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::spanned::Spanned;

use crate::attr::Default;
use crate::generics::record_bounds;
use crate::input::{Field, Record, Role, Target, without_self};
use crate::name::unraw;

/// The whole expansion of a record.
pub(crate) fn record(input: &Record) -> TokenStream {
    let handles = handles(input);
    let specs = specs(input);
    let element = element_impl(input);
    let record = record_impl(input);
    quote! {
        const _: () = {
            #handles
            #specs
            #element
            #record
        };
    }
}

/// The type of the handles, one for each field, with the field's own visibility.
pub(crate) fn handles(input: &Record) -> TokenStream {
    let Target { ident, generics, private: p, .. } = &input.target;
    let (vis, ty, name) = (input.vis, input.target.ty(), handles_name(&input.target));
    let (parameters, arguments, clause) = generics.split_for_impl();
    let clause = without_self(quote!(#clause), &ty);
    let fields = input.fields.iter().map(|field| {
        let Field { member, vis, .. } = field;
        let element = field.element();
        let doc = format!("The field `{}`.", shown(member));
        match (field.name(), input.tuple) {
            (Some(_), true) => quote!(#[doc = #doc] #vis #p::FieldOf<#ty, #element>,),
            (Some(_), false) => quote!(#[doc = #doc] #vis #member: #p::FieldOf<#ty, #element>,),
            // What is no field of the dtype has no handle, but a place among those that are counted.
            (None, true) => quote!(
                #[doc = "Nothing."]
                (),
            ),
            (None, false) => quote!(),
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

/// `type Fields` and `const FIELDS`, with these offsets.
pub(crate) fn handles_of_record(
    input: &Record,
    offset: impl Fn(usize, &Field) -> TokenStream,
) -> TokenStream {
    let p = &input.target.private;
    let name = handles_name(&input.target);
    let (_, arguments, _) = input.target.generics.split_for_impl();
    let fields = input.fields.iter().enumerate().map(|(i, field)| {
        let (member, element, offset) = (&field.member, field.element(), offset(i, field));
        // The invariant of a handle: the bytes at the offset are the field's, and they are an `element`: the
        // field is one, or its bytes may be taken for one, as `FieldSpec` makes sure.
        let handle = quote!(unsafe { #p::field_of::<Self, #element>(#offset) });
        match (field.name(), input.tuple) {
            (Some(_), true) => quote!(#handle,),
            (Some(_), false) => quote!(#member: #handle,),
            (None, true) => quote!((),),
            (None, false) => quote!(),
        }
    });
    let value = if input.tuple { quote!(#name(#(#fields)*)) } else { quote!(#name { #(#fields)* }) };
    quote! {
        type Fields = #name #arguments;
        const FIELDS: Self::Fields = #value;
    }
}

/// What the compiler says of the fields, checked. All constants of the impls are made from it, so that
/// nothing is left of a record that fails a check.
fn specs(input: &Record) -> TokenStream {
    let p = &input.target.private;
    let (ty, name) = (input.target.ty(), handles_name(&input.target));
    let (parameters, arguments, _) = input.target.generics.split_for_impl();
    let clause = record_bounds(input);
    let specs = input.fields.iter().map(|field| {
        let Field { member, ty: of, .. } = field;
        let element = field.element();
        let numbers = quote! {
            <#element as #p::Element>::ANY_BITS && <#element as #p::Element>::NO_PADDING
        };
        let dtype = quote!(<#element as #p::Element>::DTYPE);
        let offset = quote!(#p::offset_of!(#ty, #member));
        let (make, shown) = match (&field.role, &field.attr.as_type) {
            (Role::Data(_), None) => (quote!(of::<#of>(#offset, #dtype)), field.written),
            (Role::Data(_), Some((_, written))) => {
                (quote!(taken_as::<#of>(#offset, #dtype, #numbers)), written)
            }
            (Role::Padding, _) => (quote!(padding::<#of>(#offset, #numbers)), field.written),
            (Role::Phantom, _) => (quote!(phantom::<#of>(#offset)), field.written),
        };
        // A check that fails is reported at the type that does not fit.
        shown_at(quote!(#p::FieldSpec::#make), shown.span())
    });
    let count = input.fields.len();
    let packing = packing(&input.target);
    // The constants of a generic type are known only where it is used.
    let evaluated = if input.target.is_generic() {
        TokenStream::new()
    } else {
        quote!(const _: [#p::FieldSpec; #count] = #name::SPECS;)
    };
    quote! {
        impl #parameters #name #arguments #clause {
            const SPECS: [#p::FieldSpec; #count] = #p::checked::<#ty, #count>([#(#specs),*], #packing);
        }
        #evaluated
    }
}

fn element_impl(input: &Record) -> TokenStream {
    let Target { ident, generics, private: p, .. } = &input.target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let clause = record_bounds(input);
    let specs = specs_of(&input.target);
    let packing = packing(&input.target);
    let stored = || input.fields.iter().enumerate().filter(|(_, field)| !matches!(field.role, Role::Phantom));
    let elements: Vec<_> = stored().map(|(_, field)| field.element()).collect();
    let indices = stored().map(|(i, _)| i);
    let bytes = Ident::new("bytes", Span::mixed_site());
    let defaults = defaults(input);
    // The checklist of `Element`, by its numbers. 1: the specs hold what the compiler says of every field, and
    // were compared with its dtype and with the arithmetic of C's layout; leaves of fields are leaves of the
    // record. 2, 3: a record is valid where every field is. 4: fields without padding that fill the record
    // leave none. 5: the fields are elements.
    quote! {
        #[automatically_derived]
        unsafe impl #parameters #p::Element for #ident #arguments #clause {
            const DTYPE: &'static #p::DType =
                &#p::record_dtype::<Self>(<Self as #p::Record>::LIST, #packing);
            const ANY_BITS: #p::bool = true #(&& <#elements as #p::Element>::ANY_BITS)*;
            const NO_PADDING: #p::bool =
                #p::fills::<Self>(&#specs) #(&& <#elements as #p::Element>::NO_PADDING)*;
            #[inline]
            fn is_valid(#bytes: &[#p::u8]) -> #p::bool {
                true #(&& (
                    <#elements as #p::Element>::ANY_BITS
                        || <#elements as #p::Element>::is_valid(#specs[#indices].part(#bytes))
                ))*
            }
            #defaults
        }
    }
}

fn record_impl(input: &Record) -> TokenStream {
    let Target { ident, generics, private: p, .. } = &input.target;
    let (parameters, arguments, _) = generics.split_for_impl();
    let clause = record_bounds(input);
    let specs = specs_of(&input.target);
    let handles = handles_of_record(input, |i, _| quote!(#specs[#i].offset()));
    let list = input.fields.iter().filter_map(|field| {
        let (name, member, element) = (field.name()?, &field.member, field.element());
        let title = match field.title() {
            Some(title) => quote!(#p::Option::Some(#title)),
            None => quote!(#p::Option::None),
        };
        let dtype = quote!(<#element as #p::Element>::DTYPE);
        let offset = quote!(<Self as #p::Record>::FIELDS.#member.offset());
        Some(quote!(#p::Field::from_static(#name, #title, #dtype, #offset)))
    });
    quote! {
        #[automatically_derived]
        impl #parameters #p::Record for #ident #arguments #clause {
            #handles
            const LIST: &'static [#p::Field] = &[#(#list),*];
        }
    }
}

/// `write_default`: the defaults of the record's own fields, and those of the records in them.
fn defaults(input: &Record) -> TokenStream {
    let p = &input.target.private;
    // The names of the macro are its own: an expression of the user does not see them.
    let [path, inner, out] = ["path", "inner", "out"].map(|name| Ident::new(name, Span::mixed_site()));
    let listed: Vec<_> = input.fields.iter().filter(|field| field.name().is_some()).collect();
    if listed.is_empty() {
        return TokenStream::new();
    }
    let arms = listed.into_iter().enumerate().map(|(i, field)| {
        let (ty, element) = (&field.ty, field.element());
        let own = field.attr.default.as_ref().map(|(_, default)| {
            let value = match default {
                Default::OfType => quote!(<#ty as #p::Default>::default()),
                Default::Expr(expr) => quote!(#expr),
            };
            let write = if field.attr.as_type.is_some() { quote!(write_pod) } else { quote!(write_value) };
            quote! {
                [#i] => {
                    #p::#write::<#ty>(#value, #out);
                    true
                }
            }
        });
        quote! {
            #own
            [#i, #inner @ ..] => <#element as #p::Element>::write_default(#inner, #out),
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

/// The checked specs, from outside of their impl.
fn specs_of(target: &Target) -> TokenStream {
    let name = handles_name(target);
    let (_, arguments, _) = target.generics.split_for_impl();
    quote!(<#name #arguments>::SPECS)
}

/// The same tokens, shown elsewhere. Each keeps its way of looking up names.
fn shown_at(tokens: TokenStream, place: Span) -> TokenStream {
    let moved = tokens.into_iter().map(|mut token| {
        token.set_span(token.span().located_at(place));
        token
    });
    moved.collect()
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

/// The one name that the expansion defines. Its underscores keep it apart from every type of a field.
fn handles_name(target: &Target) -> Ident {
    format_ident!("__{}Fields", unraw(target.ident))
}

fn shown(member: &syn::Member) -> String {
    match member {
        syn::Member::Named(ident) => unraw(ident),
        syn::Member::Unnamed(index) => index.index.to_string(),
    }
}
