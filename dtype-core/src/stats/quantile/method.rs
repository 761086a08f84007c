//! Where a quantile lies among sorted values: NumPy's thirteen methods.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// How a quantile is made of the values beside it: NumPy's thirteen methods, by NumPy's names. The first nine are those
/// of Hyndman and Fan (1996).
///
/// ```
/// use dtype_core::QuantileMethod;
///
/// assert_eq!("median_unbiased".parse::<QuantileMethod>()?, QuantileMethod::MedianUnbiased);
/// assert_eq!(QuantileMethod::default().to_string(), "linear");
/// assert!("cubic".parse::<QuantileMethod>().is_err());
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QuantileMethod {
    /// The inverse of the empirical distribution function: always one of the values.
    InvertedCdf,
    /// The same, averaged where that has a step.
    AveragedInvertedCdf,
    /// The value nearest to the place, the even one if two are.
    ClosestObservation,
    /// Along the empirical distribution function, made linear.
    InterpolatedInvertedCdf,
    /// Piecewise linear, with the knots in the middles of the steps.
    Hazen,
    /// Between the expected places of the values.
    Weibull,
    /// Between the values, the first of which is the quantile 0 and the last 1: NumPy's default.
    #[default]
    Linear,
    /// Between the approximate medians of the places: the one that Hyndman and Fan recommend.
    MedianUnbiased,
    /// Nearly unbiased of values that are normally distributed.
    NormalUnbiased,
    /// The value before the place of `Linear`.
    Lower,
    /// The value behind it.
    Higher,
    /// The middle of these two.
    Midpoint,
    /// The nearer of these two, the even one if both are.
    Nearest,
}

/// Where a quantile lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// It is the value of a rank.
    At(u64),
    /// It is between the values of two ranks: the part `gamma` of the way.
    Between { low: u64, high: u64, gamma: f64 },
}

impl QuantileMethod {
    /// All of them, in NumPy's order.
    pub const ALL: [QuantileMethod; 13] = [
        QuantileMethod::InvertedCdf,
        QuantileMethod::AveragedInvertedCdf,
        QuantileMethod::ClosestObservation,
        QuantileMethod::InterpolatedInvertedCdf,
        QuantileMethod::Hazen,
        QuantileMethod::Weibull,
        QuantileMethod::Linear,
        QuantileMethod::MedianUnbiased,
        QuantileMethod::NormalUnbiased,
        QuantileMethod::Lower,
        QuantileMethod::Higher,
        QuantileMethod::Midpoint,
        QuantileMethod::Nearest,
    ];

    /// NumPy's name of it.
    pub fn name(self) -> &'static str {
        match self {
            QuantileMethod::InvertedCdf => "inverted_cdf",
            QuantileMethod::AveragedInvertedCdf => "averaged_inverted_cdf",
            QuantileMethod::ClosestObservation => "closest_observation",
            QuantileMethod::InterpolatedInvertedCdf => "interpolated_inverted_cdf",
            QuantileMethod::Hazen => "hazen",
            QuantileMethod::Weibull => "weibull",
            QuantileMethod::Linear => "linear",
            QuantileMethod::MedianUnbiased => "median_unbiased",
            QuantileMethod::NormalUnbiased => "normal_unbiased",
            QuantileMethod::Lower => "lower",
            QuantileMethod::Higher => "higher",
            QuantileMethod::Midpoint => "midpoint",
            QuantileMethod::Nearest => "nearest",
        }
    }

    /// Is every quantile one of the values?
    pub(in crate::stats) fn is_discrete(self) -> bool {
        use QuantileMethod::*;
        matches!(self, InvertedCdf | ClosestObservation | Lower | Higher | Nearest)
    }

    /// Where the quantile `q` of `count` values lies. The operations are NumPy's, one by one, so that rounding is the same.
    /// There is at least one value, and `q` is in [0, 1].
    pub(super) fn place(self, count: u64, q: f64) -> Place {
        use QuantileMethod::*;
        let (n, last) = (count as f64, (count - 1) as f64);
        let along = last * q;
        let with = |alpha: f64, beta: f64| n * q + (alpha + q * (1.0 - alpha - beta)) - 1.0;
        match self {
            InvertedCdf => stepped(n * q - 1.0, count, |gamma, _| gamma == 0.0),
            ClosestObservation => {
                stepped(n * q - 1.0 - 0.5, count, |gamma, index| gamma == 0.0 && index.floor() % 2.0 == 1.0)
            }
            Lower => at(along.floor(), count),
            Higher => at(along.ceil(), count),
            Nearest => at(along.round_ties_even(), count),
            AveragedInvertedCdf => {
                between(n * q - 1.0, count, |gamma, _| if gamma == 0.0 { 0.5 } else { 1.0 })
            }
            Midpoint => {
                let index = 0.5 * (along.floor() + along.ceil());
                between(index, count, |_, index| if index % 1.0 == 0.0 { 0.0 } else { 0.5 })
            }
            InterpolatedInvertedCdf => between(with(0.0, 1.0), count, |gamma, _| gamma),
            Hazen => between(with(0.5, 0.5), count, |gamma, _| gamma),
            Weibull => between(with(0.0, 0.0), count, |gamma, _| gamma),
            Linear => between(along, count, |gamma, _| gamma),
            MedianUnbiased => between(with(1.0 / 3.0, 1.0 / 3.0), count, |gamma, _| gamma),
            NormalUnbiased => between(with(3.0 / 8.0, 3.0 / 8.0), count, |gamma, _| gamma),
        }
    }
}

/// The value before an index or behind it.
fn stepped(index: f64, count: u64, is_before: impl Fn(f64, f64) -> bool) -> Place {
    let before = index.floor();
    at(if is_before(index - before, index) { before } else { before + 1.0 }, count)
}

fn at(index: f64, count: u64) -> Place {
    // Negative ones become 0.
    Place::At((index as u64).min(count - 1))
}

fn between(index: f64, count: u64, gamma: impl Fn(f64, f64) -> f64) -> Place {
    if index >= (count - 1) as f64 {
        return Place::Between { low: count - 1, high: count - 1, gamma: 0.0 };
    }
    if index < 0.0 {
        return Place::Between { low: 0, high: 0, gamma: 0.0 };
    }
    let low = index.floor();
    let gamma = gamma(index - low, index);
    Place::Between { low: low as u64, high: low as u64 + 1, gamma }
}

impl fmt::Display for QuantileMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for QuantileMethod {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        QuantileMethod::ALL.into_iter().find(|method| method.name() == name).ok_or_else(|| {
            let names: Vec<&str> = QuantileMethod::ALL.into_iter().map(QuantileMethod::name).collect();
            Error::mismatch(format!("expected one of the methods {}, found '{name}'", names.join(", ")))
        })
    }
}
