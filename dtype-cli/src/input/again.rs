//! Records as a file that can be read as often as it takes, for statistics that take several trips.
//!
//! Whole records that lie one after the other are read where they are. Everything else is copied first, since members of
//! archives are slow to read again, and rows of several files are in none.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;

use dtype_core::npy::raw::{self, Layout};
use dtype_core::{DType, Stat, StatValues};

use super::part::Part;
use super::table::Table;
use crate::drafts::Draft;
use crate::errors::{self, Code, Failure};

/// The records of a table, in a file.
pub(crate) struct Again {
    file: raw::File,
    /// What they were copied to.
    _copy: Option<Draft>,
}

impl Table {
    /// The records that are looked at, read as `dtype`, which has the size of a record and is not empty.
    ///
    /// # Errors
    /// If they can't be read, or not be copied.
    pub(crate) fn again(&self, dtype: &DType) -> Result<Again, Failure> {
        let layout = Layout::new(dtype).count(self.len());
        if let Some(Part::Region(region)) = self.only_part()
            && region.stride == dtype.itemsize()
        {
            let before = (self.rows().start as u64).saturating_mul(region.stride as u64);
            let layout = layout.offset(region.offset.saturating_add(before));
            return Ok(Again { file: raw::File::open(&region.path, layout)?, _copy: None });
        }
        let failed = |error: std::io::Error| Failure::Said {
            code: Code::Io,
            message: format!("{}: cannot keep a copy of its records: {error}", self.name()),
        };
        let (copy, file) = Draft::create(&std::env::temp_dir()).map_err(failed)?;
        let mut file = BufWriter::with_capacity(1 << 20, file);
        self.visit(0..self.len(), dtype, |_, records| {
            match records.as_bytes() {
                Some(bytes) => file.write_all(bytes).map_err(failed)?,
                None => {
                    let all: Vec<usize> = (0..records.len()).collect();
                    file.write_all(records.to_taken(&all)?.as_bytes()).map_err(failed)?;
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        file.into_inner().map_err(|error| failed(error.into_error()))?;
        errors::stands_for(copy.path(), &self.name(), Vec::new());
        Ok(Again { file: raw::File::open(copy.path(), layout)?, _copy: Some(copy) })
    }
}

impl Again {
    /// Statistics of them, in memory that does not grow with their number.
    ///
    /// # Errors
    /// If they can't be read, or there is no such statistic.
    pub(crate) fn stats(&self, stats: Vec<Stat>) -> Result<StatValues, Failure> {
        Ok(self.file.stats(stats).run()?)
    }
}
