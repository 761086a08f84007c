//! Records whose dtype is known only at run time.
//!
//! [`RecordView`] borrows them, [`RecordViewMut`] borrows them to be written, [`RecordArray`] owns them.
//! All give typed columns by path after a check, and [`AnyColumn`] without one.

mod any_array;
mod any_array_mut;
mod any_column;
mod array;
mod digits;
mod record_view;
mod record_view_mut;
mod value;

pub use any_array::AnyArrayView;
pub use any_array_mut::AnyArrayViewMut;
pub use any_column::AnyColumn;
pub use array::RecordArray;
pub(crate) use digits::{shortest_half, write_float};
pub use record_view::RecordView;
pub use record_view_mut::RecordViewMut;
pub use value::Value;

use crate::dtype::{DType, Located};
use crate::error::{Error, Result};
use crate::record::Element;

/// Whether a place holds values of `T`, one in each record.
///
/// # Errors
/// [`Mismatch`](crate::ErrorKind::Mismatch) with both dtypes, or if the path leads to many values.
fn check_type<T: Element>(place: &Located) -> Result<()> {
    if !place.dims.is_empty() {
        let axes: Vec<_> = place.dims.iter().map(|dim| dim.len).collect();
        let message = format!(
            "expected a path to one value in each record, found {axes:?} of them; \
             give an index, as in `levels[0].price`, or use `any_column`"
        );
        return Err(Error::mismatch(message));
    }
    check_dtype::<T>(&place.dtype)
}

/// Whether values of this dtype are values of `T`.
pub(crate) fn check_dtype<T: Element>(dtype: &DType) -> Result<()> {
    let expected = T::DTYPE;
    if dtype.same_layout(expected) {
        return Ok(());
    }
    let hint = match (expected.as_scalar(), dtype.as_scalar()) {
        (Some(ours), Some(theirs)) if ours.kind() == theirs.kind() => {
            "; read it as `Be<T>`, `Le<T>` or zerocopy's types, or use `any_column`"
        }
        _ => "",
    };
    Err(Error::mismatch(format!("expected dtype {expected}, found {dtype}{hint}")))
}
