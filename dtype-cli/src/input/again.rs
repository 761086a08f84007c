//! Records as a file that can be read as often as it takes, for statistics that take several trips.
//!
//! Whole records that lie one after the other are read where they are. Everything else is copied first, since members of
//! archives are slow to read again, and rows of several files are in none.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use dtype_core::npy::raw::{self, Layout};
use dtype_core::{Conversion, ConvertOptions, DType, RecordView, Stat, StatValues};

use super::part::Part;
use super::table::Table;
use crate::drafts::Draft;
use crate::errors::{self, Code, Failure};
use crate::progress::Progress;

/// Records in a file.
pub(crate) struct Again {
    file: raw::File,
    bytes: u64,
    progress: Arc<Progress>,
    /// What they were copied to.
    _copy: Option<Draft>,
}

impl Table {
    /// The records that are looked at, read as `dtype`, which has the size of a record and is not empty. They are to be read
    /// about so many times.
    ///
    /// # Errors
    /// If they can't be read, or not be copied.
    pub(crate) fn again(&self, dtype: &DType, trips: usize) -> Result<Again, Failure> {
        if let Some(Part::Region(region)) = self.only_part()
            && region.stride == dtype.itemsize()
        {
            let before = (self.rows().start as u64).saturating_mul(region.stride as u64);
            let layout = Layout::new(dtype).offset(region.offset.saturating_add(before)).count(self.len());
            return Again::open(&region.path, layout, trips, None);
        }
        Again::copy(&self.name(), dtype, trips, |take| {
            self.visit(0..self.len(), dtype, |_, records| {
                take(records)?;
                Ok(ControlFlow::Continue(()))
            })
        })
    }
}

impl Again {
    /// A copy of the fields of the records that `give` gives, block by block.
    ///
    /// # Errors
    /// If it can't be made, and those of `give`.
    pub(crate) fn copy(
        name: &str,
        dtype: &DType,
        trips: usize,
        give: impl FnOnce(&mut dyn FnMut(&RecordView<'_>) -> Result<(), Failure>) -> Result<(), Failure>,
    ) -> Result<Again, Failure> {
        let failed = |error: std::io::Error| Failure::Said {
            code: Code::Io,
            message: format!("{name}: cannot keep a copy of its records: {error}"),
        };
        let (copy, file) = Draft::create(&std::env::temp_dir()).map_err(failed)?;
        let mut file = BufWriter::with_capacity(1 << 20, file);
        // Of the fields, not of what lies between them.
        let packed = dtype.repacked(false, true)?;
        let conversion = Conversion::plan(dtype, &packed, ConvertOptions::new())?;
        let (mut count, mut block) = (0, Vec::new());
        give(&mut |records| {
            count += records.len();
            block.clear();
            block.resize(records.len() * packed.itemsize(), 0);
            let copied;
            let bytes = match records.as_bytes() {
                Some(bytes) => bytes,
                None => {
                    copied = records.to_array()?;
                    copied.as_bytes()
                }
            };
            conversion.run(bytes, &mut block)?;
            file.write_all(&block).map_err(failed)
        })?;
        file.into_inner().map_err(|error| failed(error.into_error()))?;
        errors::stands_for(copy.path(), name, Vec::new());
        let path = copy.path().to_owned();
        Again::open(&path, Layout::new(&packed).count(count), trips, Some(copy))
    }

    fn open(path: &Path, layout: Layout, trips: usize, copy: Option<Draft>) -> Result<Again, Failure> {
        let file = raw::File::open(path, layout)?;
        let bytes = (file.len() as u64).saturating_mul(file.dtype().itemsize() as u64);
        let progress = Arc::new(Progress::new(Some(bytes.saturating_mul(trips as u64))));
        let seen = Arc::clone(&progress);
        Ok(Again { file: file.watch(move |more| seen.advance(more)), bytes, progress, _copy: copy })
    }

    /// How many bytes they have.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Statistics of them, in memory that does not grow with their number, after which so many trips count as done.
    ///
    /// # Errors
    /// If they can't be read, or there is no such statistic.
    pub(crate) fn stats(&self, stats: Vec<Stat>, trips: usize) -> Result<StatValues, Failure> {
        let values = self.file.stats(stats).run()?;
        self.progress.reach(self.bytes.saturating_mul(trips as u64));
        Ok(values)
    }
}
