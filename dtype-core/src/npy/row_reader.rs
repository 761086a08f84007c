//! An array from a stream, row by row: nothing but a block is held.

use std::fmt;
use std::io::Read;

use super::contents::Contents;
use super::flat;
use super::header::{Header, is_c_contiguous};
use super::options::LoadOptions;
use super::source::Source;
use super::typed::Plan;
use crate::buffer::Buffer;
use crate::convert::ConvertOptions;
use crate::error::{Error, Result};
use crate::int;
use crate::record::Element;
use crate::stats::{
    Groups, GroupsBuilder, Inserts, Key, Stat, StatValues, StatsBuilder, Summary, SummaryBuilder,
};
use crate::view::{RecordArray, RecordView};

/// An array that is read from a stream in parts, in its order: from a pipe, a socket, a compressed file.
///
/// Its rows are what the first axis counts, as those of a [`RowFile`](super::RowFile), which reads them in any order.
///
/// ```
/// use dtype_core::npy;
///
/// let mut stream = Vec::new();
/// npy::write_to(&mut stream, &[1u16, 2, 3, 4, 5])?;
/// stream.extend(b"what follows");
///
/// let mut rest = &stream[..];
/// let mut rows = npy::RowReader::new(&mut rest)?;
/// assert_eq!(rows.header().shape(), [5]);
/// assert_eq!(rows.read::<u16>(2)?, [1, 2]);
/// assert_eq!((rows.remaining(), rows.read::<u16>(100)?), (3, vec![3, 4, 5]));
/// assert!(rows.read::<u16>(100)?.is_empty());
/// assert_eq!(rest, b"what follows");
///
/// let summary = npy::RowReader::new(&stream[..])?.summary()?;
/// assert_eq!(summary.columns()[0].sum().unwrap().to_string(), "15");
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub struct RowReader<R> {
    source: Source<R>,
    header: Header,
    convert: ConvertOptions,
    /// Rows that have been read.
    done: usize,
    /// Whether what is behind the array belongs to it, and is to be read too.
    whole: bool,
    /// Says in errors where the stream is from.
    named: Option<Box<Named>>,
}

type Named = dyn Fn(Error) -> Error + Send + Sync;

impl<R: Read> RowReader<R> {
    /// Reads the header. Reads are large, so a `BufReader` is of no use.
    ///
    /// # Errors
    /// As [`read_array`](super::read_array).
    pub fn new(stream: R) -> Result<Self> {
        Self::with_options(stream, LoadOptions::new())
    }

    /// The same with other limits, from another byte on, or for records whose fields are not just those of the array.
    ///
    /// # Errors
    /// As [`new`](RowReader::new).
    pub fn with_options(stream: R, options: impl Into<LoadOptions>) -> Result<Self> {
        Self::of(Source::new(stream), &options.into(), false)
    }

    /// The array that comes next in a source; `whole` if nothing follows it that is not to be read.
    pub(crate) fn of(mut source: Source<R>, options: &LoadOptions, whole: bool) -> Result<Self> {
        let header = options.header_of(&mut source)?;
        source.check_len(&header.contents())?;
        Ok(Self::behind(header, source, options, whole))
    }

    /// The rows behind a header.
    pub(super) fn behind(header: Header, source: Source<R>, options: &LoadOptions, whole: bool) -> Self {
        RowReader { source, header, convert: options.convert.clone(), done: 0, whole, named: None }
    }

    /// Errors say where the stream is from.
    #[cfg(feature = "npz")]
    pub(crate) fn named(self, name: impl Fn(Error) -> Error + Send + Sync + 'static) -> Self {
        RowReader { named: Some(Box::new(name)), ..self }
    }

    /// What the header says.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// How many rows have not been read yet.
    pub fn remaining(&self) -> usize {
        self.len() - self.done
    }

