//! From records to their columns.

use std::fmt;
use std::ops::Range;

use super::{Column, ColumnMut};
use crate::record::{Element, FieldOf};
use crate::strided::{Split, Strided, StridedMut};

/// The columns of a slice of records.
///
/// ```
/// use dtype_core::{Columns, Record};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Trade { price: f64, size: u32 }
///
/// let mut trades = vec![Trade { price: 2.0, size: 3 }; 2];
/// assert_eq!(trades.column(Trade::FIELDS.size).to_vec(), [3, 3]);
///
/// // Several at once, to be written at the same time.
/// let (mut price, mut size) = trades.columns_mut((Trade::FIELDS.price, Trade::FIELDS.size))?;
/// price.set(0, 1.0);
/// size.set(1, 9);
/// assert_eq!((trades[0].price, trades[1].size), (1.0, 9));
/// # Ok::<(), dtype_core::OverlapError>(())
/// ```
pub trait Columns: sealed::Sealed {
    /// What the records are.
    type Record: Element;

    /// One field of all records.
    fn column<T: Element>(&self, field: FieldOf<Self::Record, T>) -> Column<'_, T>;

    /// One field of all records, to be written.
    fn column_mut<T: Element>(&mut self, field: FieldOf<Self::Record, T>) -> ColumnMut<'_, T>;

    /// Several fields of all records, to be written at the same time: a tuple of handles gives a tuple of
    /// columns, an array of handles of one type an array of columns.
    ///
    /// # Errors
    /// [`OverlapError`] if two of the fields share bytes.
    fn columns_mut<'a, F: FieldSet<'a, Self::Record>>(
        &'a mut self,
        fields: F,
    ) -> Result<F::Columns, OverlapError>;
}

mod sealed {
    pub trait Sealed {}
    impl<R: crate::Element> Sealed for [R] {}
}

impl<R: Element> Columns for [R] {
    type Record = R;

    fn column<T: Element>(&self, field: FieldOf<R, T>) -> Column<'_, T> {
        Column::new(Strided::field(self, field), field.offset())
    }

    fn column_mut<T: Element>(&mut self, field: FieldOf<R, T>) -> ColumnMut<'_, T> {
        ColumnMut::new(StridedMut::field(self, field), field.offset())
    }

    fn columns_mut<'a, F: FieldSet<'a, R>>(&'a mut self, fields: F) -> Result<F::Columns, OverlapError> {
        fields.columns(&mut Split::new(self))
    }
}

/// Two fields that were to be written at the same time share bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverlapError {
    /// The bytes of the one, from the start of the record.
    first: (usize, usize),
    /// The bytes of the other.
    second: (usize, usize),
}

impl OverlapError {
    fn of(first: &Range<usize>, second: &Range<usize>) -> Self {
        OverlapError { first: (first.start, first.end), second: (second.start, second.end) }
    }
}

impl fmt::Display for OverlapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = (self.first, self.second);
        write!(
            f,
            "expected fields that share no bytes, found bytes {}..{} and {}..{} of the record",
            first.0, first.1, second.0, second.1
        )
    }
}

impl std::error::Error for OverlapError {}

/// Handles of several fields of the record `R`.
pub trait FieldSet<'a, R: Element>: set::Sealed {
    /// The columns they lead to.
    type Columns;

    /// Takes them out of the records.
    #[doc(hidden)]
    fn columns(self, records: &mut Split<'a, R>) -> Result<Self::Columns, OverlapError>;
}

mod set {
    pub trait Sealed {}
    impl<R, T, const N: usize> Sealed for [crate::FieldOf<R, T>; N] {}
}

fn take<'a, R: Element, T: Element>(
    records: &mut Split<'a, R>,
    field: FieldOf<R, T>,
) -> Result<ColumnMut<'a, T>, OverlapError> {
    match records.take(field) {
        Ok(values) => Ok(ColumnMut::new(values, field.offset())),
        Err((taken, wanted)) => Err(OverlapError::of(&taken, &wanted)),
    }
}

impl<'a, R: Element, T: Element, const N: usize> FieldSet<'a, R> for [FieldOf<R, T>; N] {
    type Columns = [ColumnMut<'a, T>; N];

    fn columns(self, records: &mut Split<'a, R>) -> Result<Self::Columns, OverlapError> {
        let mut overlap = None;
        let columns = self.map(|field| match take(records, field) {
            Ok(column) => Some(column),
            Err(error) => {
                overlap.get_or_insert(error);
                None
            }
        });
        match overlap {
            None => Ok(columns.map(|column| column.expect("there was no overlap"))),
            Some(error) => Err(error),
        }
    }
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        impl<R, $($name),*> set::Sealed for ($(FieldOf<R, $name>,)*) {}

        impl<'a, R: Element, $($name: Element),*> FieldSet<'a, R> for ($(FieldOf<R, $name>,)*) {
            type Columns = ($(ColumnMut<'a, $name>,)*);

            #[allow(non_snake_case, reason = "a field is named as its type")]
            fn columns(self, records: &mut Split<'a, R>) -> Result<Self::Columns, OverlapError> {
                let ($($name,)*) = self;
                Ok(($(take(records, $name)?,)*))
            }
        }
    )*};
}

tuples! {
    (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H)
}
