//! `#[record(...)]`: words, each with its value, above a type or on a field.

use proc_macro2::{Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::{Attribute, LitStr, Meta, Path, Type};

use crate::ctxt::Ctxt;
use crate::name::{CASES, Case, nearest};

/// What the attributes above a type say.
#[derive(Default)]
pub(crate) struct TypeAttr {
    pub(crate) rename_all: Option<(Ident, Case)>,
    pub(crate) krate: Option<Path>,
}

/// What the attributes on a field say. Each word is kept for the errors that point at it.
#[derive(Default)]
pub(crate) struct FieldAttr {
    pub(crate) rename: Option<(Ident, LitStr)>,
    pub(crate) title: Option<(Ident, LitStr)>,
    pub(crate) default: Option<(Ident, Default)>,
    pub(crate) padding: Option<Ident>,
    pub(crate) as_type: Option<(Ident, Type)>,
}

/// Where the value of a missing field comes from.
pub(crate) enum Default {
    /// `default`: the type's own.
    OfType,
    /// `default = expr`.
    Expr(TokenStream),
}

/// Where attributes are allowed to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Above a struct that derives `Record`.
    Record,
    /// Above a type that derives `Element`.
    Element,
    /// On a field of a record.
    Field,
}

/// One word of the list in `#[record(...)]`.
struct Item {
    word: Ident,
    value: Option<TokenStream>,
}

const FIELD_WORDS: &[&str] = &["rename", "title", "default", "padding", "as"];
const RECORD_WORDS: &[&str] = &["rename_all", "crate"];
const ELEMENT_WORDS: &[&str] = &["crate"];

impl TypeAttr {
    /// Reads the attributes above a type.
    pub(crate) fn parse(ctxt: &mut Ctxt, attrs: &[Attribute], place: Place) -> TypeAttr {
        let mut found = TypeAttr::default();
        for item in items(ctxt, attrs, place) {
            match item.word.to_string().as_str() {
                "rename_all" => {
                    let case = item.text(ctxt, "\"camelCase\"").and_then(|text| case(ctxt, &text));
                    found.rename_all = case.map(|case| (item.word, case));
                }
                "crate" => found.krate = item.path(ctxt),
                _ => unreachable!("`items` lets only known words through"),
            }
        }
        found
    }
}

impl FieldAttr {
    /// Reads the attributes of a field of a struct that derives `Record`.
    pub(crate) fn parse(ctxt: &mut Ctxt, attrs: &[Attribute]) -> FieldAttr {
        let mut found = FieldAttr::default();
        for item in items(ctxt, attrs, Place::Field) {
            match item.word.to_string().as_str() {
                "rename" => found.rename = item.text(ctxt, "\"name\"").map(|text| (item.word, text)),
                "title" => found.title = item.text(ctxt, "\"title\"").map(|text| (item.word, text)),
                "default" => {
                    let default = item.value.map_or(Default::OfType, Default::Expr);
                    found.default = Some((item.word, default));
                }
                "padding" => found.padding = item.flag(ctxt),
                "as" => found.as_type = item.ty(ctxt).map(|ty| (item.word, ty)),
                _ => unreachable!("`items` lets only known words through"),
            }
        }
        found
    }
}

/// Refuses every word on something that takes none, such as the fields of a newtype.
pub(crate) fn refuse(ctxt: &mut Ctxt, attrs: &[Attribute], why: &str) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("record")) {
        ctxt.error(attr, why);
    }
}

impl Place {
    fn words(self) -> &'static [&'static str] {
        match self {
            Place::Record => RECORD_WORDS,
            Place::Element => ELEMENT_WORDS,
            Place::Field => FIELD_WORDS,
        }
    }
}

/// The words that may stand in this place, each once. Everything else becomes an error.
fn items(ctxt: &mut Ctxt, attrs: &[Attribute], place: Place) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("record")) {
        let tokens = match &attr.meta {
            Meta::List(list) if !list.tokens.is_empty() => list.tokens.clone(),
            _ => {
                ctxt.error(attr, format_args!("expected a list such as #[record({})]", example(place)));
                continue;
            }
        };
        for item in split(tokens) {
            let Some(item) = read(ctxt, item, place) else { continue };
            let word = item.word.to_string();
            if !place.words().contains(&word.as_str()) {
                ctxt.error(&item.word, unknown(&word, place));
            } else if found.iter().any(|before| before.word == item.word) {
                ctxt.error(&item.word, format_args!("`{word}` is said twice; remove one"));
            } else {
                found.push(item);
            }
        }
    }
    found
}

