//! A conversion at work: between views of any strides, into fresh memory, in place.
//!
//! Every way does the same to every record. Records that lie one right behind the other are converted where they lie;
//! others pass through a block that stays in the first-level cache.

use super::Conversion;
use super::failure::Failure;
use super::select::Rows;
use super::step::BLOCK;
use crate::buffer::{self, Buffer};
use crate::convert::same_layout;
use crate::error::{Error, Result};
use crate::lanes::stream;
use crate::record::Element;
use crate::view::{RecordArray, RecordView, RecordViewMut};
use crate::{int, threads};

/// About how many bytes of the source are a piece of work for a thread.
const PIECE: usize = if cfg!(test) { 1 << 12 } else { 1 << 20 };

impl Conversion {
    /// Converts the records of a view, in C order, into as many records of another one. Either may have any strides;
    /// bytes between the records of `to` stay what they are.
    ///
    /// Source and target never overlap: the one is borrowed, the other borrowed mutably. For records that are to stay
    /// where they are there is [`run_in_place`](Conversion::run_in_place).
    ///
    /// ```
    /// use dtype_core::{Casting, Conversion, RecordView, RecordViewMut};
    ///
    /// let conversion = Conversion::plan(&"'>u2'".parse()?, &"'<u4'".parse()?, Casting::Safe)?;
    /// let from = RecordView::with_layout(&[1, 2, 9, 3, 4], &"'>u2'".parse()?, 0, 3, 2)?;
    /// let mut out = [7; 10];
    /// let mut to = RecordViewMut::with_layout(&mut out, &"'<u4'".parse()?, 5, -5, 2)?;
    /// conversion.run_views(&from, &mut to)?;
    /// assert_eq!(out, [4, 3, 0, 0, 7, 2, 1, 0, 0, 7]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the views are not of the two dtypes, or not of one length; else as
    /// [`run`](Conversion::run).
    pub fn run_views(&self, from: &RecordView<'_>, to: &mut RecordViewMut<'_>) -> Result<()> {
        same_layout(from.dtype(), self.source())?;
        same_layout(to.dtype(), self.target())?;
        if from.len() != to.len() {
            let (expected, found) = (to.len(), from.len());
            return Err(Error::mismatch(format!(
                "expected {expected} records, for which there is room, found {found}"
            )));
        }
        if let Some(out) = to.dense_mut() {
            return self.run_rows(Memory::Used, &Rows::new(from), out);
        }
        let (rows, size) = (Rows::new(from), self.target().itemsize());
        let block = (BLOCK / size.max(1)).max(1);
        let mut converted = vec![0; block.min(to.len()) * size];
        for start in (0..to.len()).step_by(block) {
            let count = block.min(to.len() - start);
            let converted = &mut converted[..count * size];
            let result = self.run_range(&rows, start, count, converted);
            let whole = result.as_ref().map_or_else(|failure| failure.record - start, |()| count);
            for (i, record) in converted.chunks_exact(size.max(1)).take(whole).enumerate() {
                to.record_mut(start + i).copy_from_slice(record);
            }
            result?;
        }
        Ok(())
    }

    /// The records of a view converted, as an array of the same shape in C order.
    ///
    /// ```
    /// use dtype_core::{Casting, Conversion, RecordView};
    ///
    /// let view = RecordView::of(&[[1u8, 2], [3, 4]]);
    /// let conversion = Conversion::plan(view.dtype(), &"('<f4', (2,))".parse()?, Casting::Safe)?;
    /// assert_eq!(conversion.to_array(&view)?.view().record(1).unwrap().to_string(), "[3.0, 4.0]");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the view is not of the source's dtype; [`Io`](crate::ErrorKind::Io)
    /// if there is not so much memory; else as [`run`](Conversion::run).
    pub fn to_array(&self, from: &RecordView<'_>) -> Result<RecordArray> {
        same_layout(from.dtype(), self.source())?;
        let size = int::product(&[from.len(), self.target().itemsize()]);
        let mut buffer = Buffer::zeroed(size.unwrap_or(usize::MAX))?;
        self.run_rows(Memory::Fresh, &Rows::new(from), &mut buffer)?;
        RecordArray::from_buffer(buffer, self.target().clone(), from.shape(), false)
    }

