//! Every way of reading a file must come to the same as loading it whole.

use std::path::Path;

use dtype_core::npy::{File, LoadOptions, Map};
use dtype_core::{Error, RecordArray};

use crate::case::Case;
use crate::place::Place;

/// Rows that are read at a time: few, so that small files come in several blocks.
const ROWS: usize = 3;

/// The file mapped, then copied.
pub(crate) fn mapped(path: &Path, options: &LoadOptions) -> Result<RecordArray, Error> {
    let map = map(path, options)?;
    RecordArray::from_bytes(map.as_bytes(), map.dtype(), map.shape(), map.is_fortran())
}

/// Compares a stream, blocks of rows, a map and a summary in passing with the array that was loaded whole.
pub(crate) fn check(path: &Path, options: &LoadOptions, whole: &RecordArray, trailing: u64, case: &mut Case) {
    let stream = std::fs::read(path).ok().map(|bytes| options.read_array(&bytes[..]));
    match stream {
        Some(Ok(array)) => same("from a stream", whole, array.dtype(), array.as_bytes(), case),
        Some(Err(error)) => case.wrong("from a stream", error),
        None => case.wrong("from a stream", "the file cannot be read"),
    }
    if let Some(map) = case.ok("mapped", map(path, options)) {
        same("mapped", whole, map.dtype(), map.as_bytes(), case);
        case.same(
            "mapped: shape and order",
            (whole.shape(), whole.is_fortran()),
            (map.shape(), map.is_fortran()),
        );
        case.same("mapped: bytes behind the data", trailing, map.trailing_len());
    }
    if let Some(file) = case.ok("in blocks", File::open_with(path, options.clone())) {
        case.same("in blocks: bytes behind the data", trailing, file.trailing_len());
        let blocks = file.blocks(ROWS).map(|block| block.map(|block| in_c_order(&block)));
        if let Some(blocks) = case.ok("in blocks", blocks.collect::<Result<Vec<_>, _>>()) {
            case.same("in blocks: all bytes are the same", true, blocks.concat() == in_c_order(whole));
        }
        if let Some(summary) = case.ok("summary", file.summary()) {
            let expected = whole.view().summary();
            case.same("summary in passing", format!("{expected:?}"), format!("{summary:?}"));
        }
    }
}

fn map(path: &Path, options: &LoadOptions) -> Result<Map, Error> {
    // SAFETY: nobody writes to the files of a corpus while it is being run.
    #[allow(unsafe_code, reason = "mapping a file is the caller's promise")]
    unsafe {
        Map::open_with(path, options.clone())
    }
}

fn same(how: &str, whole: &RecordArray, dtype: &dtype_core::DType, bytes: &[u8], case: &mut Case) {
    case.same(&format!("{how}: dtype"), whole.dtype(), dtype);
    case.same(&format!("{how}: all bytes are the same"), true, bytes == whole.as_bytes());
}

fn in_c_order(array: &RecordArray) -> Vec<u8> {
    let view = array.view();
    let place = Place { shape: view.shape(), strides: view.strides(), offset: 0 };
    place.gather(array.as_bytes(), array.dtype().itemsize())
}
