//! The records of a file, a block at a time.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use dtype_core::npy::File;
use dtype_core::{DType, RecordView};

use crate::errors::Failure;

/// Bytes that are read at a time, unless one record has more.
const BLOCK: usize = 1 << 20;

/// The same for rows that lie scattered over the file, so that it is not passed over too often.
const SLAB: usize = 1 << 26;

/// Calls `each` for one block of records after the other, in C order, until it has seen the first `most`; the last block
/// may have more of them. They are read as `dtype`, which has the same size.
pub(crate) fn visit(
    path: &Path,
    file: &File,
    dtype: &DType,
    most: usize,
    mut each: impl FnMut(&RecordView<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (itemsize, count) = (dtype.itemsize(), file.header().len());
    let mut left = most.min(count);
    if left == 0 {
        return Ok(());
    }
    if file.is_fortran() && file.shape().len() > 1 {
        let row = (count / file.len()).max(1);
        let rows = (SLAB / row.saturating_mul(itemsize).max(1)).clamp(1, left.div_ceil(row));
        for block in file.blocks(rows).take(left.div_ceil(row.saturating_mul(rows))) {
            let block = block?;
            each(&RecordView::with_shape(block.as_bytes(), dtype, 0, block.shape(), true)?)?;
        }
        return Ok(());
    }
    let failed = |error| Failure::read(path, error);
    let mut stream = fs::File::open(path).map_err(failed)?;
    stream.seek(SeekFrom::Start(file.header().data_offset())).map_err(failed)?;
    let mut bytes = Vec::new();
    while left > 0 {
        // Records without bytes take no time.
        let block = BLOCK.checked_div(itemsize).map_or(left, |fitting| fitting.clamp(1, left));
        bytes.resize(block * itemsize, 0);
        stream.read_exact(&mut bytes).map_err(failed)?;
        each(&RecordView::with_shape(&bytes, dtype, 0, &[block], false)?)?;
        left -= block;
    }
    Ok(())
}
