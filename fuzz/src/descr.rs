//! A dtype in any of NumPy's notations: what is read, printed and read again is the same.

use std::hash::{DefaultHasher, Hash, Hasher};

use dtype_core::layout::MAX_ITEMSIZE;
use dtype_core::{ByteOrder, DType, Error, ErrorKind, Limits, ScalarKind};

use crate::memory::within;

/// Memory that reading a text of so many bytes may take, and that all the rest done with its dtype may take.
pub(crate) fn room(len: usize) -> usize {
    (64 << 10) + 512 * len
}

/// Input: the text.
pub fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let limits = Limits::default();
    let readings = within(room(text.len()), || {
        [
            text.parse(),
            DType::from_descr(text, &limits),
            DType::from_python(text, false, &limits),
            DType::from_python(text, true, &limits),
        ]
    });
    for reading in &readings {
        match reading {
            Ok(dtype) => check(dtype),
            Err(error) => check_error(error, text),
        }
    }
    tight(text, &readings[1]);
}

/// Smaller limits read the same or say which of them is too small.
fn tight(text: &str, free: &Result<DType, Error>) {
    let mut limits = Limits::default();
    (limits.depth, limits.fields) = (4, 3);
    match (DType::from_descr(text, &limits), free) {
        (Ok(dtype), free) => {
            assert!(count_fields(&dtype) <= 3);
            assert_eq!(Some(&dtype), free.as_ref().ok());
        }
        (Err(error), Ok(_)) => assert_eq!(error.kind(), ErrorKind::Limit, "{error}"),
        (Err(_), Err(_)) => {}
    }
}

/// An error says something, and points into the text.
pub(crate) fn check_error(error: &Error, text: &str) {
    assert!(!error.message().is_empty());
    assert!(error.offset().is_none_or(|at| at <= text.len() as u64), "{error:?}");
    assert!(error.to_string().len() < 4096 + 16 * text.len());
}

/// What holds for every dtype, wherever it comes from.
pub fn check(dtype: &DType) {
    check_layout(dtype);
    check_text(dtype);
    check_changes(dtype);
}

fn check_layout(dtype: &DType) {
    assert!(dtype.itemsize() <= MAX_ITEMSIZE);
    assert!(dtype.alignment().is_power_of_two());
    if let Some((base, shape)) = dtype.as_subarray() {
        assert_eq!(shape.iter().product::<usize>() * base.itemsize(), dtype.itemsize());
        check_layout(base);
    }
    for field in dtype.fields().unwrap_or_default() {
        assert!(field.offset() + field.dtype().itemsize() <= dtype.itemsize());
        assert_eq!(dtype.field(field.name()), Some(field));
        if dtype.is_aligned() {
            assert!(field.offset().is_multiple_of(field.dtype().alignment()));
        }
        check_layout(field.dtype());
    }
}

fn check_text(dtype: &DType) {
    let text = dtype.to_string();
    if let Some(read) = unless_limit(text.parse::<DType>()) {
        assert_eq!(&read, dtype, "{text}");
        assert_eq!(read.to_string(), text);
        assert_eq!(hash(&read), hash(dtype));
        assert_eq!((read.alignment(), read.is_aligned()), (dtype.alignment(), dtype.is_aligned()));
    }
    let mut limits = Limits::default();
    limits.depth = Limits::MAX_DEPTH;
    if let Ok(descr) = dtype.to_descr()
        && dtype.as_subarray().is_none()
        && let Some(read) = unless_limit(DType::from_descr(&descr, &limits))
    {
        assert_eq!(&read, dtype, "{descr}");
    }
    let (repr, short) = (dtype.repr(), dtype.numpy_str());
    let (written, align) = match repr.strip_suffix(", align=True)") {
        Some(rest) => (rest, true),
        None => (&repr[..repr.len() - 1], false),
    };
    if is_plain(dtype) {
        let written = written.strip_prefix("dtype(").expect("a call");
        for text in [written, &short[..]] {
            let text = if dtype.fields().is_some() || text == written { text } else { continue };
            if let Some(read) = unless_limit(DType::from_python(text, align, &limits)) {
                assert_eq!(&read, dtype, "{text}");
            }
        }
    }
}

/// Whether NumPy's `repr` says all: no align flag, no empty name, no sub-array of a type without a size; no objects,
/// beside which it refuses overlaps.
fn is_plain(dtype: &DType) -> bool {
    if let Some((base, _)) = dtype.as_subarray() {
        return base.itemsize() > 0 && is_plain(base);
    }
    let fields = dtype.fields().unwrap_or_default();
    !dtype.is_aligned()
        && dtype.as_scalar().is_none_or(|scalar| scalar.kind() != ScalarKind::Object)
        && fields.iter().all(|field| !field.name().is_empty() && is_plain(field.dtype()))
}

fn check_changes(dtype: &DType) {
    assert_eq!(&dtype.swapped().swapped(), dtype);
    assert!(dtype.with_byte_order(ByteOrder::NATIVE).is_native());
    if let (Ok(packed), Ok(aligned)) = (dtype.to_packed(), dtype.to_aligned()) {
        check_layout(&packed);
        check_layout(&aligned);
        assert!(packed.itemsize() <= aligned.itemsize());
        assert_eq!(packed.to_packed().expect("it fits"), packed);
        assert_eq!(aligned.to_packed().expect("smaller than the aligned one"), packed);
        assert_eq!(packed.to_aligned().expect("it fits"), aligned);
    }
    assert!(dtype.diff(dtype).is_same_layout());
}

/// Fields in all, those of nested records included.
pub(crate) fn count_fields(dtype: &DType) -> usize {
    let base = dtype.flattened().0;
    let fields = base.fields().unwrap_or_default();
    fields.iter().map(|field| 1 + count_fields(field.dtype())).sum()
}

fn hash(dtype: &DType) -> u64 {
    let mut hasher = DefaultHasher::new();
    dtype.hash(&mut hasher);
    hasher.finish()
}

/// What was read. Printed text can nest deeper than the text it came from, but must fail of nothing else.
#[track_caller]
pub(crate) fn unless_limit<T>(read: Result<T, Error>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(error) if error.kind() == ErrorKind::Limit => None,
        Err(error) => panic!("{error:?}"),
    }
}
