//! Some columns of the records that are meant, a block at a time.

use std::ops::ControlFlow;

use dtype_core::{DType, RecordView};

use crate::columns::Choice;
use crate::condition::Condition;
use crate::errors::Failure;
use crate::expr::Filter;
use crate::input::{Again, Table};

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
        condition: &Condition,
    ) -> Result<Chosen<'t>, Failure> {
        Ok(Chosen { table, choice, filter: condition.filter(table.dtype())? })
    }

    /// Calls `each` with the records of one block after the other, which are read as the choice says.
    pub(crate) fn visit(
        &self,
        each: impl FnMut(&RecordView<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.visit_as(&self.choice.dtype, each)
    }

    /// The same, with the records read as another dtype of their size.
    pub(crate) fn visit_as(
        &self,
        dtype: &DType,
        mut each: impl FnMut(&RecordView<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let table = self.table;
        let Some(filter) = &self.filter else {
            return table.visit(0..table.len(), dtype, |_, records| {
                each(records)?;
                Ok(ControlFlow::Continue(()))
            });
        };
        let mut mask = Vec::new();
        table.visit(0..table.len(), table.dtype(), |first, records| {
            filter.choose(table.rows().start + first, records, &mut mask)?;
            let kept = records.to_filtered(&mask)?;
            each(&RecordView::with_shape(kept.as_bytes(), dtype, 0, &[kept.len()], false)?)?;
            Ok(ControlFlow::Continue(()))
        })
    }

    /// The records as a file that can be read as often as it takes, which is to be about so many times.
    ///
    /// # Errors
    /// If they can't be read, or not be copied.
    pub(crate) fn again(&self, trips: usize) -> Result<Again, Failure> {
        let dtype = &self.choice.dtype;
        match self.filter {
            None => self.table.again(dtype, trips),
            Some(_) => Again::copy(&self.table.name(), dtype, trips, |take| self.visit(take)),
        }
    }
}
