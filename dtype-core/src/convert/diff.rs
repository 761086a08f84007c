//! How two dtypes differ, field by field.

use std::fmt;

use super::pairs::{Pair, Pairs, Side};
use super::plan::{stays, swap_size};
use super::table;
use crate::dtype::DType;
use crate::error::{Error, Result};

/// As many fields are told one by one in an error.
const TOLD: usize = 20;

/// How two dtypes differ. Made by [`DType::diff`]; displays as a table of all fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    fields: Vec<Difference>,
    /// Sizes of a record, in bytes.
    itemsizes: (usize, usize),
}

/// How one field differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    path: String,
    /// The dtype and the place as text, on either side.
    places: (String, String),
    change: Change,
    moved: bool,
}

/// What a field's change is. If several are true, the one that comes last here.
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
    /// How `other` differs from this dtype. Fields are matched by name; titles and the align flag do not count.
    ///
    /// ```
    /// use dtype_core::{Change, DType};
    ///
    /// let old: DType = "[('time', '<i8'), ('price', '>f8')]".parse()?;
    /// let new: DType = "[('time', '<i8'), ('price', '<f8'), ('size', '<u4')]".parse()?;
    /// let diff = old.diff(&new);
    /// let changes: Vec<Change> = diff.fields().iter().map(|field| field.change()).collect();
    /// assert_eq!(changes, [Change::Same, Change::ByteOrder, Change::Added]);
    /// assert!(!diff.is_same_layout());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn diff(&self, other: &DType) -> Diff {
        let pairs = Pairs::new(self, other, &[]);
        let fields = pairs.list.iter().map(Difference::new).collect();
        Diff { fields, itemsizes: (self.itemsize(), other.itemsize()) }
    }
}

impl Diff {
    /// Every field of either dtype: those of the second in its order, in each record followed by what only the first
    /// has.
    pub fn fields(&self) -> &[Difference] {
        &self.fields
    }

    /// Whether records of both dtypes are the same bytes.
    pub fn is_same_layout(&self) -> bool {
        self.itemsizes.0 == self.itemsizes.1 && self.fields.iter().all(|field| field.change == Change::Same)
    }

    /// Whether both dtypes have the same fields with the same values, wherever and in whatever byte order they lie.
    pub fn is_same_schema(&self) -> bool {
        self.fields.iter().all(|field| field.change <= Change::ByteOrder)
    }

    /// The rows of a table. `swapped` puts the second dtype first.
    fn rows(&self, swapped: bool, all: bool) -> impl Iterator<Item = [String; 4]> + Clone {
        let order = move |(a, b): (String, String)| if swapped { (b, a) } else { (a, b) };
        let fields = self.fields.iter().filter(move |field| all || field.change > Change::Same);
        let (old, new) = self.itemsizes;
        let size = (old != new).then(move || {
            let (a, b) = order((format!("{old} bytes"), format!("{new} bytes")));
            ["(itemsize)".to_owned(), a, b, "padding".to_owned()]
        });
        fields
            .map(move |field| {
                let (a, b) = order(field.places.clone());
                [field.path.clone(), a, b, field.words().to_owned()]
            })
            .chain(size)
    }
}

impl Difference {
    fn new(pair: &Pair<'_>) -> Difference {
        let (change, moved) = match &pair.side {
            Side::OnlyFrom(_) => (Change::Removed, false),
            Side::OnlyTo(..) => (Change::Added, false),
            Side::Both(from, to) => {
                let moved = from.offset != to.offset || pair.axes.iter().any(|axis| axis.from != axis.to);
                let change = match swap_size(from.dtype, to.dtype) {
                    None => Change::Retyped,
                    Some(1) if stays(pair) => Change::Same,
                    Some(1) => Change::Moved,
                    Some(_) => Change::ByteOrder,
                };
                (change, moved)
            }
        };
        Difference { path: table::path(pair), places: table::places(pair), change, moved }
    }

    /// The names from the outside in, dotted; `(all)` where the dtypes have no fields.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What changed.
    pub fn change(&self) -> Change {
        self.change
    }

    /// Whether both dtypes have it, in different places.
    pub fn is_moved(&self) -> bool {
        self.moved
    }

    fn words(&self) -> &'static str {
        match (self.change, self.moved) {
            (Change::Same, _) => "same",
            (Change::Moved, _) => "moved",
            (Change::ByteOrder, false) => "byte order",
            (Change::ByteOrder, true) => "byte order, moved",
            (Change::Retyped, _) => "retyped",
            (Change::Added, _) => "added",
            (Change::Removed, _) => "removed",
        }
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = ["field", "old", "new", ""].map(str::to_owned);
        table::write(f, std::iter::once(head).chain(self.rows(false, true)))
    }
}

/// Checks that bytes of dtype `file` are records of dtype `type_` as they are. Titles and the align flag do not count.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) with all that differs, and the way out.
pub(crate) fn same_layout(file: &DType, type_: &DType) -> Result<()> {
    if file == type_ {
        return Ok(());
    }
    let diff = file.diff(type_);
    if diff.is_same_layout() { Ok(()) } else { Err(layout_error(&diff)) }
}

#[cold]
fn layout_error(diff: &Diff) -> Error {
    let way = if diff.is_same_schema() {
        "use `npy::load`, which converts"
    } else if diff.fields.iter().all(|field| matches!(field.change, Change::Retyped)) {
        "no type is changed on the way: give the fields the dtypes found"
    } else {
        "use `npy::load_with`, which can drop, rename and fill fields"
    };
    let differing: Vec<[String; 4]> = diff.rows(true, false).collect();
    if let [[path, expected, found, _]] = &differing[..] {
        let error = Error::mismatch(format!("expected {expected}, found {found}; {way}"));
        return if path.starts_with('(') { error } else { error.in_field(path) };
    }
    let head = ["field", "expected", "found", ""].map(str::to_owned);
    let mut text = format!("the layouts differ; {way}:\n");
    // Writing to a String does not fail.
    let _ = table::write(&mut text, std::iter::once(&head).chain(differing.iter().take(TOLD)).cloned());
    if differing.len() > TOLD {
        text.push_str(&format!("\n  and {} more", differing.len() - TOLD));
    }
    Error::mismatch(text)
}
