//! Records to serde: a walk over the fields of one record after the other, straight from their bytes.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, SerializeTuple, Serializer};

use super::options::{NonFinite, RecordFormat, Text, Times};
use crate::dtype::time_text::format_datetime;
use crate::dtype::{ByteOrder, Scalar, ScalarKind, TimeStep};
use crate::lanes::half_to_f64;
use crate::strided::{Bytes, Items};
use crate::view::{RecordArray, RecordView};

/// The count of a datetime or a timedelta that is none.
const NAT: i64 = i64::MIN;

impl RecordFormat {
    /// These records, to be written in this form: a sequence for each axis, of maps.
    ///
    /// Those of a slice are `RecordView::of(&trades)`.
    ///
    /// ```
    /// use dtype_core::serde::RecordFormat;
    /// use dtype_core::{FixedBytes, Record, RecordView};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Trade { price: f64, venue: FixedBytes<4> }
    ///
    /// let trades = [Trade { price: 0.5, venue: FixedBytes::new(b"IEX")? }];
    /// let json = serde_json::to_string(&RecordFormat::new().records(&RecordView::of(&trades)))?;
    /// assert_eq!(json, r#"[{"price":0.5,"venue":"IEX"}]"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn records<'a>(&self, records: &RecordView<'a>) -> SerializeRecords<'a> {
        let items = records.items();
        let shape = items.dims().iter().map(|dim| dim.len).collect();
        SerializeRecords { node: Node::of(items), shape, format: self.clone() }
    }
}

/// Records that serde can write: [`RecordFormat::records`] makes it.
pub struct SerializeRecords<'a> {
    node: Node<'a>,
    shape: Vec<usize>,
    format: RecordFormat,
}

impl SerializeRecords<'_> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        // It fits, or there would be no view.
        self.shape.iter().product()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One record alone, counted in C order: a map.
    ///
    /// ```
    /// use dtype_core::RecordView;
    /// use dtype_core::serde::RecordFormat;
    ///
    /// let view = RecordView::new(&[7, 8], &"[('n', 'u1')]".parse()?)?;
    /// let records = RecordFormat::new().records(&view);
    /// assert_eq!(serde_json::to_string(&records.record(1)).unwrap(), r#"{"n":8}"#);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Panics
    /// If there are not so many.
    pub fn record(&self, position: usize) -> impl Serialize + '_ {
        assert!(position < self.len(), "record {position} of {}", self.len());
        Item { node: &self.node, position, format: &self.format }
    }
}

impl Serialize for SerializeRecords<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let item = Item { node: &self.node, position: 0, format: &self.format };
        Axis { item, shape: &self.shape }.serialize(serializer)
    }
}

/// As [`RecordFormat::new`] writes them, with the feature `serde`.
impl Serialize for RecordView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RecordFormat::new().records(self).serialize(serializer)
    }
}

/// As its [view](RecordArray::view), with the feature `serde`.
impl Serialize for RecordArray {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}

