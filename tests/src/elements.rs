//! The elements of one column: packed little-endian bytes in C order, and what they mean.

use half::f16;
use serde_json::Value;

use crate::entry::{Read, int};
use crate::typestr::TypeStr;

/// Elements of one type.
#[derive(Clone, Debug)]
pub struct Elements {
    of: TypeStr,
    bytes: Vec<u8>,
}

impl Elements {
    /// Elements as they are stored, without gaps; they are brought into little-endian order.
    ///
    /// # Errors
    /// The bytes are not a whole number of elements.
    pub fn from_stored(of: TypeStr, mut bytes: Vec<u8>) -> Read<Self> {
        if of.itemsize > 0 && !bytes.len().is_multiple_of(of.itemsize) {
            return Err(format!(
                "{} bytes are not a whole number of {}-byte elements",
                bytes.len(),
                of.itemsize
            ));
        }
        if of.big {
            bytes.chunks_exact_mut(of.unit()).for_each(<[u8]>::reverse);
        }
        Ok(Self { of: TypeStr { big: false, ..of }, bytes })
    }

    /// Their type, in little-endian order.
    pub fn of(&self) -> TypeStr {
        self.of
    }

    /// All bytes, little-endian.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// `count` elements from the one at `start`, or as many as there are.
    #[must_use]
    pub fn slice(&self, start: usize, count: usize) -> Self {
        let at = |element: usize| (element * self.of.itemsize).min(self.bytes.len());
        Self { of: self.of, bytes: self.bytes[at(start)..at(start + count)].to_vec() }
    }

    /// One element's bytes, one after the other. Elements without bytes are not among them.
    pub fn each(&self) -> std::slice::ChunksExact<'_, u8> {
        self.bytes.chunks_exact(self.of.itemsize.max(1))
    }

    /// Bools, integers, and the counts in datetimes and timedeltas.
    ///
    /// # Panics
    /// If they are of another kind, as for those that follow.
    pub fn ints(&self) -> Vec<i128> {
        assert!("biumM".contains(self.of.kind), "no integers: {:?}", self.of);
        self.each().map(|bytes| integer(bytes, "imM".contains(self.of.kind))).collect()
    }

    /// Floats; those of two and four bytes are widened.
    pub fn floats(&self) -> Vec<f64> {
        assert!(self.of.kind == 'f', "no floats: {:?}", self.of);
        self.each().map(float).collect()
    }

    /// Real and imaginary parts.
    pub fn complexes(&self) -> (Vec<f64>, Vec<f64>) {
        assert!(self.of.kind == 'c', "no complex numbers: {:?}", self.of);
        self.each()
            .map(|bytes| bytes.split_at(bytes.len() / 2))
            .map(|(re, im)| (float(re), float(im)))
            .unzip()
    }

    /// Is each element what the corpus writes for it? The first difference, if there is one.
    ///
    /// `values` and, for text, `codepoints` are encoded as the corpus documents.
    ///
    /// # Errors
    /// The values do not have the documented form.
    pub fn compare(&self, values: &[Value], codepoints: Option<&[Value]>) -> Read<Option<String>> {
        if self.of.is_long_double() || self.of.itemsize == 0 {
            return Ok(None); // NumPy's own text for the one, nothing to look at for the other
        }
        if values.len() != self.each().len() {
            return Ok(Some(format!("expected {} values, found {}", values.len(), self.each().len())));
        }
        for (i, (bytes, value)) in self.each().zip(values).enumerate() {
            let points = codepoints.and_then(|c| c.get(i));
            if !self.is(bytes, value, points).map_err(|why| format!("values[{i}]: {why}"))? {
                return Ok(Some(format!("element {i}: expected {value}, found bytes {bytes:02x?}")));
            }
        }
        Ok(None)
    }

    fn is(&self, bytes: &[u8], value: &Value, codepoints: Option<&Value>) -> Read<bool> {
        let wrong = || format!("{value} is not the form of a value of kind '{}'", self.of.kind);
        Ok(match self.of.kind {
            'b' => (bytes != [0]) == value.as_bool().ok_or_else(wrong)?,
            'i' | 'u' => integer(bytes, self.of.kind == 'i') == int(value).ok_or_else(wrong)?,
            'm' | 'M' => {
                let expected =
                    if value.is_null() { i128::from(i64::MIN) } else { int(value).ok_or_else(wrong)? };
                integer(bytes, true) == expected
            }
            'f' => same_float(float(bytes), decimal(value).ok_or_else(wrong)?),
            'c' => {
                let parts = value.as_array().filter(|parts| parts.len() == 2).ok_or_else(wrong)?;
                let (re, im) = bytes.split_at(bytes.len() / 2);
                same_float(float(re), decimal(&parts[0]).ok_or_else(wrong)?)
                    && same_float(float(im), decimal(&parts[1]).ok_or_else(wrong)?)
            }
            'S' => hex(trimmed(bytes)) == value.as_str().ok_or_else(wrong)?,
            'V' => hex(bytes) == value.as_str().ok_or_else(wrong)?,
            'U' => {
                let found = code_points(bytes);
                let points = codepoints.and_then(Value::as_array).ok_or("no code points for a text")?;
                let points: Option<Vec<_>> = points.iter().map(int).collect();
                let text: Option<String> = found.iter().map(|&c| char::from_u32(c)).collect();
                let same = found.iter().map(|&c| i128::from(c)).eq(points.ok_or_else(wrong)?);
                let value = if value.is_null() { None } else { Some(value.as_str().ok_or_else(wrong)?) };
                same && text.as_deref() == value
            }
            _ => return Err(wrong()),
        })
    }
}

