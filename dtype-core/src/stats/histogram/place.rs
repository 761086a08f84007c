//! The bin of each value among equal ones: NumPy's formula, and its correction by the edges.
//!
//! The formula says how many bins from the first edge on a value lies. The edges have been rounded, and decide. The formula
//! never falls where values rise; so what it makes of the edges themselves says how far it is off, and only values that
//! it puts as near as that to a whole number are compared with edges. Bins of which it makes infinities don't come here.
//!
//! NumPy corrects by one bin. Where that is always enough, as it is unless bins are as narrow as the rounding of their edges,
//! the edges alone say where a value belongs, and a formula that is faster than NumPy's leads there too.

use super::edges::Equal;
use super::rounding::{Rounding, double, half, single};
use crate::lanes::{Kernel, best};

/// Values that are compared with edges if one of them has to be.
const ROW: usize = 16;

/// From here on floats are whole numbers: a smaller one that is added is rounded to one, and lies in the lowest bits.
const WHOLE: f64 = (1u64 << 52) as f64;

/// The bits in which a place lies then.
const PLACE: u64 = u32::MAX as u64;

/// Equal bins, laid out for the search.
pub(super) struct Places {
    line: Line,
    /// How near to a whole number the formula leaves a doubt.
    doubt: f64,
    /// The edges of each bin. NaN where there is nothing to correct: at both ends, and of values that have no bin.
    edges: Vec<[f64; 2]>,
    near: Rounding,
    far: Rounding,
    /// Do the edges decide the bin of every value, whatever the formula says?
    decided: bool,
}

/// What the formula is made of.
#[derive(Clone, Copy)]
struct Line {
    first: f64,
    last: f64,
    width: f64,
    /// The number of bins, rounded.
    scale: f64,
    bins: f64,
    /// Bins for each unit.
    slope: f64,
}

impl Places {
    pub(super) fn new(equal: &Equal) -> Places {
        let &Equal { outer, ref edges, near, far } = equal;
        let bins = edges.len() - 1;
        let (first, last) = (near.round(outer.first), near.round(outer.last));
        let scale = far.round(bins as f64);
        let line =
            Line { first, last, width: outer.width, scale, bins: bins as f64, slope: scale / outer.width };
        let doubts = |along: &dyn Fn(f64) -> f64| {
            let off = edges.iter().enumerate().map(|(i, &edge)| {
                let off = (along(edge) - i as f64).abs();
                if off.is_nan() { f64::INFINITY } else { off }
            });
            // Twice that and a little, so that it does not matter how comparisons are rounded.
            2.0 * off.fold(0.0, f64::max) + f64::EPSILON
        };
        let (along, across) =
            (doubts(&|x| line.along(x, |x| near.round(x), |x| far.round(x))), doubts(&|x| line.across(x)));
        // Never off by a bin or more, the edges decide all.
        let decided = near == Rounding::Double && along.max(across) < 0.5;
        let mut pairs: Vec<[f64; 2]> = edges.windows(2).map(|pair| [pair[0], pair[1]]).collect();
        pairs[0][0] = f64::NAN;
        pairs[bins - 1][1] = f64::NAN;
        pairs.push([f64::NAN; 2]);
        Places { line, doubt: if decided { across } else { along }, edges: pairs, near, far, decided }
    }

    /// The bin of each value; the number of bins for one that has none.
    pub(super) fn find(&self, values: &[f64], out: &mut [u64]) {
        match (self.near, self.far) {
            _ if self.decided => self.find_by(values, out, Line::across),
            (Rounding::Double, _) => self.find_by(values, out, |line, x| line.along(x, double, double)),
            (Rounding::Single, Rounding::Double) => {
                self.find_by(values, out, |line, x| line.along(x, single, double))
            }
            (Rounding::Single, _) => self.find_by(values, out, |line, x| line.along(x, single, single)),
            (Rounding::Half, Rounding::Double) => {
                self.find_by(values, out, |line, x| line.along(x, half, double))
            }
            (Rounding::Half, _) => self.find_by(values, out, |line, x| line.along(x, half, half)),
        }
    }

    /// The same by a formula.
    fn find_by(&self, values: &[f64], out: &mut [u64], along: impl Fn(Line, f64) -> f64 + Copy) {
        best(Find { places: self, values, out, along });
    }
}

impl Line {
    /// How many bins a value lies from the first edge on, at most all.
    #[inline(always)]
    fn along(self, x: f64, near: impl Fn(f64) -> f64, far: impl Fn(f64) -> f64) -> f64 {
        let along = far(far(near(x - self.first) / self.width) * self.scale);
        if along > self.bins { self.bins } else { along }
    }

    /// The same without a division, which is rounded otherwise.
    #[inline(always)]
    fn across(self, x: f64) -> f64 {
        let along = (x - self.first) * self.slope;
        if along > self.bins { self.bins } else { along }
    }
}

