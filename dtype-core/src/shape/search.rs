//! Whether a sum of multiples can be hit: Σ aᵢ·xᵢ = b with 0 ≤ xᵢ ≤ uᵢ. Two views share bytes if one such sum can.
//!
//! The problem is NP-hard, and the sums that strides of arrays give are mostly easy. A depth-first search goes from the
//! largest factor to the smallest. What is left to the smaller ones must be a multiple of their greatest common divisor
//! and at most their whole sum, so few values of x are tried. Where the smaller factors can make every such multiple
//! (one right behind the other, as without gaps), the search ends with an answer.

use super::ShapeError;

/// A factor and how often it may be taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) factor: i128,
    pub(super) most: i128,
}

/// A term, and what it and all smaller ones can do together.
struct Level {
    term: Term,
    /// Their greatest common divisor.
    divisor: i128,
    /// Their whole sum.
    sum: i128,
    /// Whether they make every multiple of the divisor up to the sum.
    complete: bool,
}

/// Counts the steps of searches, and ends them.
pub(super) struct Work {
    left: u64,
    allowed: u64,
}

impl Work {
    pub(super) fn new(allowed: u64) -> Work {
        Work { left: allowed, allowed }
    }

    fn step(&mut self) -> Result<(), ShapeError> {
        match self.left.checked_sub(1) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(ShapeError::TooHard { max_work: self.allowed }),
        }
    }
}

/// Whether a sum of multiples of the terms is `goal`. Factors and counts are not negative, and all sums fit.
pub(super) fn can_be(terms: &[Term], goal: i128, work: &mut Work) -> Result<bool, ShapeError> {
    let mut terms: Vec<Term> =
        terms.iter().copied().filter(|term| term.factor > 0 && term.most > 0).collect();
    terms.sort_by_key(|term| term.factor);
    // Equal factors are one term that may be taken more often.
    terms.dedup_by(|next, kept| {
        let same = next.factor == kept.factor;
        if same {
            kept.most += next.most;
        }
        same
    });
    let mut levels: Vec<Level> = Vec::with_capacity(terms.len());
    for term in terms {
        let level = match levels.last() {
            None => Level { term, divisor: term.factor, sum: term.factor * term.most, complete: true },
            Some(below) => {
                let divisor = gcd(term.factor, below.divisor);
                // The steps of the term leave no gap between the runs that the ones below make.
                let complete =
                    below.complete && divisor == below.divisor && term.factor <= below.sum + below.divisor;
                Level { term, divisor, sum: below.sum + term.factor * term.most, complete }
            }
        };
        levels.push(level);
    }
    search(&levels, goal, work)
}

fn search(levels: &[Level], goal: i128, work: &mut Work) -> Result<bool, ShapeError> {
    work.step()?;
    let Some((level, below)) = levels.split_last() else { return Ok(goal == 0) };
    if goal < 0 || goal > level.sum || goal % level.divisor != 0 {
        return Ok(false);
    }
    if level.complete || goal == 0 || goal == level.sum {
        return Ok(true);
    }
    let Term { factor, most } = level.term;
    // The first level is complete, so there is one below.
    let (rest, divisor) = below.last().map_or((0, 1), |level| (level.sum, level.divisor));
    let highest = most.min(goal / factor);
    let lowest = if goal > rest { (goal - rest - 1) / factor + 1 } else { 0 };
    // Only every `step`-th x leaves a multiple of the divisor of the others.
    let step = divisor / gcd(factor, divisor);
    let mut x = highest;
    while x >= lowest && (goal - x * factor) % divisor != 0 {
        work.step()?;
        x -= 1;
    }
    while x >= lowest {
        if search(below, goal - x * factor, work)? {
            return Ok(true);
        }
        x -= step;
    }
    Ok(false)
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn naive(terms: &[Term], goal: i128) -> bool {
        match terms.split_first() {
            None => goal == 0,
            Some((term, rest)) => (0..=term.most).any(|x| naive(rest, goal - x * term.factor)),
        }
    }

    proptest! {
        #[test]
        fn agrees_with_trying_all(
            terms in proptest::collection::vec((0i128..30, 0i128..5), 0..5),
            goal in -3i128..120,
        ) {
            let terms: Vec<Term> = terms.into_iter().map(|(factor, most)| Term { factor, most }).collect();
            let found = can_be(&terms, goal, &mut Work::new(1_000_000)).unwrap();
            prop_assert_eq!(found, naive(&terms, goal));
        }
    }

    #[test]
    fn hard_sums_end_at_the_limit() {
        // Subset sums of odd numbers of equal length: nothing to prune by.
        let terms: Vec<Term> =
            (0..40).map(|i| Term { factor: (1 << 40) + 2 * (i * i * 7919 % 104_729), most: 1 }).collect();
        let goal = terms.iter().map(|term| term.factor).sum::<i128>() / 2 - 1;
        let error = can_be(&terms, goal, &mut Work::new(1000)).unwrap_err();
        assert_eq!(error, ShapeError::TooHard { max_work: 1000 });
    }
}
