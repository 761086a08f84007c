//! The plan of a conversion: every field has its place on both sides, or the reason why not is told.

use std::fmt;

use super::options::{ConvertOptions, Given};
use super::pairs::{Pair, Pairs, Place, RenameTrouble, Side};
use super::problem::{self, Problem};
use super::step::{Op, Program, Step};
use super::table::{self, described};
use crate::dtype::{DType, Field, Path, nearest};
use crate::error::{Error, Result};

/// How records of one dtype become records of another: by name, planned once, for any number of records.
///
/// ```
/// use dtype_core::{Conversion, ConvertOptions, DType};
///
/// let big: DType = "[('id', '>u2'), ('kind', 'S1')]".parse()?;
/// let little: DType = "[('kind', 'S1'), ('id', '<u2')]".parse()?;
/// let conversion = Conversion::plan(&big, &little, &ConvertOptions::new())?;
/// let mut out = [0; 6];
/// conversion.run(&[1, 2, b'x', 3, 4, b'y'], &mut out)?;
/// assert_eq!(out, [b'x', 2, 1, b'y', 4, 3]);
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// It displays as a table that says for every field what happens to it.
#[derive(Clone)]
pub struct Conversion {
    from: DType,
    to: DType,
    options: ConvertOptions,
    program: Program,
    copy: bool,
}

impl Conversion {
    /// Plans how records of dtype `from` become records of dtype `to`. Scalars and sub-arrays are converted too.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) with every reason why it can't be: a field of another kind, size or
    /// shape; a missing field without a default; a field that would be dropped without permission; a rename that
    /// leads nowhere; fields of `to` that overlap, unless both dtypes have one layout.
    /// [`Unsupported`](crate::ErrorKind::Unsupported) for Python objects.
    pub fn plan(from: &DType, to: &DType, options: &ConvertOptions) -> Result<Conversion> {
        for dtype in [from, to] {
            if dtype.has_object() {
                return Err(Error::unsupported("python objects ('O') are no data that can be converted"));
            }
        }
        let pairs = Pairs::new(from, to, &options.renames);
        let mut problems = rename_problems(&pairs);
        problems.extend(default_problems(to, options));
        let mut steps = Vec::with_capacity(pairs.list.len());
        for pair in &pairs.list {
            match action(pair, options) {
                Ok(action) => steps.extend(step(pair, action)),
                Err(why) => problems.push(problem(pair, why, problems.len() < problem::TOLD)),
            }
        }
        let copy = from.itemsize() == to.itemsize() && pairs.list.iter().all(stays);
        // Where nothing moves, fields that overlap come out as they went in.
        let overlap = overlap(to);
        let overlaps = overlap.is_some();
        problems.extend(overlap.filter(|_| !copy));
        if !problems.is_empty() {
            return Err(problem::error(&problems));
        }
        let program = Program::new(from.itemsize(), to.itemsize(), steps, overlaps);
        Ok(Conversion { from: from.clone(), to: to.clone(), options: options.clone(), program, copy })
    }

    /// What it reads.
    pub fn source(&self) -> &DType {
        &self.from
    }

    /// What it writes.
    pub fn target(&self) -> &DType {
        &self.to
    }

    /// Whether every field stays as and where it is, so that a plain copy of the bytes would do as well.
    ///
    /// ```
    /// use dtype_core::{Conversion, ConvertOptions, DType};
    ///
    /// let plain: DType = "[('a', '<f4'), ('b', '<f4')]".parse()?;
    /// let titled: DType = "[(('A', 'a'), '<f4'), ('b', '<f4')]".parse()?;
    /// assert!(Conversion::plan(&plain, &titled, &ConvertOptions::new())?.is_copy());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn is_copy(&self) -> bool {
        self.copy
    }

    /// Converts whole records: as many as `src` holds into `dst`, which has room for exactly that many. Bytes of
    /// `dst` that belong to no field become zero.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if `src` or `dst` does not hold whole records, or they hold different
    /// numbers of them. `dst` is as it was then.
    pub fn run(&self, src: &[u8], dst: &mut [u8]) -> Result<()> {
        let count = |len: usize, dtype: &DType| match dtype.itemsize() {
            0 if len == 0 => Some(None),
            0 => None,
            size => len.is_multiple_of(size).then_some(Some(len / size)),
        };
        let records = match (count(src.len(), &self.from), count(dst.len(), &self.to)) {
            (Some(Some(from)), Some(Some(to))) if from == to => from,
            // Records without bytes are as many as needed.
            (Some(None), Some(Some(count))) => count,
            (Some(_), Some(None)) => return Ok(()),
            _ => return Err(self.wrong_length(src.len(), dst.len())),
        };
        self.program.run(src, dst, records);
        Ok(())
    }

    #[cold]
    fn wrong_length(&self, src: usize, dst: usize) -> Error {
        let (from, to) = (self.from.itemsize(), self.to.itemsize());
        Error::mismatch(format!(
            "expected as many records of {from} bytes as there is room for records of {to} bytes, found {src} bytes \
             and room for {dst}"
        ))
    }
}

