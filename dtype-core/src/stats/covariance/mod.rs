//! Covariances and correlations of any columns of records, in one trip over these.

mod block;
mod matrix;
mod moments;
mod records;
#[cfg(feature = "serde")]
mod serde;

pub use matrix::Matrix;
pub(crate) use records::of_records;

use std::fmt;

use super::kind::Class;
use super::source::{self, Cut};
use crate::dtype::{DType, OwnedPath, Path};
use crate::error::{Error, Result};
use crate::int;
use crate::lanes::Format;
use crate::view::RecordView;
use block::{Part, State};
use moments::place;

/// The covariances of some columns on their way: records are inserted, states of other records combined.
///
/// Every block of records has its own centres, and what is joined is kept in twice the digits, so that covariances are as
/// exact far from zero as near it. Their bits depend on the records and their order only, as those of all statistics do. A part that
/// is combined gives the bits of the whole if it [starts](Covariance::starting_at) at a multiple of 65,536 records, where the
/// state before it ends. With the feature `serde` it can be written and read.
///
/// ```
/// use dtype_core::{Covariance, DType, RecordView};
///
/// let dtype: DType = "[('x', '|u1'), ('y', '|i1')]".parse()?;
/// let mut first = Covariance::new(&dtype, ["x", "y"])?;
/// first.insert(&RecordView::new(&[1, 2, 2, 4], &dtype)?)?;
/// let mut second = Covariance::new(&dtype, ["x", "y"])?;
/// second.insert(&RecordView::new(&[3, 0], &dtype)?)?;
/// first.combine(second)?;
///
/// let moments = first.finish();
/// assert_eq!((moments.count(0, 1), moments.mean(0)), (3, Some(2.0)));
/// assert_eq!(moments.covariance(1).row(0), [1.0, -1.0]);
/// assert_eq!(moments.correlation()[(0, 1)], -0.5);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Covariance {
    dtype: DType,
    columns: Vec<Column>,
    policy: Policy,
    state: State,
}

/// What the records of a [`Covariance`] amount to.
#[derive(Clone, Debug)]
pub struct Comoments {
    names: Vec<String>,
    part: Part,
}

/// What is done about NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Policy {
    Propagate,
    Pairwise,
}

/// One of the columns: real numbers, one in each record.
#[derive(Clone, Debug)]
struct Column {
    path: OwnedPath,
    class: Class,
    format: Format,
}

impl Covariance {
    /// Of some columns of records of this dtype, and no records yet. A NaN (or an infinity) in a column makes NaN of all
    /// that it is part of, as in `np.cov`.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field, or it holds more than one element in each record;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if these are no real numbers: text, times, complex numbers, records.
    pub fn new<P: Path>(dtype: &DType, columns: impl IntoIterator<Item = P>) -> Result<Covariance> {
        let columns: Vec<Column> =
            columns.into_iter().map(|path| Column::find(path, dtype)).collect::<Result<_>>()?;
        let state = State::new(&columns, Policy::Propagate, 0);
        Ok(Covariance { dtype: dtype.clone(), columns, policy: Policy::Propagate, state })
    }

    /// The same, where for each two columns those records count in which both are not NaN: what pandas' `DataFrame.cov` and
    /// `DataFrame.corr` do.
    ///
    /// ```
    /// use dtype_core::{Covariance, RecordView};
    ///
    /// let records = [[1.0, 2.0], [f64::NAN, 9.0], [3.0, 4.0]];
    /// let view = RecordView::of(&records);
    /// let mut state = Covariance::new(view.dtype(), ["[0]", "[1]"])?.skipping_nan();
    /// state.insert(&view)?;
    /// let moments = state.finish();
    /// assert_eq!((moments.count(0, 0), moments.count(0, 1), moments.count(1, 1)), (2, 2, 3));
    /// assert_eq!(moments.covariance(1)[(0, 1)], 2.0);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Panics
    /// If records were inserted already.
    #[must_use]
    pub fn skipping_nan(self) -> Covariance {
        self.anew(Policy::Pairwise, None)
    }

    /// The same, where the first record is number `record` of a whole of which other parts are worked out elsewhere.
    ///
    /// # Panics
    /// If records were inserted already.
    #[must_use]
    pub fn starting_at(self, record: u64) -> Covariance {
        let policy = self.policy;
        self.anew(policy, Some(record))
    }

    /// Inserts the next records.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if they are of another dtype.
    pub fn insert(&mut self, records: &RecordView<'_>) -> Result<()> {
        if records.dtype() != &self.dtype {
            let message = format!("expected records of dtype {}, found {}", self.dtype, records.dtype());
            return Err(Error::mismatch(message));
        }
        let (columns, policy, at) = (&self.columns, self.policy, self.state.at);
        source::insert(
            records,
            &mut self.state,
            at,
            Cut::RANGE,
            |at| State::new(columns, policy, at),
            |state, records, range| state.insert(columns, records, range),
            State::append,
        );
        Ok(())
    }