    /// The next rows, as many as are asked for or left. Of none, when all have been read.
    ///
    /// The array has the shape of the whole one but for the first axis.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the stream cannot be read; [`Format`](crate::ErrorKind::Format) if it ends before
    /// the array does; [`Unsupported`](crate::ErrorKind::Unsupported) for some but not all rows of several axes in
    /// Fortran order, where they do not lie one behind the other.
    pub fn rows(&mut self, most: usize) -> Result<RecordArray> {
        let (dtype, fortran) = (self.header.dtype().clone(), self.header.is_fortran());
        let rows =
            self.next(most).and_then(|(data, shape)| RecordArray::from_buffer(data, dtype, shape, fortran));
        rows.map_err(|error| self.name(error))
    }

    /// The next records, as many as are asked for or left, converted as [`load`](super::load) does.
    ///
    /// # Errors
    /// As [`rows`](RowReader::rows) and [`load`](super::load). What cannot be converted because of its dtype stays in the
    /// stream.
    pub fn read<T: Element>(&mut self, most: usize) -> Result<Vec<T>> {
        let mut records = Vec::new();
        self.read_into(most, &mut records)?;
        Ok(records)
    }

    /// The same into a vector whose memory is used again. What was in it goes, also after an error.
    ///
    /// # Errors
    /// As [`read`](RowReader::read).
    pub fn read_into<T: Element>(&mut self, most: usize, records: &mut Vec<T>) -> Result<()> {
        records.clear();
        let shape = self.shape_of(most.min(self.remaining()));
        let contents = Contents { shape: &shape, ..self.header.contents() };
        let plan = Plan::of_rows::<T>(&contents, &self.convert).map(|plan| plan.behind(self.done));
        let read = plan.and_then(|plan| plan.convert_into(&self.next(most)?.0, records));
        read.map_err(|error| self.name(error))
    }

