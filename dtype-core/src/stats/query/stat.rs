//! What is asked of a column: a statistic by its name in NumPy.

use std::fmt;

use crate::dtype::{OwnedPath, Path};
use crate::stats::QuantileMethod;

/// A statistic of a column, to be asked of records together with others: by [`RecordView::stats`](crate::RecordView::stats),
/// [`npy::File::stats`](crate::npy::RowFile::stats), or of groups of records.
///
/// Results have the types that the methods of [`AnyColumn`](crate::AnyColumn) give, and the same bits. What a NaN does is
/// said there too; [`skip_nan`](Stat::skip_nan) asks as the `nan_` methods do.
///
/// ```
/// use dtype_core::{RecordView, Stat, Value};
///
/// let view = RecordView::new(&[3, 1, 4, 1], &"[('n', '|u1')]".parse()?)?;
/// let stats = view.stats([Stat::mean("n"), Stat::max("n"), Stat::quantile("n", 0.5)]).run()?;
/// assert_eq!(stats.value("n_mean")?, Some(&Value::Float64(2.25)));
/// assert_eq!(stats.value(1)?, Some(&Value::UInt(4)));
/// assert_eq!(stats.value("n_q0.5")?, Some(&Value::Float64(2.0)));
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Stat {
    pub(in crate::stats) what: What,
    /// Of which column. For the count of records it does not matter.
    pub(in crate::stats) path: OwnedPath,
    pub(in crate::stats) skip_nan: bool,
    pub(in crate::stats) name: Option<String>,
}

/// Which statistic.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::stats) enum What {
    Count,
    NanCount,
    Sum,
    SumExact,
    Product,
    Mean,
    Var(u64),
    Std(u64),
    Skew,
    Kurtosis,
    Min,
    Max,
    Ptp,
    ArgMin,
    ArgMax,
    Any,
    All,
    CountNonzero,
    First,
    Last,
    /// With these weights.
    WeightedMean(OwnedPath),
    Quantile(f64, QuantileMethod),
    Median,
    Mad,
}

impl What {
    /// What it is called in names of results, without what it takes.
    pub(in crate::stats) fn word(&self) -> &'static str {
        match self {
            What::Count => "count",
            What::NanCount => "nan_count",
            What::Sum => "sum",
            What::SumExact => "sum_exact",
            What::Product => "product",
            What::Mean => "mean",
            What::Var(_) => "var",
            What::Std(_) => "std",
            What::Skew => "skew",
            What::Kurtosis => "kurtosis",
            What::Min => "min",
            What::Max => "max",
            What::Ptp => "ptp",
            What::ArgMin => "argmin",
            What::ArgMax => "argmax",
            What::Any => "any",
            What::All => "all",
            What::CountNonzero => "count_nonzero",
            What::First => "first",
            What::Last => "last",
            What::WeightedMean(_) => "weighted_mean",
            What::Quantile(..) => "quantile",
            What::Median => "median",
            What::Mad => "mad",
        }
    }

    /// What it is called in messages.
    pub(in crate::stats) fn noun(&self) -> &'static str {
        match self {
            What::NanCount => "count of NaN",
            What::SumExact => "exact sum",
            What::Var(_) => "variance",
            What::Std(_) => "standard deviation",
            What::Skew => "skewness",
            What::Min => "minimum",
            What::Max => "maximum",
            What::ArgMin => "position of the minimum",
            What::ArgMax => "position of the maximum",
            What::Any | What::All | What::CountNonzero => "count of what is not zero",
            What::First => "first value",
            What::Last => "last value",
            What::WeightedMean(_) => "weighted mean",
            What::Mad => "median absolute deviation",
            other => other.word(),
        }
    }

    /// Does it take all values, and not a state of them?
    pub(in crate::stats) fn is_ranked(&self) -> bool {
        matches!(self, What::Quantile(..) | What::Median | What::Mad)
    }
}

/// Constructors that take a column and nothing else.
macro_rules! of_a_column {
    ($($(#[$doc:meta])* $name:ident => $what:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(path: impl Path) -> Stat {
                Stat::of(What::$what, &path)
            }
        )*
    };
}

/// Each is named after the method of [`AnyColumn`](crate::AnyColumn) that gives it alone. A path is one as in
/// [`RecordView::any_column`](crate::RecordView::any_column); the empty path `&[]` is the whole record.
impl Stat {
    /// How many records there are: a [`Value::UInt`](crate::Value::UInt), called `count`.
    pub fn count() -> Stat {
        Stat::of(What::Count, &[])
    }

