//! From a dtype to the text of a C header whose struct is it.

use std::fmt::Write;

use super::structs::{Language, Member, Struct, Structs, ascii_identifier};
use crate::dtype::layout::Extent;
use crate::dtype::{DType, Field, Scalar, ScalarKind};
use crate::error::{Error, Result};

/// The text of a C header that defines `name`: a struct, or what else the dtype is, and what it is made of.
///
/// C11 and C++11 take it without a warning. Every gap is a member, every size and every offset is asserted, so that a
/// compiler with other ideas of the layout says so. A struct is packed (`#pragma pack`) only if it has to be. Members
/// stand in the order of their offsets, and have the fields' names as far as C takes them; a comment tells the original.
///
/// | dtype | C |
/// |---|---|
/// | `i1` ... `u8`, `f4`, `f8`, `f16` | `int8_t` ... `uint64_t`, `float`, `double`, `long double` |
/// | `?`, `f2` | `uint8_t`, since any byte may be there; `uint16_t` |
/// | `c8`, `c16`, `c32` | an array of two, real part first |
/// | `S`, `U`, `V` | `char[]`, `uint32_t[]`, `unsigned char[]`, without a NUL behind the last one |
/// | `M8`, `m8` | `int64_t` |
/// | anything in a foreign byte order | `unsigned char[]` |
///
/// ```
/// use dtype_core::interop::c_header;
///
/// let dtype = "{'names': ['flags', 'bid price', 'size'], 'formats': ['u1', '>f8', '<u4'], \
///               'offsets': [0, 4, 12], 'itemsize': 16}".parse()?;
/// assert_eq!(c_header::header(&dtype, "Quote")?, r#"#ifndef DTYPE_QUOTE_H
/// #define DTYPE_QUOTE_H
///
/// #include <assert.h>
/// #include <stddef.h>
/// #include <stdint.h>
///
/// typedef struct Quote {
///     uint8_t flags;
///     unsigned char _padding_1[3];
///     unsigned char bid_price[8]; /* "bid price", '>f8' */
///     uint32_t size;
/// } Quote;
///
/// static_assert(sizeof(Quote) == 16, "size of Quote");
/// static_assert(offsetof(Quote, flags) == 0, "offset of Quote.flags");
/// static_assert(offsetof(Quote, bid_price) == 4, "offset of Quote.bid_price");
/// static_assert(offsetof(Quote, size) == 12, "offset of Quote.size");
///
/// #endif
/// "#);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// [`Unsupported`](crate::ErrorKind::Unsupported) if there is no such struct: fields overlap, have no bytes in all, or
/// are Python objects. [`Format`](crate::ErrorKind::Format) if `name` is no name for a type.
pub fn header(dtype: &DType, name: &str) -> Result<String> {
    check_name(name)?;
    if dtype.itemsize() == 0 {
        return Err(Error::unsupported("a dtype of zero bytes, which no type in C is"));
    }
    let record = dtype.fields().is_some();
    let structs = Structs::of(dtype, &if record { name.to_owned() } else { format!("{name}_item") }, &C)?;
    let guard = format!("DTYPE_{}_H", name.to_ascii_uppercase());
    let mut text = format!("#ifndef {guard}\n#define {guard}\n\n");
    text.push_str("#include <assert.h>\n#include <stddef.h>\n#include <stdint.h>\n\n");
    for one in &structs.list {
        define(&mut text, &structs, one)?;
    }
    if !record {
        let _ = writeln!(text, "typedef {}", declaration(&structs, dtype, name, "")?);
        let size = dtype.itemsize();
        let _ = writeln!(text, "\nstatic_assert(sizeof({name}) == {size}, \"size of {name}\");\n");
    }
    text.push_str("#endif\n");
    Ok(text)
}

const C: Language = Language {
    extent,
    identifier,
    type_suffix: |identifier| format!("_{identifier}"),
    reserved: RESERVED,
    reserved_types: RESERVED,
    separator: "_",
    by_offset: true,
    all_gaps: true,
    zero_sized: false,
};

/// Words of C and C++, types that the text names, and what compilers and the included headers define as macros.
const RESERVED: &[&str] = &[
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "assert",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "i386",
    "if",
    "inline",
    "int",
    "int16_t",
    "int32_t",
    "int64_t",
    "int8_t",
    "linux",
    "long",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "NDEBUG",
    "NULL",
    "offsetof",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "typeof",
    "typeof_unqual",
    "uint16_t",
    "uint32_t",
    "uint64_t",
    "uint8_t",
    "union",
    "unix",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
];