/// Bytes as the corpus writes them.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// A decimal number of the corpus: the shortest text that parses to exactly the value, or `nan`, `inf`, `-inf`.
pub fn decimal(value: &Value) -> Option<f64> {
    value.as_str()?.parse().ok()
}

/// Equal, and of equal sign when they are zero; any NaN is like any other.
pub fn same_float(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}

/// Up to sixteen little-endian bytes.
pub fn integer(bytes: &[u8], signed: bool) -> i128 {
    let fill = if signed && bytes.last().is_some_and(|b| b & 0x80 != 0) { 0xff } else { 0 };
    let mut wide = [fill; 16];
    wide[..bytes.len()].copy_from_slice(bytes);
    i128::from_le_bytes(wide)
}

/// A float of two, four or eight little-endian bytes.
///
/// # Panics
/// If there are more or fewer.
pub fn float(bytes: &[u8]) -> f64 {
    match *bytes {
        [a, b] => f16::from_le_bytes([a, b]).to_f64(),
        [a, b, c, d] => f32::from_le_bytes([a, b, c, d]).into(),
        _ => f64::from_le_bytes(bytes.try_into().expect("a float of 2, 4 or 8 bytes")),
    }
}

/// The code points of a `U`, without the NULs at its end.
pub fn code_points(bytes: &[u8]) -> Vec<u32> {
    without_nuls(bytes, 4).chunks_exact(4).map(code_point).collect()
}

fn code_point(bytes: &[u8]) -> u32 {
    u32::from_le_bytes(bytes.try_into().expect("four bytes"))
}

/// The bytes of an `S`, without the NULs at its end.
pub fn trimmed(bytes: &[u8]) -> &[u8] {
    without_nuls(bytes, 1)
}

/// Cut at the last unit of `unit` bytes that is not all NUL.
fn without_nuls(bytes: &[u8], unit: usize) -> &[u8] {
    let used = bytes.chunks(unit).rposition(|unit| unit.iter().any(|&b| b != 0)).map_or(0, |i| i + 1);
    &bytes[..used * unit]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn elements(of: &str, bytes: &[u8]) -> Elements {
        Elements::from_stored(TypeStr::parse(of).unwrap(), bytes.to_vec()).unwrap()
    }

    #[test]
    fn byte_order_is_taken_away() {
        assert_eq!(elements(">i2", &[0xff, 0xfe, 0, 1]).ints(), [-2, 1]);
        assert_eq!(elements(">f4", &[0x3f, 0x80, 0, 0]).floats(), [1.0]);
        assert_eq!(elements("<f2", &[0x00, 0x3c]).floats(), [1.0]);
        assert_eq!(
            elements(">c8", &[0x3f, 0x80, 0, 0, 0xbf, 0x80, 0, 0]).complexes(),
            (vec![1.0], vec![-1.0])
        );
        assert_eq!(elements(">S3", b"abc").bytes(), b"abc");
        assert_eq!(elements("<u8", &[0xff; 8]).ints(), [i128::from(u64::MAX)]);
        assert!(Elements::from_stored(TypeStr::parse("<i4").unwrap(), vec![0; 5]).is_err());
    }

    #[test]
    fn values_are_compared_in_the_form_of_the_corpus() {
        let same = |of, bytes: &[u8], values: Value, points: Option<Value>| {
            let points = points.as_ref().and_then(Value::as_array).map(Vec::as_slice);
            elements(of, bytes).compare(values.as_array().unwrap(), points).unwrap().is_none()
        };
        assert!(same("|b1", &[0, 2], json!([false, true]), None));
        assert!(!same("|b1", &[0, 2], json!([true, true]), None));
        assert!(same("<f8", &f64::NAN.to_le_bytes(), json!(["nan"]), None));
        assert!(!same("<f8", &0f64.to_le_bytes(), json!(["-0.0"]), None));
        assert!(same("<M8[s]", &i64::MIN.to_le_bytes(), json!([null]), None));
        assert!(same("|S4", b"a\0b\0", json!(["610062"]), None));
        assert!(same("<U2", &[0, 0xd8, 0, 0, 0, 0, 0, 0], json!([null]), Some(json!([[0xd800]]))));
        assert!(!same("<U1", &[65, 0, 0, 0], json!(["B"]), Some(json!([[65]]))));
        assert!(!same("<i2", &[1, 0], json!([1, 2]), None));
        assert!(elements("<i2", &[1, 0]).compare(&[json!("1")], None).is_err());
    }
}
