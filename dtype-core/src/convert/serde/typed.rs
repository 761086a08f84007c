//! Records of a type as fields of one's own serde types: `#[serde(with = "dtype_core::serde")]`.

use serde::de::{self, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::options::RecordFormat;
use crate::buffer;
use crate::record::Element;
use crate::view::RecordView;

/// Writes records of a type as a sequence of maps. With [`deserialize`] it makes a slice or a vector of records a field of
/// a type that derives serde's traits.
///
/// ```
/// use dtype_core::{FixedBytes, Record};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Record)]
/// #[repr(C)]
/// struct Fill { price: f64, venue: FixedBytes<4>, #[record(default = 1)] lots: u32 }
///
/// #[derive(Serialize, Deserialize)]
/// struct Order {
///     id: u64,
///     #[serde(with = "dtype_core::serde")]
///     fills: Vec<Fill>,
/// }
///
/// let order: Order = serde_json::from_str(r#"{"id": 7, "fills": [{"venue": "IEX", "price": 0.5}]}"#)?;
/// assert_eq!(order.fills, [Fill { price: 0.5, venue: FixedBytes::new(b"IEX")?, lots: 1 }]);
/// let json = serde_json::to_string(&order)?;
/// assert_eq!(json, r#"{"id":7,"fills":[{"price":0.5,"venue":"IEX","lots":1}]}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Those of the format.
pub fn serialize<R: Element, T: AsRef<[R]>, S: Serializer>(
    records: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    RecordFormat::new().records(&RecordView::of(records.as_ref())).serialize(serializer)
}

/// Reads records of a type from a sequence of maps; missing fields take the defaults that the type declares.
/// See [`serialize`].
///
/// # Errors
/// Those of the format, and a message that names record and field where a value does not fit.
pub fn deserialize<'de, R: Element, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<R>, D::Error> {
    RecordFormat::new().read_vec(deserializer)
}

impl RecordFormat {
    /// Reads records of a type from a sequence of maps; missing fields take the defaults that the type declares.
    ///
    /// ```
    /// use dtype_core::Record;
    /// use dtype_core::serde::RecordFormat;
    ///
    /// #[derive(Clone, Copy, Debug, PartialEq, Record)]
    /// #[repr(C)]
    /// struct Tick { n: u16 }
    ///
    /// let mut json = serde_json::Deserializer::from_str(r#"[{"n": 1, "m": 2}]"#);
    /// let ticks: Vec<Tick> = RecordFormat::new().allow_extra(true).read_vec(&mut json)?;
    /// assert_eq!(ticks, [Tick { n: 1 }]);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of the format, and a message that names record and field where a value does not fit.
    pub fn read_vec<'de, R: Element, D: Deserializer<'de>>(
        &self,
        deserializer: D,
    ) -> Result<Vec<R>, D::Error> {
        let seed = self.seed_of::<R>().map_err(de::Error::custom)?;
        let (bytes, count) = seed.read_bytes(deserializer)?;
        let filled = buffer::filled(count, |out| {
            out.copy_from_slice(&bytes);
            Ok(())
        });
        filled.map_err(de::Error::custom)
    }
}
