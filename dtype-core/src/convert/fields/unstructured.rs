//! Records as rows of a matrix, and back: NumPy's `structured_to_unstructured`.

use super::super::casting::Casting;
use super::super::options::ConvertOptions;
use super::edit::converted;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::view::{RecordArray, RecordView};

impl<'a> RecordView<'a> {
    /// The values of all fields as one more axis, without a copy: they are all of one dtype, and each lies as far behind
    /// the one before it as that does.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[1, 2, 3, 4], &"[('x', '|u1'), ('y', '|u1')]".parse()?)?;
    /// let matrix = view.as_unstructured()?;
    /// assert_eq!((matrix.shape(), matrix.dtype().to_string()), (vec![2, 2], "'|u1'".to_owned()));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they are not: [`RecordView::to_unstructured`] copies.
    pub fn as_unstructured(&self) -> Result<RecordView<'a>> {
        let items = self.items().uniform().ok_or_else(|| {
            Error::mismatch(format!(
                "expected fields of one dtype at one distance, found {}; `to_unstructured` copies them",
                self.dtype()
            ))
        })?;
        Ok(RecordView::from_items(items))
    }

    /// Copies the values of all fields, in their order and cast to one dtype, into an array with one more axis. NumPy's
    /// `structured_to_unstructured`.
    ///
    /// ```
    /// use dtype_core::{Casting, Element, RecordView};
    ///
    /// let view = RecordView::new(&[1, 2, 0, 3, 4, 0], &"[('n', '|u1'), ('x', '<u2')]".parse()?)?;
    /// let matrix = view.to_unstructured(f64::DTYPE, Casting::Safe)?;
    /// assert_eq!(matrix.shape(), [2, 2]);
    /// assert_eq!(matrix.view().records::<f64>()?, [1.0, 2.0, 3.0, 4.0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the casting does not allow it for every field, or the records have no
    /// fields; [`Cast`](crate::ErrorKind::Cast) if a value does not fit and the casting is checked;
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_unstructured(&self, dtype: &DType, casting: Casting) -> Result<RecordArray> {
        if self.dtype().fields().is_none() {
            return Err(Error::mismatch(format!(
                "expected records with fields, found dtype {}",
                self.dtype()
            )));
        }
        let rows = self.dtype().with_leaves(dtype)?;
        let array = converted(self, &rows, &ConvertOptions::new().casting(casting))?;
        let mut shape = self.shape();
        shape.push(rows.itemsize().checked_div(dtype.itemsize()).unwrap_or(0));
        array.retyped(dtype, shape)
    }

    /// Copies rows, the last axis of this array, into records: the values of a row are those of the fields, in their
    /// order, cast to their dtypes. NumPy's `unstructured_to_structured`.
    ///
    /// ```
    /// use dtype_core::{Casting, RecordView};
    ///
    /// let matrix = RecordView::with_shape(&[1, 2, 3, 4], &"|u1".parse()?, 0, &[2, 2], false)?;
    /// let records = matrix.to_structured(&"[('n', '|u1'), ('x', '<f4')]".parse()?, Casting::Safe)?;
    /// assert_eq!(records.view().record(1).unwrap().to_string(), "(3, 4.0)");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a row has more or fewer values than a record, or the casting does not
    /// allow it for every field; [`Cast`](crate::ErrorKind::Cast) if a value does not fit and the casting is checked;
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub fn to_structured(&self, dtype: &DType, casting: Casting) -> Result<RecordArray> {
        let shape = self.shape();
        let rows = dtype.with_leaves(self.dtype())?;
        let expected = rows.itemsize().checked_div(self.dtype().itemsize()).unwrap_or(0);
        match shape.split_last() {
            Some((&found, outer)) if found == expected => {
                let dense = self.to_array()?;
                let view = RecordView::with_shape(dense.as_bytes(), &rows, 0, outer, false)?;
                converted(&view, dtype, &ConvertOptions::new().casting(casting))
            }
            found => {
                let found = found.map_or(0, |(&found, _)| found);
                Err(Error::mismatch(format!(
                    "expected rows of {expected} values, one for each field, found {found}"
                )))
            }
        }
    }

    /// What a function makes of the values of each record, cast to one type. NumPy's `apply_along_fields`.
    ///
    /// ```
    /// use dtype_core::{Casting, RecordView};
    ///
    /// let view = RecordView::new(&[1, 2, 0, 3, 4, 0], &"[('n', '|u1'), ('x', '<u2')]".parse()?)?;
    /// let sums = view.apply_along_fields(Casting::Safe, |row: &[f64]| row.iter().sum::<f64>())?;
    /// assert_eq!(sums, [3.0, 7.0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RecordView::to_unstructured`].
    pub fn apply_along_fields<T: Element, U>(
        &self,
        casting: Casting,
        f: impl FnMut(&[T]) -> U,
    ) -> Result<Vec<U>> {
        let matrix = self.to_unstructured(T::DTYPE, casting)?;
        let width = matrix.shape().last().copied().unwrap_or(0);
        if width == 0 {
            return Err(Error::mismatch("expected records with values, found none"));
        }
        Ok(matrix.view().records::<T>()?.chunks_exact(width).map(f).collect())
    }
}
