//! NumPy's notation for scalars: `<f8`, `|S5`, `<M8[25s]`, and the names and letters that mean the same.

use std::fmt;
use std::str::FromStr;

use crate::dtype::datetime;
use crate::dtype::{ByteOrder, Scalar, ScalarKind, TimeStep, nearest};
use crate::error::{Error, Result};
use ScalarKind::*;

/// Prints NumPy's `.str`: byte order, kind, size.
///
/// ```
/// use dtype_core::{ByteOrder, Scalar, ScalarKind};
///
/// assert_eq!(Scalar::new(ScalarKind::Float64, ByteOrder::Big).to_string(), ">f8");
/// assert_eq!(Scalar::new(ScalarKind::Str(3), ByteOrder::Little).to_string(), "<U3");
/// assert_eq!(Scalar::native(ScalarKind::Bool).to_string(), "|b1");
/// ```
impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.byte_order().as_char(), self.kind().letter())?;
        match self.kind() {
            Str(n) => write!(f, "{n}"),
            DateTime64(step) | TimeDelta64(step) => write!(f, "8{step}"),
            Object => Ok(()),
            kind => write!(f, "{}", kind.itemsize()),
        }
    }
}

/// Reads what NumPy reads as the type of one value: `<f8`, `S5`, `M8[ns]`, `float64`, `d`.
///
/// ```
/// use dtype_core::{Scalar, ScalarKind};
///
/// assert_eq!("<i4".parse::<Scalar>()?.kind(), ScalarKind::Int32);
/// assert_eq!("float64".parse::<Scalar>()?, "d".parse()?);
/// # Ok::<(), dtype_core::Error>(())
/// ```
impl FromStr for Scalar {
    type Err = Error;

    fn from_str(text: &str) -> Result<Scalar> {
        let (order, rest) = match text.as_bytes().first() {
            Some(b'<') => (ByteOrder::Little, &text[1..]),
            Some(b'>') => (ByteOrder::Big, &text[1..]),
            Some(b'=' | b'|') => (ByteOrder::NATIVE, &text[1..]),
            _ => (ByteOrder::NATIVE, text),
        };
        if let Some(kind) = time(rest)? {
            return Ok(Scalar::new(kind, order));
        }
        match letter(rest).or_else(|| letter_and_size(rest)) {
            Some(kind) => Ok(Scalar::new(kind, order)),
            // Names take no byte order.
            None => name(text).map(Scalar::native).ok_or_else(|| unknown(text, rest)),
        }
    }
}

/// `M8`, `m8` and their long names, then perhaps a unit in brackets.
fn time(text: &str) -> Result<Option<ScalarKind>> {
    let after = |short, long| text.strip_prefix(short).or_else(|| text.strip_prefix(long));
    let (step, is_point) = match (after("M8", "datetime64"), after("m8", "timedelta64")) {
        (Some(step), _) => (step, true),
        (None, Some(step)) => (step, false),
        (None, None) => return Ok(None),
    };
    let step: TimeStep = step
        .parse()
        .map_err(|error| Error::format(format!("no time unit in {}: {error}", super::quote(step))))?;
    Ok(Some(if is_point { DateTime64(step) } else { TimeDelta64(step) }))
}

/// One letter: the types of C, and kinds without a size. `long` is 64 bits wide, as on 64-bit Unix.
fn letter(text: &str) -> Option<ScalarKind> {
    Some(match text {
        "?" => Bool,
        "b" => Int8,
        "B" => UInt8,
        "h" => Int16,
        "H" => UInt16,
        "i" => Int32,
        "I" => UInt32,
        "l" | "q" | "p" | "n" => Int64,
        "L" | "Q" | "P" | "N" => UInt64,
        "e" => Float16,
        "f" => Float32,
        "d" => Float64,
        "g" => LongDouble,
        "F" => Complex64,
        "D" => Complex128,
        "G" => ComplexLongDouble,
        "S" => Bytes(0),
        "c" => Bytes(1),
        "U" => Str(0),
        "V" => Void(0),
        "O" => Object,
        "M" => DateTime64(TimeStep::GENERIC),
        "m" => TimeDelta64(TimeStep::GENERIC),
        _ => return None,
    })
}

