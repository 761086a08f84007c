//! Records as lists of fields: the two ways in which NumPy reads them.

use std::borrow::Cow;

use super::literal::{Node, Value};
use super::parse::{Grammar, Reader, packing, sequence, show};
use super::print::is_void;
use crate::dtype::layout::MAX_ITEMSIZE;
use crate::dtype::{DType, Field};
use crate::error::{Error, Result};
use crate::int;

impl Reader<'_> {
    /// A list of `(name, dtype)` and `(name, dtype, shape)` where padding stands between the fields.
    pub(super) fn descr<'n, 't: 'n>(
        &mut self,
        entries: impl Iterator<Item = &'n Node<'t>>,
        grammar: Grammar,
    ) -> Result<DType> {
        let mut fields = Fields::default();
        let mut offset = 0;
        for entry in entries {
            let parts = match sequence(entry) {
                Some(parts) if matches!(parts.len(), 2 | 3) => parts,
                _ => return Err(entry_error(entry)),
            };
            let dtype = self.entry(&parts, grammar)?;
            let itemsize = dtype.itemsize();
            if !is_padding(&parts[0], &dtype) {
                self.count_field().map_err(|error| error.at(int::to_u64(entry.at)))?;
                fields.push(Name::read(&parts[0])?, dtype, offset);
            }
            offset = match offset.checked_add(itemsize) {
                Some(offset) if offset <= MAX_ITEMSIZE => offset,
                _ => {
                    let message = format!("the record gets larger than {MAX_ITEMSIZE} bytes here");
                    return Err(Error::format(message).at(int::to_u64(entry.at)));
                }
            };
        }
        fields.build(|fields| DType::record(fields, Some(offset)))
    }

    /// A list of tuples as `np.dtype` reads it: fields without a name are numbered, there is no padding.
    pub(super) fn list(&mut self, entries: &[Node<'_>], align: bool) -> Result<DType> {
        let mut fields = Fields::default();
        for (i, entry) in entries.iter().enumerate() {
            let parts = match &entry.value {
                Value::Tuple(parts) if matches!(parts.len(), 2 | 3) => parts,
                _ => return Err(entry_error(entry)),
            };
            self.count_field().map_err(|error| error.at(int::to_u64(entry.at)))?;
            let mut name = Name::read(&parts[0])?;
            if name.name.is_empty() {
                // NumPy then uses the title for both, and refuses it as taken.
                name.name = name.title.clone().unwrap_or_else(|| format!("f{i}").into());
            }
            let dtype = self.entry(parts, Grammar::Numpy { align })?;
            fields.push(name, dtype, 0);
        }
        fields.build(|fields| DType::placed(fields, packing(align)))
    }

    /// The dtype of one entry of a list: name, dtype, perhaps shape.
    fn entry(&mut self, parts: &[Node<'_>], grammar: Grammar) -> Result<DType> {
        let dtype = self.dtype(&parts[1], grammar).and_then(|dtype| match parts.get(2) {
            Some(shape) => self.pair(dtype, shape, grammar),
            None => Ok(dtype),
        });
        dtype.map_err(|error| match Name::read(&parts[0]) {
            Ok(name) => error.in_field(&name.name),
            Err(_) => error,
        })
    }
}

/// NumPy's rule: no name, no fields, and void to NumPy, which all sub-arrays are.
fn is_padding(name: &Node<'_>, dtype: &DType) -> bool {
    is_void(dtype) && matches!(&name.value, Value::Str(text) if text.is_empty())
}

/// Fields, each with the byte of the text where its name is.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) fields: Vec<(Field, usize)>,
}

impl Fields {
    pub(super) fn push(&mut self, name: Name<'_>, dtype: DType, offset: usize) {
        let field = Field::new(&name.name, dtype, offset);
        let field = match &name.title {
            Some(title) => field.with_title(title),
            None => field,
        };
        self.fields.push((field, name.at));
    }

    /// The record of the fields. An error that names one of them gets the place of its last mention.
    pub(super) fn build(self, record: impl FnOnce(Vec<Field>) -> Result<DType>) -> Result<DType> {
        let fields = self.fields.iter().map(|(field, _)| field.clone()).collect();
        record(fields).map_err(|error| {
            let culprit = self.fields.iter().rfind(|(field, _)| error.field() == Some(field.name()));
            match culprit {
                Some((_, at)) => error.at(int::to_u64(*at)),
                None => error,
            }
        })
    }
}

/// What a field is called, and where the text says so.
pub(super) struct Name<'n> {
    pub(super) name: Cow<'n, str>,
    title: Option<Cow<'n, str>>,
    at: usize,
}

impl<'n> Name<'n> {
    /// `name` or `(title, name)`.
    pub(super) fn read(node: &'n Node<'_>) -> Result<Self> {
        match &node.value {
            Value::Tuple(items) => match items.as_slice() {
                [title, name] => Name::of(name, Some(title)),
                _ => Err(expected("a name, or a tuple of title and name", node)),
            },
            _ => Name::of(node, None),
        }
    }

    /// The two apart.
    pub(super) fn of(name: &'n Node<'_>, title: Option<&'n Node<'_>>) -> Result<Self> {
        let Value::Str(text) = &name.value else { return Err(expected("a field name", name)) };
        let title = match title.map(|node| (node, &node.value)) {
            None | Some((_, Value::None)) => None,
            Some((_, Value::Str(title))) => Some(Cow::Borrowed(&**title)),
            Some((node, value)) => {
                let message = format!("cannot keep a title that is {}: titles are text", value.describe());
                return Err(Error::unsupported(message).at(int::to_u64(node.at)).in_field(text));
            }
        };
        Ok(Name { name: Cow::Borrowed(text), title, at: name.at })
    }
}

fn entry_error(entry: &Node<'_>) -> Error {
    expected("a field as (name, dtype) or (name, dtype, shape)", entry)
}

/// The error about a value that is not what should be there.
pub(super) fn expected(what: &str, node: &Node<'_>) -> Error {
    let found = match &node.value {
        Value::Tuple(items) => format!("a tuple of {}", items.len()),
        value => show(value),
    };
    Error::format(format!("expected {what}, found {found}")).at(int::to_u64(node.at))
}
