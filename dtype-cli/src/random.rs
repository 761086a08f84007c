//! Numbers that look random: for samples, not for secrets.

use std::collections::HashSet;
use std::time::{SystemTime, UNIX_EPOCH};

/// A sequence of numbers (SplitMix64, of Steele, Lea and Flood), the same for the same seed.
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of a seed, or another one every time.
    pub(crate) fn new(seed: Option<u64>) -> Random {
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64);
        Random(seed.unwrap_or_else(|| now() ^ u64::from(std::process::id()) << 32))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ bits >> 31
    }

    /// A number below another one, each as likely as the others.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = end.max(1) as u64;
        loop {
            // The high half of the product is one of them; some low halves would make the first ones likelier (Lemire 2019).
            let product = u128::from(self.next()) * u128::from(end);
            if product as u64 >= end.wrapping_neg() % end {
                return (product >> 64) as usize;
            }
        }
    }

    /// So many different numbers below another one, or all there are, in no order.
    pub(crate) fn distinct(&mut self, count: usize, end: usize) -> Vec<usize> {
        let count = count.min(end);
        let mut chosen = HashSet::with_capacity(count);
        // Floyd's way: as many draws as numbers.
        for last in end - count..end {
            let drawn = self.below(last + 1);
            if !chosen.insert(drawn) {
                chosen.insert(last);
            }
        }
        chosen.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_distinct_and_come_again() {
        let sample = |seed| {
            let mut sample = Random::new(Some(seed)).distinct(5, 20);
            sample.sort_unstable();
            sample
        };
        assert_eq!(sample(7), sample(7));
        assert_ne!(sample(7), sample(8));
        assert!(sample(7).windows(2).all(|pair| pair[0] < pair[1]) && sample(7)[4] < 20);
        assert_eq!(Random::new(None).distinct(9, 3).len(), 3);
        assert!(Random::new(None).distinct(9, 0).is_empty());
    }

    #[test]
    fn all_numbers_are_as_likely() {
        let mut random = Random::new(Some(1));
        let mut counts = [0; 6];
        (0..60_000).for_each(|_| counts[random.below(6)] += 1);
        assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
    }
}
