//! Defaults of a dtype that only the case knows, given as values of its type.

/// Gives a builder the default of one field, which is an array of one value.
macro_rules! give {
    ($builder:expr, $name:expr, $value:expr) => {{
        use dtype_core::{ByteOrder, DateTime64, FixedBytes, FixedStr, ScalarKind, Second};
        let (builder, name, value) = ($builder, $name, $value);
        let scalar = value.dtype().as_scalar().expect("a scalar");
        let mut bytes = value.as_bytes().to_vec();
        let text = String::from_utf8_lossy(&bytes).replace('\0', "");
        if scalar.byte_order() == ByteOrder::Big {
            bytes.reverse();
        }
        macro_rules! number {
            ($type:ty) => {
                builder.default_value(name, <$type>::from_le_bytes(bytes[..].try_into()?))
            };
        }
        match scalar.kind() {
            ScalarKind::Bool => builder.default_value(name, bytes[0] != 0),
            ScalarKind::Int8 => number!(i8),
            ScalarKind::Int16 => number!(i16),
            ScalarKind::Int32 => number!(i32),
            ScalarKind::Int64 => number!(i64),
            ScalarKind::UInt8 => number!(u8),
            ScalarKind::UInt16 => number!(u16),
            ScalarKind::UInt32 => number!(u32),
            ScalarKind::UInt64 => number!(u64),
            ScalarKind::Float32 => number!(f32),
            ScalarKind::Float64 => number!(f64),
            ScalarKind::Bytes(2) => builder.default_value(name, FixedBytes::<2>::new(text.as_bytes())?),
            ScalarKind::Bytes(3) => builder.default_value(name, FixedBytes::<3>::new(text.as_bytes())?),
            ScalarKind::Str(2) => builder.default_value(name, FixedStr::<2>::new(&text)?),
            ScalarKind::DateTime64(_) => builder.default_value(
                name,
                DateTime64::<Second>::from_count(i64::from_le_bytes(bytes[..].try_into()?)),
            ),
            other => return Err(format!("a default of kind {other:?}").into()),
        }
    }};
}
pub(crate) use give;