/// What happens to a field.
enum Action {
    Copy,
    /// Every so many bytes are turned around.
    Swap(usize),
    /// The source does not have it.
    Fill(Box<[u8]>),
    /// The target does not have it.
    Drop,
}

/// Why nothing can happen to a field.
enum Obstacle {
    Types,
    Extra,
    Missing,
}

fn action(pair: &Pair<'_>, options: &ConvertOptions) -> Result<Action, Obstacle> {
    match &pair.side {
        Side::Both(from, to) => match swap_size(from.dtype, to.dtype) {
            Some(1) => Ok(Action::Copy),
            Some(part) => Ok(Action::Swap(part)),
            None => Err(Obstacle::Types),
        },
        Side::OnlyFrom(_) if options.allow_extra => Ok(Action::Drop),
        Side::OnlyFrom(_) => Err(Obstacle::Extra),
        Side::OnlyTo(to, _) => default(pair, to.dtype, options).map(Action::Fill).ok_or(Obstacle::Missing),
    }
}

/// If two dtypes have the same values: how many bytes each are to be turned around, 1 where the bytes are the same.
pub(super) fn swap_size(from: &DType, to: &DType) -> Option<usize> {
    let ((from, from_shape), (to, to_shape)) = (from.flattened(), to.flattened());
    let (from, to) = (from.as_scalar()?, to.as_scalar()?);
    if from.kind() != to.kind() || from_shape != to_shape {
        return None;
    }
    Some(if from.byte_order() == to.byte_order() { 1 } else { from.kind().swap_size() })
}

/// The bytes of a field that the source does not have.
fn default(pair: &Pair<'_>, to: &DType, options: &ConvertOptions) -> Option<Box<[u8]>> {
    if let Some(given) = options.defaults.iter().rfind(|given| given.path == pair.path) {
        return Some(given.bytes.clone());
    }
    let mut bytes = vec![0; to.itemsize()].into_boxed_slice();
    (options.of_type?.write)(&pair.index, &mut bytes).then_some(bytes)
}

fn step(pair: &Pair<'_>, action: Action) -> Option<Step> {
    let (from, to) = match &pair.side {
        Side::Both(from, to) => (from.offset, to),
        Side::OnlyTo(to, _) => (0, to),
        Side::OnlyFrom(_) => return None,
    };
    let len = to.dtype.itemsize();
    let op = match action {
        Action::Copy => Op::Copy { from, len },
        Action::Swap(part) => Op::Swap { from, len, part },
        Action::Fill(bytes) => Op::Fill(bytes),
        Action::Drop => return None,
    };
    Some(Step { axes: pair.axes.clone(), to: to.offset, op })
}

/// Whether the field has the same bytes in the same place on both sides.
pub(super) fn stays(pair: &Pair<'_>) -> bool {
    let Side::Both(from, to) = &pair.side else { return false };
    from.offset == to.offset
        && pair.axes.iter().all(|axis| axis.from == axis.to)
        && swap_size(from.dtype, to.dtype) == Some(1)
}

