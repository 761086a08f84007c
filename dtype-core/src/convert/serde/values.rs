//! Single values from serde: whatever a format has for one, handed to `scalar`, which knows what fits.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, SeqAccess, Visitor};

use super::options::{RecordFormat, Text, Times};
use super::place::Place;
use super::scalar::{self, Given};
use crate::dtype::{Scalar, ScalarKind};

/// One value.
pub(super) struct LeafSeed<'s, 'p> {
    pub(super) scalar: Scalar,
    pub(super) format: &'s RecordFormat,
    pub(super) place: Place<'p>,
    /// Zero before.
    pub(super) out: &'p mut [u8],
}

impl<'de> DeserializeSeed<'de> for LeafSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(self);
        }
        // Formats that do not say what comes next have what was written.
        match self.scalar.kind() {
            ScalarKind::Bool => deserializer.deserialize_bool(self),
            ScalarKind::Int8 => deserializer.deserialize_i8(self),
            ScalarKind::Int16 => deserializer.deserialize_i16(self),
            ScalarKind::Int32 => deserializer.deserialize_i32(self),
            ScalarKind::UInt8 => deserializer.deserialize_u8(self),
            ScalarKind::UInt16 => deserializer.deserialize_u16(self),
            ScalarKind::UInt32 => deserializer.deserialize_u32(self),
            ScalarKind::UInt64 => deserializer.deserialize_u64(self),
            ScalarKind::Float16 | ScalarKind::Float32 => deserializer.deserialize_f32(self),
            ScalarKind::Float64 => deserializer.deserialize_f64(self),
            ScalarKind::Complex64 | ScalarKind::Complex128 => deserializer.deserialize_tuple(2, self),
            ScalarKind::DateTime64(_) if self.format.times == Times::Text => {
                deserializer.deserialize_str(self)
            }
            ScalarKind::Int64 | ScalarKind::DateTime64(_) | ScalarKind::TimeDelta64(_) => {
                deserializer.deserialize_i64(self)
            }
            ScalarKind::Str(_) if self.format.text == Text::Bytes => deserializer.deserialize_seq(self),
            ScalarKind::Str(_) => deserializer.deserialize_str(self),
            _ => deserializer.deserialize_bytes(self),
        }
    }
}

impl LeafSeed<'_, '_> {
    fn put<E: de::Error>(self, given: Given<'_>) -> Result<(), E> {
        scalar::put(self.scalar, given, self.format, self.out)
            .map_err(|says| E::custom(format_args!("{}{says}", self.place)))
    }
}

impl<'de> Visitor<'de> for LeafSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}a value of dtype {}", self.place, crate::dtype::DType::from(self.scalar))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.put(Given::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.put(Given::Int(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.put(Given::Int(value.into()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        self.put(Given::Int(value))
    }

    fn visit_f32<E: de::Error>(self, value: f32) -> Result<(), E> {
        self.put(Given::Float(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.put(Given::Float(value))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.put(Given::Text(text))
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.put(Given::Bytes(bytes))
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.put(Given::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.put(Given::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    /// The parts of a complex number, bytes, or code points.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        match self.scalar.kind() {
            kind @ (ScalarKind::Complex64 | ScalarKind::Complex128) => {
                let part = Part { single: kind == ScalarKind::Complex64 };
                let parts = (seq.next_element_seed(part)?, seq.next_element_seed(part)?);
                match (parts, seq.next_element::<de::IgnoredAny>()?) {
                    ((Some(re), Some(im)), None) => self.put(Given::Pair(re, im)),
                    _ => Err(de::Error::custom(format_args!("{}expected a pair of numbers", self.place))),
                }
            }
            ScalarKind::Str(len) => {
                let points = up_to::<u32, A>(&mut seq, len)?;
                let LeafSeed { scalar, place, out, .. } = self;
                scalar::points(scalar, points.iter().copied(), len, out)
                    .map_err(|says| de::Error::custom(format_args!("{place}{says}")))
            }
            ScalarKind::Bytes(_)
            | ScalarKind::Void(_)
            | ScalarKind::LongDouble
            | ScalarKind::ComplexLongDouble => {
                let bytes = up_to::<u8, A>(&mut seq, self.out.len())?;
                self.put(Given::Bytes(&bytes))
            }
            _ => Err(de::Error::custom(format_args!("{}expected one value, found a sequence", self.place))),
        }
    }
}

/// The elements of a sequence, but not many more than there is room for.
fn up_to<'de, T: de::Deserialize<'de>, A: SeqAccess<'de>>(
    seq: &mut A,
    room: usize,
) -> Result<Vec<T>, A::Error> {
    let mut all = Vec::new();
    while let Some(one) = seq.next_element()? {
        if all.len() <= room {
            all.push(one);
        }
    }
    Ok(all)
}

/// A float, also by the name that a format has for what is no number.
#[derive(Clone, Copy)]
struct Part {
    single: bool,
}

impl<'de> DeserializeSeed<'de> for Part {
    type Value = f64;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<f64, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(self)
        } else if self.single {
            deserializer.deserialize_f32(self)
        } else {
            deserializer.deserialize_f64(self)
        }
    }
}

impl Visitor<'_> for Part {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<f64, E> {
        text.parse()
            .map_err(|_| E::custom(format_args!("expected a number, found '{}'", text.escape_debug())))
    }

    fn visit_unit<E: de::Error>(self) -> Result<f64, E> {
        Ok(f64::NAN)
    }
}
