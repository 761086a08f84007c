//! The group `pep3118`: format strings of the buffer protocol.

use dtype_core::interop::pep3118;
use dtype_tests::entry::{Entry, Read};

use crate::case::Case;
use crate::corpus::Corpus;
use crate::description;

/// One entry of `pep3118.json`.
pub(crate) fn check(_corpus: &Corpus, entry: &Entry<'_>, case: &mut Case) -> Read<()> {
    entry.ignore(&["id", "exc", "exc_mro", "msg", "warnings"]);
    let format = entry.text("format")?;
    let result = pep3118::parse(format);
    if !entry.bool("ok")? {
        if let Ok(dtype) = result {
            case.differs(format, "an error", dtype);
        }
        return Ok(());
    }
    let described = entry.entry("dtype")?;
    match result {
        Ok(dtype) => {
            description::check(&described, &dtype, case)?;
            described.finish()?;
        }
        Err(error) => {
            described.ignore_rest();
            case.wrong(format, error);
        }
    }
    Ok(())
}
