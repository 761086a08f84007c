//! Data types of zarr v3, among them its `struct`: the JSON under `data_type` in an array's metadata, both ways.
//!
//! ```
//! use dtype_core::interop::zarr;
//! use dtype_core::{ByteOrder, DType};
//!
//! let dtype: DType = "[('id', '<i4'), ('flags', 'u1'), ('value', '<f8')]".parse()?;
//! let json = concat!(
//!     r#"{"name": "struct", "configuration": {"fields": [{"name": "id", "data_type": "int32"}, "#,
//!     r#"{"name": "flags", "data_type": "uint8"}, {"name": "value", "data_type": "float64"}]}}"#,
//! );
//! assert_eq!(zarr::data_type(&dtype)?, json);
//! assert_eq!(zarr::byte_order(&dtype)?, ByteOrder::Little);
//! assert_eq!(zarr::parse(json, ByteOrder::Little)?, dtype);
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! A struct of zarr's is packed, and the whole array has one byte order, which its codec `bytes` names and not its data
//! type. What zarr has no word for: gaps, fields out of order, sub-arrays, titles, long doubles, Python objects.
//!
//! Raw data (`V5`) is the core type `r40`; the name `raw_bytes`, which zarr-python gives it, is read too.

use super::json::{self, Json};
use crate::Limits;
use crate::dtype::{ByteOrder, DType, Scalar, ScalarKind, TimeStep, TimeUnit};
use crate::error::{Error, Result};
use crate::int;

/// Kinds without parameters, and what zarr calls them.
const NAMES: [(ScalarKind, &str); 14] = [
    (ScalarKind::Bool, "bool"),
    (ScalarKind::Int8, "int8"),
    (ScalarKind::Int16, "int16"),
    (ScalarKind::Int32, "int32"),
    (ScalarKind::Int64, "int64"),
    (ScalarKind::UInt8, "uint8"),
    (ScalarKind::UInt16, "uint16"),
    (ScalarKind::UInt32, "uint32"),
    (ScalarKind::UInt64, "uint64"),
    (ScalarKind::Float16, "float16"),
    (ScalarKind::Float32, "float32"),
    (ScalarKind::Float64, "float64"),
    (ScalarKind::Complex64, "complex64"),
    (ScalarKind::Complex128, "complex128"),
];

/// The JSON of a dtype.
///
/// # Errors
/// [`Unsupported`](crate::ErrorKind::Unsupported) with the field and the reason, if zarr cannot say it.
pub fn data_type(dtype: &DType) -> Result<String> {
    byte_order(dtype)?;
    let mut text = String::new();
    write(dtype, &mut text)?;
    Ok(text)
}

/// The one byte order of a dtype, for the `endian` of the codec `bytes`; [`ByteOrder::Irrelevant`] if single bytes are
/// all there is.
///
/// ```
/// use dtype_core::{ByteOrder, interop::zarr};
///
/// assert_eq!(zarr::byte_order(&"[('a', '>f8'), ('b', 'u1')]".parse()?)?, ByteOrder::Big);
/// assert!(zarr::byte_order(&"[('a', '>f8'), ('b', '<f8')]".parse()?).is_err());
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// [`Unsupported`](crate::ErrorKind::Unsupported) if there are two.
pub fn byte_order(dtype: &DType) -> Result<ByteOrder> {
    let mut found = ByteOrder::Irrelevant;
    one_order(dtype, &mut found)?;
    Ok(found)
}

/// The dtype of a data type, in the order that the codec `bytes` names.
///
/// Also the older `structured`, whose fields are pairs. Without effect on what has no byte order is `order`;
/// [`ByteOrder::Irrelevant`] stands for this machine's.
///
/// # Errors
/// [`Format`](crate::ErrorKind::Format) if it is no JSON, with the byte of the text as the [offset](Error::offset), or
/// no data type; [`Unsupported`](crate::ErrorKind::Unsupported) for data types that are no dtype, such as text of
/// variable length; [`Limit`](crate::ErrorKind::Limit) if there is more of it than [`Limits`] allow by default.
pub fn parse(text: &str, order: ByteOrder) -> Result<DType> {
    parse_with(text, order, &Limits::default())
}

