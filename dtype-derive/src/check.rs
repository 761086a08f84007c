//! The rules, one function each. A rule that is broken becomes an error that says how to keep it.

use std::collections::HashMap;

use quote::ToTokens;
use syn::{Ident, Member};

use crate::ctxt::Ctxt;
use crate::field_type;
use crate::input::{Enum, Field, Newtype, Record, Role, Target};
use crate::repr::Repr;

/// All rules for `#[derive(Record)]`.
pub(crate) fn record(ctxt: &mut Ctxt, input: &Record) {
    record_repr(ctxt, &input.target);
    no_lifetimes(ctxt, &input.target);
    has_fields(ctxt, input);
    names_fields_it_renames(ctxt, input);
    for field in &input.fields {
        words_fit(ctxt, field);
        suitable_type(ctxt, field);
    }
    names_differ(ctxt, input);
}

/// All rules for `#[derive(Element)]` on an enum.
pub(crate) fn of_enum(ctxt: &mut Ctxt, input: &Enum) {
    enum_repr(ctxt, &input.target);
    no_lifetimes(ctxt, &input.target);
    for variant in &input.variants {
        if !matches!(variant.fields, syn::Fields::Unit) {
            let message = "an enum with fields has no dtype; use variants without fields, \
                           and a struct that derives Record for the data";
            ctxt.error(&variant.fields, message);
        }
    }
}

/// All rules for `#[derive(Element)]` on a struct.
pub(crate) fn newtype(ctxt: &mut Ctxt, input: &Newtype) {
    let repr = &input.target.repr;
    if repr.transparent.is_none() {
        let message = if repr.c {
            "Element is for enums and newtypes; derive Record for a struct with #[repr(C)]"
        } else {
            "Element needs #[repr(transparent)] on a newtype; derive Record for a struct of several fields"
        };
        ctxt.error(input.target.ident, message);
    }
    no_lifetimes(ctxt, &input.target);
    let mut stored = input.fields.iter().filter(|field| !matches!(field.role, Role::Phantom));
    match (stored.next(), stored.next()) {
        (None, _) => ctxt.error(input.target.ident, "a newtype needs a field of which it takes the dtype"),
        (Some(only), None) => field_type::check(ctxt, only.written),
        (Some(_), Some(second)) => {
            ctxt.error(second.written, "a newtype has one field, beside PhantomData; remove this one");
        }
    }
}

/// Without `repr(C)` there is no layout that two compilers, or two days, would agree on.
fn record_repr(ctxt: &mut Ctxt, target: &Target) {
    let Repr { c, rust, transparent, packed, align, .. } = &target.repr;
    let with_c =
        |other: &str| format!("write repr(C, {other}): without C the compiler may reorder the fields");
    let (place, message) = match (rust, transparent, packed, align) {
        (Some(place), ..) => {
            (*place, "Record needs repr(C) in place of repr(Rust), which may reorder the fields".to_owned())
        }
        (_, Some(place), ..) => {
            let message =
                "derive Element for a transparent newtype, or write repr(C) for a record of one field";
            (*place, message.to_owned())
        }
        _ if *c => return,
        (_, _, Some((1, place)), _) => (*place, with_c("packed")),
        (_, _, Some((bytes, place)), _) => (*place, with_c(&format!("packed({bytes})"))),
        (_, _, _, Some((bytes, place))) => (*place, with_c(&format!("align({bytes})"))),
        _ => {
            let message = "Record needs #[repr(C)]: without it the compiler may reorder the fields";
            (target.ident.span(), message.to_owned())
        }
    };
    ctxt.error_at(place, message);
}

/// An enum is stored as the integer its `repr` names.
fn enum_repr(ctxt: &mut Ctxt, target: &Target) {
    if let Some((bytes, span)) = target.repr.align {
        ctxt.error(
            Ident::new("align", span),
            format_args!("an enum is stored as its integer and nothing else; remove align({bytes})"),
        );
    }
    match &target.repr.integer {
        Some(integer) if integer == "usize" || integer == "isize" => {
            let message =
                format!("`{integer}` has another size on other machines; use a fixed one such as u8");
            ctxt.error(integer, message);
        }
        Some(integer) if integer == "u128" || integer == "i128" => {
            ctxt.error(integer, "NumPy has no integers of 128 bits; use a smaller one such as u8");
        }
        Some(_) => {}
        None if target.repr.c => {
            let message = "the size of a repr(C) enum is the platform's; name an integer: #[repr(u8)]";
            ctxt.error(target.ident, message);
        }
        None => {
            let message = "Element needs an integer to store the enum as: #[repr(u8)]";
            ctxt.error(target.ident, message);
        }
    }
}

