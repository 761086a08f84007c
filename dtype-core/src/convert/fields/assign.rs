//! Fields of records written from those of others, by name: NumPy's `assign_fields_by_name`.

use super::super::options::ConvertOptions;
use super::edit::converted;
use crate::dtype::{DType, Field};
use crate::error::{Error, Result};
use crate::view::{RecordView, RecordViewMut};

impl RecordViewMut<'_> {
    /// Writes the fields of other records over those of the same names, in nested records too. Fields that only these
    /// records have become zero with `zero_unassigned`, else they stay; fields that only the others have do not count.
    /// NumPy's `assign_fields_by_name`.
    ///
    /// ```
    /// use dtype_core::{RecordView, RecordViewMut};
    ///
    /// let mut bytes = [1, 2, 3, 4];
    /// let mut view = RecordViewMut::new(&mut bytes, &"[('a', '|u1'), ('b', '|u1')]".parse()?)?;
    /// let others = RecordView::new(&[8, 9], &"[('b', '|u1')]".parse()?)?;
    /// view.assign_fields_by_name(&others, false)?;
    /// assert_eq!(bytes, [1, 8, 3, 9]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more or fewer records, or a field is of another kind, size or
    /// shape: nothing is written then.
    pub fn assign_fields_by_name(&mut self, others: &RecordView<'_>, zero_unassigned: bool) -> Result<()> {
        if others.len() != self.len() {
            let (expected, found) = (self.len(), others.len());
            return Err(Error::mismatch(format!("expected {expected} records, found {found}")));
        }
        self.write_fields(others, zero_unassigned)
    }

    /// Writes the fields of other records over those of the same names, from the first record on. Fields and records that
    /// the others do not have stay. NumPy's `recursive_fill_fields`.
    ///
    /// ```
    /// use dtype_core::{RecordView, RecordViewMut};
    ///
    /// let mut bytes = [1, 2, 3, 4];
    /// let mut view = RecordViewMut::new(&mut bytes, &"[('a', '|u1'), ('b', '|u1')]".parse()?)?;
    /// view.fill_fields(&RecordView::new(&[8], &"[('b', '|u1')]".parse()?)?)?;
    /// assert_eq!(bytes, [1, 8, 3, 4]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more of the others, or a field is of another kind, size or
    /// shape: nothing is written then.
    pub fn fill_fields(&mut self, others: &RecordView<'_>) -> Result<()> {
        if others.len() > self.len() {
            let (expected, found) = (self.len(), others.len());
            return Err(Error::mismatch(format!("expected at most {expected} records, found {found}")));
        }
        self.write_fields(others, false)
    }

    fn write_fields(&mut self, others: &RecordView<'_>, zero_unassigned: bool) -> Result<()> {
        let options = ConvertOptions::new().allow_extra(true).zero_missing(true);
        let dtype =
            if zero_unassigned { self.dtype().clone() } else { shared(self.dtype(), others.dtype())? };
        let size = dtype.itemsize();
        if size == 0 {
            return Ok(());
        }
        let new = converted(others, &dtype, &options)?;
        // What lies between fields is not touched.
        let runs = dtype.runs();
        for (i, new) in new.as_bytes().chunks_exact(size).enumerate() {
            let record = self.record_mut(i);
            runs.iter().for_each(|run| record[run.clone()].copy_from_slice(&new[run.clone()]));
        }
        Ok(())
    }
}

/// The fields of `to` that `from` has too, where they are.
fn shared(to: &DType, from: &DType) -> Result<DType> {
    if let (Some((to, shape)), Some((from, _))) = (to.as_subarray(), from.as_subarray()) {
        return DType::subarray(shared(to, from)?, shape);
    }
    let Some(fields) = to.fields() else { return Ok(to.clone()) };
    let both = fields.iter().filter_map(|field| {
        let other = from.field(field.name())?;
        let dtype = shared(field.dtype(), other.dtype());
        Some(dtype.map(|dtype| Field::new(field.name(), dtype, field.offset())))
    });
    DType::record(both.collect::<Result<_>>()?, Some(to.itemsize()))
}
