//! serde for dtypes: a dtype is a string, in NumPy's notation.
//!
//! The string is what [`Display`](std::fmt::Display) writes and [`FromStr`](std::str::FromStr) reads, with the limits of
//! a file of unknown origin. It is the same in every format, and stays: `"'<f8'"`, `"('<f4', (2, 3))"`,
//! `"[('id', '<i4'), ('price', '>f8')]"`, and the dict of names, formats, offsets and itemsize where a list cannot say the
//! layout.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::DType;

/// A string in NumPy's notation, with the feature `serde`.
impl Serialize for DType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From a string in NumPy's notation, with the feature `serde`.
impl<'de> Deserialize<'de> for DType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<DType, D::Error> {
        deserializer.deserialize_str(Notation)
    }
}

struct Notation;

impl Visitor<'_> for Notation {
    type Value = DType;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a dtype in NumPy's notation, such as \"[('id', '<i4'), ('price', '<f8')]\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<DType, E> {
        text.parse().map_err(E::custom)
    }
}