/// What lies in a record, and where.
enum Node<'a> {
    Record(Vec<(String, Node<'a>)>),
    /// So many in each position of what is around it.
    Array(usize, Box<Node<'a>>),
    /// Positions count through everything around it.
    Leaf(Scalar, Bytes<'a>),
    /// What has no bytes that may be looked at. No dtype that a record of a file or a type has.
    Nothing,
}

impl<'a> Node<'a> {
    fn of(items: &Items<'a>) -> Node<'a> {
        let (_, shape) = items.dtype().flattened();
        let inner = items.spread();
        let base = match inner.dtype().fields() {
            Some(fields) => {
                let field =
                    |(i, name): (usize, &str)| Some((name.to_owned(), Node::of(&inner.nth_field(i)?)));
                let names = fields.iter().map(|field| field.name()).enumerate();
                Node::Record(names.filter_map(field).collect())
            }
            None => match (inner.dtype().as_scalar(), inner.bytes()) {
                (Some(scalar), Some(bytes)) => Node::Leaf(scalar, bytes),
                _ => Node::Nothing,
            },
        };
        shape.iter().rev().fold(base, |node, &len| Node::Array(len, Box::new(node)))
    }
}

/// One axis of records, or of what is in them.
struct Axis<'n, 'a> {
    item: Item<'n, 'a>,
    shape: &'n [usize],
}

impl Serialize for Axis<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some((&len, shape)) = self.shape.split_first() else { return self.item.serialize(serializer) };
        let mut list = serializer.serialize_seq(Some(len))?;
        for i in 0..len {
            let item = Item { position: self.item.position * len + i, ..self.item };
            list.serialize_element(&Axis { item, shape })?;
        }
        list.end()
    }
}

/// What is at one position.
#[derive(Clone, Copy)]
struct Item<'n, 'a> {
    node: &'n Node<'a>,
    position: usize,
    format: &'n RecordFormat,
}

impl Serialize for Item<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Item { node, position, format } = *self;
        match node {
            Node::Record(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, node) in fields {
                    map.serialize_entry(name, &Item { node, position, format })?;
                }
                map.end()
            }
            Node::Array(len, node) => {
                let mut list = serializer.serialize_seq(Some(*len))?;
                for i in 0..*len {
                    list.serialize_element(&Item { node, position: position * len + i, format })?;
                }
                list.end()
            }
            Node::Leaf(scalar, bytes) => match bytes.at(position) {
                Some(bytes) => leaf(*scalar, bytes, format, serializer),
                None => serializer.serialize_unit(),
            },
            Node::Nothing => Err(S::Error::custom("expected values, found bytes that nobody has written")),
        }
    }
}

/// One value.
fn leaf<S: Serializer>(
    scalar: Scalar,
    bytes: &[u8],
    format: &RecordFormat,
    out: S,
) -> Result<S::Ok, S::Error> {
    let mut swapped = [0; 16];
    let native = native(scalar, bytes, &mut swapped);
    macro_rules! number {
        ($number:ty) => {
            <$number>::from_ne_bytes(native.try_into().unwrap_or_default())
        };
    }
    match scalar.kind() {
        ScalarKind::Bool => out.serialize_bool(native != [0]),
        ScalarKind::Int8 => out.serialize_i8(number!(i8)),
        ScalarKind::Int16 => out.serialize_i16(number!(i16)),
        ScalarKind::Int32 => out.serialize_i32(number!(i32)),
        ScalarKind::Int64 => out.serialize_i64(number!(i64)),
        ScalarKind::UInt8 => out.serialize_u8(number!(u8)),
        ScalarKind::UInt16 => out.serialize_u16(number!(u16)),
        ScalarKind::UInt32 => out.serialize_u32(number!(u32)),
        ScalarKind::UInt64 => out.serialize_u64(number!(u64)),
        ScalarKind::Float16 => Float::Half(number!(u16)).write(format, out),
        ScalarKind::Float32 => Float::Single(number!(f32)).write(format, out),
        ScalarKind::Float64 => Float::Double(number!(f64)).write(format, out),
        ScalarKind::Complex64 => {
            let [re, im] = halves(native).map(|part| Float::Single(f32::from_ne_bytes(part)));
            pair(re, im, format, out)
        }
        ScalarKind::Complex128 => {
            let [re, im] = halves(native).map(|part| Float::Double(f64::from_ne_bytes(part)));
            pair(re, im, format, out)
        }
        ScalarKind::DateTime64(step) => {
            let count = number!(i64);
            let text = match format.times {
                Times::Auto => out.is_human_readable(),
                Times::Text => true,
                Times::Count => false,
            };
            // A count without a unit is no point of a calendar.
            let text = text && (step != TimeStep::GENERIC || count == NAT);
            if text { out.serialize_str(&format_datetime(count, step)) } else { out.serialize_i64(count) }
        }
        ScalarKind::TimeDelta64(_) => match number!(i64) {
            NAT if out.is_human_readable() && format.times != Times::Count => out.serialize_str("NaT"),
            count => out.serialize_i64(count),
        },
        ScalarKind::Bytes(_) => text_of_bytes(trimmed(bytes), format, out),
        ScalarKind::Str(_) => text_of_points(bytes, scalar.byte_order(), format, out),
        _ if out.is_human_readable() => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            out.serialize_str(&digits)
        }
        _ => out.serialize_bytes(bytes),
    }
}