/// Cuts a list at its commas. A comma between `<` and `>` separates generic arguments, not items.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut items = vec![Vec::new()];
    let mut depth = 0u32;
    let mut before: Option<Punct> = None;
    let mut operand = false;
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            let after = |c: char| before.as_ref().is_some_and(|punct| punct.as_char() == c);
            match punct.as_char() {
                ',' if depth == 0 => {
                    items.push(Vec::new());
                    (before, operand) = (None, false);
                    continue;
                }
                // After a value, `<` compares, except in a type, and `as = Type` is the only type.
                '<' if depth > 0 || !(operand || after('<')) || is_type(&items) => depth += 1,
                '>' if !after('-') && !after('=') => depth = depth.saturating_sub(1),
                _ => {}
            }
            operand = false;
            before = Some(punct.clone());
        } else {
            (before, operand) = (None, true);
        }
        items.last_mut().expect("never empty").push(token);
    }
    items.retain(|item| !item.is_empty());
    items
}

/// Whether the item that is being cut is `as = ..`, where every `<` opens a list.
fn is_type(items: &[Vec<TokenTree>]) -> bool {
    matches!(items.last().and_then(|item| item.first()), Some(TokenTree::Ident(word)) if word == "as")
}

/// `word` or `word = value`.
fn read(ctxt: &mut Ctxt, item: Vec<TokenTree>, place: Place) -> Option<Item> {
    let mut tokens = item.into_iter();
    let word = match tokens.next() {
        Some(TokenTree::Ident(word)) => word,
        Some(other) => {
            ctxt.error(other, format_args!("expected a word, as in #[record({})]", example(place)));
            return None;
        }
        None => return None,
    };
    match tokens.next() {
        None => Some(Item { word, value: None }),
        Some(TokenTree::Punct(equals)) if equals.as_char() == '=' && equals.spacing() == Spacing::Alone => {
            let value: TokenStream = tokens.collect();
            if value.is_empty() {
                ctxt.error(&equals, format_args!("expected a value after `{word} =`"));
                return None;
            }
            Some(Item { word, value: Some(value) })
        }
        Some(other) => {
            ctxt.error(other, format_args!("expected `=` and a value, or a comma, after `{word}`"));
            None
        }
    }
}

impl Item {
    fn text(&self, ctxt: &mut Ctxt, example: &str) -> Option<LitStr> {
        let word = &self.word;
        let Some(value) = &self.value else {
            ctxt.error(word, format_args!("`{word}` needs a text: {word} = {example}"));
            return None;
        };
        match syn::parse2::<LitStr>(value.clone()) {
            Ok(text) if text.suffix().is_empty() => Some(text),
            _ => {
                ctxt.error(value, format_args!("expected a text in quotes: {word} = {example}"));
                None
            }
        }
    }

    fn path(&self, ctxt: &mut Ctxt) -> Option<Path> {
        let message = "`crate` needs a path without quotes: crate = my::dtype_core";
        let Some(value) = &self.value else {
            ctxt.error(&self.word, message);
            return None;
        };
        let path = Path::parse_mod_style.parse2(value.clone());
        path.map_err(|_| ctxt.error(value, message)).ok()
    }

    fn ty(&self, ctxt: &mut Ctxt) -> Option<Type> {
        let message = "`as` needs the type that the field is stored as: as = f64";
        let Some(value) = &self.value else {
            ctxt.error(&self.word, message);
            return None;
        };
        syn::parse2(value.clone()).map_err(|_| ctxt.error(value, message)).ok()
    }

    fn flag(self, ctxt: &mut Ctxt) -> Option<Ident> {
        let word = &self.word;
        if let Some(value) = &self.value {
            ctxt.error(value, format_args!("`{word}` takes no value; write only `{word}`"));
        }
        Some(self.word)
    }
}

fn case(ctxt: &mut Ctxt, text: &LitStr) -> Option<Case> {
    let value = text.value();
    if let Some((_, case)) = CASES.iter().find(|(name, _)| *name == value) {
        return Some(*case);
    }
    let names = CASES.map(|(name, _)| name);
    let hint = match nearest(&value, names) {
        Some(name) => format!("did you mean \"{name}\"?"),
        None => format!("it is one of {}", names.map(|name| format!("\"{name}\"")).join(", ")),
    };
    ctxt.error(text, format_args!("unknown case {}; {hint}", text.to_token_stream()));
    None
}

fn unknown(word: &str, place: Place) -> String {
    match place {
        Place::Field if RECORD_WORDS.contains(&word) => {
            return format!("`{word}` goes above the struct, not on a field");
        }
        Place::Record if FIELD_WORDS.contains(&word) => {
            return format!("`{word}` goes on a field, not above the struct");
        }
        Place::Element if FIELD_WORDS.contains(&word) || RECORD_WORDS.contains(&word) => {
            return format!("`{word}` is for records, whose fields have names; remove it");
        }
        _ => {}
    }
    let known = place.words();
    match nearest(word, known.iter().copied()) {
        Some(known) => format!("unknown word `{word}`; did you mean `{known}`?"),
        None if known.len() == 1 => format!("unknown word `{word}`; expected `{}`", known[0]),
        None => format!("unknown word `{word}`; expected one of `{}`", known.join("`, `")),
    }
}

fn example(place: Place) -> &'static str {
    match place {
        Place::Field => "rename = \"name\"",
        Place::Record => "rename_all = \"camelCase\"",
        Place::Element => "crate = my::dtype_core",
    }
}
