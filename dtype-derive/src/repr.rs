//! What `#[repr(...)]` says. Whether the words fit each other is the compiler's to judge.

use proc_macro2::Span;
use syn::{Attribute, Ident, LitInt};

/// All `#[repr(...)]` attributes of one type, together.
#[derive(Default)]
pub(crate) struct Repr {
    pub(crate) c: bool,
    /// Where `Rust` stands, if it does.
    pub(crate) rust: Option<Span>,
    /// Where `transparent` stands, if it does.
    pub(crate) transparent: Option<Span>,
    /// The N of `packed(N)`; 1 for `packed`. In bytes.
    pub(crate) packed: Option<(u32, Span)>,
    /// The largest N of `align(N)`, in bytes.
    pub(crate) align: Option<(u32, Span)>,
    /// The integer that an enum is stored as.
    pub(crate) integer: Option<Ident>,
}

const INTEGERS: [&str; 12] =
    ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"];

impl Repr {
    /// Reads what it knows. The compiler refuses the rest by itself, in its own words.
    pub(crate) fn parse(attrs: &[Attribute]) -> Repr {
        let mut repr = Repr::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("repr")) {
            // The errors are the compiler's too.
            let _ = attr.parse_nested_meta(|meta| {
                let Some(word) = meta.path.get_ident() else { return Ok(()) };
                let bytes = || -> syn::Result<u32> {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    content.parse::<LitInt>()?.base10_parse()
                };
                match word.to_string().as_str() {
                    "C" => repr.c = true,
                    "Rust" => repr.rust = Some(word.span()),
                    "transparent" => repr.transparent = Some(word.span()),
                    "packed" if meta.input.peek(syn::token::Paren) => {
                        repr.packed = Some((bytes()?, word.span()));
                    }
                    "packed" => repr.packed = Some((1, word.span())),
                    "align" => {
                        let before = repr.align.map_or(1, |(bytes, _)| bytes);
                        repr.align = Some((bytes()?.max(before), word.span()));
                    }
                    integer if INTEGERS.contains(&integer) => repr.integer = Some(word.clone()),
                    _ => {}
                }
                Ok(())
            });
        }
        repr
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Repr {
        Repr::parse(&syn::parse_str::<syn::DeriveInput>(&format!("{text} struct S;")).unwrap().attrs)
    }

    #[test]
    fn words_add_up() {
        let repr = parse("#[repr(C)] #[derive(Clone)] #[repr(align(8), align(4))]");
        assert!(repr.c && repr.packed.is_none() && repr.integer.is_none());
        assert_eq!(repr.align.unwrap().0, 8);
        assert_eq!(parse("#[repr(C, packed)]").packed.unwrap().0, 1);
        assert_eq!(parse("#[repr(packed(0x4), C)]").packed.unwrap().0, 4);
        assert!(parse("#[repr(transparent)]").transparent.is_some());
        assert_eq!(parse("#[repr(u8)]").integer.unwrap(), "u8");
    }

    #[test]
    fn nonsense_is_left_to_the_compiler() {
        assert!(parse("#[repr(\"C\")]").align.is_none());
        assert!(parse("#[repr(align = 8, C)]").align.is_none());
        assert!(parse("#[repr]").packed.is_none());
    }
}