    /// The records of a view converted, in C order, as values of a type that has the target's layout.
    ///
    /// ```
    /// use dtype_core::{Casting, Conversion, Element, RecordView};
    ///
    /// let view = RecordView::new(&[0, 7, 1, 0], &"'>u2'".parse()?)?;
    /// let conversion = Conversion::plan(view.dtype(), f64::DTYPE, Casting::Safe)?;
    /// assert_eq!(conversion.to_vec::<f64>(&view)?, [7.0, 256.0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the view is not of the source's dtype, or the type not of the
    /// target's; [`Cast`](crate::ErrorKind::Cast) if a record is no value of `R` then; else as [`run`](Conversion::run).
    pub fn to_vec<R: Element>(&self, from: &RecordView<'_>) -> Result<Vec<R>> {
        same_layout(from.dtype(), self.source())?;
        same_layout(self.target(), R::DTYPE)?;
        buffer::filled(from.len(), |out| self.run_rows(Memory::Fresh, &Rows::new(from), out))
    }

    /// Converts whole records where they are. Both dtypes have the same itemsize.
    ///
    /// ```
    /// use dtype_core::{Casting, Conversion};
    ///
    /// let swap = Conversion::plan(&"[('a', '>u2')]".parse()?, &"[('a', '<u2')]".parse()?, Casting::Equiv)?;
    /// let mut bytes = [1, 2, 3, 4];
    /// swap.run_in_place(&mut bytes)?;
    /// assert_eq!(bytes, [2, 1, 4, 3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the itemsizes differ, or `bytes` does not hold whole records; it is as
    /// it was then. [`Cast`](crate::ErrorKind::Cast) as [`run`](Conversion::run): the records before the one that is
    /// named are converted, the others as they were or converted.
    pub fn run_in_place(&self, bytes: &mut [u8]) -> Result<()> {
        let (from, to) = (self.source().itemsize(), self.target().itemsize());
        if from != to {
            return Err(Error::mismatch(format!(
                "expected records of one size, found {from} bytes and {to} bytes"
            )));
        }
        let count = self.count(bytes.len(), bytes.len())?;
        if self.is_copy() && self.program().is_whole() {
            return Ok(());
        }
        let in_piece = per_piece(from);
        let pieces = bytes.chunks_mut(in_piece * from.max(1));
        let results = threads::map(pieces, count * from, |piece| {
            let block = (BLOCK / from.max(1)).max(1) * from;
            let mut before = vec![0; block.min(piece.len())];
            for (i, records) in piece.chunks_mut(block.max(1)).enumerate() {
                let before = &mut before[..records.len()];
                before.copy_from_slice(records);
                let count = records.len() / from.max(1);
                let result = self.program().run(before, records, count);
                result.map_err(|failure| failure.later(i * (block / from.max(1))))?;
            }
            Ok(())
        });
        first(results, in_piece).map_err(Error::from)
    }

    /// The records of an array converted: in its own memory if their size stays, else in other memory.
    ///
    /// ```
    /// use dtype_core::{Casting, Conversion, RecordView};
    ///
    /// let array = RecordView::of(&[1.5f32, -2.0]).to_array()?;
    /// let memory = array.as_bytes().as_ptr();
    /// let to_big = Conversion::plan(array.dtype(), &"'>f4'".parse()?, Casting::Equiv)?;
    /// let array = to_big.into_array(array)?;
    /// assert_eq!((array.view().record(0).unwrap().to_string(), array.as_bytes().as_ptr()), ("1.5".to_owned(), memory));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`to_array`](Conversion::to_array). The array is gone then.
    pub fn into_array(&self, array: RecordArray) -> Result<RecordArray> {
        same_layout(array.dtype(), self.source())?;
        if self.source().itemsize() == self.target().itemsize() {
            return array.converted_by(self.target(), |bytes| self.run_in_place(bytes));
        }
        let mut buffer =
            Buffer::zeroed(int::product(&[array.len(), self.target().itemsize()]).unwrap_or(usize::MAX))?;
        // The order of the axes is that of the bytes.
        let (bytes, count) = (array.as_bytes(), array.len());
        self.run_into(Memory::Fresh, bytes, &mut buffer, count)?;
        RecordArray::from_buffer(buffer, self.target().clone(), array.shape().to_vec(), array.is_fortran())
    }

