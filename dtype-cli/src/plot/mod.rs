//! Pictures of columns: what is drawn ([`Chart`]), and two ways to draw it, [`terminal`] and [`svg`].
//!
//! A chart knows nothing of records. Its lines come as one [`Bucket`] for each place along the horizontal axis, which
//! tells all that a line does there, whatever the number of values: so spikes stay.

mod axis;
pub(crate) mod svg;
pub(crate) mod terminal;

pub(crate) use axis::{Axis, Quantity};

/// A picture.
pub(crate) struct Chart {
    pub(crate) title: String,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    pub(crate) body: Body,
}

/// What is between the axes.
pub(crate) enum Body {
    Lines(Vec<Line>),
    Bars(Bars),
}

/// A line, from the left to the right.
pub(crate) struct Line {
    pub(crate) name: String,
    /// All of the same width, from the lower end of the axis to the upper.
    pub(crate) buckets: Vec<Bucket>,
}

/// What a line does at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bucket {
    /// No value: the line goes on to the next one.
    Empty,
    /// Nothing but NaN: the line is broken.
    Gap,
    Values(Values),
}

/// Some values one after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Values {
    pub(crate) first: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) last: f64,
}

/// Counts between edges, of which there is one more.
pub(crate) struct Bars {
    pub(crate) edges: Vec<f64>,
    pub(crate) counts: Vec<u64>,
}

impl Bucket {
    /// Takes the next value.
    pub(crate) fn insert(&mut self, value: f64) {
        *self = match *self {
            Bucket::Empty | Bucket::Gap if value.is_nan() => Bucket::Gap,
            Bucket::Empty | Bucket::Gap => {
                Bucket::Values(Values { first: value, low: value, high: value, last: value })
            }
            old if value.is_nan() => old,
            Bucket::Values(Values { first, low, high, .. }) => {
                Bucket::Values(Values { first, low: low.min(value), high: high.max(value), last: value })
            }
        };
    }
}

impl Line {
    /// Runs of what the line goes through, each with the place of the bucket; broken where there is nothing but NaN.
    fn runs(&self) -> Vec<Vec<(usize, Values)>> {
        let mut runs = vec![Vec::new()];
        for (place, bucket) in self.buckets.iter().enumerate() {
            match (bucket, runs.last_mut()) {
                (Bucket::Values(values), Some(run)) => run.push((place, *values)),
                (Bucket::Gap, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
                _ => {}
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

impl Values {
    /// The values in an order in which a line goes through them: from the first to the last by way of both extremes.
    fn path(&self) -> [f64; 4] {
        let Values { first, low, high, last } = *self;
        if last >= first { [first, low, high, last] } else { [first, high, low, last] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_keep_spikes_and_gaps() {
        let mut bucket = Bucket::Empty;
        bucket.insert(f64::NAN);
        assert_eq!(bucket, Bucket::Gap);
        for value in [2.0, 9.0, f64::NAN, -1.0, 3.0] {
            bucket.insert(value);
        }
        let Bucket::Values(values) = bucket else { panic!() };
        assert_eq!(values, Values { first: 2.0, low: -1.0, high: 9.0, last: 3.0 });
        assert_eq!(values.path(), [2.0, -1.0, 9.0, 3.0]);
        let line =
            Line { name: String::new(), buckets: vec![bucket, Bucket::Empty, bucket, Bucket::Gap, bucket] };
        let places: Vec<Vec<usize>> =
            line.runs().iter().map(|run| run.iter().map(|(place, _)| *place).collect()).collect();
        assert_eq!(places, [vec![0, 2], vec![4]]);
    }
}