/// The same with other limits, on how deep brackets nest and how many fields there are.
///
/// ```
/// use dtype_core::{ByteOrder, ErrorKind, Limits, interop::zarr::parse_with};
///
/// let mut limits = Limits::default();
/// limits.depth = 2;
/// let text = r#"{"name": "struct", "configuration": {"fields": [{"name": "a", "data_type": "int8"}]}}"#;
/// assert_eq!(parse_with(text, ByteOrder::Little, &limits).unwrap_err().kind(), ErrorKind::Limit);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`parse`].
pub fn parse_with(text: &str, order: ByteOrder, limits: &Limits) -> Result<DType> {
    let mut left = limits.fields;
    read(&json::read(text, limits.depth.min(Limits::MAX_DEPTH))?, order, &mut left)
}

fn one_order(dtype: &DType, found: &mut ByteOrder) -> Result<()> {
    let base = dtype.flattened().0;
    for field in base.fields().unwrap_or_default() {
        one_order(field.dtype(), found).map_err(|error| error.in_field(field.name()))?;
    }
    let order = base.byte_order().unwrap_or(ByteOrder::Irrelevant);
    if *found == ByteOrder::Irrelevant {
        *found = order;
    } else if order != ByteOrder::Irrelevant && order != *found {
        let message = format!(
            "expected one byte order in all fields, which is all that zarr can say, found {found} and {order}"
        );
        return Err(Error::unsupported(message));
    }
    Ok(())
}

