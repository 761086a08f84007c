//! Records of two arrays that have the same key side by side: NumPy's `join_by`.

use std::ops::Range;

use super::super::options::ConvertOptions;
use super::assembly::{Assembly, NONE};
use super::defaults::Defaults;
use super::edit::converted;
use super::merge::record_of;
use super::stack::position;
use crate::convert::select::{self, Rows};
use crate::convert::sort::{Matches, Unmatched};
use crate::convert::{Casting, Conversion};
use crate::dtype::{DType, Field};
use crate::error::{Error, Result};
use crate::record::Element;
use crate::strided::Items;
use crate::view::{RecordArray, RecordView};

/// Joins the records of two arrays by some fields that both have.
///
/// ```
/// use dtype_core::{FixedBytes, RecordView};
///
/// let trades = RecordView::new(&[1, 10, 2, 20, 1, 30], &"[('id', '|u1'), ('size', '|u1')]".parse()?)?;
/// let names = RecordView::new(b"\x01A\x03C", &"[('id', '|u1'), ('name', 'S1')]".parse()?)?;
/// let inner = trades.join(&names, &["id"]).to_array()?;
/// assert_eq!(inner.as_bytes(), b"\x01\x0aA\x01\x1eA");
/// let unnamed = FixedBytes::<1>::new(b"?")?;
/// let all = trades.join(&names, &["id"]).outer().default_value("name", unnamed).default_value("size", 0u8);
/// assert_eq!(all.to_array()?.as_bytes(), b"\x01\x0aA\x01\x1eA\x02\x14?\x03\x00C");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The result is sorted by the key. It has the fields of the key, then the others of the left records, then those of the
/// right ones, one right behind the other; a name that both have gets a postfix on each side. Records that have one key
/// in common are joined each with each, in the order in which they stand, where NumPy asks for keys that are unique. As in
/// NumPy, NaN and NaT equal nothing, not even themselves.
#[derive(Clone, Debug)]
pub struct Join<'a> {
    left: RecordView<'a>,
    right: RecordView<'a>,
    key: Vec<String>,
    unmatched: Unmatched,
    postfixes: (String, String),
    defaults: Defaults,
}

impl<'a> RecordView<'a> {
    /// Joins these records with others by the fields of some names. [`Join`] says how.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[7, 1], &"[('id', '|u1')]".parse()?)?;
    /// assert_eq!(view.join(&view, &["id"]).to_array()?.as_bytes(), [1, 7]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn join<'b, S: AsRef<str>>(&self, right: impl Into<RecordView<'b>>, key: &[S]) -> Join<'b>
    where
        'a: 'b,
    {
        Join {
            left: self.clone(),
            right: right.into(),
            key: key.iter().map(|name| name.as_ref().to_owned()).collect(),
            unmatched: Unmatched::Dropped,
            postfixes: ("1".to_owned(), "2".to_owned()),
            defaults: Defaults::default(),
        }
    }
}

