//! Records to a stream: the header that NumPy writes, then the bytes.

use std::io::Write;

use super::header::Header;
use crate::error::{Error, Result};
use crate::record::{Element, copy_values, solid_bytes};
use crate::view::RecordArray;

/// How many bytes of records with padding are copied before they are written.
const BLOCK: usize = 256 << 10;

/// Header and records, padding as zeros. The shape has as many places as there are records.
pub(crate) fn records<R: Element>(
    mut sink: impl Write,
    records: &[R],
    shape: &[usize],
    fortran: bool,
) -> Result<()> {
    let header = Header::new(R::DTYPE, shape, fortran)?;
    put(&mut sink, &header.to_bytes())?;
    values(&mut sink, records)?;
    flush(sink)
}

/// Header and bytes of an array, as they are.
pub(crate) fn array(mut sink: impl Write, array: &RecordArray) -> Result<()> {
    let header = Header::new(array.dtype(), array.shape(), array.is_fortran())?;
    put(&mut sink, &header.to_bytes())?;
    put(&mut sink, array.as_bytes())?;
    flush(sink)
}

/// Records without a header, padding as zeros.
pub(super) fn values<R: Element>(sink: &mut impl Write, records: &[R]) -> Result<()> {
    if let Some(bytes) = solid_bytes(records) {
        return put(sink, bytes);
    }
    // Records of no size have no padding, so there is something to divide by.
    let step = (BLOCK / size_of::<R>().max(1)).clamp(1, records.len().max(1));
    let mut block = vec![0; step * size_of::<R>()];
    for records in records.chunks(step) {
        let bytes = &mut block[..size_of_val(records)];
        copy_values(records, bytes);
        put(sink, bytes)?;
    }
    Ok(())
}

pub(crate) fn put(sink: &mut impl Write, bytes: &[u8]) -> Result<()> {
    sink.write_all(bytes).map_err(|error| Error::io("cannot write", error))
}

pub(super) fn flush(mut sink: impl Write) -> Result<()> {
    sink.flush().map_err(|error| Error::io("cannot write", error))
}
