//! Errors are collected, so that one run of the compiler shows them all.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// What is wrong with the input so far.
#[derive(Default)]
pub(crate) struct Ctxt {
    errors: Vec<syn::Error>,
}

impl Ctxt {
    /// Adds an error that is shown under `tokens`.
    pub(crate) fn error(&mut self, tokens: impl ToTokens, message: impl std::fmt::Display) {
        self.errors.push(syn::Error::new_spanned(tokens, message));
    }

    /// Adds an error that is shown at a place.
    pub(crate) fn error_at(&mut self, place: Span, message: impl std::fmt::Display) {
        self.errors.push(syn::Error::new(place, message));
    }

    /// Nothing, or all errors as one stream of `compile_error!`s, each at its own span.
    pub(crate) fn finish(self) -> Result<(), TokenStream> {
        if self.errors.is_empty() {
            return Ok(());
        }
        Err(self.errors.into_iter().map(syn::Error::into_compile_error).collect())
    }
}
