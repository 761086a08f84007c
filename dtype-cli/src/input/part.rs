//! One file's records, in the order of C, a block at a time.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;

use dtype_core::npy::{self, LoadOptions};
use dtype_core::npz::Archive;
use dtype_core::{DType, RecordArray, RecordView};

use crate::errors::Failure;

/// Bytes that are read at a time, unless one record has more.
pub(super) const BLOCK: usize = 1 << 20;

/// The same for rows that lie scattered over the file, so that it is not passed over too often.
const SLAB: usize = 1 << 26;

/// What is done with a block of records, until it breaks.
pub(super) type Each<'e> = &'e mut dyn FnMut(&RecordView<'_>) -> Result<ControlFlow<()>, Failure>;

/// Records in a file.
pub(super) enum Part {
    Region(Region),
    /// Rows of several axes in Fortran order.
    Fortran(npy::File),
    /// A member of an archive, which can only be read from its start on.
    Member {
        path: PathBuf,
        key: String,
        options: LoadOptions,
        items: usize,
    },
}

/// Records that lie one after the other.
pub(super) struct Region {
    pub(super) path: PathBuf,
    /// Of the first one, in bytes from the start of the file.
    pub(super) offset: u64,
    /// From one to the next, in bytes.
    pub(super) stride: usize,
    pub(super) items: usize,
}

impl Part {
    pub(super) fn items(&self) -> usize {
        match self {
            Part::Region(region) => region.items,
            Part::Fortran(file) => file.header().len(),
            Part::Member { items, .. } => *items,
        }
    }

    /// Calls `each` for one block of the records in a range after the other, until it breaks. They are read as `dtype`, which
    /// has their size.
    pub(super) fn visit(
        &self,
        range: Range<usize>,
        dtype: &DType,
        each: Each<'_>,
    ) -> Result<ControlFlow<()>, Failure> {
        match self {
            Part::Region(region) => region.visit(range, dtype, each),
            Part::Fortran(file) => {
                let row = (self.items() / file.len().max(1)).max(1);
                let step = (SLAB / row.saturating_mul(dtype.itemsize()).max(1)).clamp(1, file.len().max(1));
                let rows = range.start / row..range.end.div_ceil(row);
                for start in rows.clone().step_by(step) {
                    let block = file.rows(start..rows.end.min(start + step))?;
                    // Positions count in the order of C, whatever the file's.
                    let block = in_c_order(&block)?;
                    let first = start * row;
                    let wanted = range.start.max(first) - first..range.end.min(first + block.len()) - first;
                    let view = RecordView::with_shape(block.as_bytes(), dtype, 0, &[block.len()], false)?;
                    if each(&view.slice(wanted))?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Ok(ControlFlow::Continue(()))
            }
            Part::Member { path, key, options, .. } => {
                let mut archive = Archive::open_with(path, options.clone())?;
                let mut rows = archive.rows(key.as_str())?;
                let len = rows.header().shape().first().copied().unwrap_or(1);
                let row = (self.items() / len.max(1)).max(1);
                let fortran = rows.header().is_fortran() && rows.header().shape().len() > 1;
                let fitting = (BLOCK / row.saturating_mul(dtype.itemsize()).max(1)).max(1);
                let step = if fortran { len } else { fitting };
                let mut first = 0;
                while first < range.end {
                    let block = rows.rows(step)?;
                    if block.is_empty() {
                        break;
                    }
                    let block = if fortran { in_c_order(&block)? } else { block };
                    let (start, end) = (first, first + block.len());
                    first = end;
                    if end > range.start {
                        let wanted = range.start.max(start) - start..range.end.min(end) - start;
                        let view = RecordView::with_shape(block.as_bytes(), dtype, 0, &[block.len()], false)?;
                        if each(&view.slice(wanted))?.is_break() {
                            return Ok(ControlFlow::Break(()));
                        }
                    }
                }
                Ok(ControlFlow::Continue(()))
            }
        }
    }
}

impl Region {
    fn visit(&self, range: Range<usize>, dtype: &DType, each: Each<'_>) -> Result<ControlFlow<()>, Failure> {
        let (stride, itemsize) = (self.stride, dtype.itemsize());
        let failed = |error| Failure::read(&self.path, error);
        let mut stream = File::open(&self.path).map_err(failed)?;
        let start = self.offset.saturating_add((range.start as u64).saturating_mul(stride as u64));
        stream.seek(SeekFrom::Start(start)).map_err(failed)?;
        let mut bytes = Vec::new();
        let mut left = range.len();
        while left > 0 {
            // Records without bytes take no time.
            let block = BLOCK.checked_div(stride).map_or(left, |fitting| fitting.clamp(1, left));
            // Behind the last record the file may end.
            let len = block * stride - if block == left { stride - itemsize } else { 0 };
            bytes.resize(len, 0);
            stream.read_exact(&mut bytes).map_err(failed)?;
            if each(&RecordView::with_layout(&bytes, dtype, 0, stride as isize, block)?)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            left -= block;
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// The same items with the last axis varying fastest.
fn in_c_order(array: &RecordArray) -> Result<RecordArray, Failure> {
    let (shape, size) = (array.shape(), array.dtype().itemsize());
    if !array.is_fortran() || shape.len() < 2 || size == 0 {
        return Ok(RecordArray::from_bytes(array.as_bytes(), array.dtype(), &[array.len()], false)?);
    }
    let mut bytes = vec![0; array.as_bytes().len()];
    let mut index = vec![0usize; shape.len()];
    for item in bytes.chunks_exact_mut(size) {
        let at = index.iter().zip(shape).rev().fold(0, |at, (&i, &len)| at * len + i);
        item.copy_from_slice(&array.as_bytes()[at * size..][..size]);
        for (i, &len) in index.iter_mut().zip(shape).rev() {
            *i += 1;
            if *i < len {
                break;
            }
            *i = 0;
        }
    }
    Ok(RecordArray::from_bytes(&bytes, array.dtype(), &[array.len()], false)?)
}
