//! From a dtype to a format string.

use super::LONG;
use crate::dtype::{ByteOrder, DType, Scalar, ScalarKind};
use crate::error::{Error, Result};

/// The longest gap between fields that is written letter by letter, in bytes. Longer ones are counted: `5000x`.
const MOST_LETTERS: usize = 4096;

/// The format of one item, as NumPy gives it for an array of a single one that was freshly allocated.
///
/// Of a sub-array it is that of its elements: the shape belongs to the array. Bytes behind the last field are not in
/// the format, in NumPy either: tell [`DType::itemsize`] beside it. For records inside of records NumPy's text is not
/// always one that it reads as the same dtype; where it matters, compare what [`parse`](super::parse) makes of it.
///
/// ```
/// use dtype_core::interop::pep3118::format;
///
/// let packed = "[('a', '|u1'), ('b', '<i4', (2,)), ('c', '>f8')]".parse()?;
/// assert_eq!(format(&packed)?, "T{B:a:(2)=i:b:>d:c:}");
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// [`Unsupported`](crate::ErrorKind::Unsupported) if a format cannot say the dtype: it has datetimes, long doubles in a
/// foreign byte order, fields that overlap or are out of order, or a name with a colon in it.
pub fn format(dtype: &DType) -> Result<String> {
    let (base, shape) = dtype.flattened();
    let stride = if shape.iter().all(|&len| len == 1) { 0 } else { base.itemsize() };
    let mut writer = Writer { text: String::new(), active: '@', offset: 0, stride };
    writer.item(base)?;
    Ok(writer.text)
}

struct Writer {
    text: String,
    /// The order character that holds.
    active: char,
    /// Bytes that the text has named so far.
    offset: usize,
    /// Bytes from one item to the next, if there are several.
    stride: usize,
}

impl Writer {
    fn item(&mut self, dtype: &DType) -> Result<()> {
        if let Some((base, shape)) = dtype.as_subarray() {
            let dims: Vec<String> = shape.iter().map(usize::to_string).collect();
            self.text.push_str(&format!("({})", dims.join(",")));
            let before = self.offset;
            self.item(base)?;
            // A gap at the end of the items is not in the text. All that there are stand behind the last one.
            self.offset = before + (self.offset - before) * shape.iter().product::<usize>();
            return Ok(());
        }
        match (dtype.fields(), dtype.as_scalar()) {
            (Some(_), _) => self.record(dtype),
            (None, Some(scalar)) => self.scalar(scalar),
            (None, None) => Ok(()),
        }
    }

    fn record(&mut self, dtype: &DType) -> Result<()> {
        let start = self.offset;
        self.text.push_str("T{");
        for field in dtype.fields().unwrap_or_default() {
            let at = start + field.offset();
            if self.offset > at {
                let message = "expected fields in ascending order that do not overlap, which is all that a format can say";
                return Err(Error::unsupported(message).in_field(field.name()));
            }
            if field.name().contains(':') {
                let message = "expected a name without ':', which ends a name in a format";
                return Err(Error::unsupported(message).in_field(field.name()));
            }
            self.gap(at - self.offset);
            self.offset = at;
            self.item(field.dtype()).map_err(|error| error.in_field(field.name()))?;
            self.text.push_str(&format!(":{}:", field.name()));
        }
        self.text.push('}');
        Ok(())
    }

    fn scalar(&mut self, scalar: Scalar) -> Result<()> {
        use ScalarKind::*;
        let kind = scalar.kind();
        let aligned = [self.offset, self.stride].iter().all(|bytes| bytes.is_multiple_of(scalar.alignment()));
        let native_only = matches!(kind, LongDouble | ComplexLongDouble);
        let order = match scalar.byte_order() {
            // An object is a pointer without an order, but not without an alignment.
            ByteOrder::Irrelevant if self.active == '@' && !aligned => '=',
            ByteOrder::Irrelevant => self.active,
            order if !order.is_native() && native_only => {
                let message =
                    "expected long doubles in this machine's byte order, which is all that a format can say";
                return Err(Error::unsupported(message));
            }
            order if !order.is_native() => order.as_char(),
            _ if aligned => '@',
            _ if native_only => '^',
            _ => '=',
        };
        if order != self.active {
            self.text.push(order);
            self.active = order;
        }
        self.offset += scalar.itemsize();
        let long = self.active == '@' && LONG == 8;
        let letter = match kind {
            Bool => "?",
            Int8 => "b",
            UInt8 => "B",
            Int16 => "h",
            UInt16 => "H",
            Int32 => "i",
            UInt32 => "I",
            Int64 if long => "l",
            Int64 => "q",
            UInt64 if long => "L",
            UInt64 => "Q",
            Float16 => "e",
            Float32 => "f",
            Float64 => "d",
            LongDouble => "g",
            Complex64 => "Zf",
            Complex128 => "Zd",
            ComplexLongDouble => "Zg",
            Object => "O",
            Bytes(n) => return self.sized(n, 's'),
            Str(n) => return self.sized(n, 'w'),
            Void(n) => return self.sized(n, 'x'),
            DateTime64(_) | TimeDelta64(_) => {
                return Err(Error::unsupported("a format cannot say datetimes; view them as 'i8'"));
            }
        };
        self.text.push_str(letter);
        Ok(())
    }

