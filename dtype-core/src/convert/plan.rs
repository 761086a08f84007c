//! The plan of a conversion: every field has its place on both sides, or the reason why not is told.

use std::fmt;
use std::sync::Arc;

use super::cast::Cast;
use super::casting::{self, Casting};
use super::failure::ElementPath;
use super::options::ConvertOptions;
use super::pairs::{Pair, Pairs, Side};
use super::problem;
use super::step::{Axis, Op, Program, Step};
use super::table;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::int;

/// How records of one dtype become records of another: by name, planned once, for any number of records.
///
/// ```
/// use dtype_core::{Casting, Conversion, DType};
///
/// let big: DType = "[('id', '>u2'), ('kind', 'S1')]".parse()?;
/// let little: DType = "[('kind', 'S1'), ('id', '<u2')]".parse()?;
/// let conversion = Conversion::plan(&big, &little, Casting::Equiv)?;
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
    /// `options` are a [`Casting`], or [`ConvertOptions`] for more than that.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) with every reason why it can't be: a field of another type, with the
    /// casting that would allow it; a field of another shape; a missing field without a default; a field that would be dropped without permission; a rename that
    /// leads nowhere; fields of `to` that overlap, unless both dtypes have one layout.
    /// [`Unsupported`](crate::ErrorKind::Unsupported) for Python objects.
    pub fn plan(from: &DType, to: &DType, options: impl Into<ConvertOptions>) -> Result<Conversion> {
        Conversion::new(from, to, options.into())
    }

    fn new(from: &DType, to: &DType, options: ConvertOptions) -> Result<Conversion> {
        for dtype in [from, to] {
            if dtype.has_object() {
                return Err(Error::unsupported("python objects ('O') are no data that can be converted"));
            }
        }
        let pairs = Pairs::new(from, to, &options.renames);
        let mut problems = problem::of_options(&pairs, to, &options);
        let mut steps = Vec::with_capacity(pairs.list.len());
        for pair in &pairs.list {
            match action(pair, &options) {
                Some(action) => steps.extend(step(pair, action)),
                None => problems.push(problem::of_pair(pair, &options, problems.len())),
            }
        }
        let copy = from.itemsize() == to.itemsize() && pairs.list.iter().all(stays);
        // Where nothing moves, fields that overlap come out as they went in.
        if options.casting == Casting::No && from.itemsize() != to.itemsize() {
            problems.push(problem::itemsizes(from, to));
        }
        let overlap = problem::overlap(to);
        let overlaps = overlap.is_some();
        problems.extend(overlap.filter(|_| !copy));
        if !problems.is_empty() {
            return Err(problem::error(&problems));
        }
        let program = Program::new(from.itemsize(), to.itemsize(), steps, overlaps);
        drop(pairs);
        Ok(Conversion { from: from.clone(), to: to.clone(), options, program, copy })
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
    /// assert!(Conversion::plan(&plain, &titled, ConvertOptions::new())?.is_copy());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn is_copy(&self) -> bool {
        self.copy
    }

    /// Converts whole records: as many as `src` holds into `dst`, which has room for exactly that many. Bytes of
    /// `dst` that belong to no field become zero.
    ///
    /// ```
    /// use dtype_core::{Casting, Conversion};
    ///
    /// let (from, to) = ("[('pos', '<i2', (2,))]".parse()?, "[('pos', '|i1', (2,))]".parse()?);
    /// let narrow = Conversion::plan(&from, &to, Casting::Checked)?;
    /// let mut out = [0; 4];
    /// narrow.run(&[1, 0, 2, 0, 3, 0, 4, 0], &mut out)?;
    /// assert_eq!(out, [1, 2, 3, 4]);
    ///
    /// let error = narrow.run(&[1, 0, 2, 0, 3, 0, 4, 1], &mut out).unwrap_err();
    /// assert_eq!(error.to_string(), "field 'pos[1]': record 1: expected a whole number from -128 to 127, found 260");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if `src` or `dst` does not hold whole records, or they hold different
    /// numbers of them; `dst` is as it was then. [`Cast`](crate::ErrorKind::Cast) with record and field if a value does
    /// not become one of the target: one that does not fit in a [`Checked`](Casting::Checked) conversion, text that is no
    /// number. The records before that one are converted then; of the others it is open which.
    pub fn run(&self, src: &[u8], dst: &mut [u8]) -> Result<()> {
        self.run_behind(0, src, dst)
    }

    /// How many records so many bytes are, on either side. Records without bytes are as many as needed.
    pub(super) fn count(&self, src: usize, dst: usize) -> Result<usize> {
        let count = |len: usize, dtype: &DType| match dtype.itemsize() {
            0 if len == 0 => Some(None),
            0 => None,
            size => len.is_multiple_of(size).then_some(Some(len / size)),
        };
        match (count(src, &self.from), count(dst, &self.to)) {
            (Some(Some(from)), Some(Some(to))) if from == to => Ok(from),
            (Some(None), Some(Some(count))) => Ok(count),
            (Some(_), Some(None)) => Ok(0),
            _ => Err(self.wrong_length(src, dst)),
        }
    }

    pub(super) fn program(&self) -> &Program {
        &self.program
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

/// Whether records of an old dtype can be read as records of a new one: what [`npy::load_with`](crate::npy::load_with)
/// asks before it reads any. A test that calls it keeps a struct compatible with the files of last year.
///
/// ```
/// use dtype_core::{Casting, ConvertOptions, DType, Element, Record, can_read};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Trade { time: i64, price: f64, #[record(default)] venue: u32 }
///
/// let last_year: DType = "[('time', '<i4'), ('price', '<f8')]".parse()?;
/// let options = ConvertOptions::new().casting(Casting::Safe).defaults_of::<Trade>();
/// can_read(&last_year, Trade::DTYPE, options)?;
///
/// let error = can_read(Trade::DTYPE, &last_year, Casting::Safe).unwrap_err().to_string();
/// assert!(error.contains("`Casting::SameKind` allows it") && error.contains("drop it with `allow_extra`"));
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`Conversion::plan`]: every reason why not.
pub fn can_read(old: &DType, new: &DType, options: impl Into<ConvertOptions>) -> Result<()> {
    Conversion::plan(old, new, options).map(drop)
}

