//! What can be written to mapped files.

use std::ops::Range;

use super::{MappedFile, Writable, named};
use crate::column::ColumnMut;
use crate::dtype::{DType, Path};
use crate::error::{Error, Result};
use crate::int;
use crate::npy::header::is_c_contiguous;
use crate::record::{Element, cast_mut, copy_values};
use crate::shape::{ArrayLayout, Order};
use crate::view::{AnyArrayViewMut, RecordViewMut};

impl<H> MappedFile<H, Writable> {
    /// Whether what is written stays in this process.
    pub fn is_copy_on_write(&self) -> bool {
        self.pages.is_copy_on_write()
    }

    /// The bytes of the data, in the order of the file.
    pub fn as_bytes_mut(&mut self) -> &mut [u8] {
        let range = self.data_range();
        &mut self.pages.bytes_mut()[range]
    }

    /// The records of an array of one axis, if they lie just as the type does. Looks at every record first unless all
    /// bytes are values of the type, as they are of numbers.
    ///
    /// Only for records without padding; of others there are [columns](MappedFile::column_mut), and
    /// [`write_records`](MappedFile::write_records).
    ///
    /// ```compile_fail
    /// # use dtype_core::{Record, npy};
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Padded { flag: bool, x: f64 }
    ///
    /// # let open = |path: &str| unsafe { npy::MapMut::open(path) };
    /// let mut map = open("padded.npy")?;
    /// map.records_mut::<Padded>()?; // a whole record would bring its gaps, which nobody has written
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`records`](MappedFile::records).
    pub fn records_mut<R: Element>(&mut self) -> Result<&mut [R]> {
        self.expect_rows::<R>()?;
        self.elements_mut()
    }

    /// The elements of an array of any shape, in the order of the file, if they lie just as the type does.
    ///
    /// # Errors
    /// As [`elements`](MappedFile::elements).
    pub fn elements_mut<T: Element>(&mut self) -> Result<&mut [T]> {
        // Says what is wrong, and which record it is, as a failed mutable cast could not.
        self.elements::<T>()?;
        Ok(cast_mut(self.as_bytes_mut())?)
    }

    /// Writes records over those from a place on, with zeros in their padding. They have to lie just as those of the file.
    ///
    /// ```
    /// use dtype_core::{Record, npy};
    ///
    /// #[derive(Clone, Copy, Debug, PartialEq, Record)]
    /// #[repr(C)]
    /// struct Padded { flag: bool, x: f64 }
    ///
    /// let path = std::env::temp_dir().join(format!("written-{}.npy", std::process::id()));
    /// // SAFETY: nobody else knows the file.
    /// let mut map = unsafe { npy::MapMut::create::<Padded>(&path, 3) }?;
    /// map.write_records(1, &[Padded { flag: true, x: 0.5 }; 2])?;
    /// assert_eq!(map.records::<Padded>()?[2], Padded { flag: true, x: 0.5 });
    /// assert!(map.write_records(2, &[Padded { flag: true, x: 0.5 }; 2]).is_err());
    /// # drop(map);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the layout is another one, the array has other axes, or fewer records;
    /// nothing is written then.
    pub fn write_records<R: Element>(&mut self, start: usize, records: &[R]) -> Result<()> {
        self.expect_rows::<R>()?;
        self.check_layout::<R>().map_err(|error| self.named(error))?;
        let len = self.shape.first().copied().unwrap_or(0);
        if start > len || records.len() > len - start {
            let message = format!(
                "expected room for {} records from record {start} on, found {len} records",
                records.len()
            );
            return Err(self.named(Error::mismatch(message)));
        }
        let start = start * size_of::<R>();
        copy_values(records, &mut self.as_bytes_mut()[start..][..size_of_val(records)]);
        Ok(())
    }

    /// The records, to be written, along one axis: the places of all axes in C order, as [`view`](MappedFile::view) has
    /// them.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) for an array in Fortran order with several axes, which
    /// [`as_array_mut`](MappedFile::as_array_mut) and [`flat_view_mut`](MappedFile::flat_view_mut) give.
    pub fn view_mut(&mut self) -> Result<RecordViewMut<'_>> {
        if self.fortran && !is_c_contiguous(&self.shape) {
            let message = format!(
                "expected C order, found Fortran order of shape {:?}; use `as_array_mut` or `flat_view_mut`",
                self.shape
            );
            return Err(self.named(Error::mismatch(message)));
        }
        Ok(self.flat_view_mut())
    }

    /// The records, to be written, along one axis: in the order of the file, whatever its shape. NumPy's
    /// `ravel(order='K')`.
    ///
    /// ```
    /// use dtype_core::npy;
    ///
    /// let path = std::env::temp_dir().join(format!("flat-{}.npy", std::process::id()));
    /// let dtype = "[('a', '|u1'), ('b', '<u2')]".parse()?;
    /// // SAFETY: nobody else knows the file.
    /// let mut map = unsafe { npy::MapMut::create_nd(&path, &dtype, &[2, 2], true) }?;
    /// for i in 0..4 {
    ///     map.flat_view_mut().column_mut::<u16>("b")?.set(i, i as u16);
    /// }
    /// let values: Vec<_> = map.view().any_column("b")?.values().map(|b| b.to_string()).collect();
    /// assert_eq!(values, ["0", "2", "1", "3"]);
    /// # drop(map);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn flat_view_mut(&mut self) -> RecordViewMut<'_> {
        let range = self.data_range();
        along_file(&mut self.pages.bytes_mut()[range], &self.dtype, &self.shape)
    }

    /// The array as an N-D view, to be written: any axes, in either order. Sub-arrays become axes. To be read there is
    /// [`RecordView::as_array`](crate::RecordView::as_array).
    ///
    /// ```
    /// use dtype_core::npy;
    ///
    /// let path = std::env::temp_dir().join(format!("array-mut-{}.npy", std::process::id()));
    /// let dtype = "[('id', '|u1'), ('pos', '<f4', (3,))]".parse()?;
    /// // SAFETY: nobody else knows the file.
    /// let mut map = unsafe { npy::MapMut::create_nd(&path, &dtype, &[2, 2], true) }?;
    /// map.as_array_mut()?.field("pos")?.slice((1, 0))?.typed::<f32>()?.fill(0.5);
    /// assert_eq!(map.view().record(2).unwrap().to_string(), "(0, [0.5, 0.5, 0.5])");
    /// # drop(map);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there are more than 64 axes, counting those of sub-arrays.
    pub fn as_array_mut(&mut self) -> Result<AnyArrayViewMut<'_>> {
        let order = if self.fortran { Order::F } else { Order::C };
        let range = self.data_range();
        let array = ArrayLayout::new(&self.shape, self.dtype.itemsize(), order)
            .map_err(Error::from)
            .and_then(|layout| {
                AnyArrayViewMut::from_bytes(&mut self.pages.bytes_mut()[range], &self.dtype, &layout)
            });
        array.map_err(|error| named(error, &self.path, self.member.as_deref()))
    }

    /// One field of all records, to be written, in the order of the file, if it holds values of `T`. The empty path `&[]`
    /// is the whole record.
    ///
    /// # Errors
    /// As [`RecordView::column`](crate::RecordView::column).
    pub fn column_mut<T: Element>(&mut self, path: impl Path) -> Result<ColumnMut<'_, T>> {
        let range = self.data_range();
        let column =
            along_file(&mut self.pages.bytes_mut()[range], &self.dtype, &self.shape).into_column(path);
        column.map_err(|error| named(error, &self.path, self.member.as_deref()))
    }

    /// Writes what was changed to the disk, and returns when it is there. In the file it is at once: another process that
    /// reads the file sees it without this.
    ///
    /// Of a map that copies on write there is nothing to be written.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if the disk fails.
    pub fn flush(&self) -> Result<()> {
        self.flush_pages(0..self.pages.len(), true)
    }

    /// The same for some bytes of the [data](MappedFile::as_bytes).
    ///
    /// # Errors
    /// As [`flush`](MappedFile::flush).
    ///
    /// # Panics
    /// If the range is not within the data.
    pub fn flush_range(&self, bytes: Range<usize>) -> Result<()> {
        let len = self.as_bytes().len();
        assert!(bytes.start <= bytes.end && bytes.end <= len, "bytes {bytes:?} of {len}");
        self.flush_pages(self.offset + bytes.start..self.offset + bytes.end, true)
    }

    /// Has the system start to write what was changed, and does not wait for it.
    ///
    /// # Errors
    /// As [`flush`](MappedFile::flush).
    pub fn flush_async(&self) -> Result<()> {
        self.flush_pages(0..self.pages.len(), false)
    }

    fn flush_pages(&self, range: Range<usize>, wait: bool) -> Result<()> {
        self.pages.flush(range, wait).map_err(|error| self.named(error))
    }
}

/// All records along one axis, one right behind the other.
fn along_file<'b>(bytes: &'b mut [u8], dtype: &DType, shape: &[usize]) -> RecordViewMut<'b> {
    let (stride, len) = (int::to_isize(dtype.itemsize()).unwrap_or(0), int::product(shape).unwrap_or(0));
    RecordViewMut::with_layout(bytes, dtype, 0, stride, len)
        .expect("the size was checked when the file was mapped")
}
