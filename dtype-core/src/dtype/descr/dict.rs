//! Records as dicts: names, formats, offsets, titles, itemsize and align flag; or fields by name.

use std::borrow::Cow;
use std::collections::HashMap;

use super::literal::{Node, Value};
use super::parse::{Grammar, Reader, packing, sequence, size};
use super::record::{Fields, Name, expected};
use crate::dtype::layout::align_up;
use crate::dtype::{DType, Field};
use crate::error::{Error, Result};
use crate::int;

impl Reader<'_> {
    /// A dict of names and formats, or of fields.
    pub(super) fn dict(&mut self, entries: &[(Node<'_>, Node<'_>)], grammar: Grammar) -> Result<DType> {
        let entry = |key: &str| {
            let found =
                entries.iter().rfind(|(node, _)| matches!(&node.value, Value::Str(text) if text == key));
            found.map(|(_, node)| node)
        };
        let (Some(names), Some(formats)) = (entry("names"), entry("formats")) else {
            return self.dict_of_fields(entries, grammar);
        };
        let align = grammar == Grammar::Numpy { align: true };
        let align = match entry("aligned") {
            None => align,
            Some(Node { value: Value::Bool(aligned), .. }) => align || *aligned,
            Some(node) => return Err(expected("True or False", node)),
        };
        // What `Display` prints says for each nested record whether it is aligned.
        let inner = match grammar {
            Grammar::Numpy { .. } => Grammar::Numpy { align },
            grammar => grammar,
        };
        let names = parts_of(names, "a list of names", 0)?;
        let formats = parts_of(formats, "a list of formats", names.len())?;
        let list = |key, what| entry(key).map(|node| parts_of(node, what, names.len())).transpose();
        let offsets = list("offsets", "a list of offsets")?;
        let titles = list("titles", "a list of titles")?;

        let mut fields = Fields::default();
        for (i, (name, format)) in names.iter().zip(formats.iter()).enumerate() {
            self.count_field().map_err(|error| error.at(int::to_u64(name.at)))?;
            let title = titles.as_ref().map(|titles| &titles[i]);
            let name = Name::of(name, title)?;
            let dtype = self.dtype(format, inner).map_err(|error| error.in_field(&name.name))?;
            let offset = match &offsets {
                Some(offsets) => {
                    size(&offsets[i], "an offset").map_err(|error| error.in_field(&name.name))?
                }
                None => 0,
            };
            fields.push(name, dtype, offset);
        }
        let itemsize = entry("itemsize").map(|node| size(node, "an itemsize")).transpose()?;
        let has_offsets = offsets.is_some();
        fields.build(|fields| {
            if has_offsets {
                check_objects(&fields, grammar)?;
            }
            arranged(fields, has_offsets, itemsize, align)
        })
    }

    /// A dict of `name: (dtype, offset)` or `name: (dtype, offset, title)`. The order is that of the offsets.
    fn dict_of_fields(&mut self, entries: &[(Node<'_>, Node<'_>)], grammar: Grammar) -> Result<DType> {
        // Of equal keys the last counts, in the place of the first.
        let mut places = HashMap::new();
        let mut unique: Vec<(&Node<'_>, &Node<'_>)> = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            match &key.value {
                Value::Str(text) => match *places.entry(&**text).or_insert(unique.len()) {
                    place if place < unique.len() => unique[place].1 = node,
                    _ => unique.push((key, node)),
                },
                _ => return Err(expected("a field name", key)),
            }
        }
        let mut fields = Fields::default();
        for (key, node) in unique {
            let parts = match &node.value {
                Value::Tuple(parts) if matches!(parts.len(), 2 | 3) => parts,
                _ => return Err(expected("a tuple of dtype, offset and perhaps title", node)),
            };
            if matches!(parts.get(2), Some(title) if title.value == key.value) {
                continue; // A copy of NumPy's `dtype.fields` has the titles as keys too.
            }
            self.count_field().map_err(|error| error.at(int::to_u64(key.at)))?;
            let name = Name::of(key, parts.get(2))?;
            let dtype = self.dtype(&parts[0], grammar).map_err(|error| error.in_field(&name.name))?;
            let offset = size(&parts[1], "an offset").map_err(|error| error.in_field(&name.name))?;
            fields.push(name, dtype, offset);
        }
        fields.fields.sort_by_key(|(field, _)| field.offset());
        fields.build(|fields| {
            check_objects(&fields, grammar)?;
            arranged(fields, true, None, grammar == Grammar::Numpy { align: true })
        })
    }
}

/// The record that a dict describes.
fn arranged(fields: Vec<Field>, has_offsets: bool, itemsize: Option<usize>, align: bool) -> Result<DType> {
    let fields = match has_offsets {
        true => fields,
        false => DType::placed(fields, packing(align))?.fields().unwrap_or_default().to_vec(),
    };
    if !align {
        return DType::record(fields, itemsize);
    }
    let alignment = fields.iter().map(|field| field.dtype().alignment()).max().unwrap_or(1);
    if let Some(field) = fields.iter().find(|field| !field.offset().is_multiple_of(field.dtype().alignment()))
    {
        let (expected, found) = (field.dtype().alignment(), field.offset());
        let message = format!(
            "expected an offset that is a multiple of {expected} in an aligned record, found {found}"
        );
        return Err(Error::format(message).in_field(field.name()));
    }
    let end = DType::record(fields.clone(), None)?.itemsize();
    let least = align_up(end, alignment).unwrap_or(usize::MAX);
    let itemsize = itemsize.unwrap_or(least);
    if itemsize < least || !itemsize.is_multiple_of(alignment) {
        let message = format!(
            "expected an itemsize that is a multiple of {alignment} and at least {least}, found {itemsize}"
        );
        return Err(Error::format(message));
    }
    let record = DType::record(fields, Some(itemsize))?;
    Ok(record.clone().flagged_aligned().unwrap_or(record))
}

/// NumPy's rule, which says nothing of what a dtype can be: objects share no bytes with other fields.
fn check_objects(fields: &[Field], grammar: Grammar) -> Result<()> {
    if grammar == Grammar::Display || !fields.iter().any(|field| field.dtype().has_object()) {
        return Ok(());
    }
    let mut sorted: Vec<_> = fields.iter().filter(|field| field.dtype().itemsize() > 0).collect();
    sorted.sort_by_key(|field| field.offset());
    match sorted.windows(2).find(|pair| pair[1].offset() < pair[0].end()) {
        Some(pair) => {
            let message = format!("expected no overlap beside objects, found one with '{}'", pair[0].name());
            Err(Error::format(message).in_field(pair[1].name()))
        }
        None => Ok(()),
    }
}

/// The parts of a sequence, at least so many.
fn parts_of<'n, 't>(node: &'n Node<'t>, what: &str, least: usize) -> Result<Cow<'n, [Node<'t>]>> {
    let parts = sequence(node).ok_or_else(|| expected(what, node))?;
    if parts.len() < least {
        let found = parts.len();
        return Err(Error::format(format!("expected {what}, {least} as there are names, found {found}"))
            .at(int::to_u64(node.at)));
    }
    Ok(parts)
}