    /// Bytes between fields: a letter each, as NumPy has it; but a dtype can claim more of them than there is memory.
    fn gap(&mut self, bytes: usize) {
        match bytes {
            0..=MOST_LETTERS => self.text.extend(std::iter::repeat_n('x', bytes)),
            _ => self.text.push_str(&format!("{bytes}x")),
        }
    }

    fn sized(&mut self, count: usize, letter: char) -> Result<()> {
        self.text.push_str(&format!("{count}{letter}"));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(dtype: &str) -> String {
        match format(&dtype.parse().unwrap()) {
            Ok(text) => text,
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn as_numpy_writes_them() {
        // `memoryview(np.zeros(1, dt)).format` of NumPy 2.4.
        for (dtype, format) in [
            ("'<i8'", "l"),
            ("([('a', '<i4'), ('b', '|i1')], (1,))", "T{i:a:b:b:}"),
            ("([('a', '<i4'), ('b', '|i1')], (2,))", "T{=i:a:b:b:}"),
            (
                "[('a', [('x', '<i4'), ('y', '|i1'), ('', '|V3')], (2,)), ('b', '|i1')]",
                "T{(2)T{i:x:b:y:}:a:xxxxxxb:b:}",
            ),
            ("('<i4', (2,))", "i"),
            ("[('f0', '<i4'), ('f1', '<f8')]", "T{i:f0:=d:f1:}"),
            ("[('f0', '|S5', (3,)), ('f1', '<U3')]", "T{(3)5s:f0:=3w:f1:}"),
            ("[('a', [('b', '|i1'), ('c', '<f8')], (2,)), ('d', '<i2')]", "T{(2)T{b:b:=d:c:}:a:@h:d:}"),
            ("[('a', ('<i4', (2,)), (3,))]", "T{(3)(2)i:a:}"),
            ("[('lat', []), ('raw', '|V3')]", "T{T{}:lat:3x:raw:}"),
            (
                "[('f1', '<f8', (4, 1)), ('Key', '<u2'), ('a b', '<f2'), ('f3', '<f4', (3,))]",
                "T{(4,1)d:f1:H:Key:e:a b:(3)f:f3:}",
            ),
        ] {
            assert_eq!(shown(dtype), format);
        }
    }

    #[test]
    fn large_gaps_are_counted() {
        assert_eq!(shown("[('a', '|i1'), ('', '|V2000000000'), ('b', '|i1')]"), "T{b:a:2000000000xb:b:}");
        let dtype = "[('a', '|i1'), ('', '|V5000'), ('b', '|i1')]".parse().unwrap();
        assert_eq!(super::super::parse(&format(&dtype).unwrap()).unwrap(), dtype);
    }

    #[test]
    fn objects_that_are_not_aligned_are_said_to_be_so() {
        // NumPy writes 'T{b:a:O:b:}', and reads that with 'b' at byte 8; the text here it reads right.
        assert_eq!(shown("[('a', '|i1'), ('b', '|O')]"), "T{b:a:=O:b:}");
        assert_eq!(shown("[('a', '<i8'), ('b', '|O')]"), "T{l:a:O:b:}");
    }

    #[test]
    fn what_a_format_cannot_say_is_refused() {
        assert_eq!(shown("[('t', '<M8[s]')]"), "field 't': a format cannot say datetimes; view them as 'i8'");
        assert!(shown("[(':x', '<i4')]").contains("without ':'"));
        let swapped = "{'names': ['a', 'b'], 'formats': ['<i4', '<i4'], 'offsets': [4, 0]}";
        assert!(shown(swapped).starts_with("field 'b': expected fields in ascending order"));
    }
}
