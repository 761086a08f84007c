//! Some columns of the records that are meant, a block at a time.

use std::ops::ControlFlow;

use dtype_core::RecordView;

use crate::columns::Choice;
use crate::errors::Failure;
use crate::expr::Filter;
use crate::input::Table;

/// Columns of records, of all or of those for which something is true.
pub(crate) struct Chosen<'t> {
    pub(crate) table: &'t Table,
    pub(crate) choice: &'t Choice,
    filter: Option<Filter>,
}

impl<'t> Chosen<'t> {
    /// # Errors
    /// If the condition is none.
    pub(crate) fn new(
        table: &'t Table,
        choice: &'t Choice,
        condition: Option<&str>,
    ) -> Result<Chosen<'t>, Failure> {
        let filter = |text| Filter::new(text, table.dtype()).map_err(|wrong| Failure::condition(text, wrong));
        Ok(Chosen { table, choice, filter: condition.map(filter).transpose()? })
    }

    /// Calls `each` with the records of one block after the other, which are read as the choice says.
    pub(crate) fn visit(
        &self,
        mut each: impl FnMut(&RecordView<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let table = self.table;
        let Some(filter) = &self.filter else {
            return table.visit(0..table.len(), &self.choice.dtype, |_, records| {
                each(records)?;
                Ok(ControlFlow::Continue(()))
            });
        };
        let mut mask = Vec::new();
        table.visit(0..table.len(), table.dtype(), |first, records| {
            mask.clear();
            filter
                .mask(records, &mut mask)
                .map_err(|wrong| Failure::condition_at(filter.text(), wrong, first))?;
            let kept = records.to_filtered(&mask)?;
            let len = kept.len();
            each(&RecordView::with_shape(kept.as_bytes(), &self.choice.dtype, 0, &[len], false)?)?;
            Ok(ControlFlow::Continue(()))
        })
    }
}
