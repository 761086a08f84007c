//! The plan of a conversion: every field has its place on both sides, or the reason why not is told.

use std::fmt;

use super::options::ConvertOptions;
use super::pairs::{Pair, Pairs, Side};
use super::problem;
use super::step::{Op, Program, Step};
use super::table;
use crate::dtype::DType;
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
        let mut problems = problem::of_options(&pairs, to, options);
        let mut steps = Vec::with_capacity(pairs.list.len());
        for pair in &pairs.list {
            match action(pair, options) {
                Some(action) => steps.extend(step(pair, action)),
                None => problems.push(problem::of_pair(pair, options, problems.len())),
            }
        }
        let copy = from.itemsize() == to.itemsize() && pairs.list.iter().all(stays);
        // Where nothing moves, fields that overlap come out as they went in.
        let overlap = problem::overlap(to);
        let overlaps = overlap.is_some();
        problems.extend(overlap.filter(|_| !copy));
        if !problems.is_empty() {
            return Err(problem::error(&problems));
        }
        let program = Program::new(from.itemsize(), to.itemsize(), steps, overlaps);
        Ok(Conversion { from: from.clone(), to: to.clone(), options: options.clone(), program, copy })
    }

    /// The dtype it reads.
    pub fn source(&self) -> &DType {
        &self.from
    }

    /// The dtype it writes.
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

/// `None` if nothing can happen to the field as the options are.
fn action(pair: &Pair<'_>, options: &ConvertOptions) -> Option<Action> {
    match &pair.side {
        Side::Both(from, to) => match swap_size(from.dtype, to.dtype)? {
            1 => Some(Action::Copy),
            part => Some(Action::Swap(part)),
        },
        Side::OnlyFrom(_) => options.allow_extra.then_some(Action::Drop),
        Side::OnlyTo(to, _) => default(pair, to.dtype, options).map(Action::Fill),
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
    let declared = options.of_type.is_some_and(|of_type| (of_type.write)(&pair.index, &mut bytes));
    (declared || options.zero_missing).then_some(bytes)
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
fn stays(pair: &Pair<'_>) -> bool {
    match &pair.side {
        Side::Both(from, to) => !pair.is_moved() && swap_size(from.dtype, to.dtype) == Some(1),
        _ => false,
    }
}

/// A table: field, where it was, where it goes, what happens to it.
impl fmt::Display for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = Pairs::new(&self.from, &self.to, &self.options.renames);
        let head = ["field", "from", "to", ""].map(str::to_owned);
        let rows = pairs.list.iter().map(|pair| {
            let (from, to) = table::places(pair);
            let done = match action(pair, &self.options) {
                Some(Action::Copy) if stays(pair) => "as it is",
                Some(Action::Copy) => "moved",
                Some(Action::Swap(_)) => "byte order swapped",
                Some(Action::Fill(_)) => "default",
                Some(Action::Drop) | None => "dropped",
            };
            [table::shown(&pair.path).to_owned(), from, to, done.to_owned()]
        });
        table::write(f, std::iter::once(head).chain(rows))
    }
}

impl fmt::Debug for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Conversion\n{self}")
    }
}