/// The search in a block of values.
struct Find<'f, A> {
    places: &'f Places,
    values: &'f [f64],
    out: &'f mut [u64],
    along: A,
}

impl<A: Fn(Line, f64) -> f64 + Copy> Kernel for Find<'_, A> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let Find { places, values, out, along } = self;
        let (rows, rest) = values.as_chunks::<ROW>();
        let (out_rows, out_rest) = out.as_chunks_mut::<ROW>();
        for (row, out) in rows.iter().zip(out_rows) {
            places.find_row(row, out, along);
        }
        if rest.is_empty() {
            return;
        }
        // One row more, of the last values and of some that have no bin.
        let mut row = [f64::NAN; ROW];
        row.iter_mut().zip(rest).for_each(|(x, &value)| *x = value);
        let mut found = [0; ROW];
        places.find_row(&row, &mut found, along);
        out_rest.iter_mut().zip(found).for_each(|(out, found)| *out = found);
    }
}

impl Places {
    #[inline(always)]
    fn find_row(&self, row: &[f64; ROW], out: &mut [u64; ROW], along: impl Fn(Line, f64) -> f64 + Copy) {
        let (line, doubt) = (self.line, self.doubt);
        let (end, none) = (line.bins - 1.0, self.edges.len() as u64 - 1);
        let certain = 1.0 - doubt;
        let mut doubtful = 0;
        for (out, &x) in out.iter_mut().zip(row) {
            let along = along(line, x);
            let nearest = (along + WHOLE) - WHOLE;
            let whole = if nearest > along { nearest - 1.0 } else { nearest };
            let part = along - whole;
            let whole = if whole > end { end } else { whole };
            let place = (whole + WHOLE).to_bits() & PLACE;
            let is_inside = (x >= line.first) & (x <= line.last);
            *out = if is_inside { place } else { none };
            doubtful |= u64::from(is_inside & !((part > doubt) & (part < certain)));
        }
        if doubtful != 0 {
            for (out, &x) in out.iter_mut().zip(row) {
                let [low, high] = self.edges[*out as usize];
                *out = (*out + u64::from(x >= high)).wrapping_sub(u64::from(x < low));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::edges::Outer;
    use super::*;
    use crate::dtype::ScalarKind;

    /// The formula, and its correction wherever it may be.
    fn twin(equal: &Equal, x: f64) -> u64 {
        let Equal { outer, edges, near, far } = equal;
        let bins = edges.len() - 1;
        if !(x >= near.round(outer.first) && x <= near.round(outer.last)) {
            return bins as u64;
        }
        let share = far.round(near.round(x - near.round(outer.first)) / outer.width);
        let at = (far.round(share * far.round(bins as f64)) as usize).min(bins - 1);
        let below = at > 0 && x < edges[at];
        let above = at + 1 < bins && x >= edges[at + 1];
        (at - usize::from(below) + usize::from(above)) as u64
    }

    fn check(equal: &Equal, values: impl IntoIterator<Item = f64>) {
        let values: Vec<f64> = values.into_iter().collect();
        let mut found = vec![0; values.len()];
        Places::new(equal).find(&values, &mut found);
        for (x, found) in values.into_iter().zip(found) {
            assert_eq!(found, twin(equal, x), "{x:?} in {} bins of {:?}", equal.edges.len() - 1, equal.outer);
        }
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_formula(
            ends in (-1e6..1e6f64, 1e-3..1e3f64),
            shift in prop::sample::select(vec![0.0, 1e9]),
            count in prop::sample::select(vec![1usize, 2, 3, 10, 49, 1000, 4097]),
            kind in prop::sample::select(vec![ScalarKind::Float64, ScalarKind::Float32, ScalarKind::Float16, ScalarKind::Int64]),
            given in any::<bool>(),
            shares in prop::collection::vec(-0.1..1.1f64, 0..70),
        ) {
            let near = Rounding::of(kind);
            let [first, last] = [ends.0 + shift, ends.0 + shift + ends.1].map(|end| near.round(end));
            let outer = match given {
                true => Outer::given(first, last),
                false => Outer::found(first, last, near.round(last - first), kind),
            };
            // Not every type has so many numbers there.
            if let Ok(equal) = outer.and_then(|outer| Equal::new(outer, count, kind)) {
                let around = |x: f64| [x.next_down(), x, x.next_up()];
                let special = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0];
                let along = shares.iter().map(|share| first + share * (last - first));
                let values = special.into_iter().chain(along).chain(equal.edges.iter().copied().flat_map(around));
                check(&equal, values.map(|x| near.round(x)));
            }
        }
    }

    #[test]
    fn most_values_are_certain() {
        let equal = Equal::new(Outer::given(0.0, 700.0).unwrap(), 1000, ScalarKind::Float64).unwrap();
        assert!(Places::new(&equal).doubt < 1e-9);
        check(&equal, (0..10_000).map(|i| f64::from(i) * 0.07));
    }
}