/// What happens to a field.
enum Action {
    Copy,
    /// Every so many bytes are turned around.
    Swap(usize),
    /// Its value becomes one of another kind.
    Cast(Cast),
    /// The source does not have it.
    Fill(Box<[u8]>),
    /// The target does not have it.
    Drop,
}

/// `None` if nothing can happen to the field as the options are.
fn action(pair: &Pair<'_>, options: &ConvertOptions) -> Option<Action> {
    match &pair.side {
        Side::Both(from, to) => {
            if least(pair)? > options.casting {
                return None;
            }
            match swap_size(from.dtype, to.dtype) {
                Some(1) => Some(Action::Copy),
                Some(part) => Some(Action::Swap(part)),
                None => cast(from.dtype, to.dtype, options.casting == Casting::Checked).map(Action::Cast),
            }
        }
        Side::OnlyFrom(_) => options.allow_extra.then_some(Action::Drop),
        Side::OnlyTo(to, _) => default(pair, to.dtype, options).map(Action::Fill),
    }
}

/// The least casting that allows what has to be done to a field that both have. `None` if there is none.
pub(super) fn least(pair: &Pair<'_>) -> Option<Casting> {
    let Side::Both(from, to) = &pair.side else { return None };
    let ((from, from_shape), (to, to_shape)) = (from.dtype.flattened(), to.dtype.flattened());
    let (from, to) = (from.as_scalar()?, to.as_scalar()?);
    if from_shape != to_shape || (from.kind() != to.kind() && Cast::new(from, to, false).is_none()) {
        return None;
    }
    let least = casting::least(from, to);
    Some(if pair.is_moved() { least.max(Casting::Equiv) } else { least })
}

fn cast(from: &DType, to: &DType, checked: bool) -> Option<Cast> {
    Cast::new(from.flattened().0.as_scalar()?, to.flattened().0.as_scalar()?, checked)
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
    let mut axes = pair.axes.clone();
    let op = match action {
        Action::Copy => Op::Copy { from, len },
        Action::Swap(part) => Op::Swap { from, len, part },
        Action::Fill(bytes) => Op::Fill(bytes),
        Action::Cast(cast) => {
            let (from_size, to_size) = cast.sizes();
            let shape = to.dtype.flattened().1;
            let mut path = ElementPath { names: pair.path.clone(), shapes: pair.shapes.clone() };
            if !shape.is_empty() {
                let count = int::product(&shape).unwrap_or(usize::MAX);
                axes.push(Axis { count, from: from_size, to: to_size });
                path.shapes.push((path.names.len(), shape.into()));
            }
            Op::Cast { from, cast, path: Arc::new(path) }
        }
        Action::Drop => return None,
    };
    Some(Step { axes, to: to.offset, op })
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
                Some(Action::Cast(cast)) if cast.is_checked() => "cast, checked",
                Some(Action::Cast(_)) => "cast",
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