    of_a_column! {
        /// How many elements are NaN, or NaT: a [`Value::UInt`](crate::Value::UInt).
        nan_count => NanCount;
        /// The sum.
        sum => Sum;
        /// The sum without any error, rounded once.
        sum_exact => SumExact;
        /// The product. An error if that of integers takes more than 128 bits.
        product => Product;
        /// The mean.
        mean => Mean;
        /// The skewness: a [`Value::Float64`](crate::Value::Float64).
        skew => Skew;
        /// The excess kurtosis: a [`Value::Float64`](crate::Value::Float64).
        kurtosis => Kurtosis;
        /// The least element.
        min => Min;
        /// The greatest element.
        max => Max;
        /// The greatest element less the least.
        ptp => Ptp;
        /// Position of the first least element among all elements, also of those outside of a group: a
        /// [`Value::UInt`](crate::Value::UInt).
        argmin => ArgMin;
        /// Position of the first greatest element, as [`argmin`](Stat::argmin).
        argmax => ArgMax;
        /// Whether an element is not zero.
        any => Any;
        /// Whether no element is zero.
        all => All;
        /// How many elements are not zero: a [`Value::UInt`](crate::Value::UInt).
        count_nonzero => CountNonzero;
        /// The first element.
        first => First;
        /// The last element.
        last => Last;
        /// The element in the middle, or the mean of the two there. Of records it takes further passes, of groups all
        /// their elements are held; of complex numbers all are held.
        median => Median;
        /// The median of the distances from the median. It takes what [`median`](Stat::median) takes.
        mad => Mad;
    }

    /// The variance, with `count - ddof` as divisor: a [`Value::Float64`](crate::Value::Float64).
    pub fn var(path: impl Path, ddof: usize) -> Stat {
        Stat::of(What::Var(crate::int::to_u64(ddof)), &path)
    }

    /// The standard deviation, the square root of [`var`](Stat::var).
    pub fn std(path: impl Path, ddof: usize) -> Stat {
        Stat::of(What::Std(crate::int::to_u64(ddof)), &path)
    }

    /// The sum of all elements times their weights, by the sum of the weights: a [`Value::Float64`](crate::Value::Float64),
    /// as `np.average` makes it of `f8`. A NaN on either side makes it NaN; without NaN are the pairs that have none.
    ///
    /// `None` of no elements, and where NumPy refuses to divide because the weights add up to zero.
    ///
    /// ```
    /// use dtype_core::{RecordView, Stat, Value};
    ///
    /// let view = RecordView::new(&[10, 1, 20, 3], &"[('price', '|u1'), ('size', '|u1')]".parse()?)?;
    /// let stats = view.stats([Stat::weighted_mean("price", "size")]).run()?;
    /// assert_eq!(stats.value(0)?, Some(&Value::Float64(17.5)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn weighted_mean(path: impl Path, weights: impl Path) -> Stat {
        Stat::of(What::WeightedMean(weights.owned()), &path)
    }

    /// A quantile, by NumPy's method `linear`. Of records it takes further passes, of groups all their elements are held.
    pub fn quantile(path: impl Path, q: f64) -> Stat {
        Stat::quantile_by(path, q, QuantileMethod::Linear)
    }

    /// A quantile, by another of NumPy's methods.
    pub fn quantile_by(path: impl Path, q: f64, method: QuantileMethod) -> Stat {
        Stat::of(What::Quantile(q, method), &path)
    }

    /// The same of the elements that are not NaN (NaT): what the `nan_` methods of [`AnyColumn`](crate::AnyColumn) give.
    ///
    /// ```
    /// use dtype_core::{RecordView, Stat, Value};
    ///
    /// let view = RecordView::of(&[1.0, f64::NAN, 3.0]);
    /// let stats = view.stats([Stat::mean(&[]).skip_nan(), Stat::count()]).run()?;
    /// assert_eq!(stats.value("nan_mean")?, Some(&Value::Float64(2.0)));
    /// assert_eq!(stats.value("count")?, Some(&Value::UInt(3)));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn skip_nan(self) -> Stat {
        Stat { skip_nan: true, ..self }
    }

    /// The same under another name among the results.
    pub fn named(self, name: impl Into<String>) -> Stat {
        Stat { name: Some(name.into()), ..self }
    }

    /// What it is called among the results: the column, an underscore, and what it is: `"price_mean"`, `"price_nan_max"`,
    /// `"price_q0.99"`, `"count"`; unless it was given a name.
    pub fn name(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let word = match self.what {
            What::Quantile(q, _) => format!("q{q}"),
            _ => self.what.word().to_owned(),
        };
        let skipped = if self.skip_nan && !matches!(self.what, What::Count) { "nan_" } else { "" };
        let column = self.path.shown();
        let line = if column.is_empty() { "" } else { "_" };
        format!("{column}{line}{skipped}{word}")
    }

    /// The column, for messages.
    #[cfg(test)]
    pub(in crate::stats) fn path_shown(&self) -> String {
        self.path.shown()
    }

    fn of(what: What, path: &impl Path) -> Stat {
        Stat { what, path: path.owned(), skip_nan: false, name: None }
    }
}

impl fmt::Debug for Stat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stat {}", self.name())
    }
}
