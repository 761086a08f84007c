//! How wide bins should be: NumPy's estimators, each in NumPy's type.

use super::Bins;
use super::rounding::Rounding;
use crate::error::{Error, Result};
use crate::stats::kind::Outcome;
use crate::stats::pair::Pair;
use crate::stats::quantile::{Ranks, number};
use crate::stats::shape::Powers;
use crate::stats::tree::Combine;

/// What the estimators ask of the values.
pub(super) struct Sample<'k> {
    pub(super) ranks: Ranks<'k>,
    /// How many there are, not none.
    pub(super) count: u64,
    /// The greatest less the least, exact before it is rounded.
    pub(super) ptp: f64,
    /// The type of the values.
    pub(super) rounding: Rounding,
}

/// A width, and whether NumPy has it in the type of the values and not in `f64`.
#[derive(Clone, Copy)]
struct Width(f64, bool);

impl Sample<'_> {
    /// How many bins fill `width`, which has the type of the values if it was `found` in them.
    pub(super) fn bins(&self, estimator: &Bins, width: f64, found: bool) -> Result<usize> {
        let Width(mut bin, typed) = self.width(estimator)?;
        if bin == 0.0 || bin.is_nan() {
            return Ok(1);
        }
        let whole = "biu".contains(self.ranks.kind.letter());
        if whole && bin < 1.0 {
            bin = 1.0;
        }
        let bins = width / bin;
        let bins = if typed && found && !whole { self.rounding.round(bins) } else { bins }.ceil();
        if bins > 1e9 {
            return Err(Error::limit(format!(
                "expected fewer bins than the {bins} of '{estimator}'; give their number"
            )));
        }
        Ok(bins as usize)
    }

    fn width(&self, estimator: &Bins) -> Result<Width> {
        let (n, ptp) = (self.count as f64, self.ptp);
        let round = |x| self.rounding.round(x);
        let sturges = ptp / (n.log2() + 1.0);
        let sqrt = ptp / n.sqrt();
        Ok(match estimator {
            Bins::Sturges => Width(sturges, false),
            Bins::Sqrt => Width(sqrt, false),
            Bins::Rice => Width(round(ptp / round(2.0 * n.powf(1.0 / 3.0))), true),
            Bins::Scott => {
                let scale = (24.0 * std::f64::consts::PI.powf(0.5) / n).powf(1.0 / 3.0);
                Width(round(round(scale) * round(self.powers()?.std())), true)
            }
            Bins::Fd => Width(self.fd()?, false),
            Bins::Doane => Width(self.doane(n, ptp)?, false),
            _ => {
                let fd = self.fd()?;
                let fd = if sqrt / 2.0 > fd { sqrt / 2.0 } else { fd };
                Width(if sturges < fd { sturges } else { fd }, false)
            }
        })
    }

    fn fd(&self) -> Result<f64> {
        let [third, first] = self.ranks.wide_quantiles([0.75, 0.25])?;
        Ok(2.0 * (third - first) * (self.count as f64).powf(-1.0 / 3.0))
    }

    fn doane(&self, n: f64, ptp: f64) -> Result<f64> {
        if self.count <= 2 {
            return Ok(0.0);
        }
        let powers = self.powers()?;
        if powers.std() <= 0.0 || powers.skew().is_nan() {
            return Ok(0.0);
        }
        let error = (6.0 * (n - 2.0) / ((n + 1.0) * (n + 3.0))).sqrt();
        Ok(ptp / (1.0 + n.log2() + (1.0 + powers.skew().abs() / error).log2()))
    }

    /// The powers of the deviations from the mean.
    fn powers(&self) -> Result<Powers> {
        let class = self.ranks.class;
        let insert = |powers: &mut Powers, keys: &[u64]| {
            for keys in keys.chunks(crate::lanes::BLOCK) {
                let mut offsets = [0.0; crate::lanes::BLOCK];
                let base = match keys.iter().min().map(|&least| number(class, least)) {
                    Some(Outcome::Whole(base)) => base,
                    _ => 0,
                };
                for (offset, &key) in offsets.iter_mut().zip(keys) {
                    *offset = match number(class, key) {
                        Outcome::Float(x) => x,
                        Outcome::Whole(n) => (n - base) as f64,
                        _ => f64::NAN,
                    };
                }
                powers.insert(Pair::of_integer(base), &offsets[..keys.len()]);
            }
        };
        let mut all = Powers::default();
        self.ranks.keys.pass(Powers::default, insert, |part| all.combine(part))?;
        Ok(all)
    }
}
