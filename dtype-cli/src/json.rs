//! JSON as this program writes it: one document on a line.
//!
//! Integers have up to 128 bits. Floats of any width are the shortest digits that give the same double back. What JSON
//! has no number for is a string: `"NaN"`, `"Infinity"`, `"-Infinity"`, `"NaT"`.

use dtype_core::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON document. The keys of an object keep their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Int(i128),
    Float(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object of fixed keys.
    pub(crate) fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
        Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// A list of what can be made JSON.
    pub(crate) fn list<T: Into<Json>>(items: impl IntoIterator<Item = T>) -> Json {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Int(value) => serializer.serialize_i128(*value),
            Json::Float(value) => match special(*value) {
                Some(name) => serializer.serialize_str(name),
                None => serializer.serialize_f64(*value),
            },
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// The name of what JSON has no number for.
fn special(value: f64) -> Option<&'static str> {
    match value {
        value if value.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

/// Records become objects, sub-arrays lists, complex numbers pairs, times the text that NumPy prints, timedeltas their
/// count of steps, text itself, and opaque bytes hexadecimal digits.
impl From<&Value> for Json {
    fn from(value: &Value) -> Json {
        match value {
            Value::Bool(value) => Json::Bool(*value),
            Value::Int(value) => Json::Int((*value).into()),
            Value::UInt(value) => Json::Int((*value).into()),
            Value::Int128(value) => Json::Int(*value),
            Value::Float16(value) | Value::Float32(value) => Json::Float((*value).into()),
            Value::Float64(value) => Json::Float(*value),
            Value::Complex64(re, im) => Json::list([f64::from(*re), f64::from(*im)]),
            Value::Complex128(re, im) => Json::list([*re, *im]),
            Value::TimeDelta64(i64::MIN, _) => Json::Text("NaT".to_owned()),
            Value::TimeDelta64(count, _) => Json::Int((*count).into()),
            Value::Bytes(bytes) => Json::Text(text_of_bytes(bytes)),
            Value::Str(points) => Json::Text(text_of_points(points)),
            Value::Void(bytes) => Json::Text(hex(bytes)),
            Value::Array(values) => Json::list(values),
            Value::Record(fields) => {
                Json::Object(fields.iter().map(|(name, value)| (name.clone(), value.into())).collect())
            }
            other => Json::Text(other.to_string()),
        }
    }
}

/// Two digits a byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// UTF-8 as it is, other bytes as `\xff`.
pub(crate) fn text_of_bytes(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.escape_ascii().to_string(),
    }
}

/// Code points that are no character become U+FFFD, as JSON cannot hold them.
pub(crate) fn text_of_points(points: &[u32]) -> String {
    points.iter().map(|&point| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Json {
            fn from(value: $integer) -> Json {
                Json::Int(value as i128)
            }
        }
    )*};
}

from_integers!(u64, usize, i128);

impl FromIterator<Json> for Json {
    fn from_iter<I: IntoIterator<Item = Json>>(items: I) -> Json {
        Json::List(items.into_iter().collect())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Json {
        Json::Bool(value)
    }
}

impl From<f64> for Json {
    fn from(value: f64) -> Json {
        Json::Float(value)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Json {
        Json::Text(value.to_owned())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Json {
        Json::Text(value)
    }
}

impl From<&String> for Json {
    fn from(value: &String) -> Json {
        Json::Text(value.clone())
    }
}

impl From<&usize> for Json {
    fn from(value: &usize) -> Json {
        Json::Int(*value as i128)
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Json {
        value.map_or(Json::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: impl Into<Json>) -> String {
        serde_json::to_string(&json.into()).unwrap()
    }

    #[test]
    fn numbers_keep_all_their_digits() {
        assert_eq!(text(i128::from(u64::MAX) * 1000), "18446744073709551615000");
        assert_eq!(text(0.1), "0.1");
        assert_eq!(text(&Value::Float32(0.1)), "0.10000000149011612");
        assert_eq!(text(1e300), "1e+300");
        assert_eq!(text(Json::list([f64::NAN, f64::INFINITY])), r#"["NaN","Infinity"]"#);
    }

    #[test]
    fn values() {
        let record = Value::Record(vec![
            ("s".to_owned(), Value::Bytes(b"a\"b".to_vec())),
            ("x".to_owned(), Value::Array(vec![Value::Complex64(1.0, -2.5), Value::Bool(true)])),
            ("v".to_owned(), Value::Void(vec![0, 255])),
            ("t".to_owned(), Value::Str(vec![0x61, 0xD800])),
        ]);
        assert_eq!(text(&record), r#"{"s":"a\"b","x":[[1.0,-2.5],true],"v":"00ff","t":"a�"}"#);
    }
}
