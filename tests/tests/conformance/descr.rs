//! The group `descr`: the dtype grammar of headers, both ways.

use dtype_core::{DType, Limits};
use dtype_tests::entry::{Entry, Read};

use crate::case::Case;
use crate::corpus::Corpus;
use crate::description;
use crate::excuse::Rule;

/// One entry of `descr_cases.json`.
pub(crate) fn check(_corpus: &Corpus, entry: &Entry<'_>, case: &mut Case) -> Read<()> {
    entry.ignore(&["id", "exc", "exc_mro", "msg", "warnings"]);
    let text = entry.text("descr")?;
    let result = DType::from_descr(text, &Limits::default());
    // NumPy's text of variable width is out of scope, and refused.
    if !entry.bool("ok")? || entry.find("unsupported").is_some() {
        if let Ok(dtype) = result {
            case.differs(text, "an error", dtype);
        }
        return Ok(());
    }
    let described = entry.entry("dtype")?;
    let back = entry.text_or_null("descr_back")?;
    let same_text = entry.bool("descr_roundtrip")?;
    case.same("descr_roundtrip", same_text, back == Some(text));
    let bug = entry.find("numpy_bug").is_some() || described.find("numpy_bug").is_some();
    match result {
        Ok(dtype) => {
            description::check(&described, &dtype, case)?;
            described.finish()?;
            case.same("written again", back, dtype.to_descr().ok().as_deref());
        }
        Err(_) if bug => case.excuse = Some(Rule::NumpyBug),
        Err(error) => match description::only_numpys(&described)? {
            Some(what) => case.set_aside(what, entry),
            None => case.wrong(text, error),
        },
    }
    Ok(())
}
