//! The first and the last element, and those that are not NaN.

use super::any::value;
use super::kind::{
    Class, Complex, DateTimes, Floats, Kind, Nan, Narrow, Outcome, Signed, TimeDeltas, Unsigned,
};
use super::lane::Lane;
use super::number::Ordered;
use super::number::sealed::FromOutcome;
use super::reduce::{Numbers, by_class};
use crate::column::Column;
use crate::error::Result;
use crate::lanes::BLOCK;
use crate::view::{AnyColumn, Value};

/// Which end.
#[derive(Clone, Copy, PartialEq)]
enum End {
    First,
    Last,
}

impl Numbers<'_> {
    /// The element that is nearest to an end.
    fn end(&self, end: End, nan: Nan) -> Option<Outcome> {
        fn nearest<K: Kind>(numbers: &Numbers<'_>, end: End, nan: Nan) -> Option<Outcome> {
            let count = numbers.bytes().count();
            let mut room = [K::Lane::default(); BLOCK];
            // One element as a rule, and blocks where there is NaN.
            let (mut done, mut step) = (0, 1);
            while done < count {
                let len = step.min(count - done);
                let first = if end == End::First { done } else { count - done - len };
                let mut gather = numbers.bytes().gather(numbers.format());
                gather.skip(first);
                let block = gather.next(len, &mut room);
                let wanted = |x: &&K::Lane| nan == Nan::Propagate || !K::NAN || !x.is_nan();
                let found = match end {
                    End::First => block.iter().find(wanted),
                    End::Last => block.iter().rfind(wanted),
                };
                if let Some(&found) = found {
                    return Some(K::outcome(found));
                }
                (done, step) = (done + len, BLOCK);
            }
            None
        }
        by_class!(self.class(), nearest(self, end, nan), Floats, Narrow, Signed, Unsigned, Complex, TimeDeltas, DateTimes;)
    }
}

/// Ends, of all elements in C order.
impl AnyColumn<'_> {
    /// The first element; `None` of no elements.
    ///
    /// ```
    /// use dtype_core::{RecordView, Value};
    ///
    /// let view = RecordView::of(&[f32::NAN, 2.0, 3.0]);
    /// let column = view.any_column([])?;
    /// assert_eq!((column.nan_first(), column.last()), (Some(Value::Float32(2.0)), Some(Value::Float32(3.0))));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn first(&self) -> Option<Value> {
        self.element(0)
    }

    /// The last element; `None` of no elements.
    pub fn last(&self) -> Option<Value> {
        self.element(self.size().checked_sub(1)?)
    }

    /// The first element that is not NaN (NaT); `None` if there is none. Text and opaque bytes never are NaN.
    pub fn nan_first(&self) -> Option<Value> {
        self.end(End::First).unwrap_or_else(|_| self.first())
    }

    /// The last element that is not NaN (NaT); `None` if there is none.
    pub fn nan_last(&self) -> Option<Value> {
        self.end(End::Last).unwrap_or_else(|_| self.last())
    }

    fn end(&self, end: End) -> Result<Option<Value>> {
        let (numbers, kind) = self.numbers_of("end")?;
        Ok(numbers.end(end, Nan::Skip).map(|outcome| value(outcome, kind)))
    }
}

impl<T: Ordered> Column<'_, T> {
    /// The first value; `None` of no values.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::of(&[f64::NAN, 2.0, 3.0]);
    /// let column = view.column::<f64>([])?;
    /// assert!(column.first().unwrap().is_nan());
    /// assert_eq!((column.nan_first(), column.last()), (Some(2.0), Some(3.0)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn first(&self) -> Option<T::Native> {
        self.end(End::First, Nan::Propagate)
    }

    /// The last value; `None` of no values.
    pub fn last(&self) -> Option<T::Native> {
        self.end(End::Last, Nan::Propagate)
    }

    /// The first value that is not NaN (NaT); `None` if there is none.
    pub fn nan_first(&self) -> Option<T::Native> {
        self.end(End::First, Nan::Skip)
    }

    /// The last value that is not NaN (NaT); `None` if there is none.
    pub fn nan_last(&self) -> Option<T::Native> {
        self.end(End::Last, Nan::Skip)
    }

    fn end(&self, end: End, nan: Nan) -> Option<T::Native> {
        self.numbers().ok()?.end(end, nan).map(T::Native::from_outcome)
    }
}
