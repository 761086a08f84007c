//! The records that are seen: no others are read.

use std::ops::{ControlFlow, Range};

use dtype_core::{AnyColumn, RecordArray, RecordView, ScalarKind};

use crate::cells;
use crate::columns::Choice;
use crate::errors::Failure;
use crate::input::Table;
use crate::text;

/// Bytes that are held.
const MOST: usize = 1 << 26;

/// Records as they were read.
pub(super) struct Page {
    range: Range<usize>,
    records: RecordArray,
}

impl Page {
    /// Reads records of a range, as many as may be held.
    pub(super) fn read(table: &Table, range: Range<usize>) -> Result<Page, Failure> {
        let dtype = table.dtype();
        let most = (MOST / dtype.itemsize().max(1)).max(1);
        let range = range.start..range.end.min(range.start.saturating_add(most));
        let mut bytes = Vec::new();
        table.visit(range.clone(), dtype, |_, records| {
            bytes.extend_from_slice(records.to_array()?.as_bytes());
            Ok(ControlFlow::Continue(()))
        })?;
        let records = RecordArray::from_bytes(&bytes, dtype, &[range.len()], false)?;
        Ok(Page { range, records })
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The columns of a choice, in these records.
    pub(super) fn columns<'p>(&'p self, choice: &'p Choice) -> Result<Vec<AnyColumn<'p>>, Failure> {
        let len = self.range.len();
        let view = RecordView::with_shape(self.records.as_bytes(), &choice.dtype, 0, &[len], false)?;
        Ok(choice.columns(&view))
    }
}

/// The texts of a column.
pub(super) fn texts(column: &AnyColumn<'_>) -> Vec<String> {
    column.values().map(|value| text::clean(&cells::value(&value))).collect()
}

/// Do its last digits stand below each other?
pub(super) fn is_number(column: &AnyColumn<'_>) -> bool {
    let kind = column.dtype().as_scalar().map(|scalar| scalar.kind());
    kind.is_some_and(|kind| !matches!(kind, ScalarKind::Bytes(_) | ScalarKind::Str(_) | ScalarKind::Void(_)))
        && column.shape().len() == 1
}
