//! Records from serde: every value goes where its field lies, or is refused by the field's name.

use std::collections::HashMap;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::options::RecordFormat;
use super::place::{Path, Place};
use super::values::LeafSeed;
use crate::convert::options::OfType;
use crate::dtype::{DType, Scalar};
use crate::error::{Error, Result};
use crate::record::Element;
use crate::view::RecordArray;

/// Records of a dtype out of a sequence of maps: [`RecordFormat::seed`] makes it.
///
/// ```
/// use dtype_core::serde::RecordFormat;
///
/// let seed = RecordFormat::new().seed(&"[('t', '<M8[s]'), ('pos', '<f4', (2,))]".parse()?)?;
/// let json = r#"[{"pos": [1, 0.5], "t": "1970-01-01T00:01"}]"#;
/// let records = seed.read(&mut serde_json::Deserializer::from_str(json)).unwrap();
/// assert_eq!(records.view().record(0).unwrap().to_string(), "(1970-01-01T00:01:00, [1.0, 0.5])");
///
/// let json = r#"[{"pos": [1, "x"], "t": 0}]"#;
/// let error = seed.read(&mut serde_json::Deserializer::from_str(json)).unwrap_err();
/// assert!(error.to_string().starts_with("record 0: field 'pos[1]': expected a number, found 'x'"));
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Debug)]
pub struct RecordsSeed {
    dtype: DType,
    node: Node,
    format: RecordFormat,
    of_type: Option<OfType>,
}

/// Where everything lies in a record.
#[derive(Debug)]
enum Node {
    Record(Fields),
    Array { len: usize, stride: usize, of: Box<Node> },
    Leaf(Scalar),
}

#[derive(Debug)]
struct Fields {
    list: Vec<Field>,
    names: HashMap<String, usize>,
}

#[derive(Debug)]
struct Field {
    name: String,
    offset: usize,
    size: usize,
    node: Node,
}

impl RecordFormat {
    /// Reads records of a dtype.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) for Python objects.
    pub fn seed(&self, dtype: &DType) -> Result<RecordsSeed> {
        RecordsSeed::new(dtype, self.clone(), None)
    }

    /// Reads records of a type, whose fields take their `#[record(default)]` where they are missing.
    pub(super) fn seed_of<R: Element>(&self) -> Result<RecordsSeed> {
        RecordsSeed::new(R::DTYPE, self.clone(), Some(OfType { dtype: R::DTYPE, write: R::write_default }))
    }
}

impl RecordsSeed {
    fn new(dtype: &DType, format: RecordFormat, of_type: Option<OfType>) -> Result<RecordsSeed> {
        if dtype.has_object() {
            return Err(Error::unsupported("dtype with Python objects ('O'), whose bytes are addresses"));
        }
        Ok(RecordsSeed { dtype: dtype.clone(), node: Node::of(dtype), format, of_type })
    }

    /// What the records are.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// Reads a sequence of records.
    ///
    /// # Errors
    /// Those of the format, and a message that names record and field where a value does not fit.
    pub fn read<'de, D: Deserializer<'de>>(&self, deserializer: D) -> Result<RecordArray, D::Error> {
        let (bytes, count) = self.read_bytes(deserializer)?;
        RecordArray::from_bytes(&bytes, &self.dtype, &[count], false).map_err(de::Error::custom)
    }

    /// Reads one record into its bytes, and zeros into its gaps.
    ///
    /// ```
    /// use dtype_core::serde::RecordFormat;
    ///
    /// let seed = RecordFormat::new().seed(&"[('n', '>u2')]".parse()?)?;
    /// let mut record = [0; 2];
    /// seed.read_record(&mut serde_json::Deserializer::from_str(r#"{"n": 258}"#), &mut record).unwrap();
    /// assert_eq!(record, [1, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`read`](RecordsSeed::read), without the record.
    ///
    /// # Panics
    /// If `out` has not the size of a record.
    pub fn read_record<'de, D: Deserializer<'de>>(
        &self,
        deserializer: D,
        out: &mut [u8],
    ) -> Result<(), D::Error> {
        assert_eq!(out.len(), self.dtype.itemsize(), "room for one record");
        out.fill(0);
        let place = Place { path: &Path::Root, index: &[] };
        ItemSeed { seed: self, node: &self.node, place, out }.deserialize(deserializer)
    }

    /// The bytes of a sequence of records, and how many there are.
    pub(super) fn read_bytes<'de, D: Deserializer<'de>>(
        &self,
        deserializer: D,
    ) -> Result<(Vec<u8>, usize), D::Error> {
        deserializer.deserialize_seq(Rows(self))
    }
}

/// The same within other data, with the feature `serde`.
impl<'de> DeserializeSeed<'de> for &RecordsSeed {
    type Value = RecordArray;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RecordArray, D::Error> {
        self.read(deserializer)
    }
}

