//! From a format string to a dtype.

use std::collections::HashSet;

use super::LONG;
use crate::Limits;
use crate::dtype::{ByteOrder, DType, Field, MAX_DIMS, Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::int;

/// The dtype that a format string says.
///
/// Accepted is what NumPy's own parser accepts, which takes no blanks but in shapes. Where sizes are native and
/// alignment counts (`@`), fields and the end of the record are moved to where C has them. Fields without a name are
/// called `f0`, `f1`, ..., and a single item without one is itself, no record.
///
/// ```
/// use dtype_core::interop::pep3118::parse;
///
/// assert_eq!(parse("bi")?.itemsize(), 8);
/// assert_eq!(parse("=bi")?.to_string(), "[('f0', '|i1'), ('f1', '<i4')]");
/// assert_eq!(parse("(2,3)>h")?.to_string(), "('>i2', (2, 3))");
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// [`Format`](crate::ErrorKind::Format) if it is no format, with the byte of the text as the
/// [offset](Error::offset); [`Unsupported`](crate::ErrorKind::Unsupported) for pointers, bit fields and UCS-2 text;
/// [`Limit`](crate::ErrorKind::Limit) if records nest deeper or have more fields than [`Limits`] allow by default.
pub fn parse(format: &str) -> Result<DType> {
    parse_with(format, &Limits::default())
}

/// The same with other limits, on how deep records nest and how many fields there are.
///
/// ```
/// use dtype_core::{ErrorKind, Limits, interop::pep3118::parse_with};
///
/// let mut limits = Limits::default();
/// limits.fields = 1;
/// assert_eq!(parse_with("T{i:a:i:b:}", &limits).unwrap_err().kind(), ErrorKind::Limit);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`parse`].
pub fn parse_with(format: &str, limits: &Limits) -> Result<DType> {
    let mut reader = Reader { text: format, at: 0, order: '@', limits: limits.clone(), fields: 0 };
    reader.limits.depth = limits.depth.min(Limits::MAX_DEPTH / 2);
    Ok(reader.record(0)?.dtype)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The order character that holds, wherever it stood.
    order: char,
    limits: Limits,
    fields: usize,
}

/// A dtype, and its alignment in bytes as the format counts it.
struct Item {
    dtype: DType,
    alignment: usize,
}

/// A field before it has a name, if it has none yet.
struct Part {
    name: Option<String>,
    dtype: DType,
    offset: usize,
}

impl Reader<'_> {
    /// Items up to a closing brace or the end.
    fn record(&mut self, depth: usize) -> Result<Item> {
        if depth > self.limits.depth {
            let limit = self.limits.depth;
            return Err(
                Error::limit(format!("expected at most {limit} records in one another")).at(self.here())
            );
        }
        let mut parts = Vec::new();
        let mut names = HashSet::new();
        let (mut end, mut alignment) = (0usize, 1);
        while !self.rest().is_empty() && !self.eat("}") {
            let start = self.here();
            let shape = if self.eat("(") { Some(self.shape()?) } else { None };
            if let Some(order) = self.rest().chars().next().filter(|c| "@=<>^!".contains(*c)) {
                self.at += 1;
                self.order = if order == '!' { '>' } else { order };
            }
            let count = self.count()?;
            let (item, count, padding) = self.item(count, depth)?;
            let mut dtype = item.dtype;
            let mut behind = 0;
            if self.order == '@' {
                end = end.next_multiple_of(item.alignment);
                let short = dtype.itemsize().next_multiple_of(item.alignment) - dtype.itemsize();
                let repeats = count > 1 || shape.as_ref().is_some_and(|shape| int::product(shape) > Some(1));
                if short > 0 && repeats {
                    dtype = padded(dtype, short)?;
                } else {
                    behind = short;
                }
                alignment = lcm(item.alignment, alignment);
            }
            if count != 1 {
                dtype = DType::subarray(dtype, &[count]).map_err(|error| error.at(start))?;
            }
            if let Some(shape) = shape {
                dtype = DType::subarray(dtype, &shape).map_err(|error| error.at(start))?;
            }
            let name = if self.eat(":") { Some(self.name()?) } else { None };
            let itemsize = dtype.itemsize();
            if name.is_some() || !padding {
                self.fields += 1;
                if self.fields > self.limits.fields {
                    let limit = self.limits.fields;
                    return Err(Error::limit(format!("expected at most {limit} fields")).at(start));
                }
                if let Some(name) = &name
                    && !names.insert(name.clone())
                {
                    return Err(Error::format("expected every name once, found it twice")
                        .in_field(name)
                        .at(start));
                }
                parts.push(Part { name, dtype, offset: end });
            }
            // Both are below 2^31, and so is `end` at every field, or the record is refused below.
            end = end.saturating_add(itemsize + behind);
        }
        if self.order == '@' {
            end = end.next_multiple_of(alignment);
        }
        let dtype = match &parts[..] {
            [Part { name: None, dtype, offset: 0 }] if depth == 0 && dtype.itemsize() == end => dtype.clone(),
            _ => DType::record(named(parts, names), Some(end))?,
        };
        Ok(Item { dtype, alignment })
    }

    /// What the letters say; how often it stands there; whether it is a gap if it gets no name.
    fn item(&mut self, count: usize, depth: usize) -> Result<(Item, usize, bool)> {
        use ScalarKind::*;
        if self.eat("T{") {
            return Ok((self.record(depth + 1)?, count, false));
        }
        let native = matches!(self.order, '@' | '^');
        let long = native && LONG == 8;
        let start = self.here();
        let Some(letter) = self.rest().chars().next() else {
            return Err(Error::format("expected a type letter, found the end of the format").at(start));
        };
        let (kind, length) = match letter {
            '?' => (Bool, 1),
            'c' => (Bytes(1), 1),
            'b' => (Int8, 1),
            'B' => (UInt8, 1),
            'h' => (Int16, 1),
            'H' => (UInt16, 1),
            'i' => (Int32, 1),
            'I' => (UInt32, 1),
            'l' if long => (Int64, 1),
            'L' if long => (UInt64, 1),
            'l' => (Int32, 1),
            'L' => (UInt32, 1),
            'q' => (Int64, 1),
            'Q' => (UInt64, 1),
            'e' => (Float16, 1),
            'f' => (Float32, 1),
            'd' => (Float64, 1),
            'g' if native => (LongDouble, 1),
            'O' => (Object, 1),
            's' => (Bytes(count), 1),
            'w' => (Str(count), 1),
            'x' => (Void(count), 1),
            'Z' => match self.rest().as_bytes().get(1) {
                Some(b'f') => (Complex64, 2),
                Some(b'd') => (Complex128, 2),
                Some(b'g') if native => (ComplexLongDouble, 2),
                _ => return Err(Error::format("expected 'Zf', 'Zd' or 'Zg' for a complex number").at(start)),
            },
            'u' => return Err(Error::unsupported("UCS-2 text has no dtype").at(start)),
            '&' => return Err(Error::unsupported("pointers have no dtype").at(start)),
            't' => return Err(Error::unsupported("bit fields have no dtype").at(start)),
            'X' => return Err(Error::unsupported("function pointers have no dtype").at(start)),
            other => {
                return Err(Error::format(format!(
                    "expected a type letter, found '{}'",
                    other.escape_debug()
                ))
                .at(start));
            }
        };
        self.at += length;
        let sized = matches!(letter, 's' | 'w' | 'x');
        if sized && kind.itemsize() > crate::layout::MAX_ITEMSIZE {
            return Err(Error::format(format!(
                "expected text of fewer than 2^31 bytes, found {count} characters"
            ))
            .at(start));
        }
        let order = match self.order {
            '<' => ByteOrder::Little,
            '>' => ByteOrder::Big,
            _ => ByteOrder::NATIVE,
        };
        let scalar = Scalar::new(kind, order);
        let item = Item { dtype: DType::scalar(scalar), alignment: scalar.alignment() };
        Ok((item, if sized { 1 } else { count }, letter == 'x'))
    }

    /// Dimensions up to the closing parenthesis.
    fn shape(&mut self) -> Result<Vec<usize>> {
        let start = self.here();
        let Some(end) = self.rest().find(')') else {
            return Err(Error::format("expected ')' behind a shape, found the end of the format").at(start));
        };
        let dims: Vec<&str> = self.rest()[..end].split(',').map(str::trim).collect();
        if dims.len() > MAX_DIMS {
            return Err(Error::format(format!(
                "expected at most {MAX_DIMS} dimensions, found {}",
                dims.len()
            ))
            .at(start));
        }
        let dim = |text: &&str| {
            let digits = text.strip_prefix('+').unwrap_or(text);
            digits.parse().map_err(|_| Error::format(format!("expected a length, found '{text}'")).at(start))
        };
        let shape = dims.iter().map(dim).collect();
        self.at += end + 1;
        shape
    }

    /// How often an item stands there, or how long text is: 1 unless it is said.
    fn count(&mut self) -> Result<usize> {
        let rest = self.rest();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            return Ok(1);
        }
        let number = rest[..digits].parse();
        let start = self.here();
        self.at += digits;
        number.map_err(|_| Error::format("expected a count of fewer than 2^31, found more").at(start))
    }

    /// A name up to the colon that ends it.
    fn name(&mut self) -> Result<String> {
        let Some(end) = self.rest().find(':') else {
            let message = "expected ':' behind a name, found the end of the format";
            return Err(Error::format(message).at(self.here()));
        };
        let name = self.rest()[..end].to_owned();
        self.at += end + 1;
        Ok(name)
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn here(&self) -> u64 {
        int::to_u64(self.at)
    }
}

/// The fields; those without a name take the first of `f0`, `f1`, ... that is free.
fn named(parts: Vec<Part>, taken: HashSet<String>) -> Vec<Field> {
    let mut free = (0usize..).map(|i| format!("f{i}")).filter(|name| !taken.contains(name));
    let field = |part: Part| {
        let name = part.name.or_else(|| free.next()).unwrap_or_default();
        Field::new(&name, part.dtype, part.offset)
    };
    parts.into_iter().map(field).collect()
}

/// The same with bytes behind it, as an element of a sub-array needs them: what is no record becomes one.
fn padded(dtype: DType, bytes: usize) -> Result<DType> {
    let itemsize = dtype.itemsize() + bytes;
    let fields = match dtype.fields() {
        Some(fields) => fields.to_vec(),
        None => vec![Field::new("f0", dtype, 0)],
    };
    DType::record(fields, Some(itemsize))
}

fn lcm(a: usize, b: usize) -> usize {
    // Alignments are powers of two.
    a.max(b)
}
