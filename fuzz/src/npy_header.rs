//! The header of a `.npy` file: what is read is written back, byte for byte, and NumPy's own text for the same array
//! says the same.

use dtype_core::npy::Header;
use dtype_core::{Error, Limits};

use crate::descr::{check, room};
use crate::memory::within;

/// Input: the start of a file.
pub fn run(data: &[u8]) {
    let mut limits = Limits::default();
    let default = within(room(data.len()), || Header::parse(data, &limits));
    limits.header_bytes = usize::MAX;
    let free = within(room(data.len()), || Header::parse(data, &limits));
    match (default, free) {
        (Ok(default), free) => assert_eq!(Some(default), free.as_ref().ok().cloned()),
        (Err(error), _) => check_error(&error, data),
    }
    let Ok(header) = Header::parse(data, &limits) else { return };
    let end = usize::try_from(header.data_offset()).expect("a length in memory");
    assert_eq!(header.to_bytes(), data[..end]);
    check_header(&header);
}

/// What holds for every header that was read.
pub(crate) fn check_header(header: &Header) {
    check(header.dtype());
    assert_eq!(header.data_len(), header.len() as u64 * header.dtype().itemsize() as u64);
    let (dtype, shape) = (header.dtype(), header.shape());
    // What NumPy reads it cannot always write, such as a type name of its own behind padding.
    let Ok(written) = Header::new(dtype, shape, header.is_fortran()) else { return };
    let bytes = written.to_bytes();
    assert!(written.data_offset().is_multiple_of(64));
    assert_eq!((written.data_offset(), bytes.len() as u64), (bytes.len() as u64, written.data_offset()));
    let mut limits = Limits::default();
    (limits.header_bytes, limits.depth) = (usize::MAX, Limits::MAX_DEPTH);
    let read = Header::parse(&bytes, &limits).expect("what we write");
    assert_eq!(read, written);
    assert_eq!((read.dtype(), read.shape()), (dtype, shape));
    let is_flat = shape.contains(&0) || shape.iter().filter(|&&len| len > 1).count() < 2;
    assert_eq!(read.is_fortran(), header.is_fortran() && !is_flat);
}

fn check_error(error: &Error, data: &[u8]) {
    assert!(!error.message().is_empty());
    assert!(error.offset().is_none_or(|at| at <= data.len() as u64), "{error:?}");
}
