//! Single values through serde, in the form that they have in a record.

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use crate::dtype::TimeStep;
use crate::dtype::time_text::format_datetime;
use crate::limits::Limits;
use crate::view::Value;

/// In the form that it has in a record, with the feature `serde`.
///
/// ```
/// use dtype_core::Value;
///
/// let record = Value::Record(vec![("x".to_owned(), Value::Array(vec![Value::Float64(0.5), Value::Float64(f64::NAN)]))]);
/// assert_eq!(serde_json::to_string(&record)?, r#"{"x":[0.5,"NaN"]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let people = out.is_human_readable();
        match self {
            Value::Bool(value) => out.serialize_bool(*value),
            Value::Int(value) => out.serialize_i64(*value),
            Value::UInt(value) => out.serialize_u64(*value),
            Value::Int128(value) => out.serialize_i128(*value),
            Value::Float16(value) | Value::Float32(value) if value.is_finite() || !people => {
                out.serialize_f32(*value)
            }
            Value::Float16(value) | Value::Float32(value) => out.serialize_str(name((*value).into())),
            Value::Float64(value) if value.is_finite() || !people => out.serialize_f64(*value),
            Value::Float64(value) => out.serialize_str(name(*value)),
            Value::Complex64(re, im) => [Value::Float32(*re), Value::Float32(*im)].serialize(out),
            Value::Complex128(re, im) => [Value::Float64(*re), Value::Float64(*im)].serialize(out),
            Value::Bytes(bytes) => match str::from_utf8(bytes) {
                Ok(text) => out.serialize_str(text),
                Err(_) => out.serialize_bytes(bytes),
            },
            Value::Str(points) => {
                match points.iter().map(|&point| char::from_u32(point)).collect::<Option<String>>() {
                    Some(text) => out.serialize_str(&text),
                    None => out.collect_seq(points),
                }
            }
            Value::DateTime64(count, step)
                if people && (*step != TimeStep::GENERIC || *count == i64::MIN) =>
            {
                out.serialize_str(&format_datetime(*count, *step))
            }
            Value::TimeDelta64(i64::MIN, _) if people => out.serialize_str("NaT"),
            Value::DateTime64(count, _) | Value::TimeDelta64(count, _) => out.serialize_i64(*count),
            Value::Void(bytes) if people => {
                out.serialize_str(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
            }
            Value::Void(bytes) => out.serialize_bytes(bytes),
            Value::Array(values) => values.serialize(out),
            Value::Empty(shape) => Err(S::Error::custom(format!(
                "expected at most {} values without bytes in a record, found a sub-array of shape {shape:?} that was \
                 left out",
                Limits::FIELDS
            ))),
            Value::Record(fields) => {
                let mut map = out.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

fn name(value: f64) -> &'static str {
    match value {
        value if value.is_nan() => "NaN",
        f64::INFINITY => "Infinity",
        _ => "-Infinity",
    }
}
