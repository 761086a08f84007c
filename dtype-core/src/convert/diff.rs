//! How two dtypes differ, field by field.

use std::fmt;

use super::casting::Casting;
use super::pairs::{Pair, Pairs, Place, Side};
use super::plan::swap_size;
use super::step::Axis;
use super::table;
use crate::dtype::{DType, Field};
use crate::error::{Error, Result};

/// As many fields are told one by one in an error.
const TOLD: usize = 20;

/// How two dtypes differ: what [`DType::diff`] makes. It displays as a table of all fields.
///
/// ```
/// use dtype_core::DType;
///
/// let packed = DType::packed([("on", "?".parse()?), ("time", ">i8".parse()?)])?;
/// let aligned = DType::aligned([("on", "?".parse()?), ("time", "<i8".parse()?)])?;
/// assert_eq!(
///     packed.diff(&aligned).to_string(),
///     "  field       before      after
///   on          '|b1' at 0  '|b1' at 0  same
///   time        '>i8' at 1  '<i8' at 8  byte order, moved
///   (itemsize)  9 bytes     16 bytes    padding"
/// );
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    fields: Vec<Difference>,
    /// Sizes of a record, in bytes.
    itemsizes: (usize, usize),
}

/// How one field differs between two dtypes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    path: String,
    before: Option<Field>,
    after: Option<Field>,
    axes: Vec<Axis>,
    change: Change,
}

/// What changed about a field. If several are true, the one that comes last here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Change {
    /// The same bytes in the same place.
    Same,
    /// The same bytes in another place.
    Moved,
    /// The same values with their bytes the other way around.
    ByteOrder,
    /// Another kind, size or shape.
    Retyped,
    /// Only the second dtype has it.
    Added,
    /// Only the first dtype has it.
    Removed,
}

impl DType {
    /// How `after` differs from this dtype. Fields are matched by name, as [`Conversion`](super::Conversion) does; titles
    /// and the align flag do not count.
    ///
    /// ```
    /// use dtype_core::{Change, DType};
    ///
    /// let old: DType = "[('time', '<i8'), ('price', '>f8')]".parse()?;
    /// let new: DType = "[('time', '<i8'), ('price', '<f8'), ('size', '<u4')]".parse()?;
    /// let changes: Vec<Change> = old.diff(&new).fields().iter().map(|field| field.change()).collect();
    /// assert_eq!(changes, [Change::Same, Change::ByteOrder, Change::Added]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn diff(&self, after: &DType) -> Diff {
        let pairs = Pairs::new(self, after, &[]);
        let fields = pairs.list.into_iter().map(Difference::of).collect();
        Diff { fields, itemsizes: (self.itemsize(), after.itemsize()) }
    }
}

impl Diff {
    /// Every field of either dtype without fields of its own: those of the second one in its order, and in each
    /// record behind them what only the first one has.
    pub fn fields(&self) -> &[Difference] {
        &self.fields
    }

    /// Whether records of both dtypes are the same bytes. A field that has no bytes has a place, too.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let plain: DType = "[('a', '<f8')]".parse()?;
    /// assert!(plain.diff(&"[(('A', 'a'), '<f8')]".parse()?).is_same_layout());
    /// assert!(!plain.diff(&"[('a', '>f8')]".parse()?).is_same_layout());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn is_same_layout(&self) -> bool {
        self.itemsizes.0 == self.itemsizes.1 && self.fields.iter().all(|field| field.change == Change::Same)
    }

    /// Whether both dtypes have the same fields with the same values, wherever and in whatever byte order they lie.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let little: DType = "[('a', '<f8'), ('b', 'u1')]".parse()?;
    /// assert!(little.diff(&"[('b', 'u1'), ('a', '>f8')]".parse()?).is_same_schema());
    /// assert!(!little.diff(&"[('a', '<f4'), ('b', 'u1')]".parse()?).is_same_schema());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn is_same_schema(&self) -> bool {
        self.fields.iter().all(|field| field.change <= Change::ByteOrder)
    }

    /// Sizes of a record before and after, in bytes. If nothing else changed, what differs is padding at the end.
    pub fn itemsizes(&self) -> (usize, usize) {
        self.itemsizes
    }

    /// The itemsizes as a row of a table, if they differ.
    fn padding(&self) -> Option<[String; 4]> {
        let (before, after) = self.itemsizes;
        let row = || {
            [
                "(itemsize)".to_owned(),
                format!("{before} bytes"),
                format!("{after} bytes"),
                "padding".to_owned(),
            ]
        };
        (before != after).then(row)
    }
}

