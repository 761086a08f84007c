//! What keeps the expansion and the program around it apart: names, and places that messages are shown at.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::Path;

use crate::input::Target;
use crate::name::unraw;

/// A name for an argument or a variable. Expressions of the program do not see it. A constant of the program that has this
/// very name would be taken for it, which only its underscores prevent.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(&format!("__{name}"), Span::mixed_site())
}

/// The name of a field as that of its handle: in the same place of the source, but not the user's to be warned of.
pub(crate) fn ours(name: &Ident) -> Ident {
    let mut ours = name.clone();
    ours.set_span(Span::call_site().located_at(name.span()));
    ours
}

/// The one name that the expansion defines. Its underscores keep it apart from every type of a field.
pub(crate) fn hidden_name(target: &Target) -> Ident {
    format_ident!("__{}Fields", unraw(target.ident))
}

/// A call of a function of the library whose panics are shown under `at`: all tokens of the call lie there, but for
/// those of its arguments.
pub(crate) fn called_at(
    at: &impl ToTokens,
    p: &Path,
    function: impl Fn(Span) -> TokenStream,
    arguments: TokenStream,
) -> TokenStream {
    let at: Vec<TokenTree> = at.to_token_stream().into_iter().collect();
    let [start, end] = [at.first(), at.last()].map(|token| {
        let span = token.map_or_else(Span::call_site, TokenTree::span);
        Span::call_site().located_at(span)
    });
    // Each token of the path keeps its way of looking up names: it may be a `$crate` of another macro.
    let p = p.to_token_stream().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(start));
        token
    });
    let function = function(start);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(end);
    quote_spanned!(start=> #(#p)*::#function #arguments)
}
