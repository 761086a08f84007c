//! The records to write: chosen, sorted, converted, a block at a time.

use std::ops::ControlFlow;

use dtype_core::{DType, RecordView, SortKey};

use super::Args;
use super::change::Plan;
use crate::columns;
use crate::errors::Failure;
use crate::expr::Filter;
use crate::input::Table;
use crate::sink::{Each, Source};

/// Sorted records that are written at a time.
const BLOCK: usize = 1 << 14;

/// What becomes of a table.
pub(super) struct Converted<'t> {
    table: &'t Table,
    filter: Option<Filter>,
    /// Paths, and whether the greatest come first.
    sort: Vec<(String, bool)>,
    plan: Plan,
}

impl<'t> Converted<'t> {
    pub(super) fn new(table: &'t Table, args: &Args) -> Result<Self, Failure> {
        let filter = args.condition.filter(table.dtype())?;
        let keys = args.sort.iter().flat_map(|keys| keys.split(',').map(str::trim));
        let sort: Vec<(String, bool)> = keys.map(|key| key_of(key, table.dtype())).collect();
        let nothing = RecordView::with_layout(&[], table.dtype(), 0, 0, 0)?;
        // Before everything is read.
        nothing.argsort(by(&sort, table.dtype())).map_err(|error| Failure::field(&table.path(), error))?;
        let plan = Plan::new(&table.path(), table.dtype(), &args.columns, &args.change)?;
        Ok(Converted { table, filter, sort, plan })
    }

    /// Calls `each` for the records of a block that are chosen, and where in the file they are.
    fn chosen(
        &self,
        mut each: impl FnMut(&dyn Fn(usize) -> usize, &RecordView<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut mask = Vec::new();
        let start = self.table.rows().start;
        self.table.visit(0..self.table.len(), self.table.dtype(), |first, records| {
            let first = start + first;
            let Some(filter) = &self.filter else {
                each(&|i| first + i, records)?;
                return Ok(ControlFlow::Continue(()));
            };
            filter.choose(first, records, &mut mask)?;
            let chosen: Vec<usize> = (0..mask.len()).filter(|&i| mask[i]).collect();
            if chosen.len() == records.len() {
                each(&|i| first + i, records)?;
            } else if !chosen.is_empty() {
                each(&|i| first + chosen[i], &records.to_taken(&chosen)?.view())?;
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Converts a block.
    fn convert(
        &self,
        position: &dyn Fn(usize) -> usize,
        records: &RecordView<'_>,
        each: &mut Each<'_>,
    ) -> Result<(), Failure> {
        let Plan { conversion, dtype } = &self.plan;
        let count = records.len();
        let copied;
        let bytes = match records.as_bytes() {
            Some(bytes) => bytes,
            None => {
                copied = records.to_array()?;
                copied.as_bytes()
            }
        };
        if conversion.is_copy() && conversion.source() == conversion.target() {
            return each(&RecordView::with_shape(bytes, dtype, 0, &[count], false)?);
        }
        let mut converted = vec![0; count * dtype.itemsize()];
        if let Err(error) = conversion.run(bytes, &mut converted) {
            // Which one it is in the file shows when they are converted one by one.
            let (from, to) = (conversion.source().itemsize().max(1), dtype.itemsize().max(1));
            for (i, (old, new)) in bytes.chunks(from).zip(converted.chunks_mut(to)).enumerate() {
                let run = conversion.run_behind(position(i), old, new);
                run.map_err(|error| Failure::record(&self.table.path(), &error))?;
            }
            return Err(error.into());
        }
        each(&RecordView::with_shape(&converted, dtype, 0, &[count], false)?)
    }

    /// All records in their order. They are held in memory.
    fn sorted(&self, each: &mut Each<'_>) -> Result<(), Failure> {
        let (mut bytes, mut positions) = (Vec::new(), Vec::new());
        self.chosen(|position, records| {
            match records.as_bytes() {
                Some(all) => bytes.extend_from_slice(all),
                None => bytes.extend_from_slice(records.to_array()?.as_bytes()),
            }
            if self.filter.is_some() {
                positions.extend((0..records.len()).map(position));
            }
            Ok(())
        })?;
        let count = if self.filter.is_some() { positions.len() } else { self.table.len() };
        let all = RecordView::with_shape(&bytes, self.table.dtype(), 0, &[count], false)?;
        let (order, start) = (all.argsort(by(&self.sort, self.table.dtype()))?, self.table.rows().start);
        for block in order.chunks(BLOCK) {
            let position = |i: usize| positions.get(block[i]).copied().unwrap_or(start + block[i]);
            self.convert(&position, &all.to_taken(block)?.view(), each)?;
        }
        Ok(())
    }
}

impl Source for Converted<'_> {
    fn dtype(&self) -> &DType {
        &self.plan.dtype
    }

    fn shape(&self) -> Option<Vec<usize>> {
        if self.filter.is_some() {
            return None;
        }
        let (shape, len) = (self.table.shape(), self.table.len());
        let whole = self.sort.is_empty() && shape.iter().product::<usize>() == len;
        Some(if whole { shape.to_vec() } else { vec![len] })
    }

    fn visit(&self, each: &mut Each<'_>) -> Result<(), Failure> {
        if self.sort.is_empty() {
            self.chosen(|position, records| self.convert(position, records, each))
        } else {
            self.sorted(each)
        }
    }
}

/// A key to sort by. A field may really be called `-price`, or a file have none.
fn key_of(text: &str, dtype: &DType) -> (String, bool) {
    let (path, descending) = match text.strip_prefix('-').filter(|_| dtype.field(text).is_none()) {
        Some(path) => (path, true),
        None => (text, false),
    };
    (path.to_owned(), descending)
}

fn by<'k>(keys: &'k [(String, bool)], dtype: &DType) -> Vec<SortKey<'k>> {
    let keys = keys.iter().map(|(path, descending)| {
        let key = columns::sort_key(path, dtype);
        if *descending { key.descending() } else { key }
    });
    keys.collect()
}