fn write(dtype: &DType, text: &mut String) -> Result<()> {
    if let Some(scalar) = dtype.as_scalar() {
        text.push_str(&scalar_name(scalar.kind())?);
        return Ok(());
    }
    let Some(fields) = dtype.fields() else {
        return Err(Error::unsupported(
            "a sub-array, for which zarr has no word; give its elements fields of their own",
        ));
    };
    if fields.is_empty() {
        return Err(Error::unsupported("a record without fields, for which zarr has no word"));
    }
    text.push_str(r#"{"name": "struct", "configuration": {"fields": ["#);
    let mut end = 0;
    for (i, field) in fields.iter().enumerate() {
        let because = |message: &str| Err(Error::unsupported(message).in_field(field.name()));
        if field.offset() != end {
            let at = field.offset();
            return because(&format!(
                "expected it at byte {end}, found it at byte {at}; zarr's structs are packed"
            ));
        }
        if field.title().is_some() {
            return because("a title, for which zarr has no word");
        }
        if field.name().is_empty() {
            return because("an empty name, which zarr does not allow");
        }
        let comma = if i > 0 { ", " } else { "" };
        text.push_str(&format!(r#"{comma}{{"name": {}, "data_type": "#, json::quoted(field.name())));
        write(field.dtype(), text).map_err(|error| error.in_field(field.name()))?;
        text.push('}');
        end = field.end();
    }
    if end != dtype.itemsize() {
        let itemsize = dtype.itemsize();
        let message = format!(
            "expected an itemsize of {end} bytes, where the last field ends, found {itemsize}; zarr's structs are packed"
        );
        return Err(Error::unsupported(message));
    }
    text.push_str("]}}");
    Ok(())
}

fn scalar_name(kind: ScalarKind) -> Result<String> {
    use ScalarKind::*;
    let time = |name: &str, step: TimeStep| match (step.unit().symbol(), step.multiple()) {
        (_, 0) => Err(Error::unsupported("a time in steps of no length, for which zarr has no word")),
        (unit, factor) => Ok(format!(
            r#"{{"name": "numpy.{name}", "configuration": {{"unit": "{unit}", "scale_factor": {factor}}}}}"#
        )),
    };
    let sized = |name: &str| {
        format!(r#"{{"name": "{name}", "configuration": {{"length_bytes": {}}}}}"#, kind.itemsize())
    };
    Ok(match kind {
        Bytes(_) => sized("null_terminated_bytes"),
        Str(_) => sized("fixed_length_utf32"),
        Void(1..) => format!("\"r{}\"", int::to_u64(kind.itemsize()) * 8),
        DateTime64(step) => time("datetime64", step)?,
        TimeDelta64(step) => time("timedelta64", step)?,
        _ => match NAMES.iter().find(|(known, _)| *known == kind) {
            Some((_, name)) => format!("\"{name}\""),
            None => {
                return Err(Error::unsupported(match kind {
                    Object => "a Python object, for which zarr has no word",
                    Void(_) => "raw data of zero bytes, for which zarr has no word",
                    _ => "a long double, for which zarr has no word; view it as 'V16'",
                }));
            }
        },
    })
}

fn read(json: &Json, order: ByteOrder, left: &mut usize) -> Result<DType> {
    let name = json.as_text().or_else(|| json.get("name").and_then(Json::as_text));
    let Some(name) = name else {
        return Err(Error::format(
            "expected a data type: a name, or an object with a name and a configuration",
        ));
    };
    let configuration = json.get("configuration");
    if matches!(name, "struct" | "structured") {
        return record(configuration, order, left);
    }
    let kind = kind(name, configuration)?;
    // NumPy's sizes are C `int`s.
    if kind.itemsize() > crate::dtype::layout::MAX_ITEMSIZE {
        return Err(Error::format(format!(
            "data type '{name}' of more than {} bytes",
            crate::dtype::layout::MAX_ITEMSIZE
        )));
    }
    Ok(DType::scalar(Scalar::new(kind, order)))
}

fn record(configuration: Option<&Json>, order: ByteOrder, left: &mut usize) -> Result<DType> {
    let Some(Json::List(entries)) = configuration.and_then(|one| one.get("fields")) else {
        return Err(Error::format("expected a struct's configuration to have a list of fields"));
    };
    if entries.is_empty() {
        return Err(Error::format("expected a struct to have a field at least"));
    }
    let mut fields = Vec::with_capacity(entries.len());
    for entry in entries {
        *left = left.checked_sub(1).ok_or_else(|| {
            Error::limit(format!("expected at most {} fields, found more", Limits::default().fields))
        })?;
        let pair = match entry {
            Json::List(pair) => match &pair[..] {
                [name, data_type] => (name.as_text(), Some(data_type)),
                _ => (None, None),
            },
            _ => (entry.get("name").and_then(Json::as_text), entry.get("data_type")),
        };
        let (Some(name), Some(data_type)) = pair else {
            return Err(Error::format("expected every field of a struct to have a name and a data_type"));
        };
        if name.is_empty() {
            return Err(Error::format("expected every field of a struct to have a name, found an empty one"));
        }
        fields.push((name, read(data_type, order, left).map_err(|error| error.in_field(name))?));
    }
    DType::packed(fields)
}

fn kind(name: &str, configuration: Option<&Json>) -> Result<ScalarKind> {
    if let Some((kind, _)) = NAMES.iter().find(|(_, known)| *known == name) {
        return Ok(*kind);
    }
    let bits = name.strip_prefix('r').and_then(|bits| bits.parse::<usize>().ok());
    if let Some(bits) = bits.filter(|bits| *bits > 0 && bits.is_multiple_of(8)) {
        return Ok(ScalarKind::Void(bits / 8));
    }
    let whole = |key: &str| configuration.and_then(|one| one.get(key)).and_then(Json::as_whole);
    let missing = |what: &str| {
        Error::format(format!("expected data type '{name}' to have {what} in its configuration"))
    };
    let bytes = || {
        let bytes = whole("length_bytes").and_then(int::to_usize);
        bytes.ok_or_else(|| missing("a number of bytes, 'length_bytes',"))
    };
    match name {
        "null_terminated_bytes" => Ok(ScalarKind::Bytes(bytes()?)),
        "raw_bytes" => Ok(ScalarKind::Void(bytes()?)),
        "fixed_length_utf32" => match bytes()? {
            bytes if bytes.is_multiple_of(4) => Ok(ScalarKind::Str(bytes / 4)),
            bytes => Err(Error::format(format!(
                "expected a multiple of 4 bytes for data type '{name}', found {bytes}"
            ))),
        },
        "numpy.datetime64" | "numpy.timedelta64" => {
            let unit = configuration.and_then(|one| one.get("unit")).and_then(Json::as_text);
            let unit = unit.and_then(TimeUnit::from_symbol);
            let unit = unit.ok_or_else(|| missing("a unit of NumPy's, 'unit',"))?;
            let multiple = whole("scale_factor").and_then(|factor| u32::try_from(factor).ok());
            let multiple = multiple.filter(|multiple| (1..=TimeStep::MAX_MULTIPLE).contains(multiple));
            let multiple =
                multiple.ok_or_else(|| missing("a factor from 1 to 2147483647, 'scale_factor',"))?;
            let step =
                if unit == TimeUnit::Generic { TimeStep::GENERIC } else { TimeStep::new(unit, multiple) };
            Ok(if name == "numpy.datetime64" {
                ScalarKind::DateTime64(step)
            } else {
                ScalarKind::TimeDelta64(step)
            })
        }
        _ => Err(Error::unsupported(format!("data type '{name}', which is no dtype of NumPy's"))),
    }
}
