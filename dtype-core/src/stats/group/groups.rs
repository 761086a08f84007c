//! Groups of records: a small table of keys and statistics.

use std::fmt;

use super::keys::Keys;
use super::records;
use super::table::Table;
use crate::dtype::Scalar;
use crate::error::Result;
use crate::stats::query::{Plan, StatSelect, StatValues};
use crate::view::{RecordArray, Value};

/// Groups of records that have equal keys: their keys, and the statistics of each.
///
/// They are in the order of their keys, the first one most significant, as NumPy's `unique` and pandas' `groupby` have
/// them: text by bytes or code points, NaN and NaT last.
///
/// ```
/// use dtype_core::{RecordView, Stat, Value};
///
/// let dtype = "[('venue', 'S4'), ('size', '|u1')]".parse()?;
/// let view = RecordView::new(b"XNYS\x05ARCX\x03XNYS\x07", &dtype)?;
/// let groups = view.group_by(["venue"]).stats([Stat::mean("size"), Stat::count()]).run()?;
/// assert_eq!(groups.len(), 2);
/// assert_eq!(groups.key(0), [Value::Bytes(b"ARCX".to_vec())]);
/// assert_eq!(groups.column("size_mean")?[1], Some(Value::Float64(6.0)));
/// assert_eq!(groups.to_records()?.dtype().to_string(), "[('venue', '|S4'), ('size_mean', '<f8'), ('count', '<i8')]");
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Groups {
    key_names: Vec<String>,
    names: Vec<String>,
    /// Group by group.
    keys: Vec<Value>,
    missing: Vec<bool>,
    firsts: Vec<u64>,
    /// Statistic by statistic.
    columns: Vec<Vec<Option<Value>>>,
    key_scalars: Vec<Scalar>,
    scalars: Vec<Scalar>,
}

impl Groups {
    pub(super) fn of(keys: &Keys, plan: &Plan, table: &Table, start: u64) -> Result<Groups> {
        let mut order: Vec<usize> = (0..table.len()).collect();
        order.sort_unstable_by(|&a, &b| table.index.key(a).cmp(table.index.key(b)));
        let mut columns: Vec<Vec<_>> = plan.stats.iter().map(|_| Vec::with_capacity(order.len())).collect();
        for &group in &order {
            let answers = plan.answers(&table.columns, group, table.counts[group], start)?;
            columns.iter_mut().zip(answers).for_each(|(column, answer)| column.push(answer));
        }
        let scalars = plan.stats.iter().enumerate();
        Ok(Groups {
            key_names: keys.keys.iter().map(super::Key::name).collect(),
            names: plan.names(),
            keys: order.iter().flat_map(|&group| keys.values(table.index.key(group))).collect(),
            missing: order.iter().map(|&group| keys.is_missing(table.index.key(group))).collect(),
            firsts: order.iter().map(|&group| table.firsts[group].saturating_add(start)).collect(),
            columns,
            key_scalars: keys.scalars().collect(),
            scalars: scalars.map(|(i, stat)| records::scalar_of(stat, plan.scalar(i))).collect(),
        })
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.firsts.len()
    }

    /// Whether there is none, because there were no records.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The key of a group: a value for each column that was grouped by.
    ///
    /// # Panics
    /// If there is no group of that number.
    pub fn key(&self, group: usize) -> &[Value] {
        assert!(group < self.len(), "group {group} of {}", self.len());
        let width = self.key_names.len();
        &self.keys[group * width..(group + 1) * width]
    }

    /// The keys of all groups.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &[Value]> {
        self.keys.chunks(self.key_names.len())
    }

    /// A statistic of all groups, by its position or its name; `None` where there is nothing to make it of.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if it was not asked for.
    pub fn column(&self, stat: impl StatSelect) -> Result<&[Option<Value>]> {
        Ok(&self.columns[stat.find(&self.names)?])
    }

    /// All statistics of a group.
    ///
    /// # Panics
    /// If there is no group of that number.
    pub fn values(&self, group: usize) -> StatValues {
        let values = self.columns.iter().map(|column| column[group].clone()).collect();
        StatValues { names: self.names.clone(), values }
    }

    /// What the keys are called: as the columns that were grouped by.
    pub fn key_names(&self) -> &[String] {
        &self.key_names
    }

    /// What the statistics are called.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The position of the first record of every group.
    pub fn first(&self) -> &[u64] {
        &self.firsts
    }

    /// The groups in the order in which their first records came: pandas' `sort=False`, Polars' `maintain_order`.
    ///
    /// ```
    /// use dtype_core::{Key, RecordView, Stat};
    ///
    /// let groups = RecordView::of(&[3, 1, 3]).group_by([Key::new(&[])]).stats([Stat::count()]).run()?;
    /// assert_eq!((groups.key(0)[0].to_string(), groups.first()), ("1".to_owned(), &[1, 0][..]));
    /// let groups = groups.in_order_of_appearance();
    /// assert_eq!((groups.key(0)[0].to_string(), groups.first()), ("3".to_owned(), &[0, 1][..]));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn in_order_of_appearance(self) -> Groups {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_unstable_by_key(|&group| self.firsts[group]);
        self.chosen(&order)
    }

    /// Without the groups that have a NaN or NaT in their key, as pandas leaves them out.
    pub fn without_missing(self) -> Groups {
        let order: Vec<usize> = (0..self.len()).filter(|&group| !self.missing[group]).collect();
        self.chosen(&order)
    }

    /// The same as records, a field for each key and each statistic: to be saved, converted, or written as text.
    ///
    /// Counts, positions and sums of integers are `<i8`, or `<u8` of unsigned ones, as NumPy has them; everything else is
    /// what the values are. Where there is no value it is NaN, NaT, or as a position -1.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if a sum of integers does not fit 64 bits, or an integer is not there.
    pub fn to_records(&self) -> Result<RecordArray> {
        let names = self.key_names.iter().chain(&self.names).map(String::as_str);
        let scalars = self.key_scalars.iter().chain(&self.scalars).copied();
        let width = self.key_names.len();
        records::array(names.zip(scalars), self.len(), |field, group| match field.checked_sub(width) {
            None => Some(&self.keys[group * width + field]),
            Some(stat) => self.columns[stat][group].as_ref(),
        })
    }

    fn chosen(self, order: &[usize]) -> Groups {
        let column = |column: Vec<Option<Value>>| order.iter().map(|&group| column[group].clone()).collect();
        Groups {
            keys: order.iter().flat_map(|&group| self.key(group).to_vec()).collect(),
            missing: order.iter().map(|&group| self.missing[group]).collect(),
            firsts: order.iter().map(|&group| self.firsts[group]).collect(),
            columns: self.columns.into_iter().map(column).collect(),
            ..self
        }
    }
}

/// As a table, without an end to its lines or their number.
impl fmt::Display for Groups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads: Vec<String> = self.key_names.iter().chain(&self.names).cloned().collect();
        let line = |group: usize| {
            let keys = self.key(group).iter().map(Value::to_string);
            let shown = |column: &Vec<Option<Value>>| {
                column[group].as_ref().map_or_else(|| "-".to_owned(), Value::to_string)
            };
            keys.chain(self.columns.iter().map(shown)).collect()
        };
        let lines: Vec<Vec<String>> = std::iter::once(heads).chain((0..self.len()).map(line)).collect();
        let columns = self.key_names.len() + self.names.len();
        let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for line in &lines {
            let cells = line.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
            writeln!(f, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Groups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} groups by {:?} of {:?}", self.len(), self.key_names, self.names)
    }
}