/// A letter and a number, read as C's `strtol` reads it: `i 4` and `f+8` are types too.
fn letter_and_size(text: &str) -> Option<ScalarKind> {
    let letter = text.chars().next()?;
    let size = datetime::number(&text[letter.len_utf8()..])?;
    Some(match (letter, size) {
        ('b', 1) => Bool,
        ('i', 1) => Int8,
        ('i', 2) => Int16,
        ('i', 4) => Int32,
        ('i', 8) => Int64,
        ('u', 1) => UInt8,
        ('u', 2) => UInt16,
        ('u', 4) => UInt32,
        ('u', 8) => UInt64,
        ('f', 2) => Float16,
        ('f', 4) => Float32,
        ('f', 8) => Float64,
        ('f', 16) => LongDouble,
        ('c', 8) => Complex64,
        ('c', 16) => Complex128,
        ('c', 32) => ComplexLongDouble,
        ('O', 4 | 8) => Object,
        ('M', 8) => DateTime64(TimeStep::GENERIC),
        ('m', 8) => TimeDelta64(TimeStep::GENERIC),
        _ => return sized(letter, size),
    })
}

/// `S`, `U` and `V` of a size: bytes, characters, bytes. `None` if there is no such type.
fn sized(letter: char, size: u32) -> Option<ScalarKind> {
    let n = usize::try_from(size).ok()?;
    match letter {
        'S' | 'a' => Some(Bytes(n)),
        'U' => (n <= super::MAX_CHARACTERS).then_some(Str(n)),
        'V' => Some(Void(n)),
        _ => None,
    }
}

/// NumPy's names, as on 64-bit Unix.
const NAMES: &[(&str, ScalarKind)] = &[
    ("bool", Bool),
    ("bool_", Bool),
    ("int8", Int8),
    ("byte", Int8),
    ("int16", Int16),
    ("short", Int16),
    ("int32", Int32),
    ("intc", Int32),
    ("int64", Int64),
    ("int", Int64),
    ("int_", Int64),
    ("intp", Int64),
    ("long", Int64),
    ("longlong", Int64),
    ("uint8", UInt8),
    ("ubyte", UInt8),
    ("uint16", UInt16),
    ("ushort", UInt16),
    ("uint32", UInt32),
    ("uintc", UInt32),
    ("uint64", UInt64),
    ("uint", UInt64),
    ("uintp", UInt64),
    ("ulong", UInt64),
    ("ulonglong", UInt64),
    ("float16", Float16),
    ("half", Float16),
    ("float32", Float32),
    ("single", Float32),
    ("float64", Float64),
    ("float", Float64),
    ("double", Float64),
    ("float128", LongDouble),
    ("longdouble", LongDouble),
    ("complex64", Complex64),
    ("csingle", Complex64),
    ("complex128", Complex128),
    ("complex", Complex128),
    ("cdouble", Complex128),
    ("complex256", ComplexLongDouble),
    ("clongdouble", ComplexLongDouble),
    ("object", Object),
    ("object_", Object),
    ("str", Str(0)),
    ("str_", Str(0)),
    ("unicode", Str(0)),
    ("bytes", Bytes(0)),
    ("bytes_", Bytes(0)),
    ("a", Bytes(0)),
    ("void", Void(0)),
];

fn name(text: &str) -> Option<ScalarKind> {
    NAMES.iter().find(|(name, _)| *name == text).map(|&(_, kind)| kind)
}

#[cold]
fn unknown(text: &str, without_order: &str) -> Error {
    if without_order == "T" {
        return Error::unsupported(
            "cannot read 'T', text of variable width: it is stored apart from the array",
        );
    }
    let found = super::quote(text);
    if text.len() > without_order.len() && name(without_order).is_some() {
        return Error::format(format!("expected a name without byte order, found {found}"));
    }
    // NumPy 1 had names with a digit for types of the platform's size.
    let meant = match text {
        "int0" => Some("intp"),
        "uint0" => Some("uintp"),
        "bool8" => Some("bool"),
        "bytes0" | "object0" | "str0" | "void0" => Some(text.trim_end_matches('0')),
        _ => nearest(text, NAMES.iter().map(|(name, _)| *name)),
    };
    let meant = match meant {
        Some(name) => format!("; is '{name}' meant?"),
        None => String::new(),
    };
    Error::format(format!("expected a type such as '<f8', 'S5' or '<M8[ns]', found {found}{meant}"))
}
