//! Our own tree of the input. Behind it nobody reads attributes again.

use proc_macro2::{Group, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Data, DataStruct, DeriveInput, Fields, Generics, Ident, Index, LitStr, Member, Path, Type,
    Visibility, WhereClause, parse_quote,
};

use crate::attr::{self, FieldAttr, Place, TypeAttr};
use crate::ctxt::Ctxt;
use crate::name::unraw;
use crate::repr::Repr;

/// A struct that derives `Record`.
pub(crate) struct Record<'a> {
    pub(crate) target: Target<'a>,
    pub(crate) vis: &'a Visibility,
    pub(crate) tuple: bool,
    pub(crate) rename_all: Option<Ident>,
    pub(crate) fields: Vec<Field<'a>>,
}

/// An enum that derives `Element`.
pub(crate) struct Enum<'a> {
    pub(crate) target: Target<'a>,
    pub(crate) variants: Vec<&'a syn::Variant>,
}

/// A struct that derives `Element`.
pub(crate) struct Newtype<'a> {
    pub(crate) target: Target<'a>,
    pub(crate) fields: Vec<Field<'a>>,
}

/// What every type has: a name, parameters, a representation, and where the library is found.
pub(crate) struct Target<'a> {
    pub(crate) ident: &'a Ident,
    /// Without `Self`.
    pub(crate) generics: Generics,
    pub(crate) repr: Repr,
    /// The path of `__private` in the library.
    pub(crate) private: Path,
    /// Attributes that allow in the expansion what the type itself is allowed.
    allowed: TokenStream,
}

/// A field, in whatever role.
pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    pub(crate) vis: &'a Visibility,
    /// As written, for errors.
    pub(crate) written: &'a Type,
    /// The same without `Self`.
    pub(crate) ty: Type,
    pub(crate) attr: FieldAttr,
    pub(crate) role: Role,
}

/// What a field is to the dtype.
pub(crate) enum Role {
    /// A field of the dtype, under this name.
    Data(String),
    /// Bytes of a gap.
    Padding,
    /// A `PhantomData`: no bytes at all.
    Phantom,
}

impl<'a> Record<'a> {
    pub(crate) fn parse(ctxt: &mut Ctxt, ast: &'a DeriveInput, data: &'a DataStruct) -> Record<'a> {
        let attr = TypeAttr::parse(ctxt, &ast.attrs, Place::Record);
        let (rename_all, case) = attr.rename_all.unzip();
        let target = Target::new(ast, attr.krate);
        let fields = fields(ctxt, &target, data, |field, member| match (&field.rename, member) {
            (Some((_, name)), _) => name.value(),
            (None, Member::Unnamed(index)) => format!("f{}", index.index),
            (None, Member::Named(ident)) => {
                let name = unraw(ident);
                case.map_or_else(|| name.clone(), |case| case.apply(&name))
            }
        });
        let tuple = matches!(data.fields, Fields::Unnamed(_));
        Record { target, vis: &ast.vis, tuple, rename_all, fields }
    }
}

impl<'a> Enum<'a> {
    pub(crate) fn parse(ctxt: &mut Ctxt, ast: &'a DeriveInput, data: &'a syn::DataEnum) -> Enum<'a> {
        let attr = TypeAttr::parse(ctxt, &ast.attrs, Place::Element);
        for variant in &data.variants {
            attr::refuse(ctxt, &variant.attrs, "variants take no #[record(...)]; remove it");
        }
        Enum { target: Target::new(ast, attr.krate), variants: data.variants.iter().collect() }
    }
}

impl<'a> Newtype<'a> {
    pub(crate) fn parse(ctxt: &mut Ctxt, ast: &'a DeriveInput, data: &'a DataStruct) -> Newtype<'a> {
        let attr = TypeAttr::parse(ctxt, &ast.attrs, Place::Element);
        for field in &data.fields {
            let message = "the field of a newtype has no name in a dtype; remove #[record(...)]";
            attr::refuse(ctxt, &field.attrs, message);
        }
        let target = Target::new(ast, attr.krate);
        // What was refused above is not to be reported again.
        let fields = fields(&mut Ctxt::default(), &target, data, |_, _| String::new());
        Newtype { target, fields }
    }
}

