//! What a record of a text is: values, records in it, lists.

use dtype_core::{DType, Error};

use super::guess::Guess;
use crate::json::Json;

/// What has been seen in one place of the records.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Value(Guess),
    Record(Vec<(String, Shape)>),
    /// How many, and what all of them are.
    List(usize, Box<Shape>),
}

impl Shape {
    pub(super) fn new() -> Shape {
        Shape::Value(Guess::new())
    }

    fn is_new(&self) -> bool {
        matches!(self, Shape::Value(guess) if guess.is_new())
    }

    /// One more JSON document.
    ///
    /// # Errors
    /// If it has another form than those before.
    pub(super) fn add(&mut self, json: &Json) -> Result<(), String> {
        match json {
            Json::Object(entries) => {
                if self.is_new() {
                    *self = Shape::Record(Vec::new());
                }
                let Shape::Record(fields) = self else {
                    return Err("expected no object here, found one".into());
                };
                for (key, value) in entries {
                    let at = fields.iter().position(|(name, _)| name == key).unwrap_or(fields.len());
                    if at == fields.len() {
                        fields.push((key.clone(), Shape::new()));
                    }
                    fields[at].1.add(value).map_err(|says| format!("field '{key}': {says}"))?;
                }
                Ok(())
            }
            Json::List(items) => {
                if self.is_new() {
                    *self = Shape::List(items.len(), Box::new(Shape::new()));
                }
                let Shape::List(len, of) = self else {
                    return Err("expected no list here, found one".into());
                };
                if *len != items.len() {
                    return Err(format!("expected a list of {len} values, as before, found {}", items.len()));
                }
                items.iter().try_for_each(|item| of.add(item))
            }
            value => {
                let Shape::Value(guess) = self else {
                    return Err("expected an object or a list, as before, found a value".into());
                };
                match value {
                    Json::Null => guess.add("", false),
                    Json::Text(text) => guess.add(text, true),
                    Json::Float(value) => guess.add(&format!("{value:?}"), false),
                    Json::Bool(value) => guess.add(&value.to_string(), false),
                    other => guess.add(&serde_json::to_string(other).unwrap_or_default(), false),
                }
                Ok(())
            }
        }
    }

    /// A column of a table is at this path: `levels[0].price`. `None` if the paths of all are none of one record.
    pub(super) fn put(&mut self, path: &str, guess: &Guess) -> Option<()> {
        if path.is_empty() {
            let Shape::Value(all) = self else { return None };
            all.merge(guess);
            return Some(());
        }
        if let Some(indexed) = path.strip_prefix('[') {
            let (index, rest) = indexed.split_once(']')?;
            let index: usize = index.parse().ok()?;
            if self.is_new() {
                *self = Shape::List(0, Box::new(Shape::new()));
            }
            let Shape::List(len, of) = self else { return None };
            *len = (*len).max(index.checked_add(1)?);
            return of.put(rest, guess);
        }
        let path = path.strip_prefix('.').unwrap_or(path);
        let end = path.find(['.', '[']).unwrap_or(path.len());
        let (name, rest) = path.split_at(end);
        if name.is_empty() {
            return None;
        }
        if self.is_new() {
            *self = Shape::Record(Vec::new());
        }
        let Shape::Record(fields) = self else { return None };
        let at = fields.iter().position(|(known, _)| known == name).unwrap_or(fields.len());
        if at == fields.len() {
            fields.push((name.to_owned(), Shape::new()));
        }
        fields[at].1.put(rest, guess)
    }

    pub(super) fn dtype(&self) -> Result<DType, Error> {
        match self {
            Shape::Value(guess) => guess.dtype(),
            Shape::List(len, of) => DType::subarray(of.dtype()?, &[*len]),
            Shape::Record(fields) => {
                let fields: Result<Vec<_>, Error> =
                    fields.iter().map(|(name, shape)| Ok((name.as_str(), shape.dtype()?))).collect();
                DType::packed(fields?)
            }
        }
    }
}
