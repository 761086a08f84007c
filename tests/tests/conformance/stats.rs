//! The statistics of a column.

use dtype_core::AnyColumn;
use dtype_tests::elements::Elements;
use dtype_tests::entry::{Entry, Read};

use crate::case::Case;

/// Compares `stats` of a column.
pub(crate) fn check(
    expected: &Entry<'_>,
    _column: &AnyColumn<'_>,
    _elements: &Elements,
    case: &mut Case,
    _at: &dyn Fn(&str) -> String,
) -> Read<()> {
    expected.ignore(&["stats_note", "stats_direct", "stats"]);
    case.skip("statistics");
    Ok(())
}