fn define(text: &mut String, structs: &Structs, one: &Struct) -> Result<()> {
    let name = &one.name;
    if one.packed {
        text.push_str("#pragma pack(push, 1)\n");
    }
    let _ = writeln!(text, "typedef struct {name} {{");
    let mut asserts = format!("static_assert(sizeof({name}) == {}, \"size of {name}\");\n", one.itemsize);
    for member in &one.members {
        match member {
            Member::Field { field, .. } if field.dtype().itemsize() == 0 => {
                let _ = writeln!(text, "    /* no bytes: {} */", comment(&format!("{:?}", field.name())));
            }
            Member::Field { identifier, field } => {
                let in_field = |error: Error| error.in_field(field.name());
                let note = note(identifier, field);
                let member = declaration(structs, field.dtype(), identifier, &note).map_err(in_field)?;
                let _ = writeln!(text, "    {member}");
                let _ = writeln!(
                    asserts,
                    "static_assert(offsetof({name}, {identifier}) == {}, \"offset of {name}.{identifier}\");",
                    field.offset()
                );
            }
            Member::Gap { identifier, size } => {
                let _ = writeln!(text, "    unsigned char {identifier}[{size}];");
            }
        }
    }
    let _ = writeln!(text, "}} {name};");
    if one.packed {
        text.push_str("#pragma pack(pop)\n");
    }
    let _ = writeln!(text, "\n{asserts}");
    Ok(())
}

/// `type identifier[2][3]; /* note */`
fn declaration(structs: &Structs, dtype: &DType, identifier: &str, note: &str) -> Result<String> {
    let (base, mut shape) = dtype.flattened();
    let of = match base.as_scalar() {
        Some(scalar) => {
            let (of, length) = item(scalar)?;
            shape.extend(length);
            of
        }
        None => structs.name_of(base),
    };
    let mut text = format!("{of} {identifier}");
    for length in shape {
        let _ = write!(text, "[{length}]");
    }
    text.push(';');
    if !note.is_empty() {
        let _ = write!(text, " /* {note} */");
    }
    Ok(text)
}

/// What a scalar is made of, and how many of it if it is an array.
fn item(scalar: Scalar) -> Result<(&'static str, Option<usize>)> {
    use ScalarKind::*;
    if !scalar.byte_order().is_native() {
        return Ok(("unsigned char", Some(scalar.itemsize())));
    }
    Ok(match scalar.kind() {
        Bool | UInt8 => ("uint8_t", None),
        Int8 => ("int8_t", None),
        Int16 => ("int16_t", None),
        Int32 => ("int32_t", None),
        Int64 | DateTime64(_) | TimeDelta64(_) => ("int64_t", None),
        UInt16 | Float16 => ("uint16_t", None),
        UInt32 => ("uint32_t", None),
        UInt64 => ("uint64_t", None),
        Float32 => ("float", None),
        Float64 => ("double", None),
        LongDouble => ("long double", None),
        Complex64 => ("float", Some(2)),
        Complex128 => ("double", Some(2)),
        ComplexLongDouble => ("long double", Some(2)),
        Bytes(n) => ("char", Some(n)),
        Str(n) => ("uint32_t", Some(n)),
        Void(n) => ("unsigned char", Some(n)),
        Object => return Err(Error::unsupported("a Python object, whose bytes are an address")),
    })
}

/// The name, the title and the dtype, where the member does not tell them.
fn note(identifier: &str, field: &Field) -> String {
    use ScalarKind::*;
    let mut parts = Vec::new();
    if identifier != field.name() {
        parts.push(format!("{:?}", field.name()));
    }
    if let Some(title) = field.title() {
        parts.push(format!("title {title:?}"));
    }
    let (base, _) = field.dtype().flattened();
    if let Some(scalar) = base.as_scalar()
        && (!scalar.byte_order().is_native()
            || matches!(scalar.kind(), Bool | Float16 | DateTime64(_) | TimeDelta64(_) | Str(_))
            || scalar.kind().letter() == 'c')
    {
        parts.push(base.to_string());
    }
    comment(&parts.join(", "))
}

/// Text that neither ends a comment nor seems to begin one.
fn comment(text: &str) -> String {
    text.replace("*/", "*\\/").replace("/*", "/\\*")
}

fn extent(scalar: Scalar) -> Result<Extent> {
    item(scalar)?;
    let alignment = if scalar.byte_order().is_native() { scalar.alignment() } else { 1 };
    Ok(Extent { size: scalar.itemsize(), alignment })
}

/// A field's name without what belongs to the compiler: two underscores in front, or names of macros.
fn identifier(name: &str) -> String {
    let mut identifier = ascii_identifier(name);
    let macros = ["_MIN", "_MAX", "_WIDTH", "_H"].iter().any(|end| identifier.ends_with(end));
    if macros && !identifier.contains(|c: char| c.is_ascii_lowercase()) {
        identifier.push('_');
    }
    let second = identifier.strip_prefix('_').and_then(|rest| rest.chars().next());
    if second.is_some_and(|c| c == '_' || c.is_ascii_uppercase()) {
        identifier.insert_str(0, "field");
    }
    identifier
}

fn check_name(name: &str) -> Result<()> {
    if name == identifier(name) && !name.starts_with('_') && !RESERVED.contains(&name) {
        return Ok(());
    }
    let message = format!("expected a name for a type in ASCII that C has no other use for, found '{name}'");
    Err(Error::format(message))
}
