//! Times rounded down to buckets.

use crate::dtype::calendar::{NAT, convert_datetime, convert_timedelta};
use crate::dtype::{TimeError, TimeStep};

type Convert = fn(i64, TimeStep, TimeStep) -> Result<(i64, bool), TimeError>;

/// Rounds counts of one step down to counts of another, which is no shorter.
#[derive(Clone, Copy)]
pub(super) struct Floor {
    from: TimeStep,
    to: TimeStep,
    convert: Convert,
    /// How many steps a bucket has, if that is a whole number.
    steps: Option<i64>,
}

/// The bucket of the last time, and the times that are in it: from the first up to the second one.
#[derive(Clone, Copy, Default)]
pub(super) struct Bucket {
    start: i64,
    end: i64,
    count: i64,
}

impl Floor {
    /// `None` if the buckets are shorter than the steps, or there is no fixed relation between them.
    pub(super) fn new(from: TimeStep, to: TimeStep, is_datetime: bool) -> Option<Floor> {
        let convert: Convert = if is_datetime { convert_datetime } else { convert_timedelta };
        if from.multiple() == 0 || to.multiple() == 0 {
            return None;
        }
        let steps = match convert_timedelta(1, to, from) {
            Ok((0, _)) => return None,
            Ok((steps, true)) => Some(steps),
            Ok(_) | Err(TimeError::OutOfRange { .. }) => None,
            // Months against days: the calendar tells, but only how many days there are in a month.
            Err(_)
                if is_datetime && convert(0, from, to).is_ok() && convert_timedelta(0, to, MONTH).is_ok() =>
            {
                None
            }
            Err(_) => return None,
        };
        Some(Floor { from, to, convert, steps })
    }

    /// The bucket of a time. NaT stays.
    #[inline]
    pub(super) fn apply(&self, time: i64, last: &mut Bucket) -> i64 {
        if (last.start..last.end).contains(&time) {
            return last.count;
        }
        if time == NAT {
            return NAT;
        }
        *last = self.bucket(time);
        last.count
    }

    fn bucket(&self, time: i64) -> Bucket {
        if let Some(steps) = self.steps {
            let count = time.div_euclid(steps);
            let start = count.saturating_mul(steps);
            return Bucket { start, end: start.saturating_add(steps), count };
        }
        // A bucket is no shorter than a step, so that its count fits.
        let (count, _) = (self.convert)(time, self.from, self.to).unwrap_or((NAT, false));
        let edge = |count: i64| match (self.convert)(count, self.to, self.from) {
            Ok((edge, true)) => Some(edge),
            _ => None,
        };
        match (edge(count), edge(count.saturating_add(1))) {
            (Some(start), Some(end)) => Bucket { start, end, count },
            _ => Bucket { start: 0, end: 0, count },
        }
    }
}

const MONTH: TimeStep = TimeStep::new(crate::dtype::TimeUnit::Month, 1);

#[cfg(test)]
mod tests {
    use super::*;

    /// Each as NumPy 2.4 has it: `np.datetime64(time, from).astype('M8[to]').astype(int)`.
    #[test]
    fn buckets_are_numpys() {
        for (from, to, time, count) in [
            ("[s]", "[m]", -1, -1),
            ("[s]", "[15m]", 899, 0),
            ("[s]", "[15m]", -901, -2),
            ("[ns]", "[h]", -1, -1),
            ("[D]", "[M]", 58, 1),
            ("[D]", "[M]", 59, 2),
            ("[D]", "[Y]", -1, -1),
            ("[s]", "[M]", 2_678_400, 1),
            ("[D]", "[W]", -1, -1),
            ("[2D]", "[3D]", 2, 1),
            ("[s]", "[m]", NAT, NAT),
        ] {
            let floor = Floor::new(from.parse().unwrap(), to.parse().unwrap(), true).unwrap();
            let mut last = Bucket::default();
            assert_eq!(floor.apply(time, &mut last), count, "{time} {from} in {to}");
            assert_eq!(floor.apply(time, &mut last), count);
        }
    }

    #[test]
    fn the_last_bucket_is_no_other() {
        for (from, to) in [("[s]", "[m]"), ("[D]", "[M]"), ("[2D]", "[3D]"), ("[h]", "[Y]"), ("[3h]", "[D]")]
        {
            let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
            let floor = Floor::new(from, to, true).unwrap();
            let mut last = Bucket::default();
            for time in (-3000..3000).chain((0..200_000).step_by(777)).chain([5, -5]) {
                assert_eq!(floor.apply(time, &mut last), convert_datetime(time, from, to).unwrap().0);
            }
        }
    }

    #[test]
    fn shorter_buckets_are_none() {
        let floor = |from: &str, to: &str, datetime| {
            Floor::new(from.parse().unwrap(), to.parse().unwrap(), datetime).is_some()
        };
        assert!(!floor("[m]", "[s]", true) && !floor("[M]", "[D]", true) && !floor("", "[s]", true));
        assert!(!floor("[D]", "[M]", false) && floor("[M]", "[Y]", false) && floor("[s]", "[s]", true));
    }
}