/// Records and elements are `'static`: their bytes are all they are.
fn no_lifetimes(ctxt: &mut Ctxt, target: &Target) {
    for parameter in target.generics.lifetimes() {
        let lifetime = &parameter.lifetime;
        ctxt.error(lifetime, format_args!("a record borrows nothing; remove the lifetime `{lifetime}`"));
    }
}

/// A record of nothing has zero bytes: any memory, and none, holds endless many.
fn has_fields(ctxt: &mut Ctxt, input: &Record) {
    if input.fields.iter().any(|field| field.name().is_some()) {
        return;
    }
    let message = match input.fields.first() {
        None => "a record needs a field; add one",
        Some(_) => "a record needs a field that is neither padding nor PhantomData",
    };
    ctxt.error(input.target.ident, message);
}

/// `rename_all` changes names that the source gives, and a tuple struct gives none.
fn names_fields_it_renames(ctxt: &mut Ctxt, input: &Record) {
    if let (Some(word), true) = (&input.rename_all, input.tuple) {
        let message = "the fields of a tuple struct are f0, f1, ...; use `rename` on each field instead";
        ctxt.error(word, message);
    }
}

/// A gap has no name, and what has a default is no gap.
fn words_fit(ctxt: &mut Ctxt, field: &Field) {
    let attr = &field.attr;
    let mut words: Vec<&Ident> = Vec::new();
    words.extend(attr.rename.as_ref().map(|(word, _)| word));
    words.extend(attr.title.as_ref().map(|(word, _)| word));
    words.extend(attr.default.as_ref().map(|(word, _)| word));
    words.extend(attr.as_type.as_ref().map(|(word, _)| word));
    match field.role {
        Role::Data(_) => {}
        Role::Padding => {
            for word in words {
                ctxt.error(
                    word,
                    format_args!("a padding field is no part of the dtype; remove `{word}` or `padding`"),
                );
            }
        }
        Role::Phantom => {
            for word in words {
                ctxt.error(word, format_args!("PhantomData is no part of the dtype; remove `{word}`"));
            }
        }
    }
}

/// Types that can't be fields are told from how they are written, where that is possible.
fn suitable_type(ctxt: &mut Ctxt, field: &Field) {
    match (&field.role, &field.attr.as_type) {
        (Role::Phantom, _) => {}
        (Role::Data(_), Some((_, ty))) => field_type::check(ctxt, ty),
        (Role::Data(_) | Role::Padding, _) => field_type::check(ctxt, field.written),
    }
}

/// NumPy finds fields by name, and by title: all of them differ, and none is empty.
fn names_differ(ctxt: &mut Ctxt, input: &Record) {
    let mut seen: HashMap<String, &Field> = HashMap::new();
    for field in &input.fields {
        let Some(name) = field.name() else { continue };
        if name.is_empty() {
            ctxt.error(
                at_name(field),
                "NumPy keeps the empty name for gaps; name the field, or mark it `padding`",
            );
        } else if let Some(before) = seen.get(name) {
            let message = format!("the name '{name}' is taken by {}; `rename` one of the two", shown(before));
            ctxt.error(at_name(field), message);
        } else {
            seen.insert(name.to_owned(), field);
        }
    }
    for field in &input.fields {
        let (Some(_), Some(title)) = (field.name(), field.title()) else { continue };
        let text = title.value();
        if text.is_empty() {
            ctxt.error(title, "a title needs a text; remove `title` to have none");
        } else if let Some(before) = seen.get(&text) {
            let message = format!(
                "the title '{text}' is taken by {}; choose one that is no name and no other title",
                shown(before)
            );
            ctxt.error(title, message);
        } else {
            seen.insert(text, field);
        }
    }
}

/// Where a field's name comes from: its `rename`, or itself.
fn at_name(field: &Field) -> proc_macro2::TokenStream {
    match (&field.attr.rename, &field.member) {
        (Some((_, name)), _) => name.to_token_stream(),
        (None, Member::Named(ident)) => ident.to_token_stream(),
        (None, Member::Unnamed(_)) => field.written.to_token_stream(),
    }
}

fn shown(field: &Field) -> String {
    match &field.member {
        Member::Named(ident) => format!("the field `{ident}`"),
        Member::Unnamed(index) => format!("the field number {}", index.index),
    }
}