    /// The rows that are left, so many at a time; the last block may have fewer. Ends behind an error.
    ///
    /// # Panics
    /// If `rows` is zero.
    pub fn blocks(&mut self, rows: usize) -> impl Iterator<Item = Result<RecordArray>> + '_ {
        assert!(rows > 0, "blocks of no rows");
        let mut failed = false;
        std::iter::from_fn(move || {
            let block = (!failed && self.remaining() > 0).then(|| self.rows(rows))?;
            failed = block.is_err();
            Some(block)
        })
    }

    /// Describes every column of the rows that are left, as [`RecordView::summary`](crate::RecordView::summary) does and
    /// with the same results.
    ///
    /// Holds a megabyte of them at a time; but of several axes in Fortran order all, since the order of the rows is not
    /// that of the stream.
    ///
    /// # Errors
    /// As [`rows`](RowReader::rows); [`Unsupported`](crate::ErrorKind::Unsupported) for what cannot be summed up.
    pub fn summary(mut self) -> Result<Summary> {
        let summarized = SummaryBuilder::new(self.header.dtype())
            .and_then(|mut summary| self.insert_into(&mut summary).map(|()| summary.finish()));
        summarized.map_err(|error| self.name(error))
    }

    /// Several statistics of named columns of the rows that are left, as [`RecordView::stats`](crate::RecordView::stats)
    /// takes them and with the same results. Holds what [`summary`](RowReader::summary) holds.
    ///
    /// ```
    /// use dtype_core::{Stat, Value, npy};
    ///
    /// let mut stream = Vec::new();
    /// npy::write_to(&mut stream, &[4.0, 1.0, 3.0])?;
    /// let stats = npy::RowReader::new(&stream[..])?.stats([Stat::max(&[]), Stat::argmax(&[])])?;
    /// assert_eq!(stats.value("argmax")?, Some(&Value::UInt(0)));
    /// let error = npy::RowReader::new(&stream[..])?.stats([Stat::median(&[])]).unwrap_err();
    /// assert!(error.to_string().starts_with("median takes several passes over the records, which come once"));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`StatsBuilder::new`] and [`rows`](RowReader::rows). Nothing is read before the statistics are looked at.
    pub fn stats(mut self, stats: impl IntoIterator<Item = Stat>) -> Result<StatValues> {
        let taken = StatsBuilder::new(self.header.dtype(), stats).and_then(|mut builder| {
            self.insert_into(&mut builder)?;
            builder.finish()
        });
        taken.map_err(|error| self.name(error))
    }

    /// The rows that are left in groups of equal columns, as [`RecordView::group_by`](crate::RecordView::group_by) makes
    /// them and with the same results. Holds what [`summary`](RowReader::summary) holds, and the groups.
    ///
    /// ```
    /// use dtype_core::{Key, Stat, npy};
    ///
    /// let mut stream = Vec::new();
    /// npy::write_to(&mut stream, &[4, 1, 4])?;
    /// let rows = npy::RowReader::new(&stream[..])?;
    /// let groups = rows.groups([Key::new(&[]).named("n")], [Stat::count()])?;
    /// assert_eq!(groups.to_string(), "n  count\n1  1\n4  2\n");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`GroupsBuilder::new`] and [`rows`](RowReader::rows).
    pub fn groups(
        mut self,
        keys: impl IntoIterator<Item: Into<Key>>,
        stats: impl IntoIterator<Item = Stat>,
    ) -> Result<Groups> {
        let taken = GroupsBuilder::new(self.header.dtype(), keys, stats).and_then(|mut builder| {
            self.insert_into(&mut builder)?;
            builder.finish()
        });
        taken.map_err(|error| self.name(error))
    }

    /// What it reads from, behind the rows that have been read.
    pub fn into_inner(self) -> R {
        self.source.into_inner()
    }

    fn len(&self) -> usize {
        self.header.shape().first().copied().unwrap_or(1)
    }

    /// Inserts the rows that are left, a block at a time.
    fn insert_into(&mut self, into: &mut impl Inserts) -> Result<()> {
        if self.is_scattered() {
            let (data, shape) = self.next(usize::MAX)?;
            return into.insert(&RecordView::with_shape(&data, self.header.dtype(), 0, &shape, true)?);
        }
        let contents = self.header.contents();
        let row = contents.len() / self.len().max(1);
        let left = self.remaining() * row;
        flat::insert(into, &mut self.source, &contents, left)?;
        self.pass_what_follows()
    }

    fn name(&self, error: Error) -> Error {
        match &self.named {
            Some(name) => name(error),
            None => error,
        }
    }

    /// The data of the next rows, and its shape.
    fn next(&mut self, most: usize) -> Result<(Buffer, Vec<usize>)> {
        let count = most.min(self.remaining());
        let shape = self.shape_of(count);
        if self.is_scattered() && count > 0 && count < self.len() {
            return Err(Error::unsupported(format!(
                "expected all {} rows to be read at once, found {count}: in Fortran order they lie scattered",
                self.len()
            )));
        }
        let size = Contents { shape: &shape, ..self.header.contents() }.size()?;
        let before = (self.header.contents().size()? / self.len().max(1)).saturating_mul(self.done);
        let data = self.source.buffer(size)?.map_err(|found| {
            self.header.contents().cut(int::to_u64(before + found)).at(self.source.position())
        })?;
        self.done += count;
        if self.remaining() == 0 {
            self.pass_what_follows()?;
        }
        Ok((data, shape))
    }

    fn pass_what_follows(&mut self) -> Result<()> {
        if self.whole {
            self.source.skip(u64::MAX)?;
        }
        Ok(())
    }

    fn is_scattered(&self) -> bool {
        self.header.is_fortran() && !is_c_contiguous(self.header.shape())
    }

    fn shape_of(&self, rows: usize) -> Vec<usize> {
        let mut shape = self.header.shape().to_vec();
        match shape.first_mut() {
            Some(first) => *first = rows,
            // A single item is one row, and no row of it is an array without any.
            None if rows == 0 => shape.push(0),
            None => {}
        }
        shape
    }
}

impl<R> fmt::Debug for RowReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shape, dtype) = (self.header.shape(), self.header.dtype());
        write!(f, "RowReader of shape {shape:?}, dtype {dtype}, {} rows read", self.done)
    }
}