    /// Adds the state of records that come after these.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if it is one of other columns, or does otherwise about NaN.
    pub fn combine(&mut self, later: Covariance) -> Result<()> {
        if (self.names(), self.policy) != (later.names(), later.policy) {
            let shown = |state: &Covariance| {
                let nan = if state.policy == Policy::Pairwise { ", skipping NaN" } else { "" };
                format!("columns {:?}{nan}", state.names())
            };
            return Err(Error::mismatch(format!("expected {}, found {}", shown(self), shown(&later))));
        }
        // Names with dots may be shown as the names of others are. Of another dtype the same columns lie elsewhere.
        if self.dtype == later.dtype {
            for (column, other) in self.columns.iter().zip(&later.columns) {
                let [expected, found] = [column, other].map(|column| column.path.locate(&self.dtype));
                let (expected, found) = (expected?.offset(), found?.offset());
                if expected != found {
                    let name = other.path.shown();
                    return Err(Error::mismatch(format!(
                        "expected the column at byte {expected}, found '{name}' at byte {found}"
                    )));
                }
            }
        }
        self.state.append(later.state);
        Ok(())
    }

    /// What all that was inserted amounts to.
    pub fn finish(self) -> Comoments {
        Comoments { names: self.names(), part: self.state.finish() }
    }

    fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.path.shown()).collect()
    }

    fn anew(self, policy: Policy, at: Option<u64>) -> Covariance {
        let start = self.state.clone().finish();
        assert!(start.is_empty(), "expected a state of no records");
        let at = at.unwrap_or(self.state.at);
        let state = State::new(&self.columns, policy, at);
        Covariance { policy, state, ..self }
    }
}

impl Comoments {
    /// How many records count for two columns: all of them, or those in which neither is NaN.
    ///
    /// # Panics
    /// If there are no such columns.
    pub fn count(&self, i: usize, j: usize) -> u64 {
        match &self.part {
            Part::Together(all) => all.count,
            Part::Pairwise(twos) => twos[self.place(i, j)].count,
        }
    }

    /// The mean of a column; `None` of no records.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn mean(&self, i: usize) -> Option<f64> {
        let mean = match &self.part {
            Part::Together(all) => all.means.get(i).copied(),
            Part::Pairwise(twos) => Some(twos[self.place(i, i)].means[0]),
        };
        mean.filter(|_| self.count(i, i) > 0).map(|mean| mean.value())
    }

    /// The covariances: sums of the products of deviations, divided by the number of records less `ddof`. NaN where that is not
    /// positive, where NumPy warns and divides by zero. Variances are on the diagonal.
    pub fn covariance(&self, ddof: usize) -> Matrix {
        Matrix::of(&self.names, |i, j| {
            let divisor = self.count(i, j).checked_sub(int::to_u64(ddof)).filter(|&divisor| divisor > 0);
            divisor.map_or(f64::NAN, |divisor| self.sums(i, j)[2] / divisor as f64)
        })
    }

    /// The correlations, Pearson's: in [-1, 1], and 1 on the diagonal. NaN where a column is constant, or there are fewer than
    /// two records.
    pub fn correlation(&self) -> Matrix {
        Matrix::of(&self.names, |i, j| {
            let [square, other, product] = self.sums(i, j);
            // A square root each only where the product of the squares is out of range: of both it is more exact.
            let both = square * other;
            let correlation = if i == j && square.is_finite() && square > 0.0 {
                1.0
            } else if both.is_normal() {
                product / both.sqrt()
            } else {
                product / square.sqrt() / other.sqrt()
            };
            correlation.clamp(-1.0, 1.0)
        })
    }

    /// The sums of squares of both columns, and of products.
    fn sums(&self, i: usize, j: usize) -> [f64; 3] {
        match &self.part {
            Part::Together(all) => {
                let sum = |i, j| all.products.get(self.place(i, j)).map_or(0.0, |sum| sum.value());
                [sum(i, i), sum(j, j), sum(i, j)]
            }
            Part::Pairwise(twos) => {
                let two = &twos[self.place(i, j)];
                [two.squares[0].value(), two.squares[1].value(), two.product.value()]
            }
        }
    }

    fn place(&self, i: usize, j: usize) -> usize {
        assert!(i.max(j) < self.names.len(), "columns {i} and {j} of {}", self.names.len());
        place(self.names.len(), i.min(j), i.max(j))
    }
}

impl Column {
    /// # Errors
    /// If there is no such field, or it is not one real number in each record.
    fn find(path: impl Path, dtype: &DType) -> Result<Column> {
        let shown = path.shown();
        let path = path.owned();
        let place = path.locate(dtype)?;
        let (base, shape) = place.dtype.flattened();
        let in_field = |error: Error| if shown.is_empty() { error } else { error.in_field(&shown) };
        if !shape.is_empty() || !place.dims.is_empty() {
            let message =
                "expected one number in each record, found a sub-array; name one of its elements, as 'x[0]'";
            return Err(in_field(Error::mismatch(message)));
        }
        let scalar = base.as_scalar();
        let found = scalar.and_then(Class::of);
        let is_real =
            |class| matches!(class, Class::Floats | Class::Narrow | Class::Signed | Class::Unsigned);
        match found.filter(|&(class, _)| is_real(class)) {
            Some((class, format)) => Ok(Column { path, class, format }),
            None => Err(in_field(super::any::undefined("covariance", scalar))),
        }
    }
}

impl fmt::Debug for Covariance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Covariance of {:?} of {} records", self.names(), self.state.at)
    }
}

#[cfg(test)]
mod tests;
