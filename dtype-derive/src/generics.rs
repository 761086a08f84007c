//! Parameters: what the impls of a generic type ask of them.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Type, WhereClause, parse_quote};

use crate::input::{Record, Role, Target};

/// The `where` of the impls: the type's own, and what its fields have to be. Types without parameters add
/// nothing, so that what is wrong with them is reported where they are defined.
pub(crate) fn bounds<'t>(target: &Target, elements: impl Iterator<Item = &'t Type>) -> Option<WhereClause> {
    let mut generics = target.generics.clone();
    let p = &target.private;
    let parameters = parameters(target.generics);
    let mut bounded: Vec<String> = Vec::new();
    for ty in elements {
        let text = ty.to_token_stream().to_string();
        if mentions(ty.to_token_stream(), &parameters) && !bounded.contains(&text) {
            bounded.push(text);
            generics.make_where_clause().predicates.push(parse_quote!(#ty: #p::Element));
        }
    }
    // `#[derive(Clone, Copy)]` asks for more than the fields do, so that the type is what has to be asked.
    if target.generics.type_params().next().is_some() {
        let ty = target.ty();
        let predicates = &mut generics.make_where_clause().predicates;
        predicates.push(parse_quote!(#ty: #p::Copy + #p::Send + #p::Sync + 'static));
    }
    generics.where_clause
}

/// The `where` of the impls of a record.
pub(crate) fn record_bounds(input: &Record) -> Option<WhereClause> {
    let stored = input.fields.iter().filter(|field| !matches!(field.role, Role::Phantom));
    bounds(&input.target, stored.map(|field| field.element()))
}

/// What the fallback's impls ask: the supertraits, in a form that the compiler believes until it is used.
pub(crate) fn fallback_bounds(target: &Target) -> TokenStream {
    let (p, ty) = (&target.private, target.ty());
    let own = target.generics.where_clause.as_ref().map(|clause| &clause.predicates);
    let comma = own.filter(|own| !own.is_empty() && !own.trailing_punct()).map(|_| quote!(,));
    // Without the lifetime, a bound that has no parameters is checked at once, and adds an error.
    quote!(where #own #comma for<'unproven> #ty: #p::Copy + #p::Send + #p::Sync + 'static)
}

fn parameters(generics: &Generics) -> Vec<String> {
    let names = generics.params.iter().filter_map(|parameter| match parameter {
        GenericParam::Type(parameter) => Some(parameter.ident.to_string()),
        GenericParam::Const(parameter) => Some(parameter.ident.to_string()),
        GenericParam::Lifetime(_) => None,
    });
    names.collect()
}

fn mentions(tokens: TokenStream, parameters: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => parameters.iter().any(|parameter| ident == parameter),
        TokenTree::Group(group) => mentions(group.stream(), parameters),
        _ => false,
    })
}
