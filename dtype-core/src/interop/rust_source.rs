//! From a dtype to the text of Rust structs that are it.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::structs::{Language, Member, Struct, Structs, ascii_identifier};
use crate::dtype::layout::Extent;
use crate::dtype::{ByteOrder, DType, Field, Scalar, ScalarKind, TimeStep, TimeUnit};
use crate::error::{Error, Result};

/// The text of a Rust type `name` whose dtype is this one: structs that derive [`Record`](trait@crate::Record), or an
/// alias if the dtype has no fields.
///
/// The text compiles on machines of this one's byte order, with the features `half` and `complex` where it names those
/// crates. Values in this order are plain numbers, others are [`Be`](crate::Be) or [`Le`](crate::Le). Fields keep their
/// names as far as Rust takes them, and else are renamed; so are those in capitals. A struct is packed only if it has
/// to be, and gaps that `repr(C)` would not make are fields marked `padding`. Records that are equal become one struct.
///
/// ```
/// use dtype_core::interop::rust_source;
///
/// let dtype = "[('time', '<i8'), ('Bid Price', '>f8'), ('size', '<u4'), ('', '|V4')]".parse()?;
/// assert_eq!(rust_source::source(&dtype, "Quote")?, r#"use dtype_core::{Be, Record};
///
/// #[derive(Clone, Copy, Debug, Record)]
/// #[repr(C)]
/// pub struct Quote {
///     pub time: i64,
///     #[record(rename = "Bid Price")]
///     pub bid_price: Be<f64>,
///     pub size: u32,
/// }
/// "#);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// The dtype of the type is equal to this one, with one exception: a sub-array of sub-arrays becomes an array of more
/// axes, which is how Rust's arrays nest and the same layout.
///
/// # Errors
/// [`Unsupported`](crate::ErrorKind::Unsupported) if there is no such type: fields overlap or are out of order, have no
/// bytes in all, are long doubles or Python objects, or have an empty name. [`Format`](crate::ErrorKind::Format) if
/// `name` is no name for a type.
pub fn source(dtype: &DType, name: &str) -> Result<String> {
    check_name(name)?;
    let record = dtype.fields().is_some();
    let structs = Structs::of(dtype, &if record { name.to_owned() } else { format!("{name}Item") }, &RUST)?;
    let mut writer = Writer { structs: &structs, imports: BTreeSet::new() };
    let mut items = Vec::new();
    for one in &structs.list {
        items.push(writer.define(one)?);
    }
    if !record {
        items.push(format!("pub type {name} = {};\n", writer.of(dtype)?));
    }
    let imports: Vec<&str> = writer.imports.into_iter().collect();
    match &imports[..] {
        [] => {}
        [one] => items.insert(0, format!("use dtype_core::{one};\n")),
        many => items.insert(0, format!("use dtype_core::{{{}}};\n", many.join(", "))),
    }
    Ok(items.join("\n"))
}

const RUST: Language = Language {
    extent,
    identifier,
    type_suffix,
    reserved: &[],
    reserved_types: TAKEN,
    separator: "",
    by_offset: false,
    all_gaps: false,
    zero_sized: true,
};

/// Types that the text may name.
const TAKEN: &[&str] = &[
    "Record",
    "Be",
    "Le",
    "FixedBytes",
    "FixedStr",
    "Void",
    "DateTime64",
    "TimeDelta64",
    "Year",
    "Month",
    "Week",
    "Day",
    "Hour",
    "Minute",
    "Second",
    "Millisecond",
    "Microsecond",
    "Nanosecond",
    "Picosecond",
    "Femtosecond",
    "Attosecond",
    "GenericUnit",
    "Clone",
    "Copy",
    "Debug",
    "bool",
    "char",
    "i8",
    "i16",
    "i32",
    "i64",
    "u8",
    "u16",
    "u32",
    "u64",
    "f32",
    "f64",
    "half",
    "num_complex",
    "dtype_core",
];

/// Words that are names only as raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that are never names.
const PATHS: &[&str] = &["self", "Self", "super", "crate"];

struct Writer<'s, 'd> {
    structs: &'s Structs<'d>,
    /// What the text uses of the library.
    imports: BTreeSet<&'static str>,
}

impl Writer<'_, '_> {
    fn define(&mut self, one: &Struct) -> Result<String> {
        self.imports.insert("Record");
        let repr = if one.packed { "C, packed" } else { "C" };
        let name = &one.name;
        let mut text =
            format!("#[derive(Clone, Copy, Debug, Record)]\n#[repr({repr})]\npub struct {name} {{\n");
        for member in &one.members {
            match member {
                Member::Field { identifier, field } => {
                    let words = words(identifier, field).map_err(|error| error.in_field(field.name()))?;
                    if !words.is_empty() {
                        let _ = writeln!(text, "    #[record({})]", words.join(", "));
                    }
                    let of = self.of(field.dtype()).map_err(|error| error.in_field(field.name()))?;
                    let _ = writeln!(text, "    pub {identifier}: {of},");
                }
                Member::Gap { identifier, size } => {
                    let _ = writeln!(text, "    #[record(padding)]\n    pub {identifier}: [u8; {size}],");
                }
            }
        }
        text.push_str("}\n");
        Ok(text)
    }

    /// The Rust type of a dtype.
    fn of(&mut self, dtype: &DType) -> Result<String> {
        let (base, shape) = dtype.flattened();
        let item = match base.as_scalar() {
            Some(scalar) => self.scalar(scalar)?,
            None => self.structs.name_of(base).to_owned(),
        };
        Ok(shape.iter().rev().fold(item, |item, length| format!("[{item}; {length}]")))
    }

