//! Dtypes, shapes and values as they stand in a table.

use dtype_core::{DType, Value};

use crate::columns;
use crate::json::{hex, text_of_points};

/// NumPy's name of a type, without the bar that says that byte order does not matter: `<f8`, `S4`, `u1`, `bool`.
pub(crate) fn dtype(dtype: &DType) -> String {
    match dtype.typestr() {
        typestr if typestr == "|b1" => "bool".to_owned(),
        typestr => typestr.trim_start_matches('|').to_owned(),
    }
}

/// A shape as Python writes it: `(3,)`.
pub(crate) fn shape(shape: &[usize]) -> String {
    match shape {
        [len] => format!("({len},)"),
        _ => format!("({})", shape.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    }
}

/// A type and how many of it: `<f4 (3,)`.
pub(crate) fn array(of: &DType, axes: &[usize]) -> String {
    if axes.is_empty() { dtype(of) } else { format!("{} {}", dtype(of), shape(axes)) }
}

/// A value: text without its quotes, opaque bytes as hexadecimal digits, everything else as NumPy prints it.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Bytes(bytes) => match str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.escape_ascii().to_string(),
        },
        Value::Str(points) => text_of_points(points),
        Value::Void(bytes) => hex(bytes),
        other => other.to_string(),
    }
}

/// The name of a column: its path as it is given to `-c`, or `value` in files without fields.
pub(crate) fn column(path: &[String]) -> String {
    if path.is_empty() { "value".to_owned() } else { columns::label(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_values() {
        assert_eq!(dtype(&"S4".parse().unwrap()), "S4");
        assert_eq!(dtype(&"?".parse().unwrap()), "bool");
        assert_eq!(array(&"<M8[ns]".parse().unwrap(), &[2, 3]), "<M8[ns] (2, 3)");
        assert_eq!(shape(&[3]), "(3,)");
        assert_eq!(value(&Value::Bytes(b"XNYS".to_vec())), "XNYS");
        assert_eq!(value(&Value::Bytes(vec![0xFF, 0x41])), "\\xffA");
        assert_eq!(value(&Value::Void(vec![0xFF, 0x41])), "ff41");
        assert_eq!(value(&Value::Array(vec![Value::Int(1), Value::Float64(0.5)])), "[1, 0.5]");
    }
}