    /// As [`run`](Conversion::run), for records that so many others came before: an error counts them too.
    ///
    /// ```
    /// use dtype_core::{Casting, Conversion};
    ///
    /// let narrow = Conversion::plan(&"<u2".parse()?, &"u1".parse()?, Casting::Checked)?;
    /// let error = narrow.run_behind(1000, &[7, 0, 0, 1], &mut [0; 2]).unwrap_err();
    /// assert!(error.to_string().starts_with("record 1001: "), "{error}");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`run`](Conversion::run).
    pub fn run_behind(&self, first: usize, src: &[u8], dst: &mut [u8]) -> Result<()> {
        let count = self.count(src.len(), dst.len())?;
        Ok(self.run_dense(src, dst, count).map_err(|failure| failure.later(first))?)
    }

    /// Records one right behind the other.
    pub(super) fn run_dense(&self, src: &[u8], dst: &mut [u8], count: usize) -> Result<(), Failure> {
        self.run_into(Memory::Used, src, dst, count)
    }

    fn run_into(&self, memory: Memory, src: &[u8], dst: &mut [u8], count: usize) -> Result<(), Failure> {
        let (from, to) = (self.source().itemsize(), self.target().itemsize());
        if from == 0 || to == 0 || count * from <= PIECE {
            return self.program().run(src, dst, count);
        }
        let in_piece = per_piece(from.max(to));
        let past_caches = memory == Memory::Used && dst.len() >= stream::WORTH_IT;
        let pieces = src.chunks(in_piece * from).zip(dst.chunks_mut(in_piece * to));
        let results = threads::map(pieces, count * (from + to), |(src, dst)| match past_caches {
            true => self.program().stream(src, dst),
            false => self.program().run(src, dst, src.len() / from),
        });
        first(results, in_piece)
    }

    /// Records wherever they lie, into records one right behind the other.
    fn run_rows(&self, memory: Memory, rows: &Rows<'_>, out: &mut [u8]) -> Result<()> {
        if let Some(src) = rows.dense() {
            return Ok(self.run_into(memory, src, out, rows.count())?);
        }
        let size = self.target().itemsize();
        if size == 0 {
            return Ok(());
        }
        let in_piece = per_piece(rows.size().max(size));
        let pieces = out.chunks_mut(in_piece * size).enumerate();
        let results = threads::map(pieces, rows.count() * (rows.size() + size), |(i, out)| {
            self.run_range(rows, i * in_piece, out.len() / size, out)
        });
        Ok(results.into_iter().collect::<Result<(), Failure>>()?)
    }

    /// A range of records wherever they lie. Failures count from the first record of all.
    fn run_range(&self, rows: &Rows<'_>, start: usize, count: usize, out: &mut [u8]) -> Result<(), Failure> {
        let (from, to) = (rows.size(), self.target().itemsize());
        let block = (BLOCK / from.max(to).max(1)).max(1);
        let mut gathered = vec![0; block.min(count) * from];
        for at in (0..count).step_by(block) {
            let len = block.min(count - at);
            let gathered = &mut gathered[..len * from];
            for (i, record) in gathered.chunks_exact_mut(from.max(1)).enumerate() {
                rows.copy(start + at + i, record);
            }
            let result = self.program().run(gathered, &mut out[at * to..(at + len) * to], len);
            result.map_err(|failure| failure.later(start + at))?;
        }
        Ok(())
    }
}

/// What has been in memory that is written to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Memory {
    /// Nothing yet: its pages come zeroed, and by way of the caches.
    Fresh,
    Used,
}

fn per_piece(itemsize: usize) -> usize {
    (PIECE / itemsize.max(1)).max(1)
}

/// The first failure of pieces of so many records each.
fn first(results: Vec<Result<(), Failure>>, in_piece: usize) -> Result<(), Failure> {
    let mut results = results.into_iter().enumerate();
    results.try_for_each(|(i, result)| result.map_err(|failure| failure.later(i * in_piece)))
}
