//! PEP 3118 format strings, both ways: what was read, said again, is read the same.

use dtype_core::DType;
use dtype_core::interop::pep3118::{format, parse};

use crate::descr::{check, check_error, room, unless_limit};
use crate::memory::within;

/// Input: a format string; or, behind a `=` and a blank, a dtype in NumPy's notation.
pub fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Some(text) = text.strip_prefix("= ") {
        let Ok(dtype) = text.parse::<DType>() else { return };
        return said_and_read(&dtype);
    }
    match within(room(text.len()), || parse(text)) {
        Ok(dtype) => {
            check(&dtype);
            said_and_read(&dtype);
        }
        Err(error) => check_error(&error, text),
    }
}

fn said_and_read(dtype: &DType) {
    let printed = dtype.to_string().len();
    let Ok(text) = within(room(printed), || format(dtype)) else { return };
    // Arrays in arrays are said in a way that nobody reads, NumPy neither.
    if has_arrays_in_arrays(dtype.flattened().0) {
        return;
    }
    let Some(read) = unless_limit(parse(&text)) else { return };
    // Bytes behind the last field are no part of a format, nor is the shape of what is no field.
    let said = dtype.flattened().0;
    if !is_regular(said) {
        return;
    }
    match (said.fields(), read.fields()) {
        (Some(said), Some(read)) => {
            assert_eq!(said.len(), read.len(), "{text}");
            for (said, read) in said.iter().zip(read) {
                assert_eq!((said.name(), said.offset()), (read.name(), read.offset()), "{text}");
                assert_eq!(alignment(said.dtype()), alignment(read.dtype()), "{text}");
            }
        }
        // Bytes without a meaning are padding if they have no name.
        _ if said.kind() == 'V' => {}
        _ => assert_eq!(&read, said, "{text}"),
    }
}

/// Whether NumPy's own notation, which ours is, means the dtype. It aligns a record in a record by its largest scalar,
/// and puts the gap at its end behind it.
fn is_regular(dtype: &DType) -> bool {
    dtype.fields().unwrap_or_default().iter().all(|field| {
        let base = field.dtype().flattened().0;
        let Some(inner) = base.fields() else { return true };
        let end = inner.iter().map(|field| field.offset() + field.dtype().itemsize()).max().unwrap_or(0);
        let fits =
            [field.offset(), base.itemsize()].iter().all(|bytes| bytes.is_multiple_of(alignment(base)));
        fits && end == base.itemsize() && is_regular(base)
    })
}

fn has_arrays_in_arrays(dtype: &DType) -> bool {
    let inner = |(base, _): (&DType, _)| base.as_subarray().is_some() || has_arrays_in_arrays(base);
    dtype.as_subarray().is_some_and(inner)
        || dtype.fields().unwrap_or_default().iter().any(|field| has_arrays_in_arrays(field.dtype()))
}

/// The alignment of the largest scalar in it.
fn alignment(dtype: &DType) -> usize {
    let base = dtype.flattened().0;
    let fields = base.fields().unwrap_or_default().iter().map(|field| alignment(field.dtype()));
    base.as_scalar().map_or_else(|| fields.max().unwrap_or(1), |scalar| scalar.alignment())
}
