//! Parameters: what the impls of a generic type ask of them.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Type, WhereClause, parse_quote};

use crate::attr::Default;
use crate::input::{Field, Record, Role, Target};

/// The `where` of the impls of a record: the type's own, and what its fields have to be.
pub(crate) fn record_bounds(input: &Record) -> Option<WhereClause> {
    let p = &input.target.private;
    let element = quote!(#p::Element);
    let stored = input.fields.iter().filter(|field| !matches!(field.role, Role::Phantom));
    let elements = stored.map(|field| (field.element(), &element));
    let default = quote!(#p::Default);
    let by_type = |field: &&Field| matches!(field.attr.default, Some((_, Default::OfType)));
    let defaults = input.fields.iter().filter(by_type).map(|field| (&field.ty, &default));
    bounds(&input.target, elements.chain(defaults))
}

/// The `where` of `impl Element` for a newtype.
pub(crate) fn newtype_bounds(target: &Target, inner: &Type) -> Option<WhereClause> {
    let p = &target.private;
    bounds(target, [(inner, &quote!(#p::Element))].into_iter())
}

/// The `where` of `impl Endian` for a newtype: it has a byte order if its field has one.
pub(crate) fn endian_bounds(target: &Target, inner: &Type) -> Option<WhereClause> {
    let p = &target.private;
    let mut generics = Generics { where_clause: newtype_bounds(target, inner), ..Generics::default() };
    // The lifetime keeps the compiler from refusing a field without byte order: the impl is just not used.
    generics.make_where_clause().predicates.push(parse_quote!(for<'unproven> #inner: #p::Endian));
    generics.where_clause
}

/// The `where` of the fallback's impls: what the traits ask of a type, believed until it is used.
pub(crate) fn fallback_bounds(target: &Target) -> Option<WhereClause> {
    let (p, ty) = (&target.private, target.ty());
    let mut generics = target.generics.clone();
    let predicates = &mut generics.make_where_clause().predicates;
    predicates.push(parse_quote!(for<'unproven> #ty: #p::Copy + #p::Send + #p::Sync + 'static));
    generics.where_clause
}

/// The type's own bounds, and those of types that mention its parameters. Types without parameters add nothing,
/// so that what is wrong with them is reported where they are defined.
fn bounds<'t>(
    target: &Target,
    wanted: impl Iterator<Item = (&'t Type, &'t TokenStream)>,
) -> Option<WhereClause> {
    let mut generics = target.generics.clone();
    let p = &target.private;
    let parameters = parameters(&target.generics);
    let mut seen: Vec<String> = Vec::new();
    for (ty, bound) in wanted {
        let predicate = quote!(#ty: #bound);
        if mentions(ty.to_token_stream(), &parameters) && !seen.contains(&predicate.to_string()) {
            seen.push(predicate.to_string());
            generics.make_where_clause().predicates.push(parse_quote!(#predicate));
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