impl Difference {
    fn of(pair: Pair<'_>) -> Difference {
        let field = |place: &Place<'_>| Some(Field::new(pair.name, place.dtype.clone(), place.offset));
        let (before, after, change) = match &pair.side {
            Side::OnlyFrom(before) => (field(before), None, Change::Removed),
            Side::OnlyTo(after, _) => (None, field(after), Change::Added),
            Side::Both(before, after) => {
                let change = match swap_size(before.dtype, after.dtype) {
                    None => Change::Retyped,
                    Some(1) if pair.is_moved() => Change::Moved,
                    Some(1) => Change::Same,
                    Some(_) => Change::ByteOrder,
                };
                (field(before), field(after), change)
            }
        };
        Difference { path: pair.path, before, after, axes: pair.axes, change }
    }

    /// The names from the outside in, dotted. Empty where the dtypes themselves have no fields.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What changed.
    pub fn change(&self) -> Change {
        self.change
    }

    /// The field in the first dtype, if that has it. Its offset counts from the start of the whole record; in a sub-array
    /// of records it is that in the first element.
    pub fn before(&self) -> Option<&Field> {
        self.before.as_ref()
    }

    /// The field in the second dtype, if that has it, with the offset as in [`Difference::before`].
    pub fn after(&self) -> Option<&Field> {
        self.after.as_ref()
    }

    /// The least casting that makes the one of the other. `None` if only one dtype has it, or nothing does.
    ///
    /// ```
    /// use dtype_core::{Casting, DType};
    ///
    /// let old: DType = "[('n', '<i4')]".parse()?;
    /// let diff = old.diff(&"[('n', '<i8')]".parse()?);
    /// assert_eq!(diff.fields()[0].casting(), Some(Casting::Safe));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn casting(&self) -> Option<Casting> {
        Casting::least(self.before.as_ref()?.dtype(), self.after.as_ref()?.dtype())
    }

    /// Whether both dtypes have it, in different places.
    pub fn is_moved(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                before.offset() != after.offset() || self.axes.iter().any(|axis| axis.from != axis.to)
            }
            _ => false,
        }
    }

    /// What it is on either side, and where.
    fn places(&self) -> (String, String) {
        let place = |field: &Option<Field>, stride: fn(&Axis) -> usize| match field {
            Some(field) => table::placed(field.dtype(), field.offset(), self.axes.iter().map(stride)),
            None => "-".to_owned(),
        };
        (place(&self.before, |axis| axis.from), place(&self.after, |axis| axis.to))
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.fields.iter().map(|field| {
            let (before, after) = field.places();
            let change = match field.change {
                Change::Same => "same",
                Change::Moved => "moved",
                Change::ByteOrder if field.is_moved() => "byte order, moved",
                Change::ByteOrder => "byte order",
                Change::Retyped => "retyped",
                Change::Added => "added",
                Change::Removed => "removed",
            };
            [table::shown(&field.path).to_owned(), before, after, change.to_owned()]
        });
        let head = ["field", "before", "after", ""].map(str::to_owned);
        table::write(f, std::iter::once(head).chain(rows).chain(self.padding()))
    }
}

/// Checks that bytes of dtype `file` are records of dtype `type_` as they are. Titles, the align flag and the order in
/// which the fields are listed do not count.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) with all that differs, and the way out.
pub(crate) fn same_layout(file: &DType, type_: &DType) -> Result<()> {
    if file.same_layout(type_) {
        return Ok(());
    }
    let diff = file.diff(type_);
    if diff.is_same_layout() { Ok(()) } else { Err(layout_error(&diff)) }
}

#[cold]
fn layout_error(diff: &Diff) -> Error {
    let way = if diff.is_same_schema() {
        "use `npy::load`, which converts"
    } else if diff.fields.iter().any(|field| field.change == Change::Retyped) {
        "use `npy::load_with` and a `Casting`, or give the field the dtype that was found"
    } else {
        "use `npy::load_with`, which can drop, rename and fill fields"
    };
    let differing: Vec<&Difference> =
        diff.fields.iter().filter(|field| field.change != Change::Same).collect();
    if let [field] = &differing[..]
        && let (Some(found), Some(expected), false) = (&field.before, &field.after, field.is_moved())
    {
        let (expected, found) = (table::named(expected.dtype()), table::named(found.dtype()));
        let error = Error::mismatch(format!("expected {expected}, found {found}; {way}"));
        return if field.path.is_empty() { error } else { error.in_field(&field.path) };
    }
    let rows = differing.iter().take(TOLD).map(|field| {
        let (found, expected) = field.places();
        let what = match field.change {
            Change::Same | Change::Moved => "moved",
            Change::ByteOrder if field.is_moved() => "byte order, moved",
            Change::ByteOrder => "byte order",
            Change::Retyped => "another type",
            Change::Added => "missing",
            Change::Removed => "extra",
        };
        [table::shown(&field.path).to_owned(), expected, found, what.to_owned()]
    });
    let padding = diff.padding().map(|[name, found, expected, what]| [name, expected, found, what]);
    let mut text = format!("the layouts differ; {way}:\n");
    let head = ["field", "expected", "found", ""];
    table::append(&mut text, head, rows.chain(padding), differing.len().saturating_sub(TOLD));
    Error::mismatch(text)
}
