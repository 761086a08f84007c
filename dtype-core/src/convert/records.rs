//! Records of a view as a slice of a type, if nothing needs to be converted.

use super::same_layout;
use crate::error::{Error, Result};
use crate::record::Element;
use crate::view::RecordView;

impl<'a> RecordView<'a> {
    /// The records as a slice of `R`, without a copy: they have exactly the layout of `R`, and lie one right behind
    /// the other at an address where an `R` may lie. Looks at every record first unless all bytes are values of `R`.
    ///
    /// ```
    /// use dtype_core::{Element, Record, RecordView};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C, packed)]
    /// struct Event { time: u16, on: bool }
    ///
    /// let view = RecordView::new(&[1, 0, 1, 2, 0, 0], Event::DTYPE)?;
    /// assert_eq!(view.records::<Event>()?.len(), 2);
    ///
    /// let error = view.records::<[u8; 3]>().unwrap_err();
    /// assert_eq!(error.kind(), dtype_core::ErrorKind::Mismatch);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) with all that differs, if the layout is another one or there are
    /// several axes that are not one; [`Cast`](crate::ErrorKind::Cast) if a record is no value of `R`, or of the
    /// place: gaps between the records, or the address.
    pub fn records<R: Element>(&self) -> Result<&'a [R]> {
        same_layout(self.dtype(), R::DTYPE)?;
        let records = self.items().values::<R>()?;
        records.as_slice().ok_or_else(|| {
            let (size, stride) = (size_of::<R>(), records.stride());
            if records.len() > 1 && !usize::try_from(stride).is_ok_and(|stride| stride == size) {
                return Error::cast(format!("expected records every {size} bytes, found them every {stride} bytes"));
            }
            let needed = align_of::<R>();
            Error::cast(format!(
                "expected records at an address that is a multiple of {needed}, found another; load them, which copies, \
                 or declare the type `#[repr(C, packed)]`"
            ))
        })
    }
}
