//! Arrays one behind the other, fields matched by name: NumPy's `stack_arrays`.

use super::super::casting::Casting;
use super::super::options::ConvertOptions;
use super::assembly::Assembly;
use super::defaults::Defaults;
use super::edit::converted;
use super::merge::record_of;
use crate::convert::select::{self, Rows};
use crate::dtype::{DType, Field};
use crate::error::{Error, Result};
use crate::record::Element;
use crate::view::{RecordArray, RecordView};

/// Puts the records of some arrays one behind the other, with the fields of all of them.
///
/// ```
/// use dtype_core::{RecordView, Stack};
///
/// let old = RecordView::new(&[1, 2], &"[('id', '|u1')]".parse()?)?;
/// let new = RecordView::new(&[3, 9], &"[('id', '|u1'), ('size', '|u1')]".parse()?)?;
/// let stacked = Stack::new().records(&old).records(&new).default_value("size", 1u8).to_array()?;
/// assert_eq!(stacked.as_bytes(), [1, 1, 2, 1, 3, 9]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// The fields come in the order in which the arrays bring them, one right behind the other. A field that several arrays
/// have is of the same kind and size in all of them; the first one decides how it is laid out.
#[derive(Clone, Debug, Default)]
pub struct Stack<'a> {
    arrays: Vec<RecordView<'a>>,
    casting: Casting,
    defaults: Defaults,
}

impl<'a> Stack<'a> {
    /// Of nothing so far.
    pub fn new() -> Stack<'a> {
        Stack::default()
    }

    /// More records.
    pub fn records(mut self, records: impl Into<RecordView<'a>>) -> Stack<'a> {
        self.arrays.push(records.into());
        self
    }

    /// Which casts are allowed to make a field what it is in the first array that has it. Without it,
    /// [`Casting::Equiv`]: values stay what they are.
    ///
    /// ```
    /// use dtype_core::{Casting, RecordView, Stack};
    ///
    /// let (wide, narrow) = ("[('n', '<i2')]".parse()?, "[('n', '|i1')]".parse()?);
    /// let (wide, narrow) = (RecordView::new(&[1, 0], &wide)?, RecordView::new(&[255], &narrow)?);
    /// assert!(Stack::new().records(&wide).records(&narrow).to_array().is_err());
    /// let stacked = Stack::new().records(&wide).records(&narrow).casting(Casting::Safe).to_array()?;
    /// assert_eq!(stacked.view().record(1).unwrap().to_string(), "(-1,)");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn casting(mut self, casting: Casting) -> Stack<'a> {
        self.casting = casting;
        self
    }

    /// The value of a field in records of arrays that do not have it.
    pub fn default_value<T: Element>(mut self, name: &str, value: T) -> Stack<'a> {
        self.defaults.give(name, value);
        self
    }

    /// Fields that an array does not have, and that have no default, are NaN, NaT, or zeros and empty text.
    pub fn fill_missing(mut self) -> Stack<'a> {
        self.defaults.fill_missing();
        self
    }

    /// The stacked records, copied, along one axis.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a field is of different kinds or sizes, or is missing without a
    /// default, or an array has no fields; [`Format`](crate::ErrorKind::Format) if a record gets too large;
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_array(&self) -> Result<RecordArray> {
        let dtype = self.dtype()?;
        self.defaults.check(&dtype)?;
        let places = dtype.fields().unwrap_or_default();
        let count = self.arrays.iter().try_fold(0usize, |all, array| all.checked_add(array.len()));
        let count = count.ok_or_else(|| Error::limit("more records than memory can hold"))?;
        let mut buffer = select::room(dtype.itemsize(), count)?;
        let mut rest = &mut buffer[..];
        for (number, array) in self.arrays.iter().enumerate() {
            let (out, behind) = rest.split_at_mut(array.len() * dtype.itemsize());
            rest = behind;
            let same = as_stacked(array, &dtype, self.casting).map_err(|error| in_array(number, error))?;
            let view = same.as_ref().map_or_else(|| array.clone(), RecordArray::view);
            let mut assembly = Assembly::new(dtype.itemsize());
            for place in places {
                match position(view.dtype(), place.name()).and_then(|i| view.items().nth_field(i)) {
                    Some(items) => assembly.rows(place.offset(), Rows::of(&items), None),
                    None => {
                        let where_to = format!("in array {number}");
                        let bytes = self.defaults.bytes(place.name(), place.dtype(), &where_to)?;
                        assembly.fill(place.offset(), &bytes, None);
                    }
                }
            }
            assembly.run(out);
        }
        RecordArray::from_buffer(buffer, dtype, vec![count], false)
    }

    /// The fields of all arrays.
    fn dtype(&self) -> Result<DType> {
        let mut fields: Vec<Field> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (number, array) in self.arrays.iter().enumerate() {
            let Some(new) = array.dtype().fields() else {
                let message = format!("expected records with fields, found dtype {}", array.dtype());
                return Err(in_array(number, Error::mismatch(message)));
            };
            fields.extend(new.iter().filter(|field| seen.insert(field.name().to_owned())).cloned());
        }
        record_of(fields)
    }
}

/// The array with its fields laid out as they are in the stack, if they are not yet.
fn as_stacked(array: &RecordView<'_>, stacked: &DType, casting: Casting) -> Result<Option<RecordArray>> {
    let fields = array.dtype().fields().unwrap_or_default();
    let wanted: Vec<Field> = fields.iter().filter_map(|field| stacked.field(field.name()).cloned()).collect();
    if fields.iter().zip(&wanted).all(|(field, wanted)| field.dtype().same_layout(wanted.dtype())) {
        return Ok(None);
    }
    converted(array, &record_of(wanted)?, &ConvertOptions::new().casting(casting)).map(Some)
}

pub(super) fn position(dtype: &DType, name: &str) -> Option<usize> {
    dtype.fields()?.iter().position(|field| field.name() == name)
}

#[cold]
fn in_array(number: usize, error: Error) -> Error {
    error.prefixed(&format!("array {number}"))
}