    fn scalar(&mut self, scalar: Scalar) -> Result<String> {
        use ScalarKind::*;
        let plain = match scalar.kind() {
            Bool => "bool".to_owned(),
            Int8 => "i8".to_owned(),
            Int16 => "i16".to_owned(),
            Int32 => "i32".to_owned(),
            Int64 => "i64".to_owned(),
            UInt8 => "u8".to_owned(),
            UInt16 => "u16".to_owned(),
            UInt32 => "u32".to_owned(),
            UInt64 => "u64".to_owned(),
            Float16 => "half::f16".to_owned(),
            Float32 => "f32".to_owned(),
            Float64 => "f64".to_owned(),
            Complex64 => "num_complex::Complex<f32>".to_owned(),
            Complex128 => "num_complex::Complex<f64>".to_owned(),
            Bytes(n) => format!("{}<{n}>", self.import("FixedBytes")),
            Str(1) => "char".to_owned(),
            Str(n) => format!("{}<{n}>", self.import("FixedStr")),
            Void(n) => format!("{}<{n}>", self.import("Void")),
            DateTime64(step) => self.time("DateTime64", step),
            TimeDelta64(step) => self.time("TimeDelta64", step),
            kind @ (LongDouble | ComplexLongDouble | Object) => return Err(no_type(kind)),
        };
        Ok(match scalar.byte_order() {
            order if order.is_native() => plain,
            ByteOrder::Big => format!("{}<{plain}>", self.import("Be")),
            _ => format!("{}<{plain}>", self.import("Le")),
        })
    }

    fn time(&mut self, name: &'static str, step: TimeStep) -> String {
        let unit = self.import(unit(step.unit()));
        match (self.import(name), step.multiple()) {
            (name, 1) => format!("{name}<{unit}>"),
            (name, multiple) => format!("{name}<{unit}, {multiple}>"),
        }
    }

    fn import(&mut self, name: &'static str) -> &'static str {
        self.imports.insert(name);
        name
    }
}

/// What stands in `#[record(..)]` on a field.
fn words(identifier: &str, field: &Field) -> Result<Vec<String>> {
    let mut words = Vec::new();
    if field.name().is_empty() || field.title() == Some("") {
        return Err(Error::unsupported("an empty name or title, which no field of a struct can have"));
    }
    if identifier.strip_prefix("r#").unwrap_or(identifier) != field.name() {
        words.push(format!("rename = {:?}", field.name()));
    }
    if let Some(title) = field.title() {
        words.push(format!("title = {title:?}"));
    }
    Ok(words)
}

fn extent(scalar: Scalar) -> Result<Extent> {
    use ScalarKind::{ComplexLongDouble, LongDouble, Object};
    if matches!(scalar.kind(), LongDouble | ComplexLongDouble | Object) {
        return Err(no_type(scalar.kind()));
    }
    let alignment = if scalar.byte_order().is_native() { scalar.alignment() } else { 1 };
    Ok(Extent { size: scalar.itemsize(), alignment })
}

fn no_type(kind: ScalarKind) -> Error {
    Error::unsupported(match kind {
        ScalarKind::Object => "a Python object, which no Rust type is",
        _ => "a long double, which no Rust type is; as 'V16' it could be kept",
    })
}

fn unit(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Year => "Year",
        TimeUnit::Month => "Month",
        TimeUnit::Week => "Week",
        TimeUnit::Day => "Day",
        TimeUnit::Hour => "Hour",
        TimeUnit::Minute => "Minute",
        TimeUnit::Second => "Second",
        TimeUnit::Millisecond => "Millisecond",
        TimeUnit::Microsecond => "Microsecond",
        TimeUnit::Nanosecond => "Nanosecond",
        TimeUnit::Picosecond => "Picosecond",
        TimeUnit::Femtosecond => "Femtosecond",
        TimeUnit::Attosecond => "Attosecond",
        TimeUnit::Generic => "GenericUnit",
    }
}

/// A field's name in snake case, raw if it is a keyword.
fn identifier(name: &str) -> String {
    let ascii = ascii_identifier(name);
    let mut snake = String::with_capacity(ascii.len());
    let mut before = '_';
    for c in ascii.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            snake.push('_');
        }
        // Two underscores in a row are no snake case, but in front.
        if c != '_' || before != '_' || snake.chars().all(|c| c == '_') {
            snake.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    if KEYWORDS.contains(&snake.as_str()) {
        snake.insert_str(0, "r#");
    } else if PATHS.contains(&snake.as_str()) {
        snake.insert_str(0, "field_");
    }
    snake
}

/// `bid_price` as a part of a type's name: `BidPrice`.
fn type_suffix(identifier: &str) -> String {
    let mut suffix = String::with_capacity(identifier.len());
    for word in identifier.trim_start_matches("r#").split('_') {
        let mut chars = word.chars();
        suffix.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        suffix.push_str(chars.as_str());
    }
    suffix
}

fn check_name(name: &str) -> Result<()> {
    let fine =
        name == ascii_identifier(name) && ![KEYWORDS, PATHS, TAKEN].iter().any(|words| words.contains(&name));
    if fine {
        return Ok(());
    }
    Err(Error::format(format!(
        "expected a name for a type in ASCII that the text has no other use for, found '{name}'"
    )))
}
