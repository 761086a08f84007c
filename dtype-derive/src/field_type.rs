//! Types that can't be fields, known by how they are written, each with what to write instead.
//!
//! The compiler would refuse them too, since they are no `Element`; but it can't say what to do. Names are
//! only looked up where nobody would give them to a record.

use syn::{GenericArgument, PathArguments, Type, TypePath};

use crate::ctxt::Ctxt;

/// Says what is wrong with a field's type, at the part of it that is wrong.
pub(crate) fn check(ctxt: &mut Ctxt, ty: &Type) {
    match ty {
        Type::Array(array) => check(ctxt, &array.elem),
        Type::Group(group) => check(ctxt, &group.elem),
        Type::Paren(paren) => check(ctxt, &paren.elem),
        Type::Reference(reference) => ctxt.error(ty, of_reference(&reference.elem)),
        Type::Slice(_) => ctxt.error(ty, "a slice has no fixed length; use an array `[T; N]`"),
        Type::Ptr(_) => ctxt.error(
            ty,
            "a pointer means nothing outside of this process; store the value, or an index as u64",
        ),
        Type::FnPtr(_) => ctxt.error(
            ty,
            "a function pointer means nothing outside of this process; use an enum that derives Element",
        ),
        Type::Tuple(tuple) if tuple.elems.is_empty() => {
            ctxt.error(ty, "`()` has no bytes and no dtype; remove the field");
        }
        Type::Tuple(_) => {
            ctxt.error(ty, "the compiler may reorder a tuple; use a struct that derives Record");
        }
        Type::Path(path) => {
            if let Some(message) = of_path(path) {
                ctxt.error(ty, message);
            }
        }
        _ => {}
    }
}

fn of_reference(target: &Type) -> &'static str {
    match target {
        Type::Slice(_) => "a slice lies elsewhere in memory; store the values as an array `[T; N]`",
        Type::Path(path) if path.path.is_ident("str") => OF_TEXT,
        _ => "a reference points elsewhere in memory; store the value itself",
    }
}

const OF_TEXT: &str = "text lies elsewhere in memory; use FixedBytes<N> ('S') or FixedStr<N> ('U')";

/// What to write instead of a type of the standard library, if this is one that can't be a field.
fn of_path(path: &TypePath) -> Option<String> {
    if path.qself.is_some() {
        return None;
    }
    let last = path.path.segments.last()?;
    let inner = first_argument(&last.arguments);
    let name = last.ident.to_string();
    let message = match name.as_str() {
        "String" | "CString" | "OsString" | "PathBuf" | "str" => OF_TEXT.to_owned(),
        "Vec" | "VecDeque" => match inner {
            Some(inner) => format!("a {name} lies elsewhere in memory; use an array `[{inner}; N]`"),
            None => format!("a {name} lies elsewhere in memory; use an array"),
        },
        "HashMap" | "BTreeMap" | "HashSet" | "BTreeSet" => {
            format!("a {name} lies elsewhere in memory; a record has room for an array of fixed length only")
        }
        "Box" | "Rc" | "Arc" | "Cow" => match inner {
            Some(inner) => format!("a {name} points elsewhere in memory; store the value itself: `{inner}`"),
            None => format!("a {name} points elsewhere in memory; store the value itself"),
        },
        "Option" => "no dtype has room for `None`; use a value that means absence, such as NaN, NaT or 0, \
                     or a bool beside it"
            .to_owned(),
        "usize" => "`usize` has another size on other machines; use u64 or u32".to_owned(),
        "isize" => "`isize` has another size on other machines; use i64 or i32".to_owned(),
        "u128" | "i128" => {
            format!("NumPy has no integers of 128 bits; use `[{}64; 2]` or Void<16>", &name[..1])
        }
        "f128" => {
            "NumPy has no portable float of 128 bits; use f64, or Void<16> to keep the bytes".to_owned()
        }
        _ => return None,
    };
    Some(message)
}

/// The text of the first type argument, as in `Vec<f64>`, if it is a plain name.
fn first_argument(arguments: &PathArguments) -> Option<String> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(Type::Path(path)) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    })
}