impl Node {
    fn of(dtype: &DType) -> Node {
        let (base, shape) = dtype.flattened();
        let node = match (base.fields(), base.as_scalar()) {
            (Some(fields), _) => {
                let field = |field: &crate::dtype::Field| Field {
                    name: field.name().to_owned(),
                    offset: field.offset(),
                    size: field.dtype().itemsize(),
                    node: Node::of(field.dtype()),
                };
                let list: Vec<Field> = fields.iter().map(field).collect();
                let names = list.iter().enumerate().map(|(i, field)| (field.name.clone(), i)).collect();
                Node::Record(Fields { list, names })
            }
            (None, Some(scalar)) => Node::Leaf(scalar),
            // What has neither has no values.
            (None, None) => Node::Record(Fields { list: Vec::new(), names: HashMap::new() }),
        };
        let mut stride = base.itemsize();
        shape.iter().rev().fold(node, |of, &len| {
            let array = Node::Array { len, stride, of: Box::new(of) };
            stride *= len;
            array
        })
    }
}

/// A sequence of records.
struct Rows<'s>(&'s RecordsSeed);

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = (Vec<u8>, usize);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let size = self.0.dtype.itemsize();
        let mut bytes = Vec::new();
        for row in 0.. {
            let start = bytes.len();
            bytes.resize(start + size, 0);
            let place = Place { path: &Path::Row(row), index: &[] };
            let out = &mut bytes[start..];
            let item = ItemSeed { seed: self.0, node: &self.0.node, place, out };
            if seq.next_element_seed(item)?.is_none() {
                bytes.truncate(start);
                return Ok((bytes, row));
            }
        }
        unreachable!("an endless sequence ends with an error")
    }
}

/// What one place is read with.
struct ItemSeed<'s, 'p> {
    seed: &'s RecordsSeed,
    node: &'s Node,
    place: Place<'p>,
    /// Zero before.
    out: &'p mut [u8],
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.node {
            Node::Record(fields) => deserializer.deserialize_map(RecordVisitor { item: self, fields }),
            Node::Array { len, stride, of } => {
                deserializer.deserialize_seq(ArrayVisitor { len: *len, stride: *stride, of, item: self })
            }
            Node::Leaf(scalar) => {
                let format = &self.seed.format;
                LeafSeed { scalar: *scalar, format, place: self.place, out: self.out }
                    .deserialize(deserializer)
            }
        }
    }
}

struct ArrayVisitor<'s, 'p> {
    len: usize,
    stride: usize,
    of: &'s Node,
    item: ItemSeed<'s, 'p>,
}

impl<'de> Visitor<'de> for ArrayVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}a sequence of {} values", self.item.place, self.len)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let ItemSeed { seed, place, out, .. } = self.item;
        let wrong = |found: &dyn fmt::Display| {
            de::Error::custom(format_args!("{place}expected {} values, found {found}", self.len))
        };
        for i in 0..self.len {
            let path = Path::Index(place.path, i);
            let out = &mut out[i * self.stride..][..self.stride];
            let item = ItemSeed { seed, node: self.of, place: Place { path: &path, ..place }, out };
            if seq.next_element_seed(item)?.is_none() {
                return Err(wrong(&i));
            }
        }
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(wrong(&"more")),
        }
    }
}

struct RecordVisitor<'s, 'p> {
    item: ItemSeed<'s, 'p>,
    fields: &'s Fields,
}

impl<'de> Visitor<'de> for RecordVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}a record with its fields by name", self.item.place)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let RecordVisitor { item: ItemSeed { seed, place, out, .. }, fields } = self;
        let mut seen = vec![false; fields.list.len()];
        while let Some(key) = map.next_key_seed(Key(fields))? {
            let i = match key {
                Ok(i) => i,
                Err(_) if seed.format.allow_extra => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                Err(name) => {
                    let known = fields.list.iter().map(|field| field.name.as_str());
                    let hint = crate::dtype::nearest(&name, known);
                    let hint = hint.map(|name| format!("; did you mean '{name}'?")).unwrap_or_default();
                    return Err(de::Error::custom(format_args!("{place}there is no field '{name}'{hint}")));
                }
            };
            let field = &fields.list[i];
            let path = Path::Name(place.path, &field.name);
            if std::mem::replace(&mut seen[i], true) {
                let twice = Place { path: &path, index: &[] };
                return Err(de::Error::custom(format_args!("{twice}expected it once, found it twice")));
            }
            let index = [place.index, &[i]].concat();
            let place = Place { path: &path, index: &index };
            let out = &mut out[field.offset..][..field.size];
            map.next_value_seed(ItemSeed { seed, node: &field.node, place, out })?;
        }
        for (i, field) in fields.list.iter().enumerate().filter(|&(i, _)| !seen[i]) {
            let index = [place.index, &[i]].concat();
            let out = &mut out[field.offset..][..field.size];
            let default = seed.of_type.is_some_and(|of_type| (of_type.write)(&index, out));
            if !default && !seed.format.allow_missing {
                let path = Path::Name(place.path, &field.name);
                let missing = Place { path: &path, index: &[] };
                return Err(de::Error::custom(format_args!("{missing}it is missing, and has no default")));
            }
        }
        Ok(())
    }
}

/// The number of a field, or a name that none has.
struct Key<'s>(&'s Fields);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.names.get(name).copied().ok_or_else(|| name.to_owned()))
    }
}
