//! The same records with fewer fields, in another order, under other names, packed or aligned.

use super::super::options::ConvertOptions;
use super::super::plan::Conversion;
use crate::dtype::DType;
use crate::error::Result;
use crate::view::{RecordArray, RecordView};

impl<'a> RecordView<'a> {
    /// The same records under other names, without a copy: pairs of a path, dotted for nested records, and the new name
    /// of its last field. NumPy's `rename_fields`.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[1, 2], &"[('px', '|u1')]".parse()?)?;
    /// assert_eq!(view.renamed(&[("px", "price")])?.column::<u8>("price")?.to_vec(), [1, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`DType::renamed`].
    pub fn renamed(&self, renames: &[(&str, &str)]) -> Result<RecordView<'a>> {
        Ok(RecordView::from_items(self.items().renamed(renames)?))
    }

    /// Copies the records without the fields at some paths, dotted for nested records. NumPy's `drop_fields`.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[1, 2, 3, 4], &"[('a', '|u1'), ('b', '|u1')]".parse()?)?;
    /// assert_eq!(view.to_without(&["a"])?.as_bytes(), [2, 4]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`DType::without`]; [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_without<S: AsRef<str>>(&self, paths: &[S]) -> Result<RecordArray> {
        self.to_laid_out(&self.dtype().without(paths)?)
    }

    /// Copies the records with some of the fields, in the order in which they are named.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[1, 2, 3, 4], &"[('a', '|u1'), ('b', '|u1')]".parse()?)?;
    /// assert_eq!(view.to_fields(&["b", "a"])?.as_bytes(), [2, 1, 4, 3]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`DType::with_fields`]; [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_fields<S: AsRef<str>>(&self, names: &[S]) -> Result<RecordArray> {
        self.to_laid_out(&self.dtype().with_fields(names)?)
    }

    /// Copies the records with the fields one right behind the other, or where C puts them with `align`; those of nested
    /// records only with `recurse`. NumPy's `repack_fields`.
    ///
    /// ```
    /// use dtype_core::{DType, RecordView};
    ///
    /// let aligned = DType::aligned([("a", "u1".parse()?), ("b", "<u2".parse()?)])?;
    /// let view = RecordView::new(&[1, 0xFF, 2, 0], &aligned)?;
    /// assert_eq!(view.to_repacked(false, true)?.as_bytes(), [1, 2, 0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`DType::repacked`]; [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_repacked(&self, align: bool, recurse: bool) -> Result<RecordArray> {
        self.to_laid_out(&self.dtype().repacked(align, recurse)?)
    }

    /// Copies the records as records of another dtype: by name, without fields that only this one has, zeros in fields
    /// that only the other has. NumPy's `require_fields`. For more say, plan a [`Conversion`].
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[1, 2, 3, 4], &"[('a', '|u1'), ('b', '|u1')]".parse()?)?;
    /// let required = view.to_required(&"[('b', '|u1'), ('c', '<u2')]".parse()?)?;
    /// assert_eq!(required.as_bytes(), [2, 0, 0, 4, 0, 0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a field is of another kind, size or shape;
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_required(&self, dtype: &DType) -> Result<RecordArray> {
        self.to_laid_out(dtype)
    }

    fn to_laid_out(&self, dtype: &DType) -> Result<RecordArray> {
        converted(self, dtype, &ConvertOptions::new().allow_extra(true).zero_missing(true))
    }
}

/// The records of a view as records of another dtype.
///
/// # Errors
/// As [`Conversion::plan`]; [`Io`](crate::ErrorKind::Io) if there is not so much memory.
pub(super) fn converted(
    view: &RecordView<'_>,
    dtype: &DType,
    options: &ConvertOptions,
) -> Result<RecordArray> {
    Conversion::plan(view.dtype(), dtype, options)?.to_array(view)
}
