//! The median of complex numbers, which are held and sorted: real parts, then imaginary ones.

use std::cmp::Ordering;

use super::rounding;
use crate::dtype::ScalarKind;
use crate::error::Result;
use crate::lanes::Gather;
use crate::lanes::order_key;
use crate::stats::kind::{Nan, Outcome};
use crate::stats::walk::Walk;

/// The median of numbers that are walked over once; `None` of none.
pub(super) fn median_of_numbers(numbers: &dyn Walk, kind: ScalarKind, nan: Nan) -> Result<Option<Outcome>> {
    let insert = |held: &mut Vec<[f64; 2]>, numbers: &mut Gather<'_>, count: usize| {
        let from = held.len();
        held.resize(from + count.min(numbers.left()), [0.0; 2]);
        numbers.fill(&mut held[from..]);
    };
    let mut all = Vec::new();
    numbers.each_range(Vec::new, insert, |mut part| all.append(&mut part))?;
    Ok(median(all, kind, nan))
}

/// The median of all of these; `None` of none.
pub(in crate::stats) fn median(mut all: Vec<[f64; 2]>, kind: ScalarKind, nan: Nan) -> Option<Outcome> {
    if nan == Nan::Propagate {
        // The one that is sorted behind all others.
        let missing = all.iter().filter(|[re, im]| re.is_nan() || im.is_nan());
        if let Some(&last) = missing.max_by_key(|&&value| order_key::of_complex(value)) {
            return Some(Outcome::Complex(last));
        }
    }
    all.retain(|[re, im]| !re.is_nan() && !im.is_nan());
    let half = all.len().checked_sub(1)? / 2;
    // None is NaN, and zeros are equal whatever their signs.
    let compare = |a: f64, b: f64| a.partial_cmp(&b).unwrap_or(Ordering::Equal);
    let order = |a: &[f64; 2], b: &[f64; 2]| compare(a[0], b[0]).then(compare(a[1], b[1]));
    let (_, &mut low, above) = all.select_nth_unstable_by(half, order);
    let even = above.len() > half;
    let high = if even { above.iter().copied().min_by(order)? } else { low };
    let round = rounding(kind);
    let [re, im] =
        [0, 1].map(|part| if even { round(round(low[part] + high[part]) / 2.0) } else { low[part] });
    // As NumPy divides by `count + 0j`: an infinite part makes the other NaN.
    let spoilt = |part: f64, other: f64| if other.is_infinite() { f64::NAN } else { part };
    Some(Outcome::Complex([spoilt(re, im), spoilt(im, re)]))
}