impl<'a> Target<'a> {
    /// What every type has; `krate` is where it says that the library is.
    pub(crate) fn new(ast: &'a DeriveInput, krate: Option<Path>) -> Target<'a> {
        let krate = krate.unwrap_or_else(|| parse_quote!(::dtype_core));
        Target {
            ident: &ast.ident,
            generics: generics(ast),
            repr: Repr::parse(&ast.attrs),
            private: parse_quote!(#krate::__private),
            allowed: allowed(ast),
        }
    }

    /// The items of an expansion in one block, so that their names stay in there.
    pub(crate) fn in_block(&self, items: TokenStream) -> TokenStream {
        let allowed = &self.allowed;
        quote! {
            #allowed
            const _: () = { #items };
        }
    }

    /// Whether it has type or const parameters, so that its layout is known only where they are.
    pub(crate) fn is_generic(&self) -> bool {
        !self.generics.params.is_empty()
    }

    /// The type itself, with its parameters.
    pub(crate) fn ty(&self) -> TokenStream {
        with_parameters(self.ident, &self.generics)
    }
}

impl Field<'_> {
    /// The type that the dtype describes: the field's own, but for `#[record(as = Type)]`.
    pub(crate) fn element(&self) -> &Type {
        self.attr.as_type.as_ref().map_or(&self.ty, |(_, ty)| ty)
    }

    /// Its name in the dtype, unless it has none.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.role {
            Role::Data(name) => Some(name),
            Role::Padding | Role::Phantom => None,
        }
    }

    pub(crate) fn title(&self) -> Option<&LitStr> {
        self.attr.title.as_ref().map(|(_, title)| title)
    }
}

fn fields<'a>(
    ctxt: &mut Ctxt,
    target: &Target,
    data: &'a DataStruct,
    name: impl Fn(&FieldAttr, &Member) -> String,
) -> Vec<Field<'a>> {
    let this = target.ty();
    let read = |(index, field): (usize, &'a syn::Field)| {
        let attr = FieldAttr::parse(ctxt, &field.attrs);
        let member = match &field.ident {
            Some(ident) => Member::Named(ident.clone()),
            None => Member::Unnamed(Index::from(index)),
        };
        let role = if attr.padding.is_some() {
            Role::Padding
        } else if is_phantom(&field.ty) {
            Role::Phantom
        } else {
            Role::Data(name(&attr, &member))
        };
        let ty = Type::Verbatim(without_self(field.ty.to_token_stream(), &this));
        Field { member, vis: &field.vis, written: &field.ty, ty, attr, role }
    };
    data.fields.iter().enumerate().map(read).collect()
}

/// The type's own `#[allow(..)]`s, since the expansion repeats parts of it; and mentioning what is deprecated is not
/// using it.
fn allowed(ast: &DeriveInput) -> TokenStream {
    let deprecated = |attrs: &[Attribute]| attrs.iter().any(|attr| attr.path().is_ident("deprecated"));
    let inside = match &ast.data {
        Data::Struct(data) => data.fields.iter().any(|field| deprecated(&field.attrs)),
        Data::Enum(data) => data.variants.iter().any(|variant| deprecated(&variant.attrs)),
        Data::Union(_) => false,
    };
    let own = ast.attrs.iter().filter(|attr| attr.path().is_ident("allow"));
    let deprecated = (inside || deprecated(&ast.attrs)).then(|| quote!(#[allow(deprecated)]));
    quote!(#(#own)* #deprecated)
}

/// Whether a type is called `PhantomData`. The expansion has the compiler confirm it.
fn is_phantom(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_phantom(&group.elem),
        Type::Paren(paren) => is_phantom(&paren.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "PhantomData"),
        _ => false,
    }
}

fn with_parameters(ident: &Ident, generics: &Generics) -> TokenStream {
    let (_, parameters, _) = generics.split_for_impl();
    quote!(#ident #parameters)
}

/// The parameters, and their `where`, without `Self`.
fn generics(ast: &DeriveInput) -> Generics {
    let this = with_parameters(&ast.ident, &ast.generics);
    let (own, clause) = (&ast.generics, &ast.generics.where_clause);
    let parameters = syn::parse2::<Generics>(without_self(quote!(#own), &this));
    let clause = syn::parse2::<Option<WhereClause>>(without_self(quote!(#clause), &this));
    match (parameters, clause) {
        (Ok(parameters), Ok(where_clause)) => Generics { where_clause, ..parameters },
        _ => own.clone(),
    }
}

/// The same tokens with the type in place of `Self`, which means another type in the expansion.
fn without_self(tokens: TokenStream, this: &TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let path = matches!(tokens.peek(), Some(TokenTree::Punct(next))
                    if next.as_char() == ':' && next.spacing() == Spacing::Joint);
                out.extend(if path { quote!(<#this>) } else { this.clone() });
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), without_self(group.stream(), this));
                inner.set_span(group.span());
                out.extend([TokenTree::Group(inner)]);
            }
            other => out.extend([other]),
        }
    }
    out
}
