//! The group `dtype`: what stands between the parentheses of `np.dtype(..)`.

use dtype_core::{DType, Limits};
use dtype_tests::entry::{Entry, Read};

use crate::case::Case;
use crate::corpus::Corpus;
use crate::description;
use crate::excuse::Rule;

/// One entry of `dtype_cases.json`.
pub(crate) fn check(_corpus: &Corpus, entry: &Entry<'_>, case: &mut Case) -> Read<()> {
    entry.ignore(&["id", "input_kind", "exc", "exc_mro", "msg", "warnings"]);
    let (text, align) = (entry.text("input")?, entry.bool("align")?);
    let result = DType::from_python(text, align, &Limits::default());
    if entry.find("input_text").is_some() {
        bare(entry.text("input_text")?, align, result.as_ref().ok(), case);
    }
    if !entry.bool("ok")? || entry.find("unsupported").is_some() {
        if let Ok(dtype) = result {
            case.differs(text, "an error", dtype);
        }
        return Ok(());
    }
    if entry.find("numpy_bug").is_some() {
        entry.ignore(&["itemsize", "canonical_repr"]); // wrapped around; there is nothing to agree with
        match result {
            Ok(dtype) => case.differs(text, "an error, as NumPy's size wraps around", dtype),
            Err(_) => case.excuse = Some(Rule::NumpyBug),
        }
        return Ok(());
    }
    let dtype = match (result, description::only_numpys(entry)?) {
        (Ok(dtype), _) => dtype,
        (Err(_), Some(what)) => {
            case.set_aside(what, entry);
            return Ok(());
        }
        (Err(error), None) => {
            case.wrong(text, error);
            return Ok(());
        }
    };
    if entry.find("swapped_repr").is_some() {
        swapped(entry.text("swapped_repr")?, &dtype.swapped(), case);
    }
    let again = evaluates_to(entry.text("canonical_repr")?, &dtype);
    if description::titles_that_are_none(entry)? {
        entry.ignore(&["repr_roundtrip"]);
    } else {
        case.same("repr_roundtrip", entry.bool("repr_roundtrip")?, again);
    }
    description::check(entry, &dtype, case)
}

/// A string without its quotes is read by `str::parse`, which has no argument for the alignment.
fn bare(text: &str, align: bool, expected: Option<&DType>, case: &mut Case) {
    if !align {
        case.same("parsed without quotes", expected.cloned(), text.parse().ok());
    }
}

/// A dtype that NumPy swapped to native order prints as `<u4`, and as `uint32` if it is made anew; so the two
/// are equal if their texts are, or if what NumPy printed is read as the same dtype.
fn swapped(expected: &str, dtype: &DType, case: &mut Case) {
    if expected != dtype.repr() && !evaluates_to(expected, dtype) {
        case.differs("repr of the swapped dtype", expected, dtype.repr());
    }
}

/// Does a repr, evaluated as Python would, give `dtype` again, with its align flag?
pub(crate) fn evaluates_to(repr: &str, dtype: &DType) -> bool {
    let call = repr.strip_prefix("dtype(").and_then(|rest| rest.strip_suffix(')'));
    let Some(arguments) = call else { return false };
    let (text, align) = match arguments.strip_suffix(", align=True") {
        Some(text) => (text, true),
        None => (arguments, false),
    };
    let back = DType::from_python(text, align, &Limits::default());
    back.is_ok_and(|back| back == *dtype && back.is_aligned() == dtype.is_aligned())
}
