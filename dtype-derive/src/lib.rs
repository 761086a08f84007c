//! `#[derive(Record)]` and `#[derive(Element)]` for dtype-core, which re-exports both.
//!
//! From tokens to tokens in five steps, a module each: `derive` leads through `input` (our own tree, with `attr`,
//! `repr` and `name` for its parts), `check` (the rules, with `field_type`), and then `expand` or `element`, or, where
//! a rule is broken, the errors that `ctxt` collected and the impls of `fallback`.

mod attr;
mod check;
mod ctxt;
mod derive;
mod element;
mod endian;
mod expand;
mod fallback;
mod field_type;
mod generics;
mod hygiene;
mod input;
mod name;
mod repr;

use proc_macro::TokenStream;

/// Makes a struct a record: its dtype, and a typed handle for each field.
///
/// ```
/// use dtype_core::{Columns, Element, Record};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Trade {
///     time: i64,
///     price: f64,
///     size: u32,
/// }
///
/// assert_eq!(Trade::DTYPE.field("size").unwrap().offset(), 16);
/// assert_eq!(Trade::FIELDS.size.offset(), 16);
///
/// let trades = [Trade { time: 1, price: 99.5, size: 10 }];
/// assert_eq!(trades.column(Trade::FIELDS.price).get(0), Some(99.5));
/// ```
///
/// # What it takes
///
/// Structs with named fields, and tuple structs, whose fields are called `f0`, `f1` and so on. The layout has to be one
/// that others can know: `repr(C)`, alone or with `packed`, `packed(N)` or `align(N)`. The struct is `Copy`. It may
/// have type and const parameters, but no lifetimes.
///
/// Every field is an `Element`: a number, `bool`, `char`, an array, another record, an
/// enum or newtype that derives `Element`, or one of the library's types for text, time and
/// byte orders. A field of type `PhantomData` has no bytes and is no part of the dtype.
///
/// # `#[record(...)]` above the struct
///
/// | word | means |
/// |---|---|
/// | `rename_all = "case"` | the fields' names in another case: `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE` |
/// | `crate = path` | where the library is, if not at `::dtype_core` |
///
/// # `#[record(...)]` on a field
///
/// | word | means |
/// |---|---|
/// | `rename = "name"` | its name in the dtype: any text that is not empty |
/// | `title = "text"` | its title |
/// | `default` | if a file has no such field, records get the type's `Default` |
/// | `default = expr` | the same, with this value |
/// | `padding` | these bytes are a gap: no field of the dtype, no handle, and zeros in files |
/// | `as = Type` | the field's type is not an `Element`, but bytemuck's `Pod`, and its bytes are a `Type` |
///
/// ```
/// use dtype_core::{DType, Element, Record};
///
/// #[derive(Clone, Copy, Record)]
/// #[record(rename_all = "camelCase")]
/// #[repr(C)]
/// struct Particle {
///     #[record(rename = "alignments2D/pose", title = "Pose")]
///     pose: [f32; 2],
///     #[record(default = -1)]
///     class_id: i16,
///     #[record(padding)]
///     reserved: [u8; 2],
/// }
///
/// let same = "[(('Pose', 'alignments2D/pose'), '<f4', (2,)), ('classId', '<i2'), ('', '|V2')]";
/// assert_eq!(Particle::DTYPE, &same.parse::<DType>()?);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # What it makes
///
/// Impls of `Element` and `Record`, and no name that the
/// program could see. Each handle in `FIELDS` is as visible as its field. While the program is compiled, the size of
/// every field is compared with its dtype's, and the compiler's offsets with those of C's layout rule; for a type with
/// parameters, where it is used.
#[proc_macro_derive(Record, attributes(record))]
pub fn record(input: TokenStream) -> TokenStream {
    derive::derive_record(input.into()).into()
}

/// Makes an enum or a newtype an element: something that can be a field of a record.
///
/// An enum without fields is stored as the integer that its `repr` names, and has that one's dtype. Bytes are looked
/// at before they become such a value: only the integers of its variants are.
///
/// ```
/// use dtype_core::{Element, Record, cast};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Element)]
/// #[repr(u8)]
/// enum Side {
///     Buy = b'B',
///     Sell = b'S',
/// }
///
/// assert_eq!(Side::DTYPE, u8::DTYPE);
/// assert_eq!(cast::<Side>(b"BS"), Ok(&[Side::Buy, Side::Sell][..]));
/// assert!(cast::<Side>(b"B?").is_err());
/// ```
///
/// A newtype is a struct of one field with `repr(transparent)`, and has the dtype of that field.
///
/// ```
/// use dtype_core::Element;
///
/// #[derive(Clone, Copy, Element)]
/// #[repr(transparent)]
/// struct Celsius(f32);
///
/// assert_eq!(Celsius::DTYPE, f32::DTYPE);
/// ```
///
/// Both also get a byte order, `Endian`, if what they are stored as has one. The one word of
/// `#[record(...)]` is `crate = path`, as for `Record`.
#[proc_macro_derive(Element, attributes(record))]
pub fn element(input: TokenStream) -> TokenStream {
    derive::derive_element(input.into()).into()
}
