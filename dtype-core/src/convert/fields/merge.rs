//! Arrays of one length side by side: NumPy's `merge_arrays` and `append_fields`.

use super::assembly::Assembly;
use crate::column::Column;
use crate::convert::select::{self, Rows};
use crate::dtype::layout::Packing;
use crate::dtype::{DType, Field};
use crate::error::{Error, ErrorKind, Result};
use crate::record::Element;
use crate::strided::Items;
use crate::view::{RecordArray, RecordView};

/// Puts arrays of one length side by side: the first record of the result has the fields of the first records, and so on.
///
/// ```
/// use dtype_core::{Merge, RecordView};
///
/// let trades = RecordView::new(&[1, 2, 3, 4], &"[('id', '|u1'), ('size', '|u1')]".parse()?)?;
/// let merged = Merge::new().records(&trades).field("price", &[1.5f32, 2.5]).to_array()?;
/// assert_eq!(merged.dtype().to_string(), "[('id', '|u1'), ('size', '|u1'), ('price', '<f4')]");
/// assert_eq!(merged.view().record(1).unwrap().to_string(), "(3, 4, 2.5)");
///
/// // As one field, with its fields in it.
/// let nested = Merge::new().field("trade", &trades).field("price", &[1.5f32, 2.5]).to_array()?;
/// assert_eq!(nested.view().record(1).unwrap().to_string(), "((3, 4), 2.5)");
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// Fields lie one right behind the other in the result; see [`RecordView::to_repacked`] for aligned ones.
#[derive(Clone, Debug, Default)]
pub struct Merge<'a> {
    /// The fields, and where their values are.
    fields: Vec<(Field, RecordView<'a>)>,
    /// What was given: the number of the first field of each, and how many records it has.
    sources: Vec<(usize, usize)>,
}

impl<'a> Merge<'a> {
    /// Of nothing so far.
    pub fn new() -> Merge<'a> {
        Merge::default()
    }

    /// Every field of some records. What has no fields becomes one of the name `f0`, `f1`, ... by its position.
    pub fn records(mut self, records: impl Into<RecordView<'a>>) -> Merge<'a> {
        let view = records.into();
        let Some(fields) = view.dtype().fields() else {
            let name = format!("f{}", self.fields.len());
            return self.field(&name, view);
        };
        self.sources.push((self.fields.len(), view.len()));
        for (i, field) in fields.iter().enumerate() {
            if let Some(items) = view.items().nth_field(i) {
                self.fields.push((field.clone(), RecordView::from_items(items)));
            }
        }
        self
    }

    /// Every field of some records that is no record itself, those of nested records by their own names.
    pub fn flat(mut self, records: impl Into<RecordView<'a>>) -> Merge<'a> {
        let view = records.into();
        self.sources.push((self.fields.len(), view.len()));
        push_flat(view.items(), &mut self.fields);
        self
    }

    /// One field: values, or whole records.
    pub fn field(mut self, name: &str, values: impl Into<RecordView<'a>>) -> Merge<'a> {
        let view = values.into();
        self.sources.push((self.fields.len(), view.len()));
        self.fields.push((Field::new(name, view.dtype().clone(), 0), view));
        self
    }

    /// The merged records, copied, along one axis.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the arrays have not the same length, or two fields the same name;
    /// [`Format`](crate::ErrorKind::Format) if a record gets too large; [`Io`](crate::ErrorKind::Io) if there is not so
    /// much memory.
    pub fn to_array(&self) -> Result<RecordArray> {
        let count = self.count()?;
        let dtype = record_of(self.fields.iter().map(|(field, _)| field.clone()).collect())?;
        let mut assembly = Assembly::new(dtype.itemsize());
        let places = dtype.fields().unwrap_or_default().iter().zip(&self.fields);
        places.for_each(|(place, (_, view))| assembly.rows(place.offset(), Rows::new(view), None));
        let mut buffer = select::room(dtype.itemsize(), count)?;
        assembly.run(&mut buffer);
        RecordArray::from_buffer(buffer, dtype, vec![count], false)
    }

    /// How many records every array has.
    fn count(&self) -> Result<usize> {
        let expected = self.sources.first().map_or(0, |&(_, count)| count);
        if let Some(&(field, count)) = self.sources.iter().find(|&&(_, count)| count != expected) {
            let error = Error::mismatch(format!(
                "expected {expected} records, as in the first array, found {count}; arrays that are merged have one \
                 length: cut the longer ones, or stack records behind the shorter ones first"
            ));
            return Err(match self.fields.get(field) {
                Some((field, _)) => error.in_field(field.name()),
                None => error,
            });
        }
        Ok(expected)
    }
}

impl<'a> RecordView<'a> {
    /// Copies the records with one more field behind the others: NumPy's `append_fields`. For several at once, see
    /// [`Merge`].
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[3, 4], &"[('size', '|u1')]".parse()?)?;
    /// let appended = view.to_appended("price", &[1.5, 2.5])?;
    /// assert_eq!(appended.view().record(1).unwrap().to_string(), "(4, 2.5)");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Merge::to_array`].
    pub fn to_appended<'b>(&self, name: &str, values: impl Into<RecordView<'b>>) -> Result<RecordArray>
    where
        'a: 'b,
    {
        let view: RecordView<'b> = self.clone();
        Merge::new().records(view).field(name, values).to_array()
    }
}

/// A record of these fields one right behind the other.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) if two have one name.
pub(super) fn record_of(fields: Vec<Field>) -> Result<DType> {
    DType::placed(fields, Packing::PACKED).map_err(|error| match (error.kind(), error.field()) {
        (ErrorKind::Format, Some(name)) if error.message().contains("twice") => {
            let message =
                "two of the arrays have a field of this name; rename one of them first, with `renamed`";
            Error::mismatch(message).in_field(name)
        }
        _ => error,
    })
}

fn push_flat<'a>(items: &Items<'a>, fields: &mut Vec<(Field, RecordView<'a>)>) {
    for (i, field) in items.dtype().fields().unwrap_or_default().iter().enumerate() {
        let Some(inner) = items.nth_field(i) else { continue };
        if field.dtype().is_record() {
            push_flat(&inner, fields);
        } else {
            fields.push((field.clone(), RecordView::from_items(inner)));
        }
    }
}

impl<'a, R: Element> From<&'a [R]> for RecordView<'a> {
    fn from(records: &'a [R]) -> RecordView<'a> {
        RecordView::of(records)
    }
}

impl<'a, R: Element, const N: usize> From<&'a [R; N]> for RecordView<'a> {
    fn from(records: &'a [R; N]) -> RecordView<'a> {
        RecordView::of(records)
    }
}

impl<'a, R: Element> From<&'a Vec<R>> for RecordView<'a> {
    fn from(records: &'a Vec<R>) -> RecordView<'a> {
        RecordView::of(records)
    }
}

impl<'a> From<&RecordView<'a>> for RecordView<'a> {
    fn from(view: &RecordView<'a>) -> RecordView<'a> {
        view.clone()
    }
}

impl<'a> From<&'a RecordArray> for RecordView<'a> {
    fn from(array: &'a RecordArray) -> RecordView<'a> {
        array.view()
    }
}

impl<'a, T: Element> From<Column<'a, T>> for RecordView<'a> {
    fn from(column: Column<'a, T>) -> RecordView<'a> {
        RecordView::from_items(Items::of_values(column.values()))
    }
}
