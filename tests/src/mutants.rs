//! Inputs that are nearly others: what a fuzzer does without looking at what it reaches.

/// Makes inputs out of seeds. The same start makes the same inputs.
pub struct Mutants<'s> {
    seeds: &'s [Vec<u8>],
    state: u64,
}

/// Numbers that are at the edge of something.
const EDGES: [&[u8]; 8] = [
    &[0, 0, 0, 0],
    &[0xFF, 0xFF, 0xFF, 0xFF],
    &[0xFF, 0xFF, 0xFF, 0x7F],
    b"-1",
    b"0",
    b"18446744073709551615",
    b"9223372036854775808",
    b"4294967296",
];

/// The longest input, in bytes.
const LONGEST: usize = 16 << 10;

impl<'s> Mutants<'s> {
    /// Mutants of seeds, of which there is at least one.
    pub fn new(seeds: &'s [Vec<u8>], start: u64) -> Mutants<'s> {
        Mutants { seeds, state: start ^ 0x9E37_79B9_7F4A_7C15 }
    }

    /// Less than `limit`, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % limit
    }

    /// A piece of something: where it begins and ends, seldom far apart.
    fn piece(&mut self, len: usize) -> std::ops::Range<usize> {
        let start = self.below(len + 1);
        let most = if self.below(4) == 0 { len } else { 8 };
        start..len.min(start + self.below(most + 1))
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let place = self.piece(input.len());
        match self.below(7) {
            0 if !place.is_empty() => input[place.start] ^= 1 << self.below(8),
            1 if !place.is_empty() => input[place.start] = self.below(256) as u8,
            2 => drop(input.drain(place)),
            3 => {
                let again = input[place.clone()].to_vec();
                input.splice(place.end..place.end, again);
            }
            4 => {
                let edge = EDGES[self.below(EDGES.len())];
                let end = input.len().min(place.start + if self.below(2) == 0 { edge.len() } else { 1 });
                input.splice(place.start..end, edge.iter().copied());
            }
            5 => {
                let other = &self.seeds[self.below(self.seeds.len())];
                let from = self.piece(other.len());
                input.splice(place, other[from].iter().copied());
            }
            _ => input.truncate(place.start),
        }
    }
}

impl Iterator for Mutants<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut input = self.seeds[self.below(self.seeds.len())].clone();
        for _ in 0..=self.below(4) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        Some(input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_start_makes_the_same_inputs() {
        let seeds = [b"abc".to_vec(), Vec::new()];
        let of = |start| Mutants::new(&seeds, start).take(100).collect::<Vec<_>>();
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
        assert!(of(1).iter().any(|input| input.len() > 3) && of(1).iter().any(Vec::is_empty));
    }
}