impl Join<'_> {
    /// Keeps left records without a right one: NumPy's `jointype="leftouter"`.
    pub fn left_outer(self) -> Self {
        Join { unmatched: Unmatched::Left, ..self }
    }

    /// Keeps all records: NumPy's `jointype="outer"`.
    ///
    /// ```
    /// use dtype_core::{Merge, RecordView};
    ///
    /// let left = Merge::new().field("id", &[1u8, 2]).field("x", &[10u8, 20]).to_array()?;
    /// let right = Merge::new().field("id", &[2u8, 3]).field("x", &[21u8, 31]).to_array()?;
    /// let join = left.view().join(&right, &["id"]).outer();
    /// assert!(join.to_array().unwrap_err().to_string().starts_with("field 'x1': "));
    ///
    /// let join = left.view().join(&right, &["id"]).outer().postfixes("", "_new").default_value("x", 0u8).fill_missing();
    /// let joined = join.to_array()?;
    /// assert_eq!(joined.dtype().to_string(), "[('id', '|u1'), ('x', '|u1'), ('x_new', '|u1')]");
    /// assert_eq!(joined.as_bytes(), [1, 10, 0, 2, 20, 21, 3, 0, 31]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn outer(self) -> Self {
        Join { unmatched: Unmatched::Both, ..self }
    }

    /// What is put behind names that both sides have, beside the key. They are `1` and `2` unless this says otherwise.
    pub fn postfixes(self, left: &str, right: &str) -> Self {
        Join { postfixes: (left.to_owned(), right.to_owned()), ..self }
    }

    /// The value of a field in records that come from the other side alone. The name is the one in the result.
    pub fn default_value<T: Element>(mut self, name: &str, value: T) -> Self {
        self.defaults.give(name, value);
        self
    }

    /// Fields of records that come from the other side alone, and that have no default, are NaN, NaT, or zeros and empty
    /// text.
    pub fn fill_missing(mut self) -> Self {
        self.defaults.fill_missing();
        self
    }

    /// The joined records, copied.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a field of the key is missing on a side or is of different kinds or
    /// sizes, two fields of the result have one name, or a field has no default where one is needed;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if the key has no order;
    /// [`Format`](crate::ErrorKind::Format) if a record gets too large; [`Io`](crate::ErrorKind::Io) if there is not so
    /// much memory.
    pub fn to_array(&self) -> Result<RecordArray> {
        self.check_key()?;
        let same = self.right_with_left_keys()?;
        let right = same.as_ref().map_or_else(|| self.right.clone(), RecordArray::view);
        let (dtype, sources) = self.plan(right.dtype())?;
        self.defaults.check(&dtype)?;
        let key: Vec<&str> = self.key.iter().map(String::as_str).collect();
        let matches = Matches::of(&self.left, &right, &key, self.unmatched)?;
        let mut assembly = Assembly::new(dtype.itemsize());
        let (lefts, rights) = (Side::new(&self.left, &matches.left), Side::new(&right, &matches.right));
        let fields = dtype.fields().unwrap_or_default();
        let mut at = 0;
        while let (Some(place), Some(source)) = (fields.get(at), sources.get(at)) {
            at += match *source {
                Source::Key(left, right) => {
                    if lefts.is_partial {
                        rights.put(&mut assembly, place.offset(), right..right + 1);
                    }
                    lefts.put(&mut assembly, place.offset(), left..left + 1);
                    1
                }
                Source::Left(first) | Source::Right(first) => {
                    let side = if matches!(source, Source::Left(_)) { &lefts } else { &rights };
                    let follows = |&i: &usize| sources.get(at + i) == Some(&source.later(i));
                    let fields_behind = (1..).take_while(follows).count();
                    let count = side.put(&mut assembly, place.offset(), first..first + 1 + fields_behind);
                    for place in fields[at..at + count].iter().filter(|_| side.is_partial) {
                        let why = "in records of the other side alone";
                        let bytes = self.defaults.bytes(place.name(), place.dtype(), why)?;
                        assembly.fill(place.offset(), &bytes, Some(side.positions));
                    }
                    count
                }
            };
        }
        let mut buffer = select::room(dtype.itemsize(), matches.left.len())?;
        assembly.run(&mut buffer);
        RecordArray::from_buffer(buffer, dtype, vec![matches.left.len()], false)
    }

    fn check_key(&self) -> Result<()> {
        if self.key.is_empty() {
            return Err(Error::mismatch("expected at least one field to join by, found none"));
        }
        for (i, name) in self.key.iter().enumerate() {
            if self.key[..i].contains(name) {
                return Err(
                    Error::mismatch("expected every field of the key once, found it twice").in_field(name)
                );
            }
            for (side, view) in [("left", &self.left), ("right", &self.right)] {
                if view.dtype().field(name).is_none() {
                    let message = format!("the {side} records have no such field to join by");
                    return Err(Error::mismatch(message).in_field(name));
                }
            }
        }
        for name in &self.key {
            let [left, right] = [&self.left, &self.right].map(|view| view.dtype().field(name));
            if let (Some(left), Some(right)) = (left, right)
                && Conversion::plan(right.dtype(), left.dtype(), Casting::Equiv).is_err()
            {
                let message = format!(
                    "expected keys of one dtype on both sides, found {} and {}; convert one of them first",
                    left.dtype(),
                    right.dtype()
                );
                return Err(Error::mismatch(message).in_field(name));
            }
        }
        Ok(())
    }

    /// The right records with keys laid out as the left ones are, if they are not yet: in another byte order.
    fn right_with_left_keys(&self) -> Result<Option<RecordArray>> {
        let fields = self.right.dtype().fields().unwrap_or_default();
        let wanted: Vec<Field> = fields
            .iter()
            .map(|field| match self.left.dtype().field(field.name()) {
                Some(left) if self.key.iter().any(|name| name == field.name()) => {
                    Field::new(field.name(), left.dtype().clone(), 0)
                }
                _ => field.clone(),
            })
            .collect();
        if fields.iter().zip(&wanted).all(|(field, wanted)| field.dtype().same_layout(wanted.dtype())) {
            return Ok(None);
        }
        converted(&self.right, &record_of(wanted)?, &ConvertOptions::new()).map(Some)
    }

    /// The fields of the result, and where each comes from.
    fn plan(&self, right: &DType) -> Result<(DType, Vec<Source>)> {
        let left = self.left.dtype();
        let is_key = |name: &str| self.key.iter().any(|key| key == name);
        let (left_fields, right_fields) =
            (left.fields().unwrap_or_default(), right.fields().unwrap_or_default());
        let mut plan: Vec<(Field, Source)> = Vec::new();
        for (i, field) in left_fields.iter().enumerate().filter(|(_, field)| is_key(field.name())) {
            // `check_key` has found it.
            let Some(j) = position(right, field.name()) else { continue };
            plan.push((field.clone(), Source::Key(i, j)));
        }
        for (i, field) in left_fields.iter().enumerate().filter(|(_, field)| !is_key(field.name())) {
            match position(right, field.name()) {
                Some(j) => {
                    let (postfix, other) = (&self.postfixes.0, &self.postfixes.1);
                    plan.push((field.with_name(&format!("{}{postfix}", field.name())), Source::Left(i)));
                    let field = &right_fields[j];
                    plan.push((field.with_name(&format!("{}{other}", field.name())), Source::Right(j)));
                }
                None => plan.push((field.clone(), Source::Left(i))),
            }
        }
        for (j, field) in right_fields.iter().enumerate() {
            if left.field(field.name()).is_none() {
                plan.push((field.clone(), Source::Right(j)));
            }
        }
        let (fields, sources): (Vec<Field>, Vec<Source>) = plan.into_iter().unzip();
        Ok((record_of(fields)?, sources))
    }
}