/// The reason for an obstacle. A name that may be meant is looked for if it is to be told.
fn problem(pair: &Pair<'_>, why: Obstacle, told: bool) -> Problem {
    let dtype = |place: &Place<'_>| table::named(place.dtype);
    let (expected, found, remedy) = match (&pair.side, why) {
        (Side::Both(from, to), _) => (
            dtype(to),
            dtype(from),
            "types are not changed: give the field the dtype that was found".to_owned(),
        ),
        (Side::OnlyFrom(from), _) => {
            ("no such field".to_owned(), dtype(from), "drop it with `allow_extra`".to_owned())
        }
        (Side::OnlyTo(to, spare), _) => {
            let meant = if told { nearest(pair.name, spare.iter().copied()) } else { None };
            let remedy = match meant {
                Some(name) => format!("give it a default, or `rename` '{name}' if that is it"),
                None => "give it a default".to_owned(),
            };
            (dtype(to), "no such field, and it has no default".to_owned(), remedy)
        }
    };
    Problem { path: pair.path.clone(), expected, found, remedy }
}

fn rename_problems(pairs: &Pairs<'_>) -> Vec<Problem> {
    let problem = |trouble: &RenameTrouble| {
        let (path, expected, found) = match trouble {
            RenameTrouble::Unknown(path) => (path, "a field of the source to rename", "none".to_owned()),
            RenameTrouble::Ambiguous(path) => {
                (path, "one field of the source to rename", "several".to_owned())
            }
            RenameTrouble::Taken { path, name } => {
                (path, "a name of its own", format!("'{name}', which is taken"))
            }
        };
        Problem { path: path.clone(), expected: expected.to_owned(), found, remedy: String::new() }
    };
    pairs.troubles.iter().map(problem).collect()
}

/// Defaults of fields that do not exist, or of another dtype than the field.
fn default_problems(to: &DType, options: &ConvertOptions) -> Vec<Problem> {
    let mut problems = Vec::new();
    for Given { path, dtype, .. } in &options.defaults {
        let (expected, found) = match path.locate(to) {
            Ok(field) if &field.dtype == *dtype => continue,
            Ok(field) => (
                format!("a default of dtype {}", described(&field.dtype)),
                format!("one of {}", described(dtype)),
            ),
            Err(error) => {
                ("a field of the target that takes the default".to_owned(), error.message().to_owned())
            }
        };
        problems.push(Problem { path: path.clone(), expected, found, remedy: String::new() });
    }
    if let Some(of_type) = options.of_type
        && of_type.dtype != to
    {
        problems.push(Problem {
            path: String::new(),
            expected: format!("the defaults of {}", described(to)),
            found: format!("those of {}", described(of_type.dtype)),
            remedy: String::new(),
        });
    }
    problems
}

/// The first field that shares a byte with another one of its record, as a reason.
fn overlap(dtype: &DType) -> Option<Problem> {
    let fields = dtype.flattened().0.fields()?;
    let mut places: Vec<&Field> = fields.iter().filter(|field| field.dtype().itemsize() > 0).collect();
    places.sort_by_key(|field| field.offset());
    for two in places.windows(2) {
        if two[1].offset() < two[0].end() {
            let remedy = "write one of them at a time".to_owned();
            return Some(Problem {
                path: two[1].name().to_owned(),
                expected: "bytes of its own".to_owned(),
                found: format!("some that '{}' has too", two[0].name()),
                remedy,
            });
        }
    }
    fields.iter().find_map(|field| {
        let inner = overlap(field.dtype())?;
        Some(Problem { path: format!("{}.{}", field.name(), inner.path), ..inner })
    })
}

/// A table: field, where it was, where it goes, what happens to it.
impl fmt::Display for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = Pairs::new(&self.from, &self.to, &self.options.renames);
        let head = ["field", "from", "to", ""].map(str::to_owned);
        let rows = pairs.list.iter().map(|pair| {
            let (from, to) = table::places(pair);
            let done = match action(pair, &self.options) {
                Ok(Action::Copy) if stays(pair) => "as it is",
                Ok(Action::Copy) => "moved",
                Ok(Action::Swap(_)) => "byte order swapped",
                Ok(Action::Fill(_)) => "default",
                Ok(Action::Drop) | Err(_) => "dropped",
            };
            [table::path(pair), from, to, done.to_owned()]
        });
        table::write(f, std::iter::once(head).chain(rows))
    }
}

impl fmt::Debug for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Conversion\n{self}")
    }
}
