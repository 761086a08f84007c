//! What can be asked of a column beside what a summary tells.

use dtype_core::{Path, Stat, Value};

use super::show::{Detail, shown, whole};
use crate::cells;
use crate::columns::label;
use crate::layout::Leaf;
use crate::numbers::grouped;

/// What is asked of a column.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Asked {
    Count,
    Nan,
    Mean,
    Std,
    Min,
    Quantile(f64),
    Max,
    Median,
    Sum,
    Skew,
    Kurtosis,
    Nonzero,
    First,
    Last,
    /// How many different values there are. It is no state of a few numbers, and counted apart.
    Distinct,
}

impl Asked {
    /// What it is called for programs, and in a table.
    pub(super) fn name(self) -> String {
        match self {
            Asked::Count => "count".to_owned(),
            Asked::Nan => "nan_count".to_owned(),
            Asked::Mean => "mean".to_owned(),
            Asked::Std => "std".to_owned(),
            Asked::Min => "min".to_owned(),
            Asked::Quantile(q) => format!("q{q}"),
            Asked::Max => "max".to_owned(),
            Asked::Median => "median".to_owned(),
            Asked::Sum => "sum".to_owned(),
            Asked::Skew => "skew".to_owned(),
            Asked::Kurtosis => "kurtosis".to_owned(),
            Asked::Nonzero => "nonzero".to_owned(),
            Asked::First => "first".to_owned(),
            Asked::Last => "last".to_owned(),
            Asked::Distinct => "distinct".to_owned(),
        }
    }

    /// The statistic of a column, as NumPy's function of its name has it: a NaN decides it.
    pub(super) fn of(self, path: impl Path) -> Option<Stat> {
        Some(match self {
            Asked::Count | Asked::Nan => Stat::nan_count(path),
            Asked::Mean => Stat::mean(path),
            Asked::Std => Stat::std(path, 0),
            Asked::Min => Stat::min(path),
            Asked::Quantile(q) => Stat::quantile(path, q),
            Asked::Max => Stat::max(path),
            Asked::Median => Stat::median(path),
            Asked::Sum => Stat::sum(path),
            Asked::Skew => Stat::skew(path),
            Asked::Kurtosis => Stat::kurtosis(path),
            Asked::Nonzero => Stat::count_nonzero(path),
            Asked::First => Stat::first(path),
            Asked::Last => Stat::last(path),
            Asked::Distinct => return None,
        })
    }

    /// The statistic of a leaf, NaN left out. A path with an index in it is read, the names of others are taken as they are.
    pub(super) fn of_leaf(self, leaf: &Leaf) -> Option<Stat> {
        let stat = if leaf.path.iter().any(|name| name.starts_with('[')) {
            self.of(label(&leaf.path))
        } else {
            self.of(&leaf.path[..])
        };
        stat.map(Stat::skip_nan)
    }

    /// Does it take the values in their order, and not a state of them?
    pub(super) fn is_ranked(self) -> bool {
        matches!(self, Asked::Quantile(_) | Asked::Median)
    }

    /// Its value in a table.
    pub(super) fn cell(self, value: &Value, detail: Option<Detail>) -> String {
        match (self, value) {
            _ if detail.is_none() => cells::value(value),
            (Asked::Min | Asked::Max | Asked::First | Asked::Last, _) => whole(value, detail),
            (Asked::Count | Asked::Nan | Asked::Nonzero | Asked::Distinct, _) => grouped(value),
            (Asked::Sum, Value::Int128(sum)) => grouped(sum),
            _ => shown(value, detail),
        }
    }
}