/// The number of the field that a field of the result comes from; those of both sides if it is of the key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Key(usize, usize),
    Left(usize),
    Right(usize),
}

impl Source {
    /// The field so many later on the same side.
    fn later(self, by: usize) -> Source {
        match self {
            Source::Left(i) => Source::Left(i + by),
            Source::Right(i) => Source::Right(i + by),
            key => key,
        }
    }
}

/// The records of a side, and which of them goes where.
struct Side<'s, 'a> {
    items: &'s Items<'a>,
    positions: &'s [usize],
    /// Are there records of the other side alone?
    is_partial: bool,
}

impl<'s, 'a> Side<'s, 'a> {
    fn new(view: &'s RecordView<'a>, positions: &'s [usize]) -> Self {
        Side { items: view.items(), positions, is_partial: positions.contains(&NONE) }
    }

    /// Puts fields to a byte: as many of them as are one piece of every record, and at least the first. How many these are.
    fn put(&self, assembly: &mut Assembly<'s>, to: usize, fields: Range<usize>) -> usize
    where
        'a: 's,
    {
        let all = self.items.dtype().fields().unwrap_or_default();
        let is_solid = |i: usize| self.items.nth_field(i).is_some_and(|items| items.bytes().is_some());
        let goes_on = |&i: &usize| {
            let before = &all[i - 1];
            before.offset() + before.dtype().itemsize() == all[i].offset() && is_solid(i)
        };
        let more = (fields.start + 1..fields.end).take_while(goes_on).filter(|_| is_solid(fields.start));
        let count = 1 + more.count();
        let several = self.items.nth_fields(fields.start..fields.start + count).map(|items| (items, count));
        let one = || self.items.nth_field(fields.start).map(|items| (items, 1));
        let Some((items, count)) = several.or_else(one) else { return 1 };
        assembly.rows(to, Rows::of(&items), Some(self.positions));
        count
    }
}
