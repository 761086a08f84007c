//! The edges of equal bins, computed as `np.histogram` does: `np.linspace` in the type of the values.
//!
//! Given a range, NumPy computes in `f64` and rounds at the end; without one, every operation is rounded to the type. Of
//! values that count bins by themselves, places are found in the same way.

use super::rounding::Rounding;
use crate::dtype::ScalarKind;
use crate::error::{Error, Result};

/// Bins that there may be.
const MOST: usize = 1 << 24;

/// Where equal bins begin and end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outer {
    pub(super) first: f64,
    pub(super) last: f64,
    /// The distance, which of integers is exact before it is rounded.
    pub(super) width: f64,
    /// Was it given, and not found in the values?
    pub(super) given: bool,
}

/// Equal bins: their edges, and how NumPy finds the one of a value.
#[derive(Clone, Debug)]
pub(super) struct Equal {
    pub(super) outer: Outer,
    pub(super) edges: Vec<f64>,
    /// Rounds a difference of values.
    pub(super) near: Rounding,
    /// Rounds what is made of it.
    pub(super) far: Rounding,
}

impl Outer {
    /// Given ends.
    pub(super) fn given(low: f64, high: f64) -> Result<Outer> {
        if low > high {
            return Err(Error::mismatch(format!(
                "expected a range that does not fall, found {low} to {high}"
            )));
        }
        if !(low.is_finite() && high.is_finite()) {
            return Err(Error::mismatch(format!("expected a finite range, found {low} to {high}")));
        }
        Outer { first: low, last: high, width: high - low, given: true }.opened(Rounding::Double)
    }

    /// The least and the greatest of some values, `width` apart.
    pub(super) fn found(first: f64, last: f64, width: f64, kind: ScalarKind) -> Result<Outer> {
        Outer { first, last, width, given: false }.opened(Rounding::of(kind))
    }

    /// Half a unit to both sides if there is nothing between the ends.
    fn opened(self, to: Rounding) -> Result<Outer> {
        if !self.width.is_finite() {
            let Outer { first, last, .. } = self;
            return Err(Error::mismatch(format!(
                "expected ends that a number is between, found {first} to {last}"
            )));
        }
        if self.width != 0.0 {
            return Ok(self);
        }
        let (first, last) = (to.round(self.first - 0.5), to.round(self.last + 0.5));
        Ok(Outer { first, last, width: to.round(last - first), ..self })
    }
}

impl Equal {
    pub(super) fn new(outer: Outer, count: usize, kind: ScalarKind) -> Result<Equal> {
        if count == 0 {
            return Err(Error::mismatch("expected at least one bin, found zero"));
        }
        if count > MOST {
            return Err(Error::limit(format!("expected at most {MOST} bins, found {count}")));
        }
        let near = Rounding::of(kind);
        let far = if outer.given { Rounding::Double } else { near };
        let Outer { first, last, .. } = outer;
        let delta = far.round(last - first);
        let bins = far.round(count as f64);
        let step = far.round(delta / bins);
        let edge = |i: usize| {
            let i = far.round(i as f64);
            let along = if step == 0.0 { far.round(i / bins) * delta } else { i * step };
            near.round(far.round(far.round(along) + first))
        };
        let mut edges: Vec<f64> = (0..count).map(edge).collect();
        edges.push(near.round(last));
        if edges.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(Error::mismatch(format!(
                "expected few enough bins for numbers to lie between their edges, found {count} from {first} to {last}"
            )));
        }
        Ok(Equal { outer, edges, near, far })
    }

    /// Does every distance from the first edge have a number in the type of the values? If not, NumPy's formula makes infinities
    /// of some, and only the edges tell where these are.
    pub(super) fn is_measured(&self) -> bool {
        let [first, last] = [self.outer.first, self.outer.last].map(|end| self.near.round(end));
        self.near.round(last - first).is_finite()
    }
}

/// Makes sure that edges are such.
pub(super) fn check(edges: &[f64]) -> Result<()> {
    if edges.len() < 2 {
        return Err(Error::mismatch(format!("expected at least two edges, found {}", edges.len())));
    }
    if edges.len() > MOST {
        return Err(Error::limit(format!("expected at most {MOST} edges, found {}", edges.len())));
    }
    if let Some(pair) =
        edges.windows(2).find(|pair| pair[0] > pair[1] || pair[0].is_nan() || pair[1].is_nan())
    {
        return Err(Error::mismatch(format!(
            "expected edges that do not fall, found {} before {}",
            pair[0], pair[1]
        )));
    }
    Ok(())
}