/// The bytes in the order of this machine.
fn native<'b>(scalar: Scalar, bytes: &'b [u8], swapped: &'b mut [u8; 16]) -> &'b [u8] {
    let part = scalar.kind().swap_size();
    let Some(room) = swapped.get_mut(..bytes.len()) else { return bytes };
    if part <= 1 || scalar.byte_order().is_native() {
        return bytes;
    }
    room.copy_from_slice(bytes);
    room.chunks_exact_mut(part).for_each(<[u8]>::reverse);
    room
}

/// Both halves of a complex number.
fn halves<const N: usize>(bytes: &[u8]) -> [[u8; N]; 2] {
    let (re, im) = bytes.split_at(N.min(bytes.len()));
    [re, im].map(|part| part.try_into().unwrap_or([0; N]))
}

/// A float in its own width, so that a format that prints it prints as few digits as it needs.
enum Float {
    Half(u16),
    Single(f32),
    Double(f64),
}

impl Float {
    fn write<S: Serializer>(&self, format: &RecordFormat, out: S) -> Result<S::Ok, S::Error> {
        let value = match *self {
            Float::Half(bits) => half_to_f64(bits),
            Float::Single(value) => value.into(),
            Float::Double(value) => value,
        };
        let as_number = match format.non_finite {
            NonFinite::Number => true,
            NonFinite::Text => !out.is_human_readable(),
            NonFinite::Null | NonFinite::Error => false,
        };
        if value.is_finite() || as_number {
            return match *self {
                // Every half is a single float.
                Float::Half(_) => out.serialize_f32(value as f32),
                Float::Single(value) => out.serialize_f32(value),
                Float::Double(value) => out.serialize_f64(value),
            };
        }
        let name = match value {
            value if value.is_nan() => "NaN",
            f64::INFINITY => "Infinity",
            _ => "-Infinity",
        };
        match format.non_finite {
            NonFinite::Null => out.serialize_unit(),
            NonFinite::Error => Err(S::Error::custom(format!("expected finite numbers, found {name}"))),
            NonFinite::Text | NonFinite::Number => out.serialize_str(name),
        }
    }
}

fn pair<S: Serializer>(re: Float, im: Float, format: &RecordFormat, out: S) -> Result<S::Ok, S::Error> {
    struct Part<'f>(Float, &'f RecordFormat);
    impl Serialize for Part<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.write(self.1, serializer)
        }
    }
    let mut list = out.serialize_tuple(2)?;
    list.serialize_element(&Part(re, format))?;
    list.serialize_element(&Part(im, format))?;
    list.end()
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let len = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    &bytes[..len]
}

fn text_of_bytes<S: Serializer>(bytes: &[u8], format: &RecordFormat, out: S) -> Result<S::Ok, S::Error> {
    match (format.text, str::from_utf8(bytes)) {
        (Text::Utf8, Ok(text)) => out.serialize_str(text),
        (Text::Latin1, _) => {
            out.serialize_str(&bytes.iter().map(|&byte| char::from(byte)).collect::<String>())
        }
        _ => out.serialize_bytes(bytes),
    }
}

fn text_of_points<S: Serializer>(
    bytes: &[u8],
    order: ByteOrder,
    format: &RecordFormat,
    out: S,
) -> Result<S::Ok, S::Error> {
    let point = |bytes: &[u8; 4]| match order {
        ByteOrder::Big => u32::from_be_bytes(*bytes),
        _ => u32::from_le_bytes(*bytes),
    };
    let (points, _) = bytes.as_chunks();
    let len = points.iter().rposition(|point| *point != [0; 4]).map_or(0, |last| last + 1);
    let points = points[..len].iter().map(point);
    if format.text == Text::Bytes {
        return out.collect_seq(points);
    }
    match points.clone().map(char::from_u32).collect::<Option<String>>() {
        Some(text) => out.serialize_str(&text),
        None if out.is_human_readable() => out.collect_seq(points),
        // Where nothing says what comes next, it has to be what is expected.
        None => Err(S::Error::custom(
            "expected characters, found a code point that is none; `Text::Bytes` takes any",
        )),
    }
}
