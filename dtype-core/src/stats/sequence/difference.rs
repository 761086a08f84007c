//! Differences between neighbours.

use super::results::{self, Form, Sink};
use crate::column::Column;
use crate::dtype::ScalarKind;
use crate::error::{Error, Result};
use crate::lanes::{self, BLOCK};
use crate::stats::kind::Class;
use crate::stats::lane::Lane;
use crate::stats::number::Ordered;
use crate::stats::reduce::Numbers;
use crate::view::{AnyColumn, RecordArray};

/// The kind of differences of a kind.
fn kind_of(kind: ScalarKind) -> ScalarKind {
    match kind {
        ScalarKind::DateTime64(step) => ScalarKind::TimeDelta64(step),
        kind => kind,
    }
}

impl Numbers<'_> {
    /// Hands the differences of order `n` within rows of a length to `put`.
    fn differences(&self, kind: ScalarKind, n: usize, row: usize, put: Sink<'_>) {
        /// Differences of integers of up to 32 bits, which wrap around in their type.
        macro_rules! wrapping {
            ($($kind:ident: $type:ty),+) => {
                match kind {
                    ScalarKind::Bool => self.rows(n, row, put, |a: f64, b| f64::from(u8::from(a != b))),
                    ScalarKind::Float16 => self.rows(n, row, put, |a, b| lanes::half_to_f64(lanes::f64_to_half(a - b))),
                    ScalarKind::Float32 => self.rows(n, row, put, |a, b| f64::from((a - b) as f32)),
                    $(ScalarKind::$kind => self.rows(n, row, put, |a, b| f64::from((a - b) as i64 as $type)),)+
                    _ => self.rows(n, row, put, |a: f64, b| a - b),
                }
            };
        }
        match self.class() {
            Class::Floats | Class::Narrow => {
                wrapping!(Int8: i8, Int16: i16, Int32: i32, UInt8: u8, UInt16: u16, UInt32: u32)
            }
            // Unsigned ones are moved by as much, and what they were moved by goes.
            Class::Signed | Class::Unsigned => self.rows(n, row, put, i64::wrapping_sub),
            Class::TimeDeltas | Class::DateTimes => self.rows(n, row, put, |a: i64, b| {
                if a.is_nan() || b.is_nan() { i64::MIN } else { a.checked_sub(b).unwrap_or(i64::MIN) }
            }),
            Class::Complex if kind == ScalarKind::Complex64 => self.rows(n, row, put, |a: [f64; 2], b| {
                [f64::from((a[0] - b[0]) as f32), f64::from((a[1] - b[1]) as f32)]
            }),
            Class::Complex => self.rows(n, row, put, |a: [f64; 2], b| [a[0] - b[0], a[1] - b[1]]),
        }
    }

    /// The same, where `minus` takes an earlier number from a later one. Every order keeps the last number of the one below it.
    fn rows<L: Lane + Form>(&self, n: usize, row: usize, put: Sink<'_>, minus: impl Fn(L, L) -> L) {
        if n >= row {
            return;
        }
        let mut numbers = self.bytes().gather(self.format());
        let mut last: Vec<Option<L>> = vec![None; n];
        // One place before the block for the number that came before it.
        let mut room = [L::default(); BLOCK + 1];
        while numbers.left() > 0 {
            last.fill(None);
            let mut left = row;
            while left > 0 {
                let mut len = left.min(BLOCK);
                left -= len;
                numbers.fill(&mut room[1..=len]);
                for last in &mut last {
                    if len == 0 {
                        break;
                    }
                    match last.replace(room[len]) {
                        Some(before) => room[0] = before,
                        // The first number of a row has none before it.
                        None => {
                            room.copy_within(1..=len, 0);
                            len -= 1;
                        }
                    }
                    for i in (1..=len).rev() {
                        room[i] = minus(room[i], room[i - 1]);
                    }
                }
                put(L::results(&room[1..=len]));
            }
        }
    }
}

impl AnyColumn<'_> {
    /// What lies between neighbours along the last axis, `n` times over, as `np.diff(a, n)`: a column with one element in
    /// each record becomes shorter by `n`. Integers wrap around in their type, as NumPy's do; of booleans it is whether they
    /// differ, of datetimes a timedelta, NaT if it is out of range.
    ///
    /// ```
    /// use dtype_core::RecordView;
    ///
    /// let view = RecordView::new(&[1, 4, 9, 16], &"|u1".parse()?)?;
    /// let column = view.any_column([])?;
    /// assert_eq!(column.diff(1)?.as_bytes(), [3, 5, 7]);
    /// assert_eq!(column.diff(2)?.as_bytes(), [2, 2]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) of text, records and long doubles;
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if `n` is zero, or there is no axis.
    pub fn diff(&self, n: usize) -> Result<RecordArray> {
        let (numbers, kind) = self.numbers_of("differences")?;
        let mut shape = self.shape();
        let (Some(row), true) = (shape.last_mut(), n > 0) else {
            return Err(Error::mismatch(format!(
                "expected differences of order 1 or more along an axis, found order {n} of shape {shape:?}"
            )));
        };
        let len = *row;
        *row = len.saturating_sub(n);
        results::array(kind_of(kind), &shape, |put| {
            numbers.differences(kind, n, len, put);
            Ok(())
        })
    }
}

impl<T: Ordered> Column<'_, T> {
    /// What lies between neighbours, `n` times over, as `np.diff(a, n)`: as many values less `n`. Integers wrap around in their type, as
    /// NumPy's do; of booleans it is whether they differ, of points in time a span, NaT if it is out of range.
    ///
    /// ```
    /// use dtype_core::{Columns, DateTime64, Record, Second};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Tick { time: DateTime64<Second>, n: u8 }
    ///
    /// let ticks = [(60, 5), (90, 3)].map(|(time, n)| Tick { time: DateTime64::from_count(time), n });
    /// assert_eq!(ticks.column(Tick::FIELDS.time).diff(1)[0].count(), 30);
    /// assert_eq!(ticks.column(Tick::FIELDS.n).diff(1), [254]);
    /// ```
    ///
    /// # Panics
    /// If `n` is zero.
    pub fn diff(&self, n: usize) -> Vec<T::Difference> {
        assert!(n > 0, "expected differences of order 1 or more, found order 0");
        let kind = T::DTYPE.as_scalar().map(|scalar| scalar.kind());
        let (Some(kind), Ok(numbers)) = (kind, self.numbers()) else { return Vec::new() };
        let count = self.len().saturating_sub(n);
        let differences = results::values(kind_of(kind), count, |put| {
            numbers.differences(kind, n, self.len(), put);
            Ok(())
        });
        differences.unwrap_or_default()
    }
}
